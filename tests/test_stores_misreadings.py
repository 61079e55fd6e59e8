"""What a person is told of a query that is no SPARQL: where it stops, and what could stand there."""

from __future__ import annotations

import pyoxigraph
import pytest

from glossary.stores import misreadings

LONG = "SELECT ?s WHERE { " + "?s ?p ?o . " * 20 + "?s } "


def told(query: str) -> str:
    with pytest.raises(SyntaxError) as refused:
        pyoxigraph.Store().query(query)
    return misreadings.told(query, str(refused.value))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x WHERE { ?x ?p }", "line 1, column 26, here: SELECT ?x WHERE { ?x ?p }⟶ (the end)"),
        ("SELECT ?x WHERE { ?x ?p ?o", "; expected: , . ; { }"),
        ("SELECT * {\n ?s ?p ?o .\n FILTER(?o = ) }", "line 3, column 17, here: FILTER(?o = ) }⟶"),
        ('ASK { ?s ?p "βίζα"@el ?x ⁂ }', "⟶"),
        ("SELECT * { ?s ?p ?o } LIMIT many", "LIMIT ⟶many; expected: HAVING OFFSET OPTIONAL VALUES"),
        ("SELECT ?x WHERE { ?x a skos:Concept }", "skos: is not declared; begin the query with PREFIX skos: <address>"),
        ("SELECT ?x WHERE { ?x a :Concept }", "; : is not declared"),
        (LONG, "here: …"),
    ],
)
def test_the_place_is_shown(query: str, said: str) -> None:
    """Line, column and the text around it, on one short line without the parser's grammar."""
    found = told(query)
    assert said in found and found.startswith("this is no SPARQL 1.1: line ")
    assert len(found) < 250 and "\n" not in found and "..=" not in found and "[_]" not in found


@pytest.mark.parametrize("problem", ["", "something\nelse", "error at 9:99: expected [_]"])
def test_what_the_parser_may_say_one_day(problem: str) -> None:
    """Another version's words are passed on, on one line."""
    found = misreadings.told("ASK {}", problem)
    assert found.startswith("this is no SPARQL 1.1") and "\n" not in found
