"""The one layout of a vocabulary's Turtle files, for people who edit and review them line by line (``glossary fmt``).

A statement a line, ended by a semicolon, and the full stop on a line of its own: adding or removing one touches no
other line. Blank nodes are nested in the line of the statement they belong to, so that a term is one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from glossary import languages
from glossary.skos.blank_labels import canonical_labels
from glossary.skos.namespaces import DCT, GLOSSARY, OWL, RDF, RDFS, SKOS, SKOSXL
from glossary.skos.nesting import Outline, Pairs, outline
from glossary.skos.triples import IRI, Blank, Literal, Object, Subject, Triple
from glossary.skos.turtle_terms import TYPE, Names, declarations, written

_SUBJECTS: Final = {
    IRI(SKOS + "ConceptScheme"): 0,
    IRI(SKOS + "Collection"): 1,
    IRI(SKOS + "OrderedCollection"): 1,
    IRI(SKOS + "Concept"): 2,
}
_OTHERS: Final = 3

_PREDICATES: Final = (
    RDF + "type",
    *(SKOSXL + "literalForm", RDF + "value"),
    SKOS + "inScheme",
    DCT + "identifier",
    *(DCT + name for name in ("created", "modified", "issued", "date")),
    *(OWL + "deprecated", DCT + "isReplacedBy"),
    *(SKOS + name for name in ("notation", "topConceptOf")),
    *(SKOS + name for name in ("broader", "narrower", "related")),
    *(SKOS + f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
    *(DCT + "title", DCT + "description", RDFS + "label"),
    *(SKOSXL + f"{kind}Label" for kind in ("pref", "alt", "hidden")),
    *(SKOS + f"{kind}Label" for kind in ("pref", "alt", "hidden")),
    GLOSSARY + "noEquivalent",
    *(SKOS + name for name in ("definition", "scopeNote", "note", "example")),
    *(SKOS + name for name in ("changeNote", "editorialNote", "historyNote")),
    *(SKOS + name for name in ("hasTopConcept", "member", "memberList")),  # long, so that the labels come before them
)
"""Predicates in the order in which they are written, inside blank nodes too; the others follow by address."""

_PLACES: Final = {IRI(address): place for place, address in enumerate(_PREDICATES)}
_TEXTS: Final = (IRI(SKOSXL + "literalForm"), IRI(RDF + "value"))
"""Predicates whose literal a blank node is sorted by."""


def canonical_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], header: str = "") -> str:
    """Triples as Turtle in the one layout, whatever their order and the labels of their blank nodes.

    ``prefixes`` maps names to namespaces; those used are declared. ``header`` are comment lines to put first: other
    comments do not survive, since triples have none.
    """
    arranged = _arranged(list(dict.fromkeys(triples)))
    names = Names(prefixes)
    writer = _Writer(arranged, names)
    paragraphs = [writer.paragraph(subject) for subject in sorted(arranged.tops(), key=writer.place)]
    used = {name: names.prefixes[name] for name in sorted(names.used)}
    top = header if not header or header.endswith("\n") else f"{header}\n"
    return "\n".join(part for part in (top, declarations(used), *paragraphs) if part)


def _arranged(triples: list[Triple]) -> Outline:
    """The outline, with labels that follow from the content for those blank nodes that cannot be nested."""
    found = outline(triples, labelled=lambda _: False)
    blanks = {node for triple in triples for node in (triple.subject, triple.object) if isinstance(node, Blank)}
    chosen = blanks.difference(found.nested)
    if not chosen:
        return found
    labels = {blank: Blank(f"nested{number}") for number, blank in enumerate(blanks)}  # out of the way of the new ones
    labels |= canonical_labels(triples, chosen)

    def renamed(triple: Triple) -> Triple:
        subject, predicate, value = triple
        return Triple(
            labels[subject] if isinstance(subject, Blank) else subject,
            predicate,
            labels[value] if isinstance(value, Blank) else value,
        )

    return outline(map(renamed, triples), labelled=lambda _: False)


class _Writer:
    """Writes the subjects of an outline, everything in order."""

    def __init__(self, arranged: Outline, names: Names) -> None:
        self._outline, self._names = arranged, names

    def place(self, subject: Subject) -> tuple[int, int, str]:
        """Where a subject stands: schemes, collections, concepts and others by address, blank nodes by number."""
        if isinstance(subject, Blank):
            return _OTHERS + 1, len(subject.label), subject.label
        types = self._outline.pairs[subject].get(TYPE, {})
        kinds = (_SUBJECTS[kind] for kind in types if isinstance(kind, IRI) and kind in _SUBJECTS)
        return min(kinds, default=_OTHERS), 0, subject.value

    def paragraph(self, subject: Subject) -> str:
        """All that is said of a subject."""
        lines = [
            f"    {self._names.verb(predicate)} {text} ;\n"
            for predicate, texts in self._ordered(self._outline.pairs[subject], self._text)
            for text in texts
        ]
        return f"{self._names.term(subject)}\n{''.join(lines)}.\n"

    def _text(self, value: Object) -> str:
        return written(value, self._outline, self._names, self._ordered)

    def _ordered(self, pairs: Pairs, text: Callable[[Object], str]) -> Iterable[tuple[IRI, Iterable[str]]]:
        for predicate in sorted(pairs, key=lambda known: (_PLACES.get(known, len(_PLACES)), known.value)):
            texts = sorted((self._key(value), text(value)) for value in pairs[predicate])
            yield predicate, [text for _, text in texts]

    def _key(self, value: Object) -> tuple[str, ...]:
        """What an object is sorted by before its text: addresses, literals by language, then blank nodes likewise."""
        if isinstance(value, IRI):
            return "1", value.value
        if isinstance(value, Literal):
            return "2", *_by_language(value)
        below = self._outline.pairs.get(value, {}) if value in self._outline.nested else {}
        forms = [form for predicate in _TEXTS for form in below.get(predicate, ()) if isinstance(form, Literal)]
        return "3", *min(map(_by_language, forms), default=())


def _by_language(literal: Literal) -> tuple[str, str]:
    return languages.key(literal.language), literal.text
