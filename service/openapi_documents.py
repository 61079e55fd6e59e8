"""The part of the OpenAPI description on documents of the service: SPARQL, catalogue, releases, search descriptions."""

from __future__ import annotations

from typing import Any

from glossary.descriptions import void
from glossary.exports import jsonld_compact
from service import descriptions, parameters, roots, sparql
from service.i18n import INTERFACE_LANGUAGES
from service.negotiation import HTML, Format
from service.operations import FORM
from service.parameters import CLEAN, MAX_URI
from service.signposts import RDF

SCHEMA = dict[str, Any]

_RELEASE = {
    "name": "release", "in": "path", "required": True, "description": "the id of a release, as /catalog names them",
    "schema": {"type": "string", "pattern": "^[0-9A-Za-z-]+$", "maxLength": 64},
}  # fmt: skip
_BELOW = {
    "name": "path", "in": "path", "required": True,
    "description": "an address described here of a vocabulary, of /entity or of /api/v1, without its first slash",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_URI, "pattern": CLEAN},
}  # fmt: skip
_UI = {
    "name": "ui", "in": "path", "required": True, "description": "a language of the interface",
    "schema": {"type": "string", "enum": list(INTERFACE_LANGUAGES)},
}  # fmt: skip
_MAP = {
    "name": "number", "in": "path", "required": True, "description": "which part, counted from 1",
    "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
}  # fmt: skip
_LIST = {"type": "array", "items": {"type": "string"}}
_QUERY = {
    "query": {"type": "string"}, "default-graph-uri": _LIST, "named-graph-uri": _LIST, "format": {"type": "string"},
}  # fmt: skip
_MEANINGS = {
    "query": "a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE; without one the endpoint is described",
    "default-graph-uri": "a graph to merge into the default graph",
    "named-graph-uri": "a named graph to ask",
    "format": "the short name or media type of a format, instead of Accept; passed over where it fits no answer",
}
_QUERY_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "description": _MEANINGS[name], "schema": schema}
    for name, schema in _QUERY.items()
]


def paths(vocabulary: SCHEMA, errors: SCHEMA) -> SCHEMA:
    """The paths; ``vocabulary`` is the parameter in them, ``errors`` are the responses that each operation may give."""
    return _sparql(errors) | _descriptions(errors) | _releases(errors) | _roots(vocabulary, errors)


def _sparql(errors: SCHEMA) -> SCHEMA:
    """The endpoint, asked by the protocol's three ways."""
    found = [*sparql.offered("select"), *sparql.offered("construct"), *RDF, HTML]
    answered = _answer("The answer, or what the endpoint is", found) | errors
    posted = answered | {
        "413": {**errors["400"], "description": "The body is too large."},
        "415": {**errors["400"], "description": f"The body is neither {sparql.QUERY_TYPE} nor {FORM}."},
    }
    form = {FORM: {"schema": {"type": "object", "required": ["query"], "properties": _QUERY}}}
    graphs = [one for one in _QUERY_PARAMETERS if one["name"] != "query"]
    asked = {"operationId": "sparql", "summary": "A SPARQL 1.1 query", "parameters": _QUERY_PARAMETERS}
    body = {"required": True, "content": {sparql.QUERY_TYPE: {"schema": {"type": "string"}}} | form}
    post = asked | {"operationId": "sparqlPost", "parameters": graphs, "requestBody": body, "responses": posted}
    return {sparql.PATH: {"get": asked | {"responses": answered}, "post": post}}


def _descriptions(errors: SCHEMA) -> SCHEMA:
    """What is told of the data, by Accept and by suffix, and the context of its JSON-LD."""
    uri = {"name": descriptions.URI.name, "in": "query", "required": True,
           "description": descriptions.URI.description, "schema": dict(descriptions.URI.schema)}  # fmt: skip
    return {
        **_formats("/catalog", "catalogue", "The catalogue of the data (DCAT-AP)", [], errors),
        **_formats(void.PATH, "datasets", "The data sets and their links (VoID)", [], errors),
        **_formats("/changes", "versions", "Which releases changed a resource", [uri], errors),
        jsonld_compact.PLACE: _get("context", "The JSON-LD context", [], "application/ld+json", {}, errors),
    }


def _releases(errors: SCHEMA) -> SCHEMA:
    """Facts of a release, and whatever it had."""
    found: SCHEMA = {"200": {"description": "As that address answers.", "content": {"*/*": {}}}}
    moved = {
        "description": "See the document of that release.",
        "headers": {"Location": {"schema": {"type": "string"}}},
    }
    below = {"operationId": "inRelease", "summary": "What a release that is kept had at an address",
             "parameters": [_RELEASE, _BELOW],
             "responses": found | dict.fromkeys(("302", "303"), moved) | errors}  # fmt: skip
    facts = _formats("/release/{release}", "release", "The facts of a release that is kept", [_RELEASE], errors)
    return facts | {"/release/{release}/{path}": {"get": below}}


def _roots(vocabulary: SCHEMA, errors: SCHEMA) -> SCHEMA:
    """What browsers and search engines ask for."""
    words, text = parameters.text("q", "the beginning of a label", required=False), {"type": "string"}
    q: SCHEMA = {"name": words.name, "in": "query", "required": False, "description": words.description,
         "schema": dict(words.schema)}  # fmt: skip
    pair = {"type": "array", "items": {"anyOf": [text, {"type": "array", "items": text}]}, "minItems": 2, "maxItems": 2}
    xml, kind = "application/xml", "application/opensearchdescription+xml"
    return {
        "/robots.txt": _get("robots", "What search engines may read", [], "text/plain", text, errors),
        "/sitemap.xml": _get("sitemap", "The maps of all pages", [], xml, text, errors),
        "/sitemap/{ui}/{vocabulary}-{number}.xml": _get(
            "sitemapPart", "A map of pages", [_UI, vocabulary, _MAP], xml, text, errors
        ),
        "/{ui}/opensearch.xml": _get("opensearch", "How browsers search (OpenSearch)", [_UI], kind, text, errors),
        "/{ui}/suggestions": _get(
            "suggestions", "Labels, as browsers read them", [_UI, q], roots.SUGGESTIONS, pair, errors
        ),
    }


def _formats(path: str, id: str, summary: str, taken: list[SCHEMA], errors: SCHEMA) -> SCHEMA:
    """A document by Accept, and one address for each of its formats."""
    chosen = {"operationId": id, "summary": summary, "parameters": taken,
              "responses": _answer(summary, list(RDF)) | errors}  # fmt: skip
    return {path: {"get": chosen}} | {
        path + one.suffix: _get(f"{id}_{one.suffix[1:]}", f"{summary} as {one.name}", taken, one.media_type,
                                _schema(one.media_type), errors)
        for one in RDF
    }  # fmt: skip


def _get(id: str, summary: str, taken: list[SCHEMA], media_type: str, schema: SCHEMA, errors: SCHEMA) -> SCHEMA:
    found = {"200": {"description": summary, "content": {media_type: {"schema": schema}}}}
    return {"get": {"operationId": id, "summary": summary, "parameters": taken, "responses": found | errors}}


def _answer(summary: str, formats: list[Format]) -> SCHEMA:
    content = {one.media_type: {"schema": _schema(one.media_type)} for one in formats}
    return {"200": {"description": summary, "content": content}}


def _schema(media_type: str) -> SCHEMA:
    return {} if "json" in media_type else {"type": "string"}
