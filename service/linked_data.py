"""Linked data: identifiers that lead to documents by Accept, the documents themselves, dumps and tables.

What a resource *is* has an address without suffix, answered by 303 (W3C, Cool URIs for the Semantic Web); what is
written about it has one with a suffix. ``/VOCABULARY/ID`` serves what lies under a vocabulary's base,
``/entity?uri=`` any address, and each prefix in ``bases`` makes ``/PATH`` mean prefix + path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, current_app, request

from glossary import addresses
from glossary.catalogue import Catalogue
from glossary.errors import Gone, NotFound
from glossary.exporting import Selection, gathered
from glossary.exports import jsonld_compact
from glossary.exports.csvw import CSVW, described
from glossary.exports.jsonld import JSONLD
from glossary.model import Vocabulary
from glossary.nodes import Node
from glossary.stores.neighbours import Neighbours
from service import filters, parameters
from service.answers import Answer, Header, catalogue, is_archived, redirect, released, respond
from service.arrival import asked_interface, to_page
from service.errors import NotAcceptable
from service.negotiation import HTML, Format, choose, choose_data, split_suffix
from service.parameters import Parameter
from service.rendering import PUBLIC_URL
from service.signposts import JSON, QUADS, RDF, TABLES, belonging, identity, links, of_vocabulary, offered, place
from service.streams import stream

DESCRIPTION = Format(CSVW.label, CSVW.media_type, ".csv-metadata.json")
"""The description of a table, where its readers look for it (W3C, Model for Tabular Data, section 5.3)."""

SMALL = 20_000
"""Triples of a vocabulary that is answered in one piece: some 2 MB, and no reader of it can hold a thread."""

INFERRED = parameters.flag("inferred", "0 leaves out what the build inferred: the source's triples alone", True)
LABELS = parameters.flag("labels", "0 leaves out the labels of neighbours, as inferred=0 does too", True)
COMPACT = parameters.flag("compact", "1 gives JSON-LD by the context at /context.jsonld", False)
URI = parameters.uri("uri", "the address of the resource")
LANGS = parameters.tags("lang", "the languages to give columns to; without it every language of the vocabulary")


def blueprint(bases: Sequence[str]) -> Blueprint:
    """All routes; the last resort is any path at all, since ids and bases are the vocabularies' to choose."""
    made = Blueprint("linked_data", __name__)
    made.add_url_rule(jsonld_compact.PLACE, "context", context)
    made.add_url_rule("/entity", view_func=entity)
    for format_ in (HTML, *RDF):
        name = f"entity_{format_.suffix[1:]}"
        made.add_url_rule(f"/entity{format_.suffix}", name, partial(entity_document, format_))
    made.add_url_rule("/<path:path>", "address", partial(address, bases))
    return made


def context() -> Response:
    """The published JSON-LD context."""
    return respond(Answer(jsonld_compact.published(), "application/ld+json", open=True, unchanging=True))


def entity() -> Response:
    """The resource with any address: see its documents."""
    uri = parameters.take((URI,), _query())["uri"]
    return _see_other(catalogue().find(uri))


def entity_document(format_: Format) -> Response:
    """The document of a resource whose address lies elsewhere."""
    if format_ is HTML:
        node = catalogue().find(parameters.take((URI,), _query())["uri"])
        return _page(filters.path(asked_interface(), node.vocabulary, node.id, node.uri))
    asked = parameters.take((URI, *taken(format_)), _query())
    return _document(asked["uri"], "", format_, asked)


def address(bases: Sequence[str], path: str) -> Response:
    """Whatever a path names: an identifier first, since an id may end like a suffix; else a document by its suffix."""
    open_ = catalogue()
    names = {vocabulary.id: vocabulary for vocabulary in open_.vocabularies()}
    if path.rstrip("/") in names:
        return _vocabulary(open_, names[path.rstrip("/")])
    try:
        return _see_other(_identified(open_, bases, path))
    except NotFound:
        stem, format_ = split_suffix(path, (HTML, *RDF, *QUADS, *TABLES, DESCRIPTION))
        if format_ is None:
            raise
    if stem in names:
        return _whole(open_, names[stem], format_)
    vocabulary, _, local = stem.partition("/")
    uri = open_.locate(vocabulary, local)
    if format_ is HTML:
        return _page(filters.path(asked_interface(), vocabulary, addresses.encoded(local), uri))
    if format_ not in RDF:
        raise NotFound(f"{format_.name} is of a whole vocabulary: /{vocabulary}{format_.suffix}")
    return _document(uri, vocabulary, format_, parameters.take(taken(format_), _query()))


def _identified(open_: Catalogue, bases: Sequence[str], path: str) -> Node:
    """The resource that a path identifies in a vocabulary or under a base; NotFound or Gone."""
    vocabulary, _, local = path.partition("/")
    try:
        return open_.find(open_.locate(vocabulary, local))
    except NotFound as error:
        missing = error
    for candidate in (base + rest for base in bases for rest in dict.fromkeys((path, addresses.encoded(path)))):
        try:
            return open_.find(candidate)
        except Gone as error:
            missing = error
        except NotFound:
            continue
    raise missing


def _see_other(node: Node) -> Response:
    """303 to the document that the client likes best, with links to all of them and to what it belongs to."""
    places = {format_: place(node, format_) for format_ in offered()}
    return _negotiated(places, links(places, belonging(catalogue(), node.vocabulary, node.kind)))


