"""What a check is given and what it gives back: a vocabulary's statements in, findings out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Literal as OneOf
from typing import NamedTuple

from glossary import languages
from glossary.model import Concept, Described, Value
from glossary.quality.wording import address, quoted, short
from glossary.skos.namespaces import DC, DCT, EU_AUTHORITY, OWL, RDF, RDFS, SKOS, SKOSXL
from glossary.skos.reader import kinds
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Blank, Literal, Subject

Severity = OneOf["warning", "note"]

ROLES = {SKOS + "prefLabel": "preferred", SKOS + "altLabel": "alternative", SKOS + "hiddenLabel": "hidden"}
"""The properties that give a resource a label, and the words for them."""

EXTENDED_LABELS = frozenset(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
LABELS = frozenset({*ROLES, SKOSXL + "literalForm", RDFS + "label", DCT + "title", DC + "title"})
_TEXT_TYPES = frozenset({None, RDF + "XMLLiteral", RDF + "HTML"})
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{32}")


class Finding(Value, frozen=True):
    """What a check found: ``code`` is stable, ``subject`` an address or "", ``message`` says what, where, what to do.

    A note is information: it does not make a vocabulary questionable.
    """

    code: str
    severity: Severity
    subject: str
    message: str


class Said(NamedTuple):
    """A text of the source; ``subject`` is the address that it hangs below, by blank nodes or extended labels."""

    subject: str
    predicate: str
    text: str
    language: str | None

    @property
    def named(self) -> str:
        """The text as messages name it: ``skos:prefLabel "water"@en``."""
        return f"{short(self.predicate)} {quoted(self.text, self.language)}"


class Designation(NamedTuple):
    """A label that a resource has, said plainly or following from SKOS-XL; ``role`` is a value of ROLES."""

    role: str
    text: str
    language: str | None

    @property
    def named(self) -> str:
        """The label as messages name it: ``"water"@en``."""
        return quoted(self.text, self.language)


@dataclass(frozen=True)
class Material:
    """A vocabulary to be checked, and views of it that several checks share, each made when first asked for.

    ``base`` is the prefix of the vocabulary's addresses; ``source`` is what the files say, ``complete`` that and what
    follows from it; ``shared_labels`` are groups of concepts, by address, for which somebody gave a reason to have the
    same preferred label. (No slots: the views are kept in the instance.)
    """

    vocabulary: str
    base: str
    source: Statements
    complete: Statements
    shared_labels: tuple[frozenset[str], ...] = ()

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What the source says something of, in the order of addresses."""
        return tuple(sorted(self.source.subjects()))

    @cached_property
    def kinds(self) -> dict[str, type[Described]]:
        """The concepts, collections and schemes."""
        return kinds(self.complete)

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The addresses of the concepts, in order."""
        return tuple(sorted(uri for uri, kind in self.kinds.items() if kind is Concept))

    @cached_property
    def designations(self) -> dict[str, tuple[Designation, ...]]:
        """The labels of every address that has some, in the order of addresses."""
        found: dict[str, tuple[Designation, ...]] = {}
        for subject in sorted(s for s in self.complete.subjects() if isinstance(s, IRI)):
            labels = tuple(
                Designation(role, value.text, value.language)
                for predicate, value in self.complete.pairs(subject)
                if (role := ROLES.get(predicate.value)) and isinstance(value, Literal)
            )
            if labels:
                found[subject.value] = labels
        return found

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """Every text of the source: labels, notes and all other literals that are plain, tagged or markup."""
        return tuple(
            Said(self.owner(subject), predicate.value, value.text, value.language)
            for subject in self.subjects
            for predicate, value in self.source.pairs(subject)
            if isinstance(value, Literal) and value.datatype in _TEXT_TYPES and predicate.value != SKOS + "notation"
        )

    @cached_property
    def labels(self) -> tuple[Said, ...]:
        """Those of the texts that are labels or titles."""
        return tuple(said for said in self.texts if said.predicate in LABELS)

    @cached_property
    def _owners(self) -> dict[Subject, Subject]:
        """For blank nodes and extended labels the first subject that points to them."""
        owners: dict[Subject, Subject] = {}
        for subject in self.subjects:
            for predicate, value in self.source.pairs(subject):
                if isinstance(value, Blank) or (isinstance(value, IRI) and predicate.value in EXTENDED_LABELS):
                    owners.setdefault(value, subject)
        return owners

    def owner(self, subject: Subject) -> str:
        """The address that ``subject`` is, hangs below or labels; "" when there is none."""
        seen: set[Subject] = set()
        while subject in self._owners and subject not in seen:
            seen.add(subject)
            subject = self._owners[subject]
        return subject.value if isinstance(subject, IRI) else ""

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Every address that is described or led to, and the subject to name for it: itself, or who leads to it."""
        found = {subject.value: subject.value for subject in self.subjects if isinstance(subject, IRI)}
        for subject in self.subjects:
            for _, value in self.source.pairs(subject):
                if isinstance(value, IRI) and value.value not in found:
                    found[value.value] = self.owner(subject)
        return found

    @cached_property
    def language(self) -> str:
        """The primary language that most concepts have a preferred label in; English where half of them have it."""
        counts = Counter(
            language
            for uri in self.concepts
            for language in {languages.primary(d.language) for d in self.preferred(uri)}
        )
        if counts["en"] * 2 >= len(self.concepts):
            return "en"
        return max(sorted(counts), key=lambda language: counts[language], default="")

    def preferred(self, uri: str) -> tuple[Designation, ...]:
        """The preferred labels of an address."""
        return tuple(d for d in self.designations.get(uri, ()) if d.role == "preferred")

    def is_deprecated(self, uri: str) -> bool:
        """Whether the source marks the resource as deprecated."""
        flags = self.source.literals(IRI(uri), OWL + "deprecated", EU_AUTHORITY + "deprecated")
        return any(flag.text.strip() in ("true", "1") for flag in flags)

    def named(self, uri: str) -> str:
        """An address with a preferred label, in the vocabulary's main language where there is one."""
        labels = sorted(self.preferred(uri), key=lambda d: languages.primary(d.language) != self.language)
        return f"{address(uri)} ({labels[0].named})" if labels else address(uri)


Check = Callable[[Material], Iterator[Finding]]
"""A check: pure; its name with hyphens is the code, the first sentence of its docstring explains the code."""

_Tell = Callable[[Material], Iterator[tuple[str, str]]]
"""The body of a check: yields the subject and the message of each finding."""


def code_of(check: Callable[[Material], object]) -> str:
    """The code of a check's findings: ``label-none`` for ``label_none``."""
    return check.__name__.replace("_", "-")


def warning(tell: _Tell) -> Check:
    """A check whose findings are questionable data."""
    return _check(tell, "warning")


def note(tell: _Tell) -> Check:
    """A check whose findings are information."""
    return _check(tell, "note")


def _check(tell: _Tell, severity: Severity) -> Check:
    @wraps(tell)
    def check(material: Material) -> Iterator[Finding]:
        for subject, message in tell(material):
            yield Finding(code_of(tell), severity, subject, message)

    return check


def composed(text: str) -> str:
    """``text`` in NFC; one with a flood of combining marks as it is, because ordering marks takes quadratic time.

    Measured: 40,000 marks after one letter take ``unicodedata.normalize`` 1.2 s.
    """
    return text if text.isascii() or _MARKS.search(text) else unicodedata.normalize("NFC", text)
