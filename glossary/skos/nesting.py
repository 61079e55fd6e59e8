"""Which blank nodes of a block can be written inside the one place that refers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from glossary.skos.statements import SHARED, Pair
from glossary.skos.triples import Blank, Block, Subject

MAX_DEPTH = 50
"""Levels of nesting that are written; deeper nodes, such as those of a long list, are written by label."""


def by_subject(block: Block) -> dict[Subject, list[Pair]]:
    """The pairs of each subject in the block, in the order of the block."""
    found: dict[Subject, list[Pair]] = {}
    for subject, predicate, value in block.triples:
        found.setdefault(subject, []).append((predicate, value))
    return found


def nested(block: Block, pairs: Mapping[Subject, list[Pair]]) -> set[Subject]:
    """The blank nodes referred to once, from within the block, not in a ring, and below no other subject."""
    referred = Counter(triple.object for triple in block.triples if isinstance(triple.object, Blank))
    found: set[Subject] = set()
    level: list[Subject] = [block.subject]
    for _ in range(MAX_DEPTH):
        below = [value for subject in level for _, value in pairs.get(subject, ()) if isinstance(value, Blank)]
        level = [
            node
            for node in below
            if referred[node] == 1 and not node.label.startswith(SHARED) and node != block.subject
        ]
        found.update(level)
        if not level:
            break
    else:  # what hangs below the last level is written by label, and so must that level be
        found.difference_update(level)
    return found
