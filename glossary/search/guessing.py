"""What may have been meant where no label surely answers: labels with most of the words, and labels that look alike.

A label is judged by the words of the query that it answers (rare ones count more), by how much of it they are, and by
its letters. A word that it lacks may be answered by another label of its concept: "return Entscheidung".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from glossary.analysis.analyser import analyser
from glossary.analysis.folding import fold, fold_query
from glossary.search.base import Match
from glossary.search.lexicon import FORM, INSIDE, SAME, Answers, Expansion
from glossary.search.matching import Held, Matches, Scope, containing, unlikeness
from glossary.search.ranking import Group, Levels
from glossary.search.spelling import in_latin, is_latin, squeezed
from glossary.search.syntax import Asked
from glossary.search.whoosh_passages import Found

_COMMON = 4000
"""Labels that have a word beyond which it says too little to start from."""
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
_MINOR = 0.2
"""Weight of a word that is an article or the like in some language, as a share of that of others."""
_UNKNOWN = 0.3
"""Weight of a word that no label has, as a share of that of the rarest."""
_JOINED = 0.6
"""What a word counts that another label of the concept answers, as a share of one that the label has itself."""
_FULL = 0.85
"""Share of a query's weight from which on the labels of a concept have all its words."""
_RESPELLED = 0.75
"""Least likeness of a word that is looked for in texts in place of an unknown one."""
_BESIDE = 0.05
"""How far a word may fall short of the likeness of the most similar one and be looked for beside it."""
_SHORTEST_PART = 3
"""Letters of the words into which one without a space is taken apart."""


class _Word(NamedTuple):
    """A word of the query: what it counts, and how well rows answer it, by their words and by words like them."""

    weight: float
    minor: bool
    known: Answers
    alike: Answers

    def best(self, row: int) -> float:
        return self.known.get(row) or self.alike.get(row, 0.0)


class _Guess(NamedTuple):
    row: int
    partial: bool
    likeness: float


class _Judge(NamedTuple):
    """What labels are judged by: the query's words, its forms as keys, and how well words of labels answer it."""

    held: Held
    levels: Levels
    words: Sequence[_Word]
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
        served = _serves(self.levels, self.held.labels.language[row])
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
    words = _words(held, database, expansions, wide)
    scores = _scores(held, words, levels)
    likely = sorted(
        scope.rows((row for row, score in scores.items() if score >= _LEAST), held.labels),
        key=lambda row: (-scores[row], row),
    )[:_COMPARED]
    keys = held.labels.keys(database, likely)
    judge = _Judge(held, levels, words, _best(wide), _forms(asked), is_latin(asked.plain))
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
    words = [one for one in _words(held, database, expansions, expansions) if not one.minor]
    shares = _shares(held, words, levels) if len(words) > 1 else {}
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
    held: Held,
    database: sqlite3.Connection,
    asked: Asked,
    known: Sequence[Expansion],
    respelled: Sequence[Expansion],
    passage: Found,
) -> str:
    """The words of a query as they are spelled in a passage that was found instead."""
    words = analyser(passage.language).words(passage.text)
    meant = []
    for typed, one, other in zip(asked.words, known, respelled, strict=True):
        answers = set() if one.answers or one.begun else set(held.lexicon.texts(database, other))
        meant.append(next((passage.text[word.start : word.end] for word in words if word.folded in answers), typed))
    return " ".join(meant)


def offered(asked: Asked, match: Match) -> str:
    """The label of a close match if few letters of the query have to change for it, "" if more do."""
    label = fold(match.label, match.language).key
    forms = {*(form.key for form in fold_query(asked.plain)), in_latin(asked.plain)} - {""}
    pairs = [(form, label) for form in forms] + [(squeezed(form), squeezed(label)) for form in forms]
    alike = max((OSA.normalized_similarity(form, key) for form, key in pairs), default=0.0)
    return match.label if match.kind == "close" and alike >= _OFFERED else ""


