"""The history of a vocabulary: what each release changed, kept in the documents of every later release."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from glossary.changes import Change, Detail, Kind
from glossary.model import Value

SCHEMA = """
CREATE TABLE release (number INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE change (
    release INTEGER NOT NULL, vocabulary TEXT NOT NULL, uri TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, language TEXT, themes TEXT NOT NULL, details BLOB
);
"""
"""``themes`` are addresses between line feeds; ``details`` is JSON, NULL when there are none."""

INDEXES = """
CREATE INDEX change_uri ON change (uri);
CREATE INDEX change_release ON change (release, kind, type, vocabulary);
"""
"""The second answers by itself what the first page and the list of changes count; rows are wide."""

_DETAILS = msgspec.json.Decoder(tuple[Detail, ...])
_COLUMNS = "uri, vocabulary, change.id, type, kind, label, language, themes, details, release.id, date"
_JOINED = "change JOIN release ON change.release = release.number"


class Known(Value, frozen=True):
    """A release in the history: its id, its date (UTC, ISO 8601) and how many resources it changed, by kind.

    ``concepts`` counts the concepts among them.
    """

    id: str
    date: str
    changes: dict[str, int]
    concepts: dict[str, int]


class Recorder:
    """Writes the history of one release, after all that the release before knew."""

    def __init__(self, database: sqlite3.Connection, release: str, date: str, before: History | None) -> None:
        self._database = database
        if before and before.exists():
            database.executemany("INSERT INTO release VALUES (?, ?, ?)", before.rows("release"))
            database.executemany(f"INSERT INTO change VALUES ({', '.join('?' * 10)})", before.rows("change"))
        cursor = database.execute("INSERT INTO release VALUES (NULL, ?, ?)", (release, date))
        self._release = cursor.lastrowid

    def record(self, changes: Iterable[Change]) -> None:
        """Write what this release changed."""
        self._database.executemany(
            f"INSERT INTO change VALUES ({', '.join('?' * 10)})",
            (
                (
                    self._release,
                    change.vocabulary,
                    change.uri,
                    change.id,
                    change.type,
                    change.kind,
                    change.label,
                    change.language,
                    "\n".join(("", *change.themes, "")),
                    msgspec.json.encode(change.details) if change.details else None,
                )
                for change in changes
            ),
        )


class History:
    """Reads the history; ``connect`` gives the calling thread's connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect

    def exists(self) -> bool:
        """Whether the release has one: those built before there was a history have not."""
        query = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'change'"
        return bool(self._connect().execute(query).fetchone()[0])

    def of(self, uri: str, vocabulary: str = "") -> tuple[Change, ...]:
        """What became of one resource, newest first."""
        query = f"SELECT {_COLUMNS} FROM {_JOINED} WHERE uri = ? AND (? = '' OR vocabulary = ?) ORDER BY release DESC"
        return tuple(map(_change, self._connect().execute(query, (uri, vocabulary, vocabulary))))

    def releases(self) -> tuple[Known, ...]:
        """The releases that led to this one, newest first, itself included."""
        changes: defaultdict[int, dict[str, int]] = defaultdict(dict)
        concepts: defaultdict[int, dict[str, int]] = defaultdict(dict)
        database = self._connect()
        for number, kind, count, of_concepts in database.execute(
            "SELECT release, kind, COUNT(*), SUM(type = 'concept') FROM change GROUP BY release, kind"
        ):
            changes[number][kind] = count
            concepts[number][kind] = of_concepts
        found = database.execute("SELECT number, id, date FROM release ORDER BY number DESC")
        return tuple(Known(name, date, changes[number], concepts[number]) for number, name, date in found)

    def changes(
        self, release: str, vocabulary: str, theme: str, kinds: Sequence[Kind], limit: int, offset: int
    ) -> tuple[int, tuple[Change, ...]]:
        """How many changes there are and some of them, newest release first, then in the order of recording.

        "" and () mean all; ``theme`` is the address of a collection.
        """
        stated: dict[str, list[str]] = {
            "release = (SELECT number FROM release WHERE id = ?)": [release] if release else [],
            "vocabulary = ?": [vocabulary] if vocabulary else [],
            "instr(themes, ?)": [f"\n{theme}\n"] if theme else [],
            f"kind IN ({', '.join('?' * len(kinds))})": [*kinds],
        }
        where = " AND ".join(["TRUE", *(condition for condition, wanted in stated.items() if wanted)])
        values = list(chain.from_iterable(stated.values()))
        database = self._connect()
        total = database.execute(f"SELECT COUNT(*) FROM change WHERE {where}", values).fetchone()[0]
        some = f"SELECT rowid FROM change WHERE {where} ORDER BY release DESC, rowid LIMIT ? OFFSET ?"
        query = f"SELECT {_COLUMNS} FROM {_JOINED} WHERE change.rowid IN ({some}) ORDER BY release DESC, change.rowid"
        return total, tuple(map(_change, database.execute(query, (*values, limit, offset))))

    def rows(self, table: str) -> Iterator[tuple[object, ...]]:
        """Every row of "release" or "change", to be carried over."""
        yield from self._connect().execute(f"SELECT * FROM {table} ORDER BY rowid")


def _change(row: Sequence[object]) -> Change:
    uri, vocabulary, local, kind_of, kind, label, language, themes, details, release, date = row
    return msgspec.convert(
        {
            "uri": uri,
            "vocabulary": vocabulary,
            "id": local,
            "type": kind_of,
            "kind": kind,
            "label": label,
            "language": language,
            "themes": str(themes).split(),
            "details": _DETAILS.decode(details) if isinstance(details, bytes) else (),
            "release": release,
            "date": date,
        },
        Change,
    )
