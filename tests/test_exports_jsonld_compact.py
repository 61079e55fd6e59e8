"""JSON-LD by the published context: short, and the same triples for two readers."""

from __future__ import annotations

import json

from exports_material import OXIGRAPH, RDFLIB, blocks, graphs, lowered, read, read_elsewhere, same
from flask.testing import FlaskClient
from hypothesis import given, settings

from glossary.exports.jsonld_compact import CONTEXT, published, write
from glossary.skos.triples import Triple

ADDRESS = "https://vocab.example/context.jsonld"


def with_context(document: bytes) -> bytes:
    """The document with the context in the place of its address, as a client has it that fetched it."""
    found = json.loads(document)
    assert found["@context"] == ADDRESS
    return json.dumps({**found, "@context": json.loads(published())["@context"]}).encode()


@settings(deadline=None, max_examples=300)
@given(graphs)
def test_the_same_triples_come_out(triples: list[Triple]) -> None:
    """Any triples come back through rdflib, and through Oxigraph, which lower-cases language tags."""
    document = with_context(write(blocks(triples), ADDRESS))
    assert same(read(document, RDFLIB["jsonld"]), triples)
    assert same(lowered(read_elsewhere(document, OXIGRAPH["jsonld"])), lowered(triples))


def test_a_concept_is_short(client: FlaskClient) -> None:
    """Labels are a map by language and relations are lists of addresses, under the names of SKOS."""
    answer = client.get("/travel/guest.jsonld?compact=1")
    assert answer.mimetype == "application/ld+json"
    document = answer.get_json()
    assert document["@context"] == "/context.jsonld"
    node = next(node for node in document["@graph"] if node["uri"].endswith("/guest"))
    assert node["type"] == ["skos:Concept"]
    assert all(isinstance(texts, list) for texts in node["prefLabel"].values())
    assert all(isinstance(uri, str) for uri in node["inScheme"])


def test_the_context_is_published(client: FlaskClient) -> None:
    """It has an address of its own, open to every site."""
    answer = client.get("/context.jsonld")
    assert answer.get_json() == {"@context": CONTEXT}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_only_json_ld_can_be_compact(client: FlaskClient) -> None:
    """Another format refuses the parameter."""
    assert client.get("/travel/guest.ttl?compact=1").status_code == 400
