"""Cycles and ancestors are found right, and in time that does not depend on the number of paths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from quality_material import material_of

from glossary.quality.graphs import components, leading, rings
from glossary.quality.relations import broader_cycle, related_and_broader
from glossary.skos.namespaces import SKOS
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Triple

NODES = "abcdefg"
GRAPHS = st.dictionaries(st.sampled_from(NODES), st.lists(st.sampled_from(NODES), unique=True, max_size=4))


def reached(links: dict[str, list[str]], start: str) -> set[str]:
    """What ``start`` leads to over one link or more, by the simplest method."""
    seen: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += links.get(node, ())
    return seen


@given(GRAPHS)
def test_components_are_mutually_reachable_nodes(links: dict[str, list[str]]):
    """Two nodes are in one component exactly when each leads to the other; every node is in one component."""
    groups = components(links)
    nodes = [node for group in groups for node in group]
    assert sorted(nodes) == sorted({*links, *(target for targets in links.values() for target in targets)})
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    for one in nodes:
        for other in nodes:
            mutual = one == other or (other in reached(links, one) and one in reached(links, other))
            assert (group_of[one] == group_of[other]) == mutual


@given(GRAPHS)
def test_leading_finds_the_pairs_that_are_linked_over_any_distance(links: dict[str, list[str]]):
    """The sets of bits agree with a walk from every node."""
    pairs = [(one, other) for one in NODES for other in NODES]
    assert set(leading(links, pairs)) == {(one, other) for one, other in pairs if other in reached(links, one)}


def test_a_chain_of_fifty_thousand_is_no_recursion():
    """A very deep hierarchy that closes into a ring is one ring, and its ends lead to each other."""
    size = 50_000
    links = {str(number): [str((number + 1) % size)] for number in range(size)}
    assert [len(ring) for ring in rings(links)] == [size]
    assert list(leading(links, [("0", "7"), ("7", "0")])) == [("0", "7"), ("7", "0")]


def broader(pairs: list[tuple[str, str]], related: tuple[str, str]) -> Statements:
    triples = [Triple(IRI(child), IRI(SKOS + "broader"), IRI(parent)) for child, parent in pairs]
    return Statements.of([*triples, Triple(IRI(related[0]), IRI(SKOS + "related"), IRI(related[1]))])


def test_forty_diamonds_are_as_quick_as_forty_links():
    """2^40 paths to the top are never walked; the one contradiction at the far end is found."""
    pairs = []
    for level in range(40):
        for side in "ab":
            pairs += [(f"x:{level + 1}", f"x:{level}{side}"), (f"x:{level}{side}", f"x:{level}")]
    material = material_of(broader(pairs, ("x:0", "x:40")))
    assert list(broader_cycle(material)) == []
    assert [finding.subject for finding in related_and_broader(material)] == ["x:40"]


def test_a_cycle_names_its_members():
    """Every member of a cycle is in the message, the first is the subject."""
    material = material_of(broader([("x:1", "x:2"), ("x:2", "x:3"), ("x:3", "x:1"), ("x:4", "x:1")], ("x:4", "x:5")))
    (finding,) = broader_cycle(material)
    assert finding.subject == "x:1"
    assert all(name in finding.message for name in ("<x:1>", "<x:2>", "<x:3>"))
    assert "<x:4>" not in finding.message
