"""Which mappings a JSKOS client asks for: by their sides, the schemes of these, direction and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from glossary.catalogue import Catalogue
from glossary.model import Concept
from service import parameters
from service.jskos import objects
from service.jskos.objects import JskosMapping

CHOICES = (
    parameters.uris("from", "concepts mapped from"),
    parameters.uris("to", "concepts mapped to"),
    parameters.uris("fromScheme", "schemes mapped from"),
    parameters.uris("toScheme", "schemes mapped to"),
    parameters.uris("type", "the SKOS properties of the mappings wanted"),
)
PARAMETERS = (
    *CHOICES,
    parameters.choice(
        "direction", "backward exchanges from and to, both takes either", ("forward", "backward", "both"), "forward"
    ),
    parameters.choice("mode", "whether both sides have to fit, or one of them", ("and", "or"), "and"),
)

_AT_ONCE = 200
"""Concepts that are held while the mappings of many are gone through."""

Side = tuple[Sequence[str], Sequence[str]]
"""What one side of a mapping has to be: one of the concepts, in one of the schemes; () is any."""


def some(open_: Catalogue, wanted: Sequence[str], limit: int, offset: int) -> tuple[list[JskosMapping], int]:
    """``limit`` of all mappings after ``offset``, and how many there are: only the concepts of those are read."""
    counts: dict[str, int] = {}
    for vocabulary in open_.vocabularies():
        for uri, count in open_.mapped(vocabulary.id).items():
            counts.setdefault(uri, count)  # a concept may be in two vocabularies
    ends = dict(zip(counts, accumulate(counts.values()), strict=True))
    chosen = [uri for uri, end in ends.items() if end > offset and end - counts[uri] < offset + limit]
    before = ends[chosen[0]] - counts[chosen[0]] if chosen else 0
    values = (value for value in open_.resources(chosen) if isinstance(value, Concept))
    schemes = objects.schemes_by_namespace(open_)
    result = [mapping for value in values for mapping in _of(open_, value, wanted, schemes)]
    return result[offset - before :][:limit], sum(counts.values())


def found(open_: Catalogue, asked: dict[str, Any]) -> list[JskosMapping]:
    """The mappings that fit what PARAMETERS ask for, of each concept in the order of its own."""
    schemes = objects.schemes_by_namespace(open_)
    own = {vocabulary.id: vocabulary.uri for vocabulary in open_.vocabularies()}
    forth = (asked["from"], asked["fromScheme"]), (asked["to"], asked["toScheme"])
    back = forth[1], forth[0]
    ways = {"forward": (forth,), "backward": (back,), "both": (forth, back)}
    every = any if asked["mode"] == "or" else all
    result = []
    for value in _sources(open_, asked):
        inside = {*value.schemes, own[value.vocabulary]}
        for mapping in _of(open_, value, asked["language"], schemes):
            target = {mapping.to_scheme.uri} if mapping.to_scheme else set[str]()
            ends = ((value.uri, inside), (mapping.to.member_set[0].uri, target))
            fits = any(every(_on(ends, sides)) for sides in ways[asked["direction"]])
            if fits and (not asked["type"] or mapping.type[0] in asked["type"]):
                result.append(mapping)
    return result


def _of(
    open_: Catalogue, value: Concept, wanted: Sequence[str], schemes: Mapping[str, str]
) -> tuple[JskosMapping, ...]:
    """The mappings of a concept, with the labels of what it is mapped to where that is known."""
    nodes = {node.uri: node for node in open_.nodes([to.uri for to in value.mappings], wanted)}
    return objects.mappings(value, nodes, schemes)


def _sources(open_: Catalogue, asked: dict[str, Any]) -> Iterator[Concept]:
    """Concepts that have all the mappings asked for, and others: those at either side of them, if sides are named."""
    named = (*asked["from"], *asked["to"])
    sided = bool(asked["from"] and asked["to"]) or not (asked["fromScheme"] or asked["toScheme"])
    if named and (asked["mode"] == "and" or sided):
        mapped = [uri for target in named for uri in open_.mapped_to(target)]
        yield from (value for value in open_.resources([*named, *mapped]) if isinstance(value, Concept))
        return
    every = list(dict.fromkeys(uri for one in open_.vocabularies() for uri in open_.mapped(one.id)))
    for start in range(0, len(every), _AT_ONCE):
        yield from (one for one in open_.resources(every[start : start + _AT_ONCE]) if isinstance(one, Concept))


def _on(ends: Sequence[tuple[str, set[str]]], sides: Sequence[Side]) -> Iterator[bool]:
    """For each side that something is asked of, whether that end of the mapping fits; True where nothing is."""
    if not any(uris or schemes for uris, schemes in sides):
        yield True
    for (uri, inside), (uris, schemes) in zip(ends, sides, strict=True):
        if uris or schemes:
            yield (not uris or uri in uris) and (not schemes or not inside.isdisjoint(schemes))
