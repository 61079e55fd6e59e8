"""The service's description for programs, OpenAPI 3.1, made from the tables and shapes that the views work with."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from flask import Blueprint, Response

from glossary import __version__
from glossary.model import Collection, Concept, Scheme
from service import (
    answers,
    api,
    feeds,
    jskos,
    linked_data,
    oembed,
    openapi_documents,
    reconcile,
    shapes,
    signposts,
    skosmos,
)
from service.answers import json, respond
from service.negotiation import Format
from service.operations import FORM, Operation
from service.parameters import CLEAN, MAX_URI, Parameter
from service.skosmos import swagger
from service.texts import described

SCHEMA = dict[str, Any]

_DESCRIBED = (Concept, Collection, Scheme)
_SHAPES = (shapes.Linked, shapes.Problem, shapes.Health, *jskos.SHAPES, *described.SHAPES)
INTERFACES = (api, jskos, skosmos, reconcile, oembed, feeds)
"""The modules with a table of operations, and a prefix for their paths."""
_OPERATIONS = [(module.PREFIX, operation) for module in INTERFACES for operation in module.OPERATIONS]
_REFERENCE = "#/components/schemas/{name}"
_VOCABULARY = {
    "name": "vocabulary", "in": "path", "required": True, "description": "the id of a vocabulary",
    "schema": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64},
}  # fmt: skip
_ID = {
    "name": "id", "in": "path", "required": True,
    "description": "the address minus the vocabulary's base, percent-encoded; it may have slashes",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_URI, "pattern": CLEAN},
}  # fmt: skip
_LETTER = {
    "name": "letter", "in": "path", "required": True, "description": "a letter, 0-9, !* or * for all",
    "schema": {"type": "string", "minLength": 1, "maxLength": 8, "pattern": CLEAN},
}  # fmt: skip
_NUMBER = {
    "name": "number", "in": "path", "required": True, "description": "the number of a page",
    "schema": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
}  # fmt: skip
_IN_PATH = {"vocabulary": _VOCABULARY, "id": _ID, "letter": _LETTER, "number": _NUMBER}
_CONDITIONAL = {"304": {"description": "The client already holds it (If-None-Match or If-Modified-Since)."}}
_LOCATION = {"Location": {"schema": {"type": "string"}, "description": "the document that Accept prefers"}}
_ERRORS = {
    answers.PROBLEM: {"schema": {"$ref": _REFERENCE.format(name="Problem")}},
    "text/html": {"schema": {"type": "string"}},
    "text/plain": {"schema": {"type": "string"}},
}
_ERRORS_OF_ALL = {media_type: _ERRORS[media_type] for media_type in (answers.PROBLEM, "text/html")}
_PROBLEMS = {
    "400": "A parameter is unknown, missing, repeated or has a value that is not allowed.",
    "404": "Nothing has this address, id or vocabulary.",
    "406": "None of the offered formats is acceptable.",
    "410": "An earlier release had it; this one has not.",
    "414": "The address is too long.",
    "503": "No release is being served yet, or too many long downloads are going on; see Retry-After.",
}


def blueprint(public_url: str) -> Blueprint:
    """The one route."""
    made = Blueprint("openapi", __name__)
    made.add_url_rule("/openapi.json", "openapi", partial(serve, public_url))
    return made


def serve(public_url: str) -> Response:
    """Answer /openapi.json."""
    return respond(json(description(public_url), unchanging=True))


def description(public_url: str = "") -> SCHEMA:
    """The whole description; ``public_url`` is the origin to call, "" for where the description was fetched."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Multilingual glossary service",
            "version": __version__,
            "description": "SKOS vocabularies to read: search, suggestions, documents, dumps, terms in texts. "
            "Everything is open to scripts of other sites. An unknown parameter is answered by 400.",
        },
        "servers": [{"url": public_url or "/"}],
        "paths": {
            **_api(),
            **described.paths(api.PREFIX, _errors()),
            **openapi_documents.paths(_VOCABULARY, _CONDITIONAL | _errors()),
            **_documents(),
            **_dumps(),
            **_service(),
        },
        "components": {"schemas": _schemas()},
    }


