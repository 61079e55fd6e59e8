"""Feeds: what changed, for feed readers and for those who keep a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app, feeds

BASE = "https://rivers.example/v/"
HEAD = f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <{BASE}> .\n: a skos:ConceptScheme .\n"
CONCEPT = ':{0} a skos:Concept ; skos:prefLabel "{1}"@en ; skos:inScheme : .\n'
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: four concepts, one of which changes and another goes; ``wet`` is a theme."""
    folder = tmp_path_factory.mktemp("feeds")
    theme = ':wet a skos:Collection ; skos:prefLabel "wet"@en ; skos:member :c0 .\n'
    first = "".join(CONCEPT.format(f"c{number}", f"river <{number}>") for number in range(4)) + theme
    for state in (
        first,
        first.replace("river <0>", "стрем"),
        first.replace("river <0>", "стрем").replace(":c3 a", ":c4 a"),
    ):
        (folder / "v.ttl").write_text(HEAD + state, "utf-8")
        publishing.build(inputs.gather([], [f"rivers={folder / 'v.ttl'}"]), folder / "data")
    return folder / "data"


@pytest.fixture
def client(data: Path) -> FlaskClient:
    """The service over them, which keeps no answers yet."""
    return create_app(bootstrap.LiveCatalogues(data), Settings(data=data)).test_client()


def activities(client: FlaskClient) -> list[dict[str, Any]]:
    """The whole stream as a consumer reads it, by its links."""
    start = client.get("/activity").get_json(force=True)
    found, page = [], start["first"]
    while page:
        read = client.get(page["id"].removeprefix("http://127.0.0.1:8080")).get_json(force=True)
        assert read["partOf"]["id"] == start["id"]
        found += read["orderedItems"]
        last, page = read["id"], read.get("next")
    assert last == start["last"]["id"] and len(found) == start["totalItems"]
    return found


@pytest.mark.parametrize("size", [100, 3, 1])
def test_the_stream_has_every_change_once_in_order(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Whatever the size of its pages: created, updated, deleted, from the oldest on."""
    monkeypatch.setattr(feeds, "ACTIVITIES", size)
    found = activities(client)
    assert [one["published"] for one in found] == sorted(one["published"] for one in found)
    told = {(one["type"], one["object"]["id"].removeprefix(BASE)) for one in found}
    assert {("Create", "c0"), ("Update", "c0"), ("Delete", "c3"), ("Create", "c4"), ("Create", "wet")} <= told
    assert len({one["id"] for one in found}) == len(found)
    assert client.get("/activity/page-0").status_code == client.get("/activity/page-99").status_code == 404


def test_atom(client: FlaskClient) -> None:
    """Well-formed, newest first, with ids that stay, and markup in labels escaped."""
    answer = client.get("/feeds/changes.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.data)
    entries = feed.findall(f"{ATOM}entry")
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates == sorted(dates, reverse=True) and feed.findtext(f"{ATOM}updated") == dates[0]
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert "стрем (changed)" in titles and "river <1> (added)" in titles
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for name in ("id", "title", "updated", "author", "link"):
        assert feed.find(f"{ATOM}{name}") is not None


def test_atom_of_a_theme(client: FlaskClient) -> None:
    """A reader may follow one vocabulary, or one theme of it."""
    feed = etree.fromstring(client.get(f"/feeds/changes.atom?vocabulary=rivers&theme={BASE}wet").data)
    links = {entry.find(f"{ATOM}link").get("href") for entry in feed.findall(f"{ATOM}entry")}
    assert {link.rpartition("%2F")[2] for link in links} == {"c0"}
    assert client.get("/feeds/changes.atom?vocabulary=nothing").status_code == 404
    assert client.get("/feeds/changes.atom?theme=nothing").status_code == 400
