"""The language of a text, told by the letters and words of the vocabulary's own terms in each language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

SAMPLE = 4_000
"""Characters of a text that are looked at."""
TERMS = 800
"""Terms of a language that make its profile, which takes some 100 kB."""

_LENGTH = 3
_UNSEEN = 0.5


class Profiles:
    """How often each three letters stand in the terms of each language; made once a release."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        self._unseen: dict[str, float] = {}
        for tag, terms in texts.items():
            counted = Counter(piece for term in terms for piece in _pieces(term))
            total = sum(counted.values()) + _UNSEEN * 10_000
            self._weights[tag] = {piece: math.log(number / total) for piece, number in counted.items()}
            self._unseen[tag] = math.log(_UNSEEN / total)

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """The languages, likeliest first, each with its mean logarithm of likelihood; [] for a text without letters."""
        pieces = Counter(_pieces(text[:SAMPLE]))
        total = sum(pieces.values())
        if not total:
            return []
        scores = {
            tag: sum(number * weights.get(piece, self._unseen[tag]) for piece, number in pieces.items()) / total
            for tag, weights in self._weights.items()
        }
        return sorted(scores.items(), key=lambda item: -item[1])


def _pieces(text: str) -> list[str]:
    """Each three letters of the words of a text in small letters as written, with a space for a word's ends."""
    found = []
    for word in text.lower().split():
        letters = "".join(character for character in word if character.isalpha() or character in "'’")
        if letters:
            padded = f" {letters} "
            found += [padded[place : place + _LENGTH] for place in range(len(padded) - _LENGTH + 1)]
    return found
