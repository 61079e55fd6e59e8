"""Linked data: identifiers lead to documents, documents and dumps are whole, and statuses mean what they say."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app, linked_data

BASE = "https://vocab.example/travel/"
HERE = Path(__file__).parent / "data"
FORMATS = {
    ".ttl": ("text/turtle", "turtle"),
    ".rdf": ("application/rdf+xml", "xml"),
    ".jsonld": ("application/ld+json", "json-ld"),
    ".nt": ("application/n-triples", "nt"),
}


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("", "/travel/guest.html"),
        ("*/*", "/travel/guest.html"),
        ("text/html", "/travel/guest.html"),
        ("text/turtle;charset=utf-8", "/travel/guest.ttl"),
        ("application/rdf+xml, text/turtle;q=0.9", "/travel/guest.rdf"),
        ('application/ld+json;profile="x"', "/travel/guest.jsonld"),
        ("application/n-triples", "/travel/guest.nt"),
        ("application/json", "/api/v1/travel/concepts/guest"),
        ("text/turtle;q=0, */*", "/travel/guest.html"),
    ],
)
@pytest.mark.parametrize("address", ["/travel/guest", "/guest", f"/entity?uri={BASE}guest"])
def test_identifiers_lead_to_the_document_asked_for(client: FlaskClient, address: str, accept: str, place: str) -> None:
    """By id, below a base of this server, or by address: 303 to the format that Accept prefers, and links to all."""
    answer = client.get(address, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (303, place)
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for suffix, (media_type, _) in FORMATS.items():
        assert f'</travel/guest{suffix}>; rel="alternate"; type="{media_type}"' in answer.headers["Link"]


def test_nothing_acceptable_is_406(client: FlaskClient) -> None:
    """Who accepts none of the formats is told which there are."""
    answer = client.get("/travel/guest", headers={"Accept": "image/png"})
    assert answer.status_code == 406 and answer.headers["Vary"] == "Accept"
    assert {"text/html", "text/turtle", "application/json"} <= set(answer.get_json(force=True)["offered"])


def test_vocabularies_and_their_schemes_are_resources(client: FlaskClient) -> None:
    """The vocabulary's address leads people to its page and programs to what the scheme says of itself."""
    assert client.get("/travel").headers["Location"] == "/travel.html"
    assert client.get("/travel", headers={"Accept": "text/turtle"}).headers["Location"] == "/travel/scheme.ttl"
    assert client.get("/scheme", headers={"Accept": "text/turtle"}).headers["Location"] == "/travel/scheme.ttl"
    assert client.get("/words", headers={"Accept": "text/turtle"}).headers["Location"] == "/travel/words.ttl"


@pytest.mark.parametrize("suffix", FORMATS)
def test_documents_hold_the_resource_and_what_was_inferred(client: FlaskClient, suffix: str) -> None:
    """Each format says the same, with the right media type; ``inferred=0`` leaves the source's triples."""
    media_type, name = FORMATS[suffix]
    answer = client.get(f"/travel/traveller{suffix}")
    assert answer.status_code == 200 and answer.mimetype == media_type
    assert answer.headers["ETag"] and answer.headers["Last-Modified"]
    everything = Graph().parse(data=answer.data, format=name)
    stated = Graph().parse(data=client.get(f"/travel/traveller{suffix}?inferred=0").data, format=name)
    reference = Graph().parse(data=client.get("/travel/traveller.nt").data, format="nt")
    narrower = f"SELECT ?x {{ <{BASE}traveller> <http://www.w3.org/2004/02/skos/core#narrower> ?x }}"
    assert isomorphic(everything, reference)
    assert len(everything.query(narrower)) == 1 and len(stated.query(narrower)) == 0
    assert client.get(f"/entity{suffix}?uri={BASE}traveller").data == answer.data


