"""A vocabulary's Turtle files in their canonical form (``glossary fmt``), opened, changed and written back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from glossary.imports.rdf import read_rdf
from glossary.skos.canonical import canonical_turtle
from glossary.skos.statements import Statements
from glossary.skos.triples import Triple


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A Turtle file as it is stored, and what it says."""

    path: Path
    text: str
    statements: Statements
    prefixes: dict[str, str]

    def rendered(self, triples: Iterable[Triple]) -> str:
        """Triples in canonical form, below the comment lines at the top of this file; its other comments are lost."""
        header = "".join(takewhile(lambda line: line.startswith("#"), self.text.splitlines(keepends=True)))
        return canonical_turtle(triples, self.prefixes, header)

    def write(self, text: str) -> None:
        """Replace the file, at once and whole."""
        temporary = self.path.with_name(f".{self.path.name}.new")
        temporary.write_text(text, "utf-8")
        temporary.replace(self.path)


def open_turtle(path: Path) -> TurtleFile:
    """Read a Turtle file; InputError when it cannot be read."""
    file = read_rdf(path)
    return TurtleFile(path, path.read_text("utf-8"), Statements.from_graphs([file.graph]), file.prefixes)


def format_file(path: Path, *, write: bool) -> bool:
    """Whether the canonical form of a Turtle file differs from what it holds; with ``write`` the file is replaced.

    InputError when the file cannot be read.
    """
    file = open_turtle(path)
    after = file.rendered(file.statements.triples())
    if after != file.text and write:
        file.write(after)
    return after != file.text
