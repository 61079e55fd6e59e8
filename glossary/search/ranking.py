"""The order of hits: by kind of match, then current concepts first, then the reader's language, then the row's rank."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary import languages
from glossary.search.base import Kind
from glossary.search.labels import Labels

_SERVES, _FALLBACK, _OTHER = range(3)


class Group(NamedTuple):
    """Rows that matched in the same way. ``closeness`` orders rows of the same language before their rank."""

    kind: Kind
    rows: Sequence[int]
    closeness: Callable[[int], int] | None = None


def by_kind(groups: Iterable[Group], labels: Labels, language: str) -> Iterator[tuple[Kind, int]]:
    """Rows for a page of results: kind before age before language."""
    level, levels = _levels(labels.languages, language)
    for kind, rows, closeness in groups:
        deprecated = [row for row in rows if row >= labels.current]
        current = [row for row in rows if row < labels.current] if deprecated else rows
        for some in (current, deprecated):
            for wanted in levels if some else ():
                yield from ((kind, row) for row in _sorted(_at_level(some, labels, level, wanted), closeness))


def by_language(groups: Sequence[Group], labels: Labels, language: str) -> Iterator[tuple[Kind, int]]:
    """Rows for suggestions: language before kind before age."""
    level, levels = _levels(labels.languages, language)
    for wanted in levels:
        for kind, rows, closeness in groups:
            some = _sorted(_at_level(rows, labels, level, wanted), closeness)
            if closeness:
                some.sort(key=lambda row: row >= labels.current)
            yield from ((kind, row) for row in some)


def first_of_each(ranked: Iterable[tuple[Kind, int]], labels: Labels, count: int) -> list[tuple[Kind, int]]:
    """The best row of each of the first ``count`` concepts."""
    found: dict[int, tuple[Kind, int]] = {}
    if count > 0:
        for kind, row in ranked:
            if found.setdefault(labels.concept[row], (kind, row))[1] == row and len(found) >= count:
                break
    return list(found.values())


def closeness(label: str, typed: str) -> int:
    """0 where the label is what was typed, 1 where only case differs, 2 where it is the same when folded only."""
    label, typed = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (label, typed))
    return 0 if label == typed else 1 if label.casefold() == typed.casefold() else 2


def _levels(tags: Sequence[str | None], language: str) -> tuple[bytes, list[int]]:
    """How well each language (by number) serves the reader, and the values that occur, best first."""
    if not language:
        return bytes(len(tags)), [0]
    level = bytes(_level(tag, language) for tag in tags)
    return level, sorted(set(level))


def _level(tag: str | None, language: str) -> int:
    """RFC 4647: the range ``de`` finds ``de-AT`` (section 3.3.1); ``de`` is a fallback for ``de-AT`` (section 3.4)."""
    if languages.matches(language, tag):
        return _SERVES
    return _FALLBACK if languages.key(tag) in languages.fallbacks(language) else _OTHER


def _at_level(rows: Sequence[int], labels: Labels, level: bytes, wanted: int) -> Sequence[int]:
    if level.count(wanted) == len(level):
        return rows
    language = labels.language
    return [row for row in rows if level[language[row]] == wanted]


def _sorted(rows: Sequence[int], closeness: Callable[[int], int] | None) -> list[int]:
    ranked = sorted(rows)
    if closeness:
        ranked.sort(key=closeness)
    return ranked
