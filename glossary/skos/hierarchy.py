"""The way from the top of a hierarchy down to each of its concepts, whatever cycles and diamonds it has."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.skos.namespaces import SKOS
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI

MAX_STEPS = 32
"""Steps above a concept that are kept; a longer way loses its upper end."""


def parents(complete: Statements, concepts: Iterable[str]) -> dict[str, str]:
    """For each concept that is not at the top the one above it on a shortest way down, the first of several.

    A concept that only a cycle leads to has none.
    """
    known = sorted(concepts)
    above = {uri: [up for up in complete.addresses(IRI(uri), SKOS + "broader") if up != uri] for uri in known}
    present = set(known)
    found = dict.fromkeys((uri for uri in known if not present.intersection(above[uri])), "")
    below: dict[str, list[str]] = {}
    for uri in known:
        for up in above[uri]:
            below.setdefault(up, []).append(uri)
    waiting = list(found)
    for uri in waiting:  # grows while it is read: breadth first
        for down in below.get(uri, ()):
            if down not in found:
                found[down] = uri
                waiting.append(down)
    return {uri: up for uri, up in found.items() if up}


def way_to(uri: str, parent: dict[str, str]) -> tuple[str, ...]:
    """What lies above ``uri``, from the top down, without ``uri`` itself."""
    way: list[str] = []
    while uri in parent and len(way) < MAX_STEPS:
        uri = parent[uri]
        way.append(uri)
    return tuple(reversed(way))
