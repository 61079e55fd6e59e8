"""Checks of the links between concepts: cycles, contradictions and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Set

from glossary.quality.base import Material, note, warning
from glossary.quality.graphs import components, leading, rings
from glossary.quality.wording import address, listed, short
from glossary.skos.namespaces import SKOS
from glossary.skos.triples import IRI

_UPWARD = {SKOS + "broader", SKOS + "broaderTransitive"}
_DOWNWARD = {SKOS + "narrower", SKOS + "narrowerTransitive"}
_BROAD, _NARROW = SKOS + "broadMatch", SKOS + "narrowMatch"
_RELATED = {SKOS + "related", SKOS + "relatedMatch"}
_EXACT = SKOS + "exactMatch"
_MAPPINGS = {SKOS + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")}
_MEMBER = SKOS + "member"
_TOP = SKOS + "hasTopConcept"
_NONE: frozenset[str] = frozenset()
_CONCEPT_LINKS = _UPWARD | _DOWNWARD | _RELATED | _MAPPINGS


def _pairs(material: Material, forward: Set[str], backward: Set[str] = _NONE) -> Iterator[tuple[str, str]]:
    """Subject and object of the statements with these properties, the ``backward`` ones turned round."""
    for subject, predicate, value in material.complete.triples():
        if isinstance(subject, IRI) and isinstance(value, IRI):
            if predicate.value in forward:
                yield subject.value, value.value
            elif predicate.value in backward:
                yield value.value, subject.value


def _graph(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {}
    for first, second in sorted(set(pairs)):
        links.setdefault(first, []).append(second)
    return links


@warning
def relation_itself(material: Material) -> Iterator[tuple[str, str]]:
    """A concept is no broader, narrower, related or matching concept of itself."""
    for uri in sorted(s.value for s in material.source.subjects() if isinstance(s, IRI)):
        names = sorted(
            short(predicate.value)
            for predicate, value in material.source.pairs(IRI(uri))
            if value == IRI(uri) and predicate.value in _CONCEPT_LINKS
        )
        if names:
            yield uri, f"The concept points to itself by {listed(names)}: remove the link."


@warning
def broader_cycle(material: Material) -> Iterator[tuple[str, str]]:
    """A concept is its own broader concept by way of others, so that the hierarchy has no top there."""
    for members in rings(_graph(_pairs(material, _UPWARD, _DOWNWARD))):
        names = listed(map(material.named, members))
        yield members[0], f"{len(members):,} concepts are each other's broader concepts: {names}. Cut one link."


@warning
def related_and_broader(material: Material) -> Iterator[tuple[str, str]]:
    """Two concepts are either related or one is above the other, not both, at any distance (SKOS Reference, S27)."""
    above = _graph(_pairs(material, _UPWARD | {_BROAD}, _DOWNWARD | {_NARROW}))
    related = {(a, b) for first, second in _pairs(material, _RELATED) for a, b in ((first, second), (second, first))}
    told: set[tuple[str, str]] = set()
    for first, second in sorted(leading(above, {(a, b) for a, b in related if a != b})):
        if (second, first) not in told:
            told.add((first, second))
            yield first, f"The concept is both below {material.named(second)} and related to it: remove one of the two."


@warning
def relation_dangling(material: Material) -> Iterator[tuple[str, str]]:
    """A relation leads to an address that nothing describes."""
    yield from _dangling(material, _UPWARD | _DOWNWARD | {SKOS + "related", _MEMBER})


@note
def top_concept_dangling(material: Material) -> Iterator[tuple[str, str]]:
    """A scheme names a top concept that nothing describes."""
    yield from _dangling(material, {_TOP})


def _dangling(material: Material, properties: Set[str]) -> Iterator[tuple[str, str]]:
    for subject in material.subjects:
        for predicate, value in material.complete.pairs(subject):
            if predicate.value in properties and isinstance(value, IRI) and not material.source.pairs(value):
                link = f"{short(predicate.value)} leads to {address(value.value)}"
                yield material.owner(subject), f"{link}, which nothing describes: describe it or remove the link."


@warning
def mapping_conflict(material: Material) -> Iterator[tuple[str, str]]:
    """An exact match of a concept is not its broader, narrower or related match too (SKOS Reference, S46).

    Exact matches are symmetric and transitive (S44, S45): all concepts that they join are one group.
    """
    both = {(a, b) for one, other in _pairs(material, {_EXACT}) for a, b in ((one, other), (other, one))}
    groups = components(_graph(iter(both)))
    group_of = {uri: number for number, members in enumerate(groups) for uri in members}
    for first, second in sorted(set(_pairs(material, {_BROAD, _NARROW, SKOS + "relatedMatch"}))):
        if first != second and group_of.get(first, -1) == group_of.get(second, -2):
            names = sorted(
                short(predicate.value)
                for predicate, value in material.complete.pairs(IRI(first))
                if value == IRI(second) and predicate.value in _MAPPINGS - {_EXACT}
            )
            other = material.named(second)
            yield first, f"{other} is an exact match of the concept and its {listed(names)} as well: keep one."


@warning
def collection_cycle(material: Material) -> Iterator[tuple[str, str]]:
    """A collection is a member of itself, directly or by way of others, so that listing it would never end."""
    links = _graph(_pairs(material, {_MEMBER}))
    for members in components(links):
        if len(members) > 1 or members[0] in links.get(members[0], ()):
            first, *_ = names = sorted(members)
            yield first, f"Collections contain each other: {listed(map(material.named, names))}. Remove one membership."
