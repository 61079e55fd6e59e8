"""What went wrong, as an answer: a page for people, application/problem+json (RFC 9457) for programs.

Messages quote strangers' text only in short; nothing of the server (paths, versions, traces) gets into them.
"""

from __future__ import annotations

import logging
import re
from http import HTTPStatus

from flask import Flask, Response, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from glossary.errors import (
    Busy,
    GlossaryError,
    Gone,
    InputError,
    NotFound,
    NotPrepared,
    OutOfMemory,
    ParameterError,
    ReleaseError,
    Stopped,
    TimedOut,
    UsageError,
)
from service import answers, health, rendering
from service.answers import Answer, Header
from service.i18n import INTERFACE_LANGUAGES, SOURCE_LANGUAGE
from service.negotiation import HTML, Format, choose, choose_language
from service.parameters import shown
from service.shapes import Problem

_RETRY: tuple[Header, ...] = (("Retry-After", "5"),)
_MAX_DETAIL = 600

_FOR_PROGRAMS = ("/api/", "/jskos/", "/oembed/", "/reconcile/", "/rest/")
"""Paths below which nobody wants a page."""

_DATA_ONLY = frozenset(["descriptions", "feeds", "openapi", "sparql"])
"""Blueprints of addresses that programs mostly ask, and people now and then."""
_DATA_SUFFIX = re.compile(r"\.(?:ttl|rdf|jsonld|nt|nq|trig|csv|json|atom|xml)$")

_IN_WORDS = "/rest/"
"""The path below which clients expect errors as a line of text, as Skosmos has them."""

_JSON = Format("problem", answers.PROBLEM, ".json", (answers.JSON,))

_DETAILS = {
    400: "The request cannot be understood.",
    404: "Nothing has this address.",
    405: "This address cannot be asked in that way.",
    413: "The request's body is too large.",
    414: "The address is too long.",
    500: "Something went wrong here. It has been noted; please try again later.",
}

log = logging.getLogger(__name__)


class NotAcceptable(GlossaryError):
    """None of the formats offered is acceptable to the client."""

    def __init__(self, offered: tuple[str, ...]) -> None:
        self.offered = offered
        super().__init__(f"this is offered as {', '.join(offered)}; ask for one of them in Accept")


class BodyTooLarge(UsageError):
    """The request's body is larger than allowed."""


class AddressTooLong(UsageError):
    """Path and query are longer than allowed."""


class UnsupportedType(UsageError):
    """A body is of a media type that is not read here."""


class NotOffered(UsageError):
    """A format that an interface knows, or might know elsewhere, but that is not made here."""


_STATUSES: tuple[tuple[type[GlossaryError], int], ...] = (
    (AddressTooLong, 414),
    (BodyTooLarge, 413),
    (UnsupportedType, 415),
    (NotOffered, 501),
    (UsageError, 400),
    (InputError, 400),
    (NotAcceptable, 406),
    (Gone, 410),
    (NotFound, 404),
    (Busy, 503),
    (TimedOut, 503),
    (OutOfMemory, 503),
    (Stopped, 400),
    (ReleaseError, 503),
)
"""The first that fits counts."""


def register(application: Flask) -> None:
    """Answer every error of the application here."""
    application.register_error_handler(GlossaryError, answer_to_error)
    application.register_error_handler(HTTPException, answer_to_http)


def answer_to_error(error: GlossaryError) -> Response:
    """One of our own errors."""
    status, detail = status_of(error), str(error)
    match error:
        case ParameterError():
            return _respond(status, detail, parameter=error.name, allowed=error.allowed)
        case NotAcceptable():
            return _respond(status, detail, offered=error.offered, headers=(("Vary", "Accept"),))
        case Gone():
            return _respond(status, detail, release=error.release)
        case NotPrepared():
            log.error("%s", error)
            detail = "This server cannot search yet; please try again later."
        case ReleaseError():
            detail = "No release is being served yet; please try again in a moment."
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("unexpected %s", type(error).__name__, exc_info=error)
        detail = _DETAILS[status]
    return _respond(status, detail, headers=_RETRY if isinstance(error, (Busy, ReleaseError)) else ())


def status_of(error: GlossaryError) -> int:
    """The HTTP status that an error is answered with."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def answer_to_http(error: HTTPException) -> Response:
    """One of Flask's errors: unknown address, method, size, and whatever went wrong unforeseen."""
    status = error.code or 500
    headers: tuple[Header, ...] = ()
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers = (("Allow", ", ".join(sorted(error.valid_methods))),)
    return _respond(status, _DETAILS.get(status, HTTPStatus(status).phrase + "."), headers=headers)


def _respond(
    status: int,
    detail: str,
    *,
    headers: tuple[Header, ...] = (),
    parameter: str = "",
    allowed: str = "",
    offered: tuple[str, ...] = (),
    release: str = "",
) -> Response:
    told = shown(detail, _MAX_DETAIL)
    title = HTTPStatus(status).phrase
    headers = (*headers, ("Cache-Control", "no-store"))
    if request.path.startswith(_IN_WORDS):
        text = f"{status} {title} : {told}".encode()
        return answers.respond(Answer(text, "text/plain; charset=utf-8", status, headers, open=True))
    if _for_people():
        return answers.respond(_page(status, title, told, headers))
    problem = Problem(title, status, told, parameter=parameter, allowed=allowed, offered=offered, release=release)
    return answers.respond(answers.json(problem, media_type=answers.PROBLEM, status=status, headers=headers))


def _for_people() -> bool:
    """Whether the client wants a page: never of an interface for programs, else when Accept likes HTML best.

    Who takes anything is a person on most addresses, and a program where there are no pages.
    """
    if f"{request.path}/".startswith(_FOR_PROGRAMS) or request.path in health.PATHS:
        return False
    data = request.blueprint in _DATA_ONLY or _DATA_SUFFIX.search(request.path)
    kinds = (_JSON, HTML) if data else (HTML, _JSON)
    return choose(request.headers.get("Accept", ""), kinds) is HTML


def _page(status: int, title: str, detail: str, headers: tuple[Header, ...]) -> Answer:
    """The page in the interface language of the address, else of the browser."""
    first = request.path.split("/", 2)[1]
    ui = first if first in INTERFACE_LANGUAGES else _browser_language()
    try:
        text = rendering.render(ui, "error.html", status=status, title=title, detail=detail)
    except Exception:  # the page that tells of a fault must not fail by the same fault
        log.exception("the error page cannot be rendered")
        text = f"<!doctype html><html lang=en><title>{escape(title)}</title><h1>{escape(title)}</h1>{escape(detail)}"
    return answers.page(text, ui, status=status, headers=headers)


def _browser_language() -> str:
    return choose_language(request.headers.get("Accept-Language", ""), INTERFACE_LANGUAGES) or SOURCE_LANGUAGE
