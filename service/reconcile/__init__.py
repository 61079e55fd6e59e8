"""The Reconciliation Service API, version 0.2, under /reconcile: for OpenRefine and other table tools.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. One service for all vocabularies, and
one for each under /reconcile/ID. Identifiers are addresses; what is shown of them is in the language of ``lang``, which
a client may keep in the service's address, else in the vocabulary's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import msgspec
from flask import Blueprint, Response
from markupsafe import Markup, escape

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.model import Collection, Concept, Described
from glossary.skos.namespaces import SKOS
from service import jsonp, parameters
from service.answers import Answer, catalogue, framed, json, released, respond
from service.operations import Operation
from service.parameters import Parameter
from service.reconcile import matching, properties
from service.reconcile.matching import Query

PREFIX = "/reconcile"
MOST_QUERIES = 100
"""Queries in one batch; OpenRefine sends ten."""
MOST_IDS = 500
"""Rows of one data extension."""
SUGGESTED = 10
WIDTH, HEIGHT = 400, 220
"""Of the preview, in pixels."""

LANG = parameters.tag("lang", "the language of names and descriptions")
QUERIES = parameters.written("queries", "a batch of queries, as JSON")
EXTEND = parameters.written("extend", "a data extension query, as JSON")
PREFIX_TEXT = parameters.text("prefix", "the beginning of a name", required=False)
CURSOR = parameters.whole("cursor", "how many suggestions to pass over", 0, parameters.MAX_OFFSET, 0)
ID = parameters.words("id", "what to describe")
CALLBACK = parameters.words("callback", "the name of a function, for an answer as a script (JSONP)")
SUGGESTING = (PREFIX_TEXT, CURSOR, LANG, CALLBACK)

RESULTS = {"type": "object", "required": ["result"], "properties": {"result": {"type": "array"}}}
FLYOUT = {"type": "object", "required": ["id", "html"]}


def _operation(path: str, id: str, summary: str, taken: tuple[Parameter, ...], answer: Any) -> Operation:
    media_types = ("application/json", "application/javascript")
    return Operation(path, f"reconcile{id}", summary, taken, answer, media_types, lenient=True)


SERVICE = replace(
    _operation(
        "", "Service", "The manifest; candidates for a batch of queries; values for a data extension",
        (QUERIES, EXTEND, LANG, CALLBACK), {"type": "object"},
    ),
    form=True,
)  # fmt: skip
ENTITIES = _operation("/suggest/entity", "SuggestEntity", "Concepts by a label's beginning", SUGGESTING, RESULTS)
TYPES = _operation("/suggest/type", "SuggestType", "Types by their names", SUGGESTING, RESULTS)
PROPERTIES = _operation("/suggest/property", "SuggestProperty", "Properties by their names", SUGGESTING, RESULTS)
FLYOUTS = _operation("/flyout", "Flyout", "A concept, type or property in short", (ID, LANG, CALLBACK), FLYOUT)
PROPOSED = _operation(
    "/properties", "Properties", "The properties that a table can be extended with",
    (parameters.words("type", "the type of what is in the table"), CALLBACK,
     parameters.whole("limit", "how many at most", 0, parameters.MAX_OFFSET, parameters.MAX_OFFSET)),
    {"type": "object", "required": ["properties"]},
)  # fmt: skip
PREVIEW = replace(
    _operation("/preview", "Preview", "A concept as a small page for a frame", (ID, LANG), {"type": "string"}),
    media_types=("text/html",),
)
_EVERYWHERE = (SERVICE, ENTITIES, TYPES, PROPERTIES, FLYOUTS, PROPOSED, PREVIEW)
OPERATIONS = (
    *_EVERYWHERE,
    *(replace(one, path=f"/{{vocabulary}}{one.path}", id=f"{one.id}OfVocabulary") for one in _EVERYWHERE),
)


class Extension(msgspec.Struct, frozen=True):
    """A data extension query: which properties of which concepts."""

    class Property(msgspec.Struct, frozen=True):
        """A property and how it is wanted."""

        id: str
        settings: dict[str, Any] = {}

    ids: list[str]
    properties: list[Property]


def blueprint(origin: str) -> Blueprint:
    """The routes; ``origin`` begins the addresses that the manifest names."""
    made = Blueprint("reconcile", __name__, url_prefix=PREFIX)

    def service(vocabulary: str = "") -> Response:
        return answer_service(origin, vocabulary)

    views: tuple[tuple[Operation, Callable[..., Response]], ...] = (
        (SERVICE, service),
        (ENTITIES, suggest_entities),
        (TYPES, suggest_types),
        (PROPERTIES, suggest_properties),
        (FLYOUTS, flyout),
        (PROPOSED, propose_properties),
        (PREVIEW, preview),
    )
    for operation, view in views:
        methods = ["GET", "POST"] if operation.form else ["GET"]
        made.add_url_rule(operation.path, operation.id, view, methods=methods, defaults={"vocabulary": ""})
        made.add_url_rule(f"/<vocabulary>{operation.path}", f"{operation.id}_of", view, methods=methods)
    made.add_url_rule("/<path:path>", "nothing", nothing)
    return made


def answer_service(origin: str, vocabulary: str) -> Response:
    """Answer SERVICE."""
    asked, open_ = SERVICE.read(), catalogue()
    language = _language(open_, vocabulary, asked["lang"])
    if asked["queries"]:
        batch = _decoded("queries", asked["queries"], dict[str, Query])
        if len(batch) > MOST_QUERIES:
            raise ParameterError("queries", f"{len(batch)} queries", f"at most {MOST_QUERIES} queries in a batch")
        answered = {
            name: {"result": matching.candidates(open_, query, vocabulary, asked["lang"])}
            for name, query in batch.items()
        }
        return _answer(answered)
    if asked["extend"]:
        return _answer(_extended(open_, _decoded("extend", asked["extend"], Extension), language))
    return _answer(manifest(open_, origin, vocabulary, asked["lang"]))


def manifest(open_: Catalogue, origin: str, vocabulary: str, lang: str) -> dict[str, Any]:
    """What the service is and can do."""
    base = f"{origin}{PREFIX}{f'/{vocabulary}' if vocabulary else ''}"
    spoken = f"&lang={quote(lang)}" if lang else ""
    own = open_.vocabulary(vocabulary) if vocabulary else None
    title = open_.title(own, (lang or "en",)).text if own else "All vocabularies"
    flyout_path = f"/flyout?id=${{id}}{spoken}"
    suggested = {
        kind: {
            "service_url": base,
            "service_path": f"/suggest/{kind}{spoken.replace('&', '?')}",
            "flyout_service_url": base,
            "flyout_service_path": flyout_path,
        }
        for kind in ("entity", "type", "property")
    }
    setting = {"type": "text", "name": "language", "label": "Language", "default": lang}
    return {
        "versions": ["0.2"],
        "name": f"{title} (multilingual glossary)",
        "identifierSpace": own.base if own and own.base else f"{origin}/",
        "schemaSpace": SKOS,
        "documentation": f"{origin}/openapi.json",
        "defaultTypes": [_type(matching.CONCEPT)],
        "view": {"url": f"{origin}/entity?uri={{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}{spoken}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": [setting | {"help_text": "A language tag such as de; empty for all languages"}],
        },
    }


def suggest_entities(vocabulary: str) -> Response:
    """Answer ENTITIES."""
    asked, open_ = ENTITIES.read(), catalogue()
    language = _language(open_, vocabulary, asked["lang"])
    if not asked["prefix"]:
        return _answer({"result": []})
    most = min(asked["cursor"], matching.MOST) + SUGGESTED
    results = open_.suggest(asked["prefix"], language=language, vocabulary=vocabulary, limit=most).results
    shown = [
        {
            "id": one.node.uri,
            "name": one.node.label.text,
            "description": ""
            if one.match.label == one.node.label.text
            else properties.marked(one.match.label, one.match.language),
            "notable": [_type(matching.CONCEPT)],
        }
        for one in results[asked["cursor"] :]
    ]
    return _answer({"result": shown})


def suggest_types(vocabulary: str) -> Response:
    """Answer TYPES."""
    return _suggested(TYPES.read(), properties.TYPES)


def suggest_properties(vocabulary: str) -> Response:
    """Answer PROPERTIES."""
    return _suggested(PROPERTIES.read(), properties.NARROWING)


def flyout(vocabulary: str) -> Response:
    """Answer FLYOUTS."""
    asked, open_ = FLYOUTS.read(), catalogue()
    id = asked["id"]
    known = properties.TYPES | properties.NARROWING | properties.NAMES
    if id in known:
        html = Markup("<p><strong>{}</strong></p>").format(known[id])
    else:
        html = _card(open_, _described(open_, id, vocabulary), _language(open_, vocabulary, asked["lang"]))
    return _answer({"id": id, "html": str(html)})


def propose_properties(vocabulary: str) -> Response:
    """Answer PROPOSED."""
    asked, open_ = PROPOSED.read(), catalogue()
    tags = [one.language for one in open_.vocabulary(vocabulary).languages] if vocabulary else open_.languages()
    ids = properties.proposed(tag for tag in tags if tag)[: asked["limit"]]
    shown: dict[str, Any] = {"properties": [{"id": id, "name": properties.name(id)} for id in ids]}
    return _answer(shown | ({"type": asked["type"]} if asked["type"] else {}) | {"limit": len(ids)})


def preview(vocabulary: str) -> Response:
    """Answer PREVIEW."""
    asked, open_ = PREVIEW.read(), catalogue()
    language = _language(open_, vocabulary, asked["lang"])
    value = _described(open_, asked["id"], vocabulary)
    title = open_.nodes((value.uri,), (language,) if language else ())[0].label
    page = Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'
    ).format(title.language or "und", title.text, _card(open_, value, language))
    made = Answer(page.encode(), "text/html; charset=utf-8", modified=released(), open=True, protection=framed())
    return respond(made)


def nothing(path: str) -> Response:
    """Say what there is instead; a route of its own, so that the linked data's last resort does not answer."""
    raise NotFound(f"nothing is reconciled here; there are {', '.join(PREFIX + one.path for one in OPERATIONS)}")