@pytest.fixture(params=[linked_data.SMALL, 0], ids=["whole", "streamed"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Up to which size vocabularies are answered in one piece: both ways must give the same."""
    monkeypatch.setattr(linked_data, "SMALL", request.param)
    return int(request.param)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("suffix", FORMATS)
def test_dumps_are_the_source(client: FlaskClient, suffix: str) -> None:
    """A whole vocabulary without inferences is exactly the file it was built from, in every format and coding."""
    media_type, name = FORMATS[suffix]
    plain = client.get(f"/travel{suffix}?inferred=0", buffered=True)
    packed = client.get(f"/travel{suffix}?inferred=0", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert plain.mimetype == media_type
    assert zlib.decompress(packed.data, wbits=31) == plain.data
    assert isomorphic(Graph().parse(data=plain.data, format=name), Graph().parse(HERE / "sample.ttl"))


def test_dumps_are_revalidated_and_have_heads(client: FlaskClient, size: int) -> None:
    """A long answer is not made for those who have it already or want its headers only."""
    whole = client.get("/travel.ttl", buffered=True)
    assert whole.headers["Content-Disposition"] == 'attachment; filename="travel.ttl"'
    tag, modified = whole.headers["ETag"], whole.headers["Last-Modified"]
    assert client.get("/travel.ttl", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/travel.ttl", headers={"If-Modified-Since": modified}).status_code == 304
    assert client.get("/travel.ttl?inferred=0", headers={"If-None-Match": tag}).status_code == 200
    head = client.head("/travel.ttl")
    assert head.headers["ETag"] == tag and head.data == b""
    assert head.headers.get("Content-Length") == (str(len(whole.data)) if size else None)


def test_tables(client: FlaskClient) -> None:
    """The concepts as a table, with columns for the languages asked for; a table of one concept there is not."""
    answer = client.get("/travel.csv?lang=de,el")
    assert answer.mimetype == "text/csv" and "Reisepass" in answer.get_data(as_text=True)
    assert "მოგზაური" not in answer.get_data(as_text=True)
    assert "მოგზაური" in client.get("/travel.csv").get_data(as_text=True)
    assert client.get("/travel/guest.csv").status_code == 404


@pytest.mark.parametrize("address", ["/travel.ttl?inferred=yes", "/travel/guest.ttl?infered=0", "/travel.csv?lang=!"])
def test_documents_refuse_what_they_do_not_know(client: FlaskClient, address: str) -> None:
    """A mistyped parameter must not give the wrong triples silently."""
    assert client.get(address).status_code == 400


def test_html_leads_to_the_readers_page(client: FlaskClient) -> None:
    """The page's language comes from an earlier choice, then from the browser, then it is English."""

    plain = client.application.test_client(use_cookies=False)  # which would put its own header in place of ours

    def place(address: str, **headers: str) -> str:
        answer = plain.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        assert answer.status_code == 302 and answer.headers["Vary"] == "Accept-Language, Cookie"
        return answer.headers["Location"]

    assert place("/") == "/en/"
    assert place("/travel.html") == "/en/travel/"
    assert place("/travel/guest.html", Accept_Language="tlh, qaa;q=0.5") == "/en/travel/guest"
    assert place("/travel/guest.html", Accept_Language="de-AT, en;q=0.5") == "/de/travel/guest"
    assert place("/travel/guest.html", Accept_Language="de", Cookie="ui=en") == "/en/travel/guest"
    assert place("/travel/guest.html", Cookie="ui=//evil.example") == "/en/travel/guest"
    assert place(f"/entity.html?uri={BASE}guest") == "/en/travel/guest"


def test_a_deprecated_concept_is_there(client: FlaskClient) -> None:
    """Deprecated is not gone: the document is served and says so."""
    answer = client.get("/travel/pass.nt")
    assert answer.status_code == 200 and b"deprecated" in answer.data


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/travel/nothing", "/travel/nothing.ttl", "/nothing.ttl", "/travel/guest.ttl.ttl", "/travel/guest/",
     f"/entity?uri={BASE}nothing", "/no/such/page", "/.git/config", "//evil.example/%2e%2e"],
)  # fmt: skip
def test_unknown_addresses_are_404(client: FlaskClient, address: str) -> None:
    """What there is not is not found, and never redirected elsewhere."""
    answer = client.get(address)
    assert answer.status_code == 404 and "Location" not in answer.headers


