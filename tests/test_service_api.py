"""The JSON API: what it answers, in which shape, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

BASE = "https://vocab.example/travel/"


def get(client: FlaskClient, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.mimetype == ("application/json" if status == 200 else "application/problem+json")
    return answer.get_json(force=True)


def test_vocabularies_say_what_they_are(client: FlaskClient) -> None:
    """Each vocabulary has its id, address, title in the language asked for, languages, size and release."""
    (found,) = get(client, "/api/v1/vocabularies?lang=de")["vocabularies"]
    assert found["id"] == "travel" and found["uri"] == BASE + "scheme"
    assert found["title"] == {"text": "Reisewörter", "language": "de"}
    assert {"de", "de-AT", "el", "ka"} <= set(found["languages"])
    assert found["concepts"] == 5
    assert found["release"] == get(client, "/readyz")["release"]


def test_search_finds_across_languages(client: FlaskClient) -> None:
    """A label of any language finds the concept; the result says which label, and shows the reader's own."""
    answer = get(client, "/api/v1/search?q=Fremder&lang=en")
    assert answer["total"] == 1 and answer["truncated"] is False
    (found,) = answer["results"]
    assert (found["uri"], found["id"], found["vocabulary"]) == (BASE + "guest", "guest", "travel")
    assert found["prefLabel"] == {"text": "guest", "language": "en"}
    assert found["match"] == {
        "label": "Fremder", "language": "de-AT", "kind": "preferred", "highlights": [[0, 7]], "part": "", "labelOf": [],
    }  # fmt: skip


def test_search_pages(client: FlaskClient) -> None:
    """Limit and offset cut a stable list; the total stays."""
    whole = get(client, "/api/v1/search?q=pass")
    assert whole["total"] == len(whole["results"]) >= 2
    parts = [get(client, f"/api/v1/search?q=pass&limit=1&offset={number}") for number in range(whole["total"])]
    assert [part["results"][0]["uri"] for part in parts] == [found["uri"] for found in whole["results"]]
    assert {part["total"] for part in parts} == {whole["total"]}
    assert get(client, "/api/v1/search?q=pass&offset=1000000")["results"] == []


def test_composed_and_decomposed_letters_find_the_same(client: FlaskClient) -> None:
    """A query typed with combining marks finds what one with composed letters finds."""
    composed = get(client, "/api/v1/search?q=%CE%B2%CE%AF%CE%B6%CE%B1")
    decomposed = get(client, "/api/v1/search?q=%CE%B2%CE%B9%CC%81%CE%B6%CE%B1")
    assert composed["total"] == 1
    assert [one["uri"] for one in decomposed["results"]] == [one["uri"] for one in composed["results"]]


def test_suggestions_complete_what_is_typed(client: FlaskClient) -> None:
    """A suggestion has the label that begins with the text and the label in the reader's language."""
    (found,) = get(client, "/api/v1/suggest?q=Reisep&lang=en")["results"]
    assert found == {
        "uri": BASE + "passport", "id": "passport", "vocabulary": "travel",
        "label": {"text": "Reisepass", "language": "de"}, "prefLabel": {"text": "passport", "language": "en"},
        "match": {"label": "Reisepass", "language": "de", "kind": "prefix", "highlights": [[0, 6]], "part": "",
                  "labelOf": []},
    }  # fmt: skip
    (whole,) = get(client, "/api/v1/suggest?q=Reisepass")["results"]
    assert (whole["match"]["kind"], whole["match"]["highlights"]) == ("preferred", [[0, 9]])


def test_lists_stand_with_commas_or_are_given_one_by_one(client: FlaskClient) -> None:
    """Both ways of stating several values of a filter mean the same."""
    commas = get(client, "/api/v1/search?language=de,el")
    assert commas["total"] and get(client, "/api/v1/search?language=de&language=el") == commas
    assert get(client, "/api/v1/search?language=de&language=&language=el") == commas


@pytest.mark.parametrize("name", ["theme", "below", "jurisdiction", "status"])
@pytest.mark.parametrize("value", ["XQ", "https://vocab.example/nothing", "a,b"])
def test_filters_by_what_nobody_knows_are_refused(client: FlaskClient, name: str, value: str) -> None:
    """Nothing is silently empty because a name was mistyped: the parameter is named."""
    answer = client.get("/api/v1/search", query_string={name: value})
    assert answer.status_code == 400 and answer.get_json()["parameter"] == name


