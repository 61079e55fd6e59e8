"""Tables from strangers, CSV and XLSX alike: a header, and rows of texts that know where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from glossary.errors import InputError
from glossary.formulas import restore
from glossary.imports.entries import Place, Problem
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.rdf_report import shown

SUFFIXES: Final = (".xlsx", ".csv", ".tsv")
_STATED: Final = re.compile(r"sep=([,;\t])\r?\n")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells by the name of the column, in lower case, empty ones left out."""

    place: Place
    cells: Mapping[str, str]

    def at(self, column: str) -> Place:
        """The place of a cell."""
        return Place(self.place.file, self.place.row, column, self.place.sheet)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: the names of its columns as written, its rows, and what is wrong with single cells."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    problems: tuple[Problem, ...] = ()


def load(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """A file's bytes; InputError when it is missing or larger than ``max_upload``."""
    try:
        size = path.stat().st_size
        if size > limits.max_upload:
            raise InputError(path.name, f"the size is {size} bytes, more than {limits.max_upload} (limit max_upload)")
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error


def read_table(path: Path, limits: Limits = DEFAULT_LIMITS) -> Table:
    """The table in a file, by its suffix; of a workbook the first sheet. InputError when the file is refused."""
    name, data = path.name, load(path, limits)
    if not data.strip():
        raise InputError(name, "the file is empty")
    if path.suffix.lower() == ".xlsx":
        from glossary.imports.xlsx import read_rows  # slow to import, and not needed for CSV

        sheet, lines, problems = read_rows(data, name, limits)
    else:
        sheet, lines, problems = "", list(_csv_rows(data, name, limits)), []
    return _table(name, sheet, lines, problems)


def _table(name: str, sheet: str, lines: list[tuple[int, list[str]]], problems: list[Problem]) -> Table:
    if not lines:
        raise InputError(name, "the table has no header: its first row names the columns")
    number, header = lines[0]
    names = [column.strip() for column in header]
    while names and not names[-1]:
        names.pop()
    keys = [column.lower() for column in names]
    twice = next((column for column in keys if column and keys.count(column) > 1), None)
    if twice or not names:
        raise InputError(name, f'the header names the column "{shown(twice or "")}" twice', number)
    rows = []
    for number, cells in lines[1:]:
        place = Place(name, number, sheet=sheet)
        if any(cell.strip() for cell in cells[len(keys) :]):
            problems.append(Problem(place, "the row has more cells than the header has columns"))
        texts = (restore(cell.strip()).strip() for cell in cells)
        found = {key: text for key, text in zip(keys, texts, strict=False) if key and text}
        if found:
            rows.append(TableRow(place, found))
    return Table(tuple(names), tuple(rows), tuple(problems))


def _csv_rows(data: bytes, name: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """The rows with their line numbers; of comma, semicolon and tab the header's most frequent is the separator."""
    if data.startswith(b"PK\x03\x04"):
        raise InputError(name, "the content is a zip archive (a workbook?), not CSV: let its name end in .xlsx")
    text = _decoded(data, name)
    stated = _STATED.match(text)  # Excel's own line for the separator
    first = text.split("\n", 1)[0]
    separator = stated[1] if stated else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1 and stated:
                line = 2
                continue
            if number > limits.max_rows:
                raise InputError(name, f"the table has more than {limits.max_rows} rows (limit max_rows)", line)
            if len(cells) > limits.max_columns:
                reason = f"the row has {len(cells)} cells, more than {limits.max_columns} (limit max_columns)"
                raise InputError(name, reason, line)
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(name, f"not CSV: {error}", line) from error


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        line = data[: getattr(error, "start", 0)].count(b"\n") + 1
        raise InputError(name, f"the encoding is not UTF-8 ({error}): save the file as CSV UTF-8", line) from error
    if "\0" in text:
        raise InputError(name, "the content is not text: it has U+0000", text.count("\n", 0, text.index("\0")) + 1)
    return text
