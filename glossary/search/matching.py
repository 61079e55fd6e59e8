"""Which labels surely answer a query, and in which way: from the words typed to groups of rows by kind of match."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from glossary.analysis.analyser import analyser
from glossary.analysis.folding import fold_query
from glossary.search.facets import Allowed
from glossary.search.labels import Labels
from glossary.search.lexicon import FORM, Expansion, Lexicon
from glossary.search.ranking import Closeness, Group, closeness
from glossary.search.spelling import in_latin, squeezed
from glossary.search.syntax import Asked, surfaces

_FEW = 10
"""Labels with all words of a query below which words inside compounds, and words that begin so, are looked at too."""
_SHORTEST_BEGUN = 3
"""Letters of a last word that is still being typed: fewer begin too many words to say anything."""
_COMPARED = 300
"""Labels that are compared with a query letter by letter."""


@dataclass(frozen=True, slots=True)
class Held:
    """What of a release is held in memory for matching; ``analysis`` names each language's analyser, by its number."""

    labels: Labels
    lexicon: Lexicon
    analysis: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "analysis", [analyser(tag).language for tag in self.labels.languages])

    def is_minor(self, expansion: Expansion, row: int) -> bool:
        """Whether a word of the query is a minor one in the language of a row."""
        return self.analysis[self.labels.language[row]] in expansion.minor_in


class Scope(NamedTuple):
    """The concepts that may be found (None: all), those that may not, and the number of a vocabulary or None."""

    allowed: Allowed | None
    barred: frozenset[int]
    vocabulary: int | None

    def admits(self, concept: int) -> bool:
        """Whether a concept may be found."""
        return concept not in self.barred and (self.allowed is None or concept in self.allowed)

    def rows(self, rows: Iterable[int], labels: Labels) -> list[int]:
        """The rows that are within the scope."""
        allowed, barred, vocabulary = self
        if allowed is None and vocabulary is None and not barred:
            return list(rows)
        return [
            row for row in rows if vocabulary in (None, labels.vocabulary[row]) and self.admits(labels.concept[row])
        ]


class Matches(NamedTuple):
    """Groups of rows in the order of their kinds, and what answered each word of the query."""

    groups: list[Group]
    expansions: list[Expansion]


def expanded(held: Held, database: sqlite3.Connection, words: Iterable[str]) -> list[Expansion]:
    """What answers each word: itself and its forms."""
    return [held.lexicon.expand(database, word) for word in words]


def concepts_with(held: Held, database: sqlite3.Connection, texts: Iterable[str]) -> frozenset[int]:
    """The concepts one of whose labels has all words of one of the texts."""
    concept = held.labels.concept
    return frozenset(
        concept[row] for text in texts for row in containing(held, database, expanded(held, database, surfaces(text)))
    )


def sure(held: Held, database: sqlite3.Connection, asked: Asked, scope: Scope) -> Matches:
    """Labels that are the query, begin with it or have all its words."""
    labels = held.labels
    forms = [form.key for form in fold_query(asked.plain)]
    exact = [row for key in forms for row in labels.whole.exactly(database, key)]
    begun = [row for key in forms for row in _beginning(held, database, key)]
    respelled = _respelled(held, database, forms, asked.plain)
    expansions = expanded(held, database, asked.words)
    expansions += [held.lexicon.beginning(database, word) for word in asked.beginnings]
    phrases = [expanded_exactly(held, database, phrase) for phrase in asked.phrases]
    expansions += [expansion for phrase in phrases for expansion in phrase]
    found = containing(held, database, expansions)
    if asked.literal:
        exact, begun, respelled = ([row for row in rows if row in found] for rows in (exact, begun, respelled))
        found = {row: quality for row, quality in found.items() if all(_in_a_row(held, row, one) for one in phrases)}
    elif len(found) < _FEW:
        wide = _wider(held, database, expansions, asked)
        found = {**containing(held, database, wide), **found}
        expansions = wide
    lemmas = {row for row, quality in found.items() if quality >= FORM and _is_covered(held, row, expansions)}
    lemmas.update(respelled)
    exact, begun, same, all_words = (scope.rows(rows, labels) for rows in (exact, begun, lemmas, found))
    typed = as_typed(held, database, exact, asked.plain)
    groups = [
        Group("preferred", [row for row in exact if labels.preferred[row]], typed),
        Group("other", [row for row in exact if not labels.preferred[row]], typed),
        Group("lemma", same, unlikeness(held, database, same, forms) if len(same) <= _COMPARED else None),
        Group("prefix", begun),
        Group("words", all_words, lambda row: 1 - found[row]),
    ]
    return Matches([group for group in groups if group.rows], expansions)


