"""oEmbed 1.0 (https://oembed.com) at /oembed: what turns the address of a concept into a card on another site's page.

Addresses of concepts' pages, cards and documents here are known, and concepts' identifiers; all others are answered
by 404, since nothing is fetched for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec
from flask import Blueprint, Response, current_app
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from glossary.catalogue import Catalogue
from glossary.errors import NotFound
from glossary.exports.markup import element
from glossary.model import Concept
from service import embedding, filters, parameters, terms
from service.answers import Answer, catalogue, json, released, respond
from service.errors import NotOffered
from service.i18n import SOURCE_LANGUAGE
from service.operations import Operation
from service.parameters import Parameter
from service.reader import reader
from service.rendering import PUBLIC_URL
from service.roots import origin

PREFIX = ""
PATH = "/oembed"
WIDTH, HEIGHT = 480, 320
"""Pixels of a card where nobody asks for less: a definition and some three languages without scrolling."""
CACHE_AGE = 86_400
"""Seconds that a consumer may keep an answer."""
_FORMATS = "json", "xml"
_FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="{title}" loading="lazy" '
    'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0"></iframe>'
)


class Embed(msgspec.Struct, frozen=True):
    """An oEmbed answer of type "rich"; ``html`` is an iframe of ``width`` by ``height`` pixels."""

    type: str
    version: str
    title: str
    provider_name: str
    provider_url: str
    cache_age: int
    html: str
    width: int
    height: int


URL = parameters.required(parameters.identity("url", "what other sites link to: a concept, its page or its card"))
FORMAT = Parameter(
    "format",
    "how the answer is written; anything else is answered by 501",
    {"type": "string", "enum": list(_FORMATS), "default": _FORMATS[0]},
    ", ".join(_FORMATS),
    str,
    default=_FORMATS[0],
)
MAXWIDTH = parameters.whole("maxwidth", "the widest frame, in pixels", 1, 10_000, WIDTH)
MAXHEIGHT = parameters.whole("maxheight", "the highest frame, in pixels", 1, 10_000, HEIGHT)

OEMBED = Operation(
    PATH, "oembed", "A concept as a card to embed (oEmbed 1.0)", (URL, FORMAT, MAXWIDTH, MAXHEIGHT), Embed,
    lenient=True, error_types=("application/problem+json",),
    refusals=(("501", "The format is neither json nor xml."),),
)  # fmt: skip
OPERATIONS = (OEMBED,)


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of ours names: a resource, and in which languages its page shows it."""

    uri: str
    vocabulary: str = ""
    ui: str = SOURCE_LANGUAGE
    clang: str = ""


def blueprint() -> Blueprint:
    """The one route."""
    made = Blueprint("oembed", __name__)
    made.add_url_rule(PATH, view_func=oembed)
    return made


def oembed() -> Response:
    """Answer OEMBED."""
    asked, open_ = OEMBED.read(), catalogue()
    if asked["format"] not in _FORMATS:
        raise NotOffered(f"oEmbed is answered as {' or '.join(_FORMATS)} here")
    here = origin()
    found = _embed(open_, _place(open_, asked["url"], here), here, asked)
    fixed = bool(current_app.config[PUBLIC_URL])
    if asked["format"] == "xml":
        answer = Answer(_xml(found), "text/xml; charset=utf-8", modified=released(), open=True, unchanging=fixed)
        return respond(answer)
    return respond(json(found, modified=released(), unchanging=fixed))


def discovery(page: str, title: str) -> list[tuple[str, str, str]]:
    """The links by which consumers find the answers for a page: (media type, address, title) each."""
    types = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
    return [(types[name], f"{PATH}{filters.query(url=page, format=name)}", title) for name in _FORMATS]


def frame(src: str, title: str, width: int = WIDTH, height: int = HEIGHT) -> Markup:
    """The HTML that shows a card on another page; ``src`` is its absolute address."""
    return _FRAME.format(src=src, title=title, width=width, height=height)


def _embed(open_: Catalogue, place: Place, here: str, asked: dict[str, Any]) -> Embed:
    concept = open_.resource(place.uri, place.vocabulary)
    if not isinstance(concept, Concept):
        raise NotFound(f"'{place.uri}' is a {type(concept).__name__.lower()}; only concepts have a card")
    held = open_.vocabulary(concept.vocabulary)
    who = reader(place.ui, place.clang, held)
    title = terms.headword(concept.terms, who, concept.id or concept.uri)[0].text
    width, height = min(WIDTH, asked["maxwidth"]), min(HEIGHT, asked["maxheight"])
    src = here + embedding.path(place.ui, concept, who.stated)
    name = open_.title(held, who.languages).text
    html = str(frame(src, title, width, height))
    return Embed("rich", "1.0", title, name, f"{here}/{place.ui}/{held.id}/", CACHE_AGE, html, width, height)


def _place(open_: Catalogue, url: str, here: str) -> Place:
    """What an address names; NotFound for one that is not ours, whatever is wrong with it."""
    try:
        return Place(open_.find(url).uri)
    except NotFound:
        parts = _split(url)
        if parts is None or parts.netloc.lower() not in ("", urlsplit(here).netloc.lower()):
            raise
    return _own(open_, parts)


def _split(url: str) -> SplitResult | None:
    """The parts of a web address, also of one without its beginning; None for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if (parts.scheme in ("http", "https")) == bool(parts.netloc) else None


def _own(open_: Catalogue, parts: SplitResult) -> Place:
    """What a path with its query names, told by the routes that answer it."""
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(unquote(parts.path), method="GET")
        query = {name: given[0] for name, given in parse_qs(parts.query, max_num_fields=20).items()}
    except (HTTPException, ValueError):
        endpoint, values, query = "", {}, {}
    shown = {"ui": values.get("ui", SOURCE_LANGUAGE), "clang": query.get("clang", "")}
    if endpoint in ("pages.resource", "embedding.card"):
        vocabulary = values["vocabulary"]
        return Place(open_.locate(vocabulary, values["id"]), vocabulary, **shown)
    if endpoint in ("pages.entity", "embedding.by_address", "linked_data.entity"):
        return Place(open_.find(query.get("uri", "")).uri, **shown)
    if endpoint == "linked_data.address":
        vocabulary, _, local = values["path"].removesuffix(".html").partition("/")
        return Place(open_.locate(vocabulary, local), vocabulary)
    raise NotFound("this address is no concept's")


def _xml(found: Embed) -> bytes:
    fields = msgspec.structs.asdict(found).items()
    inside = "".join(element(name, str(value)) for name, value in fields)
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{inside}</oembed>\n'.encode()
