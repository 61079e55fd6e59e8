"""CSV for spreadsheets: a row a concept, a column pair a language (RFC 4180, UTF-8 with a byte order mark).

Spreadsheets run cells that begin like a formula. Such a cell gets an apostrophe in front, and so does one that begins
with an apostrophe, so that :func:`restore` always gives back what :func:`neutralise` was given. Several terms in a cell
stand between ``" | "``; a bar or backslash within a term has a backslash before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from glossary import languages
from glossary.model import Concept, Role

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")  # fmt: skip
"""First characters that spreadsheets take for a formula or drop, and the apostrophe that marks such cells."""
_BATCH = 100
"""Rows in a piece of the stream."""


def write(concepts: Iterable[Concept], tags: Sequence[str]) -> Iterator[bytes]:
    """The header, then a row for each concept."""
    yield b"\xef\xbb\xbf"
    heading = ["uri", "id", "notation", "deprecated"]
    for tag in tags:
        heading += [f"{tag} preferred", f"{tag} other"]
    rows = [heading]
    for concept in concepts:
        rows.append(_row(concept, tags))
        if len(rows) >= _BATCH:
            yield _lines(rows)
            rows = []
    yield _lines(rows)


def neutralise(cell: str) -> str:
    """The cell as a spreadsheet can hold it without running it."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def restore(cell: str) -> str:
    """What :func:`neutralise` was given."""
    return cell.removeprefix("'")


def join(terms: Iterable[str]) -> str:
    """Several terms in one cell."""
    return " | ".join(re.sub(r"([\\|])", r"\\\1", term) for term in terms)


def _row(concept: Concept, tags: Sequence[str]) -> list[str]:
    cells = [
        concept.uri,
        concept.id,
        join(notation.text for notation in concept.notations),
        "yes" if concept.deprecated else "",
    ]
    for tag in tags:
        cells += [_terms(concept, tag, ("preferred",)), _terms(concept, tag, ("admitted", "deprecated"))]
    return [neutralise(cell) for cell in cells]


def _terms(concept: Concept, tag: str, roles: tuple[Role, ...]) -> str:
    wanted = languages.key(tag)
    return join(t.text for t in concept.terms if t.role in roles and languages.key(t.language) == wanted)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
