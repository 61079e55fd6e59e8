"""N-Quads and TriG (RDF 1.1): whole vocabularies with their graphs, what the source states apart from what is inferred.

Blank nodes keep their labels everywhere, because both graphs may speak of the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from glossary.exports.base import chunked
from glossary.exports.turtle import paragraph
from glossary.skos.nesting import outline
from glossary.skos.triples import Block, ntriples
from glossary.skos.turtle_terms import Names, declarations

Graphs = Iterable[tuple[str, Iterable[Block]]]
"""Each graph's name with its blocks."""

QuadWriter = Callable[[Graphs, Mapping[str, str]], Iterator[bytes]]
"""Graphs and prefixes (name to namespace) to chunks of UTF-8."""


@dataclass(frozen=True, slots=True)
class QuadFormat:
    """A format for several graphs; ``suffix`` has no dot, ``label`` is for people."""

    name: str
    media_type: str
    suffix: str
    label: str
    write: QuadWriter


def write_nquads(graphs: Graphs, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Graphs as N-Quads, which has no use for prefixes."""
    return chunked(_quads(graph, block) for graph, blocks in graphs for block in blocks)


def write_trig(graphs: Graphs, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Graphs as TriG: the paragraphs of Turtle, between the braces of their graph."""
    return chunked(_pieces(graphs, Names(prefixes)))


def _quads(graph: str, block: Block) -> str:
    """Every line of N-Triples with the graph before its full stop; a line feed is always the end of a line."""
    return ntriples(block.triples).replace(" .\n", f" <{graph}> .\n")


def _pieces(graphs: Graphs, names: Names) -> Iterator[str]:
    yield declarations(names.prefixes)
    for graph, blocks in graphs:
        yield f"\n<{graph}> {{\n"
        for block in blocks:
            parts = outline(block.triples, lambda _blank: True)
            for subject in parts.tops():
                yield paragraph(subject, parts, names)
        yield "}\n"


NQUADS: Final = QuadFormat("nquads", "application/n-quads", "nq", "N-Quads", write_nquads)
TRIG: Final = QuadFormat("trig", "application/trig", "trig", "TriG", write_trig)
