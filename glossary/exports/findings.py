"""The findings of a terminology check as a workbook: a line a finding, text cells only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from glossary.exports.markup import clean
from glossary.model import Segment

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEADER: Final = (
    ("Segment", 9), ("Id", 14), ("Finding", 16), ("Source term", 28), ("Found", 28), ("Expected", 36),
    ("Source", 60), ("Translation", 60), ("Concept", 50),
)  # fmt: skip
"""Columns and their widths in characters."""
_LONGEST_CELL: Final = 32_767


class Line(NamedTuple):
    """A finding as it is reported; ``number`` counts segments from 1."""

    number: int
    kind: str
    source: str
    found: str
    expected: Sequence[str]
    uri: str
    segment: Segment


def findings_workbook(lines: Sequence[Line]) -> bytes:
    """The workbook, with a frozen header and filters; what looks like a formula or an address stays text."""
    import xlsxwriter  # takes 12 MB, and few workers are asked for a workbook

    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet("Findings")
        heading, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(_HEADER):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, heading)
        for row, line in enumerate(lines, start=1):
            cells = (str(line.number), line.segment.id, line.kind, line.source, line.found, "; ".join(line.expected))
            for column, text in enumerate((*cells, line.segment.source, line.segment.target, line.uri)):
                sheet.write_string(row, column, clean(text)[:_LONGEST_CELL], wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(_HEADER) - 1)
    return made.getvalue()