def _schemas() -> SCHEMA:
    """Schemas of all answers; a resource is its value and ``links`` to what the release knows of its neighbours."""
    schemas = _described()[1]
    links = {"type": "object", "additionalProperties": _reference("Linked")}
    for kind in _DESCRIBED:
        schema = schemas[kind.__name__]
        schema["properties"]["links"] = links
        schema["required"] = [*schema["required"], "links"]
    kinds = [_reference(kind.__name__) for kind in _DESCRIBED]
    return schemas | {"Resource": {"oneOf": kinds, "discriminator": _discriminator()}}


def _described() -> tuple[dict[str, SCHEMA], dict[str, SCHEMA]]:
    """The schema of each operation's answer by the operation's id, and what those schemas refer to."""
    answered = {operation.id: operation.answer for _, operation in _OPERATIONS}
    types = {id: answer for id, answer in answered.items() if not isinstance(answer, str | dict)}
    every = (*types.values(), *_DESCRIBED, *_SHAPES)
    found, schemas = msgspec.json.schema_components(every, ref_template=_REFERENCE)
    given = {id: _reference(answer) if isinstance(answer, str) else answer for id, answer in answered.items()}
    return given | dict(zip(types, found[: len(types)], strict=True)), schemas


def _discriminator() -> SCHEMA:
    mapping = {kind.__name__.lower(): _REFERENCE.format(name=kind.__name__) for kind in _DESCRIBED}
    return {"propertyName": "type", "mapping": mapping}


def _api() -> SCHEMA:
    """The interfaces for programs: our own, and those that others' clients speak."""
    answered = _described()[0]
    return {prefix + one.path: _methods(one, answered[one.id]) for prefix, one in _OPERATIONS}


def _methods(operation: Operation, answer: SCHEMA) -> SCHEMA:
    """An operation by GET, and by POST where it takes a form, which goes before what the address says."""
    asked = _operation(operation, answer)
    if not operation.form:
        return {"get": asked}
    fields = {one.name: dict(one.schema) for one in operation.parameters}
    form = {"type": "object", "properties": fields}
    posted = {"requestBody": {"content": {FORM: {"schema": form}}}}
    responses = asked["responses"] | {"415": {"description": f"The body is not {FORM}.", "content": _ERRORS_OF_ALL}}
    return {"get": asked, "post": {**asked, "operationId": f"{operation.id}Post", "responses": responses, **posted}}


def _operation(operation: Operation, answer: SCHEMA) -> SCHEMA:
    in_path = [parameter for name, parameter in _IN_PATH.items() if f"{{{name}}}" in operation.path]
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": [*in_path, *map(_parameter, operation.parameters)],
        "responses": _responses(operation, answer),
    }


def _responses(operation: Operation, answer: SCHEMA) -> SCHEMA:
    """What an operation may answer; only one that gives files refuses an Accept."""
    found = _answer(operation.summary, dict.fromkeys(operation.media_types, answer))
    if operation.elsewhere:
        found |= {str(operation.elsewhere): {"description": "See there.", "headers": _LOCATION}}
    errors = {media_type: _ERRORS[media_type] for media_type in operation.error_types}
    refusals = {status: {"description": text, "content": errors} for status, text in operation.refusals}
    return found | _errors(*([] if answer == {} else ["406"]), content=errors) | refusals


