"""Folding: the form in which texts are compared, without case, diacritics, invisible characters and spelling variants.

Folding is for matching only, and works letter by letter so that each folded letter knows where it came from. Rules for
single languages (stems, elision, mutations) are not its business.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from glossary import languages

_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
    "ƶ": "z", "ə": "e", "ї": "і", "ё": "е", "ґ": "г", "ѝ": "и",
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
}  # fmt: skip
"""Letters that Unicode does not decompose, or whose variants readers type for one another."""

_SERBIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "d", "е": "e", "ж": "z", "з": "z", "и": "i", "ј": "j",
    "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
}  # fmt: skip
"""Serbian and Montenegrin Cyrillic as the Latin letters of the same languages, folded (Vuk's and Gaj's alphabets)."""

_WRITTEN_IN_BOTH = frozenset({"sr", "cnr", "sh", "bs"})
"""Languages that are written in Cyrillic and in Latin: their labels are folded to Latin."""


class Word(NamedTuple):
    """A folded word, and where it stands in the original text as [start, end) in code points."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def _letter(character: str) -> str:
    """One character folded: nothing, a letter or several."""
    if unicodedata.category(character) == "Cf":  # soft hyphens, zero-width and direction marks
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_LETTERS.get(part, part) for part in decomposed if not unicodedata.combining(part))


def _folded(text: str) -> tuple[list[str], list[int]]:
    """The folded letters, and for each the offset of the character that it comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for letter in _letter(character):
            # Armenian: և, եւ and եվ are one spelling; so is what capitals make of it
            is_ligature_end = letter == "ւ" and letters and letters[-1] == "ե"
            letters.append("վ" if is_ligature_end else letter)
            offsets.append(offset)
    return letters, offsets


def fold(text: str) -> str:
    """The whole text folded, punctuation kept, blanks made single: for labels that have no word, such as "C++"."""
    return " ".join("".join(_folded(text)[0]).split())


def words(text: str, language: str | None = None) -> list[Word]:
    """The folded words of a text; what is neither letter, digit nor mark separates them.

    With a language that is written in both Cyrillic and Latin, Cyrillic words come out in Latin.
    """
    letters, offsets = _folded(text)
    if languages.primary(language) in _WRITTEN_IN_BOTH:
        pairs = [(part, o) for letter, o in zip(letters, offsets, strict=True) for part in _SERBIAN.get(letter, letter)]
        letters, offsets = [letter for letter, _ in pairs], [offset for _, offset in pairs]
    found: list[Word] = []
    start = None
    for position, letter in enumerate([*letters, " "]):
        if _in_word(letter):
            start = position if start is None else start
        elif start is not None:
            text_ = "".join(letters[start:position])
            found.append(Word(text_, offsets[start], offsets[position - 1] + 1))
            start = None
    return found


def key(text: str, language: str | None = None) -> str:
    """The form in which whole labels are compared: their words, or the folded text where there is no word."""
    return " ".join(word.text for word in words(text, language)) or fold(text)


def spellings(text: str) -> tuple[str, ...]:
    """The keys under which a text typed in an unknown language may be found: its own, and that of Serbian Latin."""
    return tuple(dict.fromkeys((key(text), key(text, "sr"))))


@lru_cache(maxsize=8192)
def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
