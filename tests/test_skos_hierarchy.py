"""The way from the top down to a concept."""

from __future__ import annotations

import pytest
import rdflib

from glossary.skos.hierarchy import MAX_STEPS, parents, way_to
from glossary.skos.reader import kinds
from glossary.skos.statements import Statements

HEAD = "@prefix : <https://vocab.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def way(turtle: str, name: str) -> list[str]:
    names = sorted({word[1:] for word in turtle.split() if word.startswith(":")})
    typed = "".join(f":{each} a skos:Concept .\n" for each in names)
    statements = Statements.from_graphs([rdflib.Graph().parse(data=HEAD + typed + turtle, format="turtle")])
    found = parents(statements, kinds(statements))
    return [uri.rpartition("/")[2] for uri in way_to(f"https://vocab.example/{name}", found)]


@pytest.mark.parametrize(
    ("turtle", "name", "expected"),
    [
        (":a skos:broader :b . :b skos:broader :c .", "a", ["c", "b"]),
        (":a skos:broader :b , :c . :b skos:broader :c .", "a", ["c"]),
        (":a skos:broader :a .", "a", []),
        (":a skos:broader :b . :b skos:broader :a .", "a", []),
        (":a skos:broader :b . :b skos:broader :c . :c skos:broader :b , :d .", "a", ["d", "c", "b"]),
        (":a skos:broader <https://elsewhere.example/gone> .", "a", []),
    ],
    ids=["chain", "shortest", "itself", "cycle", "cycle below a top", "dangling"],
)
def test_way(turtle: str, name: str, expected: list[str]) -> None:
    """The shortest way is taken; cycles and dangling relations end it."""
    assert way(turtle, name) == expected


def test_a_long_way_is_cut() -> None:
    """A hierarchy deeper than anybody reads loses its upper end."""
    assert len(way("".join(f":c{n} skos:broader :c{n + 1} .\n" for n in range(100)), "c0")) == MAX_STEPS
