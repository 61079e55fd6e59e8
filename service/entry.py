"""Everything that the page of a concept, collection or scheme shows, made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.model import Collection, Concept, Described, Scheme, Text
from glossary.nodes import Node
from service import filters, history, terms
from service.citing import Cited
from service.i18n import _
from service.neighbourhood import Neighbours, picture
from service.paging import page_number, turns
from service.reader import Link, Reader, tags

LONGEST_LIST = 200
"""Links in a list before it is cut into pages."""

_TEXTS = (
    ("definitions", _("Definition")),
    ("scope_notes", _("Scope note")),
    ("notes", _("Note")),
    ("examples", _("Example")),
    ("change_notes", _("Change note")),
)
_RELATIONS = (
    ("broader", _("Broader")),
    ("narrower", _("Narrower")),
    ("related", _("Related")),
    ("top_concepts", _("Top concepts")),
    ("members", _("Members")),
    ("member_of", _("Belongs to")),
    ("schemes", _("Schemes")),
)
PAGED = tuple(name for name, _title in _RELATIONS)
"""Parameters that turn the pages of a long list: ``?narrower=2``."""
_MAPPINGS = {
    "exact": _("same meaning"),
    "close": _("close meaning"),
    "broad": _("broader meaning"),
    "narrow": _("narrower meaning"),
    "related": _("related meaning"),
}

_DRAWN = "broader", "narrower", "related"
Passage = tuple[str, Markup, str, Markup, str]
"""A text, its attributes, its context, its sources, and its language's name where that is not the reader's."""


class Texts(NamedTuple):
    """Texts of one kind: those for this reader, and those in other languages."""

    kind: str
    title: str
    shown: list[Passage]
    others: list[Passage]


class Relation(NamedTuple):
    """Links of one kind, one page of them; ``previous`` and ``next`` are addresses or "" ."""

    kind: str
    title: str
    total: int
    links: list[Link]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The page of one resource."""

    uri: str
    kind: str
    headword: terms.Headword
    others: list[tuple[str, Markup, Markup]]
    missing: str
    table: terms.Table
    definitions: Texts | None
    texts: list[Texts]
    relations: list[Relation]
    picture: Markup
    mappings: list[tuple[str, Link]]
    history: list[history.Event]
    cited: Cited
    path: list[Link]
    deprecated: bool
    replacements: list[Link]
    notations: list[tuple[str, str]]
    created: str
    modified: str
    licence: str
    version: str


def entry(catalogue: Catalogue, resource: Described, reader: Reader, here: str, pages: Mapping[str, str]) -> Entry:
    """The page of a resource; ``here`` is its address, ``pages`` are parameters that turn the pages of long lists."""
    vocabulary = catalogue.vocabulary(resource.vocabulary)
    expected = tags(vocabulary) if isinstance(resource, Concept) else ()
    addresses = _addresses(resource, vocabulary.uri)
    mapped = resource.mappings if isinstance(resource, Concept) else ()
    linked = dict.fromkeys((*chain(*addresses.values()), *(mapping.uri for mapping in mapped), *resource.replaced_by))
    nodes = {node.uri: node for node in catalogue.nodes(list(linked), reader.languages)}
    head, others = terms.headword(resource.terms, reader, resource.id or resource.uri)
    none = resource.no_equivalents if isinstance(resource, Concept) else ()
    texts = [found for name, title in _TEXTS if (found := _texts(name, title, getattr(resource, name), reader))]
    text = reader.interface.text
    title_ = catalogue.title(vocabulary, reader.languages).text
    changes = catalogue.history(resource.uri, vocabulary.id)
    changed = catalogue.changed(resource.uri, vocabulary.id).isoformat()
    kept = "members" if isinstance(resource, Collection) and resource.ordered else ""
    relations = [
        _relation(name, text(title), [nodes[uri] for uri in addresses[name]], kept == name, reader, here, pages)
        for name, title in _RELATIONS
        if addresses.get(name)
    ]
    return Entry(
        uri=resource.uri,
        kind=type(resource).__name__.lower(),
        headword=head,
        others=others,
        missing=_missing(head, reader, any(languages.matches(reader.clang, one.language) for one in none)),
        table=terms.table(resource.terms, none, reader, expected),
        definitions=texts.pop(0) if texts and texts[0].kind == "definitions" else None,
        texts=texts,
        relations=relations,
        picture=_picture(head, relations, reader) if isinstance(resource, Concept) else Markup(""),
        history=history.events(changes, reader),
        cited=Cited(head.text, title_, changes[0].release if changes else "", changed, resource.uri),
        mappings=[(text(_MAPPINGS[mapping.kind]), reader.link(nodes[mapping.uri])) for mapping in mapped],
        path=reader.links(_path(catalogue, resource, [nodes[uri] for uri in addresses.get("member_of", ())], reader)),
        deprecated=resource.deprecated or bool(resource.replaced_by),
        replacements=[reader.link(nodes[uri]) for uri in resource.replaced_by],
        notations=[(notation.text, notation.datatype) for notation in resource.notations],
        created=reader.interface.date(resource.created),
        modified=reader.interface.date(resource.modified),
        licence=resource.licence if isinstance(resource, Scheme) else "",
        version=resource.version if isinstance(resource, Scheme) else "",
    )


