"""Spelling variants: how a person may write a folded word at another keyboard or by another norm.

Each rule takes a folded word and gives the forms under which it is analysed as well. A label and a query both go
through it, so whichever of them has the long spelling, they meet in the short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Spelling = Callable[[str], tuple[str, ...]]
"""A folded word to its variants, without the word itself."""

_UMLAUT: Final = re.compile(r"ae|oe|(?<![aeq])ue")
_NORDIC: Final = re.compile(r"aa|ae|oe")
_DJ: Final = re.compile(r"dj|dz")
_IJEKAVIAN: Final = re.compile(r"ije|(?<=[bcdfghklmnprstvz])je")


def german(word: str) -> tuple[str, ...]:
    """ä = ae, ö = oe, ü = ue; a diaeresis is folded away, so the digraph is too: "antraege" is also "antrage"."""
    return _replaced(word, _UMLAUT, lambda match: match[0][0])


def nordic(word: str) -> tuple[str, ...]:
    """å = aa, ø = oe, æ = ae, and ä and ö for æ and ø: all meet in the one letter."""
    return _replaced(word, _NORDIC, lambda match: match[0][0])


def south_slavic(word: str) -> tuple[str, ...]:
    """đ = dj, dž = dz, and ijekavian "zahtjev" = ekavian "zahtev"."""
    return _replaced(word, _DJ, lambda match: "d") + _replaced(_DJ.sub("d", word), _IJEKAVIAN, lambda match: "e")


def icelandic(word: str) -> tuple[str, ...]:
    """þ = th is folded; æ = ae is also written a."""
    return _replaced(word, _NORDIC, lambda match: match[0][0])


def romanian(word: str) -> tuple[str, ...]:
    """î and â within a word are one sound, and older texts have î for both: "reîntîlnire" is "reîntâlnire"."""
    return _replaced(word[1:-1], re.compile("i(?=[nmlr])"), lambda match: "a", word[:1], word[-1:])


def _replaced(
    word: str, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], before: str = "", after: str = ""
) -> tuple[str, ...]:
    changed = pattern.sub(put, word)
    return (before + changed + after,) if changed != word else ()
