"""The Skosmos API over HTTP: patterns, languages, contexts, formats, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV2SpecValidator
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from glossary import bootstrap
from glossary.settings import Settings
from service import create_app
from service.skosmos.operations import OPERATIONS, RDF_TYPES

BASE = "https://vocab.example/travel/"
API = "/rest/v1"


def get(client: FlaskClient, path: str, **query: str) -> Any:
    answer = client.get(f"{API}/{path}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def labels(client: FlaskClient, **query: str) -> list[tuple[str, str]]:
    results = get(client, "travel/search", **query)["results"]
    matched = ("matchedPrefLabel", "altLabel", "hiddenLabel", "prefLabel")
    return [(next(one[name] for name in matched if name in one), one["lang"]) for one in results]


def test_there_are_all_routes() -> None:
    """The 28 routes of version 1."""
    assert len(OPERATIONS) == len({operation.path for operation in OPERATIONS}) == 28


def test_the_api_is_described_by_swagger(client: FlaskClient) -> None:
    """Where a Skosmos server has its description there is a valid one, of all routes."""
    described = get(client, "swagger.json")
    OpenAPIV2SpecValidator(described).validate()
    assert described["basePath"] == API
    assert set(described["paths"]) == {operation.path for operation in OPERATIONS}
    (query,) = [one for one in described["paths"]["/search"]["get"]["parameters"] if one["name"] == "maxhits"]
    assert (query["type"], query["default"]) == ("integer", 100)


@pytest.mark.parametrize(
    ("pattern", "language", "found"),
    [
        ("visa", "en", ["visa"]),
        ("VISA", "en", ["visa"]),
        ("vis", "en", []),
        ("vis*", "en", ["visa"]),
        ("*port", "en", ["passport"]),
        ("*ass*", "en", ["passport"]),
        ("tr*l*r", "en", ["traveler", "traveller"]),
        ("ΒΙΖΑ", "el", ["βίζα"]),
        ("ταξ*", "el", ["ταξιδιώτης"]),
        ("მოგზ*", "ka", ["მოგზაური"]),
        ("*րդ", "hy", ["ճանապարհորդ"]),
        ("пут*", "sr", ["putnik", "путник"]),
        ("مس*", "ar", ["مسافر"]),
        ("vja*", "mt", ["vjaġġatur"]),
        ("fremder", "de", ["Fremder"]),
        ("%", "en", []),
        ("_isa", "en", []),
    ],
)
def test_patterns(client: FlaskClient, pattern: str, language: str, found: list[str]) -> None:
    """Whole labels without a star, any text for each star, in the language asked for and its variants."""
    assert [text for text, _ in labels(client, query=pattern, lang=language)] == found


def test_patterns_of_any_language(client: FlaskClient) -> None:
    """Without a language labels of all languages come, each concept as often as its labels fit, or once."""
    assert len(labels(client, query="*v*", maxhits="100")) > len(labels(client, query="*v*", unique="true")) == 2
    assert labels(client, query="vis*", offset="1", maxhits="1") == [("Visum", "de")]


def test_deprecated_concepts_are_left_out(client: FlaskClient) -> None:
    """Who looks for a word is not sent to a concept that is out of use."""
    assert labels(client, query="pass", lang="en") == []


def test_search_across_languages(client: FlaskClient) -> None:
    """The label that matched and the label in another language, each said to be what it is."""
    (result,) = get(client, "search", query="fremder", labellang="el")["results"]
    assert (result["prefLabel"], result["matchedPrefLabel"], result["lang"]) == ("guest", "Fremder", "de-AT")
    (result,) = get(client, "search", query="voyager")["results"]
    assert (result["prefLabel"], result["altLabel"]) == ("traveller", "voyager")
    (result,) = get(client, "search", query="traveler")["results"]
    assert result["hiddenLabel"] == "traveler"


def test_search_with_fields(client: FlaskClient) -> None:
    """Fields bring labels of all languages, relations with their labels, and texts."""
    fields = "prefLabel altLabel related exactMatch definition"
    (result,) = get(client, "travel/search", query="traveller", lang="en", fields=fields)["results"]
    assert result["prefLabels"]["ka"] == "მოგზაური"
    assert result["altLabels"] == {"en": ["voyager"]}
    assert result["related"] == [{"uri": f"{BASE}visa", "prefLabel": "visa"}]
    assert result["exactMatch"] == [{"uri": "http://eurovoc.europa.eu/1"}]
    assert result["definition"] == ["person who goes from one place to another"]


def test_search_below_and_within(client: FlaskClient) -> None:
    """parent, group, scheme and type narrow what is found; with parent or group the query may be missing."""
    assert labels(client, parent=f"{BASE}traveller", lang="en") == [("guest", "en"), ("lodger", "en")]
    assert labels(client, group=f"{BASE}words", query="v*", lang="en") == [("visa", "en")]
    assert labels(client, scheme="https://vocab.example/other", query="v*") == []
    assert labels(client, type="skos:Collection", query="p*", lang="en") == [("Papers", "en")]


@pytest.mark.parametrize(
    "query", [{}, {"query": ""}, {"query": "a", "maxhits": "0"}, {"query": "a", "offset": "-1"}, {"query": "*a*b*c*d*"}]
)
def test_refused_searches(client: FlaskClient, query: dict[str, str]) -> None:
    """Errors are a line of text that says what is wrong."""
    answer = client.get(f"{API}/search", query_string=query)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.get_data(as_text=True).startswith("400 Bad Request : ")


def test_lookup_prefers_what_is_written(client: FlaskClient) -> None:
    """Preferred labels come before others, exact case before another; without a language any will do."""
    for label in ("visa", "VISA", "travel visa", "Visum"):
        assert [one["uri"] for one in get(client, "travel/lookup", label=label)["result"]] == [f"{BASE}visa"]
    assert client.get(f"{API}/travel/lookup?label=traveler").status_code == 404


def test_the_index(client: FlaskClient) -> None:
    """Letters in the order of the alphabet, and the lines under each, in either case; * has all."""
    assert get(client, "travel/index/", lang="el")["indexLetters"] == ["Β", "Τ"]
    lines = get(client, "travel/index/v", lang="en")["indexConcepts"]
    assert [(one["prefLabel"], one.get("altLabel")) for one in lines] == [("visa", None), ("traveller", "voyager")]
    everything = get(client, "travel/index/*", lang="en")["indexConcepts"]
    assert len(everything) == 8
    assert get(client, "travel/index/*", lang="en", limit="2", offset="1")["indexConcepts"] == everything[1:3]
    assert get(client, "travel/index/0-9", lang="en")["indexConcepts"] == []


def test_trees(client: FlaskClient) -> None:
    """A hierarchy is an object by address; a label in another language says which."""
    tree = get(client, "travel/hierarchy", uri=f"{BASE}guest", lang="el")["broaderTransitive"]
    assert tree[f"{BASE}guest"]["prefLabel"] == "guest (en)"
    (child,) = tree[f"{BASE}traveller"]["narrower"]
    assert child == {"uri": f"{BASE}guest", "label": "guest (en)", "hasChildren": False}
    assert tree[f"{BASE}traveller"]["top"] == f"{BASE}scheme"
    assert get(client, "travel/broader", uri=f"{BASE}visa")["broader"] == []
    assert client.get(f"{API}/travel/broader?uri={BASE}none").status_code == 404


def test_statistics(client: FlaskClient) -> None:
    """Numbers of concepts, collections and labels."""
    found = get(client, "travel/vocabularyStatistics")
    assert (found["concepts"]["count"], found["concepts"]["deprecatedCount"]) == (5, 1)
    assert found["conceptGroups"]["count"] == 1
    english = next(one for one in get(client, "travel/labelStatistics")["languages"] if one["language"] == "en")
    assert [one["labels"] for one in english["properties"]] == [5, 3, 1]


def test_dates(client: FlaskClient) -> None:
    """New and modified concepts with dates in the form that clients parse."""
    assert get(client, "travel/new", lang="en")["changeList"] == [
        {"uri": f"{BASE}traveller", "prefLabel": "traveller", "date": "2026-01-05T00:00:00+0000"}
    ]
    assert [one["uri"] for one in get(client, "travel/modified")["changeList"]] == [f"{BASE}passport"]


def test_mappings(client: FlaskClient) -> None:
    """A mapping names both sides and its kind, and the graph is JSON-LD."""
    found = get(client, "travel/mappings", uri=f"{BASE}traveller")
    assert found["mappings"][0]["type"] == ["skos:exactMatch"]
    assert found["mappings"][0]["to"]["memberSet"] == [{"uri": "http://eurovoc.europa.eu/1"}]
    assert "@context" in json.loads(found["graph"])


@pytest.mark.parametrize("media_type", RDF_TYPES)
def test_data_is_the_same_in_every_format(client: FlaskClient, media_type: str) -> None:
    """Each format parses to the same statements, the concept's and its neighbours' labels, as asked or by Accept."""
    parameters = {"uri": f"{BASE}guest", "format": media_type}
    answer = client.get(f"{API}/travel/data", query_string=parameters)
    assert answer.mimetype == media_type
    by_accept = client.get(f"{API}/data?uri={BASE}guest", headers={"Accept": media_type})
    assert by_accept.data == answer.data
    assert "Accept" in by_accept.headers["Vary"]
    turtle = client.get(f"{API}/data", query_string=parameters | {"format": "text/turtle"}).get_data(as_text=True)
    syntax = "json-ld" if media_type == "application/json" else media_type
    graph = Graph().parse(data=answer.get_data(as_text=True), format=syntax)
    assert isomorphic(graph, Graph().parse(data=turtle, format="turtle"))
    assert (URIRef(f"{BASE}traveller"), RDF.type, SKOS.Concept) in graph


def test_data_of_a_vocabulary_is_elsewhere(client: FlaskClient) -> None:
    """Without an address one is sent to the dump; formats that there are not are refused."""
    answer = client.get(f"{API}/travel/data?format=text/turtle")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/travel.ttl")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(f"{API}/travel/data?format=text/csv").status_code == 406


def test_answers_are_json_ld(client: FlaskClient) -> None:
    """By Accept they are called so, and read as RDF they say what they mean."""
    path = f"{API}/travel/broader?uri={BASE}guest&lang=de"
    answer = client.get(path, headers={"Accept": "application/ld+json"})
    assert answer.mimetype == "application/ld+json"
    assert client.get(path).mimetype == "application/json"
    graph = Graph().parse(data=answer.get_data(as_text=True), format="json-ld")
    assert (URIRef(f"{BASE}guest"), SKOS.broader, URIRef(f"{BASE}traveller")) in graph
    assert str(graph.value(URIRef(f"{BASE}traveller"), SKOS.prefLabel).n3()) == '"Reisender"@de'


def test_scripts_only_where_the_installation_allows(client: FlaskClient, data: Path) -> None:
    """A callback is passed over unless the setting is on, and then has to be a function's name."""
    path = f"{API}/vocabularies?lang=en&callback=show"
    assert client.get(path).mimetype == "application/json"
    open_ = create_app(bootstrap.LiveCatalogues(data), Settings(data=data, jsonp=True)).test_client()
    answer = open_.get(path)
    assert answer.mimetype == "application/javascript"
    assert answer.get_data(as_text=True).startswith('/**/show({"@context"')
    for name in ("alert(1)//", "a b", "<x>", "1a", "a" * 101, "a..b"):
        assert open_.get(f"{API}/vocabularies", query_string={"lang": "en", "callback": name}).status_code == 400


def test_open_to_every_site(client: FlaskClient) -> None:
    """Scripts of other sites may read answers, and errors too."""
    for path in ("vocabularies?lang=en", "nowhere/", "search"):
        assert client.get(f"{API}/{path}").headers["Access-Control-Allow-Origin"] == "*"
