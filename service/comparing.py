"""The page on which concepts stand side by side in several languages: terms, variants and definitions, gaps marked.

Its address says all: ``concept`` (given once for each), ``theme`` and ``q`` choose concepts, ``clang`` languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from glossary import exporting, themes
from glossary.catalogue import Catalogue
from glossary.errors import NotFound
from glossary.exporting import Selection
from glossary.exports import TERM_FORMATS
from glossary.model import Concept, Text, Vocabulary
from glossary.nodes import Node
from service import answers, api, filters, parameters
from service.exports import Download
from service.paging import page_number, turned, turns
from service.reader import WIDELY_READ, Link, Reader, reader, section, tags
from service.rendering import show

FEWEST, MOST = 2, 8
"""Languages side by side: fewer are no comparison, more cannot be read."""
MOST_CONCEPTS = 100
"""Concepts that an address may name one by one."""
CONCEPTS_A_PAGE = 25
MOST_FOUND = 8
"""Concepts offered for a word that is typed to add one."""
FORMATS = "xlsx", "csv"

Designation = tuple[str, Markup, Markup, Markup, bool]
"""A term: text, attributes, place, certainty in words, and whether it is a draft."""
Definition = tuple[str, Markup, str, Markup]
"""A text, its attributes, its context and its sources."""


class Cell(NamedTuple):
    """A concept in one language; ``none`` is what a source says where there is no equivalent: remark and source."""

    language: str
    terms: list[Designation]
    definitions: list[Definition]
    none: tuple[str, Markup] | None


class Line(NamedTuple):
    """A concept with a cell for each language; ``without`` is this page's address without it, "" if it cannot go."""

    link: Link
    cells: list[Cell]
    without: str
    key: str


class Asked(NamedTuple):
    """What the address asks for; ``concepts`` are ids, or addresses where there is none; ``lost`` of them are gone."""

    concepts: tuple[str, ...]
    theme: str
    query: str
    lost: int


def compare(ui: str, vocabulary: str) -> Response:
    """The chosen concepts in 2 to 8 languages, and ways to choose others."""
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    asked = _asked(catalogue, vocabulary)
    columns, left_out = chosen_columns(wanted, held)
    selection = Selection(vocabulary, (wanted.clang,), asked.theme, asked.concepts, asked.query)
    found = [] if selection.whole else exporting.selected(catalogue, selection)
    concepts = [node for node in catalogue.nodes(found, wanted.languages) if node.kind == "concept"]
    number = page_number("page", request.args.get("page", ""), len(concepts), CONCEPTS_A_PAGE)
    shown = concepts[(number - 1) * CONCEPTS_A_PAGE : number * CONCEPTS_A_PAGE]
    here = f"/{ui}{_tail(vocabulary, asked, wanted)}"
    previous, following = turns(here, "page", number, len(concepts), CONCEPTS_A_PAGE)
    word = parameters.typed(request.args.get("add", ""))
    theme = themes.find(catalogue, asked.theme, vocabulary, wanted.languages) if asked.theme else None
    return show(
        ui,
        "compare.html",
        turned(here, "page", number)[len(ui) + 1 :],
        reader=wanted,
        section=section(catalogue, held, wanted, "compare"),
        asked=asked,
        theme=wanted.link(theme) if theme else None,
        columns=[(tag, wanted.interface.language(tag)) for tag in columns],
        left_out=left_out,
        lines=[_line(catalogue, node, columns, wanted, asked) for node in shown],
        total=len(concepts),
        word=word,
        offered=_offered(catalogue, vocabulary, word, asked, wanted) if word else [],
        full=len(asked.concepts) >= MOST_CONCEPTS,
        themes=[] if concepts else _themes(catalogue, vocabulary, wanted),
        files=_files(held, asked, columns) if concepts else [],
        previous=previous,
        following=following,
    )


def comparison(vocabulary: Vocabulary, part: Mapping[str, str | tuple[str, ...]], wanted: Reader) -> str:
    """The address of the comparison of ``concept``s, a ``theme`` or what ``q`` finds; "" for nothing."""
    asked = filters.query(**part, clang=wanted.stated)
    return f"/{wanted.ui}/compare/{vocabulary.id}{asked}" if part else ""


def chosen_columns(wanted: Reader, vocabulary: Vocabulary) -> tuple[tuple[str, ...], int]:
    """The languages side by side, variants under their language, and how many of the chosen ones are left out.

    Who chose fewer than two gets the interface's, the vocabulary's own, widely read ones, those with most concepts.
    """
    chosen = tuple(dict.fromkeys(map(filters.group_of, wanted.chosen)))
    if len(chosen) < FEWEST:
        known = {filters.group_of(tag) for tag in tags(vocabulary) if tag}
        widest = sorted(vocabulary.languages, key=lambda count: -count.concepts)
        more = (wanted.ui, vocabulary.default_language, *WIDELY_READ, *(count.language for count in widest))
        groups = (group for group in map(filters.group_of, more) if group in known)
        chosen = tuple(dict.fromkeys((*chosen, *groups)))[:FEWEST]
    return chosen[:MOST], len(chosen[MOST:])


