"""A sheet for the editors of one language: what is there, and empty columns for what they know better."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from glossary import languages
from glossary.changes import cited, label_of
from glossary.formulas import neutralise
from glossary.model import Concept
from glossary.worksheets import (
    ASKED,
    COLUMNS,
    DECISION,
    DECISIONS,
    GIVEN,
    NO_EQUIVALENT,
    SHEET,
    STATUS,
    STATUSES,
    Row,
)

_WIDTHS = (26, 28, 50, 9, 9, 30, 11, 14, 24, 28, 34, 28, 30, 11, 15)
_HELP = (
    "How to fill in this sheet",
    "Only the columns from “new term” on can be changed; the others say what the glossary holds now.",
    "new term: the right term. It replaces the present one, or is added where there is none. Several terms and "
    "countries may be given as the published glossary does: Asylbewerber (EU acquis, DE); Asylwerber (AT). Write "
    "“No translation” where the language has no term.",
    "source: the act or document that the term is taken from: title, CELEX number or address.",
    "note: a note on the use of the term, or the reason of a decision.",
    "status: drafted (your proposal) or reviewed (confirmed by the national contact point).",
    "decision: confirm (the present term is right), withdraw (it is wrong), no equivalent (the language has no term).",
    "Leave a row as it is where you have nothing to say.",
)


def worksheet_rows(concepts: Iterable[Concept], language: str) -> list[Row]:
    """The lines of a sheet for a language and its national variants.

    Concepts without a term come first, then those whose terms were reviewed by nobody; each by English term.
    """
    rows = [row for concept in concepts if not concept.deprecated for row in _rows(concept, language)]
    return sorted(
        rows, key=lambda row: (bool(row.term or row.status), row.status != "drafted", row.english, row.term_id)
    )


def _rows(concept: Concept, language: str) -> Iterator[Row]:
    label = label_of(concept)
    english = label.text if label else ""
    texts = sorted(
        (text for text in concept.definitions if languages.key(text.language) == "en"), key=lambda text: text.context
    )
    definition = "\n".join(f"({text.context}) {text.text}" if text.context else text.text for text in texts)
    name = concept.id or concept.uri
    terms = [term for term in concept.terms if languages.matches(language, term.language) and term.role != "hidden"]
    for term in terms:
        yield Row(
            name,
            english,
            definition,
            term.language or "",
            term.id,
            term.text,
            term.role,
            term.status,
            "; ".join(map(cited, term.sources)),
            term.usage_note,
        )
    if not any(languages.key(term.language) == languages.key(language) for term in terms):
        none = [said for said in concept.no_equivalents if languages.key(said.language) == languages.key(language)]
        source = "; ".join(cited(source) for said in none for source in said.sources)
        note = "; ".join(said.note for said in none if said.note)
        yield Row(name, english, definition, language, status=NO_EQUIVALENT if none else "", source=source, note=note)


def worksheet_csv(rows: Iterable[Row]) -> bytes:
    """The sheet as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it rightly)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((*map(neutralise, row.cells()), *("" for _ in ASKED)) for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def worksheet_xlsx(rows: Iterable[Row], title: str) -> bytes:
    """The sheet as a workbook: frozen and filtered header, protected where the editor has nothing to change."""
    import xlsxwriter  # slow to import, and needed by few commands

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    ask = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#FFF4CC"})
    given = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "font_color": "#333333"})
    asked = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "locked": False})
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, asked if name in ASKED else given)
        sheet.write_string(0, column, name, ask if name in ASKED else head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, text in enumerate(row.cells()):
            if text:
                sheet.write_string(last, column, text, given)
        for column in range(len(GIVEN), len(COLUMNS)):
            sheet.write_blank(last, column, None, asked)
    for name, allowed in ((STATUS, STATUSES), (DECISION, DECISIONS)):
        column = COLUMNS.index(name)
        sheet.data_validation(1, column, max(last, 1), column, {"validate": "list", "source": list(allowed)})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    _help(book, title)
    book.close()
    return out.getvalue()


def _help(book: object, title: str) -> None:
    sheet = book.add_worksheet("Help")  # type: ignore[attr-defined]  # xlsxwriter has no types
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))  # type: ignore[attr-defined]
    for row, text in enumerate((title, *_HELP)):
        sheet.write_string(row, 0, text)
    sheet.protect()
