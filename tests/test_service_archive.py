"""Releases have addresses of their own: their facts, their data as it was, and what each changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, RDFS

from glossary import bootstrap, inputs, publishing, releases
from glossary.settings import Settings
from service import create_app

BASE = "https://rivers.example/v/"
HEAD = f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <{BASE}> .\n: a skos:ConceptScheme .\n"
STATES = (
    ':a a skos:Concept ; skos:prefLabel "river"@en ; skos:inScheme : .\n'
    ':b a skos:Concept ; skos:prefLabel "lake"@en ; skos:inScheme : .',
    ':a a skos:Concept ; skos:prefLabel "stream"@en, "ποταμός"@el ; skos:inScheme : .\n'
    ':b a skos:Concept ; skos:prefLabel "lake"@en ; skos:inScheme : .',
    ':a a skos:Concept ; skos:prefLabel "stream"@en, "ποταμός"@el ; skos:inScheme : .',
)
ORIGIN = "http://127.0.0.1:8080"


class Published(NamedTuple):
    client: FlaskClient
    ids: list[str]
    data: Path


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Published]:
    """Three releases: a concept changes in the second, another goes in the third."""
    ids = []
    for state in STATES:
        (tmp_path / "v.ttl").write_text(HEAD + state, "utf-8")
        ids.append(publishing.build(inputs.gather([], [f"rivers={tmp_path / 'v.ttl'}"]), tmp_path / "data").id)
    settings = Settings(data=tmp_path / "data")
    yield Published(
        create_app(bootstrap.LiveCatalogues(tmp_path / "data"), settings).test_client(), ids, tmp_path / "data"
    )


def test_data_stays_as_it_was(published: Published) -> None:
    """Documents, dumps and the API below a release are those of that release, also for what has changed or gone."""
    client, (first, second, third), _ = published
    assert b'"river"@en' in client.get(f"/release/{first}/rivers/a.nt").data
    assert b'"stream"@en' in client.get(f"/release/{second}/rivers/a.nt").data
    assert b"lake" in client.get(f"/release/{second}/rivers.ttl").data
    assert client.get("/rivers/b.nt").status_code == 410
    assert client.get(f"/release/{second}/rivers/b.nt").status_code == 200
    assert client.get(f"/release/{third}/rivers/b.nt").status_code == 410
    found = client.get(f"/release/{first}/api/v1/rivers/concepts/a").get_json()
    assert "river" in str(found) and "stream" not in str(found)
    assert client.get("/rivers/a.nt").data == client.get(f"/release/{third}/rivers/a.nt").data


def test_links_stay_in_the_release(published: Published) -> None:
    """Redirects and links below a release lead to its own data, and to nothing that is not there."""
    client, (first, *_), _ = published
    answer = client.get(f"/release/{first}/rivers/a", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/release/{first}/rivers/a.ttl")
    assert f'</release/{first}/rivers/a.nt>; rel="describedby"' in answer.headers["Link"]
    assert "GMT" in answer.headers["Memento-Datetime"]
    assert "Memento-Datetime" not in client.get("/rivers/a.ttl").headers
    offered = client.get(f"/release/{first}/rivers", headers={"Accept": "text/turtle"}).headers["Link"]
    for place in re.findall("<(/[^>]*)>", f"{answer.headers['Link']}, {offered}"):
        assert place.startswith(f"/release/{first}")
        assert client.get(place).status_code in (200, 303), place
    by_address = client.get(f"/release/{first}/entity?uri={BASE}a", headers={"Accept": "application/n-triples"})
    assert by_address.headers["Location"].startswith(f"/release/{first}/")


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_browsers_get_the_data_of_the_release(published: Published, accept: str) -> None:
    """There is no page of an older release: never the current one in its stead, also for what has gone since."""
    client, (first, *_), _ = published
    for address in ("rivers/a", "rivers/b", "rivers", f"entity?uri={BASE}b"):
        answer = client.get(f"/release/{first}/{address}", headers={"Accept": accept}, follow_redirects=True)
        assert answer.status_code == 200 and answer.mimetype == "text/turtle", address
        assert answer.request.path.startswith(f"/release/{first}/") and "text/html" not in answer.headers["Link"]
    assert client.get(f"/release/{first}", headers={"Accept": accept}).mimetype == "text/turtle"
    assert client.get(f"/release/{first}/rivers/a", headers={"Accept": "image/png"}).status_code == 406
    page = client.get(f"/release/{first}/rivers/a.html", headers={"Accept": "application/json"})
    assert page.status_code == 404 and "no pages" in page.get_json()["detail"]


def test_what_there_is_not(published: Published) -> None:
    """Unknown releases are not found, pruned ones gone, and pages are of the current release."""
    client, (first, second, _), data = published
    assert client.get("/release/20000101-000000/rivers/a.nt").status_code == 404
    assert client.get("/release/..%2f..%2fetc/rivers/a.nt").status_code == 404
    missing = client.get(f"/release/{second}/en/rivers/a", headers={"Accept": "application/json"})
    assert missing.status_code == 404 and f"/release/{second}/rivers" in missing.get_json()["detail"]
    releases.prune(data, keep=1)
    gone = client.get(f"/release/{first}/rivers/a.nt", headers={"Accept": "application/json"})
    assert gone.status_code == 410 and "pruned" in gone.get_json()["detail"]
    assert client.get(f"/release/{first}").status_code == 410


def test_a_release_tells_where_it_comes_from(published: Published) -> None:
    """When, from which files with which checksums, by what, and after which one."""
    client, (first, second, _), _ = published
    graph = Graph().parse(data=client.get(f"/release/{second}.ttl").data, format="turtle")
    own = URIRef(f"{ORIGIN}/release/{second}")
    assert graph.value(own, DCTERMS.replaces) == URIRef(f"{ORIGIN}/release/{first}")
    build = graph.value(own, PROV.wasGeneratedBy)
    (file,) = graph.objects(build, PROV.used)
    assert str(graph.value(file, DCTERMS.title)) == "v.ttl"
    assert (own, DCTERMS.hasPart, URIRef(f"{ORIGIN}/release/{second}/rivers")) in graph
    negotiated = client.get(f"/release/{second}", headers={"Accept": "application/rdf+xml"})
    assert negotiated.mimetype == "application/rdf+xml"


def test_the_history_of_a_concept(published: Published) -> None:
    """As JSON and as versions that follow each other, each of which can be fetched; also of what is gone."""
    client, (first, second, third), _ = published
    told = client.get(f"/api/v1/history?uri={BASE}a").get_json()["changes"]
    assert [(change["release"], change["kind"]) for change in told] == [(second, "changed"), (first, "added")]
    graph = Graph().parse(data=client.get(f"/changes.ttl?uri={BASE}a").data, format="turtle")
    newer, older = (
        URIRef(f"{ORIGIN}/release/{one}/entity?uri=https%3A%2F%2Frivers.example%2Fv%2Fa") for one in (second, first)
    )
    assert (newer, PROV.wasRevisionOf, older) in graph
    assert set(graph.subjects(PROV.specializationOf, URIRef(f"{BASE}a"))) == {newer, older}
    assert any("river → stream" in str(comment) for comment in graph.objects(newer, RDFS.comment))
    assert client.get(str(older).removeprefix(ORIGIN)).status_code == 303
    lost = Graph().parse(data=client.get(f"/changes?uri={BASE}b").data, format="turtle")
    assert len(list(lost.subject_objects(PROV.invalidatedAtTime))) == 1
    assert len(list(lost.subjects(RDF.type, PROV.Entity))) == 1 and third
    assert client.get(f"/changes.ttl?uri={BASE}nothing").status_code == 404
    assert client.get("/changes.ttl").status_code == 400
