"""XLSX (ISO/IEC 29500) for people: a row a concept, a group of columns a language, all of it as text.

The header stays in view and carries filters, and each group has a colour of its own. No cell is a formula, a link or a
number, whatever it looks like. A text beyond what a cell may hold goes on in rows of its own below, which repeat the
concept's id.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import IO, Any, Final

from glossary import languages
from glossary.exports.base import Glossary, TermFormat, terms_by_tag
from glossary.exports.categories import cited, labelled_text, texts
from glossary.exports.markup import clean
from glossary.model import Concept, Term

LONGEST_CELL: Final = 32_767
"""Characters that a cell may hold, in UTF-16 units."""

_CHUNK: Final = 65_536
_CONCEPT: Final = (("id", 24), ("theme", 28), ("notes", 30))
_GROUP: Final = (("term", 30), ("other terms", 30), ("status", 16), ("source", 30), ("definition", 50))
"""What a language has columns for, and how wide they are in characters."""
_COLOURS: Final = ("#E8EEF7", "#F6F0E4")
_LAST: Final = (("address", 50),)


def write(glossary: Glossary) -> Iterator[bytes]:
    """The workbook, made in a temporary file, row by row, when the first chunk is asked for."""
    with tempfile.TemporaryFile() as file:
        _save(glossary, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _save(glossary: Glossary, file: IO[bytes]) -> None:
    import xlsxwriter  # slow to import, and needed by this format only

    # rows go to disk as soon as they are complete
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": clean(glossary.title), "comments": clean(f"{glossary.uri} {glossary.release}")})
        sheet = book.add_worksheet("Terms")
        titles = _lay_out(book, sheet, glossary)
        height = _fill(book, sheet, glossary)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, height, len(titles) - 1)


def _lay_out(book: Any, sheet: Any, glossary: Glossary) -> list[str]:
    """Write the header and set the widths; the titles."""
    plain = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = [
        book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": colour})
        for colour in _COLOURS
    ]
    columns = [(title, width, plain) for title, width in _CONCEPT]
    for number, tag in enumerate(glossary.languages):
        shown = f"{languages.name(tag)} ({tag})" if tag else "no language"
        columns += [(f"{shown}: {title}", width, formats[number % len(formats)]) for title, width in _GROUP]
    columns += [(title, width, plain) for title, width in _LAST]
    for place, (title, width, format_) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, format_)
    return [title for title, _, _ in columns]


def _fill(book: Any, sheet: Any, glossary: Glossary) -> int:
    """Write the rows; the number of the last."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    number = 0
    for concept in glossary.concepts():
        pieces = [_pieces(clean(value)) for value in _row(glossary, concept)]
        for line in zip_longest(*pieces, fillvalue=""):
            number += 1
            for place, value in enumerate((pieces[0][0], *line[1:])):
                if value:
                    sheet.write_string(number, place, value, wrapped)
    return number


def _row(glossary: Glossary, concept: Concept) -> Iterator[str]:
    by_tag = terms_by_tag(concept, glossary.languages)
    yield concept.id or concept.uri
    yield "\n".join(map(glossary.label, concept.member_of))
    keys = {languages.key(tag) for tag in glossary.languages}
    yield "\n".join(
        labelled_text(label, text) for label, text in texts(concept) if languages.key(text.language) in keys
    )
    for tag in glossary.languages:
        terms = by_tag.get(tag, [])
        preferred = [term for term in terms if term.role == "preferred"]
        yield _lines(term.text for term in preferred)
        yield _lines(_other(term) for term in terms if term.role != "preferred")
        yield _lines(_status(term) for term in preferred)
        yield _lines(cited(source) for term in preferred for source in term.sources)
        yield _lines(
            labelled_text(text.context, text).removeprefix(": ")
            for text in concept.definitions
            if languages.key(text.language) == languages.key(tag)
        )
    yield concept.uri


def _other(term: Term) -> str:
    about = ", ".join(filter(None, [term.role, _status(term)]))
    return f"{term.text} ({about})"


def _status(term: Term) -> str:
    """Editorial status, reliability from 1 to 4, and the countries that a term is for."""
    reliability = "" if term.reliability is None else f"reliability {term.reliability}"
    return ", ".join(filter(None, [term.status, reliability, *term.jurisdictions]))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(filter(None, values))


def _pieces(value: str) -> list[str]:
    """A text in parts that each fit into a cell: half as many characters, since one may take two units."""
    if len(value.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return [value]
    size = LONGEST_CELL // 2
    return [value[place : place + size] for place in range(0, len(value), size)]


XLSX = TermFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel", write)
