"""What the service says of its data: a catalogue by DCAT-AP (/catalog), data sets by VoID (/.well-known/void)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, request

from glossary.catalogue import Catalogue
from glossary.changes import Change
from glossary.descriptions import dcat, releases, void
from glossary.descriptions.base import DESCRIPTION_PREFIXES
from glossary.errors import NotFound
from glossary.settings import Settings
from glossary.skos.triples import Block
from service import answers, parameters
from service.answers import Answer, catalogue, respond
from service.archive import Releases
from service.errors import NotAcceptable
from service.negotiation import Format, choose_data
from service.signposts import RDF, main_scheme

URI = parameters.uri("uri", "the address of the resource")

Describe = Callable[[Catalogue], Iterable[Block]]


def blueprint(settings: Settings, kept: Releases) -> Blueprint:
    """The documents by Accept and by suffix: catalogue, data sets, releases, and the history of a resource."""
    made = Blueprint("descriptions", __name__)
    origin = settings.origin
    publisher = settings.publisher or origin.partition("://")[2]
    known: tuple[tuple[str, str, Describe], ...] = (
        ("catalogue", "/catalog", partial(_catalogue, origin, publisher)),
        ("datasets", void.PATH, partial(_datasets, origin)),
    )
    for name, path, describe in known:
        made.add_url_rule(path, name, partial(_negotiated, describe))
        for format_ in RDF:
            made.add_url_rule(path + format_.suffix, name + format_.suffix[1:], partial(_document, describe, format_))
    views = Told(origin, kept)
    made.add_url_rule("/release/<id>", "release", views.release)
    made.add_url_rule("/release/<id>/<path:path>", "below", views.below)
    made.add_url_rule("/changes", "history", views.history)
    for format_ in RDF:
        name = format_.suffix[1:]
        made.add_url_rule(f"/release/<id>{format_.suffix}", f"release_{name}", partial(views.release, format_=format_))
        made.add_url_rule(f"/changes{format_.suffix}", f"history_{name}", partial(views.history, format_=format_))
    return made


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of releases and of what they changed, for an installation at ``origin``."""

    origin: str
    kept: Releases

    def release(self, id: str, format_: Format | None = None) -> Response:
        """The facts of a release that is kept."""
        blocks = releases.describe(self.kept.release(id).release, self.origin)
        return written(blocks, format_ or chosen(), *_vary(format_), unchanging=False)

    def below(self, id: str, path: str) -> Response:
        """Why there is nothing at an address below a release."""
        known = ", ".join(f"/release/{id}/{one.id}" for one in self.kept.release(id).vocabularies())
        raise NotFound(f"a release has data only, no pages; there are {known}, with /entity and /api/v1 beside them")

    def history(self, format_: Format | None = None) -> Response:
        """The versions of a resource."""
        uri = parameters.take((URI,), request.environ.get("QUERY_STRING", ""))["uri"]
        open_ = catalogue()
        changes = open_.history(uri) or _unknown(open_, uri)
        blocks = list(releases.history(uri, changes, self.origin))
        return written(blocks, format_ or chosen(), *_vary(format_), unchanging=format_ is not None)


def _vary(format_: Format | None) -> tuple[answers.Header, ...]:
    return (("Vary", "Accept"),) if format_ is None else ()


def _unknown(open_: Catalogue, uri: str) -> tuple[Change, ...]:
    """No changes of what is here; NotFound for what is not."""
    open_.find(uri)
    return ()


def written(blocks: Iterable[Block], format_: Format, *headers: answers.Header, unchanging: bool = True) -> Response:
    """A description as a document."""
    body = b"".join(RDF[format_].write(blocks, DESCRIPTION_PREFIXES))
    return respond(
        Answer(
            body,
            format_.content_type,
            headers=headers,
            modified=answers.released(),
            open=True,
            unchanging=unchanging,
        )
    )


def chosen() -> Format:
    """The format that the client likes best, Turtle where it has no wish or wants a page; NotAcceptable."""
    found = choose_data(request.headers.get("Accept", ""), tuple(RDF))
    if found is None:
        raise NotAcceptable(tuple(format_.media_type for format_ in RDF))
    return found


def _negotiated(describe: Describe) -> Response:
    return written(describe(catalogue()), chosen(), ("Vary", "Accept"), unchanging=False)


def _document(describe: Describe, format_: Format) -> Response:
    return written(describe(catalogue()), format_)


def _catalogue(origin: str, publisher: str, open_: Catalogue) -> Iterable[Block]:
    vocabularies = open_.vocabularies()
    schemes = {vocabulary.id: main_scheme(open_, vocabulary) for vocabulary in vocabularies}
    dumps = [dump for vocabulary in vocabularies for dump in open_.dumps(vocabulary.id)]
    return dcat.describe(open_.release, schemes, dumps, origin, publisher)


def _datasets(origin: str, open_: Catalogue) -> Iterable[Block]:
    vocabularies = open_.vocabularies()
    dumps = [dump for vocabulary in vocabularies for dump in open_.dumps(vocabulary.id)]
    linked = {vocabulary.id: void.links(open_.concepts(vocabulary.id)) for vocabulary in vocabularies}
    return void.describe(open_.release, dumps, linked, origin)
