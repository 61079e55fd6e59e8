"""The two ways through a whole vocabulary: its alphabetical index, and its themes and hierarchy."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from werkzeug.wrappers import Response

from glossary import themes
from glossary.analysis.collation import alphabet_of
from glossary.catalogue import Catalogue, Heading
from glossary.errors import ParameterError
from glossary.model import Vocabulary
from glossary.nodes import Node
from service import answers, filters
from service.branches import Tree, way_within
from service.paging import page_number, turns
from service.reader import Link, Reader, reader, section
from service.rendering import show

HEADINGS_A_PAGE = 200


def index(ui: str, vocabulary: str) -> Response:
    """The terms of one language under one letter, in the order of its alphabet."""
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    letters = catalogue.alphabet(vocabulary, wanted.clang)
    stated = request.args.get("letter", "")
    letter = _letter(stated, [one.text for one in letters])
    total = next((one.count for one in letters if one.text == letter), 0)
    number = page_number("page", request.args.get("page", ""), total, HEADINGS_A_PAGE)
    lines = catalogue.headings(
        vocabulary, wanted.clang, letter, limit=HEADINGS_A_PAGE, offset=(number - 1) * HEADINGS_A_PAGE
    )
    root = f"/{ui}/index/{vocabulary}"
    # A letter means something in one alphabet only, so its address says the language whatever the reader's default.
    here = root + (filters.query(letter=letter, clang=wanted.clang) if letter else filters.query(clang=wanted.stated))
    own = here if stated else root + filters.query(clang=wanted.stated)
    previous, following = turns(here, "page", number, total, HEADINGS_A_PAGE)
    return show(
        ui,
        "index.html",
        (f"{here}&page={number}" if number > 1 else own)[len(ui) + 1 :],
        reader=wanted,
        section=section(catalogue, held, wanted, "index"),
        alphabet=alphabet_of(wanted.clang),
        letters=[(one.text, one.count, root + filters.query(letter=one.text, clang=wanted.clang)) for one in letters],
        letter=letter,
        total=total,
        headings=[_heading(line, wanted) for line in lines.items],
        previous=previous,
        following=following,
    )


def _letter(stated: str, known: Sequence[str]) -> str:
    if not stated:
        return known[0] if known else ""
    if stated not in known:
        raise ParameterError("letter", stated, known)
    return stated


def _heading(line: Heading, wanted: Reader) -> tuple[Link, str, object]:
    """A line of the index: the entry, and the heading with its language where it is not the entry's own label."""
    link = wanted.link(line.node)
    own = line.preferred and line.text == link.text
    return link, "" if own else line.text, filters.attributes(line.language, wanted.ui)


def hierarchy(ui: str, vocabulary: str) -> Response:
    """The vocabulary as trees: its themes and its top concepts, with the way down to what ``theme`` or ``open`` names.

    ``theme`` opens a theme, and with it ``open`` something below that theme; ``open`` alone a concept below the top.
    """
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    opened, theme = request.args.get("open", ""), request.args.get("theme", "")
    groups = themes.of(catalogue, vocabulary, wanted.languages)
    roots = catalogue.top(vocabulary, wanted.languages)
    way = _way_down(catalogue, held, opened, wanted) if opened and not theme else ()
    if way and way[0].uri not in {node.uri for node in roots}:
        roots = (*roots, way[0])  # a cycle, or a concept that no scheme has at its top
    here = f"/hierarchy/{vocabulary}"
    tree = Tree(catalogue, wanted, f"/{ui}{here}")
    return show(
        ui,
        "hierarchy.html",
        here + filters.query(theme=theme, open=opened, clang=wanted.stated),
        canonical=here,
        reader=wanted,
        section=section(catalogue, held, wanted, "hierarchy"),
        opened=opened,
        theme=theme,
        themes=tree.themes(groups, _way_in_theme(catalogue, groups, theme, opened)),
        tree=tree.concepts(roots, [node.uri for node in way]),
        total=len(roots),
    )


def _way_down(catalogue: Catalogue, held: Vocabulary, opened: str, wanted: Reader) -> tuple[Node, ...]:
    """The way from the top down to a concept, with it; ParameterError for one of another vocabulary."""
    end = catalogue.find(opened, wanted.languages)
    if end.vocabulary != held.id:
        raise ParameterError("open", opened, f"addresses of concepts of vocabulary '{held.id}'")
    return (*catalogue.above(end.uri, wanted.languages), end)


def _way_in_theme(catalogue: Catalogue, groups: Sequence[Node], theme: str, opened: str) -> tuple[str, ...]:
    """The way from a theme down to what is open below it; () where no theme is."""
    if not theme:
        return ()
    if theme not in {node.uri for node in groups}:
        raise ParameterError("theme", theme, "addresses of themes of this vocabulary")
    way = way_within(catalogue, theme, opened or theme)
    if not way:
        raise ParameterError("open", opened, "addresses of what belongs to that theme")
    return way
