"""RDF/XML: an rdf:Description a subject, each predicate with the namespace it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from glossary.skos.namespaces import RDF
from glossary.skos.triples import IRI, Blank, Block, Object, Subject, Triple

_LOCAL = re.compile(
    r"[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF]"
    r"[A-Za-z0-9_.\-\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF]*$"
)
"""The longest end of an address that is an XML name (Namespaces in XML 1.0, NCName), for the common scripts."""
_PREFIX = re.compile(r"(?!(?i:xml))[A-Za-z_][A-Za-z0-9_.-]*")
_ENTITIES = {"\r": "&#13;"}
_ATTRIBUTE_ENTITIES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The document element with the prefixes as namespaces, then each block."""
    declared = {name: uri for name, uri in prefixes.items() if uri and _PREFIX.fullmatch(name)} | {"rdf": RDF}
    names = {uri: name for name, uri in sorted(declared.items(), reverse=True)} | {RDF: "rdf"}
    attributes = "".join(f"\n    xmlns:{name}={_attribute(uri)}" for name, uri in sorted(declared.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{attributes}>\n'.encode()
    for block in blocks:
        yield "".join(_descriptions(block, names)).encode()
    yield b"</rdf:RDF>\n"


def _descriptions(block: Block, names: Mapping[str, str]) -> Iterator[str]:
    subject: Subject | None = None
    for triple in block.triples:
        if triple.subject != subject:
            if subject is not None:
                yield "  </rdf:Description>\n"
            subject = triple.subject
            yield f"  <rdf:Description {_about(subject)}>\n"
        yield f"    {_property(triple, names)}\n"
    if subject is not None:
        yield "  </rdf:Description>\n"


def _property(triple: Triple, names: Mapping[str, str]) -> str:
    """The element for a predicate; a comment where the predicate has no XML name at its end (RDF/XML, section 5.1)."""
    address = triple.predicate.value
    local = _LOCAL.search(address)
    if local is None or not address[: local.start()]:
        return f"<!-- RDF/XML cannot write the predicate {escape(address).replace('--', '-%2D')} -->"
    namespace, end = address[: local.start()], local[0]
    prefix = names.get(namespace)
    tag = f"{prefix}:{end}" if prefix else f"ns:{end}"
    opening = tag if prefix else f"{tag} xmlns:ns={_attribute(namespace)}"
    return _element(opening, tag, triple.object)


def _element(opening: str, tag: str, value: Object) -> str:
    if isinstance(value, IRI):
        return f"<{opening} rdf:resource={_attribute(value.value)}/>"
    if isinstance(value, Blank):
        return f'<{opening} rdf:nodeID="{_node_id(value)}"/>'
    if value.language:
        opening += f" xml:lang={_attribute(value.language)}"
    elif value.datatype:
        opening += f" rdf:datatype={_attribute(value.datatype)}"
    return f"<{opening}>{escape(value.text, _ENTITIES)}</{tag}>"


def _about(subject: Subject) -> str:
    if isinstance(subject, Blank):
        return f'rdf:nodeID="{_node_id(subject)}"'
    return f"rdf:about={_attribute(subject.value)}"


def _node_id(node: Blank) -> str:
    """A label as an XML name."""
    return f"n-{node.label}"


def _attribute(text: str) -> str:
    return quoteattr(text, _ATTRIBUTE_ENTITIES)
