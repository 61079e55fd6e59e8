"""The files in static/, read when the service starts, and the icon that browsers ask for unasked at the root."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, request

from glossary.errors import NotFound
from service.answers import Answer, Header, respond
from service.rendering import STATIC

_FOR_GOOD: Header = ("Cache-Control", "public, max-age=31536000, immutable")
"""For addresses that carry the version of the content."""


def blueprint() -> Blueprint:
    """The routes for all of them; names that are not in the folder never reach the file system."""
    files = {path.name: _answer(path) for path in STATIC.iterdir() if path.is_file()}

    def asset(name: str) -> Response:
        if name not in files:
            raise NotFound("there is no such file")
        versioned = request.query_string.startswith(b"v=")
        return respond(replace(files[name], headers=(_FOR_GOOD,)) if versioned else files[name])

    made = Blueprint("assets", __name__)
    made.add_url_rule("/static/<path:name>", view_func=asset)
    made.add_url_rule("/favicon.ico", "favicon", lambda: respond(files["favicon.svg"]))
    return made


def _answer(path: Path) -> Answer:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Answer(path.read_bytes(), media_type, modified=modified, unchanging=True)
