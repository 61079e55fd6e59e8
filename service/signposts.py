"""Where the documents of a resource are and what it belongs to: addresses, and links to them (signposting.org).

Below ``/release/ID/`` there is data only; :mod:`service.archive` moves the addresses there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar
from urllib.parse import quote

from glossary.catalogue import Catalogue
from glossary.errors import NotFound
from glossary.exports import QUAD_FORMATS, RDF_FORMATS, TABLE_FORMATS, QuadFormat, RdfFormat, TableFormat
from glossary.model import Described, Scheme, Vocabulary
from glossary.nodes import Node
from glossary.skos.namespaces import SKOS
from service import api, filters
from service.answers import JSON as JSON_TYPE
from service.answers import Header, is_archived
from service.negotiation import HTML, Format

JSON = Format("JSON", JSON_TYPE, ".json")
"""The API's document of a resource; it has its own address there."""
Writer = TypeVar("Writer", RdfFormat, QuadFormat, TableFormat)


def negotiable(known: Iterable[Writer]) -> dict[Format, Writer]:
    """The domain's formats as they are negotiated, and what writes each."""
    return {Format(one.label, one.media_type, f".{one.suffix}"): one for one in known}


RDF = negotiable(RDF_FORMATS.values())
QUADS = negotiable(QUAD_FORMATS.values())
TABLES = negotiable(TABLE_FORMATS.values())

_TYPES = {"concept": f"{SKOS}Concept", "collection": f"{SKOS}Collection", "scheme": f"{SKOS}ConceptScheme"}


def offered() -> tuple[Format, ...]:
    """The formats of a resource's documents, in the order that decides between those a client likes equally."""
    return (*RDF, JSON) if is_archived() else (HTML, *RDF, JSON)


def place(node: Node | Described, format_: Format) -> str:
    """The address of a resource's document."""
    if format_ is JSON:
        by_uri = f"{api.PREFIX}/concepts?uri={quote(node.uri, safe='')}"
        return api.address(node.vocabulary, node.id) if node.id else by_uri
    if node.id:
        return f"/{node.vocabulary}/{node.id}{format_.suffix}"
    return f"/entity{format_.suffix}?uri={quote(node.uri, safe='')}"


def identity(node: Node | Described) -> str:
    """Where the resource itself is identified on this server."""
    return f"/{node.vocabulary}/{node.id}" if node.id else f"/entity?uri={quote(node.uri, safe='')}"


def links(places: Mapping[Format, str], more: Iterable[str]) -> tuple[Header, ...]:
    """All documents of a resource, those in RDF as its descriptions too, and ``more``."""
    alternates = (_link(place_, "alternate", format_) for format_, place_ in places.items())
    return (("Link", ", ".join((*alternates, *_described(places), *more))),)


def of_page(open_: Catalogue, described: Described) -> tuple[Header, ...]:
    """The links of a resource's page; its other formats are in the head of the page already."""
    places = {format_: place(described, format_) for format_ in RDF}
    kind = type(described).__name__.lower()
    cited = [f'<{described.uri}>; rel="cite-as"'] if _is_sendable(described.uri) else []
    signs = (*_described(places), *cited, *belonging(open_, described.vocabulary, kind))
    return (("Link", ", ".join(signs)),)


def of_overview(open_: Catalogue, vocabulary: Vocabulary) -> tuple[Header, ...]:
    """The links of a vocabulary's page."""
    cited = [f'<{vocabulary.uri}>; rel="cite-as"'] if _is_sendable(vocabulary.uri) else []
    signs = (*cited, *belonging(open_, vocabulary.id, "scheme"), *of_vocabulary(open_, vocabulary))
    return (("Link", ", ".join(signs)),)


def of_vocabulary(open_: Catalogue, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a vocabulary is offered as, and what describes it: the catalogue, which has the current release only."""
    turtle = next(iter(RDF))
    about = f"/release/{open_.release.id}" if is_archived() else "/catalog"
    items = (_link(f"/{vocabulary.id}{format_.suffix}", "item", format_) for format_ in (*RDF, *QUADS))
    return (*items, _link(about, "describedby", turtle))


def belonging(open_: Catalogue, vocabulary: str, kind: str) -> tuple[str, ...]:
    """What a resource is, what it is part of and under which licence."""
    found = [f'<{_TYPES[kind]}>; rel="type"'] if kind in _TYPES else []
    if kind != "scheme":
        found.append(f'</{vocabulary}>; rel="collection"')
    scheme = main_scheme(open_, open_.vocabulary(vocabulary))
    if scheme and _is_sendable(scheme.licence):
        found.append(f'<{scheme.licence}>; rel="license"')
    return tuple(found)


def main_scheme(open_: Catalogue, vocabulary: Vocabulary) -> Scheme | None:
    """The scheme that a vocabulary says of itself, where the release describes one."""
    try:
        found = open_.resource(vocabulary.uri, vocabulary.id)
    except NotFound:
        return None
    return found if isinstance(found, Scheme) else None


def _described(places: Mapping[Format, str]) -> list[str]:
    return [_link(place_, "describedby", format_) for format_, place_ in places.items() if format_ in RDF]


def _link(place_: str, relation: str, format_: Format) -> str:
    return f'<{place_}>; rel="{relation}"; type="{format_.media_type}"'


def _is_sendable(uri: str) -> bool:
    """Whether an address of the data may stand in a header."""
    return filters.is_link(uri) and uri.isascii()
