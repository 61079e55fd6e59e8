"""Which labels surely answer a query, and in which way: from the words typed to groups of rows by kind of match."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from glossary.analysis.analyser import analyser
from glossary.analysis.folding import fold_query
from glossary.search.beginning import begun
from glossary.search.facets import Allowed
from glossary.search.joining import Joining
from glossary.search.labels import Labels
from glossary.search.lexicon import FORM, Expansion, Lexicon
from glossary.search.ranking import FOLDED_ONLY, Closeness, Group, Levels, closeness
from glossary.search.spelling import in_latin, squeezed
from glossary.search.syntax import Asked, surfaces

_FEW = 10
"""Labels with all words of a query below which words inside compounds, and words that begin so, are looked at too."""
_SHORTEST_BEGUN = 3
"""Letters of a last word that is still being typed: fewer begin too many words to say anything."""
_COMPARED = 300
"""Labels that are compared with a query letter by letter."""
_SHORT = 3
"""Letters of a query up to which what is spelled otherwise, in a language not the reader's, is there by chance."""


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


def minor(expansion: Expansion, language: str | None) -> bool:
    """Whether a word of the query is a minor one in a language."""
    return bool(expansion.minor_in) and analyser(language).language in expansion.minor_in


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


def expanded(
    held: Held, database: sqlite3.Connection, words: Sequence[str], language: str = "", plain: str = ""
) -> list[Expansion]:
    """What answers each word: itself and its forms, those of short ones in the language alone.

    A word in capitals is never a minor one, unless all of a longer query is in capitals.
    """
    found = [held.lexicon.expand(database, word, language) for word in words]
    telling = len(words) == 1 or not plain.isupper()
    return [
        one._replace(minor_in=frozenset()) if telling and len(word) > 1 and word.isupper() else one
        for one, word in zip(found, words, strict=True)
    ]


def concepts_with(held: Held, database: sqlite3.Connection, texts: Iterable[str]) -> frozenset[int]:
    """The concepts one of whose labels has all words of one of the texts."""
    found = set[int]()
    for text in texts:
        *words, last = surfaces(text)
        expansions = expanded(held, database, [*words, last] if text[-1:] != "*" else words)
        if text[-1:] == "*":
            expansions.append(held.lexicon.beginning(database, last))
        if all(one.minor_in for one in expansions):
            expansions = [one._replace(minor_in=frozenset()) for one in expansions]
        found.update(containing(held, database, expansions))
    return frozenset(held.labels.concept[row] for row in found)


def sure(held: Held, database: sqlite3.Connection, asked: Asked, scope: Scope, levels: Levels) -> Matches:
    """Labels that are the query, begin with it or have all its words."""
    labels = held.labels
    forms = [form.key for form in fold_query(asked.plain)]
    exact = [row for key in forms for row in labels.whole.exactly(database, key)]
    respelled = _respelled(held, database, forms, asked.plain)
    expansions = expanded(held, database, asked.words, levels.language, asked.plain)
    expansions += [held.lexicon.beginning(database, word) for word in asked.beginnings]
    phrases = [expanded_exactly(held, database, phrase) for phrase in asked.phrases]
    expansions += [expansion for phrase in phrases for expansion in phrase]
    found = containing(held, database, expansions)
    begins, prefix = _beginning(held, database, forms, levels)
    if asked.literal:
        exact, begins, respelled = ([row for row in rows if row in found] for rows in (exact, begins, respelled))
        found = {row: quality for row, quality in found.items() if all(_in_a_row(held, row, one) for one in phrases)}
    elif len(found) < _FEW:
        wide = _wider(held, database, expansions, asked)
        found = {**containing(held, database, wide), **found}
        expansions = wide
    lemmas = {row for row, quality in found.items() if quality >= FORM and _is_covered(held, row, expansions)}
    lemmas.update(respelled)
    typed = as_typed(held, database, exact, asked.plain)
    if max(map(len, forms)) <= _SHORT and not asked.literal:
        read = {row for row in {*exact, *lemmas, *found} if levels.serve(labels.language[row])}
        doubtful = [row for row in exact if row not in read and typed(row) == FOLDED_ONLY] + [*(lemmas - read)]
        found = {row: how for row, how in found.items() if how >= FORM or row in read} | dict.fromkeys(doubtful, FORM)
        exact, lemmas = [row for row in exact if row in read or typed(row) < FOLDED_ONLY], lemmas & read
    exact, begins, same, all_words = (scope.rows(rows, labels) for rows in (exact, begins, lemmas, found))
    groups = [
        Group("preferred", [row for row in exact if labels.preferred[row]], typed),
        Group("other", [row for row in exact if not labels.preferred[row]], typed),
        Group("lemma", same, _otherness(held, database, same, asked, respelled) if len(same) <= _COMPARED else None),
        Group("prefix", begins, prefix),
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
        asked = [one for one in expansions if not (one.minor_in and held.is_minor(one, row))]
        if not asked:  # all that was typed are articles and the like in this language
            continue
        words = lexicon.words_of(row)
        worst = FORM if len(asked) < len(expansions) else 1.0
        for one in asked:
            worst = min(worst, one.best(words))
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


def _otherness(
    held: Held, database: sqlite3.Connection, rows: Sequence[int], asked: Asked, respelled: Sequence[int]
) -> Closeness:
    """How loosely the analysis joins the labels to the query, and among equals how little they resemble it."""
    unlike = unlikeness(held, database, rows, [form.key for form in fold_query(asked.plain)])
    joining, same = Joining(asked.words), frozenset(respelled)

    def apart(row: int) -> float:
        (found,) = held.labels.texts(database, [row])
        return unlike(row) + (0 if row in same else joining.looseness(found.label, found.language))

    return apart if len(rows) > 1 else unlike


def _beginning(
    held: Held, database: sqlite3.Connection, forms: Sequence[str], levels: Levels
) -> tuple[list[int], Closeness]:
    """Rows that begin with one of the forms, and their closeness: those in the script typed come first."""
    language, is_short = held.labels.language, max(map(len, forms)) <= _SHORT
    near, far = begun(database, held.labels, forms, lambda row: not is_short or levels.serve(language[row]))
    return [*near, *far], lambda row: float(row in far)


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
    if wide and len(asked.words[-1]) >= _SHORTEST_BEGUN and not wide[-1].minor_in:
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
