"""The page of search results: what was found and why, in the reader's languages, and what to narrow it by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import ParameterError
from glossary.model import Concept, Described, Text
from glossary.results import Result, Results
from glossary.search.base import Filters, Match
from service import answers, filters, narrowing, parameters
from service.comparing import comparison
from service.faceting import Stated, facets
from service.i18n import _
from service.paging import page_number, turned, turns
from service.reader import Link, Reader, Section, content_section, language_options, reader, section
from service.rendering import show

RESULTS_A_PAGE = 20
MOST_PAGES = 500
"""Pages that can be turned to; who needs more wants a dump."""
SNIPPET = 220
"""Characters of a definition that a result shows."""

_PARAMETERS = (narrowing.WHERE, *narrowing.PARAMETERS)

_PARTS = {
    "definition": _("Definition"),
    "scopeNote": _("Scope note"),
    "note": _("Note"),
    "example": _("Example"),
    "changeNote": _("Change note"),
}

_WHY: dict[str, str] = {
    "lemma": _("another form"),
    "prefix": _("begins so"),
    "words": _("has all words"),
    "partial": _("has most words"),
    "close": _("spelled alike"),
}
"""In which way a label matched, where it is not what was typed; a text says so by its snippet."""

Equivalent = tuple[str, str, Markup]
"""The name of a language, the term in it ("" for none), and the attributes of the term's language."""


class Found(NamedTuple):
    """A result; ``matched`` is the label or text it was found by where that is not the label shown.

    ``why`` says in which way, "" where the label is what was typed, and for texts.
    ``part`` names the text, ``language`` the language of what was matched, ``snippet_language`` that of a definition
    where it is not the reader's; ``equivalents`` are in the reader's further languages, ``instead`` what replaced it,
    ``owners`` what it replaced, where the label is of that.
    """

    link: Link
    label: Markup
    why: str
    matched: Markup
    matched_attributes: Markup
    language: str
    part: str
    snippet: str
    snippet_attributes: Markup
    snippet_language: str
    equivalents: list[Equivalent]
    instead: list[Link]
    owners: list[Link]
    vocabulary: str
    vocabulary_attributes: Markup


