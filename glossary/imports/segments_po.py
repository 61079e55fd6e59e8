"""PO files of GNU gettext, by Babel's reader."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError
from babel.messages.pofile import read_po as read_catalogue

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.segments_languages import require
from glossary.imports.segments_plain import decoded, require_size
from glossary.model import Bitext, Segment

_SOURCE = "en"
"""The language of messages where the header does not name it: gettext's own convention."""


def read_po(data: bytes, name: str, limits: Limits, source: str = "", target: str = "") -> Bitext:
    """The translated messages, plural forms one by one; InputError when the file is none.

    Fuzzy ones are not translated yet: they are guesses that gettext does not show either.
    """
    require_size(data, name, limits)
    text = decoded(data, name)
    if "msgid" not in text:
        raise InputError(name, "this is no PO file: it has no msgid")
    try:
        catalogue = read_catalogue(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        raise InputError(name, f"not a PO file: {error}", (error.lineno or 0) + 1) from None
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise InputError(name, f"not a PO file: {error}") from None
    headers = {key.lower(): value for key, value in catalogue.mime_headers}
    pairs = [(pair, message.fuzzy) for message in catalogue if message.id for pair in _pairs(message)]
    segments = tuple(pair for pair, fuzzy in pairs if pair.target.strip() and not fuzzy)
    return Bitext(
        "PO",
        segments,
        require(name, "source", source, _stated(headers, "x-source-language")) or _SOURCE,
        require(name, "target", target, _stated(headers, "language")),
        len(pairs) - len(segments),
    )


def _stated(headers: Mapping[str, str], name: str) -> list[str]:
    """The language that a header names, if any, as a tag: ``sr@latin`` and ``de_AT`` are gettext's way."""
    tag = headers.get(name, "").partition("@")[0].replace("_", "-").strip()
    return [tag] if tag else []


def _pairs(message: Message) -> Iterator[Segment]:
    """A message and its translation; of one with plural forms, each form beside the singular or plural it renders."""
    name = str(message.context or "")
    if isinstance(message.id, str):
        yield Segment(message.id, str(message.string or ""), name, message.lineno)
        return
    for number, form in enumerate(message.string or ()):
        original = message.id[min(number, len(message.id) - 1)]
        yield Segment(original, str(form or ""), f"{name}[{number}]", message.lineno)
