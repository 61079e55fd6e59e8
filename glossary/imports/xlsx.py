"""Workbooks from strangers (Office Open XML, ECMA-376) by openpyxl: bounded, without macros, formulas never run."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any, Final

from glossary.errors import InputError
from glossary.imports import safe_xml, safe_zip
from glossary.imports.entries import Place, Problem
from glossary.imports.limits import Limits
from glossary.imports.rdf_report import shown

_OLD: Final = b"\xd0\xcf\x11\xe0"
_PROLOG: Final = re.compile(rb"<!DOCTYPE|<!ENTITY", re.I)

Rows = list[tuple[int, list[str]]]


def read_rows(data: bytes, name: str, limits: Limits) -> tuple[str, Rows, list[Problem]]:
    """The first sheet's name, its rows that hold something (with their numbers), and the cells that are refused."""
    if data.startswith(_OLD):
        raise InputError(name, "an old or encrypted workbook: save it as .xlsx without a password")
    archive = safe_zip.open_archive(data, name, limits)
    _require_workbook(archive, name, limits)
    try:
        return _first_sheet(data, name, limits)
    except InputError:
        raise
    except Exception as error:  # openpyxl lets whatever its parts meet pass through
        raise InputError(name, f"the workbook is damaged: {shown(str(error))}") from error


def _require_workbook(archive: safe_zip.Archive, name: str, limits: Limits) -> None:
    if "xl/workbook.xml" not in archive.parts:
        inner = next((part for part in archive.parts if part.lower().endswith((".zip", ".xlsx"))), None)
        holds = f', and holds "{shown(inner)}": unpack it' if inner else ""
        raise InputError(name, f"a zip archive, but no workbook{holds}")
    for part in archive.parts:
        if "vbaproject" in part.lower():
            raise InputError(name, f'the workbook has macros ("{shown(part)}"): save it as .xlsx without them')
        if part.endswith((".xml", ".rels")):
            content = archive.read(part)
            _require_short(content, part, name, limits)
            if _PROLOG.search(content) or b"\0" in content[:200]:
                safe_xml.parse(content, f"{name}, {part}", limits)
                raise InputError(name, f'"{shown(part)}" in the workbook has a DOCTYPE or is not UTF-8')


def _require_short(content: bytes, part: str, name: str, limits: Limits) -> None:
    """Count rows and cells by their tags, which takes no time, before openpyxl takes seconds to meet them."""
    counts = (("rows", b"<row", limits.max_rows), ("cells", b"<c ", limits.max_cells))
    for what, tag, most in counts if part.startswith("xl/worksheets/") else ():
        if (count := content.count(tag)) > most:
            reason = f'"{shown(part)}" in the workbook has {count} {what}, more than {most} (limit max_{what})'
            raise InputError(name, reason)


def _first_sheet(data: bytes, name: str, limits: Limits) -> tuple[str, Rows, list[Problem]]:
    from openpyxl import load_workbook  # slow to import

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the file's own statement of them may be wrong
        rows: Rows = []
        problems: list[Problem] = []
        for row in sheet.iter_rows():
            cells = [cell for cell in row if cell.value is not None]
            if not cells:
                _require_few(name, len(row), sheet.title, 0, limits)
                continue
            number = cells[0].row
            _require_few(name, cells[-1].column, sheet.title, number, limits)
            texts = [""] * cells[-1].column
            for cell in cells:
                texts[cell.column - 1] = _text(cell, Place(name, number, cell.coordinate, sheet.title), problems)
            rows.append((number, texts))
    finally:
        book.close()
    return sheet.title, rows, problems


def _require_few(name: str, columns: int, sheet: str, number: int, limits: Limits) -> None:
    where = f'sheet "{shown(sheet)}"'
    if columns > limits.max_columns:
        raise InputError(
            name, f"{where} has more than {limits.max_columns} columns (limit max_columns)", number or None
        )
    if number > limits.max_rows:
        raise InputError(name, f"{where} has more than {limits.max_rows} rows (limit max_rows)", number)


def _text(cell: Any, place: Place, problems: list[Problem]) -> str:
    """A cell as text: whole numbers without a decimal point, dates in ISO 8601; formulas and errors are problems."""
    value = cell.value
    if cell.data_type == "f":
        problems.append(Problem(place, f"a formula ({shown(str(value), 60)}): write the text itself"))
        return ""
    if cell.data_type == "e":
        problems.append(Problem(place, f"an error of the spreadsheet ({shown(str(value), 60)})"))
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat().removesuffix("T00:00:00")
    return str(value)
