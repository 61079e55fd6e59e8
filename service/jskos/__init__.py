"""JSKOS under /jskos: the schemes, concepts and mappings as JSON objects for BARTOC's tools and for Cocoda.

Paths and parameters are those of jskos-server (https://github.com/gbv/jskos-server), as far as it reads; a list is
cut by ``limit`` and ``offset``, and X-Total-Count says how long the whole is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, Response

from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.model import Collection, Concept, Scheme
from glossary.results import Result, Results
from glossary.search.base import Filters
from service import parameters
from service.answers import catalogue, json, released, respond
from service.jskos import mapped, objects
from service.jskos.objects import JskosConcept, JskosMapping, JskosScheme
from service.operations import Operation

PREFIX = "/jskos"
MOST = 1_000
"""Items in one answer, however many are asked for."""
MOST_FOUND = 500
"""Results of one search."""
SUPPORTED = "0.6.0"
"""The version of JSKOS that is spoken."""

URI = parameters.uris("uri", "addresses")
LIMIT = parameters.whole("limit", "how many at most", 0, parameters.MAX_OFFSET, 100)
OFFSET = parameters.whole("offset", "how many to pass over", 0, parameters.MAX_OFFSET, 0)
LANGUAGE = parameters.tags("language", "the languages preferred for the labels of linked concepts, best first")
SEARCH_TEXT = parameters.text("search", "the text to look for", required=False)
QUERY = parameters.text("query", "the same as search", required=False)
VOC = parameters.uris("voc", "look in these schemes only")
FORMAT = parameters.words("format", "jskos for objects instead of four lists")
FOUND = parameters.whole("limit", "how many at most", 0, MOST_FOUND, 100)

SHAPES = (JskosConcept, JskosScheme)
Suggestions = tuple[str, list[str], list[str], list[str]]
ITEMS = {"type": "array", "items": {"anyOf": [{"$ref": f"#/components/schemas/{one.__name__}"} for one in SHAPES]}}
SUGGESTIONS = {"type": "array", "items": {"type": ["string", "array", "object"]}}
"""JSON Schemas of lists whose items are of several kinds."""

STATUS = Operation("/status", "jskosStatus", "What this service offers", (), dict[str, Any], lenient=True)
VOCS = Operation("/voc", "jskosSchemes", "Concept schemes", (URI, LIMIT, OFFSET), tuple[JskosScheme, ...], lenient=True)
TOP = Operation(
    "/voc/top", "jskosTop", "The top concepts of a scheme", (URI, LIMIT, OFFSET, LANGUAGE), ITEMS, lenient=True
)
CONCEPTS = Operation(
    "/voc/concepts", "jskosConcepts", "The concepts of a scheme", (URI, LIMIT, OFFSET, LANGUAGE), ITEMS, lenient=True
)
DATA = Operation("/data", "jskosData", "Concepts and schemes by address", (URI, LANGUAGE), ITEMS, lenient=True)
NARROWER = Operation(
    "/narrower", "jskosNarrower", "What lies directly below", (URI, LIMIT, OFFSET, LANGUAGE), ITEMS, lenient=True
)
ANCESTORS = Operation(
    "/ancestors", "jskosAncestors", "What lies above, nearest first", (URI, LANGUAGE), ITEMS, lenient=True
)
SEARCH = Operation(
    "/search", "jskosSearch", "Concepts by their labels",
    (SEARCH_TEXT, QUERY, VOC, FOUND, OFFSET, LANGUAGE), ITEMS, lenient=True,
)  # fmt: skip
SUGGEST = Operation(
    "/suggest", "jskosSuggest", "Completions, as OpenSearch suggestions or as concepts",
    (SEARCH_TEXT, QUERY, VOC, FOUND, OFFSET, LANGUAGE, FORMAT), SUGGESTIONS, lenient=True,
)  # fmt: skip
MAPPINGS = Operation(
    "/mappings", "jskosMappings", "Mappings between concepts or schemes, or all of them",
    (*mapped.PARAMETERS, LIMIT, OFFSET, LANGUAGE), tuple[JskosMapping, ...], lenient=True,
)  # fmt: skip
OPERATIONS = (STATUS, VOCS, TOP, CONCEPTS, DATA, NARROWER, ANCESTORS, SEARCH, SUGGEST, MAPPINGS)


def blueprint(origin: str) -> Blueprint:
    """The routes; ``origin`` begins the addresses that /status names."""
    made = Blueprint("jskos", __name__, url_prefix=PREFIX)
    views: tuple[Callable[[], Response], ...] = (
        *(partial(status, origin), schemes, top, concepts, data),
        *(narrower, ancestors, search, suggest, mappings),
    )
    for operation, view in zip(OPERATIONS, views, strict=True):
        made.add_url_rule(operation.path, operation.id, view)
    made.add_url_rule("/", "nothing", nothing, defaults={"path": ""})
    made.add_url_rule("/<path:path>", "nothing", nothing)
    return made


def status(origin: str) -> Response:
    """Answer STATUS."""
    base = f"{origin}{PREFIX}"
    config = {"title": "Multilingual glossary", "version": SUPPORTED, "baseUrl": f"{base}/", "closedWorld": True}
    places = {
        name: f"{base}{operation.path}"
        for name, operation in (
            *(("schemes", VOCS), ("top", TOP), ("concepts", DATA), ("data", DATA), ("narrower", NARROWER)),
            *(("ancestors", ANCESTORS), ("suggest", SUGGEST), ("search", SEARCH), ("mappings", MAPPINGS)),
        )
    }
    return respond(json({"config": config, "ok": 1, **places}, unchanging=True))


def schemes() -> Response:
    """Answer VOCS."""
    asked, open_ = VOCS.read(), catalogue()
    found = [one for one in _schemes(open_) if not asked["uri"] or one.uri in asked["uri"]]
    return _listed(found, asked["limit"], asked["offset"])


def top() -> Response:
    """Answer TOP."""
    asked, open_ = TOP.read(), catalogue()
    found: dict[str, None] = {}
    for uri in asked["uri"]:
        nodes = open_.narrower(uri, asked["language"])
        whole = next((one for one in open_.vocabularies() if one.uri == uri), None)
        if whole and not nodes:
            nodes = open_.top(whole.id, asked["language"])
        found.update({node.uri: None for node in nodes if node.kind == "concept"})
    return _some(open_, list(found), asked)


def concepts() -> Response:
    """Answer CONCEPTS; addresses of concepts are answered too, since clients ask for those here."""
    asked, open_ = CONCEPTS.read(), catalogue()
    by_scheme = {node.uri for node in open_.nodes(asked["uri"], ()) if node.kind == "scheme"}
    by_scheme |= {one.uri for one in open_.vocabularies() if one.uri in asked["uri"]}
    uris = [uri for uri in asked["uri"] if uri not in by_scheme]
    for vocabulary in open_.vocabularies() if by_scheme else ():
        inside = [""] if vocabulary.uri in by_scheme else by_scheme
        uris += dict.fromkeys(uri for one in inside for uri in open_.concept_addresses(vocabulary.id, one))
    return _some(open_, uris, asked)


def data() -> Response:
    """Answer DATA."""
    asked, open_ = DATA.read(), catalogue()
    found = [objects.complete(open_, value, asked["language"]) for value in open_.resources(asked["uri"])]
    described = {one.uri for one in found}
    for vocabulary in open_.vocabularies():
        if vocabulary.uri in asked["uri"] and vocabulary.uri not in described:
            found.append(objects.scheme(None, vocabulary))
    return _answer(found, len(found))


def narrower() -> Response:
    """Answer NARROWER."""
    asked, open_ = NARROWER.read(), catalogue()
    found = [node.uri for uri in asked["uri"] for node in open_.narrower(uri, asked["language"])]
    return _some(open_, found, asked)


def ancestors() -> Response:
    """Answer ANCESTORS: one way to the top, the shortest."""
    asked, open_ = ANCESTORS.read(), catalogue()
    known = [value.uri for value in open_.resources(asked["uri"])]
    found = [node.uri for uri in known for node in reversed(open_.above(uri, asked["language"]))]
    return _answer(_concepts(open_, found), len(found))


def search() -> Response:
    """Answer SEARCH."""
    asked, open_ = SEARCH.read(), catalogue()
    results = _found(open_, asked)
    return _answer(_concepts(open_, [result.node.uri for result in results.results]), results.total)


def suggest() -> Response:
    """Answer SUGGEST."""
    asked, open_ = SUGGEST.read(), catalogue()
    text = asked["search"] or asked["query"]
    results = _found(open_, asked)
    nodes = [result.node for result in results.results]
    if asked["format"] == "jskos":
        return _answer(_concepts(open_, [node.uri for node in nodes]), results.total)
    shown: Suggestions = (text, [node.label.text for node in nodes], ["" for _ in nodes], [node.uri for node in nodes])
    return respond(json(shown, headers=(("X-Total-Count", str(results.total)),)))


def mappings() -> Response:
    """Answer MAPPINGS."""
    asked, open_ = MAPPINGS.read(), catalogue()
    limit, offset = min(asked["limit"], MOST), asked["offset"]
    if not any(asked[one.name] for one in mapped.CHOICES):
        return _answer(*mapped.some(open_, asked["language"], limit, offset))
    return _listed(mapped.found(open_, asked), limit, offset)


def nothing(path: str) -> Response:
    """Say what there is instead; a route of its own, so that the linked data's last resort does not answer."""
    raise NotFound(f"JSKOS has no such address here; there are {', '.join(PREFIX + one.path for one in OPERATIONS)}")


