"""A strict look at the syntax of Turtle and its kin by Oxigraph's parser, and its errors put into helpful words.

Oxigraph reads EuroVoc in a fiftieth of the time that rdflib needs. It is asked to be lenient with addresses and
language tags, which rdf_terms judges, and its terms are thrown away, since it lower-cases language tags.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

import pyoxigraph

from glossary.errors import InputError
from glossary.imports import rdf_tags
from glossary.imports.rdf_report import NOT_IN_XML, STRING, code_point, merge_conflict, shown
from glossary.imports.rdf_source import Source

_FORMATS: Final = {
    "N-Triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "Turtle": pyoxigraph.RdfFormat.TURTLE,
    "N-Quads": pyoxigraph.RdfFormat.N_QUADS,
    "TriG": pyoxigraph.RdfFormat.TRIG,
}
_SUFFIX: Final = {"N-Triples": ".nt", "Turtle": ".ttl", "N-Quads": ".nq", "TriG": ".trig"}

_ODD_TAG = re.compile(r"""["']@([\w-]*_[\w-]*)""")
_FRAME = re.compile(r"^Parser error .*?: |\s*\(line \d+\)$", re.S)


def check_syntax(source: Source) -> None:
    """InputError, with the line, when the text does not follow the grammar of its format."""
    try:
        _parse(source.text, source.format)
    except SyntaxError as error:
        line = error.lineno or 1
        offset = source.lines.start(line) + max((error.offset or 1) - 1, 0)
        raise InputError(source.path, next(_signs(source, offset, line, error.msg)), line) from error
    except MemoryError as error:  # Oxigraph's own bound
        raise InputError(source.path, "a single string, address or comment is longer than 16 MiB") from error


def _parse(text: str, file_format: str) -> None:
    deque(pyoxigraph.parse(text, format=_FORMATS[file_format], lenient=True), maxlen=0)


def _signs(source: Source, offset: int, line: int, message: str) -> Iterator[str]:
    """What may be wrong at ``offset``, most telling sign first."""
    text = source.text
    row = text[source.lines.start(line) : source.lines.start(line) + 10_000].split("\n", 1)[0]
    if conflict := merge_conflict(row):
        yield conflict
    if odd := _ODD_TAG.search(row):
        yield rdf_tags.problem(odd[1]) or message
    if bad := NOT_IN_XML.search(text, offset, offset + 1):
        yield f"the character {code_point(bad[0])} does not belong here"
    if text[offset : offset + 1] in {'"', "'"} and not STRING.match(text, offset):
        yield "the string that begins here is never closed"
    if "unexpected end" in message.lower():
        yield "the file is cut off: end of file in the middle of a statement"
    if other := _other_format(source):
        yield f"the content is not {source.format}, as the name says, but {other}: name it {_SUFFIX[other]}"
    yield f"not {source.format}: {shown(_FRAME.sub('', message), 200)}"


def _other_format(source: Source) -> str | None:
    """The narrowest sibling format whose grammar the text follows."""
    for file_format in _FORMATS:
        if file_format != source.format:
            try:
                _parse(source.text, file_format)
            except SyntaxError:
                continue
            return file_format
    return None
