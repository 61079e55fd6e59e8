"""What SKOS entails and consumers expect, though files say only half of it: inverses, top concepts, plain texts.

Rules: SKOS Reference S8, S22 to S26 (inverse and symmetric relations), S7 (topConceptOf implies inScheme), S36
(memberList implies member), SKOS-XL S55 to S57 (labels dumb down; so do notes that are nodes with a value, SKOS Primer
4.2, for clients that show only literals), ISO 25964 (iso-thes relations are special cases of
SKOS ones). Only statements that the source lacks are returned; they live in a graph of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.skos.lists import items
from glossary.skos.namespaces import ISOTHES, RDF, SKOS, SKOSXL
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Literal, Triple

_INVERSES = {
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "topConceptOf": "hasTopConcept",
    "hasTopConcept": "topConceptOf",
}
_SPECIAL_CASES = {
    ISOTHES + "broaderGeneric": SKOS + "broader",
    ISOTHES + "broaderPartitive": SKOS + "broader",
    ISOTHES + "broaderInstantial": SKOS + "broader",
    ISOTHES + "narrowerGeneric": SKOS + "narrower",
    ISOTHES + "narrowerPartitive": SKOS + "narrower",
    ISOTHES + "narrowerInstantial": SKOS + "narrower",
}
_NOTES = frozenset(
    SKOS + name for name in ("definition", "scopeNote", "note", "example", "changeNote", "historyNote", "editorialNote")
)
_PLAIN = {SKOSXL + name: SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}


def infer(source: Statements) -> Statements:
    """The statements that follow from ``source`` and are not in it."""
    known = source
    added: dict[Triple, None] = {}
    for rule in (_special_cases, _plain_labels, _plain_notes, _list_members, _inverses, _in_scheme, _top_concepts):
        new = {triple: None for triple in rule(known) if (triple[1], triple[2]) not in known.pairs(triple.subject)}
        added.update(new)
        known = known.joined(Statements.of(new))
    return Statements.of(added)


def _special_cases(known: Statements) -> Iterator[Triple]:
    for subject, predicate, value in known.triples():
        if predicate.value in _SPECIAL_CASES:
            yield Triple(subject, IRI(_SPECIAL_CASES[predicate.value]), value)


def _plain_labels(known: Statements) -> Iterator[Triple]:
    for subject, predicate, value in known.triples():
        if predicate.value in _PLAIN and not isinstance(value, Literal):
            for form in known.literals(value, SKOSXL + "literalForm"):
                yield Triple(subject, IRI(_PLAIN[predicate.value]), form)


def _plain_notes(known: Statements) -> Iterator[Triple]:
    for subject, predicate, value in known.triples():
        if predicate.value in _NOTES and not isinstance(value, Literal):
            for text in known.literals(value, RDF + "value"):
                yield Triple(subject, predicate, text)


def _list_members(known: Statements) -> Iterator[Triple]:
    for subject, predicate, value in known.triples():
        if predicate.value == SKOS + "memberList" and not isinstance(value, Literal):
            for member in items(known, value):
                if not isinstance(member, Literal):
                    yield Triple(subject, IRI(SKOS + "member"), member)


def _inverses(known: Statements) -> Iterator[Triple]:
    inverse = {SKOS + name: IRI(SKOS + other) for name, other in _INVERSES.items()}
    for subject, predicate, value in known.triples():
        if predicate.value in inverse and isinstance(value, IRI) and isinstance(subject, IRI):
            yield Triple(value, inverse[predicate.value], subject)


def _in_scheme(known: Statements) -> Iterator[Triple]:
    for subject, predicate, value in known.triples():
        if predicate.value == SKOS + "topConceptOf":
            yield Triple(subject, IRI(SKOS + "inScheme"), value)


def _top_concepts(known: Statements) -> Iterator[Triple]:
    """Top concepts of a scheme that names none: its concepts that have nothing broader."""
    for subject in known.subjects():
        if not isinstance(subject, IRI) or IRI(RDF + "type") not in [p for p, _ in known.pairs(subject)]:
            continue
        if known.addresses(subject, SKOS + "broader"):
            continue
        for scheme in known.addresses(subject, SKOS + "inScheme"):
            is_concept = SKOS + "Concept" in known.addresses(subject, RDF + "type")
            if is_concept and not known.addresses(IRI(scheme), SKOS + "hasTopConcept"):
                yield Triple(subject, IRI(SKOS + "topConceptOf"), IRI(scheme))
                yield Triple(IRI(scheme), IRI(SKOS + "hasTopConcept"), subject)
