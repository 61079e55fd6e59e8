"""The terms of one resource as a page shows them: the headword, and one compact table of all languages.

A page of 27 languages costs what this module costs: one pass over the terms, plain tuples for the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from glossary import languages
from glossary.model import NoEquivalent, Term
from service import filters
from service.reader import Reader

_NOTHING = Markup("")
_MARKS = {(True, True): "mine missing", (True, False): "mine", (False, True): "missing", (False, False): ""}

Piece = tuple[str, Markup]
"""A text and the attributes of its language."""
Sentence = tuple[str, Markup, Markup]
"""A text, the attributes of its language, and its sources."""
Row = tuple[bool, str, Markup, Markup, str, list[Piece], Markup, Markup, str, Sentence | None, bool]
"""A term: whether it is another one of its language, text, attributes, place, grammar, further terms of the same tag of
which nothing else is said, certainty, sources, usage note, sentence in which it stands, and whether it is a draft."""
Missing = tuple[str, Markup]
"""What a source says of a language without a term, and the source."""
Group = tuple[str, str, int, list[Row], Missing | None, str]
"""A language: its tag and name, the lines it takes, its terms, why there is none where a source says so, and its mark:
"mine" for one that the reader chose, "missing" for one without a term, both or neither."""


class Headword(NamedTuple):
    """The term that heads a page; ``language`` names its language where that is not the one the reader asked for."""

    text: str
    attributes: Markup
    place: Markup
    language: str
    drafted: bool
    tag: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """All terms by language; the flags say which columns have anything in them; ``hidden`` are search forms only.

    ``mine`` and ``missing`` count languages: those that the reader chose, and those without a term.

    ``columns`` counts those beside the language's; ``without`` names the vocabulary's languages without a term here.
    ``cited`` numbers what the terms come from: paper, which has no room to repeat it, names each once.
    """

    groups: list[Group]
    mine: int
    missing: int
    has_places: bool
    has_certainty: bool
    has_sources: bool
    columns: int
    without: list[str]
    hidden: list[Piece]
    cited: dict[Markup, int]


def headword(terms: Sequence[Term], reader: Reader, fallback: str) -> tuple[Headword, list[tuple[str, Markup, Markup]]]:
    """The best term for the reader, and the other terms of its language: (text, attributes, place)."""
    chosen = _best(terms, reader.languages)
    if chosen is None:
        return Headword(fallback, filters.attributes(None, reader.ui), Markup(""), "", False, None), []
    group = filters.group_of(chosen.language)
    ui = reader.ui
    others = [
        (term.text, filters.attributes(term.language, ui), filters.place(term.language, term.jurisdictions, ui))
        for term in terms
        if term is not chosen and term.role in ("preferred", "admitted") and filters.group_of(term.language) == group
    ]
    asked = languages.primary(chosen.language) == languages.primary(reader.clang)
    return Headword(
        chosen.text,
        filters.attributes(chosen.language, ui),
        filters.place(chosen.language, chosen.jurisdictions, ui),
        "" if asked else reader.interface.language(chosen.language),
        chosen.is_draft,
        chosen.language,
    ), others


def _best(terms: Sequence[Term], wanted: Sequence[str]) -> Term | None:
    """The first preferred term in the first wanted language that has any; an admitted one before another language."""
    by_tag: dict[str, Term] = {}
    for role in ("admitted", "preferred"):
        for term in reversed(terms):
            if term.role == role:
                by_tag[term.language or ""] = term
    for tag in wanted:
        found = languages.best((tag,), by_tag)
        if found is not None:
            return by_tag[found]
    return next((term for term in terms if term.role != "hidden"), None)


def table(
    terms: Iterable[Term], no_equivalents: Sequence[NoEquivalent], reader: Reader, expected: Sequence[str]
) -> Table:
    """The table of a resource's terms: the reader's languages first, the rest by name; ``expected`` are tags to miss.

    Terms come in the order of their tags and, within a tag, of their roles.
    """
    ui = reader.ui
    by_group: dict[str, list[Term]] = {}
    hidden = []
    for term in terms:
        if term.role == "hidden":
            hidden.append((term.text, filters.attributes(term.language, ui)))
        else:
            by_group.setdefault(filters.group_of(term.language), []).append(term)
    said = {filters.group_of(none.language): none for none in no_equivalents}
    own = tuple(dict.fromkeys(map(filters.group_of, (*reader.chosen, ui))))
    tags = arranged((*by_group, *said, *own), own, ui)
    groups = [_group(tag, name, by_group.get(tag, []), said.get(tag), tag in own, ui) for tag, name in tags]
    rows = [row for group in groups for row in group[3]]
    columns = any(row[3] for row in rows), any(row[6] for row in rows), any(row[7] for row in rows)
    shown = {tag for tag, _name in tags}
    listed = arranged(tuple(map(filters.group_of, expected)), (), ui)
    without = [name for tag, name in listed if tag and tag not in shown]
    missing = sum(not group[3] for group in groups) + len(without)
    cited = {sources: number for number, sources in enumerate(dict.fromkeys(row[7] for row in rows if row[7]), 1)}
    return Table(groups, len(own), missing, *columns, 1 + sum(columns), without, hidden, cited)


@lru_cache(maxsize=2048)
def arranged(tags: tuple[str, ...], first: tuple[str, ...], ui: str) -> tuple[tuple[str, str], ...]:
    """The tags with their names, each once: those that come first, then by name in the interface language."""
    rank = {tag: number for number, tag in enumerate(first)}
    ordered = sorted(set(tags), key=lambda tag: (rank.get(tag, len(rank)), filters.name_order(tag, ui)))
    return tuple((tag, languages.name(tag, ui)) for tag in ordered)


def _group(tag: str, name: str, terms: list[Term], none: NoEquivalent | None, own: bool, ui: str) -> Group:
    """The lines of one language; what a source says of a missing term takes a line of its own."""
    rows: list[Row] = []
    for term in terms:
        if rows and term.role == "admitted" and _is_bare(term):
            rows[-1][5].append((term.text, filters.attributes(term.language, ui)))
        else:
            rows.append(_row(bool(rows), term, ui))
    missing = (none.note, filters.sources(none.sources, ui)) if none else None
    return tag, name, len(rows) + (missing is not None), rows, missing, _MARKS[own, not rows]


def _is_bare(term: Term) -> bool:
    """Whether nothing is said of a term but what it is."""
    return not (
        term.sources or term.status or term.jurisdictions or term.reliability or term.usage_note or term.type
        or term.part_of_speech or term.gender or term.context
    )  # fmt: skip


def _row(again: bool, term: Term, ui: str) -> Row:
    attributes = filters.attributes(term.language, ui)
    place = filters.place(term.language, term.jurisdictions, ui)
    if term.role == "preferred" and _is_bare(term):
        return again, term.text, attributes, place, "", [], _NOTHING, _NOTHING, "", None, False
    sentence = term.context
    return (
        again,
        term.text,
        attributes,
        place,
        filters.grammar(term.type, term.part_of_speech, term.gender, ui),
        [],
        filters.certainty(term.role, term.status, term.reliability, ui),
        filters.sources(term.sources, ui),
        term.usage_note,
        (sentence.text, filters.attributes(sentence.language, ui), filters.sources(sentence.sources, ui))
        if sentence
        else None,
        term.is_draft,
    )
