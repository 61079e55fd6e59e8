"""What may have been meant where no label surely answers: labels with most of the words, and labels that look alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from glossary.analysis.folding import fold_query
from glossary.search.lexicon import FORM, Expansion
from glossary.search.matching import Held, Matches, Scope, containing, unlikeness
from glossary.search.ranking import Group
from glossary.search.spelling import in_latin, squeezed
from glossary.search.syntax import Asked

_COMMON = 4000
"""Labels that have a word beyond which it says too little to start from."""
_COMPARED = 300
"""Labels that are compared with the query letter by letter."""
_PARTIAL = 0.5
"""Least share of a query's weight that a label has to answer."""
_CLOSE = 0.62
"""Least likeness of a label that is shown, from 0 to 1."""
_NEAR = 0.15
"""How far a guess may fall short of the best one and still be shown."""
_MINOR = 0.2
"""Weight of a word that is an article or the like in some language, as a share of that of others."""
_SHORTEST_PART = 3
"""Letters of the words into which one without a space is taken apart."""


class _Guess(NamedTuple):
    row: int
    complete: bool
    literal: bool
    likeness: float


def guess(
    held: Held, database: sqlite3.Connection, asked: Asked, expansions: Sequence[Expansion], scope: Scope
) -> Matches:
    """Labels with most of the words (kind partial), and labels that resemble the query (close)."""
    wide = [
        one._replace(answers={**held.lexicon.similar(database, word), **one.answers})
        for one, word in zip(expansions, asked.words, strict=True)
    ]
    apart = _apart(held, database, asked.words[0], scope) if len(asked.words) == 1 else None
    if apart:
        return apart
    guesses = _guesses(held, database, asked, wide, expansions, scope)
    best = max((one.likeness for one in guesses), default=0.0)
    kept = [one for one in guesses if one.likeness >= best - _NEAR]
    likeness = {one.row: 1 - one.likeness for one in kept}
    partial = [one.row for one in kept if one.literal and not one.complete]
    close = [one.row for one in kept if not one.literal or one.complete]
    groups = [Group("partial", partial, likeness.__getitem__), Group("close", close, likeness.__getitem__)]
    return Matches([group for group in groups if group.rows], wide)


def _guesses(
    held: Held,
    database: sqlite3.Connection,
    asked: Asked,
    wide: Sequence[Expansion],
    known: Sequence[Expansion],
    scope: Scope,
) -> list[_Guess]:
    weights = [_weight(held, one) for one in wide]
    whole = sum(weights)
    answered = [_answered(held, database, one) for one in wide]
    scores: dict[int, float] = {}
    for weight, rows in zip(weights, answered, strict=True):
        for row, quality in rows.items():
            scores[row] = scores.get(row, 0.0) + weight * quality / whole
    likely = [row for row, score in scores.items() if score >= _PARTIAL]
    likely = sorted(scope.rows(likely, held.labels), key=lambda row: (-scores[row], row))[:_COMPARED]
    forms = [*(form.key for form in fold_query(asked.plain)), in_latin(asked.plain)]
    unlike = unlikeness(held, database, likely, [form for form in forms if form])
    found = []
    for row in likely:
        qualities = [rows.get(row, 0.0) for rows in answered]
        literal = all(quality >= FORM for quality in qualities if quality)
        likeness = 0.6 * scores[row] + 0.4 * (1 - unlike(row))
        if likeness >= _CLOSE or literal:
            found.append(_Guess(row, all(qualities), literal, likeness))
    return found


def _weight(held: Held, expansion: Expansion) -> float:
    """How much a word says: the rarer, the more (inverse document frequency)."""
    total = len(held.labels.concept)
    count = min((held.lexicon.frequency[word] for word in expansion.answers), default=0)
    weight = log(1 + total / (1 + count))
    return weight * _MINOR if expansion.minor_in else weight


def _answered(held: Held, database: sqlite3.Connection, expansion: Expansion) -> dict[int, float]:
    """Rows with a word that answers, and how well it does; words that very many rows have are passed over."""
    found: dict[int, float] = {}
    frequency = held.lexicon.frequency
    for word, quality in sorted(expansion.answers.items(), key=lambda answer: -answer[1]):
        if frequency[word] <= _COMMON:
            for row in held.lexicon.rows(database, Expansion({word: quality})):
                found.setdefault(row, quality)
    return found


def _apart(held: Held, database: sqlite3.Connection, word: str, scope: Scope) -> Matches | None:
    """Labels for two words that were typed as one, where both are known and stand in one label."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first = held.lexicon.exactly(database, word[:cut])
        if first.answers:
            both = [first, held.lexicon.expand(database, word[cut:])]
            rows = scope.rows(containing(held, database, both), held.labels) if both[1].answers else []
            if rows:
                alike = unlikeness(held, database, rows, [squeezed(form.key) for form in fold_query(word)])
                kept = [row for row in rows if 1 - alike(row) >= _CLOSE]
                if kept:
                    return Matches([Group("close", kept, alike)], both)
    return None
