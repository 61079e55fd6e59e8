"""The first page: one search box, and what there is: themes, what is new, and how far each language goes."""

from __future__ import annotations

from typing import NamedTuple

from flask import request
from werkzeug.wrappers import Response

from glossary import themes
from glossary.catalogue import Catalogue
from glossary.model import Collection, Vocabulary
from service import answers, filters
from service.reader import Link, Reader, Section, reader, section, tags
from service.rendering import show

MOST_THEMES = 24
"""Themes of a vocabulary that the first page names; its own page has all."""
NEWEST = 8
"""Changed entries that the first page names."""


class Spoken(NamedTuple):
    """A language of a vocabulary: its index, its name, the share of concepts with a term, and a shade from 0 to 4."""

    href: str
    name: str
    share: str
    shade: int


class Shelf(NamedTuple):
    """A vocabulary on the first page; ``themes`` come with the number of their concepts, 0 where it is not known."""

    section: Section
    concepts: int
    languages: int
    themes: list[tuple[Link, int]]
    more: int
    spoken: list[Spoken]


def home(ui: str) -> Response:
    """The first page in an interface language."""
    catalogue = answers.catalogue()
    wanted = reader(ui, request.args.get("clang", ""))
    known = catalogue.releases_known()
    return show(
        ui,
        "home.html",
        "/" + filters.query(clang=wanted.stated),
        canonical="/",
        summary=wanted.interface.text(
            "What it means, what it is called in other languages and countries, and where that comes from."
        ),
        reader=wanted,
        shelves=[_shelf(catalogue, one, wanted) for one in catalogue.vocabularies()],
        published=catalogue.release.created,
        counts=known[0].concepts if known else {},
        newest=_newest(catalogue, wanted),
    )


def language_count(vocabulary: Vocabulary) -> int:
    """How many languages a vocabulary has terms in: scripts are counted apart, regional variants are not."""
    return len({filters.group_of(tag) for tag in tags(vocabulary) if tag})


def _shelf(catalogue: Catalogue, vocabulary: Vocabulary, wanted: Reader) -> Shelf:
    found = themes.of(catalogue, vocabulary.id, wanted.languages) or catalogue.top(vocabulary.id, wanted.languages)
    shown = found[:MOST_THEMES]
    sizes = {one.theme: one.concepts for one in vocabulary.coverage}
    described = catalogue.resources([node.uri for node in shown])
    sizes |= {one.uri: len(one.members) for one in described if isinstance(one, Collection)}
    return Shelf(
        section(catalogue, vocabulary, wanted, "home"),
        vocabulary.concepts,
        language_count(vocabulary),
        [(wanted.link(node), sizes.get(node.uri, 0)) for node in shown],
        max(0, len(found) - MOST_THEMES),
        _spoken(vocabulary, wanted),
    )


def _spoken(vocabulary: Vocabulary, wanted: Reader) -> list[Spoken]:
    """The languages by name; of the variants of a language the one with the most terms counts."""
    most: dict[str, int] = {}
    for count in vocabulary.languages:
        if count.language:
            group = filters.group_of(count.language)
            most[group] = max(most.get(group, 0), count.concepts)
    root, whole = f"/{wanted.ui}/index/{vocabulary.id}", vocabulary.concepts or 1
    return [
        Spoken(
            root + filters.query(clang=tag),
            wanted.interface.language(tag),
            wanted.interface.share(most[tag], whole),
            min(4, most[tag] * 4 // whole),
        )
        for tag in sorted(most, key=lambda tag: filters.name_order(tag, wanted.ui))
    ]


def _newest(catalogue: Catalogue, wanted: Reader) -> list[Link]:
    """The concepts that the newest releases added or changed."""
    found = catalogue.changes(kinds=("added", "changed"), limit=NEWEST * 2).items
    uris = [change.uri for change in found if change.type == "concept"][:NEWEST]
    return wanted.links(node for node in catalogue.nodes(uris, wanted.languages) if node.kind != "unknown")
