"""Formats that concepts and vocabularies are written in: one file a format and these two tables of formats."""

from __future__ import annotations

from glossary.exports import csv_table, jsonld, ntriples, rdfxml, turtle
from glossary.exports.base import RdfFormat, TableFormat

__all__ = ["RDF_FORMATS", "TABLE_FORMATS", "RdfFormat", "TableFormat"]

RDF_FORMATS = {
    format_.name: format_
    for format_ in (
        RdfFormat("turtle", "text/turtle", "ttl", "Turtle", turtle.write),
        RdfFormat("rdfxml", "application/rdf+xml", "rdf", "RDF/XML", rdfxml.write),
        RdfFormat("jsonld", "application/ld+json", "jsonld", "JSON-LD", jsonld.write),
        RdfFormat("ntriples", "application/n-triples", "nt", "N-Triples", ntriples.write),
    )
}

TABLE_FORMATS = {format_.name: format_ for format_ in (TableFormat("csv", "text/csv", "csv", "CSV", csv_table.write),)}
