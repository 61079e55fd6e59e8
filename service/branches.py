"""Trees to browse: concepts from the top of a hierarchy down, and themes with what belongs to them below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.catalogue import Catalogue
from glossary.model import Collection, Concept, Described, Scheme
from glossary.nodes import Node
from service import filters
from service.entry import LONGEST_LIST
from service.reader import Link, Reader


class Branch(NamedTuple):
    """A node of a tree as drawn; ``toggle`` is the address that opens or closes it, "" for a leaf.

    ``size`` counts what belongs to it; ``more`` the children that are left out because there are too many.
    """

    link: Link
    size: int
    toggle: str
    opened: bool
    here: bool
    children: list[Branch]
    more: int


def inside(catalogue: Catalogue, theme: Described) -> tuple[str, ...]:
    """What stands directly below a theme: top concepts of a scheme; members of a collection that no member is above."""
    if isinstance(theme, Scheme):
        return theme.top_concepts
    if not isinstance(theme, Collection):
        return ()
    members = frozenset(theme.members)
    covered = {one.uri for one in catalogue.resources(theme.members) if not members.isdisjoint(_parents(one))}
    return tuple(uri for uri in theme.members if uri not in covered) or theme.members


def way_within(catalogue: Catalogue, theme: str, end: str) -> tuple[str, ...]:
    """The shortest way from a theme down to what lies below it, both included; () where it does not."""
    ways: dict[str, tuple[str, ...]] = {end: (end,)}
    reached = [end]
    while theme not in ways and reached:
        nearer = []
        for one in catalogue.resources(reached):
            for parent in (*_parents(one), *_themes_above(catalogue, one)):
                if parent not in ways:
                    ways[parent] = (parent, *ways[one.uri])
                    nearer.append(parent)
        reached = nearer
    return ways.get(theme, ())


def _parents(one: Described) -> tuple[str, ...]:
    return one.broader if isinstance(one, Concept) else one.member_of if isinstance(one, Collection) else ()


def _themes_above(catalogue: Catalogue, one: Described) -> tuple[str, ...]:
    """The themes that a concept stands directly below."""
    if not isinstance(one, Concept):
        return ()
    holding = (theme for theme in catalogue.resources(one.member_of) if one.uri in inside(catalogue, theme))
    return (*one.top_concept_of, *(theme.uri for theme in holding))


@dataclass(frozen=True, slots=True)
class Tree:
    """How a reader sees the trees of a page; ``page`` is its address, to which the links that open branches add."""

    catalogue: Catalogue
    reader: Reader
    page: str

    def concepts(self, roots: Sequence[Node], way: Sequence[str]) -> list[Branch]:
        """The tree below top concepts, open along the way down to one of its concepts."""
        return self._level(roots, way)

    def themes(self, roots: Sequence[Node], way: Sequence[str]) -> list[Branch]:
        """The themes that lie below no other, and what is open along the way down from one of them."""
        described = self.catalogue.resources([node.uri for node in roots])
        nested = {uri for one in described if isinstance(one, Collection) for uri in one.members}
        return self._level([node for node in roots if node.uri not in nested] or roots, way)

    def _level(self, nodes: Sequence[Node], way: Sequence[str], theme: str = "", parent: str = "") -> list[Branch]:
        """One level with what is open below it; what lies on the way is never cut off."""
        step = way[0] if way else ""
        kept = [node for number, node in enumerate(nodes) if number < LONGEST_LIST or node.uri == step]
        sizes = self._sizes(kept)
        return [self._branch(node, sizes[node.uri], way if node.uri == step else (), theme, parent) for node in kept]

    def _branch(self, node: Node, size: int, way: Sequence[str], theme: str, parent: str) -> Branch:
        theme = theme or ("" if node.kind == "concept" else node.uri)
        below = self._below(node) if way and size else ()
        return Branch(
            self.reader.link(node),
            size,
            self._address(parent if way else node.uri, theme) if size else "",
            bool(below),
            len(way) == 1,
            self._level(below, way[1:], theme, node.uri),
            max(0, len(below) - LONGEST_LIST),
        )

    def _address(self, opened: str, theme: str) -> str:
        """The page with a branch open; "" opens none."""
        within = {"theme": theme, "open": "" if opened == theme else opened} if opened else {}
        return self.page + filters.query(**within, clang=self.reader.stated)

    def _sizes(self, nodes: Sequence[Node]) -> dict[str, int]:
        themes_ = self.catalogue.resources([node.uri for node in nodes if node.kind != "concept"])
        return {node.uri: node.narrower for node in nodes} | {
            one.uri: len(one.members if isinstance(one, Collection) else inside(self.catalogue, one)) for one in themes_
        }

    def _below(self, node: Node) -> Sequence[Node]:
        if node.kind == "concept":
            return self.catalogue.narrower(node.uri, self.reader.languages)
        theme = self.catalogue.resource(node.uri)
        arrange = self.catalogue.nodes if isinstance(theme, Collection) and theme.ordered else self.catalogue.ordered
        return arrange(inside(self.catalogue, theme), self.reader.languages)
