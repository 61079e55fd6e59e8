"""Turtle: prefixes first, then a paragraph a subject, blank nodes nested where they have one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.skos.nesting import by_subject, nested
from glossary.skos.statements import Pair
from glossary.skos.triples import Block, Object, Subject
from glossary.skos.turtle_terms import Namer, declarations, namer, predicate, term

_INDENT = "    "


def write(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """The prefixes, then each block."""
    name = namer(prefixes)
    yield declarations(prefixes).encode()
    for block in blocks:
        yield _paragraphs(block, name).encode()


def _paragraphs(block: Block, name: Namer) -> str:
    """The subject and, after it, those blank nodes that cannot be nested."""
    pairs = by_subject(block)
    inside = nested(block, pairs)
    return "".join(
        f"\n{term(subject, name)}{_pairs(subject, pairs, inside, name, 1)} .\n"
        for subject in pairs
        if subject not in inside
    )


def _pairs(subject: Subject, pairs: Mapping[Subject, list[Pair]], inside: set[Subject], name: Namer, depth: int) -> str:
    """Predicates and objects of a subject: a line a predicate and, where there are several objects, a line each."""
    objects: dict[str, list[str]] = {}
    for verb, value in pairs.get(subject, ()):
        objects.setdefault(predicate(verb, name), []).append(_object(value, pairs, inside, name, depth))
    line = "\n" + _INDENT * depth
    return " ;".join(f"{line}{verb} {f' ,{line}{_INDENT}'.join(values)}" for verb, values in objects.items())


def _object(value: Object, pairs: Mapping[Subject, list[Pair]], inside: set[Subject], name: Namer, depth: int) -> str:
    if value not in inside:
        return term(value, name)
    below = _pairs(value, pairs, inside, name, depth + 1)  # type: ignore[arg-type]  # only blank nodes are inside
    return f"[{below}\n{_INDENT * depth}]" if below else "[]"
