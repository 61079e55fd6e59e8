"""The shared collection of hostile uploads, as far as it concerns tables, archives and TBX: its expectations hold."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.returned import read_returned
from glossary.imports.tables import read_table

UPLOADS = Path(__file__).parents[2] / "shared" / "data" / "hostile"
MANIFEST = UPLOADS / "manifest_uploads.json"
CASES = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.is_file() else []
OURS = [case for case in CASES if case["endpoint"] == "table-import" or case["file"].endswith(".tbx")]


@pytest.mark.parametrize("case", OURS, ids=lambda case: Path(case["file"]).name)
def test_shared_uploads(case: dict[str, Any], tmp_path: Path) -> None:
    """What the collection wants refused is refused, naming the file and the words asked for; the rest is read."""
    file = UPLOADS / case["file"]
    if file.suffix == ".zip":
        file = tmp_path / f"{file.name}.xlsx"
        file.write_bytes((UPLOADS / case["file"]).read_bytes())
    if case["expect"] == "accept":
        assert read_returned(file).entries
        return
    with pytest.raises(InputError) as caught:
        read_returned(file)
    assert [word for word in (file.name, *case["message_must_name"]) if word not in str(caught.value)] == []


def workbook(folder: Path, *rows: tuple[object, ...], **parts: bytes) -> Path:
    """A workbook with those rows, and other parts put into its archive."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = folder / "up.xlsx"
    book.save(file)
    if parts:
        with zipfile.ZipFile(file, "a") as archive:
            for name, content in parts.items():
                archive.writestr(f"xl/{name}", content)
    return file


def rewritten(file: Path, part: str, old: str, new: str) -> Path:
    """The workbook with something replaced in one of its parts."""
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[part] = contents[part].replace(old.encode(), new.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    file.write_bytes(out.getvalue())
    return file


HEADER = ("concept", "language", "term")
SHEET = "xl/worksheets/sheet1.xml"


def test_macros_are_refused(tmp_path: Path) -> None:
    """A workbook with macros is refused by the name of the part."""
    with pytest.raises(InputError, match=r"macros.*vbaProject\.bin"):
        read_table(workbook(tmp_path, HEADER, **{"vbaProject.bin": b"x"}))


def test_entities_in_a_workbook(tmp_path: Path) -> None:
    """A DOCTYPE in a part of the workbook is refused before anything reads it."""
    file = rewritten(
        workbook(tmp_path, HEADER, ("a", "de", "x")),
        SHEET,
        "<worksheet",
        '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet',
    )
    with pytest.raises(InputError, match="DOCTYPE"):
        read_table(file)


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    """One cell in the last column or row does not make the reader fill the space before it."""
    for place, word in (("XFD2", "max_columns"), ("A1048576", "max_rows")):
        file = workbook(tmp_path, HEADER, ("a",))
        number = "".join(filter(str.isdigit, place))
        rewritten(file, SHEET, '<row r="2"', f'<row r="{number}"')
        rewritten(file, SHEET, 'r="A2"', f'r="{place}"')
        with pytest.raises(InputError, match=word):
            read_table(file)


def test_cells_become_texts(tmp_path: Path) -> None:
    """Numbers, truth values and dates are read as they are shown; formulas are refused cell by cell."""
    import datetime

    day = datetime.datetime(2026, 1, 31)
    table = read_table(workbook(tmp_path, HEADER, ("a", 7, "=1+1"), ("b", True, day), (), ("ħ", 1.5, "ქ")))
    assert [dict(row.cells) for row in table.rows] == [
        {"concept": "a", "language": "7"},
        {"concept": "b", "language": "true", "term": "2026-01-31"},
        {"concept": "ħ", "language": "1.5", "term": "ქ"},
    ]
    assert [(p.place.row, p.place.column) for p in table.problems] == [(2, "C2")]
    assert [row.place.row for row in table.rows] == [2, 3, 5]


REFUSED_CSV = {
    "the encoding is not UTF-8": b"concept,language,term\na,de,\xe4\n",
    "line 3": b'concept,language,term\na,de,x\nb,"de,x\n',
    "max_columns": b"," * 600,
    "not text": b"concept,language,term\na,de,\0\n",
    "empty": b" \n",
    "zip": b"PK\x03\x04xxxx",
    "must name the columns": b"a,b\n1,2\n",
    "twice": b"concept,Concept\n",
}


@pytest.mark.parametrize("word", REFUSED_CSV)
def test_csv_that_is_refused(word: str, tmp_path: Path) -> None:
    """A file that is no table of terms is refused with the reason."""
    file = tmp_path / "up.csv"
    file.write_bytes(REFUSED_CSV[word])
    with pytest.raises(InputError, match=word):
        read_returned(file)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_that_is_read(separator: str, encoding: str, tmp_path: Path) -> None:
    """Spreadsheets' separators and encodings are read, and the guard against formulas is taken off."""
    file = tmp_path / "up.csv"
    lines = [separator.join(HEADER), separator.join(("a", "el", "άσυλο")), separator.join(("b", "mt", "'=ażil"))]
    file.write_bytes("\r\n".join(lines).encode(encoding))
    assert [entry.text for entry in read_returned(file).entries] == ["άσυλο", "=ażil"]


def test_excel_may_state_the_separator(tmp_path: Path) -> None:
    """A first line ``sep=;`` is no header; rows are counted with it."""
    file = tmp_path / "up.csv"
    file.write_text("sep=;\r\nconcept;language;term\r\na;mt;x,y,z,w\r\n", "utf-8")
    assert [(entry.text, entry.place.row) for entry in read_returned(file).entries] == [("x,y,z,w", 3)]


def test_limits_are_named_and_can_be_changed(tmp_path: Path) -> None:
    """Each bound is named in its message, and passes when it is set higher."""
    file = tmp_path / "up.csv"
    file.write_text("concept,language,term\n" + "a,de,x\n" * 20, "utf-8")
    with pytest.raises(InputError, match=r"more than 10 rows .limit max_rows"):
        read_returned(file, Limits(max_rows=10))
    with pytest.raises(InputError, match=r"more than 100 .limit max_upload"):
        read_returned(file, Limits(max_upload=100))
    assert len(read_returned(file, Limits(max_rows=30)).entries) == 20
    book = workbook(tmp_path, HEADER, *[("a", "de", "x")] * 20)
    with pytest.raises(InputError, match=r"sheet1.xml.* 63 cells, more than 60 .limit max_cells"):
        read_returned(book, Limits(max_cells=60))
    assert len(read_returned(book, Limits(max_cells=63)).entries) == 20


@given(st.binary(max_size=300), st.sampled_from([".csv", ".xlsx", ".tbx", ".json"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    """Whatever is handed in, the answer is entries and problems or an InputError."""
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_bytes(data)
    try:
        read_returned(file)
    except InputError as error:
        assert str(error).startswith(file.name)
