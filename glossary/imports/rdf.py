"""The entry for RDF files: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, read strictly and to the letter."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

import rdflib
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import OWL, RDF

from glossary.errors import InputError
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.rdf_json import read_json
from glossary.imports.rdf_report import Notice, shown
from glossary.imports.rdf_source import open_source
from glossary.imports.rdf_terms import Terms
from glossary.imports.rdf_text import read_text
from glossary.imports.rdf_xml import read_xml
from glossary.skos.namespaces import SKOS

__all__ = ["Limits", "Notice", "RdfFile", "read_rdf", "require_concepts"]

rdflib.NORMALIZE_LITERALS = False  # or rdflib rewrites "007"^^xsd:integer as "7" wherever a literal is made

_READERS: Final = {"RDF/XML": read_xml, "JSON-LD": read_json}

_OLD_NAMESPACES: Final = ("http://www.w3.org/2008/05/skos#", "http://www.w3.org/2004/02/skos/core/")
"""Namespaces of SKOS drafts (the Last Call of 2008 used the first); SKOS itself has kept the one of 2004."""


_CONCEPT: Final = URIRef(SKOS + "Concept")
_PREF_LABEL: Final = URIRef(SKOS + "prefLabel")
_TO_CONCEPTS: Final = ("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "hasTopConcept")
_OF_CONCEPTS: Final = (
    *_TO_CONCEPTS[:-1],
    *("topConceptOf", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
)
"""Properties that make concepts of their objects, and of their subjects (SKOS Reference, sections 4.3, 8.3, 10.3)."""


@dataclass(frozen=True, slots=True)
class RdfFile:
    """One file as read: every triple, what it declares, and what deserves a warning."""

    path: str
    graph: Graph
    prefixes: dict[str, str]
    notices: tuple[Notice, ...]
    sha256: str
    size: int
    _lines: Mapping[str, int | None] = field(default_factory=dict, repr=False, compare=False)

    def describes(self, iri: str) -> bool:
        """Whether the file says something of ``iri``."""
        return (URIRef(iri), None, None) in self.graph

    def line_of(self, iri: str) -> int | None:
        """The line on which ``iri`` is first described, else first mentioned; None where it does not occur."""
        return self._lines.get(str(iri))


def read_rdf(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> RdfFile:
    """Read a file in the format that its name tells; nothing is ever fetched.

    The graphs of a dataset are merged. Literals keep their lexical form, language tags their case. Raises InputError
    with path, reason and, where there is one, line.
    """
    source = open_source(path, limits)
    graph = Graph(store="SimpleMemory", bind_namespaces="none")
    try:
        with _quiet_rdflib():
            terms, prefixes = _READERS.get(source.format, read_text)(source, graph, limits)
    except InputError:
        raise
    except RecursionError as error:
        raise InputError(source.path, "nested too deep for the reader") from error
    except Exception as error:  # rdflib's readers answer odd input with any exception there is
        reason = f"cannot be read as {source.format}: the reader gave up ({type(error).__name__}: {shown(str(error))})"
        raise InputError(source.path, reason) from error
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    _look_over(graph, terms)
    return RdfFile(source.path, graph, prefixes, tuple(terms.notices), source.sha256, source.size, terms.lines())


@contextmanager
def _quiet_rdflib() -> Iterator[None]:
    """Keep rdflib's remarks on addresses from the user's screen: each is refused or noticed here, with its line."""
    logger = logging.getLogger("rdflib.term")

    def drop(record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(drop)
    try:
        yield
    finally:
        logger.removeFilter(drop)


def _look_over(graph: Graph, terms: Terms) -> None:
    """Gather what deserves a warning and shows only when the whole file is known."""
    for subject, value in graph.subject_objects(OWL.imports):
        words = f"owl:imports <{shown(str(value))}> is ignored: nothing is ever fetched"
        terms.notice("imports-ignored", words, terms.place(value), str(subject))
    blank = [concept for concept in graph.subjects(RDF.type, _CONCEPT) if isinstance(concept, BNode)]
    if blank:
        found = {str(label) for concept in blank for label in graph.objects(concept, _PREF_LABEL)}
        labels = [f'"{shown(label)}"' for label in sorted(found)[:3]]
        which = f", such as {', '.join(labels)}" if labels else ""
        words = f"concepts without an address: {len(blank):,} (each is a blank node){which}; give each an address"
        terms.notice("concept-blank", words, None, None)


def require_concepts(file: RdfFile) -> None:
    """InputError when the file has no concept with an address: none typed so, and none that SKOS's relations imply."""
    graph = file.graph
    subjects = [(None, RDF.type, _CONCEPT)] + [(None, URIRef(SKOS + name), None) for name in _OF_CONCEPTS]
    objects = [(None, URIRef(SKOS + name), None) for name in _TO_CONCEPTS]
    named = (s for pattern in subjects for s, _, _ in graph.triples(pattern) if isinstance(s, URIRef))
    meant = (o for pattern in objects for _, _, o in graph.triples(pattern) if isinstance(o, URIRef))
    if next(chain(named, meant), None) is not None:
        return
    words = (str(word) for _, predicate, value in graph for word in (predicate, value))
    old = next((space for word in words for space in _OLD_NAMESPACES if word.startswith(space)), None)
    reason = "there are no concepts in the file: none with an address and the type skos:Concept"
    if old:
        reason = f"there are no concepts of SKOS, but names in the namespace <{old}> of a draft: replace it by <{SKOS}>"
    raise InputError(file.path, reason)
