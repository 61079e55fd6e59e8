"""The application for WSGI servers, made of the settings in the environment when a server first asks for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask

from glossary import settings
from glossary.bootstrap import LiveCatalogues
from service import create_app, rendering


@cache
def _application() -> Flask:
    stated = settings.load()
    rendering.prepare()
    return create_app(LiveCatalogues(stated.data, stated.cache), stated)


def __getattr__(name: str) -> Any:
    """``service.wsgi:application``; importing the module alone opens nothing (PEP 562)."""
    if name == "application":
        return _application()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
