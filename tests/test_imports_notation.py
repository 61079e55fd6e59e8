"""Free-form lines of published glossaries are understood, and nothing of a line is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.imports.codes import Code, read_code
from glossary.imports.notation import Written, cleaned, jurisdictions, read_line


def short(line: str, language: str) -> list[tuple[str, ...]]:
    """Text, tag, jurisdictions and role of each term, in one tuple each."""
    return [
        (term.text, term.language, " ".join(term.jurisdictions), "preferred" if term.preferred else "admitted")
        for term in read_line(line, language).terms
    ]


CASES = [
    (
        "Asylbewerber (EU acquis, DE); Asylwerber (AT); Asylantragsteller (LU)",
        "de",
        [
            ("Asylbewerber", "de", "DE EU", "preferred"),
            ("Asylwerber", "de-AT", "AT", "preferred"),
            ("Asylantragsteller", "de-LU", "LU", "preferred"),
        ],
    ),
    (
        "αναζητών άσυλο (EL); αιτητής ασύλου (CY)",
        "GR",
        [("αναζητών άσυλο", "el", "GR", "preferred"), ("αιτητής ασύλου", "el-CY", "CY", "preferred")],
    ),
    (
        "centre de rétention (EU acquis; FR, LU); centre fermé (BE)",
        "fr",
        [("centre de rétention", "fr", "EU FR LU", "preferred"), ("centre fermé", "fr-BE", "BE", "preferred")],
    ),
    (
        "éloignement (acquis UE, BE, FR) / expulsion (LU)",
        "fr",
        [("éloignement", "fr", "BE EU FR", "preferred"), ("expulsion", "fr-LU", "LU", "preferred")],
    ),
    (
        "Rückführung (EU acquis) / Ausweisung (DE)",
        "de",
        [("Rückführung", "de", "EU", "preferred"), ("Ausweisung", "de-DE", "DE", "preferred")],
    ),
    (
        "enslig mindreårig (b); einsleg mindreårig (n)",
        "no",
        [("enslig mindreårig", "nb", "", "preferred"), ("einsleg mindreårig", "nn", "", "preferred")],
    ),
    ("Frontex", "NO", [("Frontex", "nb", "", "preferred"), ("Frontex", "nn", "", "preferred")]),
    (
        "a1 / b1; c1 // d1",
        "et",
        [("a1", "et", "", "preferred"), *((text, "et", "", "admitted") for text in ("b1", "c1", "d1"))],
    ),
    ("CZ: žadatel o azyl", "", [("žadatel o azyl", "cs", "", "preferred")]),
    ("AT/DE/LU: Asyl", "", [("Asyl", "de", "AT DE LU", "preferred")]),
    ("UK/IE: asylum", "", [("asylum", "en", "GB IE", "preferred")]),
    ("NL/BE: asiel", "", [("asiel", "nl", "BE NL", "preferred")]),
    ("тражилац азила", "RS", [("тражилац азила", "sr-Cyrl", "", "preferred")]),
    ("Person, der Schutz zuerkannt wurde", "de", [("Person, der Schutz zuerkannt wurde", "de", "", "preferred")]),
    ("Entry/Exit System", "en", [("Entry/Exit System", "en", "", "preferred")]),
    ("Zuwanderung, Immigration", "de", [("Zuwanderung", "de", "", "preferred"), ("Immigration", "de", "", "admitted")]),
    ("", "mt", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "language", "expected"), CASES, ids=[case[0][:20] for case in CASES])
def test_published_lines(line: str, language: str, expected: list[tuple[str, ...]]) -> None:
    """Jurisdictions, written standards, separators and country-style codes are read as the glossaries mean them."""
    assert short(line, language) == expected


def test_an_abbreviation_is_a_term_of_its_own() -> None:
    """An abbreviation has the shape of a jurisdiction, and is told by the closed list of those."""
    assert read_line("menor no acompañado (MENA)", "es").terms == (
        Written("menor no acompañado", "es"),
        Written("MENA", "es", preferred=False, type="abbreviation"),
    )
    assert read_line("programme (AVRR) (BE, LU)", "fr").terms[1].jurisdictions == ("BE", "LU")


@pytest.mark.parametrize(
    ("line", "language", "text", "note"),
    [
        ("Ċittadin(a)", "mt", "Ċittadin", "printed “Ċittadin(a)”"),
        ("Riċerkatur (-triċi)", "mt", "Riċerkatur", "printed “Riċerkatur (-triċi)”"),
        ("Prinċipju (Il-) ta' ħarsien", "mt", "Prinċipju ta' ħarsien", "printed “Prinċipju (Il-) ta' ħarsien”"),
        ("maasta poistaminen (not in general use)", "fi", "maasta poistaminen", "not in general use"),
        ("(borger)krigsflyktning (b)", "no", "(borger)krigsflyktning", ""),
        ("Coinbhinsiún (1951) agus Prótacal (1967)", "ga", "Coinbhinsiún (1951) agus Prótacal (1967)", ""),
    ],
)  # fmt: skip
def test_what_stays_with_the_term(line: str, language: str, text: str, note: str) -> None:
    """Gender forms, articles and remarks are notes of the term; parentheses of the wording stay in it."""
    term = read_line(line, language).terms[0]
    assert (term.text, term.usage_note) == (text, note)


def test_grammar_behind_the_term() -> None:
    """Parts of speech that are printed behind the term become data."""
    first, second = read_line("éalú s.; éalaitheach a.", "ga").terms
    assert (first.text, first.part_of_speech, second.text, second.part_of_speech) == (
        "éalú", "noun", "éalaitheach", "adjective",
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", ["n/a", "No translation", "we do not use this expression", "(no usual translation)", "N/A."]
)
def test_no_equivalent(line: str) -> None:
    """That a language has no term is a statement, not a term."""
    assert (read_line(line, "hu").no_equivalent, read_line(line, "hu").terms) == (("hu",), ())


@pytest.mark.parametrize("line", ["=cmd|' /C calc'!A0", '\'=HYPERLINK("a" / "b"; 1)', "-2+3 / 4", "@SUM(1) (x)"])
def test_a_formula_stays_whole(line: str) -> None:
    """What a spreadsheet would run is no list of synonyms, and nothing is taken out of it."""
    read = read_line(line, "mt")
    assert ([term.text for term in read.terms], len(read.doubts)) == ([line], 1)
    assert [term.text for term in read_line("-triċi / -a", "mt").terms] == ["-triċi", "-a"]
    assert read_line("#N/A", "mt").problem == "an error of the spreadsheet (#N/A)"


def test_the_union_writes_its_languages_in_capitals() -> None:
    """ET is Estonian and SV Swedish, as the EU's lists have them; that they are countries as well is said."""
    assert all(read_code(code.upper()).tag == code for code in ("et", "ga", "sl", "sv"))
    assert read_line("SV: asyl").doubts == ('"SV" was read as the language Swedish, not as the country El Salvador',)
    assert read_line("SV: asyl", "sv").doubts == ()


