"""How messages quote a vocabulary's texts: short, on one line, unseen characters written as code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from glossary.skos.namespaces import PREFIXES

UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2028\u2029"
    r"\u2060-\u2065\u206a-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
"""Regular-expression class of controls, invisible, private-use and unassigned characters, but not tab and line ends."""

DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Regular-expression class of the characters that steer writing direction (UAX #9, section 2)."""

ODD_BLANKS = r"\t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks other than U+0020; the ideographic U+3000 is an ordinary blank in Japanese."""

_LONGEST = 80
"""Characters of a text that a message quotes."""

_LONGEST_ADDRESS = 300
_MANY = 50
"""Names that a message lists before it only counts the rest."""

_HIDDEN = re.compile(f"[{UNSEEN}{DIRECTIONS}{ODD_BLANKS}]")
_RUN_OF_MARKS = re.compile(r"([^\w\s\x00-\x7f]{4})[^\w\s\x00-\x7f]{28,}")


def code_point(character: str) -> str:
    """``U+202E`` for a right-to-left override, with its name where Unicode gives one."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def code_points(characters: Iterable[str]) -> str:
    """The code points of the different ``characters``, in order."""
    return ", ".join(map(code_point, sorted(set(characters))))


def shown(text: str) -> str:
    """``text`` fit for a message: shortened, and unseen characters as ``<U+202E>``."""
    short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", _RUN_OF_MARKS.sub(r"\1…", short))


def quoted(text: str, language: str | None) -> str:
    """A literal as Turtle would write it: ``"water"@en``."""
    return f'"{shown(text)}"' + (f"@{language}" if language else "")


def address(uri: str) -> str:
    """An address in angle brackets; of a very long one the beginning and the end."""
    if len(uri) > _LONGEST_ADDRESS:
        uri = f"{uri[: _LONGEST_ADDRESS // 2]}…{uri[-_LONGEST_ADDRESS // 2 :]}"
    return f"<{_HIDDEN.sub(lambda match: f'<U+{ord(match[0]):04X}>', uri)}>"


def short(uri: str) -> str:
    """An address with its usual prefix where it has one: ``skos:broader``."""
    for prefix, namespace in PREFIXES.items():
        if uri.startswith(namespace) and len(uri) > len(namespace):
            return f"{prefix}:{uri.removeprefix(namespace)}"
    return address(uri)


def listed(parts: Iterable[str]) -> str:
    """``a, b and c``; of many the first ones and how many more there are."""
    names = list(parts)
    if len(names) > _MANY:
        names[_MANY:] = [f"{len(names) - _MANY:,} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
