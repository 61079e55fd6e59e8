"""How findings in a file are located and worded: line numbers, text made visible, and notices."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]"
)

NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document can carry, escaped or not (XML 1.0, production Char)."""

STRING: Final = re.compile(
    r'''"""((?:[^"\\]++|\\.|"{1,2}(?!"))*+)"""|"(?!"")((?:[^"\\\r\n]++|\\.)*+)"'''
    r"""|'''((?:[^'\\]++|\\.|'{1,2}(?!'))*+)'''|'(?!'')((?:[^'\\\r\n]++|\\.)*+)'""",
    re.S,
)
"""A whole quoted string (RDF 1.1 Turtle, section 6.5), its inside in the one group that matched."""

_CONFLICT = re.compile(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something seen while reading that deserves a warning; ``subject`` is an address, or "" where there is none."""

    code: str
    message: str
    line: int | None
    subject: str


class Lines:
    """The line numbers of a text, without keeping the text: the offsets of its line feeds."""

    __slots__ = ("_feeds",)

    def __init__(self, text: str) -> None:
        self._feeds = array("Q", (match.start() for match in re.finditer("\n", text)))

    def at(self, offset: int) -> int:
        """The line, from 1, on which the character at ``offset`` stands."""
        return bisect_left(self._feeds, offset) + 1

    def start(self, line: int) -> int:
        """The offset at which a line, from 1, begins."""
        return self._feeds[min(line - 2, len(self._feeds) - 1)] + 1 if line > 1 and self._feeds else 0


def merge_conflict(row: str) -> str | None:
    """What to say of a line that version control left, or None."""
    if _CONFLICT.match(row) is None:
        return None
    return "a merge conflict was left in the file: choose one version and delete the marks"


def code_point(character: str) -> str:
    """``U+0008`` for a backspace."""
    return f"U+{ord(character):04X}"


def shown(text: str, limit: int = 120) -> str:
    """``text`` fit for a message: on one line, nothing invisible, at most ``limit`` characters and an ellipsis."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", cut)
