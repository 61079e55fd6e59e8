"""Files for translators are made in memory that hardly grows with the number of concepts."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from terms_material import SEEKER, glossary

from glossary.exports import TERM_FORMATS
from glossary.model import Concept, Text

TEXT = 4_000
"""Characters of each concept's own definition."""
MOST = 1_000
"""Bytes that one more concept may add: its address and id, not its texts."""


def concepts(count: int) -> Iterator[Concept]:
    """So many concepts, each made when it is asked for."""
    for number in range(count):
        definition = Text(f"{number:08}" * (TEXT // 8), "en")
        yield msgspec.structs.replace(
            SEEKER, uri=f"{SEEKER.uri}-{number}", id=f"seeker-{number}", definitions=(definition,)
        )


def peak(name: str, count: int) -> int:
    """Bytes that are held at most while so many concepts are written."""
    made = replace(glossary(tags=("en", "de")), concepts=lambda: concepts(count))
    tracemalloc.start()
    try:
        for _ in TERM_FORMATS[name].write(made):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", TERM_FORMATS)
def test_memory_hardly_grows(name: str) -> None:
    """A writer holds a concept or two, and of the others no more than their addresses."""
    peak(name, 2)  # what is imported and compiled at the first use
    assert (peak(name, 300) - peak(name, 100)) / 200 < MOST
