"""The page of search results: what was found, and by which label where that is not the one shown."""

from __future__ import annotations

import re
from typing import NamedTuple

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from glossary.catalogue import Catalogue, Result
from glossary.errors import ParameterError
from service import answers, filters
from service.comparing import comparison
from service.entry import page_number, turns
from service.reader import Link, Reader, reader, section
from service.rendering import show

RESULTS_A_PAGE = 20
MOST_PAGES = 500
"""Pages that can be turned to; who needs more wants a dump."""


class Found(NamedTuple):
    """A result; ``matched`` is the label it was found by, and ``language`` that label's, where another one is shown."""

    link: Link
    label: Markup
    matched: Markup
    matched_attributes: Markup
    language: str
    vocabulary: str
    vocabulary_attributes: Markup


def search(ui: str) -> Response:
    """Results for ``q``, in the reader's language whatever the language of the query; all vocabularies or one."""
    catalogue = answers.catalogue()
    text = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", request.args.get("q", "")).strip()
    chosen = request.args.get("vocabulary", "")
    known = [one.id for one in catalogue.vocabularies()]
    if chosen and chosen not in known:
        raise ParameterError("vocabulary", chosen, known)
    wanted = reader(ui, request.args.get("clang", ""), catalogue.vocabulary(chosen) if chosen else None)
    number = page_number("page", request.args.get("page", ""), MOST_PAGES * RESULTS_A_PAGE, RESULTS_A_PAGE)
    asked = filters.query(q=text, clang=wanted.stated, vocabulary=chosen)
    here = f"/{ui}/search{asked}"
    offset = (number - 1) * RESULTS_A_PAGE
    results = (
        catalogue.search(text, language=wanted.clang, vocabulary=chosen, limit=RESULTS_A_PAGE, offset=offset)
        if text
        else None
    )
    sections = {one.id: section(catalogue, one, wanted, "") for one in catalogue.vocabularies()}
    total = results.total if results else 0
    previous, following = turns(here, "page", number, min(total, MOST_PAGES * RESULTS_A_PAGE), RESULTS_A_PAGE)
    return show(
        ui,
        "search.html",
        f"/search{asked}" + (f"&page={number}" if number > 1 else ""),
        reader=wanted,
        q=text,
        chosen=chosen,
        vocabularies=list(sections.values()),
        results=results,
        found=[_found(catalogue, result, wanted) for result in results.results] if results else [],
        first=offset + 1,
        previous=previous,
        following=following,
        comparison=_comparison(catalogue, chosen, text, wanted),
        everywhere=f"/{ui}/search{filters.query(q=text, clang=wanted.stated)}" if chosen else "",
        unchanging=False,
    )


def _comparison(catalogue: Catalogue, chosen: str, text: str, wanted: Reader) -> str:
    """Where the results stand side by side; "" for those of several vocabularies."""
    held = [one for one in catalogue.vocabularies() if chosen in ("", one.id)]
    return comparison(held[0], {"q": text}, wanted) if text and len(held) == 1 else ""


def _found(catalogue: Catalogue, result: Result, wanted: Reader) -> Found:
    link, match = wanted.link(result.node), result.match
    shown = result.node.label
    vocabulary = section(catalogue, catalogue.vocabulary(result.node.vocabulary), wanted, "")
    label = filters.highlighted(match.label, match.highlights)
    if match.label == shown.text:
        return Found(link, label, Markup(""), Markup(""), "", vocabulary.title, vocabulary.attributes)
    return Found(
        link,
        filters.highlighted(shown.text, ()),
        label,
        filters.attributes(match.language, wanted.ui),
        wanted.interface.language(match.language),
        vocabulary.title,
        vocabulary.attributes,
    )
