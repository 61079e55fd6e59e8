"""The table of labels in one read-only SQLite file: exact and prefix look-ups by folded key, and the texts to show.

Labels are rows numbered from 0 in the order in which equals are shown: deprecated concepts last, then shorter labels,
then alphabetical, then by address. So sorting row numbers ranks them, and the documents of the word index, which are
written in the same order, rank themselves.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

from glossary.analysis.folding import Folded, fold
from glossary.model import ROLES
from glossary.search.base import Entry

_SCHEMA = """
CREATE TABLE label (row INTEGER PRIMARY KEY, concept INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE concept (concept INTEGER PRIMARY KEY, uri TEXT NOT NULL);
CREATE TABLE key (key TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (kind TEXT NOT NULL, number INTEGER NOT NULL, name TEXT, PRIMARY KEY (kind, number));
CREATE TABLE attribute (name TEXT PRIMARY KEY, type TEXT NOT NULL, numbers BLOB NOT NULL);
"""

_T = TypeVar("_T")

_LAST = "\U0010ffff"
"""Follows whatever a longer key goes on with: it is no character and never will be (Unicode, section 23.7)."""


class Row(NamedTuple):
    """A label ready to be written; ``key`` "" where nothing of it can be typed."""

    deprecated: bool
    length: int
    key: str
    text: str
    uri: str
    role: int
    language: str | None
    vocabulary: str
    words: tuple[str, ...]


class Text(NamedTuple):
    """What is shown of a row."""

    label: str
    language: str | None
    uri: str
    vocabulary: str


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """The entries as rows, in the order of their numbers."""
    return sorted((_row(entry, fold(entry.text, entry.language)) for entry in entries), key=_rank)


def _row(entry: Entry, folded: Folded) -> Row:
    length = len(unicodedata.normalize("NFC", entry.text))
    role = ROLES.index(entry.role)
    return Row(
        *(entry.deprecated, length, folded.key, entry.text, entry.uri, role),
        *(entry.language, entry.vocabulary, folded.words),
    )


def _rank(row: Row) -> tuple[object, ...]:
    return (*row[:6], row.language or "", row.vocabulary)


def write(rows: Sequence[Row], path: Path) -> None:
    """Write the table into a new file."""
    concepts = _numbers(row.uri for row in rows)
    tags = _numbers(row.language for row in rows)
    vocabularies = _numbers(row.vocabulary for row in rows)
    by_key = sorted((number for number, row in enumerate(rows) if row.key), key=lambda number: rows[number].key)
    attributes = {
        "concept": array("I", [concepts[row.uri] for row in rows]),
        "language": array("H", [tags[row.language] for row in rows]),
        "vocabulary": array("H", [vocabularies[row.vocabulary] for row in rows]),
        "preferred": array("B", [row.role == 0 for row in rows]),
        "by_key": array("I", by_key),
        "current": array("I", [sum(not row.deprecated for row in rows)]),
    }
    positions: dict[str, int] = {}
    for position, number in enumerate(by_key):
        positions.setdefault(rows[number].key, position)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        _insert(database, "label", ((number, concepts[row.uri], row.text) for number, row in enumerate(rows)))
        _insert(database, "concept", ((number, uri) for uri, number in concepts.items()))
        _insert(database, "key", positions.items())
        _insert(database, "name", (("language", number, tag) for tag, number in tags.items()))
        _insert(database, "name", (("vocabulary", number, name) for name, number in vocabularies.items()))
        _insert(database, "attribute", ((name, a.typecode, a.tobytes()) for name, a in attributes.items()))


def _numbers(values: Iterable[_T]) -> dict[_T, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


class Labels:
    """What every search needs of every row, held in memory (13 bytes a row); shared by all threads.

    ``concept``, ``language`` and ``vocabulary`` give each row's numbers, ``preferred`` whether it is the preferred
    label; ``by_key`` lists rows in the order of their keys; rows from ``current`` on belong to deprecated concepts.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self.concept = _attribute(database, "concept")
        self.language = _attribute(database, "language")
        self.vocabulary = _attribute(database, "vocabulary")
        self.preferred = _attribute(database, "preferred")
        self.by_key = _attribute(database, "by_key")
        self.current = _attribute(database, "current")[0]
        self.languages = _names(database, "language")
        self.vocabularies = _names(database, "vocabulary")

    def beginning_with(self, database: sqlite3.Connection, key: str) -> tuple[array[int], array[int]]:
        """Rows whose key is ``key``, and rows whose key goes on after it; in the order of keys."""
        first = self._position(database, "SELECT position FROM key WHERE key >= ? ORDER BY key LIMIT 1", key)
        longer = self._position(database, "SELECT position FROM key WHERE key > ? ORDER BY key LIMIT 1", key)
        end = self._position(database, "SELECT position FROM key WHERE key > ? ORDER BY key LIMIT 1", key + _LAST)
        return self.by_key[first:longer], self.by_key[longer:end]

    def _position(self, database: sqlite3.Connection, query: str, key: str) -> int:
        found = database.execute(query, (key,)).fetchone()
        return int(found[0]) if found else len(self.by_key)

    def texts(self, database: sqlite3.Connection, rows: Iterable[int]) -> list[Text]:
        """The texts of the rows, in the order given."""
        query = "SELECT text, uri FROM label JOIN concept USING (concept) WHERE row = ?"
        found = []
        for row in rows:
            text, uri = database.execute(query, (row,)).fetchone()
            language, vocabulary = self.languages[self.language[row]], self.vocabularies[self.vocabulary[row]]
            found.append(Text(text, language, uri, vocabulary or ""))
        return found


def connect(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; several threads may use it one after the other."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _insert(database: sqlite3.Connection, table: str, lines: Iterable[Sequence[object]]) -> None:
    marks = {"label": 3, "concept": 2, "key": 2, "name": 3, "attribute": 3}[table]
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * marks)})", lines)


def _attribute(database: sqlite3.Connection, name: str) -> array[int]:
    typecode, numbers = database.execute("SELECT type, numbers FROM attribute WHERE name = ?", (name,)).fetchone()
    return array(typecode, numbers)


def _names(database: sqlite3.Connection, kind: str) -> list[str | None]:
    return [name for (name,) in database.execute("SELECT name FROM name WHERE kind = ? ORDER BY number", (kind,))]
