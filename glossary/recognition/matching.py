"""Finding the labels of a lexicon in a text: the longest at each place, and every concept that it may mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from glossary.analysis.analyser import Word
from glossary.recognition.lexicon import BREAK, Entry, Lexicon
from glossary.recognition.minor import is_possessive, joins

MAX_MATCHES = 20_000
"""Marks in one text; who finds more is told that the list was cut."""

_LONGEST_GAP = 4
"""Minor words that may stand between two content words."""


class Match(NamedTuple):
    """A mark at [start, end), in code points, and the labels that it may be: all equally near."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def uris(self) -> tuple[str, ...]:
        """The addresses of the concepts meant, each once."""
        return tuple(dict.fromkeys(one.uri for entry in self.entries for one in entry.designations))


class Found(NamedTuple):
    """The marks of a text in their order, without overlap; ``truncated`` says that there were more."""

    matches: tuple[Match, ...]
    truncated: bool


class _Fit(NamedTuple):
    """How a label fits at a word: the last word it takes, and how far it is from the words as written."""

    last: int
    distance: int
    entry: Entry


def find(lexicon: Lexicon, text: str, limit: int = MAX_MATCHES) -> Found:
    """The terms of the lexicon in a text; takes time linear in its length."""
    words = lexicon.analyser.words(text)
    found: list[Match] = []
    place, count = 0, len(words)
    while place < count:
        entries = lexicon.beginning(words[place])
        fits = _best(lexicon, entries, words, place, text) if entries else ()
        if not fits:
            place += 1
            continue
        if len(found) == limit:
            return Found(tuple(found), True)
        last = fits[0].last
        end = _visible_end(text, words[last])
        found.append(Match(words[place].start, end, tuple(fit.entry for fit in fits)))
        place = last + 1
    return Found(tuple(found), False)


def _best(lexicon: Lexicon, entries: Sequence[Entry], words: Sequence[Word], place: int, text: str) -> tuple[_Fit, ...]:
    """The longest fits, and among those the nearest; ``entries`` come with the longest first."""
    best: list[_Fit] = []
    for entry in entries:
        if best and len(entry.words) < len(best[0].entry.words):
            break
        fit = _fit(lexicon, entry, words, place, text)
        if fit is None:
            continue
        order = (-fit.last, fit.distance)
        held = (-best[0].last, best[0].distance) if best else order
        if order < held:
            best = [fit]
        elif order == held:
            best.append(fit)
    return tuple(best)


def _fit(lexicon: Lexicon, entry: Entry, words: Sequence[Word], place: int, text: str) -> _Fit | None:
    if len(entry.words) == 1:
        if not lexicon.takes(entry, words[place], text):
            return None
        return _Fit(place, _distance(entry, 0, words[place]), entry)
    if not _in_its_case(entry, 0, words[place], text):
        return None
    distance, last = _distance(entry, 0, words[place]), place
    for number in range(1, len(entry.words)):
        following = _following(lexicon, entry, number, words, last)
        if following is None or not _in_its_case(entry, number, words[following], text):
            return None
        if not entry.broken[number] and BREAK.search(text, words[last].end, words[following].start):
            return None
        distance += _distance(entry, number, words[following])
        distance += tuple(word.folded for word in words[last + 1 : following]) != entry.before[number]
        last = following
    return _Fit(last, distance, entry)


def _following(lexicon: Lexicon, entry: Entry, number: int, words: Sequence[Word], last: int) -> int | None:
    """The word after ``last`` that is the label's content word ``number``, with fitting minor words between them."""
    wanted = entry.words[number]
    for following in range(last + 1, min(last + 2 + _LONGEST_GAP, len(words))):
        word = words[following]
        if not wanted.isdisjoint(word.keys):
            between = [one.folded for one in words[last + 1 : following]]
            return following if joins(lexicon.primary, entry.before[number], between) else None
        if not word.minor and not is_possessive(lexicon.primary, word.folded):
            return None
    return None


def _in_its_case(entry: Entry, number: int, word: Word, text: str) -> bool:
    """Whether a word stands large where the label wants it so: "a visa" is not an "A visa"."""
    return not entry.capital[number] or text[word.start].isupper()


def _visible_end(text: str, word: Word) -> int:
    """The end of a word without the invisible characters (direction marks) that folding counts to it."""
    end = word.end
    while end > word.start + 1 and unicodedata.category(text[end - 1]) == "Cf":
        end -= 1
    return end


def _distance(entry: Entry, number: int, word: Word) -> int:
    """0 for the word as the label has it, less for more shared keys: an inflected form shares most of them."""
    if entry.folded[number] == word.folded:
        return 0
    shared = len(entry.words[number].intersection(word.keys))
    return 20 - 2 * min(shared, 8) - (entry.folded[number] in word.keys)
