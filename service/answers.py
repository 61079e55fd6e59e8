"""Answers as values, and HTTP's finer points for all of them: validators, codings, HEAD, and headers that protect.

A view makes an :class:`Answer` and returns ``respond(answer)``. Answers that cannot change within a release say so
(``unchanging``) and are then kept by :mod:`service.ready`. Nothing here looks at the request's Host.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b, sha256
from http import HTTPStatus
from typing import NamedTuple

import msgspec
from flask import Response, request

from glossary.catalogue import Catalogue
from glossary.errors import ReleaseError
from service.negotiation import accepts_gzip

Header = tuple[str, str]

CATALOGUE = "glossary.catalogue"
"""Key in the WSGI environment of the one catalogue that serves the whole request, streams included."""
ASKED = "glossary.asked"
"""Key in the WSGI environment of the catalogue of an older release that the request is about."""
KEPT = "glossary.kept"
"""Key in the WSGI environment under which a view leaves an answer to be kept."""
STREAMED = "glossary.streamed"
"""Key in the WSGI environment that marks an answer whose body must not be collected."""

UNMODIFIED = "304 Not Modified"
JSON = "application/json"
HTML = "text/html; charset=utf-8"
PROBLEM = "application/problem+json"

GZIP_LEVEL = 3
"""Measured on a page of 39 kB: level 1 to 3 take 140 µs, 6 takes 258 µs for 6 % less, 9 takes 448 µs for 10 % less."""
SMALLEST_GZIP = 500
"""Bytes below which a body is sent as it is: it fits one packet anyway."""

_PATH = re.compile(r"/(?![/\\])[!-~]*")
"""A path with its query: printable ASCII, and nothing that a browser takes for another host."""

SECURITY: tuple[Header, ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "DENY"),
)
PAGE_HEADERS: tuple[Header, ...] = (
    *SECURITY,
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
DATA_HEADERS: tuple[Header, ...] = (
    *SECURITY,
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Content-Disposition, X-Total-Count"),
)
PREFLIGHT: tuple[Header, ...] = (
    ("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since"),
    ("Access-Control-Max-Age", "86400"),
)


def framed(style: str = "") -> tuple[Header, ...]:
    """What protects a small page made to stand within other sites' pages: nothing in it runs, loads or sends.

    ``style`` is the text of its one style sheet, which is allowed by its hash (CSP 3, section 2.3.1).
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    allowed = f"style-src 'sha256-{digest}'; " if style else ""
    policy = f"default-src 'none'; {allowed}frame-ancestors *; base-uri 'none'; form-action 'none'"
    kept = [header for header in DATA_HEADERS if header[0] not in ("X-Frame-Options", "Content-Security-Policy")]
    return (*kept, ("Content-Security-Policy", policy))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view has to say.

    ``headers`` are those of this answer alone (Location, Link, Vary …). ``open`` lets scripts of other sites read it:
    data and API, never pages. ``unchanging`` says that path and query alone decide on it for as long as the release
    is served. ``language`` becomes Content-Language. ``protection`` are headers instead of the usual ones that protect.
    """

    body: bytes
    media_type: str
    status: int = 200
    headers: tuple[Header, ...] = ()
    language: str = ""
    modified: datetime | None = None
    open: bool = False
    unchanging: bool = False
    protection: tuple[Header, ...] = ()

    def __post_init__(self) -> None:
        if self.unchanging and (self.status != HTTPStatus.OK or any(name == "Vary" for name, _ in self.headers)):
            raise ValueError("only a 200 that depends on nothing but its address can be unchanging")


class Representation(NamedTuple):
    """An answer in one coding, ready to be sent."""

    status: str
    headers: list[Header]
    etag: str
    modified: str
    body: bytes


def page(
    text: str,
    language: str,
    *,
    status: int = 200,
    modified: datetime | None = None,
    unchanging: bool = False,
    headers: tuple[Header, ...] = (),
    protection: tuple[Header, ...] = (),
) -> Answer:
    """A page in an interface language."""
    body = text.encode()
    return Answer(body, HTML, status, headers, language, modified, unchanging=unchanging, protection=protection)


def json(
    value: object,
    *,
    media_type: str = JSON,
    status: int = 200,
    modified: datetime | None = None,
    unchanging: bool = False,
    headers: tuple[Header, ...] = (),
) -> Answer:
    """A value as JSON, open to other sites."""
    body = msgspec.json.encode(value)
    return Answer(body, media_type, status, headers, modified=modified, open=True, unchanging=unchanging)


def redirect(location: str, status: int, *headers: Header, open_: bool = False) -> Answer:
    """A redirect within this server; ``location`` is a path, already percent-encoded."""
    if not _PATH.fullmatch(location):
        raise ValueError(f"not a path of this server: {location!r}")
    return Answer(b"", "text/plain; charset=utf-8", status, (("Location", location), *headers), open=open_)


def catalogue() -> Catalogue:
    """The catalogue that serves this request; ReleaseError when there is no release yet."""
    found = request.environ.get(CATALOGUE)
    if found is None:
        raise ReleaseError("no release is published yet; build one with `glossary build FILES… --data DIR`")
    return found  # type: ignore[no-any-return]  # the WSGI environment is untyped; service.ready puts it there


def is_archived() -> bool:
    """Whether the request is about an older release (:mod:`service.archive`)."""
    return ASKED in request.environ


def released() -> datetime:
    """When the release was made: the date of all answers that show more than one resource."""
    return datetime.fromisoformat(catalogue().release.created)


def represent(answer: Answer) -> Representation:
    """The answer with all its headers, in no coding."""
    etag, modified = "", ""
    headers = [*(answer.protection or (DATA_HEADERS if answer.open else PAGE_HEADERS)), *answer.headers]
    if answer.body or answer.status == HTTPStatus.OK:
        headers += [("Content-Type", answer.media_type), ("Content-Length", str(len(answer.body)))]
    if answer.language:
        headers.append(("Content-Language", answer.language))
    if answer.status == HTTPStatus.OK:
        etag = f'"{blake2b(answer.body, digest_size=16).hexdigest()}"'
        headers.append(("ETag", etag))
    if answer.modified:
        modified = http_date(answer.modified)
        headers.append(("Last-Modified", modified))
    if compressible(answer):
        headers.append(("Vary", "Accept-Encoding"))
    if not any(name == "Cache-Control" for name, _ in headers):
        headers.append(("Cache-Control", "no-cache"))  # may be stored, but asks us each time: a 304 is cheap
    status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    return Representation(status, headers, etag, modified, answer.body)


def in_gzip(plain: Representation) -> Representation:
    """The same in gzip coding.

    It has an entity tag of its own, since a strong one stands for exact bytes (RFC 9110, section 8.8.3).
    """
    packer = zlib.compressobj(GZIP_LEVEL, wbits=31)
    body = packer.compress(plain.body) + packer.flush()
    etag = plain.etag and f'{plain.etag[:-1]}-gzip"'
    changed = {"ETag": etag, "Content-Length": str(len(body))}
    headers = [(header[0], changed[header[0]]) if header[0] in changed else header for header in plain.headers]
    return plain._replace(headers=[*headers, ("Content-Encoding", "gzip")], etag=etag, body=body)


def unmodified(representation: Representation, environ: Mapping[str, str]) -> bool:
    """Whether the client already holds it: If-None-Match by weak comparison, else If-Modified-Since.

    The date must be the very one that we gave: after a rollback an earlier one is newer to the client.
    """
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        return bool(representation.etag) and (representation.etag in known or known.strip() == "*")
    return bool(representation.modified) and environ.get("HTTP_IF_MODIFIED_SINCE") == representation.modified


def without_body(headers: Iterable[Header]) -> list[Header]:
    """The headers of a 304: those that describe no body (RFC 9110, section 15.4.5)."""
    return [header for header in headers if header[0] not in ("Content-Type", "Content-Length", "Content-Encoding")]


def respond(answer: Answer) -> Response:
    """The response to the request at hand; an unchanging one is left to :mod:`service.ready`, which sends it."""
    if answer.unchanging:
        request.environ[KEPT] = answer
        return Response()
    ready = represent(answer)
    packed = compressible(answer) and accepts_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", ""))
    return send(in_gzip(ready) if packed else ready)


def send(ready: Representation) -> Response:
    """The response with a representation, or 304 when the client has it already."""
    if unmodified(ready, request.environ):
        return _response(ready._replace(status=UNMODIFIED, headers=without_body(ready.headers), body=b""))
    return _response(ready)


def _response(ready: Representation) -> Response:
    """As it is: Flask would give even a 304 a media type, and HEAD of a stream a length."""
    response = Response(ready.body, ready.status)
    response.automatically_set_content_length = False
    response.headers.clear()
    response.headers.extend(ready.headers)
    return response


def compressible(answer: Answer) -> bool:
    """Whether gzip would make the answer smaller."""
    kind = answer.media_type
    textual = kind.startswith("text/") or "json" in kind or "xml" in kind or "n-triples" in kind or "javascript" in kind
    return textual and len(answer.body) >= SMALLEST_GZIP


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it, in GMT and whole seconds."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)
