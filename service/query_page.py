"""The page to write SPARQL queries on: a text area, examples that work, and the answer as a table."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from flask import Response

from glossary.catalogue import Catalogue
from glossary.children import Pool
from glossary.errors import Busy, Stopped, UsageError
from glossary.stores.base import GRAPHS, TABLES
from glossary.stores.questions import Question
from service import answers, filters, rendering
from service.answers import Header
from service.errors import status_of
from service.i18n import _, interface

SHOWN_ROWS = 200
"""Rows that the page shows; it says so, and the files have them all."""
SHOWN_TEXT = 200_000
"""Characters of Turtle that the page shows."""

_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        _("Terms for a concept in all languages"),
        _SKOS + "SELECT ?concept ?term (LANG(?term) AS ?language) WHERE {\n"
        "  { SELECT ?concept WHERE { ?concept a skos:Concept } ORDER BY ?concept LIMIT 1 }\n"
        "  ?concept skos:prefLabel ?term\n} ORDER BY ?language",
    ),
    (
        _("Concepts with a word in one of their labels"),
        _SKOS + "SELECT DISTINCT ?concept ?label WHERE {\n"
        "  ?concept a skos:Concept ; skos:prefLabel|skos:altLabel ?label\n"
        '  FILTER(LANGMATCHES(LANG(?label), "en") && CONTAINS(LCASE(STR(?label)), "a"))\n} ORDER BY ?label LIMIT 50',
    ),
    (
        _("Number of preferred terms by language"),
        _SKOS + "SELECT ?language (COUNT(?term) AS ?terms) WHERE {\n"
        "  ?concept a skos:Concept ; skos:prefLabel ?term\n"
        "  BIND(LANG(?term) AS ?language)\n} GROUP BY ?language ORDER BY DESC(?terms)",
    ),
    (
        _("Top concepts and how many are directly below them"),
        _SKOS + "SELECT ?top (COUNT(?below) AS ?narrower) WHERE {\n"
        "  ?top skos:topConceptOf ?scheme\n  OPTIONAL { ?below skos:broader ?top }\n"
        "} GROUP BY ?top ORDER BY DESC(?narrower)",
    ),
    (
        _("Named graphs and how many statements they hold"),
        "SELECT ?graph (COUNT(*) AS ?statements) WHERE {\n"
        "  GRAPH ?graph { ?s ?p ?o }\n} GROUP BY ?graph ORDER BY ?graph",
    ),
    (
        _("A small part of the hierarchy, as a graph"),
        _SKOS + "CONSTRUCT { ?concept skos:broader ?above } WHERE {\n  ?concept skos:broader ?above\n} LIMIT 20",
    ),
)
"""Name and query; they give an answer over any vocabulary."""


class Cell(NamedTuple):
    """A term in the table: ``href`` is "" for what is no link."""

    text: str
    href: str
    language: str
    datatype: str


class Shown(NamedTuple):
    """An answer as the page shows it: a table, a truth value or a graph's text; ``total`` counts the rows."""

    columns: list[str]
    rows: list[list[Cell]]
    total: int
    truth: bool | None
    graph: str


def show(
    ui: str, pool: Pool, limits: str, query: str | None, question: Question | None, *, vary: tuple[Header, ...] = ()
) -> Response:
    """The page with a query and its answer, or why there is none; without a query, ready for the first one."""
    catalogue = answers.catalogue()
    shown, problem, status = None, "", 200
    try:
        if query is not None:
            shown = _answered(catalogue, question or catalogue.question(query), pool, ui)
    except (UsageError, Busy, Stopped) as error:
        problem, status = str(error), status_of(error)
    tail = "/sparql" + filters.query(query=query)
    words = interface(ui).text
    text = rendering.render(
        ui,
        "sparql.html",
        tail=tail,
        query=query if query is not None else EXAMPLES[0][1],
        asked=query is not None,
        examples=[(words(name), f"/{ui}/sparql{filters.query(query=example)}") for name, example in EXAMPLES],
        limits=limits,
        problem=problem,
        shown=shown,
        more=SHOWN_ROWS,
        files=_files(query, shown),
    )
    headers = vary if status == 200 else (*vary, ("Cache-Control", "no-store"))
    return answers.respond(answers.page(text, ui, status=status, headers=headers))


def _answered(catalogue: Catalogue, question: Question, pool: Pool, ui: str) -> Shown:
    if question.form in ("construct", "describe"):
        text = catalogue.answer(question, GRAPHS["turtle"], pool).decode()
        return Shown([], [], len(text), None, text if len(text) <= SHOWN_TEXT else "")
    found: Any = msgspec.json.decode(catalogue.answer(question, TABLES["json"], pool))
    if question.form == "ask":
        return Shown([], [], 0, bool(found["boolean"]), "")
    columns: list[str] = found["head"]["vars"]
    bindings: list[dict[str, dict[str, Any]]] = found["results"]["bindings"]
    known = _known(catalogue, bindings[:SHOWN_ROWS], ui)
    rows = [[_cell(row.get(column), known) for column in columns] for row in bindings[:SHOWN_ROWS]]
    return Shown(columns, rows, len(bindings), None, "")


def _known(catalogue: Catalogue, bindings: list[dict[str, dict[str, Any]]], ui: str) -> dict[str, str]:
    """The pages of the addresses that the release describes."""
    uris = {term["value"] for row in bindings for term in row.values() if term["type"] == "uri"}
    nodes = catalogue.nodes(sorted(uris), (ui,))
    return {node.uri: filters.path(ui, node.vocabulary, node.id, node.uri) for node in nodes if node.kind != "unknown"}


def _cell(term: dict[str, Any] | None, known: dict[str, str]) -> Cell:
    if term is None:
        return Cell("", "", "", "")
    if term["type"] == "triple":
        return Cell(msgspec.json.encode(term["value"]).decode(), "", "", "")
    text = str(term["value"])
    if term["type"] == "uri":
        return Cell(text, known.get(text) or (text if filters.is_link(text) else ""), "", "")
    return Cell(text, "", term.get("xml:lang", ""), term.get("datatype", "").rpartition("#")[2])


def _files(query: str | None, shown: Shown | None) -> list[tuple[str, str]]:
    """The same answer in the formats for programs."""
    if query is None or shown is None:
        return []
    names = list(TABLES) if shown.columns else ["json", "xml"] if shown.truth is not None else list(GRAPHS)
    return [(name, f"/sparql{filters.query(query=query, format=name)}") for name in names]
