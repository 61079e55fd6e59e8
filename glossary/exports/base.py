"""What a format is: a name, a media type, a suffix and a writer that streams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.model import Concept
from glossary.skos.triples import Block


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """A format for triples; ``write`` takes blocks and prefixes (name to namespace) and gives UTF-8 in pieces.

    A blank node that occurs in several blocks must have a label that begins with ``statements.SHARED``.
    """

    name: str
    media_type: str
    suffix: str
    label: str
    write: Callable[[Iterable[Block], Mapping[str, str]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format with a row for each concept; ``write`` takes concepts and language tags and gives bytes in pieces."""

    name: str
    media_type: str
    suffix: str
    label: str
    write: Callable[[Iterable[Concept], Sequence[str]], Iterator[bytes]]
