"""Themes by which concepts are chosen: collections, and the schemes of a vocabulary that has several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from glossary import addresses
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.model import Collection, Scheme
from glossary.nodes import Node

_LISTED = 40
"""Themes that a message lists."""


def of(catalogue: Catalogue, vocabulary: str, wanted: Sequence[str]) -> tuple[Node, ...]:
    """What divides a vocabulary, for a reader of those languages: its collections; without any, its partial schemes."""
    return catalogue.collections(vocabulary, wanted) or _partial_schemes(catalogue, vocabulary, wanted)


def find(catalogue: Catalogue, stated: str, vocabulary: str = "", wanted: Sequence[str] = ()) -> Node:
    """The theme that is named by its address, VOCABULARY/ID, its id, or the last part of that, which no other has.

    So ``return`` names ``theme/return``. It is a theme of ``vocabulary``, or of any where that is "". ``wanted`` are
    the languages of its label. ParameterError (of "theme") lists the themes when there is none of that name.
    """
    held = [vocabulary] if vocabulary else [one.id for one in catalogue.vocabularies()]
    for name in held:
        for given in dict.fromkeys((stated, stated.removeprefix(f"{name}/"))):
            with suppress(NotFound):
                uri = catalogue.address(given, name)
                if _is_theme(catalogue, uri, name):
                    return catalogue.nodes([uri], wanted)[0]
    known = [
        node
        for name in held
        for node in (*catalogue.collections(name, wanted), *_partial_schemes(catalogue, name, wanted))
    ]
    ends = [node for node in known if node.id and node.id.rpartition("/")[2] in (stated, addresses.encoded(stated))]
    if len(ends) == 1:
        return ends[0]
    names = [node.id or node.uri for node in known]
    more = [f"and {len(names) - _LISTED} more"] if len(names) > _LISTED else []
    raise ParameterError("theme", stated, names[:_LISTED] + more if names else "none: there are no collections")


def members(catalogue: Catalogue, uri: str, vocabulary: str) -> Iterator[str]:
    """The addresses of the concepts of a collection and of the collections in it, or of a scheme."""
    waiting = [uri]
    seen = set(waiting)
    while waiting:
        value = catalogue.resource(waiting.pop(0), vocabulary)
        inside = value.members if isinstance(value, Collection) else catalogue.below(value.uri)
        for node in catalogue.nodes(inside, ()):
            if node.kind == "concept":
                yield node.uri
            elif node.kind == "collection" and node.uri not in seen:
                seen.add(node.uri)
                waiting.append(node.uri)


def _partial_schemes(catalogue: Catalogue, vocabulary: str, wanted: Sequence[str]) -> tuple[Node, ...]:
    """The schemes of a vocabulary but the main one, which is all of it."""
    main = catalogue.vocabulary(vocabulary).uri
    return tuple(node for node in catalogue.schemes(vocabulary, wanted) if node.uri != main)


def _is_theme(catalogue: Catalogue, uri: str, vocabulary: str) -> bool:
    value = catalogue.resource(uri, vocabulary)
    return isinstance(value, Collection) or (
        isinstance(value, Scheme) and value.uri != catalogue.vocabulary(vocabulary).uri
    )
