"""A request to the Skosmos API and its answer: labels in the language asked for, contexts, and JSON by Accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, request

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.model import Collection, Concept, Term, Vocabulary
from glossary.nodes import Label, Node
from glossary.skos.namespaces import SKOS
from service import jsonp
from service.answers import json, released, respond
from service.negotiation import Format, choose

JSONP = "GLOSSARY_JSONP"
"""Key in Flask's configuration: whether answers may be scripts."""

_JSON = Format("JSON", "application/json", ".json")
_JSON_LD = Format("JSON-LD", "application/ld+json", ".jsonld")
_BY_ACCEPT = (("Vary", "Accept"),)
_TERMS: dict[str, Any] = {
    "skos": SKOS,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "onki": "http://schema.onki.fi/onki#",
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "uri": "@id",
    "type": "@type",
}
"""What the context of every answer has."""


Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: ``values`` are its checked parameters, ``language`` the one that labels are wanted in."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    language: str
    values: Fields

    def resource(self) -> Concept | Collection:
        """The concept or collection asked for, as this vocabulary describes it; NotFound."""
        value = self.catalogue.resource(self.values["uri"], self.vocabulary.id)
        if not isinstance(value, Concept | Collection):
            raise NotFound(f"Could not find concept <{self.values['uri']}>")
        return value

    def nodes(self, uris: Iterable[str]) -> tuple[Node, ...]:
        """List entries of what is described, by label."""
        found = self.catalogue.ordered(tuple(uris), (self.language,))
        return tuple(node for node in found if node.kind != "unknown")

    def own_label(self, node: Node) -> Fields:
        """``prefLabel`` where there is one in the language asked for, else nothing."""
        return {"prefLabel": node.label.text} if self.speaks(node.label.language) else {}

    def any_label(self, label: Label) -> str:
        """The label; one in another language says so, as trees show it."""
        return label.text if self.speaks(label.language) or not label.language else f"{label.text} ({label.language})"

    def speaks(self, tag: str | None) -> bool:
        """Whether a text in that language is one in the language asked for."""
        return languages.matches(self.language, tag) or languages.key(tag) in languages.fallbacks(self.language)

    def terms(self, value: Concept | Collection, *roles: str) -> list[Term]:
        """The terms with those roles in the language asked for; its own tag before others."""
        found = [term for term in value.terms if term.role in roles and self.speaks(term.language)]
        return sorted(found, key=lambda term: languages.key(term.language) != languages.key(self.language))


def notation(value: Concept | Collection | None) -> Fields:
    """``notation`` where there is one."""
    return {"notation": value.notations[0].text} if value and value.notations else {}


def context(language: str, /, **terms: Any) -> Fields:
    """The context of an answer: what all have, its own terms, and the language of its texts."""
    return {**_TERMS, **terms, **({"@language": language} if language else {})}


def answer(body: Fields) -> Response:
    """The answer as JSON or JSON-LD, which differ in name only; as a script where that is allowed and asked for."""
    chosen = choose(request.headers.get("Accept", ""), (_JSON, _JSON_LD)) or _JSON
    made = json(body, media_type=chosen.media_type, headers=_BY_ACCEPT, modified=released())
    return respond(jsonp.padded(made) if current_app.config.get(JSONP) else made)


def truth(name: str, value: str, default: bool) -> bool:
    """A flag as Skosmos' clients write it: true or 1, on, yes, in any case; ParameterError for what is no flag."""
    if not value:
        return default
    known = dict.fromkeys(("1", "true", "on", "yes"), True) | dict.fromkeys(("0", "false", "off", "no"), False)
    try:
        return known[value.lower()]
    except KeyError:
        raise ParameterError(name, value[:100], "true, false") from None
