"""Writing the documents of a release, with what became of each resource since the release before."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from glossary import languages
from glossary.analysis import collation
from glossary.changes import Change, compare, unmodelled
from glossary.model import Collection, Concept, Described, Scheme
from glossary.skos.triples import IRI, Block, ntriples
from glossary.stores import history, names
from glossary.stores.documents import VALUE, Documents

_SCHEMA = """
CREATE TABLE resource (
    number INTEGER PRIMARY KEY, vocabulary TEXT NOT NULL, uri TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
    deprecated INTEGER NOT NULL, narrower INTEGER NOT NULL, above TEXT NOT NULL, value BLOB, source BLOB NOT NULL,
    inferred BLOB NOT NULL, hash TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE TABLE label (
    resource INTEGER NOT NULL, language_key TEXT NOT NULL, language TEXT, text TEXT NOT NULL,
    PRIMARY KEY (resource, language_key)
) WITHOUT ROWID;
CREATE TABLE heading (
    vocabulary TEXT NOT NULL, alphabet TEXT NOT NULL, place INTEGER NOT NULL, letter TEXT NOT NULL, sort BLOB NOT NULL,
    text TEXT NOT NULL, language TEXT, preferred INTEGER NOT NULL, resource INTEGER NOT NULL
);
CREATE TABLE gone (uri TEXT NOT NULL, vocabulary TEXT NOT NULL, id TEXT NOT NULL, release TEXT NOT NULL);
"""
_INDEXES = """
CREATE INDEX resource_uri ON resource (uri);
CREATE INDEX resource_id ON resource (vocabulary, id);
CREATE INDEX resource_kind ON resource (vocabulary, kind);
CREATE INDEX heading_order ON heading (vocabulary, alphabet, letter, place, sort);
CREATE INDEX gone_uri ON gone (uri);
CREATE INDEX gone_id ON gone (vocabulary, id);
"""
_KINDS = {Concept: "concept", Collection: "collection", Scheme: "scheme"}
_OTHER = "other"
"""The kind of subjects that the model has no value for; their triples are kept all the same."""


class Writer:
    """Writes the file; use as a context manager, and call ``add`` once a resource.

    ``before`` are the documents of the release named ``previous``: what it had and this one has not is remembered,
    and what has changed since is recorded as the history of ``release``.
    """

    def __init__(self, path: Path, release: str, now: datetime, before: Documents | None, previous: str) -> None:
        self._database = sqlite3.connect(path)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._database.executescript(_SCHEMA + history.SCHEMA + names.SCHEMA)
        self._now = now.astimezone(UTC).isoformat(timespec="seconds")
        self._before, self._previous = before, previous
        self._history = history.Recorder(self._database, release, self._now, before.history if before else None)
        self._states = before.states() if before else {}
        self._earlier = {(old.vocabulary, old.uri): old for old in before.earlier(previous)} if before else {}

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._history.record(self._withdrawn())
        self._database.executemany(
            "INSERT INTO gone VALUES (?, ?, ?, ?)",
            ((gone.uri, gone.vocabulary, gone.id, gone.release) for gone in self._earlier.values()),
        )
        self._database.commit()
        self._database.executescript(_INDEXES + history.INDEXES + "ANALYZE;")
        self._database.close()

    def add(
        self, vocabulary: str, value: Described | None, source: Block, inferred: Block, above: Sequence[str] = ()
    ) -> None:
        """Write one subject: its value (None when the model has none), its exact and its inferred triples.

        ``above`` are the addresses on the way down to it from the top of the hierarchy.
        """
        uri = source.subject.value if isinstance(source.subject, IRI) else f"_:{source.subject.label}"
        stated, completed = ntriples(source.triples), ntriples(inferred.triples)
        digest = _digest(stated, completed)
        before = self._states.get((vocabulary, uri))
        same = before is not None and before.hash == digest
        changed = before.changed if before and same else self._now
        encoded = msgspec.json.encode(value) if value else None
        if value:
            self._history.record(self._changed(value, encoded, same))
        cursor = self._database.execute(
            "INSERT INTO resource VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                vocabulary,
                uri,
                value.id if value else "",
                _KINDS[type(value)] if value else _OTHER,
                bool(value and value.deprecated),
                _narrower(value),
                "\n".join(above),
                encoded,
                zlib.compress(stated.encode(), 6),
                zlib.compress(completed.encode(), 6) if completed else b"",
                digest,
                changed,
            ),
        )
        if value and cursor.lastrowid is not None:
            self._labels(cursor.lastrowid, value)
            names.write(self._database, cursor.lastrowid, vocabulary, value.terms)
            self._earlier.pop((vocabulary, uri), None)

    def _changed(self, value: Described, encoded: bytes | None, same: bool) -> Iterator[Change]:
        """What became of a resource since the release before; ``same`` when its statements did not change."""
        old = self._before.encoded(value.vocabulary, value.uri) if self._before else None
        if old != encoded:
            change = compare(VALUE.decode(old) if old else None, value)
            if change:
                yield change
                return
        if not same:
            yield unmodelled(value)

    def _withdrawn(self) -> Iterator[Change]:
        for lost in self._earlier.values():
            old = self._before.encoded(lost.vocabulary, lost.uri) if self._before else None
            change = compare(VALUE.decode(old), None) if old and lost.release == self._previous else None
            if change:
                yield change

    def _labels(self, number: int, value: Described) -> None:
        preferred = [term for term in value.terms if term.role == "preferred"]
        self._database.executemany(
            "INSERT OR IGNORE INTO label VALUES (?, ?, ?, ?)",
            ((number, languages.key(term.language), term.language, term.text) for term in preferred),
        )
        if not isinstance(value, Concept):
            return
        lines = []
        for term in value.terms:
            if term.role != "hidden":
                alphabet = collation.alphabet_of(term.language)
                place, letter = collation.letter(term.text, alphabet)
                sort = collation.sort_key(term.text, alphabet)
                is_preferred = term.role == "preferred"
                lines.append(
                    (value.vocabulary, alphabet, place, letter, sort, term.text, term.language, is_preferred, number)
                )
        self._database.executemany("INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)


def _narrower(value: Described | None) -> int:
    if isinstance(value, Concept):
        return len(value.narrower)
    if isinstance(value, Collection):
        return len(value.members)
    return len(value.top_concepts) if isinstance(value, Scheme) else 0


def _digest(stated: str, completed: str) -> str:
    return hashlib.sha256(f"{stated}\n{completed}".encode()).hexdigest()[:32]
