"""A concept as a small card for other people's pages: an iframe without scripts, which only this answer allows.

Style and content are one document, so that a card in a sandboxed frame, which has no origin, needs nothing else.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request
from markupsafe import Markup

from glossary.errors import NotFound, ParameterError
from glossary.model import Concept
from service import answers, filters
from service.entry import entry
from service.i18n import INTERFACE_LANGUAGES
from service.reader import reader
from service.rendering import PUBLIC_URL, STATIC, render

_STYLE = (STATIC / "embed.css").read_text("utf-8")
PROTECTION = answers.framed(_STYLE)


def blueprint() -> Blueprint:
    """The cards, under ``/{interface language}/embed``."""
    codes = ",".join(f'"{code}"' for code in INTERFACE_LANGUAGES)
    made = Blueprint("embedding", __name__, url_prefix=f"/<any({codes}):ui>/embed")
    made.add_url_rule("", view_func=by_address)
    made.add_url_rule("/<vocabulary>/<path:id>", view_func=card)
    return made


def card(ui: str, vocabulary: str, id: str) -> Response:
    """The card of a concept; ``clang`` names the languages of its equivalents."""
    return _card(ui, answers.catalogue().locate(vocabulary, id), vocabulary)


def by_address(ui: str) -> Response:
    """The same for a concept whose address lies elsewhere."""
    uri = request.args.get("uri", "")
    if not uri:
        raise ParameterError("uri", uri, "the address of a concept")
    return _card(ui, uri)


def path(ui: str, concept: Concept, clang: str = "") -> str:
    """The address of a concept's card; ``clang`` as in a page's address."""
    if concept.id:
        return f"/{ui}/embed/{concept.vocabulary}/{concept.id}{filters.query(clang=clang)}"
    return f"/{ui}/embed{filters.query(uri=concept.uri, clang=clang)}"


def _card(ui: str, uri: str, vocabulary: str = "") -> Response:
    catalogue = answers.catalogue()
    concept = catalogue.resource(uri, vocabulary)
    if not isinstance(concept, Concept):
        raise NotFound(f"'{uri}' is a {type(concept).__name__.lower()}; only concepts have a card")
    who = reader(ui, request.args.get("clang", ""), catalogue.vocabulary(concept.vocabulary))
    full = filters.path(ui, concept.vocabulary, concept.id, concept.uri, who.stated)
    made = entry(catalogue, concept, who, full, {})
    chosen = set(map(filters.group_of, who.chosen))
    text = render(
        ui,
        "embed.html",
        origin=current_app.config.get(PUBLIC_URL, ""),
        full=full,
        entry=made,
        groups=[group for group in made.table.groups if group[0] in chosen],
        style_sheet=Markup(_STYLE),  # noqa: S704  # our own file
    )
    answer = answers.page(text, ui, modified=answers.released(), unchanging=True, protection=PROTECTION)
    return answers.respond(answer)
