"""The Reconciliation Service API 0.2: answers are valid by the specification's schemas, and sure only when safe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from glossary.catalogue import Catalogue
from service.reconcile import matching
from service.reconcile.matching import Query

SCHEMAS = Path(__file__).parents[2] / "shared" / "data" / "conformance" / "reconciliation-0.2"
BASE = "https://vocab.example/travel/"
CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"


def _registry() -> Registry[Any]:
    type_ = json.loads((SCHEMAS / "type.json").read_text("utf-8"))
    known = Resource.from_contents(type_, default_specification=DRAFT7)
    places = ["type.json", "https://reconciliation-api.github.io/specs/0.2/schemas/type.json"]
    security = Resource.from_contents({}, default_specification=DRAFT7)
    registry: Registry[Any] = Registry().with_resources([(place, known) for place in places])
    return registry.with_resource("http://swagger.io/v2/schema.json", security)


def valid(answer: Any, schema: str) -> Any:
    """The answer, after it was held against a schema of the specification; without the shared folder, as it is."""
    if SCHEMAS.is_dir():
        stated = json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))
        Draft7Validator(stated, registry=_registry()).validate(answer)
    return answer


def ask(client: FlaskClient, query: dict[str, Any], place: str = "/reconcile/travel") -> list[dict[str, Any]]:
    valid({"q": query}, "reconciliation-query-batch")
    answer = client.post(place, data={"queries": json.dumps({"q": query})})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = valid(answer.get_json(), "reconciliation-result-batch")["q"]["result"]
    return found


@pytest.mark.parametrize("place", ["/reconcile", "/reconcile/", "/reconcile/travel", "/reconcile/travel?lang=de"])
def test_manifest(client: FlaskClient, place: str) -> None:
    """The manifest is valid and names addresses that answer."""
    manifest = valid(client.get(place, headers={"Host": "evil.example"}).get_json(), "manifest")
    origin = "http://127.0.0.1:8080"
    preview = manifest["preview"]["url"].replace("{{id}}", f"{BASE}guest").removeprefix(origin)
    assert client.get(preview).status_code == 200
    view = manifest["view"]["url"].replace("{{id}}", f"{BASE}guest").removeprefix(origin)
    assert client.get(view, headers={"Accept": "text/html"}).status_code == 303
    for service in manifest["suggest"].values():
        base = service["service_url"].removeprefix(origin)
        path = service["service_path"]
        assert client.get(f"{base}{path}{'&' if '?' in path else '?'}prefix=a").status_code == 200
        flyout = service["flyout_service_path"].replace("${id}", f"{BASE}guest")
        assert "guest" in client.get(base + flyout).get_json()["html"].lower()


def test_batches_by_get_and_post(client: FlaskClient) -> None:
    """The same batch gets the same answer either way, a result for each query."""
    queries = {"q0": {"query": "visa"}, "q1": {"query": "Reisepass", "limit": 1}, "q2": {"query": ""}}
    batch = json.dumps(queries, indent=2)
    posted = client.post("/reconcile", data={"queries": batch})
    assert posted.get_json() == client.get("/reconcile", query_string={"queries": batch}).get_json()
    found = valid(posted.get_json(), "reconciliation-result-batch")
    assert found["q0"]["result"][0]["id"] == f"{BASE}visa"
    assert found["q1"]["result"][0]["id"] == f"{BASE}passport"
    assert found["q2"]["result"] == []


@pytest.mark.parametrize(
    ("name", "language", "uri", "sure"),
    [
        ("visa", "", "visa", True),
        ("VISA", "en", "visa", True),
        ("  travel   visa ", "en", "visa", True),
        ("βίζα", "el", "visa", True),
        ("მოგზაური", "ka", "traveller", True),
        ("путник", "sr", "traveller", True),
        ("Fremder", "de", "guest", True),
        ("βίζα", "de", "visa", False),
        ("βιζα", "el", "visa", False),
        ("vis", "en", "visa", False),
        ("travel visas", "en", "visa", False),
        ("pass", "en", "pass", False),
    ],
)
def test_sure_only_when_it_is_safe(client: FlaskClient, name: str, language: str, uri: str, sure: bool) -> None:
    """A name as written (but for case and spaces) in the language asked for is sure; all else is a candidate."""
    properties = [{"pid": "language", "v": language}] if language else []
    found = ask(client, {"query": name, "properties": properties})
    assert uri in [one["id"].removeprefix(BASE) for one in found]
    assert [one["id"] for one in found if one["match"]] == ([BASE + uri] if sure else [])
    assert found == sorted(found, key=lambda one: -one["score"])
    assert all(0 <= one["score"] <= 100 for one in found)


@pytest.mark.parametrize(
    ("name", "lang", "sure"),
    [
        ("guest", "", True),
        ("Gast", "", False),
        ("βίζα", "", False),
        ("Gast", "de", True),
        ("gast", "de", True),
        ("Gast", "de-AT", True),
        ("Fremder", "de", True),
        ("guest", "de", False),
        ("Gast", "el", False),
        ("მოგზაური", "ka", True),
        ("ταξιδιωτης", "el", False),
    ],
)
def test_the_service_has_a_language(client: FlaskClient, name: str, lang: str, sure: bool) -> None:
    """A name in another language than the service's may mean something else; without one, the vocabulary's counts."""
    for place in ("/reconcile", "/reconcile/travel"):
        (found,) = ask(client, {"query": name}, f"{place}?lang={lang}" if lang else place)
        assert found["match"] is sure
        assert found["score"] == 100 if sure else found["score"] <= 90


def test_a_label_of_several_languages_needs_none(migration: Catalogue) -> None:
    """A word that several languages share is sure without a language, one of a single other language is not."""
    vocabulary = migration.vocabularies()[0].id
    (shared,) = matching.candidates(migration, Query("asylum seeker"), vocabulary, "")
    assert shared["match"]
    seen = [
        (text, {term.language for term in value.terms if term.text == text})
        for value in migration.concepts(vocabulary)
        if not value.deprecated
        for text in {term.text for term in value.terms if term.language != "en" and term.role == "preferred"}
    ]
    several = next(text for text, tags in seen if len({tag for tag in tags if tag}) > 3 and "en" not in tags)
    assert matching.candidates(migration, Query(several), vocabulary, "")[0]["match"]
    for name in ("Asylbewerber", "demandeur d’asile", "თავშესაფრის მაძიებელი"):
        assert not any(one["match"] for one in matching.candidates(migration, Query(name), vocabulary, ""))


def test_the_language_stays_in_the_address(client: FlaskClient) -> None:
    """A posted batch is answered in the language of the service's address; what the form says goes before it."""
    batch = {"queries": json.dumps({"q": {"query": "visa"}})}
    place = "/reconcile/travel?lang=de&queries=nothing"
    assert client.post(place, data=batch).get_json()["q"]["result"][0]["name"] == "Visum"
    assert client.post(place, data=batch | {"lang": "el"}).get_json()["q"]["result"][0]["name"] == "βίζα"


