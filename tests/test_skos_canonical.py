"""The one layout of vocabulary files: the same for the same triples, readable, and nothing lost."""

from __future__ import annotations

import random

import pytest
from exports_material import ODD_PREFIXES, graphs, read, same
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.skos.canonical import canonical_turtle
from glossary.skos.namespaces import DCT, PREFIXES, SKOS, SKOSXL
from glossary.skos.triples import IRI, Blank, Literal, Object, Triple

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://vocab.example/> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
"""
NAMES = {**PREFIXES, "ex": "https://vocab.example/"}
EX = NAMES["ex"]
randoms = st.randoms(use_true_random=False)
P, Q = IRI(EX + "p"), IRI(EX + "q")


def canonical(turtle: str) -> str:
    return canonical_turtle(read((HEAD + turtle).encode(), "turtle"), NAMES)


def relabelled(triples: list[Triple], rnd: random.Random) -> list[Triple]:
    """The same graph in another order, with other labels for its blank nodes."""
    blanks = sorted({node for triple in triples for node in triple if isinstance(node, Blank)})
    labels = {blank: Blank(f"z{number}") for number, blank in enumerate(rnd.sample(blanks, len(blanks)))}

    out = [Triple(labels.get(s, s), p, labels.get(o, o)) for s, p, o in triples]  # type: ignore[arg-type, call-overload]
    rnd.shuffle(out)
    return out


@settings(deadline=None, max_examples=300)
@given(graphs)
def test_no_triple_is_lost(triples: list[Triple]) -> None:
    """What the layout says is what it was given, to the letter."""
    assert same(read(canonical_turtle(triples, ODD_PREFIXES).encode(), "turtle"), triples)


@settings(deadline=None, max_examples=300)
@given(graphs, randoms)
def test_order_and_labels_do_not_matter(triples: list[Triple], rnd: random.Random) -> None:
    """The same graph in any order and with any blank-node labels gives the same text."""
    assert canonical_turtle(relabelled(triples, rnd), NAMES) == canonical_turtle(triples, NAMES)


@settings(deadline=None, max_examples=300)
@given(graphs)
def test_reading_and_writing_again_changes_nothing(triples: list[Triple]) -> None:
    """The layout of the layout is the layout."""
    once = canonical_turtle(triples, NAMES)
    assert canonical_turtle(read(once.encode(), "turtle"), NAMES) == once


def test_a_concept_reads_line_by_line() -> None:
    """One line a statement and a term, everything in its place, only used prefixes, header kept."""
    turtle = """
    ex:b a skos:Concept ; skos:definition "Says what it is."@en ; skos:broader ex:a ;
        skosxl:altLabel [ skosxl:literalForm "Zuwanderer"@de ; a skosxl:Label ] ;
        skosxl:prefLabel
            [ dct:spatial country:BEL , country:AUT ; dct:identifier "fr-1" ;
              skosxl:literalForm "hôte"@fr ; a skosxl:Label ] ,
            [ a skosxl:Label ; skosxl:literalForm "Gast"@de-AT ] , [ a skosxl:Label ; skosxl:literalForm "Gast"@de ] ;
        skos:prefLabel "ξένος"@el , "სტუმარი"@ka ;
        dct:created "2026-01-05" ; skos:inScheme ex:s ; ex:last "1", "0" .
    ex:a a skos:Concept .
    ex:act dct:title "Act" .
    ex:c a skos:Collection ; skos:member ex:b .
    ex:o a skos:OrderedCollection ; skos:memberList ( ex:b ex:a ) .
    ex:s a skos:ConceptScheme .
    """
    found = canonical_turtle(read((HEAD + turtle).encode(), "turtle"), NAMES, "# Kept.\n# As it is.\n")
    assert (
        found
        == """\
# Kept.
# As it is.

@prefix country: <http://publications.europa.eu/resource/authority/country/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://vocab.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .

ex:s
    a skos:ConceptScheme ;
.

ex:c
    a skos:Collection ;
    skos:member ex:b ;
.

ex:o
    a skos:OrderedCollection ;
    skos:memberList ( ex:b ex:a ) ;
.

ex:a
    a skos:Concept ;
.

ex:b
    a skos:Concept ;
    skos:inScheme ex:s ;
    dct:created "2026-01-05" ;
    skos:broader ex:a ;
    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "Gast"@de ] ;
    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "Gast"@de-AT ] ;
    skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "hôte"@fr ; dct:identifier "fr-1" ; \
dct:spatial country:AUT , country:BEL ] ;
    skosxl:altLabel [ a skosxl:Label ; skosxl:literalForm "Zuwanderer"@de ] ;
    skos:prefLabel "ξένος"@el ;
    skos:prefLabel "სტუმარი"@ka ;
    skos:definition "Says what it is."@en ;
    ex:last "0" ;
    ex:last "1" ;
