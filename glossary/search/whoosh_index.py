"""The search index of a release: a Whoosh index of words beside a table of labels, in one folder.

Whoosh holds one document a label, written in the order of the table's rows, in one segment: a document's number is
its row number and nothing need be stored. One field serves all languages, since language ranks and never filters.
Its files are not joined into one: Whoosh copies a joined file into memory once a reader (EuroVoc: 20 MB a thread).
Whoosh keeps pickles, in the ``.toc`` file and in the postings, ``.pst``: open only folders that this module wrote.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import fields, index

from glossary.analysis.folding import Folded, fold, fold_query
from glossary.errors import ReleaseError
from glossary.search import labels as tables
from glossary.search import ranking
from glossary.search.base import MAX_QUERY, Entry, Hit, Hits, Kind, Match, Query
from glossary.search.labels import Labels
from glossary.search.ranking import Group

_LABELS = "labels.sqlite"
_FIELD = "words"
_MEMORY = 256
"""Megabytes that Whoosh may use before it writes an intermediate file; EuroVoc's 215,000 labels need none."""


def build_index(entries: Iterable[Entry], folder: Path) -> int:
    """Index the entries into an empty folder and return how many there were."""
    rows = tables.rows_of(entries)
    tables.write(rows, folder / _LABELS)
    words = index.create_in(str(folder), fields.Schema(**{_FIELD: fields.ID()}))
    writer = words.writer(limitmb=_MEMORY, compound=False)
    for row in rows:
        writer.add_document(**{_FIELD: list(row.words)})
    writer.commit(optimize=True)
    words.close()
    for lock in folder.glob("*_WRITELOCK"):  # nobody will write here again
        lock.unlink()
    return len(rows)


def open_index(folder: Path) -> WhooshIndex:
    """Open what ``build_index`` wrote; ReleaseError where it is not there. Checksums are the caller's to verify."""
    try:
        return WhooshIndex(folder)
    except (index.IndexError, sqlite3.Error, OSError) as error:
        raise ReleaseError(
            f"the search index {folder} cannot be opened ({error}): build the release again or roll back"
        ) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one thread at a time reads with."""

    database: sqlite3.Connection
    words: Any

    def close(self) -> None:
        self.database.close()
        self.words.close()

    def rows_with(self, words: Iterable[str]) -> list[int]:
        """Rows that have all the words, ascending. The rarest word is read first, and none after nothing is left."""
        counted = sorted((self.words.doc_frequency(_FIELD, word), word) for word in set(words))
        found: set[int] | None = None
        for count, word in counted:
            if not count or found == set():
                return []
            rows = self.words.postings(_FIELD, word).all_ids()
            found = set(rows) if found is None else found.intersection(rows)
        return sorted(found or ())


class WhooshIndex:
    """Keeps the Index protocol; any number of processes may open the same folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _LABELS
        self._words = index.open_dir(str(folder), readonly=True)
        self._idle: deque[_Reader] = deque()
        self._closed = False
        try:
            with self._reader() as reader:
                self._labels = Labels(reader.database)
        except BaseException:
            self.close()
            raise

    def search(self, query: Query) -> Hits:
        """Concepts for the query, best first; ties in a stable order."""
        text, offset = query.text[:MAX_QUERY], max(query.offset, 0)
        forms = fold_query(text)
        with self._reader() as reader:
            groups = self._begins(reader, forms, text, query.vocabulary)
            groups.append(Group("words", self._in_vocabulary(self._with_words(reader, forms), query.vocabulary)))
            total = len(set(map(self._labels.concept.__getitem__, (row for group in groups for row in group.rows))))
            ranked = ranking.by_kind(groups, self._labels, query.language)
            best = ranking.first_of_each(ranked, self._labels, min(offset + query.limit, total))
            return Hits(total, self._hits(reader, best[offset:], forms))

    def suggest(self, query: Query) -> Hits:
        """Concepts one of whose labels begins with the query, the reader's language first."""
        text, offset = query.text[:MAX_QUERY], max(query.offset, 0)
        forms = fold_query(text)
        with self._reader() as reader:
            groups = self._begins(reader, forms, text, query.vocabulary)
            ranked = ranking.by_language(groups, self._labels, query.language)
            best = ranking.first_of_each(ranked, self._labels, offset + query.limit)
            hits = self._hits(reader, best[offset:], forms)
            return Hits(len(hits), hits)

    def close(self) -> None:
        """Release files; a reader that is still in use is released when it is done."""
        self._closed = True
        self._release_idle()
        self._words.close()

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        """A reader for this thread alone; idle ones are kept for the next, whichever thread that is."""
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = _Reader(tables.connect(self._path), self._words.reader())
        try:
            yield reader
        finally:
            self._idle.append(reader)
            if self._closed:
                self._release_idle()

    def _release_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _begins(self, reader: _Reader, forms: Sequence[Folded], text: str, vocabulary: str) -> list[Group]:
        """Rows that are the query, preferred and other, and rows that begin with it."""
        same, longer = list[int](), list[int]()
        for form in forms:
            exact, prefixed = self._labels.beginning_with(reader.database, form.key)
            same.extend(self._in_vocabulary(exact, vocabulary))
            longer.extend(self._in_vocabulary(prefixed, vocabulary))
        shown = zip(same, self._labels.texts(reader.database, same), strict=True)
        close = {row: ranking.closeness(found.label, text) for row, found in shown}.__getitem__
        preferred = self._labels.preferred
        return [
            Group("preferred", [row for row in same if preferred[row]], close),
            Group("other", [row for row in same if not preferred[row]], close),
            Group("prefix", longer),
        ]

    @staticmethod
    def _with_words(reader: _Reader, forms: Sequence[Folded]) -> list[int]:
        return [row for form in forms if form.words for row in reader.rows_with(form.words)]

    def _in_vocabulary(self, rows: Sequence[int], vocabulary: str) -> Sequence[int]:
        names = self._labels.vocabularies
        if not vocabulary or names == [vocabulary]:
            return rows
        number = names.index(vocabulary) if vocabulary in names else -1
        return [row for row in rows if self._labels.vocabulary[row] == number]

    def _hits(self, reader: _Reader, best: Sequence[tuple[Kind, int]], forms: Sequence[Folded]) -> tuple[Hit, ...]:
        texts = self._labels.texts(reader.database, (row for _, row in best))
        return tuple(
            Hit(
                found.uri,
                found.vocabulary,
                Match(found.label, found.language, kind, _highlights(found.label, found.language, kind, forms)),
            )
            for (kind, _), found in zip(best, texts, strict=True)
        )


def _highlights(label: str, language: str | None, kind: Kind, forms: Sequence[Folded]) -> tuple[tuple[int, int], ...]:
    """The whole of an exact label, the beginning of one with that prefix, or its words that were asked for."""
    if kind in ("preferred", "other"):
        return ((0, len(label)),)
    folded = fold(label, language)
    if kind == "words":
        return folded.word_spans(word for form in forms for word in form.words)
    form = next(form for form in forms if folded.key.startswith(form.key))
    return (folded.prefix_span(len(form.key)),)
