"""Reading what editors hand back: worksheets and tables (XLSX, CSV), JSON and TBX, as entries with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from glossary import languages, worksheets
from glossary.errors import InputError
from glossary.imports import codes, notation, tables, tbx
from glossary.imports.entries import Action, Entry, Place, Problem, Returned, Seen, unfit
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.rdf_report import shown
from glossary.model import ROLES

SUFFIXES: Final = (".xlsx", ".csv", ".tsv", ".tbx", ".json")

_REQUIRED: Final = (worksheets.CONCEPT, worksheets.LANGUAGE)
_TERM: Final = ("new term", "term")
"""Columns that hold the new wording: that of a worksheet, and that of a table of one's own."""


def read_returned(path: Path, limits: Limits = DEFAULT_LIMITS) -> Returned:
    """The entries of a file, its format told by the suffix; InputError when the file as a whole is refused."""
    suffix = path.suffix.lower()
    if suffix == ".tbx":
        return tbx.read_tbx(tables.load(path, limits), path.name, limits)
    if suffix == ".json":
        rows = list(_json_rows(tables.load(path, limits), path.name, limits))
        return _entries(rows, [])
    if suffix in tables.SUFFIXES:
        table = tables.read_table(path, limits)
        columns = {column.lower() for column in table.header}
        missing = [column for column in _REQUIRED if column not in columns]
        if missing or not columns.intersection((*_TERM, worksheets.DECISION)):
            wanted = ", ".join([*_REQUIRED, worksheets.NEW])
            raise InputError(path.name, f"the header must name the columns {wanted}; it has {', '.join(table.header)}")
        return _entries(table.rows, list(table.problems))
    raise InputError(path.name, f"the name does not tell the format: let it end in one of {' '.join(SUFFIXES)}")


def _json_rows(data: bytes, name: str, limits: Limits) -> Iterator[tables.TableRow]:
    """A list of objects whose keys are the columns of a table."""
    try:
        found = msgspec.json.decode(data, type=list[dict[str, Any]])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(name, f"not a JSON list of objects: {error}") from error
    if len(found) > limits.max_rows:
        raise InputError(name, f"the list has more than {limits.max_rows} objects (limit max_rows)")
    for number, given in enumerate(found, start=1):
        cells = {}
        for key, value in given.items():
            if isinstance(value, list):
                value = ", ".join(map(str, value))
            if value is not None and str(value).strip():
                cells[key.lower()] = str(value).strip()
        yield tables.TableRow(Place(name, number), cells)


def _entries(rows: Iterable[tables.TableRow], problems: list[Problem]) -> Returned:
    entries: list[Entry] = []
    for row in rows:
        try:
            entries += _row(row, problems)
        except _Refused as refused:
            problems.append(refused.problem)
    return Returned(tuple(entries), tuple(problems))


class _Refused(Exception):
    """A row that cannot be taken over."""

    def __init__(self, place: Place, reason: str) -> None:
        self.problem = Problem(place, reason)


def _row(row: tables.TableRow, problems: list[Problem]) -> list[Entry]:
    """The entries of a row: none where the editor left it as it was."""
    cells = row.cells
    text = next((cells[column] for column in _TERM if column in cells), "")
    decision = cells.get(worksheets.DECISION, "").lower()
    if not text and not decision:
        if any(cells.get(column) for column in worksheets.ASKED):
            raise _Refused(row.place, "a source, note or status without a new term or a decision")
        return []
    tag = _language(row, decision, problems)
    entry = Entry(
        place=row.place,
        column=worksheets.DECISION if not text else next(column for column in _TERM if column in cells),
        concept=_required(row, worksheets.CONCEPT),
        language=tag,
        term_id=cells.get(worksheets.TERM_ID, ""),
        usage_note=cells.get(worksheets.NOTE, ""),
        sources=tuple(part for part in map(str.strip, cells.get(worksheets.SOURCE, "").split(";")) if part),
        status=_chosen(row, worksheets.STATUS, worksheets.STATUSES),
        role=_chosen(row, "role", ROLES),
        reliability=int(_chosen(row, "reliability", ("1", "2", "3", "4")) or 0) or None,
        jurisdictions=_jurisdictions(row),
        seen=_seen(cells),
    )
    if decision and text and decision != worksheets.NO_EQUIVALENT:
        raise _Refused(row.at(worksheets.DECISION), f'"{decision}" and a new term at once: give one of them')
    if text:
        return _written(row, entry, text, problems)
    return [msgspec.structs.replace(entry, action=cast("Action", decision))]


