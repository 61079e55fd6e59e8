"""UTX and OmegaT glossaries: lines of pairs that read back as the terms they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from terms_material import ALL, concepts, glossary

from glossary.errors import ParameterError
from glossary.exports import TERM_FORMATS
from glossary.exports.pairs import sides
from glossary.formulas import restore
from glossary.model import Concept

GOLDEN = Path(__file__).parent / "golden"


def written(name: str, tags: tuple[str, ...], of: tuple[Concept, ...] = ALL) -> str:
    return b"".join(TERM_FORMATS[name].write(glossary(of, tags))).decode()


def test_source_and_targets() -> None:
    """The first language with its variants is the source; between variants of one language the first is."""
    assert sides(glossary(tags=("de-AT", "de", "fr", "en"))) == (("de-AT", "de"), ("fr", "en"))
    assert sides(glossary(tags=("en", "de-AT", "de"))) == (("en",), ("de-AT", "de"))
    assert sides(glossary(tags=("de-AT", "de"))) == (("de-AT",), ("de",))


@pytest.mark.parametrize(("name", "suffix"), [("utx", "utx"), ("omegat", "utf8")])
def test_the_golden_file(name: str, suffix: str) -> None:
    """The whole file is the one that was looked at."""
    assert written(name, ("en", "de-AT", "de")).encode() == (GOLDEN / f"terms.{suffix}").read_bytes()


def test_utx() -> None:
    """A header with languages and columns; the target's status; a hyphen where nothing is known; CR LF."""
    header, description, columns, *lines = written("utx", ("en", "de")).removesuffix("\r\n").split("\r\n")
    assert header.startswith("#UTX 1.11; en/de; 2026-01-01T00:00:00+00:00;")
    assert description == "#description: Test & trial, release 20260101-000000"
    assert columns == "#src\ttgt\tsrc:pos\ttgt:pos\tterm status\tsrc:comment\ttgt:comment\tconcept ID"
    rows = [line.split("\t") for line in lines]
    assert {len(row) for row in rows} == {8}
    assert rows[0] == [
        *("asylum seeker", "Asylbewerber", "noun", "-", "approved"),
        *("en; published", "de; DE; EU", "asylum-seeker"),
    ]
    status = {(row[0], row[1]): row[4] for row in rows}
    assert status["asylum seeker", "AB"] == "non-standard"
    backwards = [line.split("\t") for line in written("utx", ("de", "en")).splitlines()[3:]]
    assert {row[1]: row[4] for row in backwards}["bogus refugee"] == "forbidden"
    drafted = [line.split("\t") for line in written("utx", ("en", "de-AT")).splitlines()[3:]]
    assert drafted[0][1:5:3] == ["Asylwerber", "provisional"]


def test_utx_holds_two_languages() -> None:
    """A third language is refused before a byte is written; variants of the second are not."""
    with pytest.raises(ParameterError, match="two for UTX"):
        TERM_FORMATS["utx"].write(glossary(tags=("en", "de", "fr")))
    assert "Asylwerber" in written("utx", ("en", "de-AT", "de"))


def test_omegat() -> None:
    """Three cells a line; deprecated terms lead to good ones, and are never suggested."""
    rows = [line.split("\t") for line in written("omegat", ("en", "de-AT", "de")).splitlines()]
    assert {len(row) for row in rows} == {3}
    assert [row[1] for row in rows if row[0] == "asylum seeker"] == ["Asylwerber", "Asylbewerber", "AB"]
    assert rows[0][2].startswith("de-AT; AT; drafted; ")
    assert ("asylee", "Asylbewerber") in [(row[0], row[1]) for row in rows]
    assert "asylee" not in [line.split("\t")[1] for line in written("omegat", ("de", "en")).splitlines()]


@pytest.mark.parametrize("name", ["utx", "omegat"])
@given(concepts)
@settings(max_examples=80, deadline=None)
def test_any_text_stays_in_its_cell(name: str, concept: Concept) -> None:
    """No text breaks a line or a cell, begins a comment, or is run by a spreadsheet."""
    data = written(name, ("en", "de"), (concept,))
    lines = [line for line in data.split("\n") if line and not line.startswith("#")]
    width = {"utx": 8, "omegat": 3}[name]
    assert all(len(line.split("\t")) == width for line in lines)
    assert not any(cell.lstrip(" ").startswith(tuple("=+@＝＋－＠")) for line in lines for cell in line.split("\t"))
    pairs = sum(
        source.language == "en" and target.language == "de" and "hidden" not in (source.role, target.role)
        for source in concept.terms
        for target in concept.terms
        if name == "utx" or target.role != "deprecated"
    )
    assert len(lines) == pairs


def test_formulas_are_neutralised_and_restored() -> None:
    """A term that looks like a formula has an apostrophe before it."""
    (line,) = [line for line in written("omegat", ("ar", "mt")).splitlines() if "1+1" in line]
    target = line.split("\t")[1]
    assert (target, restore(target)) == ("'=1+1", "=1+1")
