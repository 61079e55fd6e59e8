"""Clients of linked data that are in use elsewhere read the served site: rdflib, SPARQLWrapper and feedparser."""

from __future__ import annotations

import feedparser
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

CONCEPT = URIRef("https://vocab.example/travel/guest")
LABELS = f"SELECT ?label WHERE {{ <{CONCEPT}> <{SKOS.prefLabel}> ?label }} ORDER BY ?label"


def test_rdflib_follows_an_identifier_to_a_document(site: str) -> None:
    """Asked by rdflib's own Accept header, the concept's address leads to triples of it."""
    graph = Graph().parse(f"{site}/travel/guest")
    assert (CONCEPT, RDF.type, SKOS.Concept) in graph


def test_rdflib_loads_a_dump(site: str) -> None:
    """A dump is read by its suffix's format, every concept of it."""
    graph = Graph().parse(f"{site}/travel.ttl")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 5


def test_rdflib_asks_the_endpoint(site: str) -> None:
    """rdflib's store over SPARQL gets the labels, and a graph by CONSTRUCT."""
    graph = Graph(SPARQLStore(f"{site}/sparql"))
    labels = [str(row[0]) for row in graph.query(LABELS)]
    assert labels
    assert SPARQLStore(f"{site}/sparql", method="POST").query(LABELS)


def test_sparqlwrapper_asks_the_endpoint(site: str) -> None:
    """SPARQLWrapper gets JSON results by GET and by POST."""
    wrapper = SPARQLWrapper(f"{site}/sparql", returnFormat=JSON)
    wrapper.setQuery(LABELS)
    first = wrapper.queryAndConvert()
    wrapper.setMethod("POST")
    assert first == wrapper.queryAndConvert()
    assert first["results"]["bindings"]


def test_feedparser_reads_the_feed_of_changes(site: str) -> None:
    """The Atom feed is well formed, and its entries have addresses, titles and dates."""
    feed = feedparser.parse(f"{site}/feeds/changes.atom")
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.entries
    assert all(entry.link and entry.title and entry.updated_parsed for entry in feed.entries)
