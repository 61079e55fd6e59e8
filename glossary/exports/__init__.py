"""Formats that concepts and vocabularies are written in: one file a format family and one table of formats."""

from __future__ import annotations

from typing import Final

from glossary.exports.base import Glossary, RdfFormat, TableFormat, TermFormat
from glossary.exports.csv_table import CSV, CSV_TERMS
from glossary.exports.csvw import CSVW
from glossary.exports.json_graph import JSON_GRAPH
from glossary.exports.jsonld import JSONLD
from glossary.exports.ntriples import NTRIPLES
from glossary.exports.pairs import OMEGAT, UTX
from glossary.exports.quads import NQUADS, TRIG, QuadFormat
from glossary.exports.rdfxml import RDFXML
from glossary.exports.tbx import TBX2, TBX3
from glossary.exports.termbases import MEMOQ, TRADOS
from glossary.exports.tmx import TMX
from glossary.exports.turtle import TURTLE
from glossary.exports.xlsx import XLSX

__all__ = [
    "JSON_GRAPH",
    "QUAD_FORMATS",
    "RDF_FORMATS",
    "TABLE_FORMATS",
    "TERM_FORMATS",
    "Glossary",
    "QuadFormat",
    "RdfFormat",
    "TableFormat",
    "TermFormat",
]

RDF_FORMATS: Final[dict[str, RdfFormat]] = {format_.name: format_ for format_ in (TURTLE, RDFXML, JSONLD, NTRIPLES)}
QUAD_FORMATS: Final[dict[str, QuadFormat]] = {format_.name: format_ for format_ in (NQUADS, TRIG)}
"""For whole vocabularies."""
TABLE_FORMATS: Final[dict[str, TableFormat]] = {format_.name: format_ for format_ in (CSV,)}
TERM_FORMATS: Final[dict[str, TermFormat]] = {
    format_.name: format_ for format_ in (TBX3, TBX2, TMX, UTX, OMEGAT, MEMOQ, TRADOS, XLSX, CSV_TERMS, CSVW)
}
"""The formats for translators, of any concepts in any languages."""
