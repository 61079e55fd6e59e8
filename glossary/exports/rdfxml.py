"""RDF/XML (RDF 1.1 XML Syntax): one rdf:Description for each subject, blank nodes by rdf:nodeID."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from glossary.exports.base import RdfFormat, chunked
from glossary.exports.markup import attribute, text
from glossary.skos.namespaces import RDF
from glossary.skos.nesting import Pairs, grouped
from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject

_START: Final = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u0131\u0134-\u013E\u0141-\u0148\u014A-\u017E"
    r"\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE\u0401-\u040C\u040E-\u044F\u0451-\u045C\u045E-\u0481"
    r"\u0531-\u0556\u0561-\u0586\u05D0-\u05EA\u0621-\u063A\u0641-\u064A\u0671-\u06B7\u10D0-\u10F6"
    r"\u3041-\u3094\u30A1-\u30FA\u4E00-\u9FA5\uAC00-\uD7A3"
)
"""Letters that begin a name in every edition of XML 1.0: Python's own reader, Expat, knows no later ones."""

_NAME_BACKWARDS = re.compile(rf"[{_START}.0-9\u00B7\u0300-\u0345-]*")
_FIRST = re.compile(f"[{_START}]")
_PREFIX = re.compile(r"(?!xml)[A-Za-z][A-Za-z0-9_-]*", re.IGNORECASE | re.ASCII)
_RESERVED = ("http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace")
_NO_PROPERTIES: Final = frozenset(  # sections 5.1 and 6.1.4; rdf:li would be read as rdf:_1
    RDF + name
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
)


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Blocks as RDF/XML.

    The format cannot say a predicate that does not end in an XML name, nor some of RDF's own words: where the other
    formats have such a triple, this one has a comment that names the predicate.
    """
    return chunked(_pieces(blocks, _Elements(prefixes)))


def _pieces(blocks: Iterable[Block], elements: _Elements) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{elements.declarations()}>\n'
    for block in blocks:
        for subject, pairs in grouped(block.triples).items():
            yield _description(subject, pairs, elements)
    yield "</rdf:RDF>\n"


def _description(subject: Subject, pairs: Pairs, elements: _Elements) -> str:
    lines = [f"  <rdf:Description {_reference(subject, 'about')}>\n"]
    for predicate, values in pairs.items():
        element = elements[predicate.value]
        for value in values:
            lines.append(f"    {_property(element, value) if element else _comment(predicate)}\n")
    lines.append("  </rdf:Description>\n")
    return "".join(lines)


def _property(element: tuple[str, str], value: Object) -> str:
    name, declaration = element
    if not isinstance(value, Literal):
        return f"<{name}{declaration} {_reference(value, 'resource')}/>"
    about = ""
    if value.language:
        about = f' xml:lang="{attribute(value.language)}"'
    elif value.datatype:
        about = f' rdf:datatype="{attribute(value.datatype)}"'
    return f"<{name}{declaration}{about}>{text(value.text)}</{name}>"


def _reference(node: Subject, name: str) -> str:
    if isinstance(node, Blank):
        return f'rdf:nodeID="{attribute(node.label)}"'
    return f'rdf:{name}="{attribute(node.value)}"'


def _comment(predicate: IRI) -> str:
    """XML 1.0, section 2.5: a comment has no two hyphens in a row, and none at its end."""
    safe = predicate.value.replace("--", "-%2D").replace("--", "-%2D")
    return f"<!-- left out, for RDF/XML cannot write the predicate {safe} : see another format -->"


class _Elements(dict[str, tuple[str, str] | None]):
    """For each predicate the name of its element and the declaration it needs, or None where there can be none."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        usable = {
            name: namespace
            for name, namespace in prefixes.items()
            if _PREFIX.fullmatch(name) and namespace and namespace not in _RESERVED
        }
        self._prefixes = {**usable, "rdf": RDF}
        self._by_namespace = {self._prefixes[name]: name for name in sorted(self._prefixes, reverse=True)}

    def __missing__(self, predicate: str) -> tuple[str, str] | None:
        self[predicate] = found = self._element(predicate)
        return found

    def declarations(self) -> str:
        """The declarations of all prefixes, as attributes of the root."""
        return "".join(f'\n    xmlns:{name}="{attribute(namespace)}"' for name, namespace in self._prefixes.items())

    def _element(self, predicate: str) -> tuple[str, str] | None:
        ending = _NAME_BACKWARDS.match(predicate[::-1])  # backwards: a search for the end alone takes quadratic time
        tail = ending[0][::-1] if ending else ""
        first = _FIRST.search(tail)
        if first is None or predicate in _NO_PROPERTIES:
            return None
        local = tail[first.start() :]
        namespace = predicate[: len(predicate) - len(local)]
        if namespace in _RESERVED:
            return None
        name = self._by_namespace.get(namespace)
        return (f"{name}:{local}", "") if name else (f"ns:{local}", f' xmlns:ns="{attribute(namespace)}"')


RDFXML = RdfFormat("rdfxml", "application/rdf+xml", "rdf", "RDF/XML", write)
