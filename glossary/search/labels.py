"""The labels of a release in numbered rows: the texts to show, and sorted keys for what is typed whole or begun.

Rows are numbered from 0 in the order in which equals are shown: deprecated concepts last, then shorter labels, then
alphabetical, then by address. So sorting row numbers ranks them.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from glossary.analysis.analyser import Word, analyser
from glossary.analysis.folding import fold
from glossary.model import ROLES
from glossary.search.base import Subject
from glossary.search.spelling import variants

SCHEMA = """
CREATE TABLE label (row INTEGER PRIMARY KEY, concept INTEGER NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE concept (concept INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE);
CREATE TABLE key (kind TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (kind, key))
    WITHOUT ROWID;
CREATE TABLE name (kind TEXT NOT NULL, number INTEGER NOT NULL, name TEXT, PRIMARY KEY (kind, number));
CREATE TABLE attribute (name TEXT PRIMARY KEY, type TEXT NOT NULL, numbers BLOB NOT NULL);
"""

_T = TypeVar("_T")

_LAST = "\U0010ffff"
"""Follows whatever a longer key goes on with: it is no character and never will be (Unicode, section 23.7)."""

WHOLE, VARIANT, LATER = "whole", "variant", "later"
"""Kinds of keys: a label's own, its other spellings, and what of a label follows the beginning of a later word."""


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
    words: tuple[Word, ...]


class Text(NamedTuple):
    """What is shown of a row."""

    label: str
    language: str | None
    uri: str
    vocabulary: str


def rows_of(subjects: Iterable[Subject]) -> list[Row]:
    """The labels of the concepts as rows, in the order of their numbers."""
    rows = (
        Row(
            subject.deprecated,
            len(unicodedata.normalize("NFC", entry.text)),
            fold(entry.text, entry.language).key,
            entry.text,
            subject.uri,
            ROLES.index(entry.role),
            entry.language,
            subject.vocabulary,
            analyser(entry.language).words(entry.text),
        )
        for subject in subjects
        for entry in subject.entries
    )
    return sorted(rows, key=lambda row: (*row[:6], row.language or "", row.vocabulary))


class Keys(NamedTuple):
    """Sorted keys of one kind: ``keys`` and, at the same positions, the rows that have them."""

    kind: str
    keys: list[str]
    rows: array[int]


def sorted_keys(rows: Sequence[Row]) -> tuple[Keys, Keys, Keys]:
    """The keys of all rows, of each kind."""
    whole = [(row.key, number) for number, row in enumerate(rows) if row.key]
    other = [(key, number) for number, row in enumerate(rows) for key in variants(row.text, row.language, row.key)]
    later = [(key, number) for number, row in enumerate(rows) for key in _later(row.key)]
    return _keys(WHOLE, whole), _keys(VARIANT, other), _keys(LATER, later)


def _later(key: str) -> Iterable[str]:
    start = key.find(" ") + 1
    while start:
        yield key[start:]
        start = key.find(" ", start) + 1


def _keys(kind: str, pairs: list[tuple[str, int]]) -> Keys:
    pairs.sort()
    return Keys(kind, [key for key, _ in pairs], array("I", [row for _, row in pairs]))


def write(database: sqlite3.Connection, rows: Sequence[Row], keys: Iterable[Keys]) -> dict[str, int]:
    """Write rows and keys; returns the numbers of the concepts by address."""
    concepts = numbered(row.uri for row in rows)
    tags = numbered(row.language for row in rows)
    vocabularies = numbered(row.vocabulary for row in rows)
    put(database, "label", ((number, concepts[row.uri], row.text, row.key) for number, row in enumerate(rows)))
    put(database, "concept", ((number, uri) for uri, number in concepts.items()))
    put(database, "name", (("language", number, tag) for tag, number in tags.items()))
    put(database, "name", (("vocabulary", number, name) for name, number in vocabularies.items()))
    put_array(database, "concept", array("I", [concepts[row.uri] for row in rows]))
    put_array(database, "language", array("H", [tags[row.language] for row in rows]))
    put_array(database, "vocabulary", array("H", [vocabularies[row.vocabulary] for row in rows]))
    put_array(database, "preferred", array("B", [row.role == 0 for row in rows]))
    put_array(database, "current", array("I", [sum(not row.deprecated for row in rows)]))
    for kind, names, numbers in keys:
        positions: dict[str, int] = {}
        for position, key in enumerate(names):
            positions.setdefault(key, position)
        put(database, "key", ((kind, key, position) for key, position in positions.items()))
        put_array(database, kind, numbers)
    return concepts


class Sorted:
    """The keys of one kind, read from the file; the rows at their positions are held in memory."""

    def __init__(self, database: sqlite3.Connection, kind: str) -> None:
        self._kind = kind
        self.rows = get_array(database, kind)

    def bounds(self, database: sqlite3.Connection, key: str) -> tuple[int, int, int]:
        """Positions of the first row with ``key``, of the first whose key goes on after it, and of the end of those."""
        return (
            self._position(database, ">=", key),
            self._position(database, ">", key),
            self._position(database, ">", key + _LAST),
        )

    def _position(self, database: sqlite3.Connection, relation: str, key: str) -> int:
        query = f"SELECT position FROM key WHERE kind = ? AND key {relation} ? ORDER BY key LIMIT 1"
        found = database.execute(query, (self._kind, key)).fetchone()
        return int(found[0]) if found else len(self.rows)

    def longer(self, database: sqlite3.Connection, key: str) -> Iterator[tuple[str, array[int]]]:
        """The keys that go on after ``key``, in order, with the rows of each."""
        query = "SELECT key, position FROM key WHERE kind = ? AND key > ? AND key < ? ORDER BY key"
        found = database.execute(query, (self._kind, key, key + _LAST)).fetchall()
        end = self._position(database, ">", key + _LAST)
        for (name, first), (_, after) in pairwise([*found, ("", end)]):
            yield name, self.rows[first:after]

    def exactly(self, database: sqlite3.Connection, key: str) -> array[int]:
        """Rows with that very key."""
        first, longer, _ = self.bounds(database, key)
        return self.rows[first:longer]


class Labels:
    """What every search needs of every row, held in memory (about 25 bytes a row); shared by all threads.

    ``concept``, ``language`` and ``vocabulary`` give each row's numbers, ``preferred`` whether it is the preferred
    label; rows from ``current`` on belong to deprecated concepts.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self.concept = get_array(database, "concept")
        self.language = get_array(database, "language")
        self.vocabulary = get_array(database, "vocabulary")
        self.preferred = get_array(database, "preferred")
        self.current = get_array(database, "current")[0]
        self.languages = _names(database, "language")
        self.vocabularies = _names(database, "vocabulary")
        self.whole = Sorted(database, WHOLE)
        self.variant = Sorted(database, VARIANT)
        self.later = Sorted(database, LATER)

    def texts(self, database: sqlite3.Connection, rows: Iterable[int]) -> list[Text]:
        """The texts of the rows, in the order given."""
        query = "SELECT text, uri FROM label JOIN concept USING (concept) WHERE row = ?"
        found = []
        for row in rows:
            text, uri = database.execute(query, (row,)).fetchone()
            language, vocabulary = self.languages[self.language[row]], self.vocabularies[self.vocabulary[row]]
            found.append(Text(text, language, uri, vocabulary or ""))
        return found

    def keys(self, database: sqlite3.Connection, rows: Iterable[int]) -> list[str]:
        """The folded keys of the rows, in the order given."""
        wanted = list(rows)
        query = "SELECT row, key FROM label WHERE row IN (SELECT value FROM json_each(?))"
        found = dict(database.execute(query, (str(wanted),)))
        return [found[row] for row in wanted]


def connect(path: str) -> sqlite3.Connection:
    """A connection that cannot write; several threads may use it one after the other."""
    return sqlite3.connect(f"{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def numbered(values: Iterable[_T]) -> dict[_T, int]:
    """The distinct values with numbers from 0, in order."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def put(database: sqlite3.Connection, table: str, lines: Iterable[Sequence[object]]) -> None:
    """Write lines into a table, all of the same length."""
    marks = len(database.execute(f"SELECT * FROM {table} LIMIT 0").description)
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * marks)})", lines)


def put_array(database: sqlite3.Connection, name: str, numbers: array[int]) -> None:
    """Write an array under a name."""
    put(database, "attribute", [(name, numbers.typecode, numbers.tobytes())])


def get_array(database: sqlite3.Connection, name: str) -> array[int]:
    """Read the array of that name."""
    typecode, numbers = database.execute("SELECT type, numbers FROM attribute WHERE name = ?", (name,)).fetchone()
    return array(typecode, numbers)


def unpack(numbers: bytes) -> array[int]:
    """The array of unsigned integers in a blob."""
    return array("I", numbers)


def _names(database: sqlite3.Connection, kind: str) -> list[str | None]:
    return [name for (name,) in database.execute("SELECT name FROM name WHERE kind = ? ORDER BY number", (kind,))]
