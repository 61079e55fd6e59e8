"""The table of how far each language covers each collection of a vocabulary, made ready for its template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.catalogue import Node
from glossary.model import Coverage, Vocabulary
from service import filters
from service.i18n import interface
from service.reader import Link, Reader

MOST_COLLECTIONS = 20
"""Collections beyond which a table of them is too wide to be read."""


class Cell(NamedTuple):
    """One language in one collection: the share in words, its shade from 0 to 4, and what the share is made of.

    Drafts count in the share and not in the shade, which shows what can be relied on.
    """

    share: str
    shade: int
    published: int
    drafted: int
    other: int
    none: int


class CoverageTable(NamedTuple):
    """``columns`` are collections with their size, ``rows`` languages with a cell for each; ``kinds`` sums all cells.

    What no cell has, the key need not explain.
    """

    columns: list[tuple[Link, int]]
    rows: list[tuple[str, list[Cell]]]
    kinds: Cell


def coverage_table(vocabulary: Vocabulary, collections: Sequence[Node], who: Reader) -> CoverageTable | None:
    """The table for a reader; None where there are no collections of concepts, or more than MOST_COLLECTIONS.

    ``collections`` are the vocabulary's, in the order of the columns; those without a concept are left out.
    """
    counted = {(one.language, one.theme): one for one in vocabulary.coverage}
    sizes = {one.theme: one.concepts for one in vocabulary.coverage}
    themes = [node for node in collections if node.uri in sizes]
    if not themes or len(collections) > MOST_COLLECTIONS:
        return None
    tags = sorted({tag for tag, _theme in counted}, key=lambda tag: filters.name_order(tag, who.ui))
    rows = []
    for tag in tags:
        found = (counted.get((tag, node.uri)) or Coverage(node.uri, tag, sizes[node.uri]) for node in themes)
        rows.append((who.interface.language(tag), [_cell(one, who.ui) for one in found]))
    sums = (sum(numbers) for numbers in zip(*(cell[2:] for _name, cells in rows for cell in cells), strict=True))
    return CoverageTable([(who.link(node), sizes[node.uri]) for node in themes], rows, Cell("", 0, *sums))


def _cell(row: Coverage, ui: str) -> Cell:
    kinds = row.published + row.reviewed, row.drafted, row.other, row.none
    covered = sum(kinds)
    return Cell(interface(ui).share(covered, row.concepts), (covered - row.drafted) * 4 // row.concepts, *kinds)
