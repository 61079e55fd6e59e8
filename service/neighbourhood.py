"""The picture of a concept's neighbourhood: an SVG of links, drawn so that it mirrors and wraps in any script.

What is broader stands above, what is narrower below, what is related under both with broken lines. Boxes stand in two
columns beside a trunk; the lists beside the picture say the same in words, so nothing is lost where it is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from service.reader import Link

MOST = 6
"""Neighbours of a kind that are drawn; the lists name them all."""
LINES = 3
"""Lines of a label before it is cut."""

WIDTH = 360
_MARGIN = 14
"""Room at both sides for the broken lines to what is related."""
_TRUNK = 28
"""Room between the two columns for the trunk."""
_BOX = (WIDTH - 2 * _MARGIN - _TRUNK) // 2
_LINE = 17
_PADDING = 8
_GAP = 10
_STEP = 24
"""Between the concept and what stands above or below it."""
_UNIT = 6.6
"""Width of a Latin letter at the size that the style sheet sets."""


class Neighbours(NamedTuple):
    """Links of one kind with the kind's name."""

    title: str
    links: Sequence[Link]


class _Row(NamedTuple):
    """Boxes at one height; ``top`` and ``height`` in the units of the picture."""

    top: int
    height: int
    links: Sequence[Link]


def picture(
    label: str, here: str, attributes: Markup, above: Neighbours, below: Neighbours, beside: Neighbours, *, rtl: bool
) -> Markup:
    """The picture with the concept ``here`` in its middle, called ``label`` for those who do not see it."""
    rows_above, y = _rows(above.links[:MOST], 1)
    centre = _wrapped(here, WIDTH - 2 * _MARGIN - 2 * _PADDING, 7.2)
    top = y - _GAP + _STEP if rows_above else y
    height = len(centre) * _LINE + 2 * _PADDING + 4
    rows_below, y = _rows(below.links[:MOST], top + height + _STEP)
    rows_beside, y = _rows(beside.links[:MOST], y - _GAP + _STEP if rows_below else y)
    bottom = (y - _GAP if rows_below or rows_beside else top + height) + 1
    lines = [*_trunk(rows_above, top), *_trunk(rows_below, top + height), *_rails(rows_beside, top + height // 2, rtl)]
    boxes = [*_boxes(above.title, rows_above, rtl), _middle(centre, top, height, attributes)]
    boxes += [*_boxes(below.title, rows_below, rtl), *_boxes(beside.title, rows_beside, rtl, "related")]
    content = "".join((*lines, *boxes))
    head = f'<svg class="neighbourhood" viewBox="0 0 {WIDTH} {bottom}" role="group" aria-label="{escape(label)}">'
    return Markup(f"{head}{content}</svg>")  # noqa: S704  # every text in it is escaped where it is written


def _rows(links: Sequence[Link], y: int) -> tuple[list[_Row], int]:
    """The links in rows of two from ``y`` down, and where the next row would begin."""
    rows = []
    for start in range(0, len(links), 2):
        pair = links[start : start + 2]
        height = max(len(_wrapped(link.text, _BOX - 2 * _PADDING)) for link in pair) * _LINE + 2 * _PADDING
        rows.append(_Row(y, height, pair))
        y += height + _GAP
    return rows, y


def _trunk(rows: Sequence[_Row], end: int) -> list[str]:
    """The trunk between rows and concept with a branch to each box; a box alone in its row stands on the trunk."""
    if not rows:
        return []
    middle = WIDTH // 2
    heights = [row.top + row.height // 2 for row in rows]
    far = heights[0] if heights[0] < end else heights[-1]
    lines = [_edge("edge", f"M{middle} {end}V{far}")]
    half = _TRUNK // 2
    pairs = (y for y, row in zip(heights, rows, strict=True) if len(row.links) == 2)
    return lines + [_edge("edge", f"M{middle - half} {y}H{middle + half}") for y in pairs]


def _rails(rows: Sequence[_Row], start: int, rtl: bool) -> list[str]:
    """Broken lines from both sides of the concept, down the margins, to the boxes of what is related."""
    if not rows:
        return []
    lines = []
    sides = (2, _MARGIN), (WIDTH - 2, WIDTH - _MARGIN)
    for index, (outer, side) in enumerate(reversed(sides) if rtl else sides):
        ends = [row.top + row.height // 2 for row in rows if len(row.links) > index]
        if ends:
            lines.append(_edge("edge related", f"M{side} {start}H{outer}V{ends[-1]}"))
            lines += [_edge("edge related", f"M{outer} {y}H{side}") for y in ends]
    return lines


def _boxes(title: str, rows: Sequence[_Row], rtl: bool, kind: str = "") -> list[str]:
    """The boxes of some rows: the first of a pair where reading begins, one alone in the middle or at the rail."""
    first, second = (_MARGIN + _BOX + _TRUNK, _MARGIN) if rtl else (_MARGIN, _MARGIN + _BOX + _TRUNK)
    boxes: list[str] = []
    for row in rows:
        places = (first, second) if len(row.links) == 2 else (first if kind else (WIDTH - _BOX) // 2,)
        for link, x in zip(row.links, places, strict=True):
            rect = _rect(x, row.top, _BOX, row.height)
            text = _text(_wrapped(link.text, _BOX - 2 * _PADDING), x + _BOX // 2, row.top, row.height)
            name = f"node {kind} old" if link.deprecated else f"node {kind}"
            shape = f"{rect}<text{_in_svg(link.attributes)}>{text}</text>"
            said = f'href="{escape(link.href)}" aria-label="{escape(title)}: {escape(link.text)}"'
            boxes.append(f'<a class="{name}" {said}>{shape}</a>' if link.href else f'<g class="{name}">{shape}</g>')
    return boxes


def _in_svg(attributes: Markup) -> str:
    """The attributes of a text as SVG has them, where direction is a property, told by the letters if not said."""
    return attributes.replace(' dir="auto"', "").replace(" dir=", " direction=")


def _middle(lines: Sequence[str], top: int, height: int, attributes: Markup) -> str:
    rect = _rect(_MARGIN, top, WIDTH - 2 * _MARGIN, height)
    return f'<g class="node here">{rect}<text{_in_svg(attributes)}>{_text(lines, WIDTH // 2, top, height)}</text></g>'


def _rect(x: int, y: int, width: int, height: int) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'


def _edge(kind: str, path: str) -> str:
    return f'<path class="{kind}" d="{path}"/>'


def _text(lines: Sequence[str], x: int, top: int, height: int) -> str:
    first = top + (height - len(lines) * _LINE) // 2 + 13
    return " ".join(f'<tspan x="{x}" y="{first + n * _LINE}">{escape(line)}</tspan>' for n, line in enumerate(lines))


@lru_cache(maxsize=8192)
def _wrapped(text: str, width: float, unit: float = _UNIT) -> tuple[str, ...]:
    """The text in lines of about that width, words that are too long broken, cut with an ellipsis after LINES."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width, unit):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if _measure(joined, unit) <= width or not lines[-1]:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1] + "…"]
    return tuple(lines)


def _pieces(word: str, width: float, unit: float) -> list[str]:
    """A word in pieces that fit a line, each but the last with a hyphen."""
    pieces = []
    while _measure(word, unit) > width:
        fits = next(length for length in range(len(word), 0, -1) if length < 3 or _measure(word[:length], unit) < width)
        if len(word) - fits < 3 and fits > 4:
            fits -= 2
        pieces.append(word[:fits] + "-")
        word = word[fits:]
    return [*pieces, word]


def _measure(text: str, unit: float) -> float:
    """About how wide a text is: capitals, Georgian, Armenian and Han need more room than small Latin letters."""
    return unit * sum(_weight(letter) for letter in text)


@lru_cache(maxsize=4096)
def _weight(letter: str) -> float:
    if "\u0530" <= letter <= "\u058f" or "\u10a0" <= letter <= "\u10ff" or "\u1c90" <= letter <= "\u1cbf":
        return 1.3
    if letter >= "\u2e80":
        return 2.0
    if letter in " .,;:'’()ijlIft|!":
        return 0.62
    return 1.35 if letter.isupper() or letter in "mwмжшщюы" else 1.05
