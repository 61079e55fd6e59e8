"""Turtle, TriG, N-Triples and N-Quads by rdflib's grammar, with terms that keep what the file says to the letter.

rdflib alone lets a missing full stop, N3 paths and spaces in addresses pass, and writes 007 as 7; so the syntax is
checked first (rdf_syntax), and the terms are made here.
"""

from __future__ import annotations

import re
from collections.abc import MutableSequence
from typing import Any, Final, NoReturn

from rdflib import Graph
from rdflib.namespace import XSD
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from rdflib.plugins.parsers.trig import TrigSinkParser
from rdflib.term import BNode, Node, URIRef

from glossary.imports.limits import Limits
from glossary.imports.rdf_addresses import resolve
from glossary.imports.rdf_report import STRING, shown
from glossary.imports.rdf_source import Source
from glossary.imports.rdf_syntax import check_syntax
from glossary.imports.rdf_terms import Terms

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*+)*+")
_ADDRESS = re.compile(r"<([^>]*)>")
_PREFIX = re.compile(r"([^\s:<>]*):")
_AT_DIRECTIVE = re.compile(r"@(prefix|base)\b")
_SPARQL_DIRECTIVE = re.compile(r"(prefix|base)(?=[\s<#])", re.I)
_END = r"""\s<>"'()\[\]{},;#@^"""  # what can follow a prefixed name at once
_NAME = re.compile(rf"<([^>]*)>|([^{_END}:\\]*):((?:[^{_END}.\\]|\\.|\.(?=\.*[^{_END}.]))*)")
_KEYWORD = re.compile(r"(?:a|true|false)(?![^\s<>\"'()\[\]{},;#@^.])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[+-]?[0-9]*\.[0-9]+|[+-]?[0-9]+")
_TAG = re.compile(r"[A-Za-z0-9_-]*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_ESCAPES: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def read_text(source: Source, graph: Graph, limits: Limits) -> tuple[Terms, dict[str, str]]:
    """Read a Turtle, TriG, N-Triples or N-Quads file into ``graph``; gives its terms and its prefixes."""
    check_syntax(source)
    terms = Terms(source.path, source.lines.at, 'declare one ("@base <https://…> .") or write whole addresses')
    reader = _READERS[source.format](graph, terms, limits)
    reader.feed(source.text)
    return terms, dict(reader._bindings)


class _Sink(RDFSink):
    """Takes the statements; the graphs of TriG and N-Quads flow into one."""

    def makeStatement(self, quadruple: tuple[Any, Node, Node, Node], why: Any = None) -> None:  # noqa: N802 - rdflib's
        _, predicate, subject, value = quadruple
        self.graph.add((subject, predicate, value))

    def newGraph(self, identifier: Any) -> Graph:  # noqa: N802 - rdflib's name
        return self.graph


class _Reader(SinkParser):
    """rdflib's grammar with terms of our own; a position is an offset into the text, -1 means "not here"."""

    def __init__(self, graph: Graph, terms: Terms, limits: Limits) -> None:
        super().__init__(_Sink(graph), turtle=True)
        self._terms, self._limits = terms, limits
        self._base: str | None = None
        self._names: dict[str, URIRef | BNode] = {}
        self._subject: URIRef | None = None
        self._start = self._depth = 0

    def BadSyntax(self, argstr: str, i: int, msg: str) -> NoReturn:  # noqa: N802 - rdflib's name
        """Refuse what Oxigraph let pass and rdflib does not know (syntax of RDF 1.2)."""
        self._terms.refuse(f"this syntax is not read ({msg})", i)

    def skipSpace(self, argstr: str, i: int) -> int:  # noqa: N802 - rdflib's name
        """Past white space and comments, or -1 at the end."""
        match = _SPACE.match(argstr, i)
        end = match.end() if match else i
        return end if end < len(argstr) else -1

    def directive(self, argstr: str, i: int) -> int:
        """``@prefix`` or ``@base``."""
        match = _AT_DIRECTIVE.match(argstr, i)
        return self._declare(argstr, match) if match else -1

    def sparqlDirective(self, argstr: str, i: int) -> int:  # noqa: N802 - rdflib's name
        """``PREFIX`` or ``BASE``, in any case."""
        match = _SPARQL_DIRECTIVE.match(argstr, i)
        return self._declare(argstr, match) if match else -1

    def _declare(self, argstr: str, keyword: re.Match[str]) -> int:
        place, prefix = self.skipSpace(argstr, keyword.end()), None
        if keyword[1].lower() == "prefix" and (prefix := _PREFIX.match(argstr, place)):
            place = self.skipSpace(argstr, prefix.end())
        address = _ADDRESS.match(argstr, place)
        if address is None:
            self.BadSyntax(argstr, place, "a directive without an address")
        iri = self._terms.iri(resolve(self._base, _unescaped(address[1])), place, None)
        if prefix:
            self._bindings[prefix[1]] = str(iri)
        else:
            self._base = str(iri)
        self._names.clear()  # a name may mean something else from here on
        return address.end()

    def statement(self, argstr: str, i: int) -> int:
        """One subject and all that is said of it."""
        self._start, self._subject = i, None
        return super().statement(argstr, i)

    def property_list(self, argstr: str, i: int, subj: Node) -> int:
        """What is said of ``subj``."""
        if isinstance(subj, URIRef):
            self._subject = subj
            self._terms.describe(subj, self._start)
        return super().property_list(argstr, i, subj)

    def verb(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        """A predicate; ``->`` is rdflib's mark for "forwards"."""
        place = self.skipSpace(argstr, i)
        found: list[Any] = []
        end = self.uri_ref2(argstr, place, found)
        if end < 0 and (keyword := _KEYWORD.match(argstr, place)) and keyword[0] == "a":
            end, found = keyword.end(), [_TYPE]
        if end >= 0:
            res.append(("->", found[0]))
        return end

    def item(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        """Any term."""
        place = self.skipSpace(argstr, i)
        if place < 0:
            return -1
        first = argstr[place]
        if first in "\"'":
            return self._literal(argstr, place, res)
        if first in "[(":
            return self._nested(argstr, place, res)
        if first in "+-.0123456789" and (number := _NUMBER.match(argstr, place)):
            form = number[0]
            datatype = XSD.double if "e" in form.lower() else XSD.decimal if "." in form else XSD.integer
            res.append(self._terms.literal(form, None, datatype, place, self._subject))
            return number.end()
        end = self.uri_ref2(argstr, place, res)
        if end < 0 and (keyword := _KEYWORD.match(argstr, place)):
            res.append(self._terms.literal(keyword[0], None, XSD.boolean, place, self._subject))
            return keyword.end()
        return end

    object = item  # rdflib tries names first, then strings; one look at the first character tells

    def _nested(self, argstr: str, place: int, res: MutableSequence[Any]) -> int:
        self._depth += 1
        if self._depth > self._limits.max_depth:
            self._terms.refuse(f"nested too deep: more than {self._limits.max_depth} brackets in brackets", place)
        end = self.node(argstr, place, res)
        self._depth -= 1
        return end

    def uri_ref2(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        """An address, a prefixed name or a blank node."""
        place = self.skipSpace(argstr, i)
        match = _NAME.match(argstr, place) if place >= 0 else None
        if match is None:
            return -1
        term = self._names.get(match[0])
        if term is None:
            term = self._names[match[0]] = self._named(match, place)
        res.append(term)
        return match.end()

    def _named(self, match: re.Match[str], place: int) -> URIRef | BNode:
        address, prefix, local = match.groups()
        if prefix == "_":
            return self.anonymousNode(local)
        if address is not None:
            return self._terms.iri(resolve(self._base, _unescaped(address)), place, self._subject)
        if prefix not in self._bindings:
            self.BadSyntax("", place, f"the prefix {shown(prefix)}: is not declared")
        return self._terms.iri(self._bindings[prefix] + re.sub(r"\\(.)", r"\1", local), place, self._subject)

    def _literal(self, argstr: str, place: int, res: MutableSequence[Any]) -> int:
        match = STRING.match(argstr, place)
        if match is None:
            self.BadSyntax(argstr, place, "a string without an end")
        text, end = _unescaped(match[match.lastindex or 1]), match.end()
        language, datatype = None, None
        after = self.skipSpace(argstr, end)
        if argstr.startswith("@", after) and (tag := _TAG.match(argstr, after + 1)):
            language, end = tag[0], tag.end()
        elif argstr.startswith("^^", after):
            found: list[URIRef] = []
            end = self.uri_ref2(argstr, after + 2, found)
            datatype = found[0]
        res.append(self._terms.literal(text, language, datatype, place, self._subject))
        return end


class _TrigReader(_Reader, TrigSinkParser):
    """Turtle with graph blocks."""


class _QuadsReader(_Reader):
    """Statements that may name a graph before their full stop."""

    def checkDot(self, argstr: str, i: int) -> int:  # noqa: N802 - rdflib's name
        """Past the full stop, and past the graph's name before it."""
        end = self.uri_ref2(argstr, i, [])
        return super().checkDot(argstr, end if end >= 0 else i)


_READERS: Final[dict[str, type[_Reader]]] = {
    "Turtle": _Reader,
    "TriG": _TrigReader,
    "N-Triples": _Reader,
    "N-Quads": _QuadsReader,
}


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])

    return _ESCAPE.sub(replace, text)
