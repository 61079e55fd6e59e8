"""JSON-LD 1.1: one object with the prefixes as context and a node object a subject; nothing relies on coercion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from glossary.skos.namespaces import RDF
from glossary.skos.nesting import by_subject, nested
from glossary.skos.statements import Pair
from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject

_PREFIX = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_LOCAL = re.compile(r"[A-Za-z0-9_.~%-]+")
"""Ends of addresses that are compacted; no slash, so that a compact address never looks like ``prefix://``."""


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The context, then the graph node by node."""
    declared = {name: uri for name, uri in sorted(prefixes.items()) if uri and _PREFIX.fullmatch(name)}
    names = {uri: name for name, uri in reversed(declared.items())}
    context = {name: {"@id": uri, "@prefix": True} for name, uri in declared.items()}
    yield b'{"@context":' + msgspec.json.encode(context) + b',"@graph":['
    separator = b"\n"
    for block in blocks:
        for node in _nodes(block, names):
            yield separator + msgspec.json.encode(node)
            separator = b",\n"
    yield b"\n]}\n"


def _nodes(block: Block, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    pairs = by_subject(block)
    inside = nested(block, pairs)
    for subject in pairs:
        if subject not in inside:
            yield {"@id": _id(subject), **_properties(subject, pairs, inside, names)}


def _properties(
    subject: Subject, pairs: Mapping[Subject, list[Pair]], inside: set[Subject], names: Mapping[str, str]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for predicate, value in pairs.get(subject, ()):
        if predicate.value == RDF + "type" and not isinstance(value, Literal) and value not in inside:
            found.setdefault("@type", []).append(_id(value))
        else:
            found.setdefault(_compact(predicate.value, names), []).append(_value(value, pairs, inside, names))
    return found


def _value(
    value: Object, pairs: Mapping[Subject, list[Pair]], inside: set[Subject], names: Mapping[str, str]
) -> dict[str, Any]:
    if isinstance(value, Literal):
        if value.language:
            return {"@value": value.text, "@language": value.language}
        return {"@value": value.text, "@type": value.datatype} if value.datatype else {"@value": value.text}
    if value in inside:
        return dict(_properties(value, pairs, inside, names)) or {"@id": _id(value)}
    return {"@id": _id(value)}


def _id(node: IRI | Blank) -> str:
    return node.value if isinstance(node, IRI) else f"_:{node.label}"


def _compact(address: str, names: Mapping[str, str]) -> str:
    cut = max(address.rfind("/"), address.rfind("#")) + 1
    prefix = names.get(address[:cut])
    return f"{prefix}:{address[cut:]}" if prefix and _LOCAL.fullmatch(address, cut) else address
