"""Writing a description: resources with their properties, as blocks that the exports' writers take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from glossary.skos.namespaces import ADMS, DCAT, FOAF, PREFIXES, RDF, SPDX, XSD
from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject, Triple

A: Final = IRI(f"{RDF}type")

Property = tuple[IRI, Object]

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"

DESCRIPTION_PREFIXES: Final = {
    **PREFIXES, "sd": SD, "formats": FORMATS, "dcat": DCAT, "adms": ADMS, "foaf": FOAF, "spdx": SPDX,
}  # fmt: skip
"""The prefixes of all descriptions."""


def described(subject: Subject, *properties: Property) -> Block:
    """A resource and what is said of it."""
    return Block(subject, tuple(Triple(subject, predicate, value) for predicate, value in properties))


def joined(block: Block, *parts: Iterable[Block]) -> Block:
    """The block with what describes its blank nodes."""
    return Block(
        block.subject, block.triples + tuple(triple for part in parts for one in part for triple in one.triples)
    )


def each(predicate: IRI, values: Iterable[Object]) -> Iterator[Property]:
    """One property for each value."""
    return ((predicate, value) for value in values)


def blank(label: str, number: int | str) -> Blank:
    """A blank node; the writers want ASCII letters, digits and hyphens."""
    return Blank(f"{label}-{number}")


def number(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=f"{XSD}integer")


def moment(value: str) -> Literal:
    """A point in time, in ISO 8601."""
    return Literal(value, datatype=f"{XSD}dateTime")
