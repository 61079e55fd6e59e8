"""The two ways through a whole vocabulary: its alphabetical index and its hierarchy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import request
from werkzeug.wrappers import Response

from glossary.analysis.collation import alphabet_of
from glossary.catalogue import Catalogue, Heading
from glossary.errors import ParameterError
from glossary.nodes import Node
from service import answers, filters
from service.entry import LONGEST_LIST
from service.paging import page_number, turns
from service.reader import Link, Reader, reader, section
from service.rendering import show

HEADINGS_A_PAGE = 200


class Branch(NamedTuple):
    """A node of the hierarchy as drawn; ``toggle`` is the address that opens or closes it, "" for a leaf.

    ``more`` counts the children that are left out because there are too many.
    """

    link: Link
    toggle: str
    opened: bool
    here: bool
    children: list[Branch]
    more: int


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
    """The tree of a vocabulary: its top concepts, and the way down to the concept that ``open`` names."""
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    opened = request.args.get("open", "")
    end = catalogue.find(opened, wanted.languages) if opened else None
    way = (*catalogue.above(end.uri, wanted.languages), end) if end else ()
    if way and way[-1].vocabulary != vocabulary:
        raise ParameterError("open", opened, f"addresses of concepts of vocabulary '{vocabulary}'")
    roots = catalogue.top(vocabulary, wanted.languages)
    if way and way[0].uri not in {node.uri for node in roots}:
        roots = (*roots, way[0])  # a cycle, or a concept that no scheme has at its top
    here = f"/hierarchy/{vocabulary}"
    return show(
        ui,
        "hierarchy.html",
        here + filters.query(open=opened, clang=wanted.stated),
        reader=wanted,
        section=section(catalogue, held, wanted, "hierarchy"),
        opened=opened,
        tree=_branches(catalogue, roots, way, wanted, f"/{ui}{here}"),
        left_out=max(0, len(roots) - LONGEST_LIST),
    )


def _branches(
    catalogue: Catalogue, nodes: Sequence[Node], way: Sequence[Node], wanted: Reader, root: str, parent: str = ""
) -> list[Branch]:
    """One level of the tree with what is open below it; what lies on the way is never cut off."""
    step = way[0].uri if way else ""
    kept = [node for number, node in enumerate(nodes) if number < LONGEST_LIST or node.uri == step]
    branches = []
    for node in kept:
        is_open = node.uri == step
        below = catalogue.narrower(node.uri, wanted.languages) if is_open and node.narrower else ()
        target = (parent if is_open else node.uri) if node.narrower else None
        branches.append(
            Branch(
                wanted.link(node),
                "" if target is None else root + filters.query(open=target, clang=wanted.stated),
                is_open and bool(below),
                is_open and len(way) == 1,
                _branches(catalogue, below, way[1:], wanted, root, node.uri) if below else [],
                max(0, len(below) - LONGEST_LIST),
            )
        )
    return branches
