"""JSKOS as its own tools see it: the objects are valid by jskos-validate, and cocoda-sdk's ConceptApi reads them."""

from __future__ import annotations

from typing import Any

BASE = "https://vocab.example/travel/"


def test_everything_is_valid(node_clients: dict[str, Any]) -> None:
    """jskos-validate has nothing to say against any concept, scheme or mapping."""
    assert node_clients["validated"] > 15
    assert node_clients["invalid"] == []


def test_schemes(node_clients: dict[str, Any]) -> None:
    """The client finds the scheme with its label and languages."""
    (scheme,) = node_clients["jskos"]["getSchemes"]
    assert scheme["uri"] == f"{BASE}scheme"
    assert scheme["prefLabel"] == {"de": "Reisewörter", "en": "Travel words"}
    assert "sr-cyrl" in scheme["languages"]


def test_top(node_clients: dict[str, Any]) -> None:
    """The client walks into the scheme from its top concepts."""
    assert f"{BASE}traveller" in {one["uri"] for one in node_clients["jskos"]["getTop"]}


def test_concepts(node_clients: dict[str, Any]) -> None:
    """The client loads a concept with labels in all languages, and labelled neighbours."""
    (concept,) = node_clients["jskos"]["getConcepts"]
    assert concept["prefLabel"] == {"de": "Gast", "de-at": "Fremder", "en": "guest"}
    assert concept["broader"] == [{"uri": f"{BASE}traveller", "prefLabel": {"en": "traveller"}}]


def test_ways_up_and_down(node_clients: dict[str, Any]) -> None:
    """Ancestors come nearest first; a concept without narrower ones says so by an empty list."""
    assert [one["uri"] for one in node_clients["jskos"]["getAncestors"]] == [f"{BASE}traveller"]
    assert node_clients["jskos"]["getNarrower"] == []


def test_search_and_suggest(node_clients: dict[str, Any]) -> None:
    """What a person begins to type is found, as concepts and as OpenSearch suggestions."""
    assert [one["uri"] for one in node_clients["jskos"]["search"]] == [f"{BASE}guest"]
    assert node_clients["jskos"]["suggest"] == ["gue", ["guest"], [""], [f"{BASE}guest"]]