.

ex:act
    dct:title "Act" ;
.
"""
    )


@settings(deadline=None, max_examples=20)
@given(rnd=randoms)
@pytest.mark.parametrize(
    "turtle",
    [
        "ex:a ex:p _:x . ex:b ex:p _:x . _:x ex:q 'shared' .",
        "_:x ex:p _:y . _:y ex:p _:z . _:z ex:p _:x .",
        "_:x ex:p ex:a . _:y ex:p ex:a .",
        "ex:a ex:p ( [ ex:q 'in' ] ( 'a' ) () ) .",
        "ex:a ex:p _:x . ex:b ex:p _:x . _:x ex:q [ ex:q 'below what is shared' ] .",
    ],
    ids=["shared", "ring", "alike", "lists", "below shared"],
)
def test_blank_nodes_of_any_shape(turtle: str, rnd: random.Random) -> None:
    """Shared nodes, rings and lists keep their meaning, and any order of the input gives the same text."""
    triples = read((HEAD + turtle).encode(), "turtle")
    once = canonical_turtle(triples, NAMES)
    assert same(read(once.encode(), "turtle"), triples)
    assert canonical_turtle(relabelled(triples, rnd), NAMES) == once


@settings(deadline=None, max_examples=20)
@given(randoms)
def test_rings_of_different_length(rnd: random.Random) -> None:
    """Nodes that look alike from nearby are told apart by the ring they are in, even when all are linked together."""
    ring_of_two, ring_of_three = [Blank("c"), Blank("a")], [Blank("e"), Blank("b"), Blank("d")]
    rings = [
        Triple(node, P, ring[(place + 1) % len(ring)])
        for ring in (ring_of_two, ring_of_three)
        for place, node in enumerate(ring)
    ]
    nodes = ring_of_two + ring_of_three
    linked = rings + [Triple(one, Q, two) for one in nodes for two in nodes]
    for graph in (rings, linked):
        once = canonical_turtle(graph, NAMES)
        assert canonical_turtle(relabelled(graph, rnd), NAMES) == once
        assert once.count("ex:p _:b") == len(rings)


def test_deep_nesting_can_be_read_back() -> None:
    """Long chains and lists of blank nodes need no recursion, neither here nor in readers."""
    chain: list[Triple] = []
    node: Object = IRI(EX + "a")
    for number in range(300):
        below = Blank(f"x{number}")
        chain.append(Triple(node, P, below))  # type: ignore[arg-type]
        node = below
    members = " ".join(f"ex:m{number}" for number in range(3000))
    chain += read((HEAD + f"ex:b ex:p ( {members} ) .").encode(), "turtle")
    once = canonical_turtle(chain, NAMES)
    again = read(once.encode(), "turtle")
    assert len(again) == len(chain)
    assert canonical_turtle(again, NAMES) == once


def test_a_new_term_is_a_new_line() -> None:
    """Adding a term adds one line and changes no other, wherever it sorts: what a reviewer sees is what was done."""
    before = canonical("ex:a a skos:Concept ; skos:prefLabel 'b'@en .").splitlines()
    for added in ("skos:altLabel 'a'@en", "skos:prefLabel 'c'@fr", "skos:prefLabel 'ա'@hy", "ex:z ex:z"):
        after = canonical(f"ex:a a skos:Concept ; skos:prefLabel 'b'@en ; {added} .").splitlines()
        after = [line for line in after if not line.startswith("@prefix ex")]
        before = [line for line in before if not line.startswith("@prefix ex")]
        assert len([line for line in after if line not in before]) == 1
        assert [line for line in after if line in before] == before


def test_two_names_for_a_namespace() -> None:
    """Of two prefixes for one namespace the first by alphabet is used, in whichever order they come."""
    triples = [Triple(IRI(EX + "a"), IRI(SKOS + "prefLabel"), Literal("a"))]
    one = canonical_turtle(triples, {"b": EX, "a": EX, "skos": SKOS})
    assert one == canonical_turtle(triples, {"skos": SKOS, "a": EX, "b": EX})
    assert "a:a\n" in one
    assert "@prefix b:" not in one


def test_nothing_gives_nothing() -> None:
    """No triples give no text, and a header without a line end gets one."""
    assert canonical_turtle([], NAMES) == ""
    assert canonical_turtle([], NAMES, "# only this") == "# only this\n"


def test_tags_that_differ_in_case_stay_apart() -> None:
    """Two labels that differ only in the case of their tags are two lines."""
    label = IRI(SKOSXL + "literalForm")
    found = canonical_turtle([Triple(IRI(EX + "a"), label, Literal("x", tag)) for tag in ("de-AT", "de-at")], NAMES)
    assert found.count('"x"@de-') == 2
    assert DCT not in found
