"""JSKOS over HTTP: what is asked for is what comes, also where clients ask in odd ways."""

from __future__ import annotations

from flask.testing import FlaskClient

BASE = "https://vocab.example/travel/"


def uris(client: FlaskClient, path: str) -> list[str]:
    return [item["uri"] for item in client.get(f"/jskos/{path}").get_json()]


def test_status_names_addresses_that_answer(client: FlaskClient) -> None:
    """Every address in the status is one of this service, whatever Host a request claims."""
    status = client.get("/jskos/status", headers={"Host": "evil.example"}).get_json()
    for name in ("schemes", "top", "concepts", "data", "narrower", "ancestors", "suggest", "search", "mappings"):
        assert status[name].startswith("http://127.0.0.1:8080/jskos/")
        path = status[name].removeprefix("http://127.0.0.1:8080")
        assert client.get(f"{path}?search=guest").status_code == 200


def test_a_list_is_cut_and_counted(client: FlaskClient) -> None:
    """limit and offset cut; X-Total-Count says how long the whole list is, to other sites' scripts too."""
    whole = uris(client, f"voc/concepts?uri={BASE}scheme")
    answer = client.get(f"/jskos/voc/concepts?uri={BASE}scheme&limit=2&offset=1")
    assert [item["uri"] for item in answer.get_json()] == whole[1:3]
    assert answer.headers["X-Total-Count"] == str(len(whole)) == "5"
    assert "X-Total-Count" in answer.headers["Access-Control-Expose-Headers"]


def test_several_addresses_at_once(client: FlaskClient) -> None:
    """Addresses have a bar between them; what is not known is left out."""
    assert uris(client, f"data?uri={BASE}visa|{BASE}none|{BASE}scheme") == [f"{BASE}visa", f"{BASE}scheme"]


def test_search_in_a_scheme(client: FlaskClient) -> None:
    """voc keeps to a scheme; an unknown one has nothing, and a search for nothing is refused."""
    assert uris(client, f"search?search=visa&voc={BASE}scheme") == [f"{BASE}visa"]
    assert uris(client, "search?query=visa&voc=https://vocab.example/other") == []
    assert client.get("/jskos/search?search=").status_code == 400


def test_mappings_both_ways(client: FlaskClient) -> None:
    """A mapping is found from either of its sides."""
    (there,) = client.get(f"/jskos/mappings?from={BASE}traveller").get_json()
    (back,) = client.get("/jskos/mappings?to=http://eurovoc.europa.eu/1").get_json()
    assert there == back
    assert there["type"] == ["http://www.w3.org/2004/02/skos/core#exactMatch"]


def test_collections_are_narrowed_to_members(client: FlaskClient) -> None:
    """A collection is an object like a concept, and its members lie below it."""
    (words,) = client.get(f"/jskos/data?uri={BASE}words").get_json()
    assert "http://www.w3.org/2004/02/skos/core#Collection" in words["type"]
    assert uris(client, f"narrower?uri={BASE}words") == [f"{BASE}passport", f"{BASE}visa"]


def test_errors_are_for_programs(client: FlaskClient) -> None:
    """A browser's Accept does not turn an error into a page."""
    answer = client.get("/jskos/data?uri=no+address", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
