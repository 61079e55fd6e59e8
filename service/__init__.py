"""The web service: pages, JSON API and linked data over a catalogue; knows Flask, but no RDF or search engine."""

from __future__ import annotations

import re
from typing import Protocol

from flask import Flask, Response, current_app, request

from glossary.children import Pool
from glossary.errors import UsageError
from glossary.settings import Settings
from service import (
    answers,
    api,
    arrival,
    assets,
    descriptions,
    embedding,
    errors,
    feeds,
    health,
    jskos,
    linked_data,
    oembed,
    openapi,
    pages,
    reconcile,
    roots,
    skosmos,
    sparql,
)
from service.archive import Archive, Releases
from service.bodies import Bodies
from service.parameters import MAX_ADDRESS, stated
from service.ready import Catalogues, ReadyAnswers
from service.texts import intake, people, programs


class AllCatalogues(Catalogues, Releases, Protocol):
    """Where catalogues come from: of the release that is served, and of older ones."""


MAX_BODY = 64 * 1024
"""Bytes of a request's body that are let through where no text is read."""

OPEN = frozenset(
    [
        "api",
        "openapi",
        "linked_data",
        "descriptions",
        "feeds",
        "sparql",
        "health",
        "jskos",
        "skosmos",
        "reconcile",
        "texts",
        "oembed",
    ]
)
"""The blueprints whose answers scripts of other sites may read."""

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ufffd]")


def create_app(catalogues: AllCatalogues, settings: Settings) -> Flask:
    """The WSGI application over the releases that ``catalogues`` hands out."""
    application = Flask("service", static_folder=None, template_folder=None)
    application.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY, GLOSSARY_PUBLIC_URL=settings.public_url, GLOSSARY_FEEDBACK=settings.feedback
    )
    application.config[skosmos.JSONP] = settings.jsonp
    # Werkzeug's own redirects (missing slash, doubled slash) would name the host that the client claims to ask.
    application.url_map.strict_slashes = False
    application.url_map.merge_slashes = False
    application.url_map.redirect_defaults = False
    application.config[intake.LIMIT] = settings.upload_bytes
    application.request_class = intake.InMemory
    application.before_request(_refuse)
    application.after_request(_protect)
    errors.register(application)
    texts = _pool(settings)
    for blueprint in (
        health.blueprint(),
        assets.blueprint(),
        roots.blueprint(),
        arrival.blueprint(),
        programs.blueprint(texts),
        people.blueprint(texts),
        api.blueprint(),
        openapi.blueprint(settings.public_url),
        jskos.blueprint(settings.origin),
        skosmos.blueprint(),
        reconcile.blueprint(settings.origin),
        oembed.blueprint(),
        embedding.blueprint(),
        pages.blueprint(),
        sparql.blueprint(_pool(settings), settings.origin),
        descriptions.blueprint(settings, catalogues),
        feeds.blueprint(settings.origin),
        linked_data.blueprint(settings.bases),
    ):
        application.register_blueprint(blueprint)
    ready = ReadyAnswers(application.wsgi_app, catalogues, settings.cache_bytes)
    application.wsgi_app = Bodies(Archive(ready, catalogues))  # type: ignore[method-assign]  # as Flask documents for middleware
    return application


def _pool(settings: Settings) -> Pool:
    """Children for one kind of strangers' work; one caller may wait, so that a thread is left for short answers."""
    return Pool(
        settings.child_processes,
        settings.child_seconds,
        settings.child_memory_bytes,
        result_bytes=settings.child_result_bytes,
        queue=1,
    )


def _refuse() -> Response | None:
    """Stop what no view should have to deal with."""
    if len(request.path) + len(request.query_string) > MAX_ADDRESS:
        raise errors.AddressTooLong(f"path and query are longer than {MAX_ADDRESS:,} characters")
    if _UNREADABLE.search(request.path):
        raise UsageError("the path has control characters or is not UTF-8; percent-encode its characters as UTF-8")
    together = arrival.gathered()
    if together:
        return together
    if request.blueprint != "sparql":  # where a query may name several graphs
        stated(request.environ.get("QUERY_STRING", ""))
    reads_texts = request.blueprint in ("texts", "texts_pages")
    limit = current_app.config[intake.LIMIT] if reads_texts else MAX_BODY
    request.max_content_length = request.max_form_memory_size = limit
    if (request.content_length or 0) > limit:
        setting = " (setting upload_bytes)" if reads_texts else ""
        raise errors.BodyTooLarge(
            f"the request's body has {request.content_length:,} bytes, more than {limit:,}{setting}"
        )
    return None


def _protect(response: Response) -> Response:
    """Complete answers that no view made: Flask's own to OPTIONS."""
    if "X-Content-Type-Options" in response.headers or answers.KEPT in request.environ:
        return response
    open_ = request.blueprint in OPEN
    response.headers.extend(answers.DATA_HEADERS if open_ else answers.PAGE_HEADERS)
    if open_ and request.method == "OPTIONS":
        response.headers.extend(answers.PREFLIGHT)
        methods = response.headers.get("Allow", "GET, HEAD, OPTIONS")  # in any order, as Flask keeps a set
        response.headers["Access-Control-Allow-Methods"] = ", ".join(sorted(methods.split(", ")))
    return response
