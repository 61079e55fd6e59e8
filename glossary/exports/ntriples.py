"""N-Triples: a line a triple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.skos.triples import Block, ntriples


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The triples of each block; N-Triples has no prefixes."""
    for block in blocks:
        yield ntriples(block.triples).encode()
