"""What results can be narrowed by: each facet's values as links that add it to the address or take it out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.search.base import FacetValue
from service import filters
from service.i18n import _
from service.reader import Reader

SHOWN = 8
"""Values of a facet that are shown before the rest is folded."""

_TITLES = {
    "vocabulary": _("Vocabulary"),
    "theme": _("Theme"),
    "language": _("Has a term in"),
    "lacking": _("No term yet"),
    "jurisdiction": _("Used in"),
    "status": _("Status"),
    "definition": _("Definition"),
    "deprecated": _("In use"),
    "below": _("Broader"),
}
_SINGLE = frozenset(["vocabulary", "definition", "deprecated", "below"])
"""What a search has one value of at most; each further value of the others narrows it more."""
_DEFINITIONS = {"true": _("with a definition"), "false": _("without a definition")}
_DEPRECATED = {"true": _("no longer in use"), "false": _("in use")}


class Choice(NamedTuple):
    """A value: what it is called, how many results have it, the address that adds or removes it, whether it is set."""

    name: str
    number: int
    href: str
    chosen: bool


class Facet(NamedTuple):
    """A facet with its first values and the rest."""

    name: str
    title: str
    values: list[Choice]
    rest: list[Choice]


Stated = Mapping[str, str | tuple[str, ...]]
"""The parameters of a search as they stand in its address."""


def facets(
    catalogue: Catalogue, found: Mapping[str, Sequence[FacetValue]], total: int, asked: Stated, wanted: Reader
) -> list[Facet]:
    """The facets that tell the ``total`` results apart or are set.

    ``asked`` are all parameters of the search. A value that all results have would narrow nothing. The languages that
    results may lack have no counts: of them only the chosen ones are there, and the facet wherever something is.
    """
    shown = []
    for name, title in _TITLES.items():
        chosen = _chosen(asked, name)
        counts = {one.value: one.count for one in found.get(name, ()) if one.count < total or one.value in chosen}
        values = [*chosen, *(value for value in counts if value not in chosen)]
        if not values and not (name == "lacking" and total):
            continue
        named = _names(name, catalogue, values, wanted)
        choices = [
            Choice(named(value), counts.get(value, 0), _address(asked, name, value, wanted.ui), value in chosen)
            for value in values
        ]
        shown.append(Facet(name, wanted.interface.text(title), choices[:SHOWN], choices[SHOWN:]))
    return shown


def _chosen(asked: Stated, name: str) -> tuple[str, ...]:
    stated = asked.get(name, "")
    return stated if isinstance(stated, tuple) else (stated,) if stated else ()


def _names(
    facet: str, catalogue: Catalogue, values: Sequence[str], wanted: Reader
) -> Callable[[str], str]:  # fmt: skip
    """What the values of a facet are called."""
    text = wanted.interface.text
    match facet:
        case "theme" | "below":
            nodes = catalogue.nodes(values, wanted.languages)
            labels = {node.uri: node.label.text for node in nodes}
            return lambda value: labels.get(value) or value
        case "vocabulary":
            titles = {one.id: catalogue.title(one, wanted.languages).text for one in catalogue.vocabularies()}
            return lambda value: titles.get(value, value)
        case "language" | "lacking":
            return lambda value: languages.name(value, wanted.ui)
        case "jurisdiction":
            return lambda value: languages.territory_name(value, wanted.ui)
        case "status":
            return lambda value: filters.status(value, wanted.ui)
        case _:
            words = _DEFINITIONS if facet == "definition" else _DEPRECATED
            return lambda value: text(words.get(value, value))


def _address(asked: Stated, name: str, value: str, ui: str) -> str:
    """The search with the value set, or without it where it is; always from the first page of results."""
    chosen = _chosen(asked, name)
    others = () if name in _SINGLE else tuple(one for one in chosen if one != value)
    stated = {**asked, name: others if value in chosen else (*others, value), "page": ""}
    return f"/{ui}/search{filters.query(**stated)}"