def test_alternatives_inside_a_phrase_are_left_to_a_person() -> None:
    """A phrase with marks inside is kept whole, with a doubt."""
    line = "καθορισμός υπέρτερου (EL) / βέλτιστου (CY) συμφέροντος"
    read = read_line(line, "el")
    assert ([term.text for term in read.terms], len(read.doubts)) == ([line], 1)


def test_codes() -> None:
    """Codes of countries in capitals are languages; tags stay tags."""
    codes = "CZ EE GR SE SI IE DK UA GE AM RS ME MD"
    assert " ".join(read_code(code).tag for code in codes.split()) == "cs et el sv sl ga da uk ka hy sr cnr ro"
    assert [read_code(tag).tag for tag in ("se", "de-at", "mt")] == ["se", "de-AT", "mt"]
    assert jurisdictions("EU acquis, SI") == ("EU", "SI")
    assert jurisdictions("EU acquis, often") == ()


@pytest.mark.parametrize(
    ("code", "tag", "countries"),
    [
        ("AT/DE/LU", "de", "AT DE LU"), ("FR/BE/LU:", "fr", "BE FR LU"), ("NL/BE:", "nl", "BE NL"),
        ("UK/IE", "en", "GB IE"), ("EL/CY", "el", "CY GR"), ("BE", "", ""), ("CH", "", ""), ("LU", "", ""),
        ("BE/LU", "", "BE LU"), ("DE/FR", "", "DE FR"), ("AL", "sq", ""), ("MT", "mt", ""), ("be", "be", ""),
        ("BR", "", ""), ("br", "br", ""), ("SR", "", ""), ("EU", "", ""), ("JP", "ja", ""), ("BR/PT:", "pt", "BR PT"),
    ],
)  # fmt: skip
def test_codes_of_several_countries_and_languages(code: str, tag: str, countries: str) -> None:
    """Several countries mean the language that they share; a country of several languages alone means none."""
    assert read_code(code) == Code(tag, tuple(countries.split()))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("FR/BE/LU: réfugié", "de"), ("CZ: x; y", "mt"), ("DE: Reisepapier (DE)", "mt"), ("EL: x", "el-CY"),
        ("XX: x", "de"), ("BE: x", ""), ("BR: x", ""), ("AR: x", "pt"),
    ],
)  # fmt: skip
def test_codes_that_contradict_the_language(line: str, language: str) -> None:
    """A line of another language, or of nobody knows which, gives no terms but says why."""
    read = read_line(line, language)
    assert (read.terms, read.no_equivalent) == ((), ())
    assert f'"{line.partition(":")[0]}:"' in read.problem