def _vocabulary(open_: Catalogue, vocabulary: Vocabulary) -> Response:
    """The vocabulary itself: its page, and what it says of itself; its files, which are the whole of it, else."""
    dumps = {format_: f"/{vocabulary.id}{format_.suffix}" for format_ in (HTML, *RDF, *QUADS, *TABLES)}
    if is_archived():
        dumps.pop(HTML)
    try:
        node = open_.find(vocabulary.uri)
    except NotFound:
        return _negotiated(dumps, links(dumps, ()))
    documents = {format_: place(node, format_) for format_ in (*RDF, JSON)}
    signs = (*belonging(open_, vocabulary.id, node.kind), *of_vocabulary(open_, vocabulary))
    page = {HTML: dumps[HTML]} if HTML in dumps else {}
    return _negotiated(
        page | documents | {format_: dumps[format_] for format_ in (*QUADS, *TABLES)}, links(page | documents, signs)
    )


def _negotiated(places: dict[Format, str], headers: Sequence[Header]) -> Response:
    """303 to the place that the client likes best; NotAcceptable."""
    pick = choose_data if is_archived() else choose
    chosen = pick(request.headers.get("Accept", ""), tuple(places))
    if chosen is None:
        raise NotAcceptable(tuple(format_.media_type for format_ in places))
    return respond(redirect(places[chosen], 303, ("Vary", "Accept"), *headers, open_=True))


def _document(uri: str, vocabulary: str, format_: Format, asked: dict[str, Any]) -> Response:
    """The triples of one resource, and after them the labels of what it refers to."""
    open_ = catalogue()
    node = open_.find(uri)
    block = open_.document(uri, inferred=asked["inferred"], vocabulary=vocabulary)
    around = open_.neighbours(block) if asked["labels"] and asked["inferred"] else Neighbours((), None)
    blocks = [block, *around.blocks]
    if asked.get(COMPACT.name):
        body = jsonld_compact.write(blocks, current_app.config[PUBLIC_URL] + jsonld_compact.PLACE)
    else:
        body = b"".join(RDF[format_].write(blocks, open_.prefixes(vocabulary or node.vocabulary)))
    places = {other: place(node, other) for other in offered() if other != format_}
    signs = belonging(open_, node.vocabulary, node.kind)
    headers = links(places, (f'<{identity(node)}>; rel="describes"', *signs))
    own = open_.changed(uri, vocabulary)
    changed = max(own, around.changed or own)
    return respond(Answer(body, format_.content_type, headers=headers, modified=changed, open=True, unchanging=True))


def taken(format_: Format) -> tuple[Parameter, ...]:
    """The parameters of a document in a format."""
    return (INFERRED, LABELS, COMPACT) if RDF[format_] is JSONLD else (INFERRED, LABELS)


def _whole(open_: Catalogue, vocabulary: Vocabulary, format_: Format) -> Response:
    """A vocabulary's page, dump or table; a small one is kept ready, a large one is made while it is sent."""
    if format_ is HTML:
        return _page(f"/{asked_interface()}/{vocabulary.id}/")
    if format_ is DESCRIPTION:
        return _description(open_, vocabulary)
    if format_ in TABLES:
        tags = parameters.take((LANGS,), _query())["lang"] or _tags(vocabulary)
        chunks = TABLES[format_].write(open_.concepts(vocabulary.id), tags)
    elif format_ in QUADS:
        inferred = parameters.take((INFERRED,), _query())["inferred"]
        chunks = open_.dump_quads(vocabulary.id, QUADS[format_].name, inferred=inferred)
    else:
        inferred = parameters.take((INFERRED,), _query())["inferred"]
        chunks = RDF[format_].write(open_.dump(vocabulary.id, inferred=inferred), open_.prefixes(vocabulary.id))
    name = f"{vocabulary.id}{format_.suffix}"
    headers: tuple[Header, ...] = (("Content-Disposition", f'attachment; filename="{name}"'),)
    if format_ in TABLES:
        place = f"/{vocabulary.id}{DESCRIPTION.suffix}{_asked()}"
        headers += (("Link", f'<{place}>; rel="describedby"; type="{DESCRIPTION.media_type}"'),)
    if vocabulary.triples > SMALL:
        tag = f"{open_.release.id} {name} {_query()}"
        return stream(lambda: chunks, format_.content_type, tag=tag, modified=released(), headers=headers)
    body = b"".join(chunks)
    return respond(Answer(body, format_.content_type, headers=headers, modified=released(), open=True, unchanging=True))


def _page(location: str) -> Response:
    """The reader's page, which there is of the current release only."""
    if is_archived():
        raise NotFound("an older release has data only, no pages: ask without the suffix .html, or with another one")
    return to_page(location)


def _description(open_: Catalogue, vocabulary: Vocabulary) -> Response:
    """The description of the vocabulary's table in the same languages."""
    tags = parameters.take((LANGS,), _query())["lang"] or _tags(vocabulary)
    glossary = replace(gathered(open_, Selection(vocabulary.id)), languages=tags)
    body = described(glossary, f"{vocabulary.id}.csv{_asked()}")
    return respond(Answer(body, DESCRIPTION.media_type, modified=released(), open=True, unchanging=True))


def _asked() -> str:
    """The query of the request with its question mark, in ASCII; "" when there is none."""
    return "?" + quote(_query(), safe="=&%,;:+-._~") if _query() else ""


def _tags(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(count.language for count in vocabulary.languages)


def _query() -> str:
    return str(request.environ.get("QUERY_STRING", ""))