ODD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://odd.example/v/> a skos:ConceptScheme ; skos:prefLabel "Odd"@en .
<https://odd.example/v/c1> a skos:Concept ; skos:prefLabel "one"@en ; skos:inScheme <https://odd.example/v/> .
<https://odd.example/v/c2.ttl> a skos:Concept ; skos:prefLabel "dot"@en ; skos:inScheme <https://odd.example/v/> .
<https://odd.example/v/a%20b> a skos:Concept ; skos:prefLabel "blank"@en ; skos:inScheme <https://odd.example/v/> .
<https://odd.example/v/βίζα> a skos:Concept ; skos:prefLabel "βίζα"@el ; skos:inScheme <https://odd.example/v/> .
<https://odd.example/v/x/y> a skos:Concept ; skos:prefLabel "deep"@en ; skos:inScheme <https://odd.example/v/> .
<urn:elsewhere:1> a skos:Concept ; skos:prefLabel "elsewhere"@en ; skos:inScheme <https://odd.example/v/> .
EXTRA
"""
LOST = '<https://odd.example/v/lost> a skos:Concept ; skos:prefLabel "lost"@en .'


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A service whose vocabulary has odd ids, and whose earlier release had a concept more."""
    folder = tmp_path_factory.mktemp("odd")
    for extra in (LOST, ""):
        (folder / "odd.ttl").write_text(ODD.replace("EXTRA", extra), "utf-8")
        publishing.build(inputs.gather([], [f"oddities={folder / 'odd.ttl'}"]), folder / "data")
    settings = Settings(data=folder / "data", bases=("https://odd.example/",))
    yield create_app(bootstrap.LiveCatalogues(folder / "data"), settings).test_client()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/oddities/c2.ttl", "/oddities/c2.ttl.nt"),
        ("/oddities/a%20b", "/oddities/a%20b.nt"),
        ("/oddities/%CE%B2%CE%AF%CE%B6%CE%B1", "/oddities/%CE%B2%CE%AF%CE%B6%CE%B1.nt"),
        ("/oddities/x/y", "/oddities/x/y.nt"),
        ("/v/x/y", "/oddities/x/y.nt"),
        ("/v/a%20b", "/oddities/a%20b.nt"),
        ("/entity?uri=urn:elsewhere:1", "/entity.nt?uri=urn%3Aelsewhere%3A1"),
    ],
)
def test_odd_ids_have_addresses_that_work(odd: FlaskClient, address: str, place: str) -> None:
    """Ids with dots, slashes, blanks and Greek letters, and addresses elsewhere, lead to documents that are there."""
    answer = odd.get(address, headers={"Accept": "application/n-triples"})
    assert (answer.status_code, answer.headers.get("Location")) == (303, place)
    document = odd.get(place)
    assert document.status_code == 200 and len(Graph().parse(data=document.data, format="nt")) >= 3


@pytest.mark.parametrize("address", ["/oddities/lost", "/v/lost", "/oddities/lost.ttl", "/entity?uri=https://odd.example/v/lost",
                                     "/api/v1/oddities/concepts/lost"])  # fmt: skip
def test_what_an_earlier_release_had_is_410(odd: FlaskClient, address: str) -> None:
    """Gone is not the same as never there, and the last release that had it is named."""
    answer = odd.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 410
    assert answer.get_json(force=True)["release"]


def test_what_did_not_change_stays_known_across_releases(tmp_path: Path) -> None:
    """A client that has the document, the JSON or the page of an unchanged concept need not fetch it again."""
    source = tmp_path / "odd.ttl"
    client = create_app(bootstrap.LiveCatalogues(tmp_path / "data"), Settings(data=tmp_path / "data")).test_client()

    def publish(extra: str) -> None:
        source.write_text(ODD.replace("EXTRA", extra), "utf-8")
        publishing.build(inputs.gather([], [f"oddities={source}"]), tmp_path / "data")

    addresses = ["/oddities/c1.ttl", "/api/v1/oddities/concepts/c1", "/en/oddities/c1"]
    publish(LOST)
    known = [client.get(address).headers["ETag"] for address in addresses]
    publish("")
    for address, tag in zip(addresses, known, strict=True):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/oddities/lost.ttl").status_code == 410


