"""From rows and passages to hits that say why they matched: labels with highlights, and snippets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from glossary.analysis.analyser import analyser
from glossary.analysis.folding import Folded, fold_query
from glossary.search import beginning
from glossary.search.base import Hit, Kind, Match
from glossary.search.lexicon import Expansion
from glossary.search.matching import Held, minor
from glossary.search.syntax import Asked
from glossary.search.whoosh_passages import Found, snippet

Spans = tuple[tuple[int, int], ...]


def hits(
    held: Held,
    database: sqlite3.Connection,
    best: Sequence[tuple[Kind, int | Found]],
    asked: Asked,
    expansions: Sequence[Expansion],
) -> tuple[Hit, ...]:
    """The hits for the best rows and passages, in their order."""
    forms = fold_query(asked.plain)
    answers: list[frozenset[str]] | None = None
    made = []
    for kind, what in best:
        if isinstance(what, Found):
            if answers is None:
                answers = [frozenset(held.lexicon.texts(one)) for one in expansions]
            major = [words for words, one in zip(answers, expansions, strict=True) if not minor(one, what.language)]
            text, spans = snippet(what.text, what.language, major or answers)
            made.append(Hit(what.uri, what.vocabulary, Match(text, what.language, kind, spans, what.part)))
        else:
            (found,) = held.labels.texts(database, [what])
            spans = _highlights(held, what, found.label, found.language, kind, forms, expansions)
            made.append(Hit(found.uri, found.vocabulary, Match(found.label, found.language, kind, spans)))
    return tuple(made)


def _highlights(
    held: Held,
    row: int,
    label: str,
    language: str | None,
    kind: Kind,
    forms: Sequence[Folded],
    expansions: Sequence[Expansion],
) -> Spans:
    """The whole of an exact label, the beginning of one with that prefix, or the words that answer."""
    spans: Spans = ()
    if kind == "prefix":
        spans = beginning.span(label, language, forms)
    elif kind not in ("preferred", "other"):
        spans = tuple(_words(held, row, label, language, expansions))
    return spans or ((0, len(label)),)


def _words(
    held: Held, row: int, label: str, language: str | None, expansions: Sequence[Expansion]
) -> Iterable[tuple[int, int]]:
    """Where the words of a row are that answer a word of the query, in order and without overlap."""
    end = 0
    for number, word in zip(held.lexicon.words_of(row), analyser(language).words(label), strict=True):
        if word.end > end and any(one.best((number,)) for one in expansions):
            yield max(word.start, end), word.end
            end = word.end
