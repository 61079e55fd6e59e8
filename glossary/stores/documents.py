"""Reading the documents of a release: each resource's value, exact triples and labels, in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from glossary.errors import ReleaseError
from glossary.model import Collection, Concept, Described, Scheme, Value
from glossary.skos.triples import IRI, Blank, Block, Subject, parse_ntriples
from glossary.stores import history, names
from glossary.stores.dates import Dates

VALUE = msgspec.json.Decoder(Concept | Collection | Scheme)
"""Reads a resource's value as the writer encodes it."""


class Row(NamedTuple):
    """What lists need of a resource; ``kind`` is concept, collection, scheme or other."""

    number: int
    vocabulary: str
    uri: str
    id: str
    kind: str
    deprecated: bool
    narrower: int


class State(NamedTuple):
    """A resource's content hash and since when it has it."""

    hash: str
    changed: str


class Lost(Value, frozen=True):
    """A resource that an earlier release had; ``release`` is the last one."""

    uri: str
    vocabulary: str
    id: str
    release: str


class Letter(Value, frozen=True):
    """A letter of an alphabetical index and how many lines stand under it."""

    text: str
    count: int


class Line(NamedTuple):
    """A line of an alphabetical index."""

    text: str
    language: str | None
    preferred: bool
    resource: int


ROWS = 1024
"""Rows that are kept in memory, about 400 bytes each."""