@pytest.mark.parametrize("operation", ["search", "suggest"])
def test_an_odd_text_is_no_error(client: FlaskClient, operation: str) -> None:
    """Control characters count as spaces; of a long text the beginning is used, and the answer says so."""
    address = f"/api/v1/{operation}"
    assert [one["id"] for one in get(client, f"{address}?q=%09guest%0A%00")["results"]] == ["guest"]
    assert get(client, f"{address}?q=guest")["truncated"] is False
    long = get(client, f"{address}?q=guest{'+' * 300}{'a' * 3000}")
    assert long["truncated"] is True and [one["id"] for one in long["results"]] == ["guest"]
    assert client.get(f"{address}?q=%20%09").status_code == 400


def test_a_blank_text_is_a_missing_one(client: FlaskClient) -> None:
    """Filters need no text, and an empty field of a form is none."""
    alone = get(client, "/api/v1/search?language=ka")
    assert alone["total"] and get(client, "/api/v1/search?q=&language=ka") == alone
    assert get(client, "/api/v1/search?q=%20&language=ka") == alone


def test_a_concept_comes_with_its_neighbours_labels(client: FlaskClient) -> None:
    """The whole value, and for each address in it that the release knows a label in the language asked for."""
    concept = get(client, "/api/v1/travel/concepts/guest?lang=el,de")
    assert concept["type"] == "concept" and concept["broader"] == [BASE + "traveller"]
    assert concept["links"][BASE + "traveller"] == {
        "id": "traveller", "vocabulary": "travel", "kind": "concept",
        "label": {"text": "ταξιδιώτης", "language": "el"},
    }  # fmt: skip
    assert {"text": "Fremder", "language": "de-AT", "jurisdictions": ["AT"]}.items() <= {
        key: value for term in concept["terms"] if term["language"] == "de-AT" for key, value in term.items()
    }.items()


def test_resources_by_address(client: FlaskClient) -> None:
    """Concepts, collections and schemes have the same document by address as by id."""
    for id, kind in (("guest", "concept"), ("words", "collection"), ("scheme", "scheme")):
        by_uri = get(client, f"/api/v1/concepts?uri={BASE}{id}")
        assert by_uri == get(client, f"/api/v1/travel/concepts/{id}")
        assert by_uri["type"] == kind


def test_a_deprecated_concept_names_its_replacement(client: FlaskClient) -> None:
    """What is deprecated is still there, and says what to use instead."""
    concept = get(client, "/api/v1/travel/concepts/pass")
    assert concept["deprecated"] is True and concept["replacedBy"] == [BASE + "passport"]
    assert concept["links"][BASE + "passport"]["label"]["text"] == "passport"


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("/api/v1/search", 400, "q"),
        ("/api/v1/search?q=a&limit=0", 400, "limit"),
        ("/api/v1/search?q=a&lang=nonsense!", 400, "lang"),
        ("/api/v1/search?q=a&callback=alert", 400, "callback"),
        ("/api/v1/search?q=a&q=b", 400, "q"),
        ("/api/v1/concepts?uri=", 400, "uri"),
        ("/api/v1/concepts?uri=//evil.example/", 400, "uri"),
        ("/api/v1/search?q=%FF%FE", 400, ""),
        ("/api/v1/search?q=a&vocabulary=nothing", 404, ""),
        ("/api/v1/concepts?uri=javascript:alert(1)", 404, ""),
        ("/api/v1/concepts?uri=file:///etc/hostname", 404, ""),
        ("/api/v1/travel/concepts/nothing", 404, ""),
        ("/api/v1/nothing/concepts/guest", 404, ""),
        ("/api/v1/nothing", 404, ""),
        ("/api/v1", 404, ""),
        ("/api", 404, ""),
        ("/api/v1/search?q=" + "a" * 20_000, 414, ""),
    ],
)
def test_refusals_are_problems(client: FlaskClient, address: str, status: int, parameter: str) -> None:
    """Whatever is wrong, a program gets a problem document that names the parameter, even if it asks for HTML."""
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["status"], problem.get("parameter", "")) == (status, status, parameter)
    assert problem["title"] and 0 < len(problem["detail"]) < 700


def test_json_is_revalidated(client: FlaskClient) -> None:
    """An answer that has not changed is 304, whether it is kept or made anew."""
    for address in ("/api/v1/travel/concepts/guest", "/api/v1/search?q=guest"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_preflight(client: FlaskClient) -> None:
    """A browser that asks first is told what scripts of other sites may do."""
    answer = client.options("/api/v1/search")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
