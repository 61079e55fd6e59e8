"""JSON-LD 1.1 compacted by the context that this service publishes: short names, labels by language, plain addresses.

What the context has no short name for keeps its prefix or its whole address, and a value that does not fit the form of
a short name stands under the prefixed one, written out: nothing is lost, and the same triples come out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from glossary.exports.base import outline_of
from glossary.exports.jsonld import Node, compact_name, identifier, is_mistakable, is_named, plain_node, written_out
from glossary.skos.namespaces import DCT, PREFIXES, SKOS, XSD
from glossary.skos.nesting import Outline
from glossary.skos.triples import IRI, Block, Literal, Object, Subject
from glossary.skos.turtle_terms import TYPE, Names

PLACE: Final = "/context.jsonld"
"""Where the service publishes the context."""

_BY_LANGUAGE = {
    SKOS: (
        *("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "note", "example", "changeNote"),
        *("historyNote", "editorialNote"),
    ),
    DCT: ("title", "description"),
}
_ADDRESSES = {
    SKOS: (
        *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "inScheme", "topConceptOf"),
        *("hasTopConcept", "member", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
    ),
    DCT: ("isReplacedBy", "replaces", "license", "source", "subject", "publisher"),
}
_TYPED = {DCT: {"created": f"{XSD}date", "modified": f"{XSD}date", "issued": f"{XSD}date"}}
_PLAIN = {SKOS: ("notation",), DCT: ("identifier",)}


def _terms(tables: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {namespace + name: name for namespace, names in tables.items() for name in names}


_LANGUAGE_TERMS, _ADDRESS_TERMS, _PLAIN_TERMS = _terms(_BY_LANGUAGE), _terms(_ADDRESSES), _terms(_PLAIN)
_TYPED_TERMS = {
    namespace + name: (name, datatype) for namespace, names in _TYPED.items() for name, datatype in names.items()
}
_NAMES = Names(PREFIXES)

CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    **PREFIXES,
    "uri": "@id",
    "type": "@type",
    **{name: {"@id": iri, "@container": "@language"} for iri, name in _LANGUAGE_TERMS.items()},
    **{name: {"@id": iri, "@type": "@id", "@container": "@set"} for iri, name in _ADDRESS_TERMS.items()},
    **{name: {"@id": iri, "@type": datatype, "@container": "@set"} for iri, (name, datatype) in _TYPED_TERMS.items()},
    **{name: {"@id": iri, "@container": "@set"} for iri, name in _PLAIN_TERMS.items()},
}
"""The published context. Names are only ever added: a document that refers to it keeps its meaning."""


def published() -> bytes:
    """The document that holds the context."""
    return msgspec.json.format(msgspec.json.encode({"@context": CONTEXT}), indent=1)


def write(blocks: Iterable[Block], context: str) -> bytes:
    """Blocks as one document that refers to the context by its address."""
    graph = [node for block in blocks for node in _nodes(block)]
    return msgspec.json.encode({"@context": context, "@graph": graph})


def _nodes(block: Block) -> Iterable[Node]:
    outline = outline_of(block)
    if is_mistakable(block, PREFIXES):
        return [{"@context": None, **plain_node(subject, outline, Names({}))} for subject in outline.tops()]
    return [_node(subject, outline) for subject in outline.tops()]


def _node(subject: Subject, outline: Outline) -> Node:
    node: Node = {} if subject in outline.nested else {"uri": identifier(subject)}
    for predicate, values in outline.pairs[subject].items():
        named = [value for value in values if predicate == TYPE and is_named(value, outline)]
        if named:
            node["type"] = [
                compact_name(value.value, _NAMES) if isinstance(value, IRI) else identifier(value) for value in named
            ]
        for value in values:
            if value not in named:
                _add(node, predicate.value, value, outline)
    return node


def _add(node: Node, predicate: str, value: Object, outline: Outline) -> None:
    """Put a value under the short name of its property where it has that name's form, else under the prefixed name."""
    if isinstance(value, Literal):
        if predicate in _LANGUAGE_TERMS and not value.datatype:
            by_language = node.setdefault(_LANGUAGE_TERMS[predicate], {})
            by_language.setdefault(value.language or "@none", []).append(value.text)
            return
        if predicate in _TYPED_TERMS and value.datatype == _TYPED_TERMS[predicate][1]:
            node.setdefault(_TYPED_TERMS[predicate][0], []).append(value.text)
            return
        if predicate in _PLAIN_TERMS and not value.datatype and not value.language:
            node.setdefault(_PLAIN_TERMS[predicate], []).append(value.text)
            return
    elif predicate in _ADDRESS_TERMS and value not in outline.lists and value not in outline.nested:
        node.setdefault(_ADDRESS_TERMS[predicate], []).append(identifier(value))
        return
    written = written_out(value, outline, _NAMES, _node)
    node.setdefault(compact_name(predicate, _NAMES), []).append(written)
