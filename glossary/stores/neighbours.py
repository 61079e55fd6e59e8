"""What a document takes along: of the resources that it refers to, what they are and how they are called."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from glossary.skos.namespaces import RDF, RDFS, SKOS
from glossary.skos.triples import IRI, Block, Literal, Triple
from glossary.stores.documents import Documents

MOST_NEIGHBOURS = 200
"""Resources whose labels a document takes along: a scheme may refer to thousands."""

_NAMING = frozenset([f"{RDF}type", f"{SKOS}prefLabel", f"{SKOS}notation", f"{RDFS}label"])


class Neighbours(NamedTuple):
    """Labels of resources, and when the last of those resources changed (None for no resources)."""

    blocks: tuple[Block, ...]
    changed: datetime | None


def introduced(documents: Documents, document: Block) -> tuple[Block, ...]:
    """Of each resource that a document refers to, what that is and is called, as the release states it."""
    around = (documents.block(row, inferred=True) for row in documents.rows(_referred_to(document)).values())
    return tuple(Block(block.subject, tuple(filter(_introduces, block.triples))) for block in around)


def labelled(documents: Documents, document: Block) -> Neighbours:
    """The preferred labels of what a document refers to, in all languages; none beyond MOST_NEIGHBOURS."""
    rows = list(documents.rows(_referred_to(document)).values())
    if not rows or len(rows) > MOST_NEIGHBOURS:
        return Neighbours((), None)
    labels = documents.labels([row.number for row in rows], ())
    blocks = tuple(_labelled(row.uri, labels[row.number]) for row in rows if row.number in labels)
    return Neighbours(blocks, max(map(documents.changed, rows)))


def _referred_to(document: Block) -> list[str]:
    named = {value.value for _, _, value in document.triples if isinstance(value, IRI)}
    return sorted(named - {document.subject[0]})


def _introduces(triple: Triple) -> bool:
    """Whether it says what a resource is or is called."""
    return triple.predicate.value in _NAMING and isinstance(triple.object, IRI | Literal)


def _labelled(uri: str, labels: dict[str, tuple[str, str | None]]) -> Block:
    subject, predicate = IRI(uri), IRI(f"{SKOS}prefLabel")
    terms = (Literal(text, language) for _, (text, language) in sorted(labels.items()))
    return Block(subject, tuple(Triple(subject, predicate, term) for term in terms))
