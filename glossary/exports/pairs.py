"""Pairs of terms, source and target: what the bilingual formats UTX and OmegaT glossaries are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from glossary import languages
from glossary.errors import ParameterError
from glossary.exports.base import Glossary, TermFormat, chunked, terms_by_tag
from glossary.exports.markup import clean
from glossary.formulas import neutralise
from glossary.model import Concept, Term

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


class Pair(NamedTuple):
    """A source term and a target term of a concept, with the tags asked for."""

    concept: Concept
    source: Term
    target: Term
    source_tag: str
    target_tag: str


def sides(glossary: Glossary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The source tags and the target tags.

    The first tag is the source, with the variants of its language that follow it at once: ``de-AT,de,fr`` has the
    sources ``de-AT`` and ``de``. Between variants of one language the first is the source of the others.
    """
    first = languages.primary(glossary.languages[0])
    count = next((place for place, tag in enumerate(glossary.languages) if languages.primary(tag) != first), 1)
    return glossary.languages[:count], glossary.languages[count:]


def pairs(glossary: Glossary) -> Iterator[Pair]:
    """Every source term of a concept with every target term, concept by concept; variants come one after the other."""
    sources, targets = sides(glossary)
    for concept in glossary.concepts():
        by_tag = terms_by_tag(concept, glossary.languages)
        for source_tag in sources:
            for target_tag in targets:
                for source in by_tag.get(source_tag, ()):
                    for target in by_tag.get(target_tag, ()):
                        yield Pair(concept, source, target, source_tag, target_tag)


def cell(text: str) -> str:
    """A text for one cell of a line: without breaks and controls, and never a formula."""
    return neutralise(clean(_BREAKS.sub(" ", text)).strip())


_EMPTY: Final = "-"
"""UTX: a hyphen stands in a cell that has no value."""
_COLUMNS: Final = ("src", "tgt", "src:pos", "tgt:pos", "term status", "src:comment", "tgt:comment", "concept ID")
_UTX_STATUS: Final = {"preferred": "approved", "admitted": "non-standard", "deprecated": "forbidden"}


def write_utx(glossary: Glossary) -> Iterator[bytes]:
    """UTX 1.11 (AAMT): two languages, a line a pair, CR LF, no byte order mark. ParameterError for more languages.

    The status is the target term's: approved, provisional for one that is only drafted, non-standard for an admitted
    one, forbidden for a deprecated one. The comments say which variant a term belongs to.
    """
    sources, targets = sides(glossary)
    if len({languages.primary(tag) for tag in targets}) > 1:
        raise ParameterError("languages", ",".join(glossary.languages), "two for UTX, and variants of them")
    return chunked(_utx(glossary, sources[0], targets[0]))


def _utx(glossary: Glossary, source: str, target: str) -> Iterator[str]:
    licence = f" license: {_plain(glossary.licence)};" if glossary.licence else ""
    yield f"#UTX 1.11; {source}/{target}; {glossary.created};{licence} Dictionary ID: {_plain(glossary.name)}\r\n"
    yield f"#description: {_plain(glossary.title)}, release {glossary.release}\r\n"
    yield "#" + "\t".join(_COLUMNS) + "\r\n"
    for pair in pairs(glossary):
        values = (
            pair.source.text,
            pair.target.text,
            pair.source.part_of_speech,
            pair.target.part_of_speech,
            _utx_status(pair.target),
            _comment(pair.source, pair.source_tag),
            _comment(pair.target, pair.target_tag),
            pair.concept.id or pair.concept.uri,
        )
        line = "\t".join(cell(value) or _EMPTY for value in values)
        yield (f" {line}" if line.startswith("#") else line) + "\r\n"


def _utx_status(term: Term) -> str:
    return "provisional" if term.role == "preferred" and term.status == "drafted" else _UTX_STATUS[term.role]


def _plain(text: str) -> str:
    """A value of UTX's header, whose parts end at semicolons."""
    return clean(_BREAKS.sub(" ", text)).replace(";", ",")


def write_omegat(glossary: Glossary) -> Iterator[bytes]:
    """A glossary of OmegaT: source, target and comment between tabs, UTF-8. Deprecated targets are not suggested."""
    return chunked(_omegat(glossary))


def _omegat(glossary: Glossary) -> Iterator[str]:
    for pair in pairs(glossary):
        if pair.target.role != "deprecated":
            line = f"{cell(pair.source.text)}\t{cell(pair.target.text)}\t{cell(_about(pair))}\n"
            yield f" {line}" if line.startswith("#") else line  # a line with a hash in front is a comment there


def _about(pair: Pair) -> str:
    """The target's variant, what is known of it, and the definition in its language, else in the source's."""
    parts = [_comment(pair.target, pair.target_tag)]
    if pair.source.role == "deprecated":
        parts.append("source term deprecated")
    for tag in (pair.target_tag, pair.source_tag):
        found = [one for one in pair.concept.definitions if languages.key(one.language) == languages.key(tag)]
        if found:
            parts.append(found[0].text)
            break
    return "; ".join(filter(None, parts))


def _comment(term: Term, tag: str) -> str:
    parts = [tag, term.role if term.role != "preferred" else "", *term.jurisdictions, term.status, term.usage_note]
    return "; ".join(filter(None, parts))


_TABBED: Final = "text/tab-separated-values; charset=utf-8"
UTX = TermFormat("utx", _TABBED, "utx", "UTX", write_utx, fewest=2, bilingual=True)
OMEGAT = TermFormat("omegat", _TABBED, "utf8", "OmegaT", write_omegat, fewest=2, bilingual=True)
