"""The JSON API under /api/v1: vocabularies, search, suggestions and single resources, open to every site."""

from __future__ import annotations

from flask import Blueprint, Response

from glossary.errors import NotFound, ParameterError
from glossary.search.base import MAX_QUERY, Filters
from service import exports, narrowing, parameters, shapes
from service.answers import catalogue, json, released, respond
from service.operations import Operation

PREFIX = "/api/v1"

LANG = parameters.tag("lang", "the language preferred for labels: a preference, never a filter")
LANGS = parameters.tags("lang", "the languages preferred for the labels of linked resources, best first")
VOCABULARY = parameters.vocabulary("vocabulary", "search this vocabulary only")
LIMIT = parameters.whole("limit", "how many results at most", 1, 100, 20)
SUGGEST_LIMIT = parameters.whole("limit", "how many completions at most", 1, 100, 10)
OFFSET = parameters.whole("offset", "how many results to pass over", 0, parameters.MAX_OFFSET, 0)

VOCABULARIES = Operation("/vocabularies", "listVocabularies", "The vocabularies", (LANG,), shapes.Vocabularies)
SEARCH = Operation(
    "/search", "search", "Concepts by their labels or texts in all languages, or by filters alone",
    (
        parameters.text(
            "q",
            f'words, "phrases", -exclusions, prefixes*, of which the first {MAX_QUERY} characters are used; '
            "may be missing or blank where filters are given",
            required=False,
        ),
        LANG, VOCABULARY, narrowing.WHERE, *narrowing.PARAMETERS, LIMIT, OFFSET,
    ), shapes.SearchAnswer,
)  # fmt: skip
SUGGEST = Operation(
    "/suggest", "suggest", "Concepts a word of whose labels begins with a text",
    (parameters.text("q", f"the beginning of a word, of which the first {MAX_QUERY} characters are used"),
     LANG, VOCABULARY, SUGGEST_LIMIT), shapes.SuggestAnswer,
)  # fmt: skip
BY_URI = Operation(
    "/concepts", "getByAddress", "A concept, collection or scheme by its address",
    (parameters.uri("uri", "the address of the resource"), LANGS), "Resource",
)  # fmt: skip
BY_ID = Operation(
    "/{vocabulary}/concepts/{id}", "getById", "A concept, collection or scheme of a vocabulary by its id",
    (LANGS,), "Resource",
)  # fmt: skip
EXPORT = Operation(
    "/export", "export", "A file for translators: a vocabulary, or some of its concepts, in a format of their tools",
    exports.PARAMETERS, {}, exports.MEDIA_TYPES,
)  # fmt: skip
HISTORY = Operation(
    "/history", "history", "What each release changed in a resource, newest first",
    (parameters.uri("uri", "the address of the resource, also of one that is gone"),), shapes.History,
)  # fmt: skip
OPERATIONS = (VOCABULARIES, SEARCH, SUGGEST, BY_URI, BY_ID, HISTORY, EXPORT)


def blueprint() -> Blueprint:
    """The API's routes."""
    made = Blueprint("api", __name__, url_prefix=PREFIX)
    made.add_url_rule(VOCABULARIES.path, view_func=vocabularies)
    made.add_url_rule(SEARCH.path, view_func=search)
    made.add_url_rule(SUGGEST.path, view_func=suggest)
    made.add_url_rule(BY_URI.path, view_func=by_uri)
    made.add_url_rule("/<vocabulary>/concepts/<path:id>", view_func=by_id)
    made.add_url_rule(HISTORY.path, view_func=history)
    made.add_url_rule(EXPORT.path, view_func=export)
    made.add_url_rule("/", defaults={"path": ""}, view_func=nothing)
    made.add_url_rule("/<path:path>", view_func=nothing)
    return made


def address(vocabulary: str, id: str) -> str:
    """The API's address of a resource; ``id`` is percent-encoded already."""
    return f"{PREFIX}/{vocabulary}/concepts/{id}"


def vocabularies() -> Response:
    """Answer VOCABULARIES."""
    asked, open_ = VOCABULARIES.read(), catalogue()
    listed = tuple(shapes.vocabulary(open_, value, _tags(asked["lang"])) for value in open_.vocabularies())
    return respond(json(shapes.Vocabularies(listed), unchanging=True))


def search() -> Response:
    """Answer SEARCH."""
    asked, open_ = SEARCH.read(), catalogue()
    narrowed = narrowing.filters(open_, asked, asked["vocabulary"])
    if not asked["q"] and narrowed == Filters() and not asked["vocabulary"]:
        raise ParameterError("q", "", "a text to look for, or else filters or a vocabulary")
    results = open_.search(
        asked["q"],
        language=asked["lang"],
        vocabulary=asked["vocabulary"],
        limit=asked["limit"],
        offset=asked["offset"],
        within=asked["within"],
        filters=narrowed,
    )
    return respond(json(shapes.search_answer(results), unchanging=True))


def suggest() -> Response:
    """Answer SUGGEST."""
    asked = SUGGEST.read()
    results = catalogue().suggest(
        asked["q"], language=asked["lang"], vocabulary=asked["vocabulary"], limit=asked["limit"]
    )
    return respond(json(shapes.suggest_answer(results), unchanging=True))


def by_uri() -> Response:
    """Answer BY_URI."""
    asked = BY_URI.read()
    return _resource(asked["uri"], "", asked["lang"])


def by_id(vocabulary: str, id: str) -> Response:
    """Answer BY_ID."""
    asked = BY_ID.read()
    return _resource(catalogue().locate(vocabulary, id), vocabulary, asked["lang"])


def export() -> Response:
    """Answer EXPORT."""
    return exports.answer(EXPORT.read())


def history() -> Response:
    """Answer HISTORY."""
    uri, open_ = HISTORY.read()["uri"], catalogue()
    changes = open_.history(uri)
    if not changes:
        open_.find(uri)
    return respond(json(shapes.History(changes), modified=released(), unchanging=True))


def nothing(path: str) -> Response:
    """Say what there is instead; a route of its own, so that the linked data's last resort does not answer."""
    known = ", ".join(PREFIX + operation.path for operation in OPERATIONS)
    raise NotFound(f"the API has no such address; there are {known}, described in /openapi.json")


def _resource(uri: str, vocabulary: str, languages: tuple[str, ...]) -> Response:
    """One resource; labels of linked ones in the languages asked for, else in the vocabulary's default language."""
    open_ = catalogue()
    value = open_.resource(uri, vocabulary)
    wanted = languages or _tags(open_.vocabulary(value.vocabulary).default_language)
    shown = shapes.described(value, open_.nodes(shapes.references(value), wanted))
    return respond(json(shown, modified=released(), unchanging=True))


def _tags(tag: str) -> tuple[str, ...]:
    return (tag,) if tag else ()
