"""JSKOS over HTTP: what is asked for is what comes, also where clients ask in odd ways."""

from __future__ import annotations

import pytest
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


MATCH = "http://www.w3.org/2004/02/skos/core%23"
EUROVOC = "http://eurovoc.europa.eu/100141"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1),
        (f"fromScheme={BASE}scheme", 1),
        (f"fromScheme={BASE}scheme&toScheme={EUROVOC}", 1),
        (f"fromScheme={EUROVOC}", 0),
        (f"toScheme={BASE}scheme", 0),
        (f"fromScheme={EUROVOC}&toScheme={BASE}scheme", 0),
        (f"fromScheme={EUROVOC}&toScheme={BASE}scheme&direction=backward", 1),
        (f"fromScheme={EUROVOC}&direction=both", 1),
        (f"from={BASE}traveller&direction=backward", 0),
        (f"to={BASE}traveller&direction=backward", 1),
        (f"from={BASE}traveller&direction=both", 1),
        ("from=http://eurovoc.europa.eu/1&direction=both", 1),
        (f"from={BASE}traveller&toScheme={BASE}other", 0),
        (f"from={BASE}visa&toScheme={EUROVOC}", 0),
        (f"from={BASE}visa&toScheme={EUROVOC}&mode=or", 1),
        (f"from={BASE}traveller&to=http://eurovoc.europa.eu/2", 0),
        (f"from={BASE}traveller&to=http://eurovoc.europa.eu/2&mode=or", 1),
        (f"type={MATCH}exactMatch", 1),
        (f"type={MATCH}closeMatch|{MATCH}broadMatch", 0),
    ],
)
def test_mappings_are_filtered(client: FlaskClient, asked: str, found: int) -> None:
    """By sides, schemes, direction, mode and kind, as jskos-server does; the total is of what fits."""
    answer = client.get(f"/jskos/mappings?{asked}")
    assert len(answer.get_json()) == found
    assert answer.headers["X-Total-Count"] == str(found)
    assert client.get(f"/jskos/mappings?{asked}&limit=0").headers["X-Total-Count"] == str(found)


def test_mappings_say_where_they_go(client: FlaskClient) -> None:
    """The scheme of the other side is named where it is known, in a concept's own list too."""
    (listed,) = client.get("/jskos/mappings").get_json()
    (concept,) = client.get(f"/jskos/data?uri={BASE}traveller").get_json()
    assert client.get("/jskos/mappings?offset=1").get_json() == []
    assert listed["fromScheme"] == {"uri": f"{BASE}scheme"}
    assert listed["toScheme"] == concept["mappings"][0]["toScheme"] == {"uri": EUROVOC}
    assert client.get("/jskos/mappings?direction=sideways").status_code == 400


def test_collections_are_narrowed_to_members(client: FlaskClient) -> None:
    """A collection is an object like a concept, and its members lie below it."""
    (words,) = client.get(f"/jskos/data?uri={BASE}words").get_json()
    assert "http://www.w3.org/2004/02/skos/core#Collection" in words["type"]
    assert uris(client, f"narrower?uri={BASE}words") == [f"{BASE}passport", f"{BASE}visa"]


def test_errors_are_for_programs(client: FlaskClient) -> None:
    """A browser's Accept does not turn an error into a page."""
    answer = client.get("/jskos/data?uri=no+address", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
