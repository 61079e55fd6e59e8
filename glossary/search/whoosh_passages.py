"""Full text of definitions, notes and examples: a Whoosh index of their words, ranked by BM25F, and snippets of them.

Whoosh holds one document a passage whose terms are folded words; which words answer a query is the lexicon's to say.
Whoosh keeps pickles, in the ``.toc`` file and in the postings, ``.pst``: open only folders that this module wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import analysis, fields, index, query, scoring, searching

from glossary.analysis.analyser import Word, analyser
from glossary.analysis.folding import fold_query
from glossary.errors import ReleaseError
from glossary.search.labels import put

SCHEMA = """
CREATE TABLE passage (
    number INTEGER PRIMARY KEY, concept INTEGER NOT NULL, vocabulary TEXT NOT NULL, part TEXT NOT NULL, language TEXT,
    text TEXT NOT NULL
);
"""
_FIELD = "words"
_SNIPPET = 180
"""Characters of a snippet, about two lines."""
_MOST = 2000
"""Passages looked at for one query."""


class Found(NamedTuple):
    """A passage that has all words of the query; ``concept`` is its concept's number."""

    concept: int
    uri: str
    vocabulary: str
    part: str
    language: str | None
    text: str


class Ready(NamedTuple):
    """A passage ready to be written."""

    concept: int
    vocabulary: str
    part: str
    language: str | None
    text: str
    words: tuple[Word, ...]


def write(database: sqlite3.Connection, folder: Path, passages: Iterable[Ready]) -> None:
    """Write the passages."""
    analyzer = analysis.SpaceSeparatedTokenizer()
    made = index.create_in(str(folder), fields.Schema(**{_FIELD: fields.TEXT(analyzer=analyzer, phrase=False)}))
    writer = made.writer(compound=False)
    for number, passage in enumerate(passages):
        put(database, "passage", [(number, *passage[:5])])
        writer.add_document(**{_FIELD: " ".join(word.folded for word in passage.words)})
    writer.commit(optimize=True)
    made.close()
    for lock in folder.glob("*_WRITELOCK"):  # nobody will write here again
        lock.unlink()


class Passages:
    """The full-text index; hands out readers, one for each thread at a time."""

    def __init__(self, folder: Path) -> None:
        try:
            self._index = index.open_dir(str(folder), readonly=True)
        except index.IndexError as error:
            raise ReleaseError(f"{folder} cannot be opened: {error}; build the release again or roll back") from error

    def reader(self) -> Any:
        """A reader, to be closed after use."""
        return self._index.reader()

    def close(self) -> None:
        """Release files."""
        self._index.close()


def find(
    reader: Any, database: sqlite3.Connection, answers: Sequence[Sequence[str]], phrases: Sequence[str]
) -> list[Found]:
    """The passages that have all phrases, and for each word of a query one of the words that answer it; best first."""
    wanted = query.And([query.Or([query.Term(_FIELD, word) for word in words]) for words in answers])
    searcher = searching.Searcher(reader, weighting=scoring.BM25F())
    numbers = [hit.docnum for hit in searcher.search(wanted, limit=_MOST)]
    select = "SELECT concept, uri, vocabulary, part, language, text FROM passage JOIN concept USING (concept)"
    rows = (database.execute(f"{select} WHERE number = ?", (number,)).fetchone() for number in numbers)
    return [Found(*row) for row in rows if not phrases or _has(row[-1], row[-2], phrases)]


def _has(text: str, language: str | None, phrases: Sequence[str]) -> bool:
    key = f" {' '.join(word.folded for word in analyser(language).words(text))} "
    return all(any(f" {form.key} " in key for form in fold_query(phrase)) for phrase in phrases)


def snippet(
    text: str, language: str | None, answers: Sequence[frozenset[str]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text that has most of what was asked for, cut at word borders with "…", and where the words are.

    ``answers`` has the folded words that answer each word of a query.
    """
    known = frozenset[str]().union(*answers)
    words = [word for word in analyser(language).words(text) if word.folded in known]
    marked = [(word.start, word.end) for word in words]
    start, end = _window(text, _densest(words, answers))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    spans = tuple((first + shift, last + shift) for first, last in marked if start <= first and last <= end)
    return before + text[start:end] + after, spans


def _densest(words: Sequence[Word], answers: Sequence[frozenset[str]]) -> int:
    """Where the first stretch begins in which most of the words of a query are answered; 0 where none is."""

    def answered(first: Word) -> int:
        last = first.start + _SNIPPET * 3 // 4  # a quarter of a snippet lies before its first word
        near = {word.folded for word in words if first.start <= word.start and word.end <= last}
        return sum(not near.isdisjoint(one) for one in answers)

    return max(words, key=answered).start if words else 0


def _window(text: str, at: int) -> tuple[int, int]:
    """A stretch around a place, moved out of the middle of words."""
    if len(text) <= _SNIPPET:
        return 0, len(text)
    start = max(0, min(at - _SNIPPET // 4, len(text) - _SNIPPET))
    end = min(len(text), start + _SNIPPET)
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else at
    if end < len(text):
        space = text.rfind(" ", at, end)
        end = space if space > at else end
    return start, end
