"""What editors say of a concept in a language that cannot be true at once: found before any of it is taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary import languages
from glossary.imports.entries import Entry, Problem
from glossary.model import Concept, Term

Group = tuple[str, str]
"""The address of a concept and the key of a language."""


class Statement(NamedTuple):
    """An entry, the wording that it gives or means ("" for none), and whether it makes that the preferred one."""

    entry: Entry
    text: str
    promotes: bool = False


def group_of(concept: Concept, tag: str) -> Group:
    """Which statements belong together."""
    return concept.uri, languages.key(tag)


def in_use(concept: Concept, key: str) -> list[Term]:
    """The terms of a language, those that are only searched for left out."""
    return [term for term in concept.terms if languages.key(term.language) == key and term.role != "hidden"]


def contradictions(concept: Concept, said: Sequence[Statement]) -> list[Problem]:
    """What the statements on a concept in one language contradict; ``concept`` is as it would be after them."""
    return [*_against_one_another(said), *_against_what_remains(concept, said)]


def _against_one_another(said: Sequence[Statement]) -> Iterator[Problem]:
    given = [one for one in said if one.entry.action in ("set", "confirm")]
    for entry, text, _ in said:
        same = [one for one in given if one.text == text]
        if entry.action == "no equivalent" and given:
            reason = f'"no equivalent", but {given[0].entry.place} has the term "{given[0].text}": give one of them'
            yield Problem(entry.spot(), reason)
        elif entry.action == "withdraw" and same:
            reason = f'"{text}" is withdrawn, but {same[0].entry.place} has it as the term: give one of them'
            yield Problem(entry.spot(), reason)


def _against_what_remains(concept: Concept, said: Sequence[Statement]) -> Iterator[Problem]:
    entry = said[-1].entry
    key = languages.key(entry.language)
    left = in_use(concept, key)
    without = next((one.entry for one in said if one.entry.action == "no equivalent"), None)
    if without and left and any(languages.key(one.language) == key for one in concept.no_equivalents):
        named = ", ".join(f'{term.id} "{term.text}"' for term in left)
        yield Problem(without.spot(), f'"no equivalent", but {entry.language} keeps {named}: withdraw that too')
    preferred = [term for term in left if term.role == "preferred"]
    promoted = next((one.entry for one in said if one.promotes), None)
    if promoted and len(preferred) > 1:
        named = " and ".join(f'{term.id} "{term.text}"' for term in preferred)
        yield Problem(
            promoted.spot("role"), f"{entry.language} would have two preferred terms, {named}: make one admitted"
        )
