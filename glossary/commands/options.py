"""What the commands share: options, exit codes, and how an expected error is told."""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from glossary.errors import GlossaryError, ParameterError
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.terminal import printable

Command = TypeVar("Command", bound=Callable[..., Any])

FINDINGS = 1
REFUSED = 2

data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="The data folder."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
vocabulary_option = click.option("--vocabulary", default="", metavar="ID", help="Only this vocabulary.")
files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
joined_option = click.option(
    "--vocabulary",
    "joined",
    multiple=True,
    metavar="ID=FILE",
    help="Give a file's vocabulary this id; repeat it with the same id to join files.",
)
limit_option = click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help=f"Change a bound on files: {', '.join(field.name for field in dataclasses.fields(Limits))}.",
)


def limits_of(given: tuple[str, ...]) -> Limits:
    """The bounds on files, with those that a command names changed; ParameterError for what is no bound."""
    known = {field.name for field in dataclasses.fields(Limits)}
    stated = dict(word.partition("=")[::2] for word in given)
    for name, value in stated.items():
        if name not in known or not (value.isascii() and value.isdigit()):
            raise ParameterError("limit", f"{name}={value}", f"NAME=NUMBER with a name of {', '.join(sorted(known))}")
    return dataclasses.replace(DEFAULT_LIMITS, **{name: int(value) for name, value in stated.items()})


def reports_errors(command: Command) -> Command:
    """Print an expected error as one line and leave with exit code 2."""

    @functools.wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except GlossaryError as error:
            click.echo(f"glossary: {printable(str(error))}", err=True)
            sys.exit(REFUSED)

    return wrapper  # type: ignore[return-value]  # the wrapper has the command's own signature
