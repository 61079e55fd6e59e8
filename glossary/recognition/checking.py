"""Whether a translation uses the terms of the concepts that its source names, and what it has instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from glossary import languages
from glossary.model import Segment, Term, Value
from glossary.recognition.lexicon import Entry, Lexicon
from glossary.recognition.matching import Match, find

Kind = Literal["missing", "non-preferred", "deprecated", "wrong-variant"]
KINDS: tuple[Kind, ...] = ("missing", "non-preferred", "deprecated", "wrong-variant")

MAX_FINDINGS = 10_000
"""Findings of one check; who has more is told that the list was cut."""

_ALIKE = 5
"""Letters at the beginning that two forms of a word have in common at least, where no rule knows them for such."""

_LONGEST_ENDING = 4
"""Letters behind a label that may be the ending of a form of it; more of them are another word, which it specifies."""

_BESIDE = 40
"""Characters beside a term that is to stand alone: articles, numbers and punctuation."""

PLACEHOLDER = re.compile(
    r"%(?:\([A-Za-z_]\w{0,60}\))?[-+ #0]{0,5}\d{0,5}(?:\.\d{1,5})?[sdifuxXoeEgGcr%@]"  # printf
    r"|\$?\{\{?[^{}\s]{0,60}\}?\}|&(?:#\d{1,7}|[A-Za-z]{1,12});|</?[A-Za-z][^<>]{0,200}>"  # braces, entities, tags
)
"""What stands in a text for something else; it is looked through."""


class Finding(Value, frozen=True):
    """A concept that segment number ``segment`` (from 0) names and its translation renders otherwise.

    ``uri`` is the concept, ``source`` the words that name it, ``found`` what the translation has instead ("" where
    nothing was recognised), ``expected`` the preferred terms. ``id`` and ``line`` are the segment's own.
    """

    segment: int
    kind: Kind
    uri: str
    source: str
    found: str
    expected: tuple[str, ...]
    id: str = ""
    line: int | None = None


class Checked(NamedTuple):
    """The findings, how many concepts were looked for, and whether the list of findings was cut."""

    findings: tuple[Finding, ...]
    concepts: int
    truncated: bool


class _Judgement(NamedTuple):
    """What is said of one concept in one segment; ``kind`` None where its term is used."""

    kind: Kind | None
    uri: str
    found: str
    expected: tuple[str, ...]


def check(
    source: Lexicon, target: Lexicon, segments: Sequence[Segment], tag: str, limit: int = MAX_FINDINGS
) -> Checked:
    """Check a translation into the language ``tag``, whose region, if it has one, decides on national variants."""
    findings: list[Finding] = []
    concepts = 0
    for number, segment in enumerate(segments):
        matches = find(source, _bare(segment.source)).matches
        if not matches:
            continue
        named = frozenset(uri for match in matches for uri in match.uris)
        alone = _is_alone(source, _bare(segment.source), matches)
        words = _Words(target, _bare(segment.target), named, alone=alone)
        seen: set[tuple[str, ...]] = set()
        for match in matches:
            uris = tuple(uri for uri in match.uris if uri in target.by_concept)
            if not uris or uris in seen:
                continue
            seen.add(uris)
            concepts += 1
            judgement = _judge(uris, target, words, languages.region(tag))
            if judgement.kind is None:
                continue
            if len(findings) == limit:
                return Checked(tuple(findings), concepts, True)
            said = segment.source[match.start : match.end]
            found = judgement.found or words.instead
            findings.append(
                Finding(
                    number, judgement.kind, judgement.uri, said, found, judgement.expected, segment.id, segment.line
                )
            )
    return Checked(tuple(findings), concepts, False)


def _bare(text: str) -> str:
    """The text with spaces for its placeholders, every other character in its place."""
    return PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)


def _is_alone(source: Lexicon, text: str, matches: Sequence[Match]) -> bool:
    """Whether a text has one term and nothing beside it that means anything, as headings and cells of tables do."""
    if len(matches) > 1 or len(text) - (matches[0].end - matches[0].start) > _BESIDE:
        return False
    rest = (text[: matches[0].start], text[matches[0].end :])
    return all(word.minor for part in rest for word in source.analyser.words(part))


def _judge(uris: Iterable[str], target: Lexicon, words: _Words, region: str) -> _Judgement:
    """The best that can be said of the concepts that a mark may mean: used, else rendered otherwise, else missing."""
    judgements = [_judge_one(uri, target.by_concept[uri], words, region) for uri in uris]
    used = next((one for one in judgements if one.kind is None), None)
    return used or next((one for one in judgements if one.kind != "missing"), judgements[0])


def _judge_one(uri: str, entries: Sequence[Entry], words: _Words, region: str) -> _Judgement:
    terms = [one.term for entry in entries for one in entry.designations if one.uri == uri]
    accepted = _accepted(terms, region)
    expected = tuple(dict.fromkeys(term.text for term in accepted))
    present: list[tuple[Term, str]] = []
    for entry in entries:
        found = words.use_of(entry)
        if found:
            present += [(one.term, found) for one in entry.designations if one.uri == uri]
    if not expected or any(term in accepted for term, _ in present):
        return _Judgement(None, uri, "", expected)
    for kind in ("wrong-variant", "non-preferred", "deprecated"):
        for term, found in present:
            if _kind(term, region) == kind:
                return _Judgement(_kind(term, region), uri, found, expected)
    return _Judgement("missing", uri, "", expected)


def _accepted(terms: Sequence[Term], region: str) -> list[Term]:
    """The preferred terms of a country: its own, else those of no country in particular, else any."""
    preferred = [term for term in terms if term.role == "preferred"]
    if not region:
        return preferred
    own = [term for term in preferred if region in _countries(term)]
    general = [term for term in preferred if not _countries(term) or "EU" in term.jurisdictions]
    return own or general or preferred


def _countries(term: Term) -> set[str]:
    stated = set(term.jurisdictions) - {"EU"}
    return stated | {languages.region(term.language)} - {""}


def _kind(term: Term, region: str) -> Kind:
    if term.role in ("deprecated", "hidden"):
        return "deprecated"
    countries = _countries(term)
    return "wrong-variant" if region and countries and region not in countries else "non-preferred"


class _Words:
    """The words of a translation, and which of them may be a word of a label; ``named`` are the source's concepts.

    ``alone`` says that the source has nothing but the term: then the identity card of a refugee is no refugee.
    """

    def __init__(self, lexicon: Lexicon, text: str, named: frozenset[str], *, alone: bool) -> None:
        self.text = text
        self._alone = alone
        self._named = named
        self._lexicon = lexicon
        self._words = lexicon.analyser.words(text)
        self._folded = " ".join(word.folded for word in self._words)
        self._places: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._beginnings.setdefault(word.folded[:_ALIKE], []).append(place)
            for key in word.keys:
                self._places.setdefault(key, []).append(place)

    @property
    def instead(self) -> str:
        """The one term that renders no concept of the source, where there is just one; else ""."""
        others = self._others
        return self.text[others[0].start : others[0].end] if len(others) == 1 else ""

    @cached_property
    def _others(self) -> list[Match]:
        """The terms of the translation that mean no concept that the source names."""
        return [match for match in find(self._lexicon, self.text).matches if self._named.isdisjoint(match.uris)]

    @cached_property
    def _taken(self) -> frozenset[int]:
        """The words of such terms: *Migration* is no form of *Migrant*, however alike they are."""
        return frozenset(
            place
            for place, word in enumerate(self._words)
            if any(other.start <= word.start < other.end for other in self._others)
        )

    def use_of(self, entry: Entry) -> str:
        """The words that use a label in any order and inflection, from first to last; "" where it is not used."""
        places: list[int] = []
        for number, keys in enumerate(entry.words):
            place = next((place for place in self._candidates(keys, entry, number) if place not in places), None)
            if place is None:
                return ""
            places.append(place)
        chosen = [self._words[place] for place in sorted(places)]
        return self.text[chosen[0].start : chosen[-1].end]

    def _candidates(self, keys: frozenset[str], entry: Entry, number: int) -> Iterator[int]:
        for place in sorted({place for key in keys for place in self._places.get(key, ())}):
            if not entry.acronym or self._written(place).startswith(entry.acronym):
                yield place
        if not entry.acronym:
            yield from self._alike(entry.folded[number])

    def _alike(self, label: str) -> Iterator[int]:
        """Words that may be forms or compounds of a label's word that no rule knows: they share a long part with it.

        A word that is known for the term of another concept is none of them.
        """
        if len(label) < _ALIKE:
            return
        near = [
            place
            for place in self._beginnings.get(label[:_ALIKE], ())
            if _common(label, self._words[place].folded) >= len(label) - 3
        ]
        if len(label) > _ALIKE + 1 and label in self._folded:
            near += [place for place, word in enumerate(self._words) if label in word.folded]
        if near:
            yield from (place for place in near if place not in self._taken and not self._specifies(label, place))

    def _specifies(self, label: str, place: int) -> bool:
        """Whether a label stands in a compound before another word, where the source has nothing for that."""
        word = self._words[place].folded
        end = word.rfind(label) + len(label) if label in word else _common(label, word)
        return self._alone and len(word) - end > _LONGEST_ENDING

    def _written(self, place: int) -> str:
        word = self._words[place]
        return self.text[word.start : word.end]


def _common(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, its) in pairs if mine != its), min(len(one), len(other)))
