"""Whether the process is up, and whether it has a release to serve: for supervisors and load balancers."""

from __future__ import annotations

from flask import Blueprint, Response

from service.answers import Answer, Header, catalogue, json, respond
from service.shapes import Health

PATHS = ("/healthz", "/readyz")
_NOT_STORED: tuple[Header, ...] = (("Cache-Control", "no-store"),)


def blueprint() -> Blueprint:
    """The two routes."""
    made = Blueprint("health", __name__)
    made.add_url_rule("/healthz", view_func=up)
    made.add_url_rule("/readyz", view_func=ready)
    return made


def up() -> Response:
    """200 as long as requests are answered at all."""
    return respond(_health("up", ""))


def ready() -> Response:
    """200 with the release that is served; 503 while there is none."""
    return respond(_health("ready", catalogue().release.id))


def _health(status: str, release: str) -> Answer:
    return json(Health(status, release), headers=_NOT_STORED)