def _extended(open_: Catalogue, wanted: Extension, language: str) -> dict[str, Any]:
    """The values of the properties for each concept, names in ``language``; no values where one is not known."""
    if len(wanted.ids) > MOST_IDS:
        raise ParameterError("extend", f"{len(wanted.ids)} ids", f"at most {MOST_IDS} ids at a time")
    values = {one.uri: one for one in open_.resources(wanted.ids)}
    rows = {}
    for id in dict.fromkeys(wanted.ids):
        value = values.get(id)
        row: dict[str, list[properties.Value]] = {one.id: [] for one in wanted.properties}
        for one in wanted.properties if isinstance(value, Concept | Collection) else ():
            tag = str(one.settings.get("language") or "")
            row[one.id] = properties.extended(open_, value, one.id, tag, language)  # type: ignore[arg-type]  # as just checked
        rows[id] = row
    meta = [{"id": one.id, "name": properties.name(one.id), **properties.kind(one.id)} for one in wanted.properties]
    return {"meta": meta, "rows": rows}


def _decoded(name: str, text: str, kind: Any) -> Any:
    """A parameter's JSON as a value; ParameterError says what is wrong and where."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ParameterError(
            name, parameters.shown(text), f"JSON as the specification describes it ({error})"
        ) from None


def _suggested(asked: dict[str, Any], known: dict[str, str]) -> Response:
    begun = asked["prefix"].casefold()
    fit = [(id, name) for id, name in known.items() if begun in name.casefold() or id.casefold().startswith(begun)]
    return _answer({"result": [{"id": id, "name": name} for id, name in fit][asked["cursor"] :][:SUGGESTED]})


def _described(open_: Catalogue, id: str, vocabulary: str) -> Described:
    if not id:
        raise ParameterError("id", "", "the address of a concept")
    return open_.resource(id, vocabulary)


def _card(open_: Catalogue, value: Described, language: str) -> Markup:
    """A resource in a few lines: its label, its definition, and where it lies."""
    node = open_.nodes((value.uri,), (language,) if language else ())[0]
    lines = [
        Markup('<p><strong lang="{}" dir="{}">{}</strong></p>').format(*_marked(node.label.language), node.label.text)
    ]
    by_tag = {text.language or "": text for text in reversed(value.definitions)}
    tag = languages.best([language, "en"], by_tag) if by_tag else None
    if tag is not None:
        lines.append(Markup('<p lang="{}" dir="{}">{}</p>').format(*_marked(tag), by_tag[tag].text))
    above = open_.above(value.uri, (language,) if language else ())
    if above:
        lines.append(Markup("<p>{}</p>").format(" › ".join(one.label.text for one in above)))
    lines.append(Markup("<p><small>{}</small></p>").format(escape(value.uri)))
    return Markup("").join(lines)


def _marked(tag: str | None) -> tuple[str, str]:
    return tag or "und", languages.direction(tag)


def _type(id: str) -> dict[str, str]:
    return {"id": id, "name": properties.TYPES[id]}


def _language(open_: Catalogue, vocabulary: str, lang: str) -> str:
    """The language asked for, else the vocabulary's; NotFound for an unknown vocabulary."""
    own = open_.vocabulary(vocabulary) if vocabulary else None
    return lang or (own.default_language if own else "")


def _answer(value: dict[str, Any]) -> Response:
    """JSON, or a script where a callback is named: the specification has services offer both."""
    return respond(jsonp.padded(json(value, modified=released())))
