"""What is written before a word and grown onto it: mutations, articles and particles at its beginning.

Each rule takes a folded word and gives what remains when they are taken off; often several readings are possible,
and the dictionary and the other words decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Beginning = Callable[[str], tuple[str, ...]]
"""A folded word to the words that may be left of it, without the word itself."""

_ECLIPSES: Final = {
    "bhf": "f", "mb": "b", "gc": "c", "nd": "d", "ng": "g", "bp": "p", "dt": "t", "ts": "s"
}  # fmt: skip
_LENITED: Final = re.compile(r"^([bcdfgmpst])h(?=.)")
_PREFIXED: Final = re.compile(r"^[hnt](?=[aeiou])")

_PROSTHETIC: Final = re.compile(r"^i(?=[bcdfghjklmnpqrstvwxz]{2}.)")

_ARABIC: Final = re.compile(r"^(?:[وفب]?(?:ال|لل)|[وف]?كال|ولل|فلل)(?=..)")
_ARABIC_PARTICLE: Final = re.compile(r"^[وفبلك](?=....)")


def irish(word: str) -> tuple[str, ...]:
    """Eclipsis, lenition and the prefixes h-, n-, t-: gcúis is cúis, thearmann is tearmann, hiarratais is iarratais."""
    for eclipsis, letter in _ECLIPSES.items():
        if word.startswith(eclipsis) and len(word) > len(eclipsis) + 1:
            return (letter + word[len(eclipsis) :],)
    plain = _LENITED.sub(r"\1", word)
    if plain == word and len(word) > 4:
        plain = _PREFIXED.sub("", word)
    return (plain,) if plain != word else ()


def maltese(word: str) -> tuple[str, ...]:
    """The vowel that eases two consonants after a word or an article: l-iskejjel is skejjel, l-imhallef is mhallef."""
    plain = _PROSTHETIC.sub("", word)
    return (plain,) if plain != word else ()


def arabic(word: str) -> tuple[str, ...]:
    """The article and what is written together with it (ال وال بال كال فال لل), and a lone و ف ب ل ك before a word.

    The lam of لل may be the word's own: للاجئين is لاجئين with the article and the preposition.
    """
    found = _ARABIC.match(word)
    if found:
        bare = word[found.end() :]
        return (bare, "ل" + bare) if found[0].endswith("لل") else (bare,)
    bare = _ARABIC_PARTICLE.sub("", word)
    return (bare, *arabic(bare)) if bare != word else ()
