"""What hits are counted and filtered by: for each value of a facet the set of concepts that have it, as bits."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping

from glossary import languages
from glossary.search.base import FACETS, Facet, FacetValue, Filters, Subject
from glossary.search.labels import put

SCHEMA = """
CREATE TABLE facet (name TEXT NOT NULL, value TEXT NOT NULL, concepts BLOB NOT NULL, PRIMARY KEY (name, value));
CREATE TABLE edge (above INTEGER NOT NULL, below INTEGER NOT NULL, PRIMARY KEY (above, below)) WITHOUT ROWID;
"""

_BELOW = """
WITH RECURSIVE under (concept) AS (
    SELECT below FROM edge JOIN concept ON concept = above WHERE uri = ?
    UNION SELECT below FROM edge JOIN under ON above = concept
) SELECT concept FROM under
"""


def write(database: sqlite3.Connection, subjects: Iterable[Subject], concepts: Mapping[str, int]) -> None:
    """Write the facets and the hierarchy of the concepts, whose numbers are given by address."""
    having: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    edges: set[tuple[int, int]] = set()
    for subject in subjects:
        number = concepts.get(subject.uri)
        if number is None:
            continue
        edges.update((concepts[uri], number) for uri in subject.broader if uri in concepts)
        for name, values in subject.facets.items():
            for value in values:
                having[name, value].add(number)
    put(database, "facet", ((*which, _packed(numbers)) for which, numbers in sorted(having.items())))
    put(database, "edge", sorted(edges))


def bits(numbers: Iterable[int]) -> int:
    """A set of small numbers as the bits of an integer."""
    found = sorted(set(numbers))
    if not found:
        return 0
    field = bytearray(found[-1] // 8 + 1)
    for number in found:
        field[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(field, "little")


def _packed(numbers: Iterable[int]) -> bytes:
    field = bits(numbers)
    return field.to_bytes((field.bit_length() + 7) // 8, "little")


class Facets:
    """The facets of a release, held in memory (a bit a concept and value)."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._having: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for name, value, packed in database.execute("SELECT name, value, concepts FROM facet"):
            self._having[name][value] = int.from_bytes(packed, "little")
        self._everything = (1 << int(database.execute("SELECT COUNT(*) FROM concept").fetchone()[0])) - 1

    def allowed(self, database: sqlite3.Connection, filters: Filters, vocabulary: str) -> Allowed | None:
        """The concepts that the filters let through; None where they let all through."""
        wanted = [("theme", filters.theme), ("jurisdiction", filters.jurisdiction), ("status", filters.status)]
        wanted.append(("language", tuple(languages.canonical(tag) for tag in filters.language)))
        wanted.append(("vocabulary", (vocabulary,) if vocabulary else ()))
        for name in ("definition", "deprecated"):
            stated = getattr(filters, name)
            wanted.append((name, () if stated is None else (str(stated).lower(),)))
        if not any(values for _, values in wanted) and not filters.lacking and not filters.below:
            return None
        left = self._everything
        for name, values in wanted:
            for value in values:
                left &= self._having[name].get(value, 0)
        for tag in filters.lacking:
            left &= ~self._having["language"].get(languages.canonical(tag), 0)
        if filters.below:
            left &= bits(number for (number,) in database.execute(_BELOW, (filters.below,)))
        return Allowed(left)

    def values(self, name: Facet) -> tuple[str, ...]:
        """All values that concepts have, sorted."""
        return tuple(sorted(self._having.get(name, ())))

    def counts(self, found: int) -> dict[str, tuple[FacetValue, ...]]:
        """How many of the concepts have each value, the most frequent first."""
        return {name: tuple(counted) for name in FACETS if (counted := self._counted(name, found))}

    def _counted(self, name: str, found: int) -> list[FacetValue]:
        counted = [(-(found & having).bit_count(), value) for value, having in self._having[name].items()]
        return [
            FacetValue(value, -count)
            for count, value in sorted(counted)
            if count and not (name == "language" and languages.region(value))  # a variant counts for its language
        ]


class Allowed:
    """A set of concepts, asked of one by one or as a whole."""

    def __init__(self, field: int) -> None:
        self.field = field
        self._flags = field.to_bytes((field.bit_length() + 7) // 8, "little")

    def __contains__(self, concept: int) -> bool:
        place = concept >> 3
        return place < len(self._flags) and bool(self._flags[place] >> (concept & 7) & 1)

    def numbers(self) -> array[int]:
        """The concepts, ascending."""
        return array("I", [number for number in range(self.field.bit_length()) if number in self])
