"""The Skosmos API as its clients see it: skosmos-client in Python, and cocoda-sdk's SkosmosApi provider in Node."""

from __future__ import annotations

from typing import Any

BASE = "https://vocab.example/travel/"
GUEST, TRAVELLER, VISA = f"{BASE}guest", f"{BASE}traveller", f"{BASE}visa"


def uris(found: list[dict[str, Any]]) -> list[str]:
    return [one["uri"] for one in found]


def test_python_finds_vocabularies(skosmos_client: dict[str, Any]) -> None:
    """The vocabularies, what one of them is, its types, top concepts and groups."""
    assert skosmos_client["vocabularies"] == [{"uri": "travel", "id": "travel", "title": "Travel words"}]
    assert skosmos_client["vocabulary"]["title"] == "Reisewörter"
    assert skosmos_client["types"] == skosmos_client["types_everywhere"]
    assert TRAVELLER in uris(skosmos_client["top"])
    assert skosmos_client["groups"] == [{"uri": f"{BASE}words", "prefLabel": "Papers", "hasMembers": True}]


def test_python_searches(skosmos_client: dict[str, Any]) -> None:
    """Prefixes, parts of words below a concept, members of a group, and look-up in any case."""
    assert uris(skosmos_client["search"]) == [GUEST]
    assert uris(skosmos_client["search_everywhere"]) == []
    assert [one["prefLabel"] for one in skosmos_client["search_group"]] == ["Reisepass", "Visum"]
    assert uris(skosmos_client["lookup"]) == [VISA]


def test_python_reads_data(skosmos_client: dict[str, Any]) -> None:
    """RDF/XML with the neighbours' labels, which rdflib 5 parses."""
    assert {'"guest"@en', '"Fremder"@de-AT', '"traveller"@en', '"ταξιδιώτης"@el'} <= set(skosmos_client["data"])
    assert skosmos_client["data_everywhere"] == len(skosmos_client["data"])


def test_python_walks(skosmos_client: dict[str, Any]) -> None:
    """A concept's label and what lies around it, in the language asked for."""
    assert skosmos_client["label"] == "Gast"
    assert skosmos_client["broader"] == [{"uri": TRAVELLER, "prefLabel": "ταξιδιώτης"}]
    assert skosmos_client["broader_transitive"][GUEST]["broader"] == [TRAVELLER]
    assert skosmos_client["narrower"] == [{"uri": GUEST, "prefLabel": "Gast"}]
    assert set(skosmos_client["narrower_transitive"]) == {TRAVELLER, GUEST}
    assert skosmos_client["related"] == [{"uri": VISA, "prefLabel": "Visum"}]


def test_python_is_told_what_is_missing(skosmos_client: dict[str, Any]) -> None:
    """Errors are the line of text that the client hands on."""
    assert skosmos_client["unknown_vocabulary"].startswith("404 Not Found : ")
    assert "no such label" in skosmos_client["unknown_label"]


def test_cocoda(node_clients: dict[str, Any]) -> None:
    """Every method of the provider gives what the vocabulary has."""
    found = node_clients["skosmos"]
    assert found["getSchemes"][0]["prefLabel"] == {"en": "Travel words"}
    assert TRAVELLER in uris(found["getTop"])
    (concept,) = found["getConcepts"]
    assert concept["prefLabel"] == {"en": "guest", "de": "Gast", "de-AT": "Fremder"}
    assert concept["broader"][0]["prefLabel"]["el"] == "ταξιδιώτης"
    assert uris(found["getAncestors"]) == [TRAVELLER]
    assert found["getNarrower"] == []
    assert uris(found["search"]) == [GUEST]
    assert found["suggest"][3] == [GUEST]
    assert [one["prefLabel"] for one in found["getTypes"]] == [{"en": "Collection"}]
