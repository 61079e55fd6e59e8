"""The filters of a search as a request states them: the same for the API and for pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.search.base import WITHIN, Filters
from service import parameters
from service.parameters import Parameter

PARAMETERS: tuple[Parameter, ...] = (
    parameters.identities("theme", "only concepts of this collection; give it once for each"),
    parameters.tags("language", "only concepts that have a term in each of these languages"),
    parameters.tags("lacking", "only concepts that have no term in any of these languages"),
    parameters.names("jurisdiction", "only concepts with a term for each of these countries (ISO 3166-1), or EU"),
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
    """The filters that checked parameters ask for; ids are of ``vocabulary``, or of any where it is ""."""
    return Filters(
        theme=tuple(_address(catalogue, "theme", theme, vocabulary) for theme in asked["theme"]),
        language=asked["language"],
        lacking=asked["lacking"],
        jurisdiction=asked["jurisdiction"],
        status=asked["status"],
        definition=asked["definition"],
        deprecated=asked["deprecated"],
        below=_address(catalogue, "below", asked["below"], vocabulary) if asked["below"] else "",
    )


def _address(catalogue: Catalogue, name: str, stated: str, vocabulary: str) -> str:
    """The address of what is named by its address or its id."""
    if ":" in stated:
        return stated
    for one in [vocabulary] if vocabulary else [known.id for known in catalogue.vocabularies()]:
        try:
            return catalogue.locate(one, stated)
        except NotFound:
            continue
    raise ParameterError(name, stated, "the id or address of something that this release has")
