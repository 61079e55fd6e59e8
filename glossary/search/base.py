"""What a search index is asked and what it answers; the Index protocol that every engine behind it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Protocol

from glossary.model import Role, Value

Kind = Literal["preferred", "other", "prefix", "words"]

KINDS: tuple[Kind, ...] = ("preferred", "other", "prefix", "words")
"""How a label matched, best first: it is the query, preferred or not; it begins with it; it has all its words."""

MAX_QUERY = 256
"""Characters of a query that are used; the rest is cut."""


class Entry(Value, frozen=True):
    """One label to be indexed; ``uri`` is the concept's address."""

    uri: str
    vocabulary: str
    language: str | None
    role: Role
    text: str
    deprecated: bool = False


class Query(Value, frozen=True):
    """A search as asked. ``language`` is preferred, never a filter; ``vocabulary`` "" means all of them."""

    text: str
    language: str = ""
    vocabulary: str = ""
    limit: int = 20
    offset: int = 0


class Match(Value, frozen=True):
    """The label that a hit was found by; ``highlights`` are [start, end) offsets in code points of ``label``."""

    label: str
    language: str | None
    kind: Kind
    highlights: tuple[tuple[int, int], ...] = ()


class Hit(Value, frozen=True):
    """A concept that answers the query, with its best matching label."""

    uri: str
    vocabulary: str
    match: Match


class Hits(Value, frozen=True):
    """A page of hits and how many there are in all (concepts, not labels)."""

    total: int
    hits: tuple[Hit, ...]


class Index(Protocol):
    """A search index of one release, opened read-only; safe to ask from several threads."""

    def search(self, query: Query) -> Hits:
        """Concepts for the query, best first; ties in a stable order."""

    def suggest(self, query: Query) -> Hits:
        """Concepts one of whose labels begins with the query, for autocomplete; ``total`` counts what is returned."""

    def close(self) -> None:
        """Release files and threads' readers."""


class IndexBuilder(Protocol):
    """Writes an index into an empty folder."""

    def __call__(self, entries: Iterable[Entry], folder: Path) -> int:
        """Index the entries and return how many there were."""
