"""Real vocabularies go through every format and come back whole."""

from __future__ import annotations

import gzip
import logging
from functools import cache
from pathlib import Path

import pytest
import rdflib
from exports_material import ODD_PREFIXES, OXIGRAPH, RDFLIB, lowered, read, read_elsewhere

from glossary.exports import RDF_FORMATS
from glossary.skos.canonical import canonical_turtle
from glossary.skos.statements import Statements
from glossary.skos.triples import Literal, Triple

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "vocabularies"
EUROVOC = "eurovoc-27lang.ttl.gz"
FILES = [
    "eurovoc-migration-27lang.ttl",
    "tna-vocab-20201223--aat-20200518.ttl",
    *(f"skosmos-tests/{name}.ttl" for name in ("test-rdf-list", "test-qualified-notation", "date", "xl", "cbd", "dup")),
    *(pytest.param(name, marks=pytest.mark.slow) for name in ("unesco-thesaurus.ttl", "countries-skos.rdf")),
]


@cache
def vocabulary(name: str) -> Statements:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip("the shared data folder is not beside this checkout")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    graph = rdflib.Graph().parse(data=data, format="xml" if path.suffix == ".rdf" else "turtle")
    return Statements.from_graphs([graph], "test")


def named(triples: list[Triple]) -> set[Triple]:
    """Triples with the labels that follow from the content: equal for equal graphs."""
    graph = rdflib.Graph()

    def node(term: object) -> rdflib.term.Node:
        if isinstance(term, Literal):
            return rdflib.Literal(term.text, lang=term.language, datatype=term.datatype)
        (text,) = term  # type: ignore[misc]
        return rdflib.BNode(text) if type(term).__name__ == "Blank" else rdflib.URIRef(text)

    for triple in triples:
        graph.add(tuple(map(node, triple)))  # type: ignore[arg-type]
    return set(Statements.from_graphs([graph], "test").triples())


@pytest.mark.parametrize("name", RDF_FORMATS)
@pytest.mark.parametrize("file", FILES)
def test_a_dump_holds_the_file(file: str, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Every triple of the file is in the dump, and no other."""
    caplog.set_level(logging.CRITICAL)
    statements = vocabulary(file)
    written = b"".join(RDF_FORMATS[name].write(statements.blocks(), ODD_PREFIXES))
    assert named(read(written, RDFLIB[name])) == set(statements.triples())


@pytest.mark.parametrize("file", FILES)
def test_the_one_layout_holds_the_file(file: str, caplog: pytest.LogCaptureFixture) -> None:
    """So it is for the layout of vocabulary files, which does not change when it is applied again."""
    caplog.set_level(logging.CRITICAL)
    statements = vocabulary(file)
    once = canonical_turtle(statements.triples(), ODD_PREFIXES)
    again = read(once.encode(), "turtle")
    assert named(again) == set(statements.triples())
    assert canonical_turtle(again, ODD_PREFIXES) == once


@pytest.mark.slow
@pytest.mark.parametrize("name", RDF_FORMATS)
def test_a_dump_holds_a_large_file(name: str) -> None:
    """EuroVoc's 277,560 triples, none with a blank node, are all in its dump."""
    statements = vocabulary(EUROVOC)
    written = b"".join(RDF_FORMATS[name].write(statements.blocks(), ODD_PREFIXES))
    assert set(lowered(read_elsewhere(written, OXIGRAPH[name]))) == set(lowered(statements.triples()))
