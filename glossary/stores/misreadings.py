"""Where a query stops being SPARQL, in a sentence: the place, the text around it, and what could stand there."""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_EXPECTED: Final = re.compile(r'"((?:[^"\\]|\\.)+)"|\b([A-Z]{2,})\b')
"""Signs and keywords in the parser's list; what else it names are classes of characters."""
_CLASS: Final = re.compile(r"\[[^\]]*\]", re.DOTALL)
_UNWANTED: Final = frozenset(["LATERAL", "SERVICE", "PREDICATE", "~", "{|", "<<", "<<("])
"""What the parser knows beside SPARQL 1.1, or this endpoint refuses."""
_UNDECLARED: Final = "Prefix not found"
_NAME: Final = re.compile(r"(?:[^\W\d_][\w.-]*)?:[\w:%.-]*\Z")

MOST_EXPECTED: Final = 6
"""Signs and words beyond which the list helps nobody."""
BEFORE: Final = 40
AFTER: Final = 20
"""Characters shown on either side of the place."""


def told(query: str, problem: str) -> str:
    """What Oxigraph's parser says of a query, for people; as it is where it says it in another way."""
    found = _PLACE.match(problem)
    if found is None:
        return f"this is no SPARQL 1.1: {' '.join(problem.split())}"
    line, column = int(found[1]), int(found[2])
    lines = re.split(r"\r\n|\n", query)
    text = lines[line - 1] if line <= len(lines) else ""
    before, after = text[: column - 1], text[column - 1 :]
    place = f"line {line}, column {column}, here: {_shown(before, after)}"
    if _UNDECLARED in found[3]:
        return f"this is no SPARQL 1.1: {place}; {_undeclared(before)}"
    expected = _expected(found[3])
    return f"this is no SPARQL 1.1: {place}" + (f"; expected: {' '.join(expected)}" if expected else "")


def _shown(before: str, after: str) -> str:
    """The text around the place, which is marked by an arrow."""
    left = before if len(before) <= BEFORE else f"…{before[-BEFORE:]}"
    right = after if len(after) <= AFTER else f"{after[:AFTER]}…"
    return f"{left.lstrip()}⟶{right.rstrip() or ' (the end)'}"


def _undeclared(before: str) -> str:
    name = _NAME.search(before)
    prefix = name[0].partition(":")[0] + ":" if name else "a prefix"
    return f"{prefix} is not declared; begin the query with PREFIX {prefix if name else 'name:'} <address>"


def _expected(listed: str) -> list[str]:
    """The readable ones; none where there are too many to be of use."""
    named = (match[1] or match[2] for match in _EXPECTED.finditer(_CLASS.sub(" ", listed)))
    words = [word for word in dict.fromkeys(named) if word not in _UNWANTED]
    return words if len(words) <= MOST_EXPECTED else []