def test_candidates_say_what_was_found(client: FlaskClient) -> None:
    """The label that was found and its language come first in the description, unless it is the name shown."""
    (found,) = ask(client, {"query": "Fremder"}, "/reconcile/travel?lang=de")
    assert (found["name"], found["description"]) == ("Gast", "Fremder [de-AT]")
    (found,) = ask(client, {"query": "voyager"})
    assert found["description"] == "voyager [en] · person who goes from one place to another"
    assert ask(client, {"query": "visa"})[0]["description"] == ""


def test_scores_separate(client: FlaskClient) -> None:
    """What is exact scores far above what is merely alike."""
    exact = ask(client, {"query": "passport"})[0]["score"]
    alike = ask(client, {"query": "pasport"})
    assert exact == 100
    assert all(one["score"] < 80 and not one["match"] for one in alike)
    folded = ask(client, {"query": "βιζα"}, "/reconcile/travel?lang=el")[0]["score"]
    assert 80 < folded <= 90


def test_conditions(client: FlaskClient) -> None:
    """A theme or a concept above narrows, by address or by label; what does not fit is never sure."""
    for v in (f"{BASE}words", {"id": f"{BASE}words"}, "papers", ["Papers"]):
        (found,) = ask(client, {"query": "visa", "properties": [{"pid": "theme", "v": v}]})
        assert (found["id"], found["match"]) == (f"{BASE}visa", True)
    for v in (f"{BASE}traveller", "Traveller"):
        assert ask(client, {"query": "guest", "properties": [{"pid": "broader", "v": v}]})[0]["match"]
        unfit = ask(client, {"query": "visa", "properties": [{"pid": "broader", "v": v}]})[0]
        assert (unfit["id"], unfit["match"], unfit["score"]) == (f"{BASE}visa", False, 45)
    (below,) = ask(client, {"properties": [{"pid": "broader", "v": f"{BASE}traveller"}]})
    assert (below["id"], below["match"]) == (f"{BASE}guest", False)


def test_types(client: FlaskClient) -> None:
    """Only concepts are found; a type that is something else has no candidates."""
    assert ask(client, {"query": "visa", "type": CONCEPT, "type_strict": "any"})
    assert ask(client, {"query": "visa", "type": ["http://example.org/City"]}) == []


def test_suggestions(client: FlaskClient) -> None:
    """Entities, types and properties by what is typed."""
    entities = valid(client.get("/reconcile/suggest/entity?prefix=pass").get_json(), "suggest-entities-response")
    assert f"{BASE}passport" in [one["id"] for one in entities["result"]]
    types = valid(client.get("/reconcile/suggest/type?prefix=con").get_json(), "suggest-types-response")
    assert types["result"] == [{"id": CONCEPT, "name": "Concept"}]
    found = valid(client.get("/reconcile/suggest/property?prefix=").get_json(), "suggest-properties-response")
    assert [one["id"] for one in found["result"]] == ["language", "theme", "broader"]


