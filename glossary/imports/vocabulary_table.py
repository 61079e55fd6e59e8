"""A new vocabulary from a table (CSV or XLSX): one row a concept, columns as ``docs/tables.md`` describes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from glossary import addresses, languages
from glossary.errors import InputError, UsageError
from glossary.imports.codes import read_code, why_none
from glossary.imports.entries import Place, Problem
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.notation import read_line
from glossary.imports.rdf_report import shown
from glossary.imports.tables import Table, TableRow, read_table
from glossary.model import Source, Term
from glossary.skos.extended import LABEL_OF, label_statements
from glossary.skos.namespaces import DCT, GLOSSARY, OWL, RDF, SKOS, SKOSXL, XSD
from glossary.skos.triples import IRI, Blank, Literal, Object, Triple

_TEXTS: Final = {
    "definition": "definition",
    "note": "note",
    "notes": "note",
    "scopenote": "scopeNote",
    "scope note": "scopeNote",
    "example": "example",
}
_WORDINGS: Final = {
    "preflabel": ("preferred", False),
    "preferred": ("preferred", False),
    "term": ("preferred", True),
    "altlabel": ("admitted", False),
    "other": ("admitted", False),
    "synonym": ("admitted", True),
    "synonyms": ("admitted", True),
    "hiddenlabel": ("hidden", False),
}
"""What a column of terms is called: the role of its terms, and whether it is in the published notation."""
_LINKS: Final = {
    "broader": "broader",
    "narrower": "narrower",
    "related": "related",
    "exactmatch": "exactMatch",
    "closematch": "closeMatch",
    "broadmatch": "broadMatch",
    "narrowmatch": "narrowMatch",
    "relatedmatch": "relatedMatch",
}
_PLAIN: Final = ("id", "uri", "notation", "notations", "theme", "themes", "source", "deprecated")
_MATCH: Final = "Match"
_MANY: Final = re.compile(r"\s*(?:;|\s\|\s|\n)\s*")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``tag`` is its language and ``code`` how the header writes it, "" where it has none."""

    kind: str
    tag: str = ""
    code: str = ""


@dataclass(slots=True)
class Converted:
    """A table as SKOS, and the report: how much there is of it, and what could not be taken over."""

    triples: list[Triple] = field(default_factory=list)
    concepts: int = 0
    terms: int = 0
    languages: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def convert_table(path: Path, base: str, title: str, language: str, limits: Limits = DEFAULT_LIMITS) -> Converted:
    """The vocabulary in a table, as concepts below ``base`` in a scheme with that title in that language.

    InputError when the file is refused or names no column of terms; UsageError when the base is no address.
    """
    if not _ADDRESS.fullmatch(base) or base[-1] not in "/#":
        raise UsageError(f"the base '{base}' must be an address (https://…) that ends in / or #")
    table = read_table(path, limits)
    converter = _Converter(table, base, language)
    if not any(column.kind in _WORDINGS for column in converter.columns.values()):
        raise InputError(path.name, "no column holds terms: name one like term en, prefLabel@en or en")
    return converter.convert(title)


def column_of(name: str) -> Column | None:
    """What the name of a column says: ``term de``, ``definition@en``, ``de preferred``, ``CZ`` or ``broader``."""
    folded = name.strip().lower()
    if folded in _PLAIN or folded in _LINKS:
        return Column(folded)
    words = re.split(r"\s+|@", name.strip())
    if len(words) == 1 and (tag := _tag(name)):
        return Column("term", tag, name.strip())
    for kind, code in ((" ".join(words[:-1]), words[-1]), (" ".join(words[1:]), words[0])):
        if kind.lower() in (*_WORDINGS, *_TEXTS) and (tag := _tag(code)):
            return Column(kind.lower(), tag, code)
    return None


def _tag(code: str) -> str:
    tag = read_code(code).tag
    return tag if languages.is_known(tag) else ""


