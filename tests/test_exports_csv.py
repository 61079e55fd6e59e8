"""The table for spreadsheets: its columns, its escapes and their way back."""

from __future__ import annotations

import csv
import io
from itertools import islice, repeat

from hypothesis import example, given
from hypothesis import strategies as st

from glossary.exports import TABLE_FORMATS
from glossary.exports.csv_table import join, split
from glossary.formulas import restore
from glossary.model import Concept, Notation, Term

CONCEPT = Concept(
    uri="https://vocab.example/asylum-seeker",
    id="asylum-seeker",
    vocabulary="test",
    notations=(Notation("12.3"), Notation("A|B")),
    terms=(
        Term("1", "asylum seeker", "en"),
        Term("2", "asylum-seeker", "en", "admitted"),
        Term("3", "asylee", "en", "deprecated"),
        Term("4", "asylum seaker", "en", "hidden"),
        Term("5", "Asylbewerber", "DE"),
        Term("6", "Asylwerber", "de-AT"),
        Term("7", "αιτών άσυλο\r\n(EL)", "el"),
        Term("8", "თავშესაფრის მაძიებელი", "ka"),
        Term("9", "طالب لجوء", "ar"),
        Term("10", "=1+1", "mt"),
        Term("11", "second", "mt"),
        Term("12", "no tag", None),
    ),
)


def table(concepts: list[Concept], tags: list[str]) -> list[list[str]]:
    data = b"".join(TABLE_FORMATS["csv"].write(concepts, tags))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_a_row_a_concept_and_a_column_pair_a_language() -> None:
    """Tags are compared without case, regional ones have columns of their own, and hidden terms stay out."""
    header, row = table([CONCEPT], ["en", "de", "de-AT", "el", "ka", "ar", "mt", "", "DE"])
    assert header == [
        *("uri", "id", "notations", "deprecated", "en preferred", "en other", "de preferred", "de other"),
        *("de-AT preferred", "de-AT other", "el preferred", "el other", "ka preferred", "ka other"),
        *("ar preferred", "ar other", "mt preferred", "mt other", "preferred", "other"),
    ]
    assert dict(zip(header, row, strict=True)) == {
        **dict.fromkeys(header, ""),
        "uri": "https://vocab.example/asylum-seeker",
        "id": "asylum-seeker",
        "notations": r"12.3 | A\|B",
        "deprecated": "false",
        "en preferred": "asylum seeker",
        "en other": "asylum-seeker | asylee",
        "de preferred": "Asylbewerber",
        "de-AT preferred": "Asylwerber",
        "el preferred": "αιτών άσυλο\r\n(EL)",
        "ka preferred": "თავშესაფრის მაძიებელი",
        "ar preferred": "طالب لجوء",
        "mt preferred": "'=1+1 | second",
        "preferred": "no tag",
    }


def test_the_bytes_are_what_spreadsheets_expect() -> None:
    """A byte order mark, CR LF, quotes doubled inside quotes (RFC 4180)."""
    concept = Concept(uri="https://vocab.example/a", id="a", vocabulary="t", terms=(Term("1", 'a "b", c', "en"),))
    data = b"".join(TABLE_FORMATS["csv"].write([concept], ["en"]))
    assert data == (
        b"\xef\xbb\xbfuri,id,notations,deprecated,en preferred,en other\r\n"
        b'https://vocab.example/a,a,,false,"a ""b"", c",\r\n'
    )


def test_no_concepts_give_a_header() -> None:
    """An empty vocabulary is a table without rows."""
    assert table([], ["en"]) == [["uri", "id", "notations", "deprecated", "en preferred", "en other"]]


def test_it_streams() -> None:
    """Endless concepts give their first rows at once."""
    assert len(list(islice(TABLE_FORMATS["csv"].write(repeat(CONCEPT), ["en"]), 3))) == 3


@given(st.lists(st.text(min_size=1)))
@example([" ", "|", "\\", " | ", "\\|", "a\\", " |"])
def test_what_is_joined_is_split(values: list[str]) -> None:
    """Any values survive being put into one cell."""
    assert split(join(values)) == values


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)))
def test_a_whole_table_can_be_read_back(texts: list[str]) -> None:
    """Terms of any text come back from the file: CSV reader, restore, split."""
    terms = tuple(Term(str(number), text, "en", "admitted") for number, text in enumerate(texts))
    _, row = table([Concept(uri="https://vocab.example/a", id="a", vocabulary="t", terms=terms)], ["en"])
    assert split(restore(row[-1])) == texts