def containing(held: Held, database: sqlite3.Connection, expansions: Sequence[Expansion]) -> dict[int, float]:
    """Rows that have all the words, but for what is minor in their language, and how well the worst is answered."""
    if not expansions:
        return {}
    lexicon = held.lexicon
    major = [one for one in expansions if not one.minor_in] or list(expansions)
    pivots = [min(major, key=lexicon.count)] if major[0].minor_in == frozenset() else major
    found = {}
    for row in {row for pivot in pivots for row in lexicon.rows(database, pivot)}:
        words, worst = lexicon.words_of(row), 1.0
        for one in expansions:
            quality = one.best(words)
            if not quality and held.is_minor(one, row):
                quality = FORM
            worst = min(worst, quality)
            if not worst:
                break
        if worst:
            found[row] = worst
    return found


def expanded_exactly(held: Held, database: sqlite3.Connection, phrase: str) -> list[Expansion]:
    """What answers each word of a phrase: itself alone."""
    return [held.lexicon.exactly(database, word) for word in surfaces(phrase)]


def as_typed(held: Held, database: sqlite3.Connection, rows: Sequence[int], typed: str) -> Closeness:
    """What is spelled as it was typed is closer than what is the same when folded."""
    texts = held.labels.texts(database, rows)
    return {row: closeness(found.label, typed) for row, found in zip(rows, texts, strict=True)}.__getitem__


def unlikeness(held: Held, database: sqlite3.Connection, rows: Sequence[int], forms: Sequence[str]) -> Closeness:
    """How little the labels resemble the query, from 0 to 1."""
    keys = held.labels.keys(database, rows)
    return {
        row: 1 - max((ratio(form, key) for form in forms), default=0) / 100 for row, key in zip(rows, keys, strict=True)
    }.__getitem__


def _beginning(held: Held, database: sqlite3.Connection, key: str) -> Iterable[int]:
    """Rows whose key, or another spelling of it, goes on after ``key``."""
    for source in (held.labels.whole, held.labels.variant):
        _, longer, end = source.bounds(database, key)
        yield from source.rows[longer:end]


def _respelled(held: Held, database: sqlite3.Connection, forms: Sequence[str], typed: str) -> list[int]:
    """Rows that are the query in another spelling: without spaces, in Latin letters, with digraphs."""
    labels, latin = held.labels, in_latin(typed)
    keys = dict.fromkeys(forms)
    others = dict.fromkeys([*map(squeezed, forms), latin, squeezed(latin)])
    found = [row for key in {**keys, **others} if key for row in labels.variant.exactly(database, key)]
    return found + [row for key in others if key and key not in keys for row in labels.whole.exactly(database, key)]


def _wider(held: Held, database: sqlite3.Connection, expansions: Sequence[Expansion], asked: Asked) -> list[Expansion]:
    """What else may answer: words that contain one asked for, and, while the last one is being typed, that begin so."""
    wide = [
        one._replace(answers={**held.lexicon.inside(database, word), **one.answers})
        for one, word in zip(expansions, asked.words, strict=True)
    ]
    if wide and len(asked.words[-1]) >= _SHORTEST_BEGUN:
        wide[-1] = wide[-1]._replace(begun=held.lexicon.beginning(database, asked.words[-1]).begun)
    return wide


def _is_covered(held: Held, row: int, expansions: Sequence[Expansion]) -> bool:
    """Whether a label has no other words than those of the query, minor ones not counted."""
    words = held.lexicon.major_of(row)
    return len(words) <= len(expansions) and all(
        any(one.answers.get(word, 0.0) >= FORM for one in expansions) for word in words
    )


def _in_a_row(held: Held, row: int, phrase: Sequence[Expansion]) -> bool:
    """Whether a label has the words of a phrase one after the other."""
    words = held.lexicon.words_of(row)
    return any(
        all(words[start + place] in one.answers for place, one in enumerate(phrase))
        for start in range(len(words) - len(phrase) + 1)
    )
