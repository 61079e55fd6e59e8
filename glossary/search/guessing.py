"""What may have been meant where no label surely answers: labels with most of the words, and labels that look alike.

A label is judged by the words of the query that it answers (rare ones count more), by how much of it they are, and by
its letters. A word that it lacks may be answered by another label of its concept: "return Entscheidung".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from glossary.analysis.analyser import analyser
from glossary.analysis.folding import fold, fold_query
from glossary.search import weighing
from glossary.search.base import Match
from glossary.search.lexicon import FORM, Answers, Expansion
from glossary.search.matching import Held, Matches, Scope, containing, unlikeness
from glossary.search.ranking import Group, Levels
from glossary.search.spelling import in_latin, is_latin, squeezed
from glossary.search.syntax import Asked
from glossary.search.whoosh_passages import Found

_COMPARED = 300
"""Labels that are compared with the query letter by letter."""
_PARTIAL = 0.5
"""Least share of a query's weight that a label has to answer."""
_LEAST = 0.2
"""The same for a label that has no other words than those of the query."""
_CLOSE = 0.62
"""Least likeness of a label that is shown, from 0 to 1."""
_STRANGE = 0.8
"""The same for one in a script that was not typed, and in a language that is not the reader's."""
_NEAR = 0.15
"""How far a guess may fall short of the best one and still be shown."""
_OFFERED = 0.75
"""Least share of letters that a label offered as what was meant has in common with the query."""
_FULL = 0.85
"""Share of a query's weight from which on the labels of a concept have all its words."""
_RESPELLED = 0.75
"""Least likeness of a word that is looked for in texts in place of an unknown one."""
_BESIDE = 0.05
"""How far a word may fall short of the likeness of the most similar one and be looked for beside it."""
_SHORTEST_PART = 3
"""Letters of the words into which one without a space is taken apart."""


class _Guess(NamedTuple):
    row: int
    partial: bool
    likeness: float


class _Judge(NamedTuple):
    """What labels are judged by: the query's words, its forms as keys, and how well words of labels answer it."""

    held: Held
    levels: Levels
    words: Sequence[weighing.Word]
    answering: Answers
    forms: Sequence[str]
    latin: bool

    def guess(self, row: int, key: str, score: float) -> _Guess | None:
        """The guess that a row is by its score and key, or None where it is too far off."""
        letters = max((ratio(form, key) for form in self.forms), default=0) / 100
        has = [row in one.known for one in self.words]
        if not all(has) and not any(row in one.alike for one, known in zip(self.words, has, strict=True) if not known):
            own = self.held.lexicon.major_of(row)
            share = sum(self.answering.get(word, 0.0) for word in own) / max(len(own), 1)
            enough = score >= _PARTIAL or share >= FORM
            return _Guess(row, True, 0.55 * score + 0.25 * share + 0.2 * letters) if enough else None
        likeness = 0.6 * score + 0.4 * letters
        return _Guess(row, False, likeness) if likeness >= self._least(row, key) else None

    def _least(self, row: int, key: str) -> float:
        served = weighing.serves(self.levels, self.held.labels.language[row])
        return _CLOSE if served or is_latin(key) == self.latin else _STRANGE


def guess(
    held: Held,
    database: sqlite3.Connection,
    asked: Asked,
    expansions: Sequence[Expansion],
    scope: Scope,
    levels: Levels,
) -> Matches:
    """Labels with most of the words (kind partial), and labels that resemble the query (close)."""
    apart = _apart(held, database, asked.words[0], scope) if len(asked.words) == 1 else None
    if apart:
        return apart
    wide = [
        one._replace(answers={**held.lexicon.similar(database, word), **one.answers})
        for one, word in zip(expansions, asked.words, strict=True)
    ]
    words = weighing.words(held, database, expansions, wide)
    scores = weighing.scores(held, words, levels)
    likely = sorted(
        scope.rows((row for row, score in scores.items() if score >= _LEAST), held.labels),
        key=lambda row: (-scores[row], row),
    )[:_COMPARED]
    keys = held.labels.keys(database, likely)
    judge = _Judge(held, levels, words, weighing.best(wide), _forms(asked), is_latin(asked.plain))
    found = [judge.guess(row, key, scores[row]) for row, key in zip(likely, keys, strict=True)]
    return Matches(_groups(one for one in found if one), wide)


