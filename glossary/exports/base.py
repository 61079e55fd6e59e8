"""What a format is: its name, media type, suffix and writer; writers stream UTF-8 and hold one block at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.model import Concept
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
