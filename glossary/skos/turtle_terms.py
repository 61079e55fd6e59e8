"""Terms as Turtle writes them: prefixed names where that is safe, literals in quotes, blank nodes in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from glossary.skos.namespaces import RDF
from glossary.skos.nesting import Outline, Pairs
from glossary.skos.triples import IRI, Blank, Literal, Object, escape

TYPE: Final = IRI(RDF + "type")

_SAFE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
"""Local names of these, if the first is no hyphen, need no escapes (RDF 1.1 Turtle, PN_LOCAL)."""

_PREFIX = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?")
_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|^`\\]')  # RDF 1.1 Turtle, production IRIREF
_REMEMBERED = 20_000
"""Addresses whose written form is kept while a document streams; a few MB."""

Order = Callable[[Pairs, Callable[[Object], str]], Iterable[tuple[IRI, Iterable[str]]]]
"""Puts the predicates of a node and the texts of their objects in the order in which they are written."""


class Names(dict[str, str]):
    """Addresses as they are written under ``prefixes`` (name to namespace): ``names[address]`` remembers its answer.

    ``used`` are the prefixes that answers needed so far. Of two names for a namespace the first by alphabet is taken;
    names outside a simple ASCII form are not used at all.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.prefixes = {name: namespace for name, namespace in prefixes.items() if _PREFIX.fullmatch(name)}
        self.used: set[str] = set()
        self._by_namespace = {self.prefixes[name]: name for name in sorted(self.prefixes, reverse=True)}

    def __missing__(self, address: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[address] = written = self.short(address) or _whole(address)
        return written

    def short(self, address: str) -> str:
        """``prefix:local`` where a prefix fits and the rest needs no escapes, else ""."""
        namespace = address.rstrip(_SAFE)
        local = address[len(namespace) :]
        name = self._by_namespace.get(namespace)
        if name is None or not local or local[0] == "-":
            return ""
        self.used.add(name)
        return f"{name}:{local}"

    def verb(self, predicate: IRI) -> str:
        """A predicate: ``a`` for rdf:type."""
        return "a" if predicate == TYPE else self[predicate.value]

    def term(self, value: Object) -> str:
        """A term that is not nested. Typed literals are always quoted: a bare 007 would read as another text."""
        if isinstance(value, Literal):
            quoted = f'"{escape(value.text)}"'
            if value.language:
                return f"{quoted}@{value.language}"
            return f"{quoted}^^{self[value.datatype]}" if value.datatype else quoted
        return f"_:{value.label}" if isinstance(value, Blank) else self[value.value]


def declarations(prefixes: Mapping[str, str]) -> str:
    """The lines that declare prefixes, in the order given."""
    return "".join(f"@prefix {name}: {_whole(namespace)} .\n" for name, namespace in prefixes.items())


def as_given(pairs: Pairs, text: Callable[[Object], str]) -> Iterable[tuple[IRI, Iterable[str]]]:
    """The order in which the triples came, types first."""
    predicates = [TYPE, *(predicate for predicate in pairs if predicate != TYPE)] if TYPE in pairs else pairs
    return ((predicate, map(text, pairs[predicate])) for predicate in predicates)


def written(value: Object, outline: Outline, names: Names, order: Order) -> str:
    """A term in one line: ``[ … ]`` for a nested blank node, ``( … )`` for a list."""
    if not isinstance(value, Blank) or value not in outline.nested:
        return names.term(value)

    def text(below: Object) -> str:
        return written(below, outline, names, order)

    if value in outline.lists:
        return f"( {' '.join(map(text, outline.lists[value]))} )"
    parts = order(outline.pairs.get(value, {}), text)
    inside = " ; ".join(f"{names.verb(predicate)} {' , '.join(texts)}" for predicate, texts in parts)
    return f"[ {inside} ]" if inside else "[]"


def _whole(address: str) -> str:
    safe = _NOT_IN_ADDRESS.sub(lambda match: f"\\u{ord(match[0]):04X}", address)
    return f"<{safe}>"
