"""Settings of the service and the command line, read once at the edge from a TOML file and the environment."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from glossary.errors import UsageError

PREFIX = "GLOSSARY_"
"""Environment variables are the setting's name in capitals behind this: ``GLOSSARY_CACHE_BYTES``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs.

    ``bases`` are address prefixes that this server answers for, whatever its own host: a request for ``/x`` means
    base + ``x``. ``public_url`` is the origin for links that must be absolute, "" for relative links only.
    ``feedback`` is where readers report problems: ``mailto:…`` or a web page, "" for a letter without a recipient.
    ``cache_bytes`` bounds the answers kept ready per worker. Strangers' work (queries, uploads) runs in
    ``child_processes`` processes per worker and kind of work, each of which may take ``child_seconds`` and
    ``child_memory_bytes``, and answer with ``child_result_bytes``. ``upload_bytes`` bounds
    a text or translation that is sent. ``cache`` is the folder of the dictionaries that
    are made once a machine. ``jsonp`` lets the Skosmos API answer with JavaScript for pages that
    cannot use CORS.
    """

    data: Path = Path("data")
    cache: Path = Path(platformdirs.user_cache_dir("migration-glossary", appauthor=False))
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 2
    bases: tuple[str, ...] = ()
    public_url: str = ""
    feedback: str = ""
    cache_bytes: int = 32 * 1024 * 1024
    publisher: str = ""
    log_requests: bool = False
    child_processes: int = 2
    child_seconds: float = 10.0
    child_memory_bytes: int = 256 * 1024 * 1024
    child_result_bytes: int = 40 * 1024 * 1024
    upload_bytes: int = 10 * 1024 * 1024
    jsonp: bool = False

    @property
    def origin(self) -> str:
        """Where this installation is reached, for links that clients cannot resolve: no slash at the end.

        ``public_url``, else what it listens on; never what a request claims to have asked.
        """
        if self.public_url:
            return self.public_url.rstrip("/")
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  # compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def load(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in ``file`` (or ``GLOSSARY_SETTINGS``), the environment winning; UsageError names a bad one."""
    path = file or (Path(environment[PREFIX + "SETTINGS"]) if PREFIX + "SETTINGS" in environment else None)
    stated: dict[str, Any] = {}
    if path is not None:
        try:
            stated = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"the settings file {path} cannot be read: {error}") from error
    fields = {field.name: field for field in dataclasses.fields(Settings)}
    for name in fields:
        if PREFIX + name.upper() in environment:
            stated[name] = environment[PREFIX + name.upper()]
    unknown = sorted(set(stated) - set(fields))
    if unknown:
        raise UsageError(f"unknown setting '{unknown[0]}'; known: {', '.join(fields)}")
    return Settings(**{name: _convert(name, value, fields[name].default) for name, value in stated.items()})


def changed(settings: Settings, **values: Any) -> Settings:
    """The settings with some of them given anew."""
    return dataclasses.replace(settings, **values)


def environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables, to hand them to worker processes."""
    return {PREFIX + field.name.upper(): _text(getattr(settings, field.name)) for field in dataclasses.fields(settings)}


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _convert(name: str, value: Any, default: Any) -> Any:
    """``value`` as the type of the setting's default."""
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else {"true": True, "false": False}[str(value).lower()]
        if isinstance(default, int):
            return int(value)
        if isinstance(default, tuple):
            return tuple(value.split() if isinstance(value, str) else value)
        return type(default)(value)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"setting '{name}' has the value '{value}', which is no {type(default).__name__}") from error
