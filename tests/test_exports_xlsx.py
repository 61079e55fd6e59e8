"""The workbook, as two other programs read it."""

from __future__ import annotations

import io

import openpyxl
import python_calamine
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from terms_material import ALL, BASE, glossary

from glossary.exports import TERM_FORMATS
from glossary.exports.markup import clean
from glossary.exports.xlsx import LONGEST_CELL
from glossary.model import Concept, Term, Text


def written(tags: tuple[str, ...], of: tuple[Concept, ...] = ALL) -> bytes:
    return b"".join(TERM_FORMATS["xlsx"].write(glossary(of, tags)))


def rows(data: bytes) -> list[list[str]]:
    """What calamine reads."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Terms")
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def test_a_column_group_a_language() -> None:
    """Term, other terms, status, source and definition of each language asked for, in that order; a row a concept."""
    header, seeker, migrant, _ = rows(written(("de-AT", "en")))
    columns = ("term", "other terms", "status", "source", "definition")
    assert header == [
        *("id", "theme", "notes"),
        *(f"German (Austria) (de-AT): {column}" for column in columns),
        *(f"English (en): {column}" for column in columns),
        "address",
    ]
    row = dict(zip(header, seeker, strict=True))
    assert row["id"] == "asylum-seeker"
    assert row["German (Austria) (de-AT): term"] == "Asylwerber"
    assert row["German (Austria) (de-AT): status"] == "drafted, reliability 1, AT"
    assert row["English (en): other terms"].splitlines()[:2] == ["asylum applicant (admitted)", "asylee (deprecated)"]
    assert row["English (en): source"].startswith("Glossary, version 3\nDirective 2013/32/EU; article: Art. 2(c)")
    assert row["English (en): definition"].startswith("EU: who has asked for protection & waits <for> an answer [")
    assert (row["theme"], row["address"]) == ("asylum", BASE + "asylum-seeker")
    assert migrant[0] == "migrant"


def test_laid_out_for_people() -> None:
    """The header stays in view and carries filters over all rows; columns have widths and text wraps."""
    sheet = openpyxl.load_workbook(io.BytesIO(written(("en", "mt"))))["Terms"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
    assert sheet.max_row == 4
    assert sheet.column_dimensions["A"].width > 20
    assert sheet["D2"].alignment.wrap_text


def test_cells_are_text_only() -> None:
    """What looks like a formula, an address, a number or a date is text."""
    looks = ("=1+1", "@SUM(A1)", "http://example.org/", "mailto:a@b.example", "007", "1/2/2026", "TRUE", "-1", "{=A1}")
    terms = tuple(Term(str(number), look, "en", "preferred") for number, look in enumerate(looks))
    of = tuple(Concept(uri=BASE + term.id, id=term.id, vocabulary="t", terms=(term,)) for term in terms)
    sheet = openpyxl.load_workbook(io.BytesIO(written(("en",), of)))["Terms"]
    cells = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert tuple(cell.value for cell in cells) == looks
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_long_text_is_whole() -> None:
    """What a cell cannot hold goes on in rows of its own, with the concept's id."""
    long = "".join(f"{number:07} 𝒳 " for number in range(9_000))
    concept = Concept(
        uri=BASE + "a",
        id="a",
        vocabulary="t",
        terms=(Term("1", "a", "en"),),
        definitions=(Text(long, "en"), Text("x" * LONGEST_CELL, "de")),
    )
    found = rows(written(("en", "de"), (concept,)))[1:]
    assert [row[0] for row in found] == ["a"] * len(found)
    assert "".join(row[7] for row in found) == long
    assert [row[12] for row in found] == ["x" * LONGEST_CELL, *[""] * (len(found) - 1)]
    assert max(len(cell.encode("utf-16-le")) // 2 for row in found for cell in row) <= LONGEST_CELL


@given(st.text(min_size=1))
@example("_x0041_")
@example("a\r\nb\rc\td")
@example("\x00\x0b\ufffe")
@example(" led and trailed ")
@settings(max_examples=60, deadline=None)
def test_any_text_survives(text: str) -> None:
    """A term comes back as it was, apart from characters that no XML can carry."""
    concept = Concept(uri=BASE + "a", id="a", vocabulary="t", terms=(Term("1", text, "en"),))
    data = written(("en",), (concept,))
    (value,) = [row[3].value for row in openpyxl.load_workbook(io.BytesIO(data))["Terms"].iter_rows(min_row=2)]
    assert unescape(value) == clean(text)
