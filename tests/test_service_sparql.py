"""The SPARQL endpoint: every way to ask, every format to be answered in, and every limit with its reason."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.etree
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from glossary import bootstrap
from glossary.settings import Settings
from service import create_app
from service.query_page import EXAMPLES

BASE = "https://vocab.example/travel/"
SD = "http://www.w3.org/ns/sparql-service-description#"
LABELS = (
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    f"SELECT ?label {{ <{BASE}guest> skos:prefLabel ?label }} ORDER BY LANG(?label)"
)


def service(data: Path, **settings: Any) -> FlaskClient:
    return create_app(bootstrap.LiveCatalogues(data), Settings(data=data, **settings)).test_client()


@pytest.fixture(scope="module")
def impatient(data: Path) -> FlaskClient:
    """A service with narrow limits."""
    return service(data, child_seconds=1.0, child_result_bytes=20_000)


def labels(answer: Any) -> list[tuple[str, str]]:
    rows = json.loads(answer.data)["results"]["bindings"]
    return [(row["label"]["value"], row["label"].get("xml:lang", "")) for row in rows]


def test_three_ways_to_ask(client: FlaskClient) -> None:
    """GET, a form and a bare query are answered alike, by default in JSON, open to other sites."""
    answers = [
        client.get("/sparql", query_string={"query": LABELS}),
        client.post("/sparql", data={"query": LABELS}),
        client.post("/sparql", data=LABELS, content_type="application/sparql-query; charset=utf-8"),
        client.post("/sparql/", data=LABELS.encode(), content_type="application/sparql-query"),
    ]
    for answer in answers:
        assert answer.content_type == "application/sparql-results+json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*" and "Accept" in answer.headers["Vary"]
        assert labels(answer) == labels(answers[0]) and len(labels(answer)) > 1


def test_language_tags_come_in_their_usual_case(client: FlaskClient) -> None:
    """The store keeps them in lower case; answers in every format have the case that tags are written in."""
    query = 'SELECT ("a \\"@de-at\\t"@de-AT AS ?x) ("<literal xml:lang=\\"de-at\\">"@sr-latn AS ?y) {}'
    for name, first, second in (
        ("json", '"xml:lang":"de-AT"', '"xml:lang":"sr-Latn"'),
        ("xml", 'xml:lang="de-AT"', 'xml:lang="sr-Latn"'),
        ("tsv", '"@de-AT\t', '"@sr-Latn\n'),
    ):
        text = client.get("/sparql", query_string={"query": query, "format": name}).get_data(as_text=True)
        assert first in text and second in text and "de-at" in text, name
    graph = f'CONSTRUCT {{ <{BASE}x> <{BASE}p> "a \\"@de-at "@de-AT }} {{}}'
    for name in ("turtle", "rdfxml", "ntriples"):
        answer = client.get("/sparql", query_string={"query": graph, "format": name})
        read = Graph().parse(data=answer.data, format={"ntriples": "nt", "rdfxml": "xml"}.get(name, name))
        (value,) = read.objects()
        assert str(value) == 'a "@de-at '
        assert ('xml:lang="de-AT"' if name == "rdfxml" else '"@de-AT') in answer.text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.5", "text/tab-separated-values; charset=utf-8"),
        # rdflib's SPARQLStore, Apache Jena and SPARQLWrapper as they ask
        ("application/sparql-results+xml, application/rdf+xml;q=0.9", "application/sparql-results+xml; charset=utf-8"),
        (
            "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
            "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1",
            "application/sparql-results+json",
        ),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_tables_by_accept(client: FlaskClient, accept: str, media_type: str) -> None:
    """What clients really send gets what they mean."""
    answer = client.get("/sparql", query_string={"query": LABELS}, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, media_type)


def test_tables_say_the_same(client: FlaskClient) -> None:
    """CSV, TSV and XML read by outside readers have the rows of the JSON."""
    expected = [text for text, _ in labels(client.get("/sparql", query_string={"query": LABELS}))]
    read = {
        name: client.get("/sparql", query_string={"query": LABELS, "format": name}).data
        for name in ("csv", "tsv", "xml")
    }
    assert [row["label"] for row in csv.DictReader(io.StringIO(read["csv"].decode()))] == expected
    lines = read["tsv"].decode().splitlines()[1:]
    assert [line[1 : line.rindex('"')] for line in lines] == expected
    found = lxml.etree.fromstring(read["xml"]).iter("{*}literal")
    assert [literal.text for literal in found] == expected


def test_graphs(client: FlaskClient) -> None:
    """CONSTRUCT and DESCRIBE give Turtle, RDF/XML and N-Triples that rdflib reads alike."""
    query = f"CONSTRUCT WHERE {{ <{BASE}guest> ?p ?o }}"
    sizes = set()
    for accept, name in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")):
        answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
        assert answer.mimetype == accept
        graph = Graph().parse(data=answer.data, format=name)
        assert (URIRef(f"{BASE}guest"), SKOS.prefLabel) in {(s, p) for s, p, _ in graph}
        sizes.add(len(graph))
    assert len(sizes) == 1
    described = client.get("/sparql", query_string={"query": f"DESCRIBE <{BASE}guest>"})
    assert described.mimetype == "text/turtle" and f"<{BASE}guest>" in described.text


def test_truth(client: FlaskClient) -> None:
    """ASK is answered in JSON or XML, and refused in what has no truth values."""
    assert client.get("/sparql?query=ASK{}").get_json(force=True)["boolean"] is True
    assert b"<boolean>true</boolean>" in client.get("/sparql?query=ASK{}", headers={"Accept": "application/xml"}).data
    refused = client.get("/sparql?query=ASK{}", headers={"Accept": "text/csv"})
    assert refused.status_code == 406 and "application/sparql-results+json" in refused.get_json()["offered"]


def test_graphs_are_named_by_vocabulary(client: FlaskClient) -> None:
    """What the source states and what is inferred are two graphs, which a query can tell apart; all is the union."""

    def count(query: str, **parameters: Any) -> int:
        answer = client.get("/sparql", query_string={"query": query, **parameters})
        return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])

    counting = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    source, inferred = "urn:glossary:travel", "urn:glossary:travel/inferred"
    stated, added = (count(counting.format(f"FROM <{graph}>")) for graph in (source, inferred))
    assert stated > added > 0
    assert count(counting.format("")) == stated + added
    assert count(counting.format(""), **{"default-graph-uri": [source, inferred]}) == stated + added
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": inferred}) == added
    assert count("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == 2


def test_the_service_describes_itself(client: FlaskClient) -> None:
    """Without a query programs get a description that names the endpoint, its features and its graphs."""
    for accept, name in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")):
        answer = client.get("/sparql", headers={"Accept": accept})
        graph = Graph().parse(data=answer.data, format=name)
        (endpoint,) = graph.objects(None, URIRef(f"{SD}endpoint"))
        assert str(endpoint) == "http://127.0.0.1:8080/sparql"
        assert {str(name) for name in graph.objects(None, URIRef(f"{SD}name"))} == {
            "urn:glossary:travel",
            "urn:glossary:travel/inferred",
        }


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"query": ""}, 400, "query"),
        ({"query": "SELEKT *"}, 400, "SELECT"),
        ({"query": "SELECT * { ?s ?p }"}, 400, "column 19"),
        ({"query": "SELECT * { SERVICE SILENT <http://e/> {} }"}, 400, "SERVICE"),
        ({"query": "SELECT * FROM <http://e/> {}"}, 400, "nothing is fetched"),
        ({"query": "DROP ALL"}, 400, "read-only"),
        ({"update": "DROP ALL"}, 400, "read-only"),
        ({"query": ["ASK{}", "ASK{}"]}, 400, "more than once"),
        ({"query": "SELECT (<http://e/f>(1) AS ?x) {}"}, 400, "not supported"),
        ({"query": 'SELECT ("\\u0001" AS ?x) {}', "format": "xml"}, 400, "XML"),
        ({"query": "SELECT * { FILTER(" + "STR(" * 1000 + "1" + ")" * 1000 + ") }"}, 400, "nested"),
        ({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"}, 503, "1 s"),
        ({"query": "SELECT * { ?s ?p ?o . ?a ?b ?c }"}, 400, "larger than the limit"),
    ],
)  # fmt: skip
def test_refusals_have_reasons(impatient: FlaskClient, request_: dict[str, Any], status: int, words: str) -> None:
    """Each limit and each refusal is told in a problem for programs, and nothing is ever cut."""
    answer = impatient.get("/sparql", query_string=request_)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("ASK{}", "text/plain", 415),
        ("ASK{}", "", 415),
        ("ASK{}".encode("utf-16"), "application/sparql-query; charset=utf-16", 415),
        (b"ASK{ ?s ?p '\xff' }", "application/sparql-query", 400),
        ("DROP ALL", "application/sparql-update", 415),
        ("", "application/x-www-form-urlencoded", 400),
        (b"query=%ff", "application/x-www-form-urlencoded", 400),
    ],
)
def test_bodies_that_are_no_queries(client: FlaskClient, body: Any, content_type: str, status: int) -> None:
    """Other types, other charsets and updates are told apart from queries."""
    headers = {"Content-Type": content_type} if content_type else {}
    assert client.post("/sparql", data=body, headers=headers).status_code == status


def test_the_surplus_comes_again_later(data: Path) -> None:
    """While the places are taken others get 503 with Retry-After at once, and pages are answered."""
    client = service(data, child_seconds=2.0)
    heavy = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }")

    def ask(path: str) -> Any:
        return client.application.test_client().get(path)

    with ThreadPoolExecutor(12) as threads:
        running = [threads.submit(ask, heavy) for _ in range(10)]
        pages = [threads.submit(ask, "/en/travel/guest").result().status_code for _ in range(5)]
        answers = [future.result() for future in running]
    assert pages == [200] * 5
    assert {answer.status_code for answer in answers} == {503}
    assert sum("Retry-After" in answer.headers for answer in answers) >= 7


def test_browsers_get_a_page(client: FlaskClient) -> None:
    """At the endpoint's own address in the browser's language, and in each interface language at one of its own."""
    answer = client.get("/sparql", headers={"Accept": "text/html", "Accept-Language": "de"})
    assert answer.content_type == "text/html; charset=utf-8" and answer.headers["Content-Language"] == "de"
    assert "Accept, Accept-Language, Cookie" in answer.headers.getlist("Vary")
    assert "<textarea" in answer.text and "Content-Security-Policy" in answer.headers
    assert client.get("/en/sparql").status_code == 200


def test_the_page_shows_answers(client: FlaskClient) -> None:
    """Tables with links and languages, truth values and graphs; what strangers write is escaped."""
    page = client.get("/en/sparql", query_string={"query": LABELS}).text
    assert page.count("<tr>") == len(labels(client.get("/sparql", query_string={"query": LABELS}))) + 1
    assert 'lang="de-AT"' in page and "format=csv" in page
    concepts = f"SELECT ?c {{ ?c ?p ?o FILTER(?c = <{BASE}guest>) }} LIMIT 1"
    assert 'href="/en/travel/guest"' in client.get("/en/sparql", query_string={"query": concepts}).text
    hostile = 'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}'
    page = client.get("/sparql", query_string={"query": hostile}, headers={"Accept": "text/html"}).text
    assert "<script>alert" not in page and 'href="javascript' not in page
    assert "Yes" in client.get("/en/sparql?query=ASK{}").text
    assert "skos/core#Concept&gt;" in client.get("/en/sparql", query_string={"query": f"DESCRIBE <{BASE}guest>"}).text


def test_the_page_keeps_a_query_that_failed(impatient: FlaskClient) -> None:
    """With its status and its reason."""
    answer = impatient.get("/en/sparql", query_string={"query": "SELECT * { ?s ?p }"})
    assert answer.status_code == 400 and "SELECT * { ?s ?p }" in answer.text and "column 19" in answer.text
    answer = impatient.get("/sparql?query=SELEKT", headers={"Accept": "text/html"})
    assert answer.status_code == 400 and "SELEKT</textarea>" in answer.text


@pytest.mark.parametrize("query", [query for _, query in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_examples_work(client: FlaskClient, query: str) -> None:
    """Each example of the page has an answer that is not empty."""
    answer = client.get("/sparql", query_string={"query": query})
    assert answer.status_code == 200
    if answer.is_json or "json" in answer.content_type:
        assert json.loads(answer.data)["results"]["bindings"]
    else:
        assert len(Graph().parse(data=answer.data))


def test_many_rows_are_shown_in_part_and_said_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page never passes a part for the whole."""
    monkeypatch.setattr("service.query_page.SHOWN_ROWS", 2)
    page = client.get("/en/sparql", query_string={"query": LABELS}).text
    assert page.count("<tr>") == 3 and "Only the first 2 rows are shown" in page


def test_other_sites_may_ask(client: FlaskClient) -> None:
    """A browser's question before a POST of another site is answered."""
    answer = client.options("/sparql")
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
