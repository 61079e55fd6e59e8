"""rdflib terms that keep what the file says to the letter, each address, tag and text checked as it comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from rdflib.term import Literal, Node, URIRef

from glossary.errors import InputError
from glossary.imports import rdf_addresses, rdf_tags
from glossary.imports.rdf_report import NOT_IN_XML, Notice, code_point, shown


def exact_literal(text: str, language: str | None, datatype: URIRef | None) -> Literal:
    """A literal of exactly these three parts, without a Python value.

    rdflib's own constructor parses every typed value (XML, HTML and integers of any size included), logs what does not
    fit its type, and rewrites xsd:token and xsd:normalizedString even when NORMALIZE_LITERALS is off.
    """
    literal = str.__new__(Literal, text)
    literal._language = language or None
    literal._datatype = datatype
    literal._value = None
    literal._ill_typed = None
    return literal


class Terms:
    """The term factory of one file: refuses with file and line, and gathers notices and places.

    A place is whatever the reader counts in (offsets, or lines), None where it does not know; ``line_at`` turns a place
    into a line.
    """

    def __init__(self, path: str, line_at: Callable[[int], int], base_hint: str) -> None:
        self.path = path
        self.notices: list[Notice] = []
        self.described: dict[URIRef, int | None] = {}
        self.mentioned: dict[URIRef, int | None] = {}
        self._line_at = line_at
        self._base_hint = base_hint
        self._tags: set[str | None] = {None, ""}

    def place(self, iri: Node) -> int | None:
        """Where the file first describes ``iri``, else where it first mentions it."""
        return self.described.get(iri, self.mentioned.get(iri)) if isinstance(iri, URIRef) else None

    def lines(self) -> dict[str, int | None]:
        """The line of each address's place."""
        return {str(iri): self._line(self.place(iri)) for iri in self.mentioned}

    def _line(self, place: int | None) -> int | None:
        return None if place is None else self._line_at(place)

    def refuse(self, reason: str, place: int | None) -> NoReturn:
        """Give up on the file."""
        raise InputError(self.path, reason, self._line(place))

    def notice(self, code: str, message: str, place: int | None, subject: str | None) -> None:
        """Remember a warning."""
        self.notices.append(Notice(code, message, self._line(place), str(subject or "")))

    def iri(self, value: str, place: int | None, subject: str | None) -> URIRef:
        """The address ``value``, checked."""
        if not rdf_addresses.is_absolute(value):
            self.refuse(f'the address "{shown(value)}" is relative and there is no base: {self._base_hint}', place)
        if reason := rdf_addresses.problem(value):
            self.refuse(reason, place)
        iri = URIRef(value)
        if iri not in self.mentioned:
            self.mentioned[iri] = place
            for code, message in rdf_addresses.doubts(value):
                self.notice(code, message, place, subject or value)
        return iri

    def describe(self, subject: URIRef, place: int | None) -> None:
        """Remember where the file first describes ``subject``."""
        self.described.setdefault(subject, place)

    def tag(self, tag: str | None, place: int | None, subject: str | None) -> None:
        """Check a language tag; None and "" stand for no language."""
        if tag in self._tags or tag is None:
            return
        if reason := rdf_tags.problem(tag):
            self.refuse(f"{reason}{_at(subject)}", place)
        if doubt := rdf_tags.doubt(tag):
            self.notice("language-tag-suspicious", doubt, place, subject)
        self._tags.add(tag)

    def literal(
        self, text: str, language: str | None, datatype: URIRef | None, place: int | None, subject: str | None
    ) -> Literal:
        """The literal of these parts, checked."""
        if bad := NOT_IN_XML.search(text):
            self.refuse(f"{_unfit(text, bad.start())}{_at(subject)}", place)
        if language not in self._tags:
            self.tag(language, place, subject)
        return exact_literal(text, language, datatype)


def _unfit(text: str, index: int) -> str:
    """Why the character at ``index`` of a text is refused."""
    first, second = text[index], text[index + 1 : index + 2]
    if "\ud800" <= first <= "\udbff" and "\udc00" <= second <= "\udfff":
        whole = 0x10000 + (ord(first) - 0xD800) * 0x400 + ord(second) - 0xDC00
        return f"the text contains one character as two halves ({shown(first + second)}): write it as \\U{whole:08X}"
    return f"the text contains {code_point(first)}, which XML cannot carry"


def _at(subject: str | None) -> str:
    return f" (at <{shown(subject)}>)" if subject else ""
