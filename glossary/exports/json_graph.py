"""JSON-LD for people who read JSON: flat nodes under ``graph``, compacted by one context that never changes.

The form is that of the Skosmos REST API's ``/data``: what its clients look for (``uri``, ``lang``, ``value``,
``prefLabel``) is a name of the context; a property with one value has it bare, one with several in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from glossary.exports.base import RdfFormat
from glossary.skos.namespaces import DC, DCT, ISOTHES, OWL, RDF, RDFS, SKOS
from glossary.skos.triples import IRI, Blank, Block, Object, Subject

_NAMES = (
    *("prefLabel", "altLabel", "hiddenLabel", "broader", "narrower", "related", "inScheme"),
    *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
)
_PREFIXES = {"skos": SKOS, "isothes": ISOTHES, "rdfs": RDFS, "owl": OWL, "dct": DCT, "dc11": DC}
_KEYWORDS = {"uri": "@id", "type": "@type", "lang": "@language", "value": "@value", "graph": "@graph"}
CONTEXT: dict[str, str] = {
    **_PREFIXES,
    **_KEYWORDS,
    "label": "rdfs:label",
    **{name: f"skos:{name}" for name in _NAMES},
}
_SHORT = {f"{SKOS}{name}": name for name in _NAMES} | {f"{RDFS}label": "label", f"{RDF}type": "type"}

Node = dict[str, Any]


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Blocks as one JSON object; the vocabulary's own prefixes are not used."""
    nodes = [node for block in blocks for node in _nodes(block)]
    yield msgspec.json.encode({"@context": CONTEXT, "graph": nodes})


def _nodes(block: Block) -> Iterator[Node]:
    found: dict[Subject, Node] = {}
    for triple in block.triples:
        node = found.setdefault(triple.subject, {"uri": _identifier(triple.subject)})
        key, value = _key(triple.predicate.value), _value(triple.object)
        if key == "type":
            value = value["uri"] if isinstance(value, dict) else value
        if key not in node:
            node[key] = value
        elif isinstance(node[key], list):
            node[key].append(value)
        else:
            node[key] = [node[key], value]
    yield from found.values()


def _key(address: str) -> str:
    return _SHORT.get(address) or _compact(address)


def _compact(address: str) -> str:
    for prefix, namespace in _PREFIXES.items():
        if address.startswith(namespace) and address != namespace:
            return f"{prefix}:{address[len(namespace) :]}"
    return address


def _identifier(node: Subject) -> str:
    return f"_:{node.label}" if isinstance(node, Blank) else _compact(node.value)


def _value(value: Object) -> Any:
    if isinstance(value, IRI | Blank):
        return {"uri": _identifier(value)}
    if value.language:
        return {"lang": value.language, "value": value.text}
    if value.datatype:
        return {"type": _compact(value.datatype), "value": value.text}
    return value.text


JSON_GRAPH = RdfFormat("json-graph", "application/json", "json", "JSON", write)
