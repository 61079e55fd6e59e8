"""What the words of a query weigh, and how much of it labels answer, one by one and those of a concept together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from glossary.search.lexicon import INSIDE, SAME, Answers, Expansion
from glossary.search.matching import Held
from glossary.search.ranking import Levels

_COMMON = 4000
"""Labels that have a word beyond which it says too little to start from."""
_MINOR = 0.2
"""Weight of a word that is an article or the like in some language, as a share of that of others."""
_UNKNOWN = 0.3
"""Weight of a word that no label has, as a share of that of the rarest."""
_JOINED = 0.6
"""What a word counts that another label of the concept answers, as a share of one that the label has itself."""


class Word(NamedTuple):
    """A word of the query: what it counts, and how well rows answer it, by their words and by words like them."""

    weight: float
    minor: bool
    known: Answers
    alike: Answers

    def best(self, row: int) -> float:
        """How well a row answers it, 0 where it does not."""
        return self.known.get(row) or self.alike.get(row, 0.0)


def words(
    held: Held, database: sqlite3.Connection, known: Sequence[Expansion], wide: Sequence[Expansion]
) -> list[Word]:
    """The words of the query; where all are minor ones, none is."""
    all_minor = all(one.minor_in for one in known)
    made = []
    for one, more in zip(known, wide, strict=True):
        minor = bool(one.minor_in) and not all_minor
        alike = {word: quality for word, quality in more.answers.items() if word not in one.answers}
        rows, others = _answered(held, database, one.answers), _answered(held, database, alike)
        made.append(Word(_weight(held, more, minor=minor), minor, rows, others))
    return made


def scores(held: Held, words: Sequence[Word], levels: Levels) -> dict[int, float]:
    """How much of the query each row answers, from 0 to 1; rows that have but minor words of it are left out."""
    whole = sum(one.weight for one in words)
    found: dict[int, float] = {}
    for one in sorted(words, key=lambda one: one.minor):
        for row, quality in {**one.alike, **one.known}.items():
            if row in found or not one.minor:
                found[row] = found.get(row, 0.0) + one.weight * quality / whole
    if sum(not one.minor for one in words) > 1:
        concept, together = held.labels.concept, shares(held, words, levels)
        for row in [row for row in found if concept[row] in together]:
            found[row] += _JOINED * max(0.0, together[concept[row]] - found[row])
    return found


def shares(held: Held, words: Sequence[Word], levels: Levels) -> dict[int, float]:
    """How much of the query the labels of each concept answer together, from 0 to 1, where more than one word is.

    Forms, and parts of compounds, count in the reader's language only: in forty languages any word is a form of some.
    """
    concept, language = held.labels.concept, held.labels.language
    served = [serves(levels, number) for number in range(len(levels.by_number))]
    answered: list[tuple[set[int], set[int]]] = []
    once, several = set[int](), set[int]()
    for one in words:
        exactly = {concept[row] for row, quality in one.known.items() if quality >= SAME}
        found = exactly | {concept[row] for row in one.known if served[language[row]]}
        answered.append((exactly, found))
        several |= once & found
        once |= found
    whole = sum(one.weight for one in words)
    answered_by = dict.fromkeys(several, 0.0)
    for one, (exactly, found) in zip(words, answered, strict=True):
        for number in found & several:
            answered_by[number] += one.weight / whole * (SAME if number in exactly else INSIDE)
    return answered_by


def serves(levels: Levels, language: int) -> bool:
    """Whether the language of that number serves the reader better than others."""
    return len(levels.present) > 1 and levels.by_number[language] < levels.present[-1]


def best(expansions: Iterable[Expansion]) -> Answers:
    """How well each word answers the word of the query that it answers best."""
    found: Answers = {}
    for one in expansions:
        found.update((word, max(quality, found.get(word, 0.0))) for word, quality in one.answers.items())
    return found


def _weight(held: Held, expansion: Expansion, *, minor: bool) -> float:
    """How much a word says: the rarer, the more (inverse document frequency); one that no label has, little.

    How rare it is say the labels that have it as typed, else those with its forms, else those with words like it.
    """
    total, frequency = len(held.labels.concept), held.lexicon.frequency
    known = [(quality, frequency[word]) for word, quality in expansion.answers.items() if frequency[word]]
    highest = max((quality for quality, _ in known), default=0.0)
    count = max((count for quality, count in known if quality >= highest), default=0)
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
