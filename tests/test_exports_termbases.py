"""Tables for the term bases of memoQ and Trados."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from terms_material import ALL, LIST, concepts, glossary

from glossary.exports import TERM_FORMATS
from glossary.exports.categories import cited
from glossary.model import Concept

DELIMITERS = {"memoq": ";", "trados": ","}


def table(name: str, tags: tuple[str, ...], of: tuple[Concept, ...] = ALL) -> list[list[str]]:
    data = b"".join(TERM_FORMATS[name].write(glossary(of, tags)))
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=DELIMITERS[name], strict=True))


def test_memoq() -> None:
    """Fields of the entry, then each language's definition and as many terms as any entry has of it."""
    header, seeker, migrant = table("memoq", ("en", "de-AT", "de"))
    assert header == [
        *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Created", "Entry_LastModified", "Entry_Note"),
        *("English_Def", "English", "Term_Example", "English", "Term_Example"),
        *("German_Austria_Def", "German_Austria", "Term_Example"),
        *("German_Def", "German", "Term_Example", "German", "Term_Example"),
    ]
    assert seeker[:2] == ["1", "asylum"]
    assert seeker[6].startswith("who has asked for protection & waits <for> an answer [context: EU | Directive")
    assert [seeker[place] for place in (7, 9, 12, 15, 17)] == [
        *("asylum seeker", "asylum applicant", "Asylwerber", "Asylbewerber", "AB"),
    ]
    assert migrant[:1] + migrant[6:] == ["2", "", "migrant", "", "", "", "", "", "", "", "Migrant", "", "", ""]
    assert not any("asylee" in cell for row in (header, seeker, migrant) for cell in row)


def test_trados() -> None:
    """A column group a language; synonyms in one cell, and their statuses beside them in the same order."""
    header, seeker, _ = table("trados", ("en", "de-AT"))
    assert header == [
        *("Entry ID", "Address", "Subject"),
        *("English", "English Status", "English Source", "English Definition"),
        *(f"German (Austria){column}" for column in ("", " Status", " Source", " Definition")),
    ]
    row = dict(zip(header, seeker, strict=True))
    assert row["English"] == "asylum seeker|asylum applicant|asylee|bogus refugee"
    assert row["English Status"] == "preferred, published|admitted|deprecated|deprecated"
    assert row["English Source"].split("|")[0].startswith(cited(LIST) + "; Directive")
    assert row["German (Austria)"] == "Asylwerber"
    assert row["German (Austria) Status"] == "preferred, drafted, AT"


@pytest.mark.parametrize("name", DELIMITERS)
def test_a_formula_is_neutralised(name: str) -> None:
    """No spreadsheet runs a cell."""
    assert "'=1+1" in [cell for row in table(name, ("mt",)) for cell in row]


@pytest.mark.parametrize("name", DELIMITERS)
@given(concepts)
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_table(name: str, concept: Concept) -> None:
    """Each row has as many cells as the header, whatever is in them."""
    rows = table(name, ("en", "de", "de-AT"), (concept,))
    assert {len(row) for row in rows} == {len(rows[0])}
