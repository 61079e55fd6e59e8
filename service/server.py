"""Starting the WSGI server: granian, with worker processes that read the same release."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import Interfaces

from glossary import bootstrap
from glossary.settings import Settings, environment

BACKPRESSURE = 64
"""Requests that wait in a worker before more are turned away."""


def run(settings: Settings) -> None:
    """Serve until interrupted; ReleaseError when there is nothing to serve."""
    release = bootstrap.open_catalogue(settings.data).release
    os.environ.update(environment(settings))
    server = Granian(
        "service.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=4,
        backpressure=BACKPRESSURE,
        log_access=False,
        log_enabled=True,
        respawn_failed_workers=True,
        websockets=False,
    )
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    server.on_startup(lambda: print(f"Release {release.id} is served on http://{shown}:{settings.port}", flush=True))
    server.serve()