def test_codes_that_narrow_the_language() -> None:
    """A country before a line in a language that is said already means that country."""
    assert short("AT: Asylwerber", "de") == [("Asylwerber", "de-AT", "AT", "preferred")]
    assert short("BE: centre fermé", "fr") == [("centre fermé", "fr-BE", "BE", "preferred")]
    assert short("DE: Asylbewerber", "de") == [("Asylbewerber", "de", "", "preferred")]
    assert short("Asyl", "AT/DE/LU") == short("AT/DE/LU: Asyl", "")
    assert short("EU:n sininen kortti", "fi")[0][0] == "EU:n sininen kortti"
    assert read_line("AT: n/a", "de").no_equivalent == ("de-AT",)
    assert read_line("AT/DE: n/a", "de").no_equivalent == ("de",)


WORDS = (
    st.text(st.sampled_from("abcdefgħġżńßαάლიცабв "), min_size=2, max_size=12)
    .map(cleaned)
    .filter(lambda text: len(text) > 1)
)
MARKS = st.sets(st.sampled_from(["AT", "BE", "LU", "CH", "EU acquis", "DE"]), max_size=3)
TERMS = st.lists(st.tuples(WORDS, MARKS), min_size=1, max_size=4, unique_by=lambda term: term[0])


@given(TERMS, st.sampled_from(["; ", " / ", " // ", ";"]), st.sampled_from([", ", "; ", "/"]))
def test_round_trip(terms: list[tuple[str, set[str]]], separator: str, inner: str) -> None:
    """What is written with any of the separators is read back term by term."""
    line = separator.join(text + (f" ({inner.join(sorted(marks))})" if marks else "") for text, marks in terms)
    read = read_line(line, "de").terms
    assert [(term.text, set(term.jurisdictions)) for term in read] == [
        (text, {"EU" if mark == "EU acquis" else mark for mark in marks}) for text, marks in terms
    ]


@given(st.text(max_size=200), st.sampled_from(["", "de", "no", "mt", "ga", "sr", "GR"]))
def test_any_text_is_read(text: str, language: str) -> None:
    """Whatever is typed is read without an error, and at most one term of a tag is preferred."""
    terms = read_line(text, language).terms
    tags = [term.language for term in terms if term.preferred]
    assert len(set(tags)) == len(tags)
    assert all(term.text.strip() for term in terms)


EQUIVALENTS = Path(__file__).parents[2] / "shared" / "reference" / "equivalents.jsonl"


@pytest.mark.skipif(not EQUIVALENTS.is_file(), reason="the published equivalents are not here")
def test_published_equivalents_lose_nothing() -> None:
    """Of every published line all words are found again in terms, notes and marks."""
    marks = re.compile(r"acquis|UE|EU|\b[A-Z]{2}\b|\((?:b|n|il-|l-|in-|ir-|a|-\w+)\)|[\W\d_]", re.I)
    for row in EQUIVALENTS.read_text("utf-8").splitlines():
        for language, line in json.loads(row)["labels"].items():
            read = read_line(line, language)
            if read.no_equivalent:
                continue
            kept = " ".join(f"{term.text} {term.usage_note}" for term in read.terms)
            lost = {word for word in cleaned(marks.sub(" ", line)).split() if len(word) > 2 and word not in kept}
            assert not lost, (language, line, read)
