"""What translators ask of a catalogue: the terms in their text, and a check of their translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import msgspec

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError, UsageError
from glossary.model import Bitext, Concept, Term, Value
from glossary.nodes import Label
from glossary.recognition.checking import Checked, Finding, check
from glossary.recognition.lexicon import Lexicon
from glossary.recognition.matching import find

LONG = 50_000
"""Characters from which a text is worked on apart, about a quarter of a second."""

MOST_DISMISSED = 1_000
"""Concepts that a check may be told to pass over."""
_SHOWN = 100
"""Characters of a name, and names, that a message repeats."""

_ORDER = {role: number for number, role in enumerate(("preferred", "admitted", "deprecated", "hidden"))}


class Runner(Protocol):
    """Runs a function somewhere: a child pool's ``run``, or :func:`here`."""

    def __call__(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What the function returns for the arguments."""


class Equivalent(Value, frozen=True):
    """A term in a language asked for; ``jurisdictions``, ``status`` and ``reliability`` as :class:`Term` has them."""

    text: str
    language: str | None
    role: str
    jurisdictions: tuple[str, ...] = ()
    status: str = ""
    reliability: int | None = None


class Named(Value, frozen=True):
    """A concept that a text names: its label in the language of the text, and its terms in those asked for."""

    uri: str
    id: str
    vocabulary: str
    pref_label: Label
    equivalents: tuple[Equivalent, ...]


class Marked(Value, frozen=True):
    """A term at [start, end) of a text, in code points, and every concept that it may mean."""

    start: int
    end: int
    text: str
    concepts: tuple[Named, ...]


class Recognition(Value, frozen=True):
    """The terms of a text; ``detected`` tells that the language was not given, ``truncated`` that there were more."""

    source: str
    matches: tuple[Marked, ...]
    detected: bool = False
    truncated: bool = False


class Report(Value, frozen=True):
    """The check of a translation.

    ``segments`` and ``concepts`` count what was looked at, ``untranslated`` the segments that have no translation
    yet. ``notes`` tell what a reader of the report has to know; ``truncated`` that there were more findings.
    """

    source: str
    target: str
    findings: tuple[Finding, ...]
    segments: int
    concepts: int
    untranslated: int = 0
    notes: tuple[str, ...] = ()
    truncated: bool = False


def here(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function in this process."""
    return function(*arguments)


def recognise(
    catalogue: Catalogue, text: str, source: str = "", targets: Sequence[str] = (), apart: Runner = here
) -> Recognition:
    """The terms of a text in the language ``source`` ("" to detect it), with equivalents in ``targets``, best first.

    A long text is given to ``apart``. ParameterError for a language without terms; UsageError for a text whose
    language cannot be told.
    """
    for tag in targets:
        catalogue.require_language(tag, "target")
    known = source or catalogue.language_of(text)
    if not known:
        raise UsageError("the language of the text cannot be told; say it as source")
    lexicon = catalogue.lexicon(known, "source")
    run = apart if len(text) > LONG else here
    found, truncated = run(_find, lexicon, text)
    named = {
        uri: _named(catalogue, uri, known, targets)
        for uri in dict.fromkeys(uri for _, _, uris in found for uri in uris)
    }
    matches = tuple(
        Marked(start, end, text[start:end], tuple(named[uri] for uri in uris)) for start, end, uris in found
    )
    return Recognition(source or lexicon.language, matches, not source, truncated)


def verify(catalogue: Catalogue, bitext: Bitext, source: str = "", target: str = "", apart: Runner = here) -> Report:
    """Check a translation; languages given here win over those of the file.

    A long one is given to ``apart``. UsageError asks for a language that neither tells.
    """
    source = source or bitext.source_language or catalogue.language_of(_sample(one.source for one in bitext.segments))
    target = target or bitext.target_language
    if not source:
        raise UsageError(f"{bitext.format}: there is no source-language; name it as source")
    if not target:
        raise UsageError(f"{bitext.format}: there is no target-language; name it as target")
    first, second = catalogue.lexicon(source, "source"), catalogue.lexicon(target, "target")
    long = sum(len(one.source) + len(one.target) for one in bitext.segments) > LONG
    run = apart if long else here
    checked: Checked = run(check, first, second, bitext.segments, target)
    return Report(
        source,
        target,
        checked.findings,
        len(bitext.segments),
        checked.concepts,
        bitext.untranslated,
        bitext.notes,
        checked.truncated,
    )


def concepts_of(found: Recognition) -> tuple[tuple[str, ...], str]:
    """The addresses of the concepts of one vocabulary that were found, the one with most of them, and its id."""
    named = {one.uri: one.vocabulary for match in found.matches for one in match.concepts}
    if not named:
        raise UsageError("no terms were found in the text: there is nothing to export")
    vocabulary = Counter(named.values()).most_common(1)[0][0]
    return tuple(uri for uri, its in named.items() if its == vocabulary), vocabulary


def without(catalogue: Catalogue, report: Report, dismissed: Iterable[str]) -> Report:
    """The report without the findings of some concepts, by address or id; a note names those that nothing has.

    UsageError for more than MOST_DISMISSED.
    """
    names = list(dict.fromkeys(filter(None, dismissed)))
    if len(names) > MOST_DISMISSED:
        raise UsageError(f"{len(names)} concepts are dismissed; at most {MOST_DISMISSED} can be at once")
    meant = {name: _meant(catalogue, name) for name in names}
    passed_over = set().union(*meant.values())
    unknown = [f"'{name[:_SHOWN]}'" for name, uris in meant.items() if not uris]
    notes = [f"nothing is dismissed by {', '.join(unknown[:_SHOWN])}: no concept has this id or address"]
    return msgspec.structs.replace(
        report,
        findings=tuple(one for one in report.findings if one.uri not in passed_over),
        notes=(*report.notes, *(notes if unknown else ())),
    )


def _meant(catalogue: Catalogue, name: str) -> set[str]:
    """The addresses that a name may mean: an address, an id in any vocabulary, or VOCABULARY/ID."""
    found = set()
    for candidate in (name, *(f"{one.id}/{name}" for one in catalogue.vocabularies())):
        try:
            found.add(catalogue.find(catalogue.address(candidate)).uri)
        except NotFound:
            continue
    return found


def report_file(report: Report, bitext: Bitext, suffix: str) -> bytes:
    """The report as a file, "xlsx" or "json"; ParameterError for another suffix."""
    if suffix == "json":
        return msgspec.json.encode(report)
    if suffix != "xlsx":
        raise ParameterError("output", suffix, "a file name that ends in .xlsx or .json")
    from glossary.exports.findings import Line, findings_workbook  # slow to import, and needed by few

    return findings_workbook(
        [
            Line(one.segment + 1, one.kind, one.source, one.found, one.expected, one.uri, bitext.segments[one.segment])
            for one in report.findings
        ]
    )


Spans = tuple[list[tuple[int, int, tuple[str, ...]]], bool]
"""Marks as start, end and concepts, and whether there were more: little to hand from process to process."""


def _find(lexicon: Lexicon, text: str) -> Spans:
    found = find(lexicon, text)
    return [(match.start, match.end, match.uris) for match in found.matches], found.truncated


def _sample(texts: Iterable[str]) -> str:
    """The beginning of many texts, enough to tell their language."""
    found, length = [], 0
    for text in texts:
        found.append(text)
        length += len(text)
        if length > LONG:
            break
    return "\n".join(found)


def _named(catalogue: Catalogue, uri: str, source: str, targets: Sequence[str]) -> Named:
    concept = catalogue.resource(uri)
    node = catalogue.nodes([uri], [source])[0]
    terms = concept.terms if isinstance(concept, Concept) else ()
    chosen = dict.fromkeys(term for target in targets for term in in_language(terms, target))
    equivalents = tuple(
        Equivalent(term.text, term.language, term.role, term.jurisdictions, term.status, term.reliability)
        for term in chosen
    )
    return Named(uri, concept.id, concept.vocabulary, node.label, equivalents)


def in_language(terms: Sequence[Term], tag: str) -> list[Term]:
    """The terms of a language, preferred ones first; of a country without terms of its own, those of the language."""
    for wanted in languages.fallbacks(tag):
        found = [term for term in terms if term.role != "hidden" and languages.matches(wanted, term.language)]
        if found:
            return sorted(found, key=lambda term: (_ORDER[term.role], languages.region(term.language)))
    return []
