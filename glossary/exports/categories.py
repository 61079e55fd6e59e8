"""What TBX-Basic (ISO 30042) can say of a concept and its terms: our values as its data categories and picklists.

What it has no category for becomes a note: a label, a colon, a blank and the value, such as ``Status: reviewed``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from glossary.exports.csv_table import join
from glossary.model import Concept, Source, Term, Text

_STATUS: Final = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
}
_SUPERSEDED: Final = "supersededTerm-admn-sts"
_TERM_TYPES: Final = {
    **{name: name for name in ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")},
    "phraseologicalUnit": "phrase",
    "initialism": "abbreviation",
}
_PARTS_OF_SPEECH: Final = {name: name for name in ("noun", "verb", "adjective", "adverb", "other")}
_GENDERS: Final = {name: name for name in ("masculine", "feminine", "neuter", "other")}

_MAPPINGS: Final = {kind: f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_WEB = re.compile(r"(https?://[A-Za-z0-9.-]+(?::\d{1,5})?)((?:[/?][^#]*)?)((?:#.*)?)", re.DOTALL)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

Category = tuple[str, str]
"""The name of a data category, and its value."""
Link = tuple[str, str]
"""A relation, as SKOS names it, and the address that it leads to."""


def identifier(*parts: str) -> str:
    """An XML name for the parts of an identity, reversible: ``c-asylum-seeker``, ``c-asylum-seeker__de-1``.

    Letters of ASCII, digits, full stops and hyphens stand for themselves, any other byte of UTF-8 is ``_`` and two
    hexadecimal digits.
    """
    return "c-" + "__".join(_NOT_PLAIN.sub(_hexadecimal, part) for part in parts)


class Names:
    """Names of the terms of one concept, each given once: sources may call two terms the same.

    The second of them has its number as a further part: ``c-asylum-seeker__de-1__2``.
    """

    def __init__(self, concept: Concept) -> None:
        self._concept = concept.id or concept.uri
        self._given: dict[str, int] = {}

    def __call__(self, term: Term) -> str:
        """A name for one more term."""
        count = self._given[term.id] = self._given.get(term.id, 0) + 1
        return identifier(self._concept, term.id, *([str(count)] if count > 1 else ()))


def _hexadecimal(character: re.Match[str]) -> str:
    return "".join(f"_{byte:02X}" for byte in character[0].encode("utf-8", "surrogatepass"))


def term_notes(term: Term) -> Iterator[Category]:
    """The data categories of a term that are picklists or codes, in the order in which TBX files have them."""
    superseded = term.role == "deprecated" and term.replaced_by
    yield "administrativeStatus", _SUPERSEDED if superseded else _STATUS[term.role]
    if term.part_of_speech:
        yield "partOfSpeech", _PARTS_OF_SPEECH.get(term.part_of_speech, "other")
    if term.gender:
        yield "grammaticalGender", _GENDERS.get(term.gender, "other")
    if term.type in _TERM_TYPES:
        yield "termType", _TERM_TYPES[term.type]
    for jurisdiction in term.jurisdictions:
        yield "geographicalUsage", jurisdiction


def labelled_notes(term: Term) -> Iterator[str]:
    """What TBX-Basic has no category for, or no value."""
    stated = {
        "Status": term.status,
        "Reliability": "" if term.reliability is None else str(term.reliability),
        "Usage": term.usage_note,
        "Term type": term.type if _TERM_TYPES.get(term.type) != term.type else "",
        "Part of speech": term.part_of_speech if term.part_of_speech not in _PARTS_OF_SPEECH else "",
        "Gender": term.gender if term.gender not in _GENDERS else "",
        "Created": term.created,
        "Modified": term.modified,
        "Replaced by": term.replaced_by,
    }
    return (f"{label}: {value}" for label, value in stated.items() if value)


def concept_notes(concept: Concept, languages: Iterable[str]) -> Iterator[str]:
    """Notes on the whole concept; of the statements on missing equivalents those for the languages."""
    for notation in concept.notations:
        yield "Notation: " + join(filter(None, [notation.text, notation.datatype]))
    for label, moment in (("Created", concept.created), ("Modified", concept.modified)):
        if moment and not _DATE.fullmatch(moment):
            yield f"{label}: {moment}"
    if concept.deprecated:
        yield "Deprecated: " + (join(concept.replaced_by) or "yes")
    wanted = set(languages)
    for none in concept.no_equivalents:
        if none.language.lower() in wanted:
            note = [f"note: {none.note}"] if none.note else []
            yield "No equivalent: " + join([none.language, *note, *map(cited, none.sources)])


def texts(concept: Concept) -> Iterator[tuple[str, Text]]:
    """The notes and examples of a concept, each with its label."""
    for label, group in (
        ("Scope note", concept.scope_notes),
        ("Note", concept.notes),
        ("Example", concept.examples),
        ("Change", concept.change_notes),
    ):
        for text in group:
            yield label, text


def labelled_text(label: str, text: Text) -> str:
    """A text as a note; its context and sources follow in brackets, empty ones where the text would end like these."""
    about = provenance(text).replace(" [", r" \[")
    return f"{label}: {text.text}" + (f" [{about}]" if about or text.text.endswith("]") else "")


def provenance(text: Text) -> str:
    """The context of a text and its sources as one value; "" when nothing is said."""
    return join([*([f"context: {text.context}"] if text.context else ()), *map(cited, text.sources)])


def cited(source: Source) -> str:
    r"""A source on one line: its title, then what else is known of it, each part with its name, joined by ``; ``.

    In a part that has a semicolon and a blank itself, a ``\`` stands before it.
    """
    parts = {
        "article": source.article,
        "CELEX": source.celex,
        "year": "" if source.year is None else str(source.year),
        "address": source.uri,
        "role": source.role,
    }
    stated = [source.title, *(f"{name}: {value}" for name, value in parts.items() if value)]
    return "; ".join(part.replace("; ", r"\; ") for part in stated if part)


def links(concept: Concept) -> Iterator[Link]:
    """Relations within the vocabulary, then mappings to others."""
    for relation in ("broader", "narrower", "related"):
        for uri in getattr(concept, relation):
            yield relation, uri
    for mapping in concept.mappings:
        yield _MAPPINGS[mapping.kind], mapping.uri


def web_address(uri: str) -> str:
    """An address that an external link can point to, in ASCII (RFC 3986); "" for one that is not of the web."""
    web = _WEB.fullmatch(uri)
    if not web:
        return ""
    host, path, fragment = web.groups()
    return host + _encoded(path) + (f"#{_encoded(fragment[1:])}" if fragment else "")


def _encoded(part: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe="/:?@!$&'()*+,;=%-._~", errors="replace")


def dates(concept: Concept) -> Iterator[Category]:
    """Transactions and their dates, of those that state a day."""
    for kind, moment in (("origination", concept.created), ("modification", concept.modified)):
        day = _DATE.match(moment)
        if day:
            yield kind, day[0]