def _asked(catalogue: Catalogue, vocabulary: str) -> Asked:
    stated = list(dict.fromkeys(filter(None, request.args.getlist("concept"))))
    concepts = []
    for key in stated[:MOST_CONCEPTS]:
        try:
            node = catalogue.find(catalogue.address(key, vocabulary))
        except NotFound:
            continue
        if node.kind == "concept" and node.vocabulary == vocabulary:
            concepts.append(_key(node))
    theme, query = request.args.get("theme", ""), parameters.typed(request.args.get("q", ""))
    return Asked(tuple(dict.fromkeys(concepts)), theme, query, len(stated) - len(concepts))


def _key(node: Node) -> str:
    """What stands for a concept in the address."""
    return node.id or node.uri


def _tail(vocabulary: str, asked: Asked, wanted: Reader) -> str:
    """The address of the comparison, without the interface language."""
    return f"/compare/{vocabulary}" + filters.query(**_part(asked), clang=wanted.stated)


def _part(asked: Asked) -> dict[str, str | tuple[str, ...]]:
    """The parameters that choose concepts."""
    return {"concept": asked.concepts, "theme": asked.theme, "q": asked.query}


def _offered(
    catalogue: Catalogue, vocabulary: str, word: str, asked: Asked, wanted: Reader
) -> list[tuple[Link, str, str]]:
    """Concepts for a typed word: the link to each, the address of the comparison with it, and its key."""
    found = catalogue.search(word, language=wanted.clang, vocabulary=vocabulary, limit=MOST_FOUND).results
    return [
        (
            wanted.link(result.node),
            f"/{wanted.ui}" + _tail(vocabulary, asked._replace(concepts=(*asked.concepts, _key(result.node))), wanted),
            _key(result.node),
        )
        for result in found
        if _key(result.node) not in asked.concepts
    ]


def _line(catalogue: Catalogue, node: Node, columns: Sequence[str], wanted: Reader, asked: Asked) -> Line:
    concept = catalogue.resource(node.uri, node.vocabulary)
    assert isinstance(concept, Concept), node.uri  # noqa: S101  # the node's kind says so
    key = _key(node)
    rest = asked._replace(concepts=tuple(one for one in asked.concepts if one != key))
    without = f"/{wanted.ui}{_tail(node.vocabulary, rest, wanted)}" if key in asked.concepts else ""
    return Line(wanted.link(node), [_cell(concept, tag, wanted) for tag in columns], without, key)


def _themes(catalogue: Catalogue, vocabulary: str, wanted: Reader) -> list[tuple[Link, str]]:
    """What may be compared as a whole where nothing is yet: links to themes, and the address of each comparison."""
    return [
        (wanted.link(node), f"/{wanted.ui}{_tail(vocabulary, Asked((), _key(node), '', 0), wanted)}")
        for node in themes.of(catalogue, vocabulary, wanted.languages)[:CONCEPTS_A_PAGE]
    ]


def _cell(concept: Concept, group: str, wanted: Reader) -> Cell:
    ui = wanted.ui
    said = next((none for none in concept.no_equivalents if filters.group_of(none.language) == group), None)
    return Cell(
        wanted.interface.language(group),
        [
            (
                term.text,
                filters.attributes(term.language, ui),
                filters.place(term.language, term.jurisdictions, ui),
                filters.certainty(term.role, term.status, term.reliability, ui),
                term.is_draft,
            )
            for term in concept.terms
            if term.role != "hidden" and filters.group_of(term.language) == group
        ],
        [_definition(text, ui) for text in concept.definitions if filters.group_of(text.language) == group],
        (said.note, filters.sources(said.sources, ui)) if said else None,
    )


def _definition(text: Text, ui: str) -> Definition:
    return (
        text.text,
        filters.attributes(text.language, ui),
        filters.context(text.context, ui),
        filters.sources(text.sources, ui),
    )


def _files(vocabulary: Vocabulary, asked: Asked, columns: Sequence[str]) -> list[Download]:
    """Links to the whole comparison as tables, with the variants of its languages."""
    exact = [tag for group in columns for tag in tags(vocabulary) if tag and filters.group_of(tag) == group]
    return [
        Download(
            TERM_FORMATS[name].label,
            f"{api.PREFIX}{api.EXPORT.path}"
            + filters.query(format=name, vocabulary=vocabulary.id, languages=",".join(exact), **_part(asked)),
            TERM_FORMATS[name].media_type,
        )
        for name in FORMATS
    ]
