"""Strangers' SPARQL queries, judged by their words before they run: what they ask, of which graphs, what is refused.

Oxigraph follows ``SERVICE`` to the network, and reads ``FROM`` as if it were not there where the default graph is the
union of all; so both are found here. The words are told from strings, comments, addresses and names by the terminals of
the grammar (SPARQL 1.1 Query Language, section 19.8), without parsing the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.errors import ParameterError, UsageError

FORMS = ("select", "ask", "construct", "describe")

_TOKEN = re.compile(
    r"""
    (?P<blank> \s+ | \#[^\n\r]* )
  | (?P<string> \"{3} (?:\"{0,2}(?:[^"\\]|\\.))* \"{3} | '{3} (?:'{0,2}(?:[^'\\]|\\.))* '{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<name> (?:[^\W\d_](?:[\w.-]*[\w-])?)? : (?:[\w:%-]|\.(?=[\w:%-])|\\.)* )
  | (?P<other> [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | _:[\w.-]+ )
  | (?P<word> \w+ )
  | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"])


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the pattern) and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query that may run; ``form`` is one of FORMS.

    ``default`` and ``named`` are the graphs of its dataset, both None for the union of all graphs and each of them.
    ``media_type`` is of the answer, ``base`` what relative addresses in the query are resolved against.
    """

    query: str
    form: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    media_type: str = ""
    base: str | None = None


def examine(
    query: str, graphs: Collection[str], default: Sequence[str] = (), named: Sequence[str] = (), base: str | None = None
) -> Question:
    """The query as it may run over the graphs there are; UsageError says what is refused and why.

    ``default`` and ``named`` are the dataset of the protocol, which goes before the query's own (SPARQL 1.1 Protocol,
    section 2.1.4); nothing is fetched for them, and those that are not here are empty.
    """
    if not query.strip():
        raise ParameterError("query", "", "a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE")
    tokens = [token for token in _tokens(query) if token.kind != "blank"]
    form = _form(tokens)
    for token in tokens:
        if token.kind == "word" and token.text.lower() == "service":
            raise UsageError("SERVICE is refused: this endpoint asks no other one; send that part of the query there")
    if default or named:
        return Question(query, form, tuple(default), tuple(named), base=base)
    stated = list(_stated_graphs(tokens))
    for _is_named, graph in stated:
        if graph not in graphs:
            raise UsageError(f"FROM <{graph}> is refused: nothing is fetched; the graphs here are {', '.join(graphs)}")
    if not stated:
        return Question(query, form, None, None, base=base)
    parts = [tuple(graph for is_named, graph in stated if is_named is wanted) for wanted in (False, True)]
    return Question(query, form, parts[0], parts[1], base=base)


def _tokens(query: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "", match[0])


def _form(tokens: Sequence[Token]) -> str:
    """The form of the query: its first word after the prologue."""
    words = (token.text.lower() for token in tokens if token.kind == "word")
    first = next((word for word in words if word not in ("prefix", "base")), "")
    if first in _UPDATES:
        raise UsageError(
            f"{first.upper()} is refused: this endpoint is read-only; send SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    if first not in FORMS:
        raise UsageError(
            "this is no SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE is expected after the prefixes"
        )
    return first


def _stated_graphs(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """What FROM (False) and FROM NAMED (True) name; prefixed names are resolved, relative addresses are not."""
    prefixes: dict[str, str] = {}
    before = ["", ""]
    for token in tokens:
        text = token.text
        if token.kind == "iri" and before[0] == "prefix":
            prefixes[before[1]] = text[1:-1]
        elif token.kind in ("iri", "name") and (before[1] == "from" or before == ["from", "named"]):
            prefix, _, local = text.partition(":")
            yield before[1] == "named", text[1:-1] if token.kind == "iri" else prefixes.get(f"{prefix}:", "") + local
        before = [before[1], text.lower() if token.kind == "word" else text]