def _written(row: tables.TableRow, entry: Entry, text: str, problems: list[Problem]) -> list[Entry]:
    """The entries behind a wording in the published notation; the first is meant for the term that the row names."""
    column = entry.column
    line = notation.read_line(text, row.cells.get(worksheets.LANGUAGE, ""))
    if line.problem:
        raise _Refused(row.at(column), line.problem)
    problems += [Problem(row.at(column), doubt, "note") for doubt in line.doubts]
    if line.no_equivalent:
        return [
            msgspec.structs.replace(entry, action=worksheets.NO_EQUIVALENT, language=tag) for tag in line.no_equivalent
        ]
    found = []
    for number, term in enumerate(line.terms):
        reason = unfit(term.text)
        if reason:
            raise _Refused(row.at(column), reason)
        same = number == 0 and (term.language == entry.language or not entry.term_id)
        found.append(
            msgspec.structs.replace(
                entry,
                language=term.language,
                text=term.text,
                term_id=entry.term_id if same else "",
                seen=entry.seen if same else None,
                role=entry.role if same and entry.role else "" if term.preferred else "admitted",
                jurisdictions=term.jurisdictions or entry.jurisdictions,
                type=term.type,
                part_of_speech=term.part_of_speech,
                gender=term.gender,
                usage_note="; ".join(note for note in (entry.usage_note, term.usage_note) if note),
            )
        )
    return found


def _language(row: tables.TableRow, decision: str, problems: list[Problem]) -> str:
    if decision and decision not in worksheets.DECISIONS:
        allowed = ", ".join(worksheets.DECISIONS)
        raise _Refused(row.at(worksheets.DECISION), f'"{shown(decision)}" is no decision; allowed: {allowed}')
    code = _required(row, worksheets.LANGUAGE)
    read = codes.read_code(code)
    if not languages.is_known(read.tag):
        raise _Refused(row.at(worksheets.LANGUAGE), f'"{shown(code)}" {codes.why_none(code)}')
    if read.doubt and all(problem.reason != read.doubt for problem in problems):  # once a file
        problems.append(Problem(row.at(worksheets.LANGUAGE), read.doubt, "note"))
    return read.tag


def _jurisdictions(row: tables.TableRow) -> tuple[str, ...]:
    found, wrong = codes.jurisdictions_of(re.split("[,;]", row.cells.get("jurisdictions", "")))
    if wrong:
        raise _Refused(
            row.at("jurisdictions"),
            f'"{shown(wrong.strip())}" is no code of a country (ISO 3166-1 alpha-2), such as AT, nor EU',
        )
    return found


def _required(row: tables.TableRow, column: str) -> str:
    if column not in row.cells:
        raise _Refused(row.at(column), "the cell is empty")
    return row.cells[column]


def _chosen(row: tables.TableRow, column: str, allowed: Iterable[str]) -> str:
    value = row.cells.get(column, "").lower()
    if value and value not in allowed:
        raise _Refused(row.at(column), f'"{shown(value)}" is not allowed here; allowed: {", ".join(allowed)}')
    return value


def _seen(cells: Mapping[str, str]) -> Seen | None:
    """What the worksheet said was there; None for a table that is no worksheet."""
    if worksheets.ENGLISH.lower() not in cells and worksheets.PRESENT not in cells:
        return None
    return Seen(
        cells.get(worksheets.PRESENT, ""),
        cells.get(worksheets.PRESENT_ROLE, ""),
        cells.get(worksheets.PRESENT_STATUS, ""),
    )
