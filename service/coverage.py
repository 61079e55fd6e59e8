"""The table of how far each language covers each theme of a vocabulary, made ready for its template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.model import Coverage, Vocabulary
from glossary.nodes import Node
from service import filters
from service.i18n import interface
from service.reader import Link, Reader

MOST_COLUMNS = 20
"""Themes beyond which they stand below each other instead of side by side, and their cells say the share alone."""


class Cell(NamedTuple):
    """One language in one collection: the share in words, its shade from 0 to 4, and what is counted.

    Drafts count neither in the share nor in the shade: both show what can be relied on.
    """

    share: str
    shade: int
    published: int
    drafted: int
    other: int
    none: int


class CoverageTable(NamedTuple):
    """``themes`` come with their size, ``tongues`` are languages with their tag and a cell for each theme.

    ``kinds`` sums all cells: what no cell has, the key need not explain. ``long`` is for a table of many themes.
    """

    themes: list[tuple[Link, int]]
    tongues: list[tuple[str, str, list[Cell]]]
    kinds: Cell
    long: bool


def coverage_table(vocabulary: Vocabulary, parts: Sequence[Node], who: Reader) -> CoverageTable | None:
    """The table for a reader; None where nothing was counted.

    ``parts`` are the vocabulary's collections and schemes in the order to show; those not counted are left out.
    """
    counted = {(one.language, one.theme): one for one in vocabulary.coverage}
    sizes = {one.theme: one.concepts for one in vocabulary.coverage}
    themes = [node for node in parts if node.uri in sizes]
    if not themes:
        return None
    tags = sorted({tag for tag, _theme in counted}, key=lambda tag: filters.name_order(tag, who.ui))
    rows = []
    for tag in tags:
        found = (counted.get((tag, node.uri)) or Coverage(node.uri, tag, sizes[node.uri]) for node in themes)
        rows.append((tag, who.interface.language(tag), [_cell(one, who.ui) for one in found]))
    sums = (sum(numbers) for numbers in zip(*(cell[2:] for _tag, _name, cells in rows for cell in cells), strict=True))
    columns = [(who.link(node), sizes[node.uri]) for node in themes]
    return CoverageTable(columns, rows, Cell("", 0, *sums), len(themes) > MOST_COLUMNS)


def _cell(row: Coverage, ui: str) -> Cell:
    kinds = row.published + row.reviewed, row.drafted, row.other, row.none
    settled = sum(kinds) - row.drafted
    return Cell(interface(ui).share(settled, row.concepts), settled * 4 // row.concepts, *kinds)
