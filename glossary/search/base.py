"""What a search index is asked and what it answers; the Index protocol that every engine behind it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from glossary.model import Role, Value

Kind = Literal["preferred", "other", "lemma", "prefix", "words", "text", "partial", "close"]

KINDS: tuple[Kind, ...] = ("preferred", "other", "lemma", "prefix", "words", "text", "partial", "close")
"""How a concept matched, best first.

Its preferred label is the query; another label is; a label is the query in other forms of its words; a label begins
with it; a label has all its words, inflected or inside compounds; a definition, note or example has; a label has most
of its words; a label resembles it letter by letter.
"""

SURE: frozenset[Kind] = frozenset(KINDS[: KINDS.index("words") + 1])
"""Kinds that leave no doubt that the words asked for were meant."""

Within = Literal["labels", "texts", "all"]
WITHIN: tuple[Within, ...] = ("labels", "texts", "all")

MAX_QUERY = 256
"""Characters of a query that are used; the rest is cut."""

Facet = Literal["vocabulary", "theme", "language", "jurisdiction", "status", "definition", "deprecated"]
FACETS: tuple[Facet, ...] = ("vocabulary", "theme", "language", "jurisdiction", "status", "definition", "deprecated")
"""What results are counted and filtered by. ``definition`` and ``deprecated`` have the values "true" and "false"."""


class Entry(Value, frozen=True):
    """One label to be indexed."""

    language: str | None
    role: Role
    text: str


class Passage(Value, frozen=True):
    """One definition, note or example to be indexed; ``part`` names which, as in :class:`glossary.model.Resource`."""

    language: str | None
    part: str
    text: str


class Subject(Value, frozen=True, kw_only=True):
    """A concept to be indexed: its labels, texts, what lies directly above it, and the values of its facets."""

    uri: str
    vocabulary: str
    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...] = ()
    deprecated: bool = False
    broader: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = {}


class Filters(Value, frozen=True):
    """What a hit has to have: every value named, in every facet named.

    ``theme`` are addresses of collections; ``language`` and ``lacking`` are tags: a term in ``de`` may be one in
    ``de-AT``. ``below`` is the address of a concept: hits lie below it in the hierarchy, however deep.
    """

    theme: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    definition: bool | None = None
    deprecated: bool | None = None
    below: str = ""


class Query(Value, frozen=True):
    """A search as asked. ``language`` is preferred, never a filter; ``vocabulary`` "" means all of them.

    ``text`` may be empty where filters say what is wanted: ``otherwise`` are the languages, in order, whose labels what
    is listed then goes by where it has none in ``language``. ``within`` says where words are looked for.
    """

    text: str
    language: str = ""
    vocabulary: str = ""
    limit: int = 20
    offset: int = 0
    within: Within = "labels"
    filters: Filters = Filters()
    otherwise: tuple[str, ...] = ()


class Match(Value, frozen=True):
    """The label that a hit was found by; ``highlights`` are [start, end) offsets in code points of ``label``.

    Where a definition, note or example was found, ``label`` is a snippet of it and ``part`` says what it is from.
    """

    label: str
    language: str | None
    kind: Kind
    highlights: tuple[tuple[int, int], ...] = ()
    part: str = ""


class Hit(Value, frozen=True):
    """A concept that answers the query, with its best matching label."""

    uri: str
    vocabulary: str
    match: Match


class FacetValue(Value, frozen=True):
    """A value of a facet, and how many of the hits have it."""

    value: str
    count: int


class Hits(Value, frozen=True):
    """A page of hits and how many there are in all (concepts, not labels).

    ``confident``: the first hit has at least all words of the query in a label. ``did_you_mean`` is a label that
    resembles the query where nothing better was found, else "". ``facets`` has the values that the hits have, most
    frequent first.
    """

    total: int
    hits: tuple[Hit, ...]
    confident: bool = False
    did_you_mean: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = {}  # noqa: RUF012  # msgspec copies it


class Index(Protocol):
    """A search index of one release, opened read-only; safe to ask from several threads."""

    def search(self, query: Query) -> Hits:
        """Concepts for the query, best first; ties in a stable order."""

    def suggest(self, query: Query) -> Hits:
        """Concepts a word of whose labels begins with the query; ``total`` counts what is returned."""

    def values(self, facet: Facet) -> tuple[str, ...]:
        """All values that concepts of the release have for a facet, sorted."""

    def close(self) -> None:
        """Release files and threads' readers."""
