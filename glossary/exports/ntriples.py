"""N-Triples (RDF 1.1 N-Triples): one triple a line, no prefixes, no nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.exports.base import RdfFormat, chunked
from glossary.skos.triples import Block, ntriples


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Blocks as N-Triples, which has no use for prefixes."""
    return chunked(ntriples(block.triples) for block in blocks)


NTRIPLES = RdfFormat("ntriples", "application/n-triples", "nt", "N-Triples", write)