def _path(catalogue: Catalogue, resource: Described, member_of: Sequence[Node], reader: Reader) -> list[Node]:
    """Where a concept stands: its first theme, then what is broader, from the top."""
    if not isinstance(resource, Concept):
        return []
    above = catalogue.above(resource.uri, reader.languages, resource.vocabulary) if resource.broader else ()
    return [*member_of[:1], *above]


def _picture(head: terms.Headword, relations: Sequence[Relation], reader: Reader) -> Markup:
    """The neighbourhood as far as there is one."""
    drawn = {one.kind: Neighbours(one.title, one.links) for one in relations if one.kind in _DRAWN}
    if not drawn:
        return Markup("")
    above, below, beside = (drawn.get(kind, Neighbours("", ())) for kind in _DRAWN)
    label = reader.interface.text(_("Picture of the neighbourhood; the lists on this page say the same"))
    rtl = reader.interface.direction == "rtl"
    return picture(label, head.text, head.attributes, above, below, beside, rtl=rtl)


def _addresses(resource: Described, main_scheme: str) -> dict[str, tuple[str, ...]]:
    """What the resource is linked to, by kind of relation."""
    if isinstance(resource, Concept):
        return {
            "broader": resource.broader,
            "narrower": resource.narrower,
            "related": resource.related,
            "member_of": resource.member_of,
            "schemes": _apart(dict.fromkeys((*resource.top_concept_of, *resource.schemes)), main_scheme),
        }
    if isinstance(resource, Collection):
        schemes = _apart(resource.schemes, main_scheme)
        return {"members": resource.members, "member_of": resource.member_of, "schemes": schemes}
    return {"top_concepts": resource.top_concepts}


def _apart(schemes: Iterable[str], main: str) -> tuple[str, ...]:
    """The schemes other than the vocabulary's own, which heads the page already."""
    return tuple(scheme for scheme in schemes if scheme != main)


def _missing(head: terms.Headword, reader: Reader, said: bool) -> str:
    """What a page says whose headword is in another language; ``said`` when a source says that there is no term."""
    asked = reader.clang if head.language or reader.stated else reader.ui
    shown = head.language or reader.interface.language(reader.clang)
    if not head.language and languages.primary(asked) == languages.primary(reader.clang):
        return ""
    names = {"language": reader.interface.language(asked), "shown": shown}
    if said:
        return reader.interface.text(_("%(language)s has no equivalent for this. Shown in %(shown)s."), **names)
    return reader.interface.text(_("No term in %(language)s yet. Shown in %(shown)s."), **names)


def _texts(kind: str, title: str, stated: Sequence[Text], reader: Reader) -> Texts | None:
    """Texts in the best language for the reader, and the rest by name of their language; None when there are none."""
    if not stated:
        return None
    by_tag: dict[str, list[Text]] = {}
    for text in stated:
        by_tag.setdefault(text.language or "", []).append(text)
    found = next((tag for wanted in reader.languages if (tag := languages.best((wanted,), by_tag)) is not None), None)
    chosen = next(iter(by_tag)) if found is None else found
    known = languages.primary(chosen) == languages.primary(reader.clang)
    shown = [_passage(text, reader, named=not known) for text in by_tag.pop(chosen)]
    rest = sorted(by_tag, key=lambda tag: filters.name_order(tag, reader.ui))
    others = [_passage(text, reader, named=True) for tag in rest for text in by_tag[tag]]
    return Texts(kind, reader.interface.text(title), shown, others)


def _passage(text: Text, reader: Reader, *, named: bool) -> Passage:
    return (
        text.text,
        filters.attributes(text.language, reader.ui),
        filters.context(text.context, reader.ui),
        filters.sources(text.sources, reader.ui),
        reader.interface.language(text.language) if named else "",
    )


def _relation(
    kind: str, title: str, nodes: Sequence[Node], ordered: bool, reader: Reader, here: str, pages: Mapping[str, str]
) -> Relation:
    """One page of the links of one kind, which ``?kind=2`` asks for; only an ordered collection keeps its own order."""
    number = page_number(kind, pages.get(kind, ""), len(nodes), LONGEST_LIST)
    arrange = reader.links if ordered else reader.sorted_links
    links = arrange(nodes)[(number - 1) * LONGEST_LIST : number * LONGEST_LIST]
    return Relation(kind, title, len(nodes), links, *turns(here, kind, number, len(nodes), LONGEST_LIST))
