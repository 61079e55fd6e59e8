"""The properties of concepts by which a reconciliation narrows its candidates, and which it adds to a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.model import LABELS, TEXTS, Collection, Concept, Term, Text
from glossary.skos.namespaces import SKOS

TYPES = {
    f"{SKOS}Concept": "Concept",
    f"{SKOS}Collection": "Collection",
}
NARROWING = {
    "language": "Language of the name",
    "theme": "Theme that the concept belongs to",
    "broader": "Concept above",
}
"""What a query may say of what it looks for."""
_LABELS = {name: LABELS[name] for name in ("prefLabel", "altLabel")}
_TEXTS = {name: TEXTS[name] for name in ("definition", "scopeNote", "note", "example")}
_LINKS = {
    **{"broader": "broader", "narrower": "narrower", "related": "related"},
    **{"theme": "member_of", "inScheme": "schemes"},
}
_MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
NAMES = {
    **{"prefLabel": "Preferred term", "altLabel": "Other terms"},
    **{"definition": "Definition", "scopeNote": "Scope note", "note": "Note", "example": "Example"},
    **{"broader": "Broader concept", "narrower": "Narrower concepts", "related": "Related concepts"},
    **{"theme": "Theme", "inScheme": "Concept scheme", "notation": "Notation"},
    **{"exactMatch": "Exact match", "closeMatch": "Close match", "broadMatch": "Broader match"},
    **{"narrowMatch": "Narrower match", "relatedMatch": "Related match"},
}
"""What can be added to a table; labels and texts also in one language, as ``prefLabel@de``."""
IN_A_LANGUAGE = (*_LABELS, *_TEXTS)

Value = dict[str, str]


def name(id: str) -> str:
    """The name of a property, such as "Preferred term (German)"; the id itself where it is not known."""
    base, _, tag = id.partition("@")
    if base in NAMES and tag and base in IN_A_LANGUAGE:
        return f"{NAMES[base]} ({languages.name(tag, 'en')})"
    return NAMES.get(id) or NARROWING.get(id) or id


def proposed(tags: Iterable[str]) -> list[str]:
    """All properties of a table, with one a language for labels and definitions."""
    return [*NAMES, *(f"{base}@{tag}" for tag in tags for base in ("prefLabel", "altLabel", "definition"))]


def marked(text: str, tag: str | None) -> str:
    """A text with its language tag, for lists of texts in several languages: "Asylwerber [de-AT]"."""
    return f"{text} [{tag}]" if tag else text


def extended(catalogue: Catalogue, value: Concept | Collection, id: str, language: str, shown: str) -> list[Value]:
    """The values of a property.

    Of labels and texts those in the language that the property names, else in ``language``, which is "" for all. What
    is linked is named in that language too, else in ``shown``.
    """
    base, _, tag = id.partition("@")
    tag = tag or language
    if base in _LABELS:
        return _spoken((term for term in value.terms if term.role in _LABELS[base]), tag)
    if base in _TEXTS:
        return _spoken(getattr(value, _TEXTS[base]), tag)
    if base == "notation":
        return [{"str": one.text} for one in value.notations]
    if base in _MAPPINGS and isinstance(value, Concept):
        kind = base.removesuffix("Match")
        return _linked(catalogue, [one.uri for one in value.mappings if one.kind == kind], tag or shown)
    return _linked(catalogue, getattr(value, _LINKS[base], ()), tag or shown) if base in _LINKS else []


def kind(id: str) -> dict[str, Any]:
    """What a column of the property holds, for the client to reconcile on with; nothing for texts."""
    if id in _MAPPINGS or id in ("broader", "narrower", "related"):
        return {"type": {"id": f"{SKOS}Concept", "name": TYPES[f"{SKOS}Concept"]}}
    return {}


def _spoken(texts: Iterable[Term | Text], tag: str) -> list[Value]:
    """The texts whose tag is the one wanted, else those of its variants; each with its tag where several come."""
    every = list(texts)
    exact = [one for one in every if languages.key(one.language) == languages.key(tag)]
    found = exact if tag and exact else [one for one in every if not tag or languages.matches(tag, one.language)]
    several = len({languages.key(one.language) for one in found}) > 1
    return [{"str": marked(one.text, one.language) if several else one.text} for one in found]


def _linked(catalogue: Catalogue, uris: Iterable[str], language: str) -> list[Value]:
    nodes = catalogue.nodes(tuple(uris), (language,) if language else ())
    return [{"id": node.uri, "name": node.label.text} for node in nodes]
