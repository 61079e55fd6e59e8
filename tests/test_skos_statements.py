"""Joining graphs: stable blank nodes, whole documents, nothing lost."""

from __future__ import annotations

import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from glossary.skos.statements import SHARED, Statements
from glossary.skos.triples import IRI, Blank, ntriples

HEAD = "@prefix : <https://vocab.example/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"


def read(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=HEAD + turtle, format="turtle")


def statements(turtle: str) -> Statements:
    return Statements.from_graphs([read(turtle)], "seed")


def back(found: Statements) -> rdflib.Graph:
    return rdflib.Graph().parse(data=ntriples(t for block in found.blocks() for t in block.triples), format="nt")


nodes = st.sampled_from([":a", ":b", "_:x", "_:y", "_:z", "_:w"])
objects = st.one_of(nodes, st.sampled_from(['"one"', '"two"@de-AT']))


@settings(deadline=None)
@given(st.lists(st.tuples(nodes, st.sampled_from([":p", ":q"]), objects), max_size=12))
def test_blocks_hold_every_triple(parts: list[tuple[str, str, str]]) -> None:
    """The documents together are the graph, whatever shape its blank nodes have: trees, shared, rings, loose ends."""
    turtle = "".join(f"{s} {p} {o} .\n" for s, p, o in parts)
    assert isomorphic(back(statements(turtle)), read(turtle))


def test_labels_do_not_depend_on_reading() -> None:
    """Reading a file twice, or in another order, gives the same labels, so that hashes last."""
    one = ":a :p [ :q 'x' ; :r [ :q 'y' ] ] . :b :p [ :q 'x' ] , ( 'u' 'v' ) ."
    two = ":b :p ( 'u' 'v' ) , [ :q 'x' ] . :a :p [ :r [ :q 'y' ] ; :q 'x' ] ."
    assert set(statements(one).triples()) == set(statements(two).triples())


def test_an_unrelated_change_leaves_a_document_alone() -> None:
    """Adding a concept elsewhere changes no blank node of this one's document."""
    before = statements(":a :p [ :q 'x' ] , [ :q 'x' ] .").block(IRI("https://vocab.example/a"))
    after = statements(":a :p [ :q 'x' ] , [ :q 'x' ] . :c :p [ :q 'x' ] .").block(IRI("https://vocab.example/a"))
    assert before == after


def test_shared_blank_nodes_are_marked() -> None:
    """A blank node below two subjects can be told by its label, so that no writer nests it twice."""
    found = statements(":a :p _:x . :b :p _:x . _:x :q 'text' . :c :p [ :q 'own' ] .")
    labels = [s.label for s in found.subjects() if isinstance(s, Blank)]
    assert sorted(label.startswith(SHARED) for label in labels) == [False, True]


def test_a_node_below_two_loose_nodes_is_shared() -> None:
    """Blank nodes that nothing points to are subjects too: what hangs below two of them is shared."""
    found = statements("_:x :p _:z . _:y :p _:z ; :q 'y' . _:z :q 't' .")
    assert sum(s.label.startswith(SHARED) for s in found.subjects() if isinstance(s, Blank)) == 1


def test_blank_nodes_of_two_vocabularies_differ() -> None:
    """The same content in two vocabularies gives two blank nodes."""
    graph = read(":a :p [ :q 'x' ] .")
    one, two = (Statements.from_graphs([graph], seed) for seed in ("one", "two"))
    assert set(one.triples()).isdisjoint(two.triples())


def test_a_long_list_is_read() -> None:
    """A list of thousands of items needs no recursion."""
    graph = rdflib.Graph()
    head = rdflib.BNode()
    previous = head
    for number in range(5000):
        following = rdflib.BNode()
        graph.add((previous, rdflib.RDF.first, rdflib.Literal(str(number))))
        graph.add((previous, rdflib.RDF.rest, following))
        previous = following
    graph.add((rdflib.URIRef("https://vocab.example/a"), rdflib.URIRef("https://vocab.example/l"), head))
    assert len(Statements.from_graphs([graph])) == len(graph)
