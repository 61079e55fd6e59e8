"""RDF terms in Turtle: prefixed names where that is safe, everything else in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from glossary.skos.namespaces import RDF
from glossary.skos.triples import IRI, Literal, Object, n3

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""Local names that need no escapes (RDF 1.1 Turtle, PN_LOCAL), a little narrower than allowed."""
_PREFIX = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")
"""Prefixes as PN_PREFIX, in ASCII; the empty one is allowed."""
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')

Namer = Callable[[str], str]
"""From an address to its prefixed name, or to the address in angle brackets."""


def usable(prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that Turtle can declare."""
    return {name: uri for name, uri in prefixes.items() if uri and _PREFIX.fullmatch(name)}


def namer(prefixes: Mapping[str, str]) -> Namer:
    """A namer for these prefixes; of several that fit the longest namespace wins."""
    by_namespace = {uri: name for name, uri in sorted(usable(prefixes).items(), reverse=True)}

    @lru_cache(maxsize=65536)
    def name(address: str) -> str:
        cut = max(address.rfind("/"), address.rfind("#"), address.rfind(":")) + 1
        prefix = by_namespace.get(address[:cut])
        if prefix is not None and _LOCAL.fullmatch(address, cut):
            return f"{prefix}:{address[cut:]}"
        return f"<{iri_text(address)}>"

    return name


def iri_text(address: str) -> str:
    r"""An address for the inside of angle brackets; what may not stand there becomes a ``\u`` escape (IRIREF)."""
    return _NOT_IN_IRI.sub(lambda match: f"\\u{ord(match[0]):04X}", address)


def term(value: Object, name: Namer) -> str:
    """A term; literals always in quotes, so that "007" stays what it is."""
    if isinstance(value, IRI):
        return name(value.value)
    if isinstance(value, Literal) and value.datatype and not value.language:
        return f"{n3(Literal(value.text))}^^{name(value.datatype)}"
    return n3(value)


def predicate(value: IRI, name: Namer) -> str:
    """A predicate, rdf:type as ``a``."""
    return "a" if value.value == RDF + "type" else name(value.value)


def declarations(prefixes: Mapping[str, str]) -> str:
    """The prefix lines, by name."""
    lines = (f"@prefix {name}: <{iri_text(uri)}> .\n" for name, uri in sorted(usable(prefixes).items()))
    return "".join(lines)
