"""Serving assistants by the Model Context Protocol: mcp."""

from __future__ import annotations

import re
from pathlib import Path

import click

from glossary import settings
from glossary.bootstrap import LiveCatalogues
from glossary.commands.options import data_option, reports_errors
from glossary.errors import ParameterError, UsageError
from glossary.terminal import prepare_dictionaries

_PLACE = re.compile(r"(?:(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):)?(?P<port>[0-9]{1,5})")


@click.command()
@data_option
@click.option(
    "--http", "place", default="", metavar="[HOST:]PORT", help="Streamable HTTP instead; on the loopback by default."
)
@reports_errors
def mcp(data: Path, place: str) -> None:
    r"""Answer assistants by MCP: search, concept, equivalents, compare, browse; on standard input and output.

    \b
    A new release is noticed without a restart. It needs the extra: pip install "migration-glossary[mcp]"
    Example: glossary mcp --data data
    Example: glossary mcp --data data --http 127.0.0.1:8765
    """
    try:
        from glossary import assistant_server  # optional, and slow to import
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("glossary"):
            raise UsageError(
                f'{error.name} is missing; install it with pip install "migration-glossary[mcp]"'
            ) from error
        raise
    at = _place(place) if place else None
    cache = settings.load().cache
    prepare_dictionaries(cache)
    catalogues = LiveCatalogues(data, cache)
    catalogues.current()  # says at once that there is nothing to serve
    if at:
        assistant_server.serve_http(catalogues, *at)
    else:
        assistant_server.serve_stdio(catalogues)


def _place(given: str) -> tuple[str, int]:
    """Host and port; ParameterError for what is neither."""
    found = _PLACE.fullmatch(given)
    if found is None or not 1 <= int(found["port"]) <= 65535:
        raise ParameterError("http", given, "[HOST:]PORT such as 8765 or 127.0.0.1:8765")
    return (found["host"] or "127.0.0.1").strip("[]"), int(found["port"])
