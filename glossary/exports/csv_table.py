r"""CSV (RFC 4180) for spreadsheets: one row a concept, a pair of columns a language.

Columns: ``uri``, ``id``, ``notations``, ``deprecated`` (true or false), then for each language tag ``<tag> preferred``
and ``<tag> other`` (admitted and deprecated terms; hidden ones are for search and stay out). A tag's columns hold the
terms of exactly that tag, whatever its case: ``de-AT`` has columns of its own.

A cell with several values joins them by `` | ``; a ``|`` or ``\`` inside a value has a ``\`` before it. A cell that a
spreadsheet would run as a formula has an ``'`` before it. :func:`glossary.formulas.restore`, then :func:`split`, undo
the two. UTF-8 with a byte order mark, by which spreadsheets know it; lines end in CR LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from glossary import languages
from glossary.exports.base import Glossary, TableFormat, TermFormat, chunked
from glossary.formulas import neutralise
from glossary.model import Concept

_COLUMNS = ("uri", "id", "notations", "deprecated")
_OTHER = ("admitted", "deprecated")
SEPARATOR = " | "

_SPECIAL = re.compile(r"[|\\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def write(concepts: Iterable[Concept], tags: Sequence[str]) -> Iterator[bytes]:
    """Concepts as CSV with columns for ``tags``, in that order; of tags that differ in case only the first counts."""
    return chunked(_lines(concepts, _distinct(tags)))


def columns(tags: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The titles of the columns, each with the tag of its terms; None for one that holds no terms."""
    for title in _COLUMNS:
        yield title, None
    for tag in _distinct(tags).values():
        for title in ("preferred", "other"):
            yield f"{tag} {title}".strip(), tag


def _distinct(tags: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(languages.key(tag), tag)
    return found


def _lines(concepts: Iterable[Concept], tags: Mapping[str, str]) -> Iterator[str]:
    """Lines of the table; ``tags`` maps keys to tags."""
    line = io.StringIO()
    writer = csv.writer(line)  # its "excel" dialect is RFC 4180's: CR LF, and quotes where needed
    titles = (title for title, _ in columns(tags.values()))
    yield "\ufeff"
    for row in chain([titles], (_row(concept, tags) for concept in concepts)):
        writer.writerow(map(neutralise, row))
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _row(concept: Concept, keys: Iterable[str]) -> Iterator[str]:
    preferred: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for term in concept.terms:
        if term.role == "preferred":
            preferred.setdefault(languages.key(term.language), []).append(term.text)
        elif term.role in _OTHER:
            other.setdefault(languages.key(term.language), []).append(term.text)
    yield concept.uri
    yield concept.id
    yield join(notation.text for notation in concept.notations)
    yield "true" if concept.deprecated else "false"
    for key in keys:
        yield join(preferred.get(key, ()))
        yield join(other.get(key, ()))


def join(values: Iterable[str]) -> str:
    """Values, none of them empty, as one cell."""
    return SEPARATOR.join(_SPECIAL.sub(r"\\\g<0>", value) for value in values)


def split(cell: str) -> list[str]:
    """The values of a cell that :func:`join` wrote."""
    # a bar inside a value comes after a backslash, never after a space
    return [_ESCAPED.sub(r"\1", value) for value in cell.split(SEPARATOR)] if cell else []


def write_terms(glossary: Glossary) -> Iterator[bytes]:
    """The same table of a glossary."""
    return write(glossary.concepts(), glossary.languages)


CSV = TableFormat("csv", "text/csv", "csv", "CSV", write)
CSV_TERMS = TermFormat("csv", "text/csv", "csv", "CSV", write_terms)
