"""Feeds: what changed, as Atom for people's readers and as an activity stream for those who keep a copy.

Atom: ``/feeds/changes.atom``, or of one vocabulary or theme. The stream at ``/activity`` follows the Entity Metadata
Management API 1.0: pages hold activities in order of time, the oldest page first, so that full pages never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response
from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # the stubs leave it out

from glossary.changes import Change, Kind
from glossary.descriptions.releases import version
from glossary.errors import NotFound
from glossary.exports.markup import clean
from glossary.skos.namespaces import SKOS
from service import filters, parameters
from service.answers import Answer, catalogue, json, released, respond
from service.operations import Operation

ENTRIES = 100
"""Entries in a feed, the newest."""
ACTIVITIES = 100
"""Activities on a page of the stream."""

ATOM = "application/atom+xml; charset=utf-8"
ACTIVITY = "application/activity+json"
_CONTEXT = ["https://www.w3.org/ns/activitystreams", "https://emm-spec.org/1.0/context.json"]
_NAMESPACE = "http://www.w3.org/2005/Atom"
_TYPES: dict[Kind, str] = {"added": "Create", "changed": "Update", "deprecated": "Deprecate", "withdrawn": "Delete"}
_ATOM = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})

CHANGES = Operation(
    "/feeds/changes.atom", "feed", "What changed last, as Atom",
    (
        parameters.vocabulary("vocabulary", "changes of this vocabulary only"),
        parameters.optional(parameters.uri("theme", "changes of what is in this collection only")),
    ), {"type": "string"}, ("application/atom+xml",),
)  # fmt: skip
STREAM = Operation(
    "/activity", "activities", "The stream of all changes: where it begins and ends", (),
    {"type": "object", "required": ["type", "id", "totalItems", "first", "last"]}, (ACTIVITY,), lenient=True,
)  # fmt: skip
PAGE = Operation(
    "/activity/page-{number}", "activitiesOnPage", "A page of the stream, counted from 1, the oldest", (),
    {"type": "object", "required": ["type", "id", "partOf", "orderedItems"]}, (ACTIVITY,), lenient=True,
)  # fmt: skip
PREFIX = ""
OPERATIONS = (CHANGES, STREAM, PAGE)


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds of an installation at ``origin``."""

    origin: str

    def atom(self) -> Response:
        """The changes that were published last."""
        asked = CHANGES.read()
        found = catalogue().changes(vocabulary=asked["vocabulary"], theme=asked["theme"], limit=ENTRIES).items
        updated = found[0].date if found else catalogue().release.created
        own = f"{self.origin}{CHANGES.path}{filters.query(**asked)}"
        feed = _ATOM.feed(
            _ATOM.id(own),
            _ATOM.title(asked["vocabulary"] or "Changes"),
            _ATOM.updated(updated),
            _ATOM.author(_ATOM.name(self.origin.partition("://")[2])),
            _ATOM.link(rel="self", href=own),
            *(self._entry(change) for change in found),
        )
        body: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
        return respond(Answer(body, ATOM, modified=released(), open=True, unchanging=True))

    def _entry(self, change: Change) -> Any:
        label = _ATOM.title(clean(f"{change.label or change.uri} ({change.kind})"))
        place = version(self.origin, change.release, change.uri)
        told = "; ".join(dict.fromkeys(f"{one.part} {one.kind}" for one in change.details)) or change.kind
        return _ATOM.entry(
            _ATOM.id(f"{place}#{change.kind}"),
            label,
            _ATOM.updated(change.date),
            _ATOM.link(rel="alternate", href=f"{self.origin}/entity{filters.query(uri=change.uri)}"),
            _ATOM.summary(clean(told)),
            *(_ATOM.category(term=theme) for theme in change.themes),
        )

    def stream(self) -> Response:
        """Where the stream of all changes begins and ends."""
        total, pages = self._size()
        value = {
            "@context": _CONTEXT,
            "type": "OrderedCollection",
            "id": f"{self.origin}/activity",
            "summary": "What each release changed in the vocabularies of this service",
            "totalItems": total,
            "first": self._reference(1),
            "last": self._reference(pages),
        }
        return respond(json(value, media_type=ACTIVITY, modified=released(), unchanging=True))

    def page(self, number: int) -> Response:
        """A page of the stream, counted from 1, the oldest."""
        total, pages = self._size()
        if not 1 <= number <= pages:
            raise NotFound(f"the stream has {pages} pages")
        value = {
            "@context": _CONTEXT,
            "type": "OrderedCollectionPage",
            "id": f"{self.origin}/activity/page-{number}",
            "partOf": {"type": "OrderedCollection", "id": f"{self.origin}/activity"},
            **({"prev": self._reference(number - 1)} if number > 1 else {}),
            **({"next": self._reference(number + 1)} if number < pages else {}),
            "orderedItems": list(self._activities(number, total)),
        }
        return respond(json(value, media_type=ACTIVITY, modified=released(), unchanging=True))

    def _activities(self, number: int, total: int) -> Iterator[dict[str, Any]]:
        """The catalogue counts from the newest, the stream from the oldest."""
        end = total - (number - 1) * ACTIVITIES
        start = max(end - ACTIVITIES, 0)
        for change in reversed(catalogue().changes(limit=end - start, offset=start).items):
            place = version(self.origin, change.release, change.uri)
            yield {
                "id": f"{place}#{change.kind}",
                "type": _TYPES[change.kind],
                "summary": f"{change.label or change.uri}: {change.kind}",
                "published": change.date,
                "object": {"id": change.uri, "type": f"{SKOS}{_CLASSES[change.type]}"},
                "instrument": {"id": f"{self.origin}/release/{change.release}", "type": "Object"},
            }

    def _size(self) -> tuple[int, int]:
        total = catalogue().changes(limit=1).total
        return total, max(1, -(-total // ACTIVITIES))

    def _reference(self, number: int) -> dict[str, str]:
        return {"type": "OrderedCollectionPage", "id": f"{self.origin}/activity/page-{number}"}


_CLASSES = {"concept": "Concept", "collection": "Collection", "scheme": "ConceptScheme"}


def blueprint(origin: str) -> Blueprint:
    """The routes of both."""
    made, views = Blueprint("feeds", __name__), Feeds(origin)
    made.add_url_rule(CHANGES.path, "atom", views.atom)
    made.add_url_rule(STREAM.path, "stream", views.stream)
    made.add_url_rule("/activity/page-<int:number>", "page", views.page)
    return made
