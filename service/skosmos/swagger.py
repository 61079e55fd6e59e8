"""The Skosmos API described by Swagger 2.0, as clients of a Skosmos server find it; OpenAPI 3.1 is at /openapi.json."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response

from glossary import __version__
from service.answers import json, respond
from service.operations import Operation
from service.parameters import Parameter
from service.skosmos.operations import OPERATIONS, PREFIX

PATH = "/swagger.json"

_KNOWN = ("type", "enum", "default", "minimum", "maximum", "minLength", "maxLength", "pattern")
"""What Swagger's parameters have of JSON Schema (Swagger 2.0, Parameter Object)."""
_ERRORS = {
    "400": "A parameter is missing, repeated or has a value that is not allowed.",
    "404": "Nothing has this address or id.",
}


def register(blueprint: Blueprint) -> None:
    """Add the route to that of the API."""
    made = description()
    blueprint.add_url_rule(PATH, "swagger", partial(serve, made))


def serve(made: dict[str, Any]) -> Response:
    """Answer the description."""
    return respond(json(made, unchanging=True))


def description() -> dict[str, Any]:
    """The whole description; where it names no host, clients ask the one that they have it from."""
    return {
        "swagger": "2.0",
        "info": {"title": "Skosmos REST API", "version": __version__},
        "basePath": PREFIX,
        "paths": {operation.path: {"get": _operation(operation)} for operation in OPERATIONS},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "type": "string"}
        for name in ("vocabulary", "letter")
        if f"{{{name}}}" in operation.path
    ]
    answers = {"200": operation.summary} | ({str(operation.elsewhere): "See there."} if operation.elsewhere else {})
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "produces": list(operation.media_types),
        "parameters": [*in_path, *map(_parameter, operation.parameters)],
        "responses": {status: {"description": text} for status, text in (answers | _ERRORS).items()},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema = {name: value for name, value in parameter.schema.items() if name in _KNOWN}
    said = {"name": parameter.name, "in": "query", "required": parameter.required}
    return {**said, "description": f"{parameter.description}: {parameter.allowed}", **schema}
