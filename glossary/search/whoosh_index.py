"""The embedded index: Whoosh for the words of labels, a sorted table for whole labels and their beginnings.

Measured on EuroVoc (215,000 labels): Whoosh's own prefix queries take 43 ms at the 99th percentile, the table 3 ms. One
Whoosh document is one label, in the order of the table's rows, so that document numbers are row numbers and nothing is
stored in Whoosh. Reading is by one Whoosh reader a thread: a shared one gives corrupt answers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from heapq import nsmallest
from pathlib import Path
from typing import Any

from whoosh import fields, index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.matching import IntersectionMatcher
from whoosh.reading import TermNotFound

from glossary.analysis import folding
from glossary.search import labels
from glossary.search.base import KINDS, MAX_QUERY, Entry, Hit, Hits, Kind, Match, Query
from glossary.search.highlighting import highlights
from glossary.search.labels import DEPRECATED, PREFERRED, LabelTable

_FIELD = "words"
_MEMORY = 512
"""Megabytes of postings that the build keeps before it writes a run to disk."""
_MISSED = 1 << 40
_LAST = 1 << 41
"""Weights above every place in the order: not in the reader's language, and deprecated."""


def build_index(entries: Iterable[Entry], folder: Path) -> int:
    """Write the index into an empty folder; returns how many labels it holds."""
    keys = labels.build(entries, folder)
    schema = fields.Schema(words=fields.KEYWORD(analyzer=SpaceSeparatedTokenizer()))
    writer = index.create_in(str(folder), schema).writer(limitmb=_MEMORY)
    for key in keys:
        writer.add_document(words=key)
    writer.commit(optimize=True)
    return len(keys)


def open_index(folder: Path) -> WhooshIndex:
    """Open an index for reading. Opening unpickles a file of the folder: verify its checksum first."""
    return WhooshIndex(folder)


class WhooshIndex:
    """See :class:`glossary.search.base.Index`."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder), readonly=True)
        self._table = LabelTable(folder)
        self._local = threading.local()
        self._readers: list[Any] = []

    def search(self, query: Query) -> Hits:
        """Concepts for the query: by kind, deprecated ones last, the reader's language first, short ones first."""
        keys = _keys(query)
        if not keys:
            return Hits(0, ())
        exact = self._table.exact(keys)
        flags = self._table.facts.flags
        groups: tuple[Sequence[int], ...] = (
            [row for row in exact if flags[row] & PREFERRED],
            [row for row in exact if not flags[row] & PREFERRED],
            [row for key in keys for row in self._table.beginning(key)],
            [row for key in keys for row in self._containing(key.split())],
        )
        return self._ranked(query, keys, groups)

    def suggest(self, query: Query) -> Hits:
        """Concepts one of whose labels begins with the query, those in the reader's language first."""
        keys = _keys(query)
        enough = 8 * query.limit  # several labels may be one concept's
        rows: list[int] = []
        for key in keys:
            for tag in sorted(self._table.serving(query.language)):
                rows += self._table.beginning_in(key, tag, enough)
            rows += self._table.beginning(key, enough)
        exact = set(self._table.exact(keys)) if keys else set()
        flags = self._table.facts.flags
        groups = (
            [row for row in rows if row in exact and flags[row] & PREFERRED],
            [row for row in rows if row in exact and not flags[row] & PREFERRED],
            rows,
            (),
        )
        found = self._ranked(query, keys, groups)
        return Hits(len(found.hits), found.hits)

    def close(self) -> None:
        """Release files and threads' readers."""
        while self._readers:
            self._readers.pop().close()
        self._index.close()
        self._table.close()

    def _containing(self, words: Sequence[str]) -> list[int]:
        """Rows whose label has all the words."""
        reader = self._reader()
        try:
            rarest_first = sorted(set(words), key=lambda word: (reader.doc_frequency(_FIELD, word), word))
            matchers = [reader.postings(_FIELD, word) for word in rarest_first]
        except TermNotFound:
            return []
        return list(reduce(IntersectionMatcher, matchers).all_ids())

    def _ranked(self, query: Query, keys: Sequence[str], groups: Sequence[Sequence[int]]) -> Hits:
        """The page asked for; each concept once, by its best label in the first group that has one."""
        concept, rank = self._table.facts.concept, self._rank(query)
        rows_of_kind: list[tuple[Kind, list[int]]] = []
        seen: set[int] = set()
        wanted = query.offset + query.limit
        for kind, group in zip(KINDS, groups, strict=True):
            rows = self._kept(query, [row for row in group if concept[row] not in seen])
            concepts = {concept[row] for row in rows}
            missing = wanted - sum(len(found) for _, found in rows_of_kind)
            if missing > 0 and rows:
                rows_of_kind.append((kind, self._best(rows, rank, missing)))
            seen |= concepts
        page = [(kind, row) for kind, rows in rows_of_kind for row in rows][query.offset : wanted]
        shown = self._table.labels([row for _, row in page])
        hits = tuple(
            Hit(
                label.uri,
                label.vocabulary,
                Match(label.text, label.language, kind, highlights(label.text, label.language, keys, kind)),
            )
            for (kind, _), label in zip(page, shown, strict=True)
        )
        return Hits(len(seen), hits)

    def _kept(self, query: Query, rows: list[int]) -> list[int]:
        """The rows of the vocabulary asked for."""
        if not query.vocabulary:
            return rows
        column, names = self._table.facts.vocabulary, self._table.vocabularies
        if query.vocabulary not in names:
            return []
        number = names.index(query.vocabulary)
        return [row for row in rows if column[row] == number]

    def _rank(self, query: Query) -> Callable[[int], int]:
        """From a row to its rank among rows of the same kind; lower is better."""
        facts, serving = self._table.facts, self._table.serving(query.language)
        place, language, flags = facts.place, facts.language, facts.flags

        def rank(row: int) -> int:
            missed = _MISSED if serving and language[row] not in serving else 0
            return place[row] + missed + (_LAST if flags[row] & DEPRECATED else 0)

        return rank

    def _best(self, rows: Sequence[int], rank: Callable[[int], int], limit: int) -> list[int]:
        """The best row of each of the ``limit`` best concepts."""
        concept = self._table.facts.concept
        found: dict[int, int] = {}
        candidates = nsmallest(16 * limit, rows, key=rank) if len(rows) > 32 * limit else sorted(rows, key=rank)
        for row in candidates:
            found.setdefault(concept[row], row)
        if len(found) < limit and len(candidates) < len(rows):
            for row in sorted(rows, key=rank):
                found.setdefault(concept[row], row)
        return list(found.values())[:limit]

    def _reader(self) -> Any:
        reader = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self._index.reader()
            self._readers.append(reader)
        return reader


def _keys(query: Query) -> tuple[str, ...]:
    """The keys to look up; none for a query without a visible character."""
    return tuple(key for key in folding.spellings(query.text[:MAX_QUERY]) if key)