def search(ui: str) -> Response:
    """Results for ``q`` or for filters alone, in the reader's languages whatever the language of the query."""
    catalogue = answers.catalogue()
    text = parameters.typed(request.args.get("q", ""))
    chosen = request.args.get("vocabulary", "")
    known = [one.id for one in catalogue.vocabularies()]
    if chosen and chosen not in known:
        raise ParameterError("vocabulary", chosen, known)
    wanted = reader(ui, request.args.get("clang", ""), catalogue.vocabulary(chosen or known[0]) if known else None)
    number = page_number("page", request.args.get("page", ""), MOST_PAGES * RESULTS_A_PAGE, RESULTS_A_PAGE)
    stated = parameters.take(_PARAMETERS, request.environ.get("QUERY_STRING", ""), lenient=True)
    filtered = narrowing.filters(catalogue, stated, chosen)
    asked = _asked(text, chosen, stated["within"], filtered, wanted)
    offset = (number - 1) * RESULTS_A_PAGE
    narrowed = bool(chosen) or filtered != Filters()
    results = None
    if text or narrowed:
        results = catalogue.search(
            text,
            language=wanted.clang,
            vocabulary=chosen,
            limit=RESULTS_A_PAGE,
            offset=offset,
            within=stated["within"],
            filters=filtered,
        )
    here = f"/{ui}/search{filters.query(**asked)}"
    total = min(results.total if results else 0, MOST_PAGES * RESULTS_A_PAGE)
    if results and offset >= max(total, 1):
        last = -(-total // RESULTS_A_PAGE)
        return answers.respond(answers.redirect(here + (f"&page={last}" if last > 1 else ""), 302))
    previous, following = turns(here, "page", number, total, RESULTS_A_PAGE)
    sections = {one.id: section(catalogue, one, wanted, "") for one in catalogue.vocabularies()}
    return show(
        ui,
        "search.html",
        turned(here, "page", number)[len(ui) + 1 :],
        reader=wanted,
        section=_head(catalogue, sections, chosen, wanted),
        q=text,
        asked=asked,
        narrowed=narrowed,
        chosen=chosen,
        vocabularies=list(sections.values()),
        results=results,
        found=_found(catalogue, results.results, sections, wanted) if results else [],
        facets=facets(catalogue, results.facets, results.total, asked, wanted) if results else [],
        meant=f"/{ui}/search{filters.query(**{**asked, 'q': results.did_you_mean})}" if results else "",
        within=_within(asked, ui),
        first=offset + 1,
        previous=previous,
        following=following,
        comparison=_comparison(catalogue, chosen, text, results, wanted, whole=filtered == Filters()),
        everywhere=f"/{ui}/search{filters.query(q=text, clang=wanted.stated)}" if text and narrowed else "",
        lackable=language_options(tuple(set(catalogue.languages()) - set(filtered.lacking)), ui, ""),
        unchanging=False,
    )


def _comparison(
    catalogue: Catalogue, chosen: str, text: str, results: Results | None, wanted: Reader, *, whole: bool
) -> str:
    """Where the results stand side by side, of filtered ones this page's; "" for those of several vocabularies."""
    held = [one for one in catalogue.vocabularies() if chosen in ("", one.id)]
    if len(held) != 1 or not results or not results.results:
        return ""
    if text and whole:
        return comparison(held[0], {"q": text}, wanted)
    return comparison(held[0], {"concept": tuple(one.node.id or one.node.uri for one in results.results)}, wanted)


def _asked(text: str, vocabulary: str, within: str, filtered: Filters, wanted: Reader) -> Stated:
    """The parameters of this search that count, as they stand in its address."""
    where = "" if within == narrowing.WHERE.default else within
    return {
        "q": text,
        "clang": wanted.stated,
        "vocabulary": vocabulary,
        **narrowing.stated(filtered),
        "within": where,
    }


def _within(asked: Stated, ui: str) -> tuple[str, bool]:
    """The address that widens the search to definitions and notes, or narrows it again, and whether it is wide."""
    wide = asked["within"] == "all"
    return f"/{ui}/search{filters.query(**{**asked, 'within': '' if wide else 'all'})}", wide


def _head(catalogue: Catalogue, sections: dict[str, Section], chosen: str, wanted: Reader) -> Section:
    """The vocabulary searched in, or the only one; for several a section that has only the choice of languages."""
    only = chosen or (next(iter(sections)) if len(sections) == 1 else "")
    return sections[only] if only else content_section(catalogue.languages(), wanted)


def _found(
    catalogue: Catalogue, results: Sequence[Result], sections: dict[str, Section], wanted: Reader
) -> list[Found]:
    described = {one.uri: one for one in catalogue.resources([result.node.uri for result in results])}
    nodes = catalogue.nodes([result.node.uri for result in results], wanted.languages)
    links = {node.uri: wanted.link(node) for node in nodes}
    return [
        _one(result, links[result.node.uri], described.get(result.node.uri), sections, wanted) for result in results
    ]


def _one(
    result: Result, link: Link, described: Described | None, sections: dict[str, Section], wanted: Reader
) -> Found:
    match = result.match
    here = sections[result.node.vocabulary]
    label = filters.highlighted(match.label, match.highlights)
    same = match.label == link.text and not match.part
    text = _best_text(described.definitions, wanted) if described else None
    return Found(
        link,
        label if same else filters.highlighted(link.text, ()),
        wanted.interface.text(_WHY[match.kind]) if match.kind in _WHY else "",
        Markup("") if same else label,
        filters.attributes(match.language, wanted.ui),
        wanted.interface.language(match.language) if match.language else "",
        _part(match, wanted),
        _cut(text.text) if text else "",
        filters.attributes(text.language, wanted.ui) if text else Markup(""),
        _other_language(text, wanted) if text else "",
        _equivalents(described, wanted) if isinstance(described, Concept) else [],
        wanted.links(result.replaced_by),
        wanted.links(result.label_of),
        here.title,
        here.attributes,
    )


def _part(match: Match, wanted: Reader) -> str:
    return wanted.interface.text(_PARTS[match.part]) if match.part in _PARTS else match.part


def _best_text(stated: Sequence[Text], wanted: Reader) -> Text | None:
    """The definition in the best language for the reader."""
    by_tag = {text.language or "": text for text in reversed(stated)}
    tag = languages.best(wanted.languages, by_tag)
    return by_tag[tag] if tag is not None else None


def _other_language(text: Text, wanted: Reader) -> str:
    """The name of the text's language where it is not the one that the reader wants terms in."""
    same = not text.language or languages.primary(text.language) == languages.primary(wanted.clang)
    return "" if same else wanted.interface.language(text.language)


def _cut(text: str) -> str:
    return text if len(text) <= SNIPPET else text[:SNIPPET].rpartition(" ")[0] + "…"


def _equivalents(concept: Concept, wanted: Reader) -> list[Equivalent]:
    """The preferred terms in the languages that the reader chose beside the first; missing ones are there without."""
    preferred = {term.language or "": term.text for term in reversed(concept.terms) if term.role == "preferred"}
    found = []
    for chosen in wanted.chosen[1:]:
        tag = languages.best((chosen,), preferred)
        text = preferred[tag] if tag is not None else ""
        found.append((wanted.interface.language(chosen), text, filters.attributes(tag, wanted.ui)))
    return found