class Documents:
    """Reads the file; one connection a thread, none of which can write."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ReleaseError(f"{path} is missing: the release is damaged; build it again or roll back")
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self.row = lru_cache(ROWS)(self._row)
        """The last rows asked for are kept: one page asks for its own row several times."""
        self.history = history.History(lambda: self._database)
        self.names = names.Names(lambda: self._database)
        self.dates = Dates(lambda: self._database)

    def close(self) -> None:
        """Close every thread's connection."""
        self.row.cache_clear()
        while self._opened:
            self._opened.pop().close()

    @property
    def _database(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            self._local.connection = connection
            self._opened.append(connection)
        return connection

    def _row(self, uri: str, vocabulary: str = "") -> Row | None:
        """A resource by address; of several vocabularies that describe it, the one whose base it has comes first."""
        found = self._database.execute(
            f"SELECT {_ROW} FROM resource WHERE uri = ? AND (? = '' OR vocabulary = ?) AND kind != 'other'"
            " ORDER BY id = '', vocabulary LIMIT 1",
            (uri, vocabulary, vocabulary),
        ).fetchone()
        return Row(*found) if found else None

    def row_of_id(self, vocabulary: str, local: str) -> Row | None:
        """A resource by its id in a vocabulary."""
        found = self._database.execute(
            f"SELECT {_ROW} FROM resource WHERE vocabulary = ? AND id = ? AND id != '' LIMIT 1", (vocabulary, local)
        ).fetchone()
        return Row(*found) if found else None

    def rows(self, uris: Sequence[str]) -> dict[str, Row]:
        """The resources among ``uris``, by address."""
        found: dict[str, Row] = {}
        for some in _chunks(uris):
            query = f"SELECT {_ROW} FROM resource WHERE uri IN ({_marks(some)}) AND kind != 'other' ORDER BY id = ''"
            for row in self._database.execute(query, some):
                found.setdefault(row[2], Row(*row))
        return found

    def rows_by_number(self, numbers: Sequence[int]) -> dict[int, Row]:
        """The resources with those numbers."""
        found: dict[int, Row] = {}
        for some in _chunks(numbers):
            query = f"SELECT {_ROW} FROM resource WHERE number IN ({_marks(some)})"
            found.update((row[0], Row(*row)) for row in self._database.execute(query, some))
        return found

    def rows_of_kind(self, vocabulary: str, kind: str) -> list[Row]:
        """All resources of a kind in a vocabulary, by number."""
        query = f"SELECT {_ROW} FROM resource WHERE vocabulary = ? AND kind = ? ORDER BY number"
        return [Row(*row) for row in self._database.execute(query, (vocabulary, kind))]

    def ids(self, vocabulary: str, limit: int, offset: int) -> list[tuple[str, str]]:
        """Ids of concepts that have one, by number, with the time since when each is as it is."""
        query = (
            "SELECT id, changed FROM resource WHERE vocabulary = ? AND kind = 'concept' AND id != ''"
            " ORDER BY number LIMIT ? OFFSET ?"
        )
        return self._database.execute(query, (vocabulary, limit, offset)).fetchall()

    def value(self, row: Row) -> Described:
        """The value of a resource."""
        encoded = self._database.execute("SELECT value FROM resource WHERE number = ?", (row.number,)).fetchone()[0]
        value: Described = VALUE.decode(encoded)
        return value

    def encoded(self, vocabulary: str, uri: str) -> bytes | None:
        """The value of a resource as it is stored; None when there is no such resource, or no value of it."""
        query = "SELECT value FROM resource WHERE vocabulary = ? AND uri = ?"
        found = self._database.execute(query, (vocabulary, uri)).fetchone()
        return found[0] if found else None

    def above(self, row: Row) -> list[str]:
        """The addresses on the way from the top of the hierarchy down to a resource, without the resource itself."""
        found: str = self._database.execute("SELECT above FROM resource WHERE number = ?", (row.number,)).fetchone()[0]
        return found.split("\n") if found else []

    def values(self, vocabulary: str, kind: str) -> Iterator[Described]:
        """All values of a kind in a vocabulary, by number, one at a time."""
        query = "SELECT value FROM resource WHERE vocabulary = ? AND kind = ? ORDER BY number"
        for (encoded,) in self._database.execute(query, (vocabulary, kind)):
            yield VALUE.decode(encoded)

    def concepts(self, vocabulary: str) -> Iterator[Concept]:
        """All concepts of a vocabulary, by number, one at a time."""
        return (value for value in self.values(vocabulary, "concept") if isinstance(value, Concept))

    def replaced(self) -> dict[str, tuple[str, ...]]:
        """By the address of a resource the deprecated concepts that it replaces."""
        found: dict[str, tuple[str, ...]] = {}
        for (encoded,) in self._database.execute("SELECT value FROM resource WHERE kind = 'concept' AND deprecated"):
            concept: Described = VALUE.decode(encoded)
            found.update({heir: (*found.get(heir, ()), concept.uri) for heir in concept.replaced_by})
        return found

    def block(self, row: Row, *, inferred: bool) -> Block:
        """The exact triples of a resource, with the inferred ones when asked."""
        query = "SELECT uri, source, inferred FROM resource WHERE number = ?"
        return _block(*self._database.execute(query, (row.number,)).fetchone(), with_inferred=inferred)

    def blocks(self, vocabulary: str, *, inferred: bool) -> Iterator[Block]:
        """Every document of a vocabulary, by number, one at a time."""
        query = "SELECT uri, source, inferred FROM resource WHERE vocabulary = ? ORDER BY number"
        for uri, source, added in self._database.execute(query, (vocabulary,)):
            block = _block(uri, source, added, with_inferred=inferred)
            if block.triples:
                yield block

    def inferred(self, vocabulary: str) -> Iterator[Block]:
        """What is inferred of each resource of a vocabulary, by number, one at a time."""
        query = "SELECT uri, inferred FROM resource WHERE vocabulary = ? AND inferred != x'' ORDER BY number"
        for uri, added in self._database.execute(query, (vocabulary,)):
            yield _block(uri, added, b"", with_inferred=False)

    def changed(self, row: Row) -> datetime:
        """When the content of a resource last changed."""
        text = self._database.execute("SELECT changed FROM resource WHERE number = ?", (row.number,)).fetchone()[0]
        return datetime.fromisoformat(text)

    def states(self) -> dict[tuple[str, str], State]:
        """The state of every resource by vocabulary and address."""
        query = "SELECT vocabulary, uri, hash, changed FROM resource"
        return {(vocabulary, uri): State(*state) for vocabulary, uri, *state in self._database.execute(query)}

    def labels(
        self, numbers: Sequence[int], keys: Sequence[str], language: str = ""
    ) -> dict[int, dict[str, tuple[str, str | None]]]:
        """Preferred labels of resources: number to key to text and tag.

        In the tags ``keys`` and the variants of ``language``; in all tags when ``keys`` is empty.
        """
        found: dict[int, dict[str, tuple[str, str | None]]] = {}
        for some in _chunks(numbers):
            query = f"SELECT resource, language_key, text, language FROM label WHERE resource IN ({_marks(some)})"
            values: tuple[object, ...] = tuple(some)
            if keys:  # "." sorts right behind "-": the range holds de-AT and de-1996, and nothing else
                query += f" AND (language_key IN ({_marks(keys)}) OR language_key >= ? AND language_key < ?)"
                values = (*some, *keys, f"{language}-", f"{language}.")
            for number, key, text, tag in self._database.execute(query, values):
                found.setdefault(number, {})[key] = (text, tag)
        return found

    def letters(self, vocabulary: str, alphabet: str) -> list[Letter]:
        """The letters that have lines, in the order of the alphabet."""
        query = (
            "SELECT letter, COUNT(*) FROM heading WHERE vocabulary = ? AND alphabet = ?"
            " GROUP BY place, letter ORDER BY place"
        )
        return [Letter(*row) for row in self._database.execute(query, (vocabulary, alphabet))]

    def lines(self, vocabulary: str, alphabet: str, letter: str, limit: int, offset: int) -> list[Line]:
        """The lines under a letter, in the order of the language."""
        query = (
            "SELECT text, language, preferred, resource FROM heading"
            " WHERE vocabulary = ? AND alphabet = ? AND letter = ?"
            " ORDER BY place, sort, text, resource LIMIT ? OFFSET ?"
        )
        found = self._database.execute(query, (vocabulary, alphabet, letter, limit, offset))
        return [Line(text, language, bool(preferred), number) for text, language, preferred, number in found]

    def lost(self, uri: str = "", vocabulary: str = "", local: str = "") -> Lost | None:
        """What is known of a resource that is gone, by address or by id."""
        found = self._database.execute(
            "SELECT * FROM gone WHERE uri = ? OR (vocabulary = ? AND id = ? AND id != '') LIMIT 1",
            (uri, vocabulary, local),
        ).fetchone()
        return Lost(*found) if found else None

    def earlier(self, release: str) -> Iterator[Lost]:
        """What this release (of that id) has, and what it knows to be gone."""
        yield from (Lost(*row) for row in self._database.execute("SELECT * FROM gone"))
        query = "SELECT uri, vocabulary, id FROM resource WHERE kind != 'other'"
        for uri, vocabulary, local in self._database.execute(query):
            yield Lost(uri, vocabulary, local, release)


_ROW = "number, vocabulary, uri, id, kind, deprecated, narrower"
_CHUNK = 500
"""Variables in one SQLite statement; far below its limit."""


def _chunks(items: Sequence[object]) -> Iterator[Sequence[object]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _marks(items: Sequence[object]) -> str:
    return ", ".join("?" * len(items))


def _block(uri: str, source: bytes, inferred: bytes, *, with_inferred: bool) -> Block:
    text = zlib.decompress(source).decode()
    if with_inferred and inferred:
        text += zlib.decompress(inferred).decode()
    subject: Subject = Blank(uri[2:]) if uri.startswith("_:") else IRI(uri)
    return Block(subject, tuple(parse_ntriples(text)))
