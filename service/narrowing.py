"""The filters of a search as a request states them: the same for the API and for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from glossary import themes
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.search.base import WITHIN, Facet, Filters
from service import parameters
from service.parameters import Parameter

PARAMETERS: tuple[Parameter, ...] = (
    parameters.identities("theme", "only concepts of each of these themes, one by one or with commas between"),
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


def filters(catalogue: Catalogue, asked: Mapping[str, Any], vocabulary: str) -> Filters:
    """The filters that checked parameters ask for; ids are of ``vocabulary``, or of any where it is "".

    ParameterError for what the release does not know: a theme, concept, country or status.
    """
    return Filters(
        theme=tuple(uri for stated in asked["theme"] for uri in _themes(catalogue, stated, vocabulary)),
        language=asked["language"],
        lacking=asked["lacking"],
        jurisdiction=_known(catalogue, "jurisdiction", asked["jurisdiction"]),
        status=_known(catalogue, "status", asked["status"]),
        definition=asked["definition"],
        deprecated=asked["deprecated"],
        below=_below(catalogue, asked["below"], vocabulary) if asked["below"] else "",
    )


def stated(wanted: Filters) -> dict[str, str | tuple[str, ...]]:
    """The parameters that ask for the filters, "" or () for those that there are none of."""
    values = {one.name: getattr(wanted, one.name) for one in PARAMETERS}
    truths = {True: "true", False: "false", None: ""}
    return {name: value if isinstance(value, str | tuple) else truths[value] for name, value in values.items()}


def _known(catalogue: Catalogue, name: Facet, asked: Sequence[str]) -> tuple[str, ...]:
    """The values as the release writes them, whichever case they are asked for in."""
    if not asked:
        return ()
    known = catalogue.values(name)
    written = {value.casefold(): value for value in known}
    for value in asked:
        if value.casefold() not in written:
            raise ParameterError(name, value, known or "no value, because this release states none")
    return tuple(dict.fromkeys(written[value.casefold()] for value in asked))


def _themes(catalogue: Catalogue, stated: str, vocabulary: str) -> list[str]:
    """The addresses of what is named, once or with commas between; a comma may be part of an address too."""
    parts = [part for part in stated.split(",") if part]
    try:
        return [_theme(catalogue, stated, vocabulary)]
    except ParameterError:
        if len(parts) < 2:
            raise
        return [_theme(catalogue, part, vocabulary) for part in parts]


def _theme(catalogue: Catalogue, stated: str, vocabulary: str) -> str:
    """An address may be of any vocabulary: who goes on to search in another one finds nothing, which is no error."""
    return themes.find(catalogue, stated, "" if ":" in stated else vocabulary).uri


def _below(catalogue: Catalogue, stated: str, vocabulary: str) -> str:
    """The address of what is named by its address or its id."""
    for one in [vocabulary] if vocabulary else [known.id for known in catalogue.vocabularies()]:
        with suppress(NotFound):
            return catalogue.find(catalogue.address(stated, one)).uri
    raise ParameterError("below", stated, "the id or address of something that this release has")
