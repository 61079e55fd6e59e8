"""Every label of a release by its folded form, for who knows how a label is written, begins, ends or what is in it.

Unlike the search index it weighs nothing: all labels that fit a pattern come, in the order of their folded forms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from glossary import languages
from glossary.analysis.folding import fold, fold_query
from glossary.errors import ParameterError
from glossary.model import ROLES, Role, Term

SCHEMA = """
CREATE TABLE name (
    key TEXT NOT NULL, vocabulary TEXT NOT NULL, role INTEGER NOT NULL, language_key TEXT NOT NULL, text TEXT NOT NULL,
    resource INTEGER NOT NULL, language TEXT, PRIMARY KEY (key, vocabulary, role, language_key, text, resource)
) WITHOUT ROWID;
"""
MOST_STARS = 4
"""Stars in a pattern: each one more multiplies the work of comparing."""

VOCABULARIES = 32
"""Vocabularies whose counts are kept."""

_LAST = "\U0010ffff"
"""Follows whatever a longer key goes on with: it is no character and never will be (Unicode, section 23.7)."""
_COLUMNS = "resource.uri, resource.kind, name.vocabulary, name.text, name.language, name.role"


class Name(NamedTuple):
    """A label that fits a pattern; ``kind`` is that of the resource whose label it is."""

    uri: str
    kind: str
    vocabulary: str
    text: str
    language: str | None
    role: Role


class Wanted(NamedTuple):
    """What names are asked for.

    In ``pattern`` a star stands for any text, as case, diacritics and punctuation are disregarded. ``language`` takes
    its regional variants in; "" means any, as "" and None do elsewhere. ``within`` are addresses of resources.
    ``once`` gives one name a resource: a preferred label before others. ``deprecated`` lets those of resources that are
    no longer in use in.
    """

    pattern: str
    language: str = ""
    vocabularies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("concept",)
    within: Collection[str] | None = None
    once: bool = False
    deprecated: bool = False


def write(database: sqlite3.Connection, resource: int, vocabulary: str, terms: Iterable[Term]) -> None:
    """Write the names of a resource, given by its number."""
    lines = (
        (
            fold(term.text, term.language).key,
            vocabulary,
            ROLES.index(term.role),
            languages.key(term.language),
            term.text,
            resource,
            term.language,
        )
        for term in terms
    )
    database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", lines)


class Names:
    """Reads the table; ``connect`` gives the calling thread's connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self.counts = lru_cache(VOCABULARIES)(self._counts)
        """How many names of each role a vocabulary's concepts have in each language: tag, role and number."""

    def find(self, wanted: Wanted, limit: int, offset: int = 0) -> list[Name]:
        """The names that fit, in the order of their folded forms; ParameterError for a pattern with too many stars."""
        where, values = _conditions(wanted)
        if not where:
            return []
        table = "name"
        if wanted.once:
            rank = "ROW_NUMBER() OVER (PARTITION BY resource ORDER BY role, key, language_key) AS rank"
            table = f"(SELECT name.*, {rank} FROM name JOIN resource ON number = resource WHERE {where}) AS name"
            where = "rank = 1"
        query = (
            f"SELECT {_COLUMNS} FROM {table} JOIN resource ON resource.number = name.resource WHERE {where}"
            " ORDER BY name.key, name.text, name.resource LIMIT ? OFFSET ?"
        )
        found = self._connect().execute(query, (*values, limit, offset))
        return [
            Name(uri, kind, vocabulary, text, language, ROLES[role])
            for uri, kind, vocabulary, text, language, role in found
        ]

    def _counts(self, vocabulary: str) -> tuple[tuple[str, Role, int], ...]:
        query = (
            "SELECT MIN(name.language), role, COUNT(*) FROM name JOIN resource ON number = resource"
            " WHERE name.vocabulary = ? AND kind = 'concept' GROUP BY language_key, role ORDER BY language_key, role"
        )
        found = self._connect().execute(query, (vocabulary,))
        return tuple((language or "", ROLES[role], count) for language, role, count in found)


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    """The condition of the query and its values; "" where nothing can fit."""
    forms = _forms(wanted.pattern)
    if not forms:
        return "", []
    where, values = [], list[object]()
    alternatives = []
    for form in forms:
        condition, more = _fits(form)
        alternatives.append(condition)
        values += more
    where.append(f"({' OR '.join(alternatives)})")
    if wanted.language:
        where.append("(name.language_key = ? OR name.language_key LIKE ?)")
        values += [languages.key(wanted.language), f"{languages.key(wanted.language)}-%"]
    for column, allowed in (("name.vocabulary", wanted.vocabularies), ("resource.kind", wanted.kinds)):
        if allowed:
            where.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values += allowed
    if not wanted.deprecated:
        where.append("NOT resource.deprecated")
    if wanted.within is not None:
        where.append("resource.uri IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(sorted(wanted.within)).decode())
    return " AND ".join(where), values


def _forms(pattern: str) -> list[tuple[str, ...]]:
    """The pattern's texts between its stars, folded: two ways where they may be Serbian in Cyrillic."""
    parts = pattern.strip().split("*")
    if len(parts) - 1 > MOST_STARS:
        raise ParameterError("query", pattern[:100], f"a text with at most {MOST_STARS} stars")
    folded = [[form.key for form in fold_query(part)] or [""] for part in parts]
    if not any(keys[0] for keys in folded) and len(parts) == 1:
        return []
    return list(dict.fromkeys(tuple(keys[min(way, len(keys) - 1)] for keys in folded) for way in (0, 1)))


def _fits(form: Sequence[str]) -> tuple[str, list[object]]:
    """That a key is the text, begins with it, or has the texts in their order."""
    first, rest = form[0], form[1:]
    if not rest:
        return "name.key = ?", [first]
    begins, values = "name.key >= ? AND name.key < ?", list[object]([first, first + _LAST])
    if not any(rest):
        return f"({begins})", values
    pattern = "%".join(_literal(part) for part in form)
    return f"({begins} AND name.key LIKE ? ESCAPE '\\')", [*values, pattern]


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
