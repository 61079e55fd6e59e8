"""Turtle (RDF 1.1 Turtle): a paragraph for each subject, grouped by predicate, blank nodes nested where they can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.exports.base import RdfFormat, chunked, outline_of
from glossary.skos.nesting import Outline
from glossary.skos.triples import Block, Object, Subject
from glossary.skos.turtle_terms import Names, as_given, declarations, written


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Blocks as Turtle. All prefixes are declared: which of them are needed is known only when the stream has ended."""
    return chunked(_pieces(blocks, Names(prefixes)))


def _pieces(blocks: Iterable[Block], names: Names) -> Iterator[str]:
    yield declarations(names.prefixes)
    for block in blocks:
        outline = outline_of(block)
        for subject in outline.tops():
            yield paragraph(subject, outline, names)


def paragraph(subject: Subject, outline: Outline, names: Names) -> str:
    """What is said of one subject, after an empty line."""

    def text(value: Object) -> str:
        return written(value, outline, names, as_given)

    lines = []
    for predicate, texts in as_given(outline.pairs[subject], text):
        objects = ",\n        ".join(texts)
        lines.append(f"{names.verb(predicate)} {objects}")
    return f"\n{names.term(subject)} " + " ;\n    ".join(lines) + " .\n"


TURTLE = RdfFormat("turtle", "text/turtle", "ttl", "Turtle", write)