def _words(
    held: Held, database: sqlite3.Connection, known: Sequence[Expansion], wide: Sequence[Expansion]
) -> list[_Word]:
    """The words of the query; where all are minor ones, none is."""
    all_minor = all(one.minor_in for one in known)
    made = []
    for one, more in zip(known, wide, strict=True):
        minor = bool(one.minor_in) and not all_minor
        alike = {word: quality for word, quality in more.answers.items() if word not in one.answers}
        rows, others = _answered(held, database, one.answers), _answered(held, database, alike)
        made.append(_Word(_weight(held, more, minor=minor), minor, rows, others))
    return made


def _scores(held: Held, words: Sequence[_Word], levels: Levels) -> dict[int, float]:
    """How much of the query each row answers, from 0 to 1; rows that have but minor words of it are left out."""
    whole = sum(one.weight for one in words)
    scores: dict[int, float] = {}
    for one in sorted(words, key=lambda one: one.minor):
        for row, quality in {**one.alike, **one.known}.items():
            if row in scores or not one.minor:
                scores[row] = scores.get(row, 0.0) + one.weight * quality / whole
    if sum(not one.minor for one in words) > 1:
        concept, shares = held.labels.concept, _shares(held, words, levels)
        for row in [row for row in scores if concept[row] in shares]:
            scores[row] += _JOINED * max(0.0, shares[concept[row]] - scores[row])
    return scores


def _shares(held: Held, words: Sequence[_Word], levels: Levels) -> dict[int, float]:
    """How much of the query the labels of each concept answer together, from 0 to 1, where more than one word is.

    Forms, and parts of compounds, count in the reader's language only: in forty languages any word is a form of some.
    """
    concept, language = held.labels.concept, held.labels.language
    served = [_serves(levels, number) for number in range(len(levels.by_number))]
    answered: list[tuple[set[int], set[int]]] = []
    once, several = set[int](), set[int]()
    for one in words:
        exactly = {concept[row] for row, quality in one.known.items() if quality >= SAME}
        found = exactly | {concept[row] for row in one.known if served[language[row]]}
        answered.append((exactly, found))
        several |= once & found
        once |= found
    whole = sum(one.weight for one in words)
    shares = dict.fromkeys(several, 0.0)
    for one, (exactly, found) in zip(words, answered, strict=True):
        for number in found & several:
            shares[number] += one.weight / whole * (SAME if number in exactly else INSIDE)
    return shares


def _serves(levels: Levels, language: int) -> bool:
    """Whether the language of that number serves the reader better than others."""
    return len(levels.present) > 1 and levels.by_number[language] < levels.present[-1]


def _best(expansions: Iterable[Expansion]) -> Answers:
    """How well each word answers the word of the query that it answers best."""
    best: Answers = {}
    for one in expansions:
        best.update((word, max(quality, best.get(word, 0.0))) for word, quality in one.answers.items())
    return best


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


def _weight(held: Held, expansion: Expansion, *, minor: bool) -> float:
    """How much a word says: the rarer, the more (inverse document frequency); one that no label has, little.

    How rare it is say the labels that have it as typed, else those with its forms, else those with words like it.
    """
    total, frequency = len(held.labels.concept), held.lexicon.frequency
    known = [(quality, frequency[word]) for word, quality in expansion.answers.items() if frequency[word]]
    best = max((quality for quality, _ in known), default=0.0)
    count = max((count for quality, count in known if quality >= best), default=0)
    weight = log(1 + total / (1 + count)) * (1 if count else _UNKNOWN)
    return weight * _MINOR if minor else weight


def _answered(held: Held, database: sqlite3.Connection, answers: Mapping[int, float]) -> Answers:
    """Rows with a word that answers, and how well it does; words that very many rows have are passed over."""
    found: Answers = {}
    frequency = held.lexicon.frequency
    for word, quality in sorted(answers.items(), key=lambda answer: -answer[1]):
        if 0 < frequency[word] <= _COMMON:
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
