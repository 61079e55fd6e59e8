"""Older releases: below /release/ID/ the data is answered as that release had it, as long as it is kept.

Documents, dumps and the JSON API are there; pages are of the current release only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import datetime
from typing import Any, Protocol

from glossary.catalogue import Catalogue
from glossary.errors import GlossaryError
from service.answers import ASKED, Header, http_date

PREFIX = "/release"

_BELOW = re.compile(rf"{PREFIX}/([0-9A-Za-z-]+)(/.+)")
_FIRST = re.compile(r"/([^/?.]*)")
_TARGET = re.compile(r"<(/[^>]*)>")


class Releases(Protocol):
    """Where the catalogues of older releases come from."""

    def release(self, name: str) -> Catalogue:
        """The catalogue of a release; NotFound when there never was one, Gone when it is pruned."""


class Archive:
    """WSGI middleware: hands a request below a release to the application, with that release's catalogue.

    What cannot be handed on is left to the application's own route, which says why.
    """

    def __init__(self, application: Any, releases: Releases) -> None:
        self._application, self._releases = application, releases

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        below = _BELOW.fullmatch(environ["PATH_INFO"])
        catalogue = self._catalogue(below) if below else None
        if below is None or catalogue is None:
            return self._application(environ, start_response)  # type: ignore[no-any-return]  # a WSGI iterable
        prefix, rest = f"{PREFIX}/{below[1]}", below[2]
        moment = http_date(datetime.fromisoformat(catalogue.release.created))

        below_it = _first_parts(catalogue)

        def start(status: str, headers: list[Header], *more: Any) -> Any:
            own = [(name, _moved(name, value, prefix, below_it)) for name, value in headers]
            return start_response(status, [*own, ("Memento-Datetime", moment)], *more)

        return self._application({**environ, "PATH_INFO": rest, ASKED: catalogue}, start)  # type: ignore[no-any-return]

    def _catalogue(self, below: re.Match[str]) -> Catalogue | None:
        try:
            catalogue = self._releases.release(below[1])
        except GlossaryError:
            return None
        return catalogue if _first(below[2]) in _first_parts(catalogue) else None


def _moved(name: str, value: str, prefix: str, parts: Set[str]) -> str:
    """A header's addresses below the release, as far as they begin with one of the parts that are there."""
    if name == "Location" and _first(value) in parts:
        return prefix + value
    if name == "Link":
        return _TARGET.sub(lambda match: f"<{prefix}{match[1]}>" if _first(match[1]) in parts else match[0], value)
    return value


def _first_parts(catalogue: Catalogue) -> Set[str]:
    """What an address below a release can begin with."""
    return {vocabulary.id for vocabulary in catalogue.vocabularies()} | {"entity", "api"}


def _first(place: str) -> str:
    """The first part of a path, without suffix."""
    found = _FIRST.match(place)
    return found[1] if found else ""
