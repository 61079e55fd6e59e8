"""CSV as the term bases of memoQ and of Trados (MultiTerm) import it: a row an entry, columns for each language.

memoQ: semicolons between cells; fields of the entry, then for each language its definition, and for each of its terms
the term and an example. Trados: commas; synonyms stand in one cell with ``|`` between them, as do their statuses.
Cells that a spreadsheet would run as a formula have an apostrophe before them. UTF-8 with a byte order mark, CR LF.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from glossary import languages
from glossary.exports.base import Glossary, TermFormat, chunked, terms_by_tag
from glossary.exports.categories import cited, provenance
from glossary.exports.markup import clean
from glossary.formulas import neutralise
from glossary.model import Concept, Term, Text

_MEMOQ_ENTRY: Final = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Created", "Entry_LastModified", "Entry_Note")
_TRADOS_ENTRY: Final = ("Entry ID", "Address", "Subject")
_SYNONYMS: Final = "|"


def write_memoq(glossary: Glossary) -> Iterator[bytes]:
    """A term base for memoQ. Deprecated terms stay out, since the table could not say that they are forbidden.

    Concepts are gone through twice: a language has as many columns as the entry with the most terms needs.
    """
    most = dict.fromkeys(glossary.languages, 1)
    for concept in glossary.concepts():
        for tag, terms in _usable(concept, glossary.languages).items():
            most[tag] = max(most[tag], len(terms))
    header = list(_MEMOQ_ENTRY)
    for tag, count in most.items():
        header += [f"{_memoq_name(tag)}_Def", *[_memoq_name(tag), "Term_Example"] * count]
    return _table(
        [header], (_memoq_row(glossary, concept, number, most) for number, concept in _counted(glossary)), ";"
    )


def _memoq_row(glossary: Glossary, concept: Concept, number: int, most: Mapping[str, int]) -> list[str]:
    themes = "; ".join(map(glossary.label, concept.member_of))
    row = [str(number), themes, glossary.title, concept.created, concept.modified, concept.uri]
    usable = _usable(concept, most)
    for tag, count in most.items():
        row.append(_definition(concept, tag))
        for term in usable.get(tag, ()):
            row += [term.text, term.context.text if term.context else ""]
        row += [""] * (2 * (count - len(usable.get(tag, ()))))
    return row


def _memoq_name(tag: str) -> str:
    """The name of a language as memoQ writes it: ``German_Austria``."""
    return _name(tag).replace(" (", "_").replace(")", "").replace(", ", "_")


def write_trados(glossary: Glossary) -> Iterator[bytes]:
    """A spreadsheet for Trados and MultiTerm Convert."""
    header = list(_TRADOS_ENTRY)
    for tag in glossary.languages:
        name = _name(tag)
        header += [name, f"{name} Status", f"{name} Source", f"{name} Definition"]
    return _table([header], (_trados_row(glossary, concept) for _, concept in _counted(glossary)), ",")


def _trados_row(glossary: Glossary, concept: Concept) -> list[str]:
    row = [concept.id or concept.uri, concept.uri, _synonyms(map(glossary.label, concept.member_of))]
    by_tag = terms_by_tag(concept, glossary.languages)
    for tag in glossary.languages:
        terms = by_tag.get(tag, [])
        row.append(_synonyms(term.text for term in terms))
        row.append(_synonyms(_status(term) for term in terms))
        row.append(_synonyms("; ".join(map(cited, term.sources)) for term in terms) if _sourced(terms) else "")
        row.append(_definition(concept, tag))
    return row


def _status(term: Term) -> str:
    return ", ".join(filter(None, [term.role, term.status, *term.jurisdictions]))


def _sourced(terms: Iterable[Term]) -> bool:
    return any(term.sources for term in terms)


def _synonyms(values: Iterable[str]) -> str:
    """Values in one cell; a bar inside one becomes a broken bar, for the tools know no escape."""
    return _SYNONYMS.join(value.replace(_SYNONYMS, "¦") for value in values)


def _counted(glossary: Glossary) -> Iterator[tuple[int, Concept]]:
    """The concepts that have a term in a language of the glossary, numbered from 1."""
    return enumerate((one for one in glossary.concepts() if terms_by_tag(one, glossary.languages)), start=1)


def _usable(concept: Concept, tags: Iterable[str]) -> dict[str, list[Term]]:
    found = terms_by_tag(concept, tags)
    usable = {tag: [term for term in terms if term.role != "deprecated"] for tag, terms in found.items()}
    return {tag: terms for tag, terms in usable.items() if terms}


def _definition(concept: Concept, tag: str) -> str:
    """The definitions in a language, each with its sources in brackets."""
    found = [one for one in concept.definitions if languages.key(one.language) == languages.key(tag)]
    return "\n".join(_with_sources(one) for one in found)


def _with_sources(text: Text) -> str:
    about = provenance(text)
    return f"{text.text} [{about}]" if about else text.text


def _name(tag: str) -> str:
    """The English name by which these tools know a language; the tag where there is none."""
    return languages.name(tag) or "Undetermined"


def _table(header: Sequence[Sequence[str]], rows: Iterable[Sequence[str]], delimiter: str) -> Iterator[bytes]:
    return chunked(_lines(header, rows, delimiter))


def _lines(header: Iterable[Sequence[str]], rows: Iterable[Sequence[str]], delimiter: str) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter)
    yield "\ufeff"
    for group in (header, rows):
        for row in group:
            writer.writerow([neutralise(clean(value)) for value in row])
            yield line.getvalue()
            line.seek(0)
            line.truncate()


MEMOQ = TermFormat("memoq", "text/csv", "memoq.csv", "memoQ (CSV)", write_memoq)
TRADOS = TermFormat("trados", "text/csv", "trados.csv", "Trados, MultiTerm (CSV)", write_trados)
