"""Addresses that name no language: the reader is sent on, by an earlier choice, else by what the browser asks for."""

from __future__ import annotations

from urllib.parse import quote, unquote

from flask import Blueprint, Response, request

from glossary.errors import ParameterError
from service import filters
from service.answers import redirect, respond
from service.i18n import INTERFACE_LANGUAGES, SOURCE_LANGUAGE
from service.negotiation import choose_language
from service.reader import content_languages

_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in a query string; everything else that is no letter or digit is percent-encoded."""


def blueprint() -> Blueprint:
    """The first page, and every page that has the same address in all languages but for the first part."""
    made = Blueprint("arrival", __name__)
    made.add_url_rule("/", "home", lambda: to_page(f"/{asked_interface()}/"))
    for rule in (
        "/<any(search,help,recognise,verify):page>",
        "/<any(index,hierarchy,compare,changes):page>/<vocabulary>",
    ):
        made.add_url_rule(rule, "page", _page)
    return made


def _page(page: str, vocabulary: str = "") -> Response:
    place = f"{page}/{quote(vocabulary, safe='')}" if vocabulary else page
    stated = quote(request.environ.get("QUERY_STRING", ""), safe=_SAFE)
    return to_page(f"/{asked_interface()}/{place}" + (f"?{stated}" if stated else ""))


def to_page(location: str) -> Response:
    """302 to a page in the reader's languages; the content languages chosen before go along unless it names some."""
    chosen = _remembered()
    if chosen and "clang=" not in location:
        location = filters.joined(location, clang=chosen)
    return respond(redirect(location, 302, ("Vary", "Accept-Language, Cookie")))


def asked_interface() -> str:
    """The interface language of the reader: as chosen before, else as the browser asks, else English."""
    chosen = request.cookies.get("ui", "")
    if chosen in INTERFACE_LANGUAGES:
        return chosen
    return choose_language(request.headers.get("Accept-Language", ""), INTERFACE_LANGUAGES) or SOURCE_LANGUAGE


def _remembered() -> str:
    """The content languages in the reader's cookie; "" when there are none that mean anything."""
    try:
        return ",".join(content_languages(unquote(request.cookies.get("clang", ""))))
    except ParameterError:
        return ""


def gathered() -> Response | None:
    """302 to the same address with ``clang`` once, for forms that name several content languages; None for others."""
    named = request.args.getlist("clang")
    if len(named) < 2 or request.path.split("/", 2)[1] not in INTERFACE_LANGUAGES:
        return None
    together = ",".join(dict.fromkeys(tag for one in named for tag in one.split(",") if tag))
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "clang"]
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    joined = f"{query}&" if query else ""
    place = quote(request.path, safe="/!$&'()*+,:;=@~")
    return respond(redirect(f"{place}?{joined}clang={quote(together, safe=',')}", 302))
