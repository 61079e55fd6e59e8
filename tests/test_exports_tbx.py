"""TBX: both versions hold the same, in places and with values that TBX-Basic allows, and read back as they were."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import tbx_reader
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from terms_material import ALL, BASE, MIGRANT, SEEKER, TAGS, concepts, glossary
from translate.storage import tbx as outside

from glossary.errors import NotFound
from glossary.exports import TERM_FORMATS
from glossary.model import Concept, Term

HERE = Path(__file__).parent
VERSIONS = ["tbx2", "tbx3"]
SCHEMAS = {name: etree.RelaxNG(file=str(HERE / "data" / f"{name}-basic.rng")) for name in VERSIONS}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(name: str, of: tuple[Concept, ...] = ALL, tags: tuple[str, ...] = TAGS) -> bytes:
    return b"".join(TERM_FORMATS[name].write(glossary(of, tags)))


def tree(name: str, of: tuple[Concept, ...] = ALL, tags: tuple[str, ...] = TAGS) -> etree._Element:
    return tbx_reader.tree(written(name, of, tags))


@pytest.mark.parametrize("name", VERSIONS)
def test_the_schema_is_met(name: str) -> None:
    """Elements stand in their places, and picklists have only their values."""
    SCHEMAS[name].assertValid(etree.fromstring(written(name)))


@pytest.mark.parametrize("name", VERSIONS)
def test_the_golden_file(name: str) -> None:
    """The whole file, canonicalised, is the one that was looked at."""
    golden = HERE / "golden" / f"terms.{name}"
    assert etree.canonicalize(written(name).decode()) == etree.canonicalize(golden.read_text("utf-8"))


@pytest.mark.parametrize("name", VERSIONS)
@given(
    st.lists(concepts, min_size=1, max_size=3, unique_by=(lambda concept: concept.id, lambda concept: concept.uri)).map(
        tuple
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_valid_file(name: str, of: tuple[Concept, ...]) -> None:
    """Controls, surrogates and markup in any value neither break the file nor leave the schema."""
    tags = ("en", "de", "de-AT", "sr-Cyrl", "mt")
    try:
        data = written(name, of, tags)
    except NotFound:
        assert all(term.role == "hidden" for concept in of for term in concept.terms)
        return
    SCHEMAS[name].assertValid(etree.fromstring(data))


@pytest.mark.parametrize("name", VERSIONS)
def test_variants_are_kept_apart_in_the_order_asked_for(name: str) -> None:
    """Who asks for de-AT first gets it first, with its own terms only; what was not asked for is not there."""
    root = tree(name, tags=("de-AT", "de"))
    entry = root.find(".//conceptEntry[@id='c-asylum-seeker']")
    assert entry is not None
    found = {section.get(LANG): [term.text for term in section.iter("term")] for section in entry.iter("langSec")}
    assert list(found.items()) == [("de-AT", ["Asylwerber"]), ("de", ["Asylbewerber", "AB"])]


@pytest.mark.parametrize("name", VERSIONS)
def test_nothing_to_export_is_said_at_once(name: str) -> None:
    """A file needs an entry: without one there is an error, not an empty file."""
    with pytest.raises(NotFound, match="none of the concepts has a term in these languages: fi"):
        TERM_FORMATS[name].write(glossary(tags=("fi",)))


@pytest.mark.parametrize("name", VERSIONS)
def test_links_lead_somewhere(name: str) -> None:
    """An entry of the file is referred to by its id, anything else by its address, and what has none in a note."""
    entry = tree(name).find(".//conceptEntry[@id='c-asylum-seeker']")
    assert entry is not None
    links = [(link.tag, link.text, link.get("target")) for link in entry if link.get("target")]
    assert links == [
        ("externalCrossReference", "address", SEEKER.uri),
        ("crossReference", "broader", "c-migrant"),
        ("externalCrossReference", "exactMatch", "http://eurovoc.europa.eu/c_100141"),
    ]
    assert "Link: related urn:example:elsewhere" in [note.text for note in entry.findall("note")]
    alone = tree(name, of=(SEEKER,)).find(".//conceptEntry")
    assert alone is not None
    assert ("broader", MIGRANT.uri) in [
        (link.text, link.get("target")) for link in alone.findall("externalCrossReference")
    ]


@pytest.mark.parametrize("name", VERSIONS)
def test_what_is_said_of_a_term(name: str) -> None:
    """Role, part of speech, gender, type, country and context are categories; status and reliability are notes."""
    said = {
        section.findtext("term"): [(node.tag, node.text) for node in section.iter() if node.text and node.tag != "term"]
        for section in tree(name).iter("termSec")
    }
    assert said["asylum seeker"][:2] == [("administrativeStatus", "preferredTerm-admn-sts"), ("partOfSpeech", "noun")]
    assert ("note", "Status: published") in said["asylum seeker"]
    assert ("note", "Reliability: 3") in said["asylum seeker"]
    assert said["asylee"][0] == ("administrativeStatus", "supersededTerm-admn-sts")
    assert said["bogus refugee"] == [("administrativeStatus", "deprecatedTerm-admn-sts")]
    assert {("grammaticalGender", "masculine"), ("geographicalUsage", "DE")} < set(said["Asylbewerber"])
    assert {("grammaticalGender", "other"), ("note", "Gender: commonGender")} < set(said["Asylwerber"])
    assert ("termType", "acronym") in said["AB"]
    assert {("partOfSpeech", "other"), ("note", "Part of speech: nounPhrase")} < set(said["αιτών άσυλο"])
    assert {("context", "Ο αιτητής ασύλου περιμένει."), ("source", "Glossary, version 3")} < set(said["αιτητής ασύλου"])
    assert "asylum seaker" not in said


def test_both_versions_hold_the_same() -> None:
    """Apart from the names of elements and the header, the two versions are one."""
    shapes = [
        [(node.tag, node.text, node.get("target"), node.get("id"), node.get(LANG)) for node in tree(name).iter("*")]
        for name in VERSIONS
    ]
    two, three = (shape[[node[0] for node in shape].index("text") :] for shape in shapes)
    assert two == three


def test_themes_notes_and_dates_of_a_concept() -> None:
    """Theme, dates, notation, missing equivalents, and a definition in a language without a term."""
    entry = tree("tbx3").find(".//conceptEntry[@id='c-asylum-seeker']")
    assert entry is not None
    assert entry.findtext("subjectField") == "asylum"
    assert [node.text for node in entry.iter("transactionType", "date")] == [
        *("origination", "2026-01-31"),
        *("modification", "2026-02-28"),
    ]
    assert [(note.get(LANG), note.text) for note in entry.findall("note")] == [
        (None, "Link: related urn:example:elsewhere"),
        (None, "Notation: 12.3"),
        (None, "Modified: 2026-02-28T10:00:00"),
        (None, "No equivalent: ga | note: not in use | Glossary, version 3"),
        ("fr", "Definition: personne qui a demandé l’asile"),
        ("ka", "Scope note: ნახეთ ლტოლვილი."),
    ]
    english = entry.find(f"langSec[@{LANG}='en']")
    assert english is not None
    assert english.findtext("descripGrp/definition") == SEEKER.definitions[0].text
    assert english.findtext("descripGrp/source") == (
        "context: EU | Directive 2013/32/EU; article: Art. 2(c); CELEX: 32013L0032; year: 2013; "
        "address: http://data.europa.eu/eli/dir/2013/32/oj; role: derived | Glossary, version 3"
    )


def test_a_concept_without_an_id_gets_one_from_its_address() -> None:
    """Any address makes an XML name, and can be told from it."""
    (entry,) = tree("tbx3", tags=("ka",)).iter("conceptEntry")
    assert entry.get("id") == "c-https_3A_2F_2Fvocab.example_2Fa_20b_2F_C3_BC"
    assert entry.find("externalCrossReference").get("target") == BASE + "a%20b/%C3%BC"  # type: ignore[union-attr]


def test_another_program_reads_version_2() -> None:
    """translate-toolkit finds terms in both languages."""
    store = outside.tbxfile(io.BytesIO(written("tbx2", tags=("en", "de"))), sourcelanguage="en", targetlanguage="de")
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("asylum seeker", "Asylbewerber"),
        ("migrant", "Migrant"),
    ]


@pytest.mark.parametrize("name", VERSIONS)
def test_terms_that_are_called_the_same(name: str) -> None:
    """A source may give two terms of a concept one id; in the file each has its own."""
    terms = (Term("en-1", "a", "en"), Term("en-1", "a", "en", "admitted"), Term("en-1", "a", "en", "admitted"))
    concept = Concept(uri=BASE + "a", id="a", vocabulary="t", terms=terms)
    ids = [section.get("id") for section in tree(name, (concept,), ("en",)).iter("termSec")]
    assert ids == ["c-a__en-1", "c-a__en-1__2", "c-a__en-1__3"]