def joined(
    held: Held,
    database: sqlite3.Connection,
    expansions: Sequence[Expansion],
    scope: Scope,
    levels: Levels,
) -> Group:
    """Labels of the concepts that have all words of the query in several labels, whatever their languages."""
    words = [one for one in weighing.words(held, database, expansions, expansions) if not one.minor]
    shares = weighing.shares(held, words, levels) if len(words) > 1 else {}
    best: dict[int, tuple[float, int]] = {}
    for row in {row for one in words for row in one.known}:
        concept = held.labels.concept[row]
        if shares.get(concept, 0.0) >= _FULL and scope.admits(concept):
            answered = sum(one.weight * one.best(row) for one in words)
            best[concept] = min(best.get(concept, (0.0, row)), (-answered, row))
    rows = scope.rows((row for _, row in best.values()), held.labels)
    distance = {row: answered for answered, row in best.values()}
    return Group("partial", rows, distance.__getitem__)


def is_doubtful(groups: Sequence[Group]) -> bool:
    """Whether labels have all words of a query only as parts of other words, or begun."""
    return bool(groups) and all(
        group.kind == "words" and group.closeness and all(group.closeness(row) > 1 - FORM for row in group.rows)
        for group in groups
    )


def respelled(
    held: Held, database: sqlite3.Connection, asked: Asked, expansions: Sequence[Expansion]
) -> list[Expansion]:
    """What answers each word of a query, unknown ones by words like them; [] where a word is like none."""
    made = []
    for one, word in zip(expansions, asked.words, strict=True):
        if not one.answers and not one.begun:
            alike = held.lexicon.similar(database, word)
            least = max(_RESPELLED, max(alike.values(), default=0.0) - _BESIDE)
            one = one._replace(answers={number: quality for number, quality in alike.items() if quality >= least})
        if not one.answers and not one.begun:
            return []
        made.append(one)
    return made


def spelled(
    held: Held, asked: Asked, known: Sequence[Expansion], respelled: Sequence[Expansion], passage: Found
) -> str:
    """The words of a query as they are spelled in a passage that was found instead."""
    words = analyser(passage.language).words(passage.text)
    meant = []
    for typed, one, other in zip(asked.words, known, respelled, strict=True):
        answers = set() if one.answers or one.begun else set(held.lexicon.texts(other))
        meant.append(next((passage.text[word.start : word.end] for word in words if word.folded in answers), typed))
    return " ".join(meant)


def offered(asked: Asked, match: Match) -> str:
    """The label of a close match if few letters of the query have to change for it, "" if more do."""
    label = fold(match.label, match.language).key
    forms = {*(form.key for form in fold_query(asked.plain)), in_latin(asked.plain)} - {""}
    pairs = [(form, label) for form in forms] + [(squeezed(form), squeezed(label)) for form in forms]
    alike = max((OSA.normalized_similarity(form, key) for form, key in pairs), default=0.0)
    return match.label if match.kind == "close" and alike >= _OFFERED else ""


def _forms(asked: Asked) -> list[str]:
    return [form for form in (*(form.key for form in fold_query(asked.plain)), in_latin(asked.plain)) if form]


def _groups(found: Iterable[_Guess]) -> list[Group]:
    """The best guesses by kind."""
    guesses = list(found)
    best = max((one.likeness for one in guesses), default=0.0)
    kept = [one for one in guesses if one.likeness >= best - _NEAR]
    likeness = {one.row: 1 - one.likeness for one in kept}
    groups = [
        Group("partial", [one.row for one in kept if one.partial], likeness.__getitem__),
        Group("close", [one.row for one in kept if not one.partial], likeness.__getitem__),
    ]
    return [group for group in groups if group.rows]


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
