"""The sorted table of folded labels: exact and prefix look-ups in SQLite, and compact facts of every label in memory.

Row numbers are those of the Whoosh documents. Per row a worker keeps 16 bytes: the concept's number, the label's place
in the order (shorter first, then alphabetical, then by address), language, vocabulary, and flags; texts stay on disk.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from glossary import languages
from glossary.analysis import folding
from glossary.search.base import Entry

_TABLE = "labels.sqlite"
_FACTS = "labels.bin"
_NAMES = "labels.json"

PREFERRED, DEPRECATED = 1, 2
"""Bits of ``Facts.flags``."""

_TYPES = (("concept", "I"), ("place", "I"), ("language", "H"), ("vocabulary", "H"), ("flags", "B"))
_LAST = "\U0010ffff"
"""Sorts behind every character."""


class Facts(NamedTuple):
    """Columns, one item a row: concept number, place in the order, language number, vocabulary number, flags."""

    concept: array[int]
    place: array[int]
    language: array[int]
    vocabulary: array[int]
    flags: array[int]


class Label(NamedTuple):
    """What a hit shows of a row."""

    uri: str
    vocabulary: str
    text: str
    language: str | None


def build(entries: Iterable[Entry], folder: Path) -> list[str]:
    """Write the table; returns the key of each row, for the words."""
    facts = Facts(*(array(code) for _, code in _TYPES))
    concepts: dict[tuple[str, str], int] = {}
    tags: dict[str | None, int] = {}
    names: dict[str, int] = {}
    keys: list[str] = []
    order: list[tuple[int, str, int, int]] = []
    database = sqlite3.connect(folder / _TABLE)
    database.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE label (row INTEGER PRIMARY KEY, key TEXT NOT NULL, language INTEGER NOT NULL,"
        " text TEXT NOT NULL);"
        "CREATE TABLE concept (number INTEGER PRIMARY KEY, uri TEXT NOT NULL);"
    )
    for row, entry in enumerate(entries):
        key = folding.key(entry.text, entry.language)
        concept = concepts.setdefault((entry.vocabulary, entry.uri), len(concepts))
        tag = tags.setdefault(entry.language, len(tags))
        facts.concept.append(concept)
        facts.language.append(tag)
        facts.vocabulary.append(names.setdefault(entry.vocabulary, len(names)))
        facts.flags.append((PREFERRED if entry.role == "preferred" else 0) | (DEPRECATED if entry.deprecated else 0))
        keys.append(key)
        order.append((len(key), key, concept, row))
        database.execute("INSERT INTO label VALUES (?, ?, ?, ?)", (row, key, tag, entry.text))
    facts.place.extend([0] * len(keys))
    for place, (_, _, _, row) in enumerate(sorted(order)):
        facts.place[row] = place
    database.executemany("INSERT INTO concept VALUES (?, ?)", ((number, uri) for (_, uri), number in concepts.items()))
    database.commit()
    database.executescript(
        "CREATE INDEX label_key ON label (key); CREATE INDEX label_language ON label (language, key); ANALYZE;"
    )
    database.close()
    with (folder / _FACTS).open("wb") as file:
        for column in facts:
            column.tofile(file)
    (folder / _NAMES).write_text(
        json.dumps({"rows": len(keys), "languages": [*tags], "vocabularies": [*names]}), "utf-8"
    )
    return keys


class LabelTable:
    """Reads the table; one connection a thread."""

    def __init__(self, folder: Path) -> None:
        names = json.loads((folder / _NAMES).read_text("utf-8"))
        self.languages: list[str | None] = names["languages"]
        self.vocabularies: list[str] = names["vocabularies"]
        columns = [array(code) for _, code in _TYPES]
        with (folder / _FACTS).open("rb") as file:
            for column in columns:
                column.fromfile(file, names["rows"])
        self.facts = Facts(*columns)
        self._uri = f"{(folder / _TABLE).absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    def close(self) -> None:
        """Close every thread's connection."""
        while self._opened:
            self._opened.pop().close()

    def exact(self, keys: Sequence[str]) -> list[int]:
        """Rows whose key is one of ``keys``."""
        marks = ", ".join("?" * len(keys))
        return self._rows(f"SELECT row FROM label WHERE key IN ({marks})", tuple(keys))

    def beginning(self, key: str, limit: int = -1) -> list[int]:
        """Rows whose key begins with ``key``, in the order of the keys."""
        query = "SELECT row FROM label WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
        return self._rows(query, (key, key + _LAST, limit))

    def beginning_in(self, key: str, tag: int, limit: int) -> list[int]:
        """The same for labels in one language, by its number."""
        query = "SELECT row FROM label WHERE language = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
        return self._rows(query, (tag, key, key + _LAST, limit))

    def labels(self, rows: Sequence[int]) -> list[Label]:
        """What hits show of rows, in their order."""
        query = "SELECT concept.uri, label.text FROM label, concept WHERE label.row = ? AND concept.number = ?"
        found = []
        for row in rows:
            uri, text = self._database.execute(query, (row, self.facts.concept[row])).fetchone()
            vocabulary = self.vocabularies[self.facts.vocabulary[row]]
            found.append(Label(uri, vocabulary, text, self.languages[self.facts.language[row]]))
        return found

    def serving(self, language: str) -> frozenset[int]:
        """The numbers of the languages that serve a reader of ``language``: its variants, and what it falls back to."""
        if not language:
            return frozenset()
        fallbacks = languages.fallbacks(language)
        return frozenset(
            number
            for number, tag in enumerate(self.languages)
            if tag and (languages.matches(language, tag) or languages.key(tag) in fallbacks)
        )

    def _rows(self, query: str, values: tuple[object, ...]) -> list[int]:
        return [row for (row,) in self._database.execute(query, values)]

    @property
    def _database(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            self._local.connection = connection
            self._opened.append(connection)
        return connection
