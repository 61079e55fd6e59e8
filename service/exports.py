"""Files for translators: what a request may ask for, the file that answers it, and links to such files for pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Response, request

from glossary import exporting
from glossary.catalogue import Catalogue
from glossary.errors import ParameterError
from glossary.exporting import Selection
from glossary.exports import TERM_FORMATS
from service import filters, parameters
from service.answers import Answer, Header, catalogue, released, respond
from service.parameters import Parameter
from service.streams import stream

PARAMETERS: tuple[Parameter, ...] = (
    parameters.choice("format", "the format of the file", TERM_FORMATS),
    parameters.tags("languages", "the languages of the file, the first one its source; without it all of them"),
    parameters.vocabulary("vocabulary", "the vocabulary to export from; needed where there are several"),
    parameters.identity("theme", "only the concepts of this theme: a collection, or one of several schemes"),
    parameters.identities("concept", "only these concepts; give it once for each"),
    parameters.text("q", "only the concepts that a search finds", required=False),
)
MEDIA_TYPES: tuple[str, ...] = tuple(dict.fromkeys(format_.media_type for format_ in TERM_FORMATS.values()))


class Download(NamedTuple):
    """A link to a file for translators."""

    label: str
    address: str
    media_type: str


def answer(asked: dict[str, Any]) -> Response:
    """The file that was asked for: a few concepts in one piece, anything longer while it is made."""
    open_ = catalogue()
    selection = Selection(
        vocabulary=asked["vocabulary"] or _only(open_),
        languages=asked["languages"],
        theme=asked["theme"],
        concepts=asked["concept"],
        query=asked["q"],
    )
    export = exporting.export(open_, asked["format"], selection)
    headers: tuple[Header, ...] = (("Content-Disposition", f'attachment; filename="{export.name}"'),)
    media_type = export.format.media_type
    if selection.concepts and not (selection.theme or selection.query):
        body = b"".join(export.chunks())
        return respond(Answer(body, media_type, headers=headers, modified=released(), open=True))
    tag = f"{open_.release.id} {request.environ.get('QUERY_STRING', '')}"
    return stream(export.chunks, media_type, tag=tag, modified=released(), headers=headers)


def downloads(
    path: str, vocabulary: str, pair: Sequence[str], *, languages: Sequence[str] = (), **part: str
) -> list[Download]:
    """Links to files of all formats; ``path`` is the API's address of exports.

    ``pair`` is the source and the target language of bilingual formats, which there are no links to without the two.
    ``languages`` are those of the other formats, () for all. ``part`` is a ``concept``, ``theme`` or ``q``.
    """
    links = []
    for format_ in TERM_FORMATS.values():
        wanted = pair if format_.bilingual else languages
        if (wanted and len(wanted) < format_.fewest) or (format_.bilingual and not wanted):
            continue
        asked = {"format": format_.name, "vocabulary": vocabulary, "languages": ",".join(wanted), **part}
        links.append(Download(format_.label, path + filters.query(**asked), format_.media_type))
    return links


def _only(open_: Catalogue) -> str:
    known = [vocabulary.id for vocabulary in open_.vocabularies()]
    if len(known) != 1:
        raise ParameterError("vocabulary", "", known)
    return known[0]