def test_data_extension(client: FlaskClient) -> None:
    """Labels per language, definitions, links with their labels and mappings; unknown rows are empty."""
    wanted = {
        "ids": [f"{BASE}traveller", f"{BASE}none"],
        "properties": [
            {"id": "prefLabel@ka"},
            {"id": "prefLabel", "settings": {"language": "sr"}},
            {"id": "definition"},
            {"id": "narrower", "settings": {"language": "de"}},
            {"id": "exactMatch"},
        ],
    }
    valid(wanted, "data-extension-query")
    answer = client.post("/reconcile/travel", data={"extend": json.dumps(wanted)}).get_json()
    rows = valid(answer, "data-extension-response")["rows"]
    assert rows[f"{BASE}none"] == {one["id"]: [] for one in wanted["properties"]}
    row = rows[f"{BASE}traveller"]
    assert row["prefLabel@ka"] == [{"str": "მოგზაური"}]
    assert {one["str"] for one in row["prefLabel"]} == {"putnik [sr-Latn]", "путник [sr-Cyrl]"}
    assert row["definition"] == [{"str": "person who goes from one place to another"}]
    assert row["narrower"] == [{"id": f"{BASE}guest", "name": "Gast"}]
    assert row["exactMatch"][0]["id"] == "http://eurovoc.europa.eu/1"
    assert answer["meta"][0]["name"] == "Preferred term (Georgian)"


def test_variants_are_told_apart(client: FlaskClient) -> None:
    """The tag asked for goes before its variants; where several tags come, each text says its own."""

    def extended(id: str, uri: str = "guest") -> list[str]:
        wanted = {"ids": [BASE + uri], "properties": [{"id": id}]}
        answer = client.post("/reconcile?lang=de", data={"extend": json.dumps(wanted)}).get_json()
        return [one.get("str") or one["name"] for one in answer["rows"][BASE + uri][id]]

    assert extended("prefLabel@de") == ["Gast"]
    assert extended("prefLabel@de-AT") == ["Fremder"]
    assert sorted(extended("prefLabel")) == ["Fremder [de-AT]", "Gast [de]", "guest [en]"]
    assert extended("altLabel") == ["lodger"]
    assert extended("prefLabel@sr-Cyrl", "traveller") == ["путник"]
    assert extended("broader") == ["Reisender"]


def test_proposed_properties(client: FlaskClient) -> None:
    """Every property that can be had, one for each language."""
    path = f"/reconcile/travel/properties?type={quote(CONCEPT)}"
    found = valid(client.get(path).get_json(), "data-extension-property-proposal")["properties"]
    assert {"prefLabel", "definition", "broader", "prefLabel@sr-Cyrl", "definition@mt"} <= {one["id"] for one in found}
    assert len(client.get(f"{path}&limit=3").get_json()["properties"]) == 3


def test_preview_may_be_framed(client: FlaskClient) -> None:
    """Other sites may show it within a page; nothing in it runs."""
    answer = client.get(f"/reconcile/preview?id={BASE}traveller&lang=ar")
    assert 'lang="ar" dir="rtl">مسافر<' in answer.get_data(as_text=True)
    assert "X-Frame-Options" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy and "default-src 'none'" in policy


def test_open_to_every_site(client: FlaskClient) -> None:
    """By CORS, and as a script where a callback is named; a bad name is refused."""
    assert client.get("/reconcile").headers["Access-Control-Allow-Origin"] == "*"
    script = client.get("/reconcile?callback=jQuery123_4")
    assert script.mimetype == "application/javascript"
    assert script.get_data(as_text=True).startswith('/**/jQuery123_4({"versions":["0.2"]')
    assert client.get("/reconcile?callback=alert(1)").status_code == 400


@pytest.mark.parametrize(
    "queries",
    [
        "{", "[]", "null", "NaN", '{"q": {"query": 1}}', '{"q": {"query": "a", "limit": "x"}}', '{"q": []}',
        "[" * 15_000, '{"q":' * 3000 + "1" + "}" * 3000, '{"q": {"query": "a\\ud800b"}}',
        json.dumps({str(n): {"query": "a"} for n in range(101)}),
    ],
)  # fmt: skip
def test_refused_batches(client: FlaskClient, queries: str) -> None:
    """What is no batch gets 400 with the reason, whatever it is."""
    answer = client.post("/reconcile", data={"queries": queries})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "queries" in answer.get_json()["detail"]


def test_refused_bodies(client: FlaskClient) -> None:
    """A body of another type is 415 and told which is read, one too large 413; what is not known is 404."""
    refused = client.post("/reconcile", data="{}", content_type="application/json")
    assert refused.status_code == 415
    assert "application/json" in refused.get_json()["detail"]
    assert "application/x-www-form-urlencoded" in refused.get_json()["detail"]
    assert client.post("/reconcile", data={"queries": "x" * 70_000}).status_code == 413
    assert client.get("/reconcile/nowhere").status_code == 404
    assert client.get(f"/reconcile/preview?id={BASE}none").status_code == 404
    assert client.get("/reconcile/preview").status_code == 400


def test_names_are_no_operators(client: FlaskClient) -> None:
    """A star, quotation marks or a leading hyphen in a name mean nothing."""
    for name in ("vis*", '"visa', "-visa"):
        assert not any(one["match"] for one in ask(client, {"query": name}))
        assert ask(client, {"query": name})