def test_signposts(client: FlaskClient) -> None:
    """A client without knowledge of SKOS learns what a resource is, what describes it and what it belongs to."""
    links = client.get("/travel/guest", headers={"Accept": "text/turtle"}).headers["Link"]
    assert '</travel/guest.ttl>; rel="describedby"; type="text/turtle"' in links
    assert '<http://www.w3.org/2004/02/skos/core#Concept>; rel="type"' in links
    assert '</travel>; rel="collection"' in links
    assert '</travel/guest>; rel="describes"' in client.get("/travel/guest.ttl").headers["Link"]
    vocabulary = client.get("/travel", headers={"Accept": "text/turtle"}).headers["Link"]
    assert '</travel.nq>; rel="item"; type="application/n-quads"' in vocabulary
    assert '</catalog>; rel="describedby"' in vocabulary


@pytest.mark.parametrize("address", ["/en/travel/guest", "/el/travel/words"])
def test_pages_have_signposts(client: FlaskClient, address: str) -> None:
    """A program that comes to a page learns how to cite what it is about, what describes it and where it belongs."""
    page = client.get(address)
    name = address.rpartition("/")[2]
    links = page.headers["Link"]
    assert f'<{BASE}{name}>; rel="cite-as"' in links and '</travel>; rel="collection"' in links
    for suffix, (media_type, _) in FORMATS.items():
        assert f'</travel/{name}{suffix}>; rel="describedby"; type="{media_type}"' in links
    feed = '<link rel="alternate" type="application/atom+xml" href="/feeds/changes.atom?vocabulary=travel"'
    assert feed in page.get_data(as_text=True)
    assert client.get("/feeds/changes.atom?vocabulary=travel").mimetype == "application/atom+xml"


def test_the_page_of_a_vocabulary_has_signposts(client: FlaskClient) -> None:
    """Its files and what describes it, each of which is there."""
    links = client.get("/en/travel/").headers["Link"]
    assert '<http://www.w3.org/2004/02/skos/core#ConceptScheme>; rel="type"' in links
    for place in ("/travel.ttl", "/travel.nq", "/catalog"):
        assert f"<{place}>; rel=" in links and client.get(place, buffered=True).status_code == 200


@pytest.mark.parametrize("media_type", ["application/n-quads", "application/trig", "text/csv"])
def test_a_vocabulary_leads_to_its_files(client: FlaskClient, media_type: str) -> None:
    """What only whole vocabularies are offered in is found by Accept too."""
    answer = client.get("/travel", headers={"Accept": media_type}, follow_redirects=True)
    assert answer.status_code == 200 and answer.mimetype == media_type


def test_documents_take_the_labels_of_neighbours_along(client: FlaskClient) -> None:
    """A client can show a concept without a second request; ``labels=0`` and ``inferred=0`` leave them out."""
    label = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    shown = Graph().parse(data=client.get("/travel/traveller.ttl").data, format="turtle")
    alone = Graph().parse(data=client.get("/travel/traveller.ttl?labels=0").data, format="turtle")
    assert set(alone.subjects(label, None)) == {URIRef(f"{BASE}traveller")}
    referred = {term for _, _, term in alone if str(term).startswith(BASE)} - {URIRef(f"{BASE}traveller")}
    added = set(shown.subjects(label)) - set(alone.subjects(label))
    assert added and added <= referred
    for neighbour in added:
        own = Graph().parse(data=client.get(f"/entity.nt?uri={neighbour}&labels=0").data, format="nt")
        assert set(shown.objects(neighbour, label)) == set(own.objects(neighbour, label))
    source = client.get("/travel/traveller.nt?inferred=0").data
    assert source == client.get("/travel/traveller.nt?inferred=0&labels=0").data
    assert source == client.get("/travel/traveller.nt?inferred=0&labels=1").data
