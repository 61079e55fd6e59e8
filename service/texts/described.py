"""The two operations on texts, described in OpenAPI."""

from __future__ import annotations

from typing import Any

from glossary.exports.findings import XLSX
from glossary.translating import Recognition, Report
from service import answers
from service.texts.intake import PairBody, TextBody, TranslationBody
from service.texts.programs import FORMAT, RECOGNISE, VERIFY

SCHEMA = dict[str, Any]

SHAPES = (TextBody, PairBody, TranslationBody, Recognition, Report)

_TAG = {"type": "string", "description": "a language tag (BCP 47) such as de-AT"}
_FILE = {"type": "string", "format": "binary"}


def paths(prefix: str, errors: SCHEMA) -> SCHEMA:
    """The paths below the API's ``prefix``; ``errors`` are the responses that every operation may give."""
    refused = {"413": {**errors["400"], "description": "The body is larger than the setting upload_bytes allows."}}
    refused |= {"415": {**errors["400"], "description": "The body is neither JSON nor a form with files."}}
    text = {"text": {"type": "string"}, "file": {**_FILE, "description": "plain text or DOCX, instead of text"}}
    recognised = _body("TextBody", {**text, "source": _TAG, "target": {"type": "array", "items": _TAG}})
    translation = {"file": {**_FILE, "description": "XLIFF, SDLXLIFF, TMX, PO, pairs, or a text (plain, DOCX)"}}
    translation |= {"translation": {**_FILE, "description": "the translation of a text, plain or DOCX"}}
    dismissed = {"dismiss": {"type": "array", "items": {"type": "string"}}}
    verified = _body("TranslationBody", {**translation, "source": _TAG, "target": _TAG, **dismissed})
    workbook = {XLSX: {"schema": {"type": "string"}}}
    format_ = {"name": FORMAT.name, "in": "query", "description": FORMAT.description, "schema": dict(FORMAT.schema)}
    return {
        prefix + RECOGNISE: {
            "post": {
                "operationId": "recognise",
                "summary": "The terms in a text, with offsets in code points; the text is not stored",
                "requestBody": recognised,
                "responses": _answer("The terms of the text.", "Recognition") | errors | refused,
            }
        },
        prefix + VERIFY: {
            "post": {
                "operationId": "verify",
                "summary": "Whether a translation uses the vocabulary's terms; the translation is not stored",
                "parameters": [format_],
                "requestBody": verified,
                "responses": _answer("The findings.", "Report", workbook) | errors | refused,
            }
        },
    }


def _body(shape: str, fields: SCHEMA) -> SCHEMA:
    form = {"type": "object", "properties": fields}
    return {
        "required": True,
        "content": {answers.JSON: {"schema": _reference(shape)}, "multipart/form-data": {"schema": form}},
    }


def _answer(description: str, shape: str, others: SCHEMA | None = None) -> SCHEMA:
    content = {answers.JSON: {"schema": _reference(shape)}, **(others or {})}
    return {"200": {"description": description, "content": content}}


def _reference(shape: str) -> SCHEMA:
    return {"$ref": f"#/components/schemas/{shape}"}
