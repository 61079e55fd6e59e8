"""JSON-LD 1.1: one object with a context of prefixes and a graph, streamed node by node.

Keys and types are compacted, identifiers are whole addresses, and every value says what it is: nothing depends on a
coercion that the context would have to declare, and no number is written as a JSON number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

import msgspec

from glossary.exports.base import RdfFormat, chunked, outline_of
from glossary.skos.nesting import Outline
from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject
from glossary.skos.turtle_terms import TYPE, Names

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DELIMITERS = tuple(":/?#[]@")
"""A term whose namespace ends otherwise is no prefix unless it says so (JSON-LD 1.1, section 4.1.5)."""

Node = dict[str, Any]


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Blocks as JSON-LD. It is data: who embeds it in HTML escapes it there."""
    usable = {
        name: namespace
        for name, namespace in prefixes.items()
        if _PREFIX.fullmatch(name) and namespace.endswith(_DELIMITERS)
    }
    return chunked(_pieces(blocks, usable))


def _pieces(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[str]:
    names, none = Names(prefixes), Names({})
    yield f'{{"@context": {_json(dict(prefixes))},\n"@graph": ['
    separator = "\n"
    for block in blocks:
        outline = outline_of(block)
        plain = is_mistakable(block, prefixes)
        for subject in outline.tops():
            node = plain_node(subject, outline, none if plain else names)
            yield separator + _json({"@context": None, **node} if plain else node)
            separator = ",\n"
    yield "\n]}\n"


def is_mistakable(block: Block, prefixes: Mapping[str, str]) -> bool:
    """Whether an address would be read as a compact one, because its scheme (``urn:…``) is also a prefix."""
    for triple in block.triples:
        for term in triple:
            address = (term.datatype or "") if isinstance(term, Literal) else term[0]
            scheme, colon, rest = address.partition(":")
            if colon and scheme in prefixes and not rest.startswith("//"):
                return True
    return False


def plain_node(subject: Subject, outline: Outline, names: Names) -> Node:
    """A subject with its properties, every value written out."""
    node: Node = {} if subject in outline.nested else {"@id": identifier(subject)}
    pairs = outline.pairs[subject]
    types = [value for value in pairs.get(TYPE, ()) if is_named(value, outline)]
    if types:
        node["@type"] = [
            compact_name(value.value, names) if isinstance(value, IRI) else identifier(value) for value in types
        ]
    for predicate, values in pairs.items():
        rest = [value for value in values if predicate != TYPE or not is_named(value, outline)]
        if rest:
            node[compact_name(predicate.value, names)] = [written_out(value, outline, names) for value in rest]
    return node


def is_named(value: Object, outline: Outline) -> TypeGuard[Subject]:
    """Whether a value can stand under @type, where there is only room for identifiers."""
    return not isinstance(value, Literal) and value not in outline.nested


def written_out(
    value: Object, outline: Outline, names: Names, nested: Callable[[Subject, Outline], Node] | None = None
) -> Node:
    """A value with all that it is; a nested node is written by ``nested``, or like this one's own."""
    if isinstance(value, Literal):
        if value.language:
            return {"@language": value.language, "@value": value.text}
        if value.datatype:
            return {"@type": compact_name(value.datatype, names), "@value": value.text}
        return {"@value": value.text}
    if value in outline.lists:
        return {"@list": [written_out(item, outline, names, nested) for item in outline.lists[value]]}
    if value in outline.nested and value in outline.pairs:
        return nested(value, outline) if nested else plain_node(value, outline, names)
    return {"@id": identifier(value)}


def identifier(node: Subject) -> str:
    """An address, or a blank node's label, as JSON-LD has it."""
    return f"_:{node.label}" if isinstance(node, Blank) else node.value


def compact_name(address: str, names: Names) -> str:
    """The prefixed name of an address, or the address itself."""
    return names.short(address) or address


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


JSONLD = RdfFormat("jsonld", "application/ld+json", "jsonld", "JSON-LD", write)