def _why(name: str) -> str:
    """Why a column is not known that seems to name a language; "" for any other."""
    code = next((word for word in re.split(r"\s+|@", name.strip()) if re.fullmatch("[A-Z]{2}", word)), "")
    return f': "{code}" {why_none(code)}' if code else ""


class _Converter:
    """Turns rows into statements; the ids are known first, since rows refer to one another."""

    def __init__(self, table: Table, base: str, language: str) -> None:
        self._base, self._language = base, language
        self._rows = table.rows
        self._out = Converted(problems=list(table.problems))
        self._nodes = 0
        self._ids: dict[str, str] = {}
        self._themes: dict[str, str] = {}
        self.columns: dict[str, Column] = {}
        for name in filter(None, table.header):
            place = Place(table.rows[0].place.file if table.rows else "", 1, name)
            column = column_of(name)
            if column:
                self.columns[name.lower()] = column
                if doubt := read_code(column.code).doubt:
                    self._out.problems.append(Problem(place, doubt, "note"))
            else:
                self._out.problems.append(Problem(place, f"the column is not known, and left out{_why(name)}"))

    def convert(self, title: str) -> Converted:
        """All rows; the scheme first."""
        scheme = self._base + "scheme"
        self._say(scheme, RDF + "type", IRI(SKOS + "ConceptScheme"))
        self._say(scheme, SKOS + "prefLabel", Literal(title, self._language))
        named = [(row, self._identity(row)) for row in self._rows]
        for row, uri in named:
            if uri:
                self._row(row, uri)
        for name, uri in self._themes.items():
            self._say(uri, RDF + "type", IRI(SKOS + "Collection"))
            self._say(uri, SKOS + "prefLabel", Literal(name, self._language))
        return self._out

    def _identity(self, row: TableRow) -> str:
        """The address of a row's concept: stated, or made from its id or its first term; "" when there is none."""
        terms = [term for column, term in self._terms(row) if term.role == "preferred"]
        if not terms:
            self._problem(row, "", "the row has no preferred term")
            return ""
        stated = row.cells.get("uri", "")
        local = row.cells.get("id", "") or _slug(terms[0].text) or f"concept-{row.place.row}"
        uri = stated or self._base + addresses.encoded(local)
        if not _ADDRESS.fullmatch(uri):
            self._problem(row, "uri", f'"{shown(uri)}" is no address')
            return ""
        if uri in self._ids.values():
            self._problem(row, "uri" if stated else "id", f'another row has the identity "{shown(stated or local)}"')
            return ""
        self._ids[uri] = uri
        for name in (local, *(term.text for term in terms)):
            self._ids.setdefault(name.casefold(), uri)
        return uri

    def _row(self, row: TableRow, uri: str) -> None:
        self._out.concepts += 1
        self._say(uri, RDF + "type", IRI(SKOS + "Concept"))
        self._say(uri, SKOS + "inScheme", IRI(self._base + "scheme"))
        self._labels(row, uri)
        for key, column in self.columns.items():
            text = row.cells.get(key, "")
            if not text:
                continue
            if column.kind in _TEXTS:
                self._say(uri, SKOS + _TEXTS[column.kind], Literal(text, column.tag))
            elif column.kind in _LINKS:
                self._links(row, key, uri, _LINKS[column.kind])
            elif column.kind.startswith("notation"):
                for code in _MANY.split(text):
                    self._say(uri, SKOS + "notation", Literal(code))
            elif column.kind.startswith("theme"):
                for name in _MANY.split(text):
                    theme = self._themes.setdefault(name, f"{self._base}theme/{_slug(name) or len(self._themes) + 1}")
                    self._say(theme, SKOS + "member", IRI(uri))
            elif column.kind == "source":
                for source in _MANY.split(text):
                    known = IRI(source) if _ADDRESS.fullmatch(source) else Literal(source)
                    self._say(uri, DCT + "source", known)
            elif column.kind == "deprecated" and text.lower() in ("true", "yes", "1"):
                self._say(uri, OWL + "deprecated", Literal("true", None, XSD + "boolean"))

    def _labels(self, row: TableRow, uri: str) -> None:
        """Plain labels; extended ones where a term has more to say than its wording."""
        preferred: set[str] = set()
        counts: dict[str, int] = {}
        for key, term in self._terms(row, report=True):
            tag = term.language or ""
            if term.role == "preferred" and tag in preferred:
                self._problem(row, key, f'"{shown(term.text)}" is a second preferred term in {tag}: taken as admitted')
                term = msgspec.structs.replace(term, role="admitted")
            if term.role == "preferred":
                preferred.add(tag)
            self._out.terms += 1
            self._out.languages.add(tag)
            if not (term.jurisdictions or term.usage_note or term.type or term.part_of_speech or term.gender):
                self._say(uri, SKOS + LABEL_OF[term.role], Literal(term.text, tag))
                continue
            counts[tag] = counts.get(tag, 0) + 1
            term = msgspec.structs.replace(term, id=f"{tag}-{counts[tag]}")
            said = [(RDF + "type", IRI(SKOSXL + "Label")), *label_statements(term, _literal)]
            self._nest(uri, SKOSXL + LABEL_OF[term.role], said)

    def _terms(self, row: TableRow, *, report: bool = False) -> Iterator[tuple[str, Term]]:
        """The terms of a row, each with the column it stands in."""
        for key, column in self.columns.items():
            text = row.cells.get(key, "")
            if not text or column.kind not in _WORDINGS:
                continue
            role, free = _WORDINGS[column.kind]
            if not free:
                for part in re.split(r" \| |\n", text):
                    yield key, Term("", _ESCAPED.sub(r"\1", part), column.tag, role)  # type: ignore[arg-type]
                continue
            line = read_line(text, column.code)
            if report:
                if line.problem:
                    self._problem(row, key, line.problem)
                self._out.problems += [Problem(row.at(key), doubt, "note") for doubt in line.doubts]
                for tag in line.no_equivalent:
                    said = (DCT + "language", Literal(tag))
                    self._nest(self._uri_of(row), GLOSSARY + "noEquivalent", [said])
            for written in line.terms:
                chosen = role if written.preferred else "admitted"
                yield (
                    key,
                    Term(
                        "",
                        written.text,
                        written.language,
                        chosen,  # type: ignore[arg-type]  # the roles of the table above
                        jurisdictions=written.jurisdictions,
                        usage_note=written.usage_note,
                        type=written.type,
                        part_of_speech=written.part_of_speech,
                        gender=written.gender,
                    ),
                )

    def _uri_of(self, row: TableRow) -> str:
        return next(self._ids[t.text.casefold()] for _, t in self._terms(row) if t.text.casefold() in self._ids)

    def _links(self, row: TableRow, key: str, uri: str, relation: str) -> None:
        for name in _MANY.split(row.cells[key]):
            target = self._ids.get(name.casefold()) or self._ids.get(name)
            if relation.endswith(_MATCH) or (target is None and _ADDRESS.fullmatch(name)):
                target = name if _ADDRESS.fullmatch(name) else None
            if target is None or target == uri:
                what = "the concept itself" if target else f'"{shown(name)}" is no concept of the table and no address'
                self._problem(row, key, what)
                continue
            self._say(uri, SKOS + relation, IRI(target))

    def _say(self, subject: str, predicate: str, value: Object) -> None:
        self._out.triples.append(Triple(IRI(subject), IRI(predicate), value))

    def _nest(self, uri: str, predicate: str, said: Sequence[tuple[str, Object]]) -> None:
        self._nodes += 1
        node = Blank(f"n{self._nodes}")
        self._say(uri, predicate, node)
        self._out.triples += [Triple(node, IRI(name), value) for name, value in said]

    def _problem(self, row: TableRow, column: str, reason: str) -> None:
        self._out.problems.append(Problem(row.at(column) if column else row.place, reason))


def _literal(source: Source) -> Object:
    return Literal(source.title)


def _slug(text: str) -> str:
    """The end of an address for a term: letters and digits of any script, hyphens between words."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return "-".join(re.findall(r"\w+", folded))[:80].strip("-")
