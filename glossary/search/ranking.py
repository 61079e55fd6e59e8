"""The order of hits: current concepts first, then by kind of match, the reader's language, and the row's rank."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary import languages
from glossary.search.base import Kind
from glossary.search.labels import Labels

_SERVES, _FALLBACK, _OTHER = range(3)

LANGUAGE_BONUS = 0.1
"""What a label in the reader's language may fall short of the likeness of another one, and still come before it."""


Closeness = Callable[[int], float]
"""How far a row is from what was typed: smaller comes first."""


FOLDED_ONLY = 2
"""The closeness of a label that has other letters than what was typed."""


class Group(NamedTuple):
    """Rows that matched in the same way. ``closeness`` orders rows of the same language before their rank."""

    kind: Kind
    rows: Sequence[int]
    closeness: Closeness | None = None


class Levels:
    """How well the languages of a release serve a reader: 0 well, 1 as a fallback, 2 not; all alike for no reader.

    Where there are languages to be shown ``otherwise``, in their order, 2 and up are theirs.
    """

    def __init__(self, tags: Sequence[str | None], language: str, otherwise: Sequence[str] = ()) -> None:
        self.language = language
        self._otherwise = otherwise
        self.by_number = bytes(map(self.of, tags))
        self.present = sorted(set(self.by_number))

    def of(self, tag: str | None) -> int:
        """How well any language serves."""
        level = _level(tag, self.language) if self.language else _SERVES
        if level < _OTHER or not self._otherwise:
            return level
        known = (place for place, other in enumerate(self._otherwise) if _level(tag, other) < _OTHER)
        return _OTHER + next(known, len(self._otherwise))

    def serve(self, number: int) -> bool:
        """Whether the language of that number serves the reader at all."""
        return self.by_number[number] < _OTHER

    def at(self, level: int) -> list[int]:
        """The numbers of the languages that serve that well."""
        return [number for number, found in enumerate(self.by_number) if found == level]


def ranked(groups: Iterable[Group], labels: Labels, levels: Levels) -> Iterator[tuple[Kind, int]]:
    """Rows of all groups, which come in the order of their kinds; deprecated concepts last of all."""
    parts = [_by_age(group, labels) for group in groups]
    for age in (0, 1):
        for group in (part[age] for part in parts):
            if group.kind in ("partial", "close"):
                yield from ((group.kind, row) for row in _by_likeness(group, labels, levels))
                continue
            for level in levels.present if group.rows else ():
                some = _at_level(group.rows, labels, levels, level)
                yield from ((group.kind, row) for row in _sorted(some, group.closeness))


def first_of_each(rows: Iterable[tuple[Kind, int]], labels: Labels, count: int) -> list[tuple[Kind, int]]:
    """The best row of each of the first ``count`` concepts."""
    found: dict[int, tuple[Kind, int]] = {}
    if count > 0:
        for kind, row in rows:
            if found.setdefault(labels.concept[row], (kind, row))[1] == row and len(found) >= count:
                break
    return list(found.values())


def closeness(label: str, typed: str) -> int:
    """0 where the label is what was typed, 1 where only case differs, 2 where it is the same when folded only."""
    label, typed = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (label, typed))
    return 0 if label == typed else 1 if label.casefold() == typed.casefold() else FOLDED_ONLY


def _level(tag: str | None, language: str) -> int:
    """RFC 4647: the range ``de`` finds ``de-AT`` (section 3.3.1); ``de`` is a fallback for ``de-AT`` (section 3.4)."""
    if languages.matches(language, tag):
        return _SERVES
    return _FALLBACK if languages.key(tag) in languages.fallbacks(language) else _OTHER


def _by_age(group: Group, labels: Labels) -> tuple[Group, Group]:
    old = [row for row in group.rows if row >= labels.current]
    new = [row for row in group.rows if row < labels.current] if old else group.rows
    return group._replace(rows=new), group._replace(rows=old)


def _by_likeness(group: Group, labels: Labels, levels: Levels) -> list[int]:
    """Guesses: likeness counts more than language."""
    distance, level = group.closeness or (lambda _: 0.0), levels.by_number
    return sorted(
        group.rows, key=lambda row: (distance(row) + (LANGUAGE_BONUS if level[labels.language[row]] else 0.0), row)
    )


def _at_level(rows: Sequence[int], labels: Labels, levels: Levels, wanted: int) -> Sequence[int]:
    if len(levels.present) == 1:
        return rows
    language, level = labels.language, levels.by_number
    return [row for row in rows if level[language[row]] == wanted]


def _sorted(rows: Sequence[int], closeness: Closeness | None) -> list[int]:
    found = sorted(rows)
    if closeness:
        found.sort(key=closeness)
    return found
