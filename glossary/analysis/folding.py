"""Folding: the form in which texts are compared, blind to case, diacritics, compatibility forms and punctuation.

The rules hold for every language at once, so that a query needs none. Case and compatibility follow Unicode's
compatibility caseless matching (The Unicode Standard, section 3.13, D146); what Unicode leaves apart and a person at
a keyboard does not is listed here. Only Serbian in Cyrillic is special: its labels are folded as if written in Latin,
and a Cyrillic query is tried both ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from glossary import languages

MAX_FOLDED = 1024
"""Characters of a text that are folded: no term is longer, and ordering a long run of marks takes quadratic time."""

_LETTERS = str.maketrans(
    {
        **dict(zip("øłđħŧƀǥɨƶⱥȼɇɉɍɏðıȷŋɓɗƙƴəǝ", "oldhtbgizacejrydijnbdkyee", strict=True)),
        **{"æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k"},
        **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"},  # alef wasla, and the final or Persian forms
    }
)
"""Letters that have no decomposition but are commonly typed as others."""

_SERBIAN = str.maketrans(
    {
        **dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgddezzijklmnoprstcufhccs", strict=True)),
        **{"љ": "lj", "њ": "nj", "џ": "dz"},
    }
)
"""Serbian Cyrillic to the Latin spelling of the same word, already without diacritics."""

_IN_SERBIAN = frozenset(["sr", "cnr", "sh", "bs", "hr"])

_JOINING = frozenset("ـ·\u0387")
"""The Arabic tatweel and the dot of Catalan l·l, with its Greek double: seen, but nobody need type them."""

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180f") | frozenset(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
"""Fillers and variation selectors: what Unicode's Default_Ignorable_Code_Point has beside category Cf."""

_APOSTROPHES = frozenset("ʹʺʻʼʽʾʿˈˊˋˌˮꞋꞌ")
"""Letters by category that are written and typed as apostrophes."""

_CYRILLIC_APOSTROPHES = frozenset("'’ʼ`´′")
"""What stands for the Ukrainian and Belarusian apostrophe, a sign within words that many leave out."""

_IN_CYRILLIC = re.compile(rf"[\u0400-\u052f][{''.join(_CYRILLIC_APOSTROPHES)}][\u0400-\u052f]")
_WORD = re.compile("[^ ]+")
_PLACES = tuple((place, place + 1) for place in range(MAX_FOLDED))

