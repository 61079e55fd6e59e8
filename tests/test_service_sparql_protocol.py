"""The W3C's tests of the SPARQL 1.1 Protocol, those that only read, against this endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "conformance" / "sparql-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
CONCEPT = "<urn:concept:{0}> a <http://www.w3.org/2004/02/skos/core#Concept> .\n"

KINDS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}  # fmt: skip


def manifest() -> Graph:
    return Graph().parse(FOLDER / "manifest.ttl", format="turtle") if FOLDER.is_dir() else Graph()


MANIFEST = manifest()
TESTS = [
    test
    for entries in MANIFEST.objects(None, MF.entries)
    for test in Collection(MANIFEST, entries)
    if not str(test).partition("#")[2].startswith("update_")
]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A service whose vocabularies are the manifest's three data files, each with a concept that makes it one."""
    folder = tmp_path_factory.mktemp("protocol")
    names = []
    for number in (1, 2, 3):
        file = folder / f"data{number}.ttl"
        file.write_text((FOLDER / f"data{number}.nt").read_text("utf-8") + CONCEPT.format(number), "utf-8")
        names.append(f"data{number}={file}")
    publishing.build(inputs.gather([], names), folder / "data")
    settings = Settings(data=folder / "data")
    yield create_app(bootstrap.LiveCatalogues(folder / "data"), settings).test_client()


def ours(text: str) -> str:
    """The addresses of the manifest's graphs as the names that they have here."""
    for number in (1, 2, 3):
        theirs, own = DATA.format(number), f"urn:glossary:data{number}"
        text = text.replace(f"-uri={quote(theirs, safe='')}", f"-uri={quote(own, safe='')}")
        text = text.replace(f"FROM <{theirs}>", f"FROM <{own}>").replace(f"GRAPH <{theirs}>", f"GRAPH <{own}>")
    return text


def text_of(subject: Node, predicate: URIRef) -> str:
    return str(MANIFEST.value(subject, predicate) or "")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared manifest is not beside this checkout")
@pytest.mark.parametrize("test", TESTS, ids=[str(test).partition("#")[2] for test in TESTS])
def test_protocol(endpoint: FlaskClient, test: Node) -> None:
    """The expected status, kind of answer and truth, for each request of the test."""
    (action,) = MANIFEST.objects(test, MF.action)
    requests = Collection(MANIFEST, MANIFEST.value(action, HT.requests))
    assert len(requests)
    for request in requests:
        headers = {
            text_of(header, HT.fieldName): text_of(header, HT.fieldValue)
            for header in Collection(MANIFEST, MANIFEST.value(request, HT.headers))
            if MANIFEST.value(request, HT.headers)
        }
        body = MANIFEST.value(request, HT.body)
        chars = ours(text_of(body, CNT.chars)) if body else None
        charset = text_of(body, CNT.characterEncoding) if body else "utf-8"
        answer = endpoint.open(
            ours(text_of(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
            method=text_of(request, HT.methodName),
            headers=headers,
            data=chars.encode(charset or "utf-8") if chars is not None else None,
        )
        response = MANIFEST.value(request, HT.resp)
        expected = [str(status).rpartition("StatusCode")[2] for status in MANIFEST.objects(response, MF.expectedStatus)]
        if expected:
            assert str(answer.status_code)[0] in {status[0] for status in expected}
        for kind in MANIFEST.objects(response, MF.expectedFormat):
            assert answer.status_code == 200 and answer.mimetype in KINDS[str(kind)]
        for truth in MANIFEST.objects(response, MF.expectedBoolean):
            assert answer.get_json(force=True)["boolean"] is (str(truth) == "true")


def test_every_reading_test_is_there() -> None:
    """The collection has the tests that it had when this was written."""
    assert not FOLDER.is_dir() or len(TESTS) == 27
    assert RDF.type in set(MANIFEST.predicates()) or not FOLDER.is_dir()
