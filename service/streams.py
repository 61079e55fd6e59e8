"""Long answers, sent while they are made, and only a few at a time.

A slow reader holds a thread of the server for as long as it reads: eight of them stopped two workers of four threads
(measured with granian). So some threads are always left for short answers, and a reader has to get on.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from threading import BoundedSemaphore

from flask import Response, request

from glossary.errors import Busy
from service.answers import DATA_HEADERS, GZIP_LEVEL, STREAMED, Header, Representation, http_date, send, unmodified
from service.negotiation import accepts_gzip

MOST = 2
"""Streams at the same time in a process; the server has twice as many threads."""
LONGEST = 900.0
"""Seconds after which a stream is broken off: 30 MB need a line of 270 kbit/s."""

_free = BoundedSemaphore(MOST)


class _Stream:
    """The chunks, until they end, the time is up or the server closes it; then its place is free again."""

    _chunks: Iterator[bytes] | None = None

    def __init__(self, make: Callable[[], Iterable[bytes]]) -> None:
        if not _free.acquire(blocking=False):
            raise Busy("enough long downloads are going on; please try again in a moment")
        try:
            self._chunks = iter(make())
        except BaseException:
            _free.release()
            raise
        self._until = time.monotonic() + LONGEST

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._chunks is None:
            raise StopIteration
        if time.monotonic() > self._until:
            self.close()
            raise TimeoutError("a stream took too long")  # breaks the connection: the client must see the loss
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back, once."""
        if self._chunks is not None:
            self._chunks = None
            _free.release()

    __del__ = close  # for servers and clients that forget to


def stream(
    make: Callable[[], Iterable[bytes]],
    media_type: str,
    *,
    tag: str,
    modified: datetime,
    headers: tuple[Header, ...] = (),
) -> Response:
    """The response that sends the chunks which ``make`` makes, once there is a place for it; else Busy.

    ``tag`` must change whenever the bytes do. What ``make`` raises at once becomes the answer.
    """
    packed = accepts_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", ""))
    digest = blake2b(tag.encode(), digest_size=16).hexdigest()
    etag = f'"{digest}-gzip"' if packed else f'"{digest}"'
    own = [
        *DATA_HEADERS,
        *headers,
        ("Content-Type", media_type),
        ("ETag", etag),
        ("Last-Modified", http_date(modified)),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", "no-cache"),
    ]
    if packed:
        own.append(("Content-Encoding", "gzip"))
    ready = Representation("200 OK", own, etag, http_date(modified), b"")
    if request.method == "HEAD" or unmodified(ready, request.environ):
        return send(ready)
    request.environ[STREAMED] = True
    return Response(_Stream(lambda: _packed(make()) if packed else make()), headers=own)


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(GZIP_LEVEL, wbits=31)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
