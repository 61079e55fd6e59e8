"""The filters of a search as a request states them: the same for the API and for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from glossary.catalogue import Catalogue
from glossary.errors import Gone, NotFound, ParameterError
from glossary.search.base import WITHIN, Filters
from service import parameters
from service.parameters import Parameter

PARAMETERS: tuple[Parameter, ...] = (
    parameters.identities("theme", "only concepts of each of these collections, one by one or with commas between"),
    parameters.tags("language", "only concepts that have a term in each of these languages"),
    parameters.tags("lacking", "only concepts that have no term in any of these languages"),
    parameters.names("jurisdiction", "only concepts with a term for each of these countries (ISO 3166-1) or EU"),
    parameters.names("status", "only concepts with a term of each of these statuses, such as published or drafted"),
    parameters.truth("definition", "only concepts that have a definition, or only those that have none"),
    parameters.truth("deprecated", "only deprecated concepts, or only current ones"),
    parameters.identity("below", "only concepts below this one in the hierarchy, however deep"),
)
"""What a hit has to have: everything that is given."""

WHERE = parameters.choice(
    "within", "look for the words in labels, in definitions, notes and examples, or in all", WITHIN, "labels"
)


_KNOWN: WeakKeyDictionary[Catalogue, dict[str, list[str]]] = WeakKeyDictionary()
"""The values that each facet has in a release, which are counted once."""


def filters(catalogue: Catalogue, asked: Mapping[str, Any], vocabulary: str) -> Filters:
    """The filters that checked parameters ask for; ids are of ``vocabulary``, or of any where it is "".

    ParameterError for what the release does not know: a theme, concept, country or status.
    """
    return Filters(
        theme=tuple(uri for stated in asked["theme"] for uri in _addresses(catalogue, "theme", stated, vocabulary)),
        language=asked["language"],
        lacking=asked["lacking"],
        jurisdiction=_known(catalogue, "jurisdiction", asked["jurisdiction"]),
        status=_known(catalogue, "status", asked["status"]),
        definition=asked["definition"],
        deprecated=asked["deprecated"],
        below=_address(catalogue, "below", asked["below"], vocabulary) if asked["below"] else "",
    )


def stated(wanted: Filters) -> dict[str, str | tuple[str, ...]]:
    """The parameters that ask for the filters, "" or () for those that there are none of."""
    values = {one.name: getattr(wanted, one.name) for one in PARAMETERS}
    truths = {True: "true", False: "false", None: ""}
    return {name: value if isinstance(value, str | tuple) else truths[value] for name, value in values.items()}


def _known(catalogue: Catalogue, name: str, asked: Sequence[str]) -> tuple[str, ...]:
    """The values as the release writes them, whichever case they are asked for in."""
    if not asked:
        return ()
    facets = _KNOWN.get(catalogue)
    if facets is None:
        counted = [catalogue.search("", vocabulary=one.id, limit=1).facets for one in catalogue.vocabularies()]
        facets = {
            facet: sorted({one.value for counts in counted for one in counts.get(facet, ())})
            for facet in ("jurisdiction", "status")
        }
        _KNOWN[catalogue] = facets
    written = {value.casefold(): value for value in facets[name]}
    for value in asked:
        if value.casefold() not in written:
            raise ParameterError(name, value, facets[name] or "no value, because this release states none")
    return tuple(dict.fromkeys(written[value.casefold()] for value in asked))


def _addresses(catalogue: Catalogue, name: str, stated: str, vocabulary: str) -> list[str]:
    """The addresses of what is named, once or with commas between; a comma may be part of an address too."""
    parts = [part for part in stated.split(",") if part]
    try:
        return [_address(catalogue, name, stated, vocabulary)]
    except ParameterError:
        if len(parts) < 2:
            raise
        return [_address(catalogue, name, part, vocabulary) for part in parts]


def _address(catalogue: Catalogue, name: str, stated: str, vocabulary: str) -> str:
    """The address of what is named by its address or its id."""
    for one in [vocabulary] if vocabulary else [known.id for known in catalogue.vocabularies()]:
        try:
            return catalogue.find(stated if ":" in stated else catalogue.locate(one, stated)).uri
        except (NotFound, Gone):
            continue
    raise ParameterError(name, stated, "the id or address of something that this release has")