_UNSEEN = frozenset(["Cc", "Cs", "Zs", "Zl", "Zp"])


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    ``key`` is its words joined by one space; where it has none ("#"), its visible characters. ``spans`` has for each
    character of the key the [start, end) offsets, in code points, of what it stands for in the original text.
    """

    key: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def fold(text: str, language: str | None = None) -> Folded:
    """The folded form of a label in ``language`` (a BCP 47 tag); a language matters only for its own letters."""
    return _folded(text[:MAX_FOLDED], languages.primary(language) in _IN_SERBIAN)


def fold_query(text: str) -> tuple[Folded, ...]:
    """The forms in which a query of unknown language is looked for: one, or two where it may be Serbian Cyrillic."""
    plain, latin = _folded(text[:MAX_FOLDED], False), _folded(text[:MAX_FOLDED], True)
    return tuple({form.key: form for form in (plain, latin) if form.key}.values())


def fold_composed(text: str, language: str | None = None) -> str:
    """``text`` folded character by character: for composed words (NFC) what `fold` gives as their key, much faster.

    What separates words is a space, and spaces are left as they are.
    """
    return text.translate(_CHARACTERS[languages.primary(language) in _IN_SERBIAN]).replace("եվ", "եւ")


@lru_cache(maxsize=64)
def _folded(text: str, serbian: bool) -> Folded:
    """Remembered for a moment, because a query is folded for each language in turn."""
    simple = text.translate(_SIMPLE[serbian])
    if len(simple) == len(text) and not simple.isspace() and not _IN_CYRILLIC.search(text):
        return _folded_one_to_one(simple)
    return _folded_by_segments(text, serbian)


def _folded_one_to_one(simple: str) -> Folded:
    """The short way, for a text each of whose characters stands alone and becomes one character."""
    found = list(_WORD.finditer(simple))
    words = tuple(match[0].replace("եվ", "եւ") for match in found)
    spans, before = list[tuple[int, int]](), 0
    for match in found:
        start, end = match.span()
        if spans:
            spans.append(_PLACES[before])  # the space between two words is the first of what separates them
        spans += _PLACES[start:end]
        before = end
    return Folded(" ".join(words), words, tuple(spans))


def _folded_by_segments(text: str, serbian: bool) -> Folded:
    segments = tuple(_segments(text))
    key, spans = _joined(
        (_fold_segment(text[start:end], serbian), start, end)
        for number, (start, end) in enumerate(segments)
        if text[start] not in _CYRILLIC_APOSTROPHES or not _is_in_cyrillic(text, segments, number)
    )
    words = tuple(key.split())
    if not words:
        key, spans = _joined((_fold_symbols(text[start:end]), start, end) for start, end in segments)
    return Folded(key, words, spans)


def _is_in_cyrillic(text: str, segments: tuple[tuple[int, int], ...], number: int) -> bool:
    """Whether this apostrophe stands between two Cyrillic letters: Ukrainian "сім'я" is one word."""
    if not 0 < number < len(segments) - 1:
        return False
    return all("\u0400" <= text[segments[beside][0]] <= "\u052f" for beside in (number - 1, number + 1))


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The [start, end) of each character with the marks and invisible characters that follow it.

    Compatibility decomposition neither joins nor reorders anything across these borders.
    """
    start = 0
    for index in range(1, len(text)):
        if text[index] < "\u00ad" or _begins(text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


@lru_cache(maxsize=8192)
def _begins(character: str) -> bool:
    return not _is_nothing(character) and not unicodedata.combining(unicodedata.normalize("NFKD", character)[0])


def _is_nothing(character: str) -> bool:
    return character in _JOINING or _is_invisible(character)


def _is_invisible(character: str) -> bool:
    return character in _INVISIBLE or unicodedata.category(character) == "Cf"


@lru_cache(maxsize=8192)
def _fold_segment(segment: str, serbian: bool) -> str:
    """The folded segment, with a space for all that separates words."""
    folded, before = segment, ""
    while folded != before:  # case folding may give what decomposes, and the other way round
        before = folded
        kept = "".join(character for character in folded if not _is_nothing(character))
        decomposed = unicodedata.normalize("NFKD", kept)
        letters = "".join(character for character in decomposed if not _is_diacritic(character))
        folded = letters.casefold().translate(_LETTERS)
    if serbian:
        folded = folded.translate(_SERBIAN)
    return "".join(map(_fold_character, folded))


def _is_diacritic(character: str) -> bool:
    """Accents, and the points of Hebrew, Arabic and Syriac; not the vowels and tones of Indic scripts.

    Told apart by their canonical combining classes (The Unicode Standard, table 4-3).
    """
    marks = unicodedata.combining(character)
    return marks == 1 or 10 <= marks <= 36 or marks >= 200


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character if category[0] in "LMN" and character not in _APOSTROPHES else " "


@lru_cache(maxsize=1024)
def _fold_symbols(segment: str) -> str:
    """A segment of a text without words, its punctuation kept; a space for what cannot be seen."""
    kept = "".join(character for character in segment if not _is_invisible(character))
    composed = unicodedata.normalize("NFC", kept)
    return "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in composed)


def _joined(pieces: Iterable[tuple[str, int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Pieces put together with one space for a run of them and none at the ends, and the span of each character."""
    characters, spans = list[str](), list[tuple[int, int]]()
    for piece, start, end in pieces:
        for character in piece:
            if character != " " or (characters and characters[-1] != " "):
                characters.append(character)
                spans.append((start, end))
    if characters and characters[-1] == " ":
        characters.pop()
        spans.pop()
    return "".join(characters).replace("եվ", "եւ"), tuple(spans)


class _Characters(dict[int, str]):
    """A table for `str.translate` that folds characters one by one and remembers the usual ones."""

    def __init__(self, serbian: bool, simple: bool) -> None:
        self._serbian, self._simple = serbian, simple

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _fold_segment(character, self._serbian)
        if self._simple and (len(folded) != 1 or not (character < "\u00ad" or _begins(character))):
            folded = ""  # so that the length tells that not all characters are simple
        if len(self) < 8192:
            self[code] = folded
        return folded


_CHARACTERS = {serbian: _Characters(serbian, simple=False) for serbian in (False, True)}
_SIMPLE = {serbian: _Characters(serbian, simple=True) for serbian in (False, True)}
