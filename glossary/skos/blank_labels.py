"""Labels for blank nodes that follow from the triples alone, whatever labels the nodes had."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from glossary.skos.triples import Blank, Object, Triple, n3

Edges = dict[Blank, list[tuple[str, Object]]]
"""For each blank node its statements both ways: direction with predicate, and the node at the other end."""


def canonical_labels(triples: Iterable[Triple], chosen: Collection[Blank]) -> dict[Blank, Blank]:
    """Labels ``b1``, ``b2`` … for the ``chosen`` nodes.

    Nodes are told apart by what is said of them and around them, refined until nothing changes; of nodes that still
    look alike, each is tried as the first. Only graphs far more regular than a vocabulary (strongly regular ones) keep
    nodes that look alike and are not; there the labels depend on the input.
    """
    edges: Edges = {}
    for subject, predicate, value in triples:
        if isinstance(subject, Blank):
            edges.setdefault(subject, []).append((f"> {predicate.value}", value))
        if isinstance(value, Blank):
            edges.setdefault(value, []).append((f"< {predicate.value}", subject))
    ordered = [_ordered(component, edges) for component in _components(edges, chosen)]
    ordered.sort(key=lambda component: _certificate(component, edges))
    nodes = [node for component in ordered for node in component if node in chosen]
    return {node: Blank(f"b{number}") for number, node in enumerate(nodes, start=1)}


def _components(edges: Edges, chosen: Collection[Blank]) -> list[list[Blank]]:
    """The chosen nodes with all blank nodes that are connected to them."""
    components: list[list[Blank]] = []
    seen: set[Blank] = set()
    for start in chosen:
        if start in seen:
            continue
        seen.add(start)
        component = [start]
        for node in component:  # grows while it is read
            for _, other in edges[node]:
                if isinstance(other, Blank) and other not in seen:
                    seen.add(other)
                    component.append(other)
        components.append(component)
    return components


def _ordered(component: list[Blank], edges: Edges) -> list[Blank]:
    """The nodes of a component in an order that does not depend on their labels."""
    colours = _refined(dict.fromkeys(component, ""), edges)
    while len(classes := set(colours.values())) < len(component):
        alike = {colour: [node for node in component if colours[node] == colour] for colour in classes}
        first = min(colour for colour, nodes in alike.items() if len(nodes) > 1)
        tries = (_refined({**colours, node: f"{first}!"}, edges) for node in alike[first])
        colours = min(tries, key=lambda found: sorted(found.values()))
    return sorted(component, key=colours.__getitem__)


def _refined(colours: Mapping[Blank, str], edges: Edges) -> dict[Blank, str]:
    """Colours that take in those of the neighbours, until that tells no more nodes apart."""
    while True:
        finer = {node: _colour(node, colours, edges) for node in colours}
        told_apart = len(set(finer.values()))
        if told_apart == len(finer) or told_apart == len(set(colours.values())):
            return finer
        colours = finer


def _colour(node: Blank, colours: Mapping[Blank, str], edges: Edges) -> str:
    def end(other: Object) -> str:
        if other == node:
            return "itself"
        return f"_:{colours[other]}" if isinstance(other, Blank) else n3(other)

    lines = sorted(f"{statement} {end(other)}" for statement, other in edges[node])
    return hashlib.blake2s("\n".join([colours[node], *lines]).encode(), digest_size=16).hexdigest()


def _certificate(component: list[Blank], edges: Edges) -> list[str]:
    """A component's statements with its nodes numbered: equal for equal components."""
    numbers = {node: f"_:{number}" for number, node in enumerate(component)}
    return sorted(
        f"{numbers[node]} {statement} {numbers[other] if isinstance(other, Blank) else n3(other)}"
        for node in component
        for statement, other in edges[node]
    )
