"""The operations of the Skosmos REST API, version 1, with their parameters and the shapes of their answers.

They are those that Skosmos 3 answers (https://github.com/NatLibFi/Skosmos, ``src/rest.php``); where its description and
its code differ, clients know the code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service import parameters
from service.operations import Operation
from service.parameters import Parameter

PREFIX = "/rest/v1"
MEDIA_TYPES = ("application/json", "application/ld+json")
MOST_FOUND = 1_000
"""Results in one answer to a search."""
MOST_LISTED = 5_000
"""Concepts in one transitive hierarchy or list of changes."""
IN_VOCABULARY = "/{vocabulary}"

URI = parameters.uri("uri", "the address of the concept")
LANG = parameters.tag("lang", "the language of labels; without it the vocabulary's default language")
NEEDED_LANG = parameters.required(LANG)
TRANSITIVE = parameters.whole("limit", "how many concepts at most", 1, MOST_LISTED, 1_000)
LIMIT = parameters.whole("limit", "how many concepts at most", 1, MOST_LISTED, 200)
INDEX_LIMIT = parameters.whole("limit", "how many lines at most", 0, MOST_LISTED, 0)
OFFSET = parameters.whole("offset", "how many to pass over", 0, parameters.MAX_OFFSET, 0)
FORMAT = parameters.words("format", "the media type of the data; without it Accept decides")

SEARCHING: tuple[Parameter, ...] = (
    parameters.text("query", "the label looked for; * stands for any text", required=False),
    parameters.text("q", "the same as query", required=False),
    parameters.text("label", "the same as query", required=False),
    LANG,
    parameters.tag("labellang", "the language of the labels that are shown"),
    parameters.words("vocab", "the ids of the vocabularies to search, with spaces between them"),
    parameters.words("type", "the types of what is looked for, with spaces between them; concepts if it is missing"),
    parameters.uris("parent", "the address of a concept that results lie below", " "),
    parameters.uris("group", "the address of a collection that results are members of", " "),
    parameters.uris("scheme", "the addresses of schemes that results are in", " "),
    parameters.words("fields", "properties to show as well, with spaces between them"),
    parameters.words("unique", "true shows each concept once"),
    parameters.whole("maxhits", "how many results at most", 1, parameters.MAX_OFFSET, 100),
    OFFSET,
)
CHANGED = (LANG, LIMIT, OFFSET)


def _holding(key: str, kind: str = "array") -> dict[str, Any]:
    """The schema of an object with a context and a list, or an object by address, under a key."""
    item = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string"}}}
    many = {"type": "array", "items": item} if kind == "array" else {"type": kind, "additionalProperties": item}
    properties = {"@context": {"type": "object"}, "uri": {"type": ["string", "array"]}, key: many}
    return {"type": "object", "required": ["@context", key], "properties": properties}


def _global(path: str, id: str, summary: str, taken: tuple[Parameter, ...], answer: Any, *types: str) -> Operation:
    plain = ("text/plain",)
    return Operation(
        path, f"skosmos{id}", summary, taken, answer, types or MEDIA_TYPES, lenient=True, error_types=plain
    )


def _own(path: str, id: str, summary: str, taken: tuple[Parameter, ...], answer: Any, *types: str) -> Operation:
    return _global(f"{IN_VOCABULARY}{path}", f"Vocabulary{id}", summary, taken, answer, *types)


OBJECT = {"type": "object", "required": ["@context"]}
LETTERS = {"type": "object", "required": ["@context", "indexLetters"]}
RDF_TYPES = ("application/rdf+xml", "text/turtle", "application/ld+json", "application/json")
URI_LANG = (URI, LANG)

VOCABULARIES = _global("/vocabularies", "Vocabularies", "The vocabularies", (NEEDED_LANG,), _holding("vocabularies"))
SEARCH = _global("/search", "Search", "Labels that fit a pattern", SEARCHING, _holding("results"))
LABEL = _global("/label", "Label", "The labels of a concept", URI_LANG, OBJECT)
DATA = _global("/data", "Data", "The RDF of a concept and its neighbours", (URI, FORMAT), {}, *RDF_TYPES)
TYPES = _global("/types", "Types", "The types of what is described", (NEEDED_LANG,), _holding("types"))

INFORMATION = _own("/", "Information", "What a vocabulary is", (LANG,), _holding("conceptschemes"))
OWN_TYPES = _own("/types", "Types", "The types of what is described", (LANG,), _holding("types"))
TOP_CONCEPTS = _own(
    "/topConcepts", "TopConcepts", "The top concepts",
    (LANG, parameters.uris("scheme", "the address of a scheme; without it all of them", " ")), _holding("topconcepts"),
)  # fmt: skip
OWN_DATA = replace(
    _own(
        "/data", "Data", "The RDF of a concept and its neighbours, or where the whole vocabulary is",
        (parameters.optional(URI), FORMAT, LANG), {}, *RDF_TYPES,
    ),
    elsewhere=302,
)  # fmt: skip
OWN_SEARCH = _own("/search", "Search", "Labels that fit a pattern", SEARCHING, _holding("results"))
LOOKUP = _own(
    "/lookup", "Lookup", "The concepts that have a label",
    (parameters.text("label", "the label"), LANG), _holding("result"),
)  # fmt: skip
VOCABULARY_STATISTICS = _own("/vocabularyStatistics", "Statistics", "How many concepts there are", (LANG,), OBJECT)
LABEL_STATISTICS = _own("/labelStatistics", "LabelStatistics", "How many labels there are", (LANG,), OBJECT)
INDEX = _own("/index/", "Letters", "The letters of the alphabetical index", (LANG,), LETTERS)
INDEX_LETTER = _own(
    "/index/{letter}", "Index", "The index under a letter", (LANG, INDEX_LIMIT, OFFSET), _holding("indexConcepts")
)
OWN_LABEL = _own("/label", "Label", "The labels of a concept", URI_LANG, OBJECT)
BROADER = _own("/broader", "Broader", "What lies directly above", URI_LANG, _holding("broader"))
BROADER_TRANSITIVE = _own(
    "/broaderTransitive", "BroaderTransitive", "All that lies above",
    (*URI_LANG, TRANSITIVE), _holding("broaderTransitive", "object"),
)  # fmt: skip
NARROWER = _own("/narrower", "Narrower", "What lies directly below", URI_LANG, _holding("narrower"))
NARROWER_TRANSITIVE = _own(
    "/narrowerTransitive", "NarrowerTransitive", "All that lies below",
    (*URI_LANG, TRANSITIVE), _holding("narrowerTransitive", "object"),
)  # fmt: skip
RELATED = _own("/related", "Related", "What is related", URI_LANG, _holding("related"))
CHILDREN = _own("/children", "Children", "What lies directly below, for a tree", URI_LANG, _holding("narrower"))
GROUPS = _own("/groups", "Groups", "The collections", (LANG,), _holding("groups"))
NEW = _own("/new", "New", "The newest concepts", CHANGED, _holding("changeList"))
MODIFIED = _own("/modified", "Modified", "The concepts changed last", CHANGED, _holding("changeList"))
GROUP_MEMBERS = _own("/groupMembers", "GroupMembers", "The members of a collection", URI_LANG, _holding("members"))
HIERARCHY = _own(
    "/hierarchy", "Hierarchy", "A concept's place in the tree", URI_LANG, _holding("broaderTransitive", "object")
)
MAPPINGS = _own(
    "/mappings", "Mappings", "The mappings of a concept",
    (*URI_LANG, parameters.words("external", "false looks up no labels in other vocabularies"),
     parameters.tag("clang", "the language of the labels")),
    {"type": "object", "required": ["mappings", "graph"]},
)  # fmt: skip
OPERATIONS = (
    *(VOCABULARIES, SEARCH, LABEL, DATA, TYPES, INFORMATION, OWN_TYPES, TOP_CONCEPTS, OWN_DATA, OWN_SEARCH, LOOKUP),
    *(VOCABULARY_STATISTICS, LABEL_STATISTICS, INDEX, INDEX_LETTER, OWN_LABEL, BROADER, BROADER_TRANSITIVE, NARROWER),
    *(NARROWER_TRANSITIVE, RELATED, CHILDREN, GROUPS, NEW, MODIFIED, GROUP_MEMBERS, HIERARCHY, MAPPINGS),
)
