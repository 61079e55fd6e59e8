"""The page of what is new, changed and no longer in use: by release, kind and theme."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from flask import request
from werkzeug.wrappers import Response

from glossary.catalogue import Catalogue
from glossary.changes import KINDS, Change, Detail, Kind
from glossary.errors import ParameterError
from glossary.nodes import Node
from service import answers, feeds, filters
from service.history import OTHER, PARTS, place
from service.i18n import _
from service.paging import page_number, turned, turns
from service.reader import Link, Reader, reader, section
from service.rendering import show

CHANGES_A_PAGE = 50
MOST_PAGES = 1000
MOST_CHOICES = 100
"""Releases and themes to choose from."""

_KINDS: dict[Kind, str] = {
    "added": _("new"),
    "changed": _("changed"),
    "deprecated": _("no longer in use"),
    "withdrawn": _("withdrawn"),
}


class Changed(NamedTuple):
    """A change as the page shows it: the resource, what became of it, and which parts of it changed in which tongues.

    ``link`` leads to the data of the last release that had the resource where it is gone.
    """

    link: Link
    kind: str
    word: str
    parts: str


def changes(ui: str, vocabulary: str) -> Response:
    """What became of the vocabulary's entries, newest release first."""
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    release, kind, theme = (request.args.get(name, "") for name in ("release", "kind", "theme"))
    if kind and kind not in KINDS:
        raise ParameterError("kind", kind, KINDS)
    kinds = [one for one in KINDS if one == kind]
    known = catalogue.releases_known()
    number = page_number("page", request.args.get("page", ""), MOST_PAGES * CHANGES_A_PAGE, CHANGES_A_PAGE)
    offset = (number - 1) * CHANGES_A_PAGE
    page = catalogue.changes(release, vocabulary, theme, kinds, CHANGES_A_PAGE, offset)
    tail = f"/changes/{vocabulary}{filters.query(release=release, kind=kind, theme=theme, clang=wanted.stated)}"
    previous, following = turns(f"/{ui}{tail}", "page", number, page.total, CHANGES_A_PAGE)
    return show(
        ui,
        "changes.html",
        turned(tail, "page", number),
        reader=wanted,
        section=section(catalogue, held, wanted, "changes"),
        asked=(release, kind, theme),
        releases=[(one.id, wanted.interface.date(one.date), one.id == release) for one in known[:MOST_CHOICES]],
        kinds=[(name, wanted.interface.text(word), name == kind) for name, word in _KINDS.items()],
        themes=[
            (wanted.link(node), node.uri == theme)
            for node in catalogue.collections(vocabulary, wanted.languages)[:MOST_CHOICES]
        ],
        total=page.total,
        groups=_groups(catalogue, page.items, wanted),
        feed=feeds.CHANGES.path + filters.query(vocabulary=vocabulary, theme=theme),
        previous=previous,
        following=following,
    )


def _groups(catalogue: Catalogue, found: Sequence[Change], wanted: Reader) -> list[tuple[str, str, list[Changed]]]:
    """The changes by release: its id, its date as the reader writes it, and what changed."""
    nodes = {node.uri: node for node in catalogue.nodes([one.uri for one in found], wanted.languages)}
    known = [one.id for one in catalogue.releases_known()]
    earlier = dict(pairwise(known))
    return [
        (
            release,
            wanted.interface.date(date),
            [_changed(one, nodes[one.uri], earlier.get(release, ""), wanted) for one in items],
        )
        for (release, date), items in groupby(found, key=lambda one: (one.release, one.date))
    ]


def _changed(change: Change, node: Node, before: str, wanted: Reader) -> Changed:
    if node.kind == "unknown":
        last = place(before, change) if before else ""
        link = Link(last, change.label, filters.attributes(change.language, wanted.ui), False, 0, change.uri)
    else:
        link = wanted.link(node)
    parts = _parts(change.details, wanted) if change.kind == "changed" else ""
    return Changed(link, change.kind, wanted.interface.text(_KINDS[change.kind]), parts)


def _parts(details: Sequence[Detail], wanted: Reader) -> str:
    """The parts that changed, each with the languages concerned: "terms (French, Greek), definitions (English)"."""
    by_part: dict[str, dict[str, None]] = {}
    for detail in details:
        tongues = by_part.setdefault(PARTS.get(detail.part, OTHER), {})
        if detail.language:
            tongues[wanted.interface.language(filters.group_of(detail.language))] = None
    text = wanted.interface.text
    named = (
        f"{text(part)} ({wanted.interface.listed(list(tongues))})" if tongues else text(part)
        for part, tongues in by_part.items()
    )
    return wanted.interface.listed(list(named))
