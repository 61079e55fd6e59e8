"""The Skosmos REST API, version 1, under /rest/v1: for clients that have been written for a Skosmos server.

``operations`` says what there is, the other modules answer it, each from the catalogue alone.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response

from glossary.errors import NotFound
from service.answers import catalogue
from service.operations import Operation
from service.skosmos import concepts, documents, searching, swagger, vocabularies
from service.skosmos import operations as ops
from service.skosmos.asking import JSONP, Ask, Fields, answer
from service.skosmos.operations import OPERATIONS, PREFIX

__all__ = ["JSONP", "OPERATIONS", "PREFIX", "blueprint"]

View = Callable[[Ask], Fields | Response]

VIEWS: tuple[tuple[Operation, View], ...] = (
    (ops.INFORMATION, vocabularies.information),
    (ops.OWN_TYPES, vocabularies.own_types),
    (ops.VOCABULARY_STATISTICS, vocabularies.statistics),
    (ops.LABEL_STATISTICS, vocabularies.label_statistics),
    (ops.NEW, vocabularies.new),
    (ops.MODIFIED, vocabularies.modified),
    (ops.OWN_SEARCH, searching.own_search),
    (ops.LOOKUP, searching.lookup),
    (ops.INDEX, searching.letters),
    (ops.OWN_LABEL, concepts.label),
    (ops.BROADER, concepts.broader),
    (ops.BROADER_TRANSITIVE, concepts.broader_transitive),
    (ops.NARROWER, concepts.narrower),
    (ops.NARROWER_TRANSITIVE, concepts.narrower_transitive),
    (ops.RELATED, concepts.related),
    (ops.CHILDREN, concepts.children),
    (ops.TOP_CONCEPTS, concepts.top_concepts),
    (ops.HIERARCHY, concepts.hierarchy),
    (ops.GROUPS, concepts.groups),
    (ops.GROUP_MEMBERS, concepts.group_members),
    (ops.OWN_DATA, documents.own_data),
    (ops.MAPPINGS, documents.mappings),
)
"""Who answers what is asked of one vocabulary."""


def blueprint() -> Blueprint:
    """The routes."""
    made = Blueprint("skosmos", __name__, url_prefix=PREFIX)
    everywhere = (
        (ops.VOCABULARIES, all_vocabularies),
        (ops.SEARCH, search),
        (ops.LABEL, label),
        (ops.DATA, data),
        (ops.TYPES, types),
    )
    for operation, view in everywhere:
        made.add_url_rule(operation.path, operation.id, view)
    for operation, own in VIEWS:
        made.add_url_rule(_rule(operation), operation.id, _in_vocabulary(operation, own))
    made.add_url_rule(_rule(ops.INDEX_LETTER), ops.INDEX_LETTER.id, under_letter)
    swagger.register(made)
    made.add_url_rule("/", "nothing", nothing, defaults={"path": ""})
    made.add_url_rule("/<path:path>", "nothing", nothing)
    return made


def all_vocabularies() -> Response:
    """Answer VOCABULARIES."""
    return answer(vocabularies.vocabularies(catalogue(), ops.VOCABULARIES.read()["lang"]))


def search() -> Response:
    """Answer SEARCH."""
    return answer(searching.search(catalogue(), ops.SEARCH.read()))


def label() -> Response:
    """Answer LABEL."""
    asked = ops.LABEL.read()
    return answer(concepts.label(_ask(catalogue().find(asked["uri"]).vocabulary, asked)))


def data() -> Response:
    """Answer DATA."""
    asked = ops.DATA.read()
    return documents.data(asked["uri"], asked["format"])


def types() -> Response:
    """Answer TYPES."""
    return answer(vocabularies.types(catalogue(), ops.TYPES.read()["lang"]))


def under_letter(vocabulary: str, letter: str) -> Response:
    """Answer INDEX_LETTER."""
    return answer(searching.under_letter(_ask(vocabulary, ops.INDEX_LETTER.read()), letter))


def nothing(path: str) -> Response:
    """Say what there is instead; a route of its own, so that the linked data's last resort does not answer."""
    known = ", ".join(PREFIX + operation.path for operation in OPERATIONS)
    raise NotFound(f"the Skosmos API has no such address; there are {known}, described in /openapi.json")


def _in_vocabulary(operation: Operation, view: View) -> Callable[[str], Response]:
    def answered(vocabulary: str) -> Response:
        made = view(_ask(vocabulary, operation.read()))
        return made if isinstance(made, Response) else answer(made)

    return answered


def _ask(vocabulary: str, asked: Fields) -> Ask:
    open_ = catalogue()
    own = open_.vocabulary(vocabulary)
    return Ask(open_, own, asked.get("lang") or own.default_language or "en", asked)


def _rule(operation: Operation) -> str:
    return operation.path.replace("{", "<").replace("}", ">")
