"""What a request to read a text may carry, as JSON or as a form with files; bounded, and never written to disk."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO, TypeVar

import msgspec
from flask import Request, current_app, request

from glossary import languages
from glossary.children import Pool
from glossary.errors import ParameterError, UsageError
from glossary.imports.limits import Limits
from glossary.imports.segments import read_bitext, read_text, read_two
from glossary.model import Bitext, Segment
from service.errors import UnsupportedType
from service.parameters import shown

LIMIT = "GLOSSARY_UPLOAD_BYTES"
"""Key in Flask's configuration of the bytes that the body of such a request may have."""

Body = TypeVar("Body", bound=msgspec.Struct)
File = tuple[bytes, str]
"""The content of a file and its name."""

_SEPARATORS = re.compile(r"[\s,]+")
_MULTIPART = "multipart/form-data"


class InMemory(Request):
    """A request whose files stay in memory: what is confidential leaves no trace on a disk."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()


class TextBody(msgspec.Struct, forbid_unknown_fields=True):
    """A text; ``source`` is its language ("" to detect it), ``target`` the languages of equivalents, best first."""

    text: str
    source: str = ""
    target: list[str] | str = []


class PairBody(msgspec.Struct, forbid_unknown_fields=True):
    """A piece of text and its translation."""

    source: str
    target: str
    id: str = ""


class TranslationBody(msgspec.Struct, forbid_unknown_fields=True):
    """A translation, segment by segment; ``source`` and ``target`` are languages, ``dismiss`` concepts to pass over."""

    segments: list[PairBody]
    target: str
    source: str = ""
    dismiss: list[str] = []


def is_form() -> bool:
    """Whether the request is a form with files."""
    return request.mimetype == _MULTIPART


def body_as(shape: type[Body]) -> Body:
    """The request's JSON body; UsageError says what is wrong with it, UnsupportedType that it is another."""
    if request.mimetype not in ("application/json", ""):
        raise UnsupportedType(f"the body is {shown(request.mimetype)}; send application/json or {_MULTIPART}")
    try:
        return msgspec.json.decode(request.get_data(cache=False), type=shape)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise UsageError(f"the body cannot be read as JSON: {shown(str(error))}") from None


def tags(name: str, stated: Iterable[str]) -> tuple[str, ...]:
    """Language tags, one a value or several with commas between; ParameterError for what is none."""
    found = tuple(tag for value in stated for tag in _SEPARATORS.split(value) if tag)
    for tag in found:
        if not languages.is_well_formed(tag):
            raise ParameterError(name, shown(tag), "language tags (BCP 47) such as de or de-AT")
    return found


def tag(name: str, stated: str) -> str:
    """One language tag, "" for none."""
    return next(iter(tags(name, [stated])), "")


def uploaded(field: str) -> File | None:
    """The file of a form's field, with its name without folders; None where none was chosen."""
    file = request.files.get(field)
    if file is None or not file.filename:
        return None
    return file.read(), shown(PurePosixPath(file.filename.replace("\\", "/")).name) or field


def text_of(file: File, pool: Pool) -> str:
    """The text of a plain or DOCX file; InputError when it is refused."""
    limits = _limits()
    if file[1].lower().endswith(".docx"):
        return pool.run(read_text, *file, limits)
    return read_text(*file, limits)


def bitext_of(file: File, translation: File | None, source: str, target: str, pool: Pool) -> Bitext:
    """The segments of a file, or of two texts; InputError when one is refused."""
    if translation is not None:
        return pool.run(read_two, *file, *translation, _limits())
    return pool.run(_bitext, *file, source, target, _limits())


def bitext_of_pairs(pairs: Iterable[PairBody]) -> Bitext:
    """Segments as they came in a JSON body."""
    return Bitext("segments", tuple(Segment(pair.source, pair.target, pair.id) for pair in pairs))


def _bitext(data: bytes, name: str, source: str, target: str, limits: Limits) -> Bitext:
    return read_bitext(data, name, source=source, target=target, limits=limits)


def _limits() -> Limits:
    return Limits(max_upload=current_app.config[LIMIT])