def _documents() -> SCHEMA:
    """Identifiers and the documents they lead to."""
    identifiers = {
        "/{vocabulary}": _see_other("identifyVocabulary", "A vocabulary", [_VOCABULARY]),
        "/{vocabulary}/{id}": _see_other("identify", "A resource of a vocabulary", [_VOCABULARY, _ID]),
        "/entity": _see_other("identifyByAddress", "A resource with any address", [_parameter(linked_data.URI)]),
    }
    documents = {}
    for format_ in signposts.RDF:
        taken = [_parameter(parameter) for parameter in linked_data.taken(format_)]
        own, other = [_VOCABULARY, _ID, *taken], [_parameter(linked_data.URI), *taken]
        what = f"The triples of a resource as {format_.name}"
        name = format_.suffix[1:]
        documents[f"/{{vocabulary}}/{{id}}{format_.suffix}"] = _file(f"document_{name}", what, format_, own)
        documents[f"/entity{format_.suffix}"] = _file(f"entity_{name}", what, format_, other)
    return identifiers | documents


def _dumps() -> SCHEMA:
    """Whole vocabularies, as RDF and as tables."""
    found = {}
    for format_ in (*signposts.RDF, *signposts.QUADS):
        taken = [_VOCABULARY, _parameter(linked_data.INFERRED)]
        what = f"A whole vocabulary as {format_.name}"
        found[f"/{{vocabulary}}{format_.suffix}"] = _file(f"dump_{format_.suffix[1:]}", what, format_, taken)
    for format_ in signposts.TABLES:
        taken = [_VOCABULARY, _parameter(linked_data.LANGS)]
        what = f"The concepts of a vocabulary as {format_.name}, one a row"
        found[f"/{{vocabulary}}{format_.suffix}"] = _file(f"table_{format_.suffix[1:]}", what, format_, taken)
    taken = [_VOCABULARY, _parameter(linked_data.LANGS)]
    format_ = linked_data.DESCRIPTION
    found[f"/{{vocabulary}}{format_.suffix}"] = _file("table_description", "What the columns are", format_, taken)
    return found


def _service() -> SCHEMA:
    """The service itself."""
    health = {answers.JSON: _reference("Health")}
    return {
        "/healthz": {"get": {"operationId": "isUp", "summary": "Whether the process answers", "responses":
                             _answer("It does.", health)}},
        "/readyz": {"get": {"operationId": "isReady", "summary": "Whether a release is served", "responses":
                            _answer("It is.", health) | _errors("400", "404", "406", "410", "414")}},
        "/openapi.json": {"get": {"operationId": "describe", "summary": "This description", "responses":
                                  _answer("The description.", {answers.JSON: {"type": "object"}})}},
        skosmos.PREFIX + swagger.PATH: {"get": {"operationId": "skosmosDescribe", "summary": "The Skosmos API alone",
                                        "responses": _answer("In Swagger 2.0.", {answers.JSON: {"type": "object"}})}},
    }  # fmt: skip


def _see_other(id: str, summary: str, parameters: list[SCHEMA]) -> SCHEMA:
    responses = {"303": {"description": "See the document.", "headers": _LOCATION}} | _errors()
    return {"get": {"operationId": id, "summary": summary, "parameters": parameters, "responses": responses}}


def _file(id: str, summary: str, format_: Format, parameters: list[SCHEMA]) -> SCHEMA:
    content = {format_.media_type: {"type": "string"} if "json" not in format_.media_type else {}}
    responses = _answer(summary, content) | _errors("406")
    return {"get": {"operationId": id, "summary": summary, "parameters": parameters, "responses": responses}}


def _answer(summary: str, content: SCHEMA) -> SCHEMA:
    described = {media_type: {"schema": schema} for media_type, schema in content.items()}
    return {"200": {"description": summary, "content": described}} | _CONDITIONAL


def _errors(*without: str, content: SCHEMA | None = None) -> SCHEMA:
    """Problems for programs; who likes HTML better gets the same as a page, except of interfaces for programs."""
    content = content or _ERRORS_OF_ALL
    return {
        status: {"description": text, "content": content} for status, text in _PROBLEMS.items() if status not in without
    }


def _parameter(parameter: Parameter) -> SCHEMA:
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.description}: {parameter.allowed}",
        "required": parameter.required,
        "schema": dict(parameter.schema),
    }


def _reference(name: str) -> SCHEMA:
    return {"$ref": _REFERENCE.format(name=name)}
