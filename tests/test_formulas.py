"""Texts that spreadsheets take for formulas, in every table that is written and read back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from glossary import worksheets
from glossary.exports.worksheet import worksheet_csv
from glossary.formulas import neutralise, restore
from glossary.imports.tables import read_table
from glossary.worksheets import Row


@given(st.text())
@example("'")
@example("'=1")
@example("''=1")
@example("'-")
@example("\t'=")
def test_what_is_neutralised_is_restored(cell: str) -> None:
    """Any text survives, and none of what is written begins like a formula."""
    written = neutralise(cell)
    assert restore(written) == cell
    assert not written.lstrip(" ").startswith(tuple("=+-@＝＋－＠\t\r\n"))


def test_a_worksheet_holds_no_formula_and_is_read_as_it_was(tmp_path: Path) -> None:
    """What a vocabulary says runs in no editor's spreadsheet, and comes back without the mark."""
    row = Row("seeker", "=cmd()", "+1 is a definition", "mt", "mt-1", "@here", "preferred", "drafted", "-", "'=1")
    file = tmp_path / "sheet.csv"
    file.write_bytes(worksheet_csv([row]))
    assert ',"=' not in file.read_text("utf-8") and ",=" not in file.read_text("utf-8")
    (read,) = read_table(file).rows
    assert [read.cells[column.lower()] for column in worksheets.GIVEN] == list(row.cells())
