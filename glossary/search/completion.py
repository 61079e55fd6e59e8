"""Completing what is typed: labels whose beginning, or the beginning of one of whose words, it is.

A short beginning is that of very many labels. For each that more than a thousand labels share the best of each language
are kept ready; the rest is looked up in the sorted keys (measured over EuroVoc: 0.1 ms for either).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from glossary.search.base import Kind
from glossary.search.beginning import in_script
from glossary.search.labels import LATER, VARIANT, WHOLE, Keys, Labels, Row, Sorted, numbered, put, unpack
from glossary.search.matching import Scope
from glossary.search.ranking import Levels

SCHEMA = """
CREATE TABLE head (
    kind TEXT NOT NULL, begins TEXT NOT NULL, vocabulary INTEGER NOT NULL, language INTEGER NOT NULL,
    rows BLOB NOT NULL,
    PRIMARY KEY (kind, begins, vocabulary, language)
) WITHOUT ROWID;
"""
MANY = 1000
"""Labels from which on the best of a beginning are kept ready."""
BEST = 120
"""Labels that are kept of each vocabulary and language: 100 suggestions may be asked for."""


Ranked = Iterator[tuple[Kind, int]]


def write(database: sqlite3.Connection, rows: Sequence[Row], keys: Iterable[Keys], concepts: Mapping[str, int]) -> None:
    """Keep the best rows of each frequent beginning ready; ``concepts`` are the numbers of concepts by address."""
    tags, vocabularies = numbered(row.language for row in rows), numbered(row.vocabulary for row in rows)
    for kind, names, numbers in keys:
        for begins, first, end in _frequent(names, 0, len(names), 1):
            best: dict[tuple[int, int], dict[int, int]] = {}
            for number in sorted(set(numbers[first:end])):
                row = rows[number]
                chosen = best.setdefault((vocabularies[row.vocabulary], tags[row.language]), {})
                if len(chosen) < BEST:
                    chosen.setdefault(concepts[row.uri], number)
            lines = ((kind, begins, *which, array("I", chosen.values()).tobytes()) for which, chosen in best.items())
            put(database, "head", lines)


def _frequent(names: Sequence[str], first: int, end: int, length: int) -> Iterator[tuple[str, int, int]]:
    """Beginnings of ``length`` characters and more that more than MANY keys share, and where those keys are."""
    place = first
    for begins, group in groupby(range(first, end), key=lambda position: names[position][:length]):
        count = sum(1 for _ in group)
        if count > MANY and len(begins) == length:
            yield begins, place, place + count
            yield from _frequent(names, place, place + count, length + 1)
        place += count


def completions(
    database: sqlite3.Connection, labels: Labels, forms: Sequence[str], levels: Levels, scope: Scope
) -> Ranked:
    """Rows that begin with one of the forms, or one of whose words does: language before place before rank.

    The first form is spelled as typed; what begins with another one only comes after it, the script typed first.
    """
    if not forms:
        return
    sources = ((labels.whole, WHOLE), (labels.variant, VARIANT), (labels.later, LATER))
    for age in (range(labels.current), range(labels.current, len(labels.concept))):
        for level in levels.present:
            wanted = frozenset(levels.at(level))
            exact = {row for key in forms for row in labels.whole.exactly(database, key)}
            same = [row for row in exact if row in age and labels.language[row] in wanted]
            for row in sorted(scope.rows(same, labels)):
                yield "preferred" if labels.preferred[row] else "other", row
            for source, kind in sources:
                for first, some in ((True, forms[:1]), (False, forms[1:])):
                    rows = (row for key in some for row in _beginning(database, labels, source, kind, key))
                    found = scope.rows({row for row in rows if row in age and labels.language[row] in wanted}, labels)
                    near = in_script(database, labels, forms[0], found) if not first else frozenset[int]()
                    yield from (("prefix", row) for row in sorted(found, key=lambda row: (row not in near, row)))


def _beginning(database: sqlite3.Connection, labels: Labels, source: Sorted, kind: str, key: str) -> Iterable[int]:
    """Rows with a key that begins with ``key``: all, or where they are very many the best of each language."""
    first, _, end = source.bounds(database, key)
    if end - first <= MANY:
        return source.rows[first:end]
    query = "SELECT rows FROM head WHERE kind = ? AND begins = ?"
    return chain.from_iterable(unpack(packed) for (packed,) in database.execute(query, (kind, key)))
