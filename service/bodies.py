"""Reading requests' bodies, only a few at a time, so that slow senders leave threads for everybody else.

The server hands a request to one of its threads before its body is there, and a read waits for as long as the sender
likes: twelve that announced 1,000 bytes and sent 3 stopped the whole site (measured with granian, which has no time
limit for bodies; a proxy in front that collects bodies has one).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from glossary.errors import Busy

MOST = 2
"""Bodies that are waited for at the same time in a process; the server has twice as many threads."""
TURN = 0.1
"""Seconds that a request waits for its turn: most bodies are there at once."""

_free = threading.BoundedSemaphore(MOST)


class Bodies:
    """WSGI middleware: what reads ``wsgi.input`` gets the body when it is its turn, else Busy (503)."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        environ["wsgi.input"] = _InTurn(environ["wsgi.input"])
        return self._application(environ, start_response)  # type: ignore[no-any-return]  # a WSGI iterable


class _InTurn:
    """A body, each read of which takes its turn."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as of any stream."""
        if not _free.acquire(timeout=TURN):
            raise Busy("enough bodies of requests are being waited for; please try again in a moment")
        try:
            return bytes(self._stream.read(size))
        finally:
            _free.release()
