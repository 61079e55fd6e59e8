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
    "jurisdiction": _("Used in"),
    "status": _("Status"),
    "definition": _("Definition"),
    "deprecated": _("In use"),
}
NARROWING = tuple(_TITLES)
"""The parameters of a search that facets set."""
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


def facets(
    catalogue: Catalogue,
    found: Mapping[str, Sequence[FacetValue]],
    total: int,
    asked: Mapping[str, str],
    wanted: Reader,
) -> list[Facet]:
    """The facets that tell the ``total`` results apart or are set.

    ``asked`` are all parameters of the search as they stand. A value that all results have would narrow nothing.
    """
    shown = []
    for name, title in _TITLES.items():
        chosen = asked.get(name, "")
        values = [one for one in found.get(name, ()) if one.count < total or one.value == chosen]
        if not values and not chosen:
            continue
        named = _names(name, catalogue, values, wanted)
        choices = [
            Choice(named(one.value), one.count, _address(asked, name, one.value, wanted.ui), one.value == chosen)
            for one in values
        ]
        if chosen and not any(choice.chosen for choice in choices):
            choices.insert(0, Choice(named(chosen), 0, _address(asked, name, chosen, wanted.ui), True))
        choices.sort(key=lambda choice: not choice.chosen)
        shown.append(Facet(name, wanted.interface.text(title), choices[:SHOWN], choices[SHOWN:]))
    return shown


def _names(
    facet: str, catalogue: Catalogue, values: Sequence[FacetValue], wanted: Reader
) -> Callable[[str], str]:  # fmt: skip
    """What the values of a facet are called."""
    text = wanted.interface.text
    match facet:
        case "theme":
            nodes = catalogue.nodes([one.value for one in values], wanted.languages)
            labels = {node.uri: node.label.text for node in nodes}
            return lambda value: labels.get(value) or value
        case "vocabulary":
            titles = {one.id: catalogue.title(one, wanted.languages).text for one in catalogue.vocabularies()}
            return lambda value: titles.get(value, value)
        case "language":
            return lambda value: languages.name(value, wanted.ui)
        case "jurisdiction":
            return lambda value: languages.territory_name(value, wanted.ui)
        case "status":
            return lambda value: filters.status(value, wanted.ui)
        case _:
            words = _DEFINITIONS if facet == "definition" else _DEPRECATED
            return lambda value: text(words.get(value, value))


def _address(asked: Mapping[str, str], name: str, value: str, ui: str) -> str:
    """The search with the value set, or without it where it is; always from the first page of results."""
    stated = {**asked, name: "" if asked.get(name) == value else value, "page": ""}
    return f"/{ui}/search{filters.query(**stated)}"
