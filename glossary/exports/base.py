"""What a format is: its name, media type, suffix and writer; writers stream and hold one block or concept at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary import languages
from glossary.model import ROLES, Concept, Term
from glossary.skos.nesting import Outline, outline
from glossary.skos.statements import SHARED
from glossary.skos.triples import Blank, Block

_CHUNK = 32_768
"""Characters gathered before they are sent: a write for each concept costs more than the concept."""

RdfWriter = Callable[[Iterable[Block], Mapping[str, str]], Iterator[bytes]]
"""Blocks and prefixes (name to namespace) to chunks of UTF-8.

Labels of blank nodes are ASCII letters, digits and hyphens after a letter, and are unique among all blocks; those of
nodes that occur in several blocks begin with ``shared-`` (:data:`glossary.skos.statements.SHARED`).
"""

TableWriter = Callable[[Iterable[Concept], Sequence[str]], Iterator[bytes]]
"""Concepts and the language tags that get columns ("" for terms without one) to chunks of UTF-8."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a format for translators is made of.

    ``name`` is the stem of a file name, ``languages`` are exact tags in the order asked for. ``concepts`` gives a fresh
    iterator each time, since some formats have to know what follows. ``label`` names a theme or a related concept by
    its address, for a reader of the first language. ``created`` is UTC in ISO 8601; ``licence`` is "" where the
    vocabulary states none.
    """

    name: str
    title: str
    uri: str
    licence: str
    release: str
    created: str
    languages: tuple[str, ...]
    concepts: Callable[[], Iterator[Concept]]
    label: Callable[[str], str]


TermWriter = Callable[[Glossary], Iterator[bytes]]
"""A glossary to chunks of bytes; UsageError or NotFound, at once, for one that the format cannot hold."""


@dataclass(frozen=True, slots=True)
class TermFormat:
    """A format that translators' tools open; ``suffix`` has no dot, ``label`` is for people.

    ``fewest`` is how many languages it needs at least; one that is ``bilingual`` is for a source and a target language.
    """

    name: str
    media_type: str
    suffix: str
    label: str
    write: TermWriter
    fewest: int = 1
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """A format for graphs; ``suffix`` has no dot, ``label`` is for people."""

    name: str
    media_type: str
    suffix: str
    label: str
    write: RdfWriter


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format for tables of concepts; ``suffix`` has no dot, ``label`` is for people."""

    name: str
    media_type: str
    suffix: str
    label: str
    write: TableWriter


def chunked(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of text as UTF-8 chunks of a size worth sending."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(waiting).encode()
            waiting.clear()
            length = 0
    if waiting:
        yield "".join(waiting).encode()


def outline_of(block: Block) -> Outline:
    """A block's outline: what several blocks share keeps its label, or it would become a node in each of them."""

    def labelled(blank: Blank) -> bool:
        return blank == block.subject or blank.label.startswith(SHARED)

    return outline(block.triples, labelled)


def terms_by_tag(concept: Concept, tags: Iterable[str]) -> dict[str, list[Term]]:
    """For each of the tags that has any, the concept's terms of exactly that tag, the preferred ones first.

    Variants are kept apart: the terms of ``de-AT`` are not among those of ``de``. Hidden terms are for search only.
    """
    by_key: dict[str, list[Term]] = {}
    for term in concept.terms:
        if term.role != "hidden":
            by_key.setdefault(languages.key(term.language), []).append(term)
    found = {tag: by_key.get(languages.key(tag), []) for tag in tags}
    return {tag: sorted(terms, key=lambda term: _RANK[term.role]) for tag, terms in found.items() if terms}


_RANK = {role: rank for rank, role in enumerate(ROLES)}