def _schemes(open_: Catalogue) -> Iterator[JskosScheme]:
    """Every scheme of every vocabulary, its main one first."""
    for vocabulary in open_.vocabularies():
        uris = [node.uri for node in open_.schemes(vocabulary.id, ())]
        if vocabulary.uri not in uris:
            yield objects.scheme(None, vocabulary)
        for value in open_.resources(sorted(uris, key=lambda uri: uri != vocabulary.uri)):
            if isinstance(value, Scheme):
                yield objects.scheme(value, vocabulary)


def _found(open_: Catalogue, asked: dict[str, Any]) -> Results:
    """Results of a search, in the schemes asked for."""
    language = asked["language"][0] if asked["language"] else ""
    text, limit, offset = asked["search"] or asked["query"], asked["limit"], asked["offset"]
    if not text:
        raise ParameterError("search", "", "a text to look for")
    if not asked["voc"]:
        return open_.search(text, language=language, limit=limit, offset=offset)
    found, total = dict[str, Result](), 0
    for scheme in asked["voc"]:
        whole = next((one.id for one in open_.vocabularies() if one.uri == scheme), "")
        filters = Filters() if whole else Filters(theme=(scheme,))  # a part of a vocabulary is a theme of it
        most = min(offset + limit, MOST)
        results = open_.search(text, language=language, vocabulary=whole, limit=most, filters=filters)
        found.update({one.node.uri: one for one in results.results})
        total += results.total
    return Results(total, tuple(found.values())[offset : offset + limit])


def _concepts(open_: Catalogue, uris: Sequence[str]) -> list[JskosConcept]:
    """Concepts without the labels of what they refer to, which would make long lists slow."""
    schemes = objects.schemes_by_namespace(open_)
    values = open_.resources(uris)
    return [objects.concept(one, {}, schemes) for one in values if isinstance(one, Concept | Collection)]


def _some(open_: Catalogue, uris: Sequence[str], asked: dict[str, Any]) -> Response:
    return _answer(_concepts(open_, uris[asked["offset"] : asked["offset"] + min(asked["limit"], MOST)]), len(uris))


def _listed(found: Sequence[object], limit: int, offset: int) -> Response:
    return _answer(found[offset : offset + min(limit, MOST)], len(found))


def _answer(items: Sequence[object], total: int) -> Response:
    return respond(json(items, headers=(("X-Total-Count", str(total)),), modified=released()))
