"""The command line: commands in families, in the order of their use.

Exit codes: 0 fine; 1 findings (what was asked for is done, and there is a report); 2 refused input or wrong use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import click

from glossary import __version__
from glossary.commands import assisting, edit, publish, read, serving, translate

FAMILIES: Mapping[str, Iterable[click.Command]] = {
    "Publish": (
        publish.build,
        publish.check,
        publish.fmt,
        publish.list_releases,
        publish.rollback,
        publish.prune,
        publish.prepare,
    ),
    "Read": (read.search, read.show, read.export, read.show_coverage),
    "Translate": (translate.recognise, translate.verify),
    "Edit": (edit.worksheet, edit.import_, edit.convert, edit.diff),
    "Serve": (serving.serve, assisting.mcp),
}


class Families(click.Group):
    """A group whose help lists its commands by family, in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names as added; click would sort them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section a family."""
        for family, commands in FAMILIES.items():
            with formatter.section(family):
                formatter.write_dl([(str(command.name), command.get_short_help_str(100)) for command in commands])


@click.group(cls=Families, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="glossary")
def main() -> None:
    r"""Build, read and serve multilingual SKOS vocabularies.

    \b
    Example: glossary build vocab --data data && glossary serve --data data
    """


for command in (main, *chain.from_iterable(FAMILIES.values())):
    if command is not main:
        main.add_command(command)
    command.help = (command.help or "").replace(r"\b", "\b")  # click's mark for lines that are not to be joined
