"""RDF terms and triples as plain frozen values, and their N-Triples form.

rdflib's terms carry parsing, comparison and value spaces; a worker that streams documents needs none of it. A literal
keeps its lexical form and its language tag exactly as the source wrote them (RDF 1.1 Concepts, section 3.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class IRI(NamedTuple):
    """An absolute address."""

    value: str


class Blank(NamedTuple):
    """A blank node; ``label`` is unique within a release and, having no colon, never equal to an address."""

    label: str


class Literal(NamedTuple):
    """A literal: lexical form, language tag or None, datatype address or None where the source states none."""

    text: str
    language: str | None = None
    datatype: str | None = None


Subject = IRI | Blank
Object = IRI | Blank | Literal


class Triple(NamedTuple):
    """One statement."""

    subject: Subject
    predicate: IRI
    object: Object


class Block(NamedTuple):
    """All that is said of one subject: its triples first, then those of the blank nodes that hang below it."""

    subject: Subject
    triples: tuple[Triple, ...]


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\n\r\t\b\f\x00-\x1f\x7f]')
_UNESCAPES = {escape[1]: character for character, escape in _ESCAPES.items()}
_UNESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_LINE = re.compile(
    r'^(?:<([^>]*)>|_:(\S+)) <([^>]*)> (?:<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?) \.$'
)


def escape(text: str) -> str:
    """``text`` as the inside of an N-Triples or Turtle short string (RDF 1.1 N-Triples, ECHAR and UCHAR)."""
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)


def _unescape(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _UNESCAPES[match[3]]

    return _UNESCAPED.sub(replace, text) if "\\" in text else text


def n3(term: Object) -> str:
    """The N-Triples form of a term."""
    if isinstance(term, IRI):
        return f"<{term.value}>"
    if isinstance(term, Blank):
        return f"_:{term.label}"
    quoted = f'"{escape(term.text)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


def ntriples(triples: Iterable[Triple]) -> str:
    """Triples as N-Triples lines, each ended by a line feed."""
    return "".join(f"{n3(s)} {n3(p)} {n3(o)} .\n" for s, p, o in triples)


def parse_ntriples(text: str) -> Iterator[Triple]:
    """Read back what :func:`ntriples` wrote; only this package's own lines, so a misfit is a defect (ValueError)."""
    for line in text.split("\n"):
        if not line:
            continue
        match = _LINE.match(line)
        if match is None:
            raise ValueError(f"not one of our N-Triples lines: {line[:200]!r}")
        subject_iri, subject_blank, predicate, iri, blank, lexical, language, datatype = match.groups()
        subject: Subject = IRI(subject_iri) if subject_iri is not None else Blank(subject_blank)
        if iri is not None:
            value: Object = IRI(iri)
        elif blank is not None:
            value = Blank(blank)
        else:
            value = Literal(_unescape(lexical), language, datatype)
        yield Triple(subject, IRI(predicate), value)
