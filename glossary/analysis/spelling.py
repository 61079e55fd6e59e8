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
_MUTE: Final = re.compile(r"[cp](?=[ct][aeiou])")
_PROJECT: Final = re.compile(r"(?<=[оа])є(?=к)")
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


def portuguese(word: str) -> tuple[str, ...]:
    """Letters that the agreement of 1990 leaves out: protecção is proteção, efectivo is efetivo."""
    return _replaced(word, _MUTE, lambda match: "")


def ukrainian(word: str) -> tuple[str, ...]:
    """The orthography of 2019: проєкт is проект, траєкторія is траекторія."""
    return _replaced(word, _PROJECT, lambda match: "е")


def _replaced(word: str, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> tuple[str, ...]:
    changed = pattern.sub(put, word)
    return (changed,) if changed != word else ()
