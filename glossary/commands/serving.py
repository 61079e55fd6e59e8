"""Serving the current release: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from glossary import settings
from glossary.commands.options import data_option, reports_errors
from glossary.terminal import prepare_dictionaries


@click.command()
@data_option
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: 8080]")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [default: 2]")
@click.option("--base", "bases", multiple=True, metavar="ADDRESS", help="Answer for this address prefix as well.")
@click.option("--settings", "file", type=click.Path(path_type=Path), help="A TOML file with settings.")
@reports_errors
def serve(file: Path | None, bases: tuple[str, ...], **given: Any) -> None:
    r"""Serve the current release; a new one is noticed without a restart.

    \b
    Example: glossary serve --data data --host 127.0.0.1 --port 8080 --workers 2
    """
    from service import server  # the domain does not know the service; only this command starts it

    stated = {name: value for name, value in given.items() if value is not None}
    if click.get_current_context().get_parameter_source("data") == click.core.ParameterSource.DEFAULT:
        stated.pop("data")
    if bases:
        stated["bases"] = bases
    wanted = settings.changed(settings.load(file), **stated)
    prepare_dictionaries(wanted.cache)
    server.run(wanted)
