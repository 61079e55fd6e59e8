"""TMX: units with a variant a language, as the standard and other programs read them."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from terms_material import ALL, SEEKER, concepts, glossary
from translate.storage import tmx as outside

from glossary.exports import TERM_FORMATS
from glossary.model import Concept

HERE = Path(__file__).parent
SCHEMA = etree.RelaxNG(file=str(HERE / "data" / "tmx14.rng"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(tags: tuple[str, ...], of: tuple[Concept, ...] = ALL) -> bytes:
    return b"".join(TERM_FORMATS["tmx"].write(glossary(of, tags)))


def units(data: bytes) -> list[dict[str, str]]:
    """For each unit its languages and segments."""
    return [
        {variant.get(LANG) or "": variant.findtext("seg") or "" for variant in unit.iter("tuv")}
        for unit in etree.fromstring(data).iter("tu")
    ]


def test_units_of_two_languages() -> None:
    """The best terms make a unit; each further term has one with the other side; deprecated ones have none."""
    assert units(written(("en", "de"))) == [
        {"en": "asylum seeker", "de": "Asylbewerber"},
        {"en": "asylum applicant", "de": "Asylbewerber"},
        {"en": "asylum seeker", "de": "AB"},
        {"en": "migrant", "de": "Migrant"},
    ]


def test_more_languages_and_variants() -> None:
    """A unit may have any number of languages; variants are languages of their own, and the first one is the source."""
    data = written(("de-AT", "de", "en", "ar"))
    assert units(data) == [
        {"de-AT": "Asylwerber", "de": "Asylbewerber", "en": "asylum seeker", "ar": "طالب لجوء"},
        {"de": "AB", "en": "asylum seeker", "ar": "طالب لجوء"},
        {"de-AT": "Asylwerber", "de": "Asylbewerber", "en": "asylum applicant"},
        {"de": "Migrant", "en": "migrant"},
    ]
    root = etree.fromstring(data)
    assert root.find("header").get("srclang") == "de-AT"  # type: ignore[union-attr]
    assert [unit.get("srclang") for unit in root.iter("tu")] == ["de-AT", "de", "de-AT", "de"]


def test_a_concept_in_one_language_has_no_unit() -> None:
    """A unit needs two languages."""
    assert units(written(("en", "fi"))) == []


def test_the_golden_file() -> None:
    """The whole file, canonicalised, is the one that was looked at, and in order."""
    data = written(("en", "de-AT", "de", "el-CY", "uk", ""))
    SCHEMA.assertValid(etree.fromstring(data))
    golden = (HERE / "golden" / "terms.tmx").read_text("utf-8")
    assert etree.canonicalize(data.decode()) == etree.canonicalize(golden)


@given(st.lists(concepts, max_size=3, unique_by=(lambda concept: concept.id, lambda concept: concept.uri)).map(tuple))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_valid_file(of: tuple[Concept, ...]) -> None:
    """Controls, surrogates and markup in any value break nothing."""
    SCHEMA.assertValid(etree.fromstring(written(("en", "de-AT", "mt"), of)))


def test_another_program_reads_it() -> None:
    """translate-toolkit finds the pairs."""
    store = outside.tmxfile(io.BytesIO(written(("en", "ar"))), sourcelanguage="en", targetlanguage="ar")
    pairs = [(unit.source, unit.target) for unit in store.units if not unit.isheader()]
    assert pairs == [("asylum seeker", "طالب لجوء"), ("asylum applicant", "طالب لجوء")]


def test_what_is_known_of_a_term_is_there() -> None:
    """Source, role and status of a term, the definition, and the concept's address and theme."""
    unit = next(etree.fromstring(written(("en", "de"))).iter("tu"))
    assert [(prop.get("type"), prop.text) for prop in unit.findall("prop")] == [
        ("x-concept", SEEKER.uri),
        ("x-theme", "asylum"),
    ]
    english = unit.find("tuv")
    assert english is not None
    assert [note.text for note in english.findall("note")] == [
        SEEKER.definitions[0].text,
        *("Status: published", "Reliability: 3"),
    ]
    said = [(prop.get("type"), prop.text) for prop in english.findall("prop")]
    assert said[:2] == [("x-administrativeStatus", "preferredTerm-admn-sts"), ("x-partOfSpeech", "noun")]
    assert ("x-source", "Glossary, version 3") in said
