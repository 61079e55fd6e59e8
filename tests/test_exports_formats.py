"""What the formats have in common, and the layout of each, held by golden files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from exports_material import RDFLIB, blocks, read, same

from glossary.exports import RDF_FORMATS, TABLE_FORMATS
from glossary.skos.namespaces import RDF, SKOS, SKOSXL
from glossary.skos.triples import IRI, Blank, Block, Literal, Triple

DATA, GOLDEN = (Path(__file__).parent / folder for folder in ("data", "golden"))
EX = "https://vocab.example/travel/"
NAMES = {"dct": "http://purl.org/dc/terms/", "ex": EX, "rdf": RDF, "skos": SKOS, "skosxl": SKOSXL}
NAMES["xsd"] = "http://www.w3.org/2001/XMLSchema#"


def sample() -> list[Triple]:
    """A small graph with everything that the formats write differently."""
    concept, label, shared = IRI(EX + "guest"), Blank("b1"), Blank("b2")
    return [
        Triple(IRI(EX + "scheme"), IRI(RDF + "type"), IRI(SKOS + "ConceptScheme")),
        Triple(concept, IRI(SKOS + "prefLabel"), Literal("ξένος", "el")),
        Triple(concept, IRI(SKOS + "prefLabel"), Literal("Gast & <Freund>", "de-AT")),
        Triple(concept, IRI(RDF + "type"), IRI(SKOS + "Concept")),
        Triple(concept, IRI(SKOS + "notation"), Literal("007", None, NAMES["xsd"] + "integer")),
        Triple(concept, IRI(SKOS + "scopeNote"), Literal('A "note"\r\nof\ttwo lines \\', "en")),
        Triple(concept, IRI(SKOS + "exactMatch"), IRI("https://vocab.example/ß?a=1&b='2'")),
        Triple(concept, IRI(SKOSXL + "prefLabel"), label),
        Triple(concept, IRI("https://vocab.example/rank/1--2"), Literal("not for XML")),
        Triple(concept, IRI("https://vocab.example/elsewhere#remark"), shared),
        Triple(label, IRI(RDF + "type"), IRI(SKOSXL + "Label")),
        Triple(label, IRI(SKOSXL + "literalForm"), Literal("სტუმარი", "ka")),
        Triple(IRI(EX + "host"), IRI("https://vocab.example/elsewhere#remark"), shared),
        Triple(IRI(EX + "host"), IRI(SKOS + "memberList"), Blank("l1")),
        Triple(Blank("l1"), IRI(RDF + "first"), concept),
        Triple(Blank("l1"), IRI(RDF + "rest"), Blank("l2")),
        Triple(Blank("l2"), IRI(RDF + "first"), Literal("last")),
        Triple(Blank("l2"), IRI(RDF + "rest"), IRI(RDF + "nil")),
        Triple(shared, IRI(RDF + "value"), Literal("below two subjects")),
    ]


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_layout(name: str) -> None:
    """The text of each format is the golden one, and rdflib finds the sample in it."""
    written = b"".join(RDF_FORMATS[name].write(blocks(sample()), NAMES))
    golden = GOLDEN / f"exports_sample.{RDF_FORMATS[name].suffix}"
    assert written.decode() == golden.read_bytes().decode()
    sayable = [t for t in sample() if name != "rdfxml" or t.predicate.value != "https://vocab.example/rank/1--2"]
    assert same(read(written, RDFLIB[name]), sayable)


def test_the_tables_of_formats() -> None:
    """Each format is found by its name, and media types and suffixes are unique."""
    formats = [*RDF_FORMATS.values(), *TABLE_FORMATS.values()]
    assert list(RDF_FORMATS) == ["turtle", "rdfxml", "jsonld", "ntriples"]
    assert all(RDF_FORMATS[name].name == name for name in RDF_FORMATS)
    assert len({format_.media_type for format_ in formats}) == len({format_.suffix for format_ in formats}) == 5


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_it_streams(name: str) -> None:
    """Endless blocks give their first bytes at once: no writer waits for the last one."""

    def endless() -> Iterator[Block]:
        for number in count():
            subject = IRI(f"{EX}{number}")
            yield Block(subject, (Triple(subject, IRI(SKOS + "prefLabel"), Literal(f"word {number}", "en")),))

    chunks = list(islice(RDF_FORMATS[name].write(endless(), NAMES), 3))
    assert all(1000 < len(chunk) < 100_000 for chunk in chunks)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_no_blocks_and_no_prefixes(name: str) -> None:
    """Nothing in gives a well-formed document without triples."""
    assert read(b"".join(RDF_FORMATS[name].write([], {})), RDFLIB[name]) == []


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_long_chains_can_be_read_back(name: str) -> None:
    """A list of thousands of items and a chain of thousands of blank nodes need no recursion."""
    concept = IRI(EX + "a")
    triples = [Triple(Blank(f"c{n}") if n else concept, IRI(EX + "p"), Blank(f"c{n + 1}")) for n in range(2000)]
    triples.append(Triple(concept, IRI(SKOS + "memberList"), Blank("l0")))
    for n in range(2000):
        triples.append(Triple(Blank(f"l{n}"), IRI(RDF + "first"), Literal(str(n))))
        triples.append(Triple(Blank(f"l{n}"), IRI(RDF + "rest"), Blank(f"l{n + 1}") if n < 1999 else IRI(RDF + "nil")))
    written = b"".join(RDF_FORMATS[name].write([Block(concept, tuple(triples))], NAMES))
    assert len(read(written, RDFLIB[name])) == len(triples)


def test_a_list_is_written_as_one() -> None:
    """Turtle and JSON-LD have a word for lists, and use it."""
    turtle, jsonld = (b"".join(RDF_FORMATS[n].write(blocks(sample()), NAMES)) for n in ("turtle", "jsonld"))
    assert b'skos:memberList ( ex:guest "last" )' in turtle
    assert b'"skos:memberList":[{"@list":[{"@id":"https://vocab.example/travel/guest"},{"@value":"last"}]}]' in jsonld


@pytest.mark.parametrize("predicate", ["li", "Description", "about", "ID"])
def test_words_that_mean_something_else_in_rdfxml(predicate: str) -> None:
    """rdf:li would come back as rdf:_1: such a predicate is named in a comment instead."""
    triples = [Triple(IRI(EX + "a"), IRI(RDF + predicate), Literal("-->"))]
    written = b"".join(RDF_FORMATS["rdfxml"].write(blocks(triples), NAMES))
    assert f"cannot write the predicate {RDF}{predicate} :".encode() in written
    assert read(written, "xml") == []


def test_a_comment_in_rdfxml_cannot_be_ended_by_a_predicate() -> None:
    """A hostile predicate stays inside its comment."""
    triples = [Triple(IRI(EX + "a"), IRI("https://vocab.example/---><rdf:x/>---/1"), Literal("a"))]
    written = b"".join(RDF_FORMATS["rdfxml"].write(blocks(triples), NAMES))
    assert read(written, "xml") == []


def test_an_address_cannot_leave_its_brackets_in_turtle() -> None:
    """Characters that no address may have are escaped, should one ever get so far."""
    triples = [Triple(IRI(EX + "a"), IRI(EX + "p"), IRI("https://vocab.example/> . <urn:x> <urn:y> <urn:z"))]
    written = b"".join(RDF_FORMATS["turtle"].write(blocks(triples), NAMES))
    assert same(read(written, "turtle"), triples)
