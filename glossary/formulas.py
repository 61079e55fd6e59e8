"""Texts in the cells of tables: what a spreadsheet would run as a formula is marked as text, and unmarked when read."""

from __future__ import annotations

import re

# OWASP, "CSV Injection", and white space before the sign, which some programs trim; apostrophes, so that it reverses
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def neutralise(cell: str) -> str:
    """A cell that no spreadsheet runs: what begins like a formula gets an apostrophe, the usual sign for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """The cell that :func:`neutralise` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
