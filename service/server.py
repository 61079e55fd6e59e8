"""Starting the WSGI server: granian, with worker processes that read the same release."""

from __future__ import annotations

# Workers are forked while the announcing thread runs. Were it just importing this codec for its host name, they would
# inherit the import's lock, held for ever, and hang at their first request, whose host name needs the same codec.
import encodings.idna  # noqa: F401
import http.client
import os
import threading
import time

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from glossary import bootstrap
from glossary.settings import Settings, environment

THREADS = 4
"""Requests that a worker has in hand at once; slow clients wait in granian's own loop and hold none of them."""
BACKPRESSURE = 1_000
"""Connections of a worker, idle ones too, before more wait outside; with 64 of them, 64 idle clients stopped it."""
HEADERS = 10.0
"""Seconds in which a request's headers have to come."""
PATIENCE = 30.0
"""Seconds in which workers are expected to be ready."""


def run(settings: Settings) -> None:
    """Serve until interrupted; ReleaseError when there is nothing to serve."""
    release = bootstrap.open_catalogue(settings.data, cache=settings.cache).release
    os.environ.update(environment(settings))
    server = Granian(
        "service.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        http1_settings=HTTP1Settings(header_read_timeout=round(HEADERS * 1000)),
        log_level=LogLevels.warning,
        log_access=settings.log_requests,
        respawn_failed_workers=True,
        websockets=False,
    )
    threading.Thread(target=_announce, args=(settings, release.id), daemon=True).start()
    server.serve()


def _announce(settings: Settings, release: str) -> None:
    """Print the address once a worker answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104  # compared, not bound
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection = http.client.HTTPConnection(host, settings.port, timeout=1)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.client.OK:
                print(f"Release {release} is served on http://{shown}:{settings.port}", flush=True)
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
