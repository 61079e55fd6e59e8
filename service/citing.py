"""How others refer to an entry: for people, for BibTeX, and what search engines read of it (schema.org)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

_BIBTEX = re.compile(r"[\\{}$&#%_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Cited(NamedTuple):
    """What a citation is made of; ``release`` and ``day`` (ISO 8601) say since when the entry is as it is.

    So the citation stays the same for as long as the entry does. ``release`` is "" where that is not known.
    """

    term: str
    vocabulary: str
    release: str
    day: str
    uri: str


def bibtex(cited: Cited) -> str:
    """The entry as ``@misc``, its key made of the end of the address."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", cited.uri.rstrip("/#").rpartition("/")[2]).strip("-") or "concept"
    fields = {
        "title": f"{{{_braced(cited.term)}}}",
        "howpublished": _braced(cited.vocabulary),
        "year": cited.day[:4],
        "note": f"Release {_braced(cited.release)}" if cited.release else "",
        "url": cited.uri.translate({ord(mark): f"%{ord(mark):02X}" for mark in "{}\\"}),
    }
    lines = (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def _braced(text: str) -> str:
    """The text as BibTeX reads it: its own marks escaped."""
    return _BIBTEX.sub(lambda mark: _ESCAPES.get(mark[0], "\\" + mark[0]), text)


def _structured(**properties: Any) -> Markup:
    """A schema.org description as JSON for a ``script`` of type application/ld+json; empty properties are left out.

    No text in it can end the element or begin another: HTML's marks are written as JSON escapes.
    """
    stated = {"@context": "https://schema.org"} | {name: value for name, value in properties.items() if value}
    return Markup(msgspec.json.encode(stated).decode().translate(_MARKUP))  # noqa: S704  # escaped by the table above


def defined_term(
    cited: Cited, language: str | None, set_uri: str, page: str, definition: str, code: str, others: list[str]
) -> Markup:
    """A concept as schema.org/DefinedTerm; ``language`` is that of its name, ``page`` the address of this page."""
    terms = {"@type": "DefinedTermSet", "@id": set_uri, "name": cited.vocabulary}
    return _structured(
        **{"@type": "DefinedTerm", "@id": cited.uri},
        name=cited.term,
        alternateName=others,
        description=definition,
        inLanguage=language,
        termCode=code,
        url=page,
        inDefinedTermSet=terms if set_uri else None,
    )


def defined_term_set(
    uri: str, title: str, page: str, *, definition: str = "", licence: str = "", version: str = ""
) -> Markup:
    """A vocabulary as schema.org/DefinedTermSet; ``page`` is the address of its page."""
    return _structured(
        **{"@type": "DefinedTermSet", "@id": uri},
        name=title,
        description=definition,
        license=licence,
        version=version,
        url=page,
    )
