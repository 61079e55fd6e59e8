"""The Store protocol: the few questions that the catalogue asks of the triples of a release."""

from __future__ import annotations

from typing import Protocol

from glossary.children import Pool
from glossary.stores.questions import Question

TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Media types of the answers to SELECT, by short name; ASK is answered in the first two."""
GRAPHS = {"turtle": "text/turtle", "rdfxml": "application/rdf+xml", "ntriples": "application/n-triples"}
"""Media types of the answers to CONSTRUCT and DESCRIBE, by short name."""


class Store(Protocol):
    """The triples of one release, opened read-only; any number of threads and processes may ask.

    Each question is one SPARQL query (``stores/sparql.py``), so that an endpoint can answer it as well. A store has a
    named graph for each vocabulary's source, one for what is inferred from it, and their union as default graph.
    """

    def top_concepts(self, vocabulary: str) -> list[str]:
        """Addresses of the vocabulary's concepts that are top concepts of a scheme and have nothing broader."""

    def narrower(self, uri: str) -> list[str]:
        """Addresses directly below a concept; of a collection its members, of a scheme its top concepts."""

    def below(self, uri: str) -> list[str]:
        """Addresses below a concept, however deep; of a collection, its members and theirs; of a scheme, all in it."""

    def mapped_to(self, uri: str) -> list[str]:
        """Addresses that a mapping relation links to this one."""

    def mapped(self, vocabulary: str) -> dict[str, int]:
        """How many mappings the vocabulary's source states of each address that has any, by address."""

    def count(self, vocabulary: str) -> int:
        """How many triples the vocabulary's source graph has."""

    def answer(self, question: Question, pool: Pool) -> bytes:
        """The answer to a stranger's query, in the media type that the question names (TABLES, GRAPHS).

        Language tags are in the case that RFC 5646 recommends. UsageError when the query is no SPARQL 1.1; Busy and
        Stopped as the pool's limits are met. Answers are whole: what is too large is an error.
        """

    def close(self) -> None:
        """Let go of the files."""


def source_graph(vocabulary: str) -> str:
    """The name of the graph that holds a vocabulary's own triples."""
    return f"urn:glossary:{vocabulary}"


def inferred_graph(vocabulary: str) -> str:
    """The name of the graph that holds what is inferred from a vocabulary."""
    return f"{source_graph(vocabulary)}/inferred"
