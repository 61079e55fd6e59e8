"""What an assistant is told of the small vocabulary: sources and statuses, and what is missing instead of a guess."""

from __future__ import annotations

from typing import Any

import pytest

from glossary import assistant
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError

BASE = "https://vocab.example/travel/"


def by_language(concept: dict[str, Any], key: str = "equivalents") -> dict[str, Any]:
    return {row["language"]: row for row in concept[key]}


def test_equivalents_say_where_they_come_from(catalogue: Catalogue) -> None:
    """A term carries status, reliability, countries and source; the draft beside it says that it is one."""
    (found,) = assistant.equivalents(catalogue, [f"{BASE}guest"], ["de"])["concepts"]
    assert (found["address"], found["id"]) == (f"{BASE}guest", "travel/guest")
    reliable, drafted = by_language(found)["de"]["terms"]
    assert (reliable["text"], reliable["status"], reliable["reliability"]) == ("Gast", "published", "3 of 4, reliable")
    assert reliable["usedIn"] == ["DE", "EU"]
    assert reliable["sources"] == ["Travel Directive (2099), CELEX 32099L0001, https://vocab.example/travel/act-1"]
    assert "caution" not in reliable
    assert (drafted["text"], drafted["language"]) == ("Fremder", "de-AT")
    assert drafted["caution"] == "drafted, not reviewed; not verified; no source stated"


def test_what_is_missing_is_said(catalogue: Catalogue) -> None:
    """No term yet, and no equivalent by a source, are told apart, in the row and in a note."""
    answer = assistant.equivalents(catalogue, [f"{BASE}guest"], ["mt", "ka", "de-AT"])
    rows = by_language(answer["concepts"][0])
    assert rows["mt"]["missing"].startswith("no equivalent, says Travel Directive (2099)")
    assert rows["mt"]["missing"].endswith(": n/a")
    assert rows["ka"]["missing"] == "no term in this language yet"
    assert "'Fremder' has no term in Maltese, Georgian: say so" in " ".join(answer["notes"])
    assert "not reviewed in German (Austria)" in " ".join(answer["notes"])


def test_hidden_labels_are_no_terms(catalogue: Catalogue) -> None:
    """A misspelling that serves searching is not offered as a term."""
    rows = by_language(assistant.concept(catalogue, f"{BASE}traveller"), "terms")
    assert [term["text"] for term in rows["en"]["terms"]] == ["traveller", "voyager"]
    assert [term["text"] for term in rows["ka"]["terms"]] == ["მოგზაური"]


def test_a_concept_has_texts_and_neighbours(catalogue: Catalogue) -> None:
    """Definition with its source in another language is marked so; relations have addresses and labels."""
    found = assistant.concept(catalogue, f"{BASE}traveller", ["el"])
    (definition,) = found["definitions"]
    assert definition["language"] == "en"
    assert definition["sources"] == [
        "after Travel Directive (2099), Art. 2(a), CELEX 32099L0001, https://vocab.example/travel/act-1"
    ]
    assert "There is no definition in the languages asked for; it is given in another." in found["notes"]
    assert found["related"][0]["address"] == f"{BASE}visa"
    assert found["mappings"] == [{"kind": "exact", "address": "http://eurovoc.europa.eu/1"}]
    assert found["release"] == catalogue.release.id


def test_a_search_says_whether_it_is_sure(catalogue: Catalogue) -> None:
    """A label as it is written is sure; a resemblance is not; nothing is nothing."""
    sure = assistant.search(catalogue, "ταξιδιώτης", language="de")
    assert sure["sure"] and sure["results"][0]["label"] == "Reisender"
    assert sure["results"][0]["matched"]["how"] == "preferred"
    unsure = assistant.search(catalogue, "travvelller")
    assert not unsure["sure"] and "only resemble" in unsure["notes"][0]
    assert "does not mean that there is no such term" in assistant.search(catalogue, "xyzzyplugh")["notes"][0]


def test_results_of_a_search_have_a_standing(catalogue: Catalogue) -> None:
    """What matched and what is shown carry status and reliability, so that a draft is not taken for a term."""
    (found,) = [one for one in assistant.search(catalogue, "Fremder", language="de")["results"] if "guest" in one["id"]]
    assert found["matched"]["status"] == "drafted" and found["matched"]["reliability"] == "1 of 4, not verified"
    assert "not reviewed" in found["matched"]["caution"]
    assert (found["term"]["text"], found["term"]["reliability"]) == ("Gast", "3 of 4, reliable")
    assert found["term"]["sources"] and "caution" not in found["term"]


def test_languages_that_there_are(catalogue: Catalogue) -> None:
    """A language without terms is a question; one that nobody speaks is a mistake."""
    assert "missing" in by_language(assistant.equivalents(catalogue, [f"{BASE}guest"], ["cnr"])["concepts"][0])["cnr"]
    with pytest.raises(ParameterError, match="'zz' is none"):
        assistant.equivalents(catalogue, [f"{BASE}guest"], ["de", "zz"])


def test_a_concept_no_longer_in_use(catalogue: Catalogue) -> None:
    """It says so, and what to use instead."""
    answer = assistant.concept(catalogue, f"{BASE}pass")
    assert (answer["status"], answer["useInstead"]) == ("no longer in use", [f"{BASE}passport"])


def test_terms_lead_to_concepts(catalogue: Catalogue) -> None:
    """A term as written is found, in inflected forms too; what only resembles one is refused with what comes near."""
    assert assistant.named(catalogue, "Gast") == (f"{BASE}guest",)
    assert assistant.named(catalogue, "guests", "en") == (f"{BASE}guest",)
    with pytest.raises(NotFound, match="passport"):
        assistant.named(catalogue, "passporrt")


def test_concepts_side_by_side(catalogue: Catalogue) -> None:
    """Each pair has its relation, through the hierarchy or none."""
    uris = [f"{BASE}{name}" for name in ("traveller", "guest", "visa")]
    answer = assistant.compare(catalogue, uris, ["de"])
    assert [one["label"] for one in answer["concepts"]] == ["Reisender", "Gast", "Visum"]
    assert [one["relation"] for one in answer["relations"]] == ["broader than", "related to", "no stated relation to"]
    with pytest.raises(ParameterError):
        assistant.compare(catalogue, uris[:1] * 2, ["de"])


def test_walking_down(catalogue: Catalogue) -> None:
    """From the vocabularies to a vocabulary's top and themes, to what is below; what is cut says how to go on."""
    (vocabulary,) = assistant.browse(catalogue)["vocabularies"]
    assert (vocabulary["id"], vocabulary["concepts"]) == ("travel", 5)
    top = assistant.browse(catalogue, "travel", limit=2)
    assert len(top["items"]) == 2 and "ask with offset 2" in top["notes"][0]
    assert [one["label"] for one in top["themes"]] == ["Papers"]
    below = assistant.browse(catalogue, below=f"{BASE}traveller")
    assert [one["address"] for one in below["items"]] == [f"{BASE}guest"]
    members = assistant.browse(catalogue, below=f"{BASE}words")
    assert [one["label"] for one in members["items"]] == ["passport", "visa"]


@pytest.mark.parametrize("tags", [["!!"], [], ["de"] * 41])
def test_bad_languages_are_refused(catalogue: Catalogue, tags: list[str]) -> None:
    """No language, too many, or none that is one."""
    with pytest.raises(ParameterError):
        assistant.equivalents(catalogue, [f"{BASE}guest"], tags)
