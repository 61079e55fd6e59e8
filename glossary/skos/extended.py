"""Terms as extended labels (SKOS-XL), in the properties of ``vocab/README.md``: the counterpart of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from glossary import languages
from glossary.model import LABELS, Role, Source, Term
from glossary.skos.namespaces import DCT, EU_COUNTRY, EUVOC, GLOSSARY, LEXINFO, SKOSXL, XSD
from glossary.skos.triples import IRI, Literal, Object

LABEL_OF: Final[dict[Role, str]] = {role: name for name, roles in LABELS.items() for role in roles}
"""The label property of each role, in SKOS and in SKOS-XL."""

FIELDS: Final = {
    SKOSXL + "literalForm": ("text", "language"),
    DCT + "identifier": ("id",),
    LEXINFO + "normativeAuthorization": ("role",),
    EUVOC + "status": ("status",),
    GLOSSARY + "reliability": ("reliability",),
    DCT + "source": ("sources",),
    DCT + "spatial": ("jurisdictions",),
    LEXINFO + "usageNote": ("usage_note",),
    LEXINFO + "termType": ("type",),
    LEXINFO + "partOfSpeech": ("part_of_speech",),
    LEXINFO + "gender": ("gender",),
}
"""The properties that are written here, and the fields of a term behind each."""


def label_statements(term: Term, node: Callable[[Source], Object]) -> Iterator[tuple[str, Object]]:
    """The properties and objects of a term's label but its type; ``node`` gives what stands for a source."""
    yield SKOSXL + "literalForm", Literal(term.text, term.language)
    yield DCT + "identifier", Literal(term.id)
    if term.role == "deprecated":
        yield LEXINFO + "normativeAuthorization", IRI(LEXINFO + "deprecatedTerm")
    if term.status:
        yield EUVOC + "status", IRI(GLOSSARY + term.status)
    if term.reliability is not None:
        yield GLOSSARY + "reliability", Literal(str(term.reliability), None, XSD + "integer")
    for source in term.sources:
        yield DCT + "source", node(source)
    for code in term.jurisdictions:
        yield DCT + "spatial", IRI(EU_COUNTRY + ("EUR" if code == "EU" else languages.alpha3(code)))
    if term.usage_note:
        yield LEXINFO + "usageNote", Literal(term.usage_note)
    for name, value in (("termType", term.type), ("partOfSpeech", term.part_of_speech), ("gender", term.gender)):
        if value:
            yield LEXINFO + name, IRI(LEXINFO + value)
