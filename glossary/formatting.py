"""Putting a vocabulary's Turtle files into their canonical form (``glossary fmt``)."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from glossary.imports.rdf import read_rdf
from glossary.skos.canonical import canonical_turtle
from glossary.skos.statements import Statements


def format_file(path: Path, *, write: bool) -> bool:
    """Whether the canonical form of a Turtle file differs from what it holds; with ``write`` the file is replaced.

    The comment lines at the top are kept, others are not. InputError when the file cannot be read.
    """
    file = read_rdf(path)
    before = path.read_text("utf-8")
    header = "".join(takewhile(lambda line: line.startswith("#"), before.splitlines(keepends=True)))
    after = canonical_turtle(Statements.from_graphs([file.graph]).triples(), file.prefixes, header)
    if after != before and write:
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(after, "utf-8")
        temporary.replace(path)
    return after != before
