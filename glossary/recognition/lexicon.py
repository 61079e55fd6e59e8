"""The labels of one language, laid out so that the ones that begin at a word of a text are found at once.

A label is a row of content words, each a set of keys (see :mod:`glossary.analysis.analyser`), with the minor words
(articles, prepositions) that stand before each. Labels are indexed by every key of their first content word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from glossary import languages
from glossary.analysis.analyser import Word, analyser
from glossary.model import Term

BREAK = re.compile(r"[.,;:!?()\[\]{}\"“”„«»…|/•·։՝،؛؟]|\s[-–—]\s|\n\s*\n")
"""What stands between two words that belong to different phrases."""

_MOST_MEMORISED = 50_000
"""Words whose labels are remembered, about 150 bytes each."""
_LONGEST_ACRONYM = 8
_SHORT = 4
"""Letters up to which a label of one word is found in nearly its own form only."""


class Designation(NamedTuple):
    """A term and the address of the concept that it designates."""

    uri: str
    term: Term


class Entry(NamedTuple):
    """A label; ``before[n]`` are the minor words in front of content word ``n``, ``broken[n]`` tells of a break.

    ``capital[n]`` says that a content word is a letter, or a minor word, that is written large: the "A" of "A visa".
    ``acronym`` is the text of a label that is found in its own case only, else "".
    """

    text: str
    words: tuple[frozenset[str], ...]
    folded: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    broken: tuple[bool, ...]
    capital: tuple[bool, ...]
    acronym: str
    designations: tuple[Designation, ...]


class Lexicon:
    """The labels of a language; ``language`` is the range (``de``, ``sr-Latn``) that their tags match."""

    def __init__(self, language: str, designations: Iterable[Designation]) -> None:
        self.language = language
        self.analyser = analyser(language)
        self.primary = languages.primary(language)
        grouped: dict[str, list[Designation]] = {}
        for one in designations:
            grouped.setdefault(one.term.text, []).append(one)
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}
        self.entries = tuple(made for text, found in grouped.items() if (made := self._entry(text, tuple(found))))
        self._sets.clear()
        self.by_concept: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for uri in {one.uri for one in entry.designations}:
                self.by_concept.setdefault(uri, []).append(entry)
        self._findable = [*self.entries, *(_turned(entry) for entry in self.entries if self._may_turn(entry))]
        index: dict[str, list[int]] = {}
        for number, entry in enumerate(self._findable):
            for key in (*entry.words[0], f"{entry.folded[0]}s") if entry.acronym else entry.words[0]:
                index.setdefault(key, []).append(number)
        self._index = {key: tuple(numbers) for key, numbers in index.items()}
        self._memorised: dict[tuple[str, ...], tuple[Entry, ...]] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def beginning(self, word: Word) -> tuple[Entry, ...]:
        """The labels whose first content word the word may be, those of most words first."""
        found = self._memorised.get(word.keys)
        if found is None:
            numbers = {number for key in word.keys for number in self._index.get(key, ())}
            found = tuple(sorted((self._findable[number] for number in sorted(numbers)), key=lambda e: -len(e.words)))
            if len(self._memorised) >= _MOST_MEMORISED:
                self._memorised.clear()
            self._memorised[word.keys] = found
        return found

    def _entry(self, text: str, designations: tuple[Designation, ...]) -> Entry | None:
        words = self.analyser.words(text)
        if not words:
            return None
        content = [number for number, word in enumerate(words[:-1]) if not word.minor or text[word.start].isupper()]
        content.append(len(words) - 1)  # "visa D", "pays d'origine sûr": no article ends a term
        before, broken, last = [], [], content[0]
        for number in content:
            before.append(tuple(word.folded for word in words[last + 1 : number]))
            broken.append(bool(BREAK.search(text, words[last].end, words[number].start)))
            last = number
        return Entry(
            text,
            tuple(self._set(_keys(words[number])) for number in content),
            tuple(words[number].folded for number in content),
            tuple(before),
            tuple(broken),
            tuple(_is_letter(words[number]) and text[words[number].start].isupper() for number in content),
            text if len(words) == 1 and _is_acronym(text) else "",
            designations,
        )

    def _set(self, keys: tuple[str, ...]) -> frozenset[str]:
        """The keys as a set that labels share: a few words make most terms."""
        return self._sets.setdefault(keys, frozenset(keys))

    def _may_turn(self, entry: Entry) -> bool:
        """Whether the two words of a label may change places, as Polish adjectives and their nouns do."""
        return self.primary == "pl" and len(entry.words) == 2 and not entry.before[1]

    def takes(self, entry: Entry, word: Word, text: str) -> bool:
        """Whether a label of one word may stand in a text as ``word``, which shares a key with it."""
        written = text[word.start : word.end]
        if entry.acronym:
            rest = written[len(entry.acronym) :]
            return written.startswith(entry.acronym) and len(rest) <= 3 and rest == rest.lower()
        label = entry.folded[0]
        if word.folded == label:
            return True
        if len(label) <= _SHORT:
            near = word.folded[:3] == label[:3] and len(word.folded) <= len(label) + 4
            return len(label) == _SHORT and near
        if self._are_different_words(label, word.folded):
            return False
        if self.primary == "de" and entry.text[:1].isupper() and written[:1].islower():
            return False  # German nouns have a capital: "minderjährig" is not "Minderjähriger"
        verbal = self.primary == "en" and word.folded.endswith(("ed", "ing")) and not label.endswith(("ed", "ing"))
        return not verbal  # "returned" and "returning" are not the "return"

    def _are_different_words(self, one: str, other: str) -> bool:
        """Whether the dictionary knows both, as different words: "Ausland" shares its stem with "Ausländer" only."""
        known, found = self.analyser.headwords(one), self.analyser.headwords(other)
        return bool(known) and bool(found) and set(known).isdisjoint(found)


def _is_letter(word: Word) -> bool:
    return word.minor or len(word.folded) == 1


def _keys(word: Word) -> tuple[str, ...]:
    """The keys of a label's word; a letter stands for itself: to the dictionary the "D" of "D visa" is "would"."""
    return word.keys if len(word.folded) > 1 else (word.folded,)


def _turned(entry: Entry) -> Entry:
    return entry._replace(words=entry.words[::-1], folded=entry.folded[::-1], capital=entry.capital[::-1])


def _is_acronym(text: str) -> bool:
    """Whether a label of one word is one by its letters: THB, OQTF, VoT."""
    capitals = sum(character.isupper() for character in text)
    return capitals >= 2 and len(text) <= _LONGEST_ACRONYM and text[:1].isupper() and text[-1:].isupper()
