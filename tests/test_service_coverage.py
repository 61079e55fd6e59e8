"""The table of what each language covers: how shares are rounded, and when there is none."""

from __future__ import annotations

import pytest

from glossary.model import Coverage, Vocabulary
from glossary.nodes import Label, Node
from service.coverage import coverage_table
from service.reader import reader


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, ("0%", 0)),
        ({"drafted": 999, "published": 1}, ("1%", 0)),
        ({"drafted": 1000}, ("0%", 0)),
        ({"published": 2, "reviewed": 2, "other": 10, "none": 100, "drafted": 885}, ("11%", 0)),
        ({"published": 999}, ("99%", 3)),
        ({"published": 999, "none": 1}, ("100%", 4)),
    ],
)
def test_a_share_counts_no_drafts_is_0_only_for_nothing_and_100_only_for_everything(
    counts: dict[str, int], shown: tuple[str, int]
) -> None:
    """999 of 1,000 concepts are 99 %, and one is 1 %; what is only drafted is shown beside it, in numbers."""
    theme = "https://vocab.example/pages/people"
    held = Vocabulary(
        id="pages",
        uri="",
        base="",
        titles=(),
        default_language="en",
        languages=(),
        concepts=1000,
        collections=1,
        schemes=0,
        triples=0,
        prefixes={},
        coverage=(Coverage(theme, "mt", 1000, **counts),),
    )
    node = Node(theme, "people", "pages", Label("People", "en"), "collection")
    table = coverage_table(held, [node], reader("en", ""))
    assert table and table.tongues[0][2][0][:2] == shown
    assert coverage_table(held, [], reader("en", "")) is None
