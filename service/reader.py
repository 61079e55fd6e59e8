"""Who reads a page: the interface language, the language of the content, and what follows for names and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import ParameterError
from glossary.model import Vocabulary
from glossary.nodes import Node, alphabetical
from service import filters
from service.i18n import Interface, interface


class Link(NamedTuple):
    """A resource in a list: ``href`` is "" where there is no page to go to, ``attributes`` say the text's language."""

    href: str
    text: str
    attributes: Markup
    deprecated: bool
    narrower: int
    uri: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: ``clang`` is the first of the content languages ``chosen``, and the one that headwords are in.

    ``stated`` is what links carry on: "" for the default; ``languages`` are those to fall back on too, best first.
    """

    ui: str
    interface: Interface
    clang: str
    stated: str
    chosen: tuple[str, ...]
    languages: tuple[str, ...]

    def path(self, node: Node) -> str:
        """Where a resource is read of, in the reader's languages: "" for one that has no page and no web address."""
        if node.kind == "unknown":
            return node.uri if filters.is_link(node.uri) else ""
        return filters.path(self.ui, node.vocabulary, node.id, node.uri, self.stated)

    def link(self, node: Node) -> Link:
        """The resource as this reader sees it in a list."""
        label = node.label
        marks = filters.attributes(label.language, self.ui)
        return Link(self.path(node), label.text, marks, node.deprecated, node.narrower, node.uri)

    def links(self, nodes: Iterable[Node]) -> list[Link]:
        """The resources as links, in the order given."""
        return [self.link(node) for node in nodes]

    def sorted_links(self, nodes: Iterable[Node]) -> list[Link]:
        """The resources as links, in the alphabetical order of the content language."""
        return self.links(alphabetical(nodes, (self.clang,)))


WIDELY_READ = "en", "fr", "de"
"""What stands beside a reader's language where a page needs a second one and nobody chose it, the first that fits."""
MOST_CHOSEN = 40
"""Content languages that a reader can choose: all that the largest vocabulary has."""


def reader(ui: str, clang: str, vocabulary: Vocabulary | None = None) -> Reader:
    """The reader of a page; ``clang`` are content languages with commas between, "" for none; ParameterError if bad."""
    default, last = ui, ui
    if vocabulary is not None:
        default = default_language(tags(vocabulary), vocabulary.default_language, ui)
        last = vocabulary.default_language
    chosen = content_languages(clang) or (default,)
    preferred = tuple(dict.fromkeys(tag for tag in (*chosen, ui, last, "en") if tag))
    stated = "" if chosen == (default,) else ",".join(chosen)
    return Reader(ui, interface(ui), chosen[0], stated, chosen, preferred)


@lru_cache(maxsize=1024)
def content_languages(stated: str) -> tuple[str, ...]:
    """The tags in a list with commas, each once and in canonical form; ParameterError for what is no such list."""
    items = [item for item in stated.split(",") if item]
    if len(items) > MOST_CHOSEN or not all(map(languages.is_well_formed, items)):
        raise ParameterError("clang", stated, f"up to {MOST_CHOSEN} language tags with commas between, such as de,fr")
    return tuple(dict.fromkeys(map(languages.canonical, items)))


def tags(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The language tags that a vocabulary has preferred terms in."""
    return tuple([count.language for count in vocabulary.languages])


@lru_cache(maxsize=1024)
def default_language(available: tuple[str, ...], last: str, ui: str) -> str:
    """The content language of a reader who asks for none: the interface's where there are terms in it."""
    return languages.best((ui,), available) or last or ui


@lru_cache(maxsize=1024)
def language_options(available: tuple[str, ...], ui: str, chosen: str) -> Markup:
    """The options of the choice of a content language, by name in the interface language."""
    known = {languages.key(tag): tag for tag in (*available, chosen) if tag}
    option = Markup('<option value="{}"{}>{}</option>')
    return Markup("").join(
        option.format(tag, Markup(" selected") if key == languages.key(chosen) else "", languages.name(tag, ui))
        for key, tag in sorted(known.items(), key=lambda item: filters.name_order(item[1], ui))
    )


@lru_cache(maxsize=1024)
def further_options(available: tuple[str, ...], ui: str, chosen: tuple[str, ...]) -> Markup:
    """Boxes to tick for content languages beside the first, by name; variants follow their language by themselves."""
    marked = {filters.group_of(tag) for tag in chosen[1:]}
    groups = {filters.group_of(tag) for tag in (*available, *chosen) if tag}
    box = Markup('<li><label><input type="checkbox" name="clang" value="{}"{}> {}</label></li>')
    return Markup("").join(
        box.format(tag, Markup(" checked") if tag in marked else "", languages.name(tag, ui))
        for tag in sorted(groups, key=lambda tag: filters.name_order(tag, ui))
    )


class Section(NamedTuple):
    """A vocabulary as the head of its pages shows it; ``current`` names the page.

    ``options`` are the content languages to choose the first from, ``further`` boxes for more, ``more`` how many are.
    """

    id: str
    title: str
    attributes: Markup
    query: str
    current: str
    options: Markup
    further: Markup
    more: int


def content_section(available: Sequence[str], who: Reader) -> Section:
    """What heads a page of several vocabularies: the choice of content languages alone; its ``id`` is ""."""
    tags_ = tuple(available)
    options = language_options(tags_, who.ui, who.clang)
    further = further_options(tags_, who.ui, who.chosen)
    return Section("", "", Markup(""), filters.query(clang=who.stated), "", options, further, len(who.chosen) - 1)


def section(catalogue: Catalogue, vocabulary: Vocabulary, who: Reader, current: str) -> Section:
    """The vocabulary for a reader; ``query`` is what its links carry on."""
    label = catalogue.title(vocabulary, who.languages)
    return Section(
        vocabulary.id,
        label.text,
        filters.attributes(label.language, who.ui),
        filters.query(clang=who.stated),
        current,
        language_options(tags(vocabulary), who.ui, who.clang),
        further_options(tags(vocabulary), who.ui, who.chosen),
        len(who.chosen) - 1,
    )
