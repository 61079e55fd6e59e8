"""From the values of the model to what the index holds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from glossary import languages
from glossary.model import TEXTS, Collection, Concept
from glossary.search.base import Entry, Passage, Subject

Inherited = Mapping[str, tuple[Entry, ...]]


def themes_of(collections: Iterable[Collection]) -> dict[str, tuple[str, ...]]:
    """For each collection the addresses of itself and of all collections around it."""
    around = {collection.uri: collection.member_of for collection in collections}
    found = {}
    for uri in around:
        reached, ahead = {uri: None}, [uri]
        while ahead:
            new = [outer for outer in around.get(ahead.pop(), ()) if outer not in reached]
            reached.update(dict.fromkeys(new))
            ahead += new
        found[uri] = tuple(reached)
    return found


def inherited(concepts: Iterable[Concept]) -> dict[str, tuple[Entry, ...]]:
    """The labels of deprecated concepts, by the address of what replaces them: who types one means the other."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for concept in concepts:
        for heir in concept.replaced_by if concept.deprecated else ():
            found[heir] += [Entry(term.language, "deprecated", term.text) for term in concept.terms]
    return {uri: tuple(entries) for uri, entries in found.items()}


def subject(concept: Concept, themes: Mapping[str, tuple[str, ...]], more: Inherited) -> Subject:
    """What to index of a concept; ``themes`` is from :func:`themes_of` and schemes, ``more`` from :func:`inherited`."""
    own = [Entry(term.language, term.role, term.text) for term in concept.terms]
    stated = {entry.text for entry in own}
    return Subject(
        uri=concept.uri,
        vocabulary=concept.vocabulary,
        entries=(*own, *(entry for entry in more.get(concept.uri, ()) if entry.text not in stated)),
        passages=tuple(
            Passage(text.language, part, text.text) for part, name in TEXTS.items() for text in getattr(concept, name)
        ),
        deprecated=concept.deprecated,
        broader=concept.broader,
        facets=_facets(concept, themes),
    )


def _facets(concept: Concept, themes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    shown = [term for term in concept.terms if term.role != "hidden"]
    return {
        "vocabulary": (concept.vocabulary,),
        "theme": _distinct(
            outer for theme in (*concept.member_of, *concept.schemes) for outer in themes.get(theme, ())
        ),
        "language": _distinct(tag for term in shown for tag in _tags(term.language)),
        "jurisdiction": _distinct(code for term in shown for code in term.jurisdictions),
        "status": _distinct(term.status for term in shown if term.status),
        "definition": (str(bool(concept.definitions)).lower(),),
        "deprecated": (str(concept.deprecated).lower(),),
    }


def _tags(language: str | None) -> Iterator[str]:
    """A tag and every range that finds it: de-AT is a term in de, sr-Cyrl one in sr."""
    for key in languages.fallbacks(language or ""):
        yield languages.canonical(key) if key else ""


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
