"""How blank nodes hang below subjects: which of them can be nested where they are used, and which are lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, NamedTuple

from glossary.skos.namespaces import RDF
from glossary.skos.triples import IRI, Blank, Object, Subject, Triple

DEEPEST: Final = 16
"""Levels of nesting beyond which a blank node is written by its label: readers recurse, and stop at a few hundred."""

_FIRST, _REST, _NIL = IRI(RDF + "first"), IRI(RDF + "rest"), IRI(RDF + "nil")

Pairs = dict[IRI, dict[Object, None]]
"""Predicate to objects, each once, in order of appearance."""


class Outline(NamedTuple):
    """Triples by subject; ``nested`` are the blank nodes to be written where they are used, by content, not by label.

    ``lists`` gives the items of those that are the head of a well-formed RDF list; its other cells are in ``nested``.
    """

    pairs: dict[Subject, Pairs]
    nested: Collection[Object]
    lists: Mapping[Object, list[Object]]

    def tops(self) -> list[Subject]:
        """The subjects that are written as such, in order of appearance."""
        return [subject for subject in self.pairs if subject not in self.nested]


def grouped(triples: Iterable[Triple]) -> dict[Subject, Pairs]:
    """Triples by subject and predicate, each once, in order of appearance."""
    pairs: dict[Subject, Pairs] = {}
    for subject, predicate, value in triples:
        pairs.setdefault(subject, {}).setdefault(predicate, {})[value] = None
    return pairs


def outline(triples: Iterable[Triple], labelled: Callable[[Blank], bool]) -> Outline:
    """The outline of triples: a blank node is nested when it is used once, is in no ring, and is not ``labelled``."""
    pairs = grouped(triples)
    uses = Counter(
        value for group in pairs.values() for values in group.values() for value in values if isinstance(value, Blank)
    )
    once = {blank for blank, count in uses.items() if count == 1 and not labelled(blank)}
    nested: set[Object] = set()
    lists: dict[Object, list[Object]] = {}
    broken: set[Object] = set()
    # from the top down: what is in a ring of nodes used once each is never reached, and keeps its label
    waiting = [(_below(pairs, subject), 0) for subject in pairs if subject not in once] if once else []
    while waiting:
        values, depth = waiting.pop()
        for value in values:
            if not isinstance(value, Blank) or value not in once:
                continue
            if depth == DEEPEST:
                waiting.append((_below(pairs, value), 0))
                continue
            cells = _cells(value, pairs, once, broken)
            if cells:
                lists[value] = [next(iter(pairs[cell][_FIRST])) for cell in cells]
            nested.update(cells or [value])
            waiting.append((lists.get(value) or _below(pairs, value), depth + 1))
    return Outline(pairs, nested, lists)


def _below(pairs: Mapping[Subject, Pairs], subject: Subject) -> list[Object]:
    return [value for values in pairs.get(subject, {}).values() for value in values]


def _cells(head: Blank, pairs: Mapping[Subject, Pairs], once: set[Blank], broken: set[Object]) -> list[Blank]:
    """The cells of the list that begins at ``head``; none when it is no list, or one that Turtle's ( ) cannot say."""
    cells: list[Blank] = []
    node: Object = head
    while isinstance(node, Blank) and node in once and node not in broken and _is_cell(pairs.get(node, {})):
        cells.append(node)
        node = next(iter(pairs[node][_REST]))
    if node == _NIL:
        return cells
    broken.update(cells)
    return []


def _is_cell(pairs: Pairs) -> bool:
    return pairs.keys() == {_FIRST, _REST} and len(pairs[_FIRST]) == len(pairs[_REST]) == 1
