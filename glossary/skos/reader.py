"""From statements to the model: what is said of a concept, collection or scheme becomes one frozen value.

Understood beside plain SKOS: SKOS-XL labels with facts about the term (DCMI, LexInfo, EUVOC), reified notes
(rdf:value with a source), ISO 25964 groups and arrays, and the habits of the EU authority tables. What is not
understood stays in the graph and comes out of every RDF export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from glossary import languages
from glossary.model import (
    ROLES,
    Collection,
    Concept,
    Described,
    MappingKind,
    NoEquivalent,
    Notation,
    Role,
    Scheme,
    Source,
    Term,
    Text,
)
from glossary.model import Mapping as ConceptMapping
from glossary.skos.lists import items
from glossary.skos.namespaces import (
    DC,
    DCT,
    EU_AUTHORITY,
    EU_COUNTRY,
    EUVOC,
    GLOSSARY,
    ISOTHES,
    LEXINFO,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    SKOSXL,
)
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Blank, Literal, Object, Subject

CONCEPT_TYPES = frozenset({SKOS + "Concept"})
SCHEME_TYPES = frozenset({SKOS + "ConceptScheme"})
COLLECTION_TYPES = frozenset(
    {SKOS + "Collection", SKOS + "OrderedCollection", ISOTHES + "ConceptGroup", ISOTHES + "ThesaurusArray"}
)

_LABELS: tuple[tuple[str, Role], ...] = (
    ("prefLabel", "preferred"),
    ("altLabel", "admitted"),
    ("hiddenLabel", "hidden"),
)
_MAPPINGS: tuple[tuple[str, MappingKind], ...] = (
    ("exactMatch", "exact"),
    ("closeMatch", "close"),
    ("broadMatch", "broad"),
    ("narrowMatch", "narrow"),
    ("relatedMatch", "related"),
)
_TEXTS = {
    "definitions": (SKOS + "definition",),
    "scope_notes": (SKOS + "scopeNote",),
    "notes": (SKOS + "note",),
    "examples": (SKOS + "example",),
    "change_notes": (SKOS + "changeNote", SKOS + "historyNote"),
}
"""Editorial notes are meant for staff: they stay in the RDF and are not part of the model."""

_SOURCE_ROLES = (
    (PROV + "wasDerivedFrom", "derived"),
    (PROV + "wasQuotedFrom", "as-in"),
    (DCT + "source", ""),
    (DC + "source", ""),
)
_DEPRECATED_STATUS = ("DEPRECATED", "RETIRED", "OBSOLETE", "REPLACED")
_EUROPEAN_UNION = "EUR"
"""The European Union's code in the EU's country table."""


class Reader:
    """Reads one vocabulary's values; ``ids`` maps the address of each resource to its id in the vocabulary."""

    def __init__(self, vocabulary: str, statements: Statements, ids: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._known = statements
        self._ids = ids
        self._member_of: dict[str, list[str]] = {}
        for uri, kind in kinds(statements).items():
            if kind is Collection:
                for member in self._members(IRI(uri)):
                    self._member_of.setdefault(member, []).append(uri)

    def read(self, uri: str, kind: type[Described]) -> Described:
        """The value for one resource."""
        if kind is Concept:
            return self._concept(uri)
        if kind is Collection:
            return self._collection(uri)
        return self._scheme(uri)

    def _concept(self, uri: str) -> Concept:
        known, node = self._known, IRI(uri)
        return Concept(
            **self._common(uri),
            no_equivalents=tuple(self._no_equivalents(node)),
            schemes=known.addresses(node, SKOS + "inScheme"),
            top_concept_of=known.addresses(node, SKOS + "topConceptOf"),
            broader=known.addresses(node, SKOS + "broader"),
            narrower=known.addresses(node, SKOS + "narrower"),
            related=known.addresses(node, SKOS + "related"),
            member_of=tuple(sorted(self._member_of.get(uri, ()))),
            mappings=tuple(
                ConceptMapping(kind, target)
                for name, kind in _MAPPINGS
                for target in known.addresses(node, SKOS + name)
            ),
        )

    def _collection(self, uri: str) -> Collection:
        known, node = self._known, IRI(uri)
        return Collection(
            **self._common(uri),
            members=self._members(node),
            ordered=SKOS + "OrderedCollection" in known.addresses(node, RDF + "type"),
            schemes=known.addresses(node, SKOS + "inScheme"),
            member_of=tuple(sorted(self._member_of.get(uri, ()))),
        )

    def _scheme(self, uri: str) -> Scheme:
        known, node = self._known, IRI(uri)
        licences = [
            o.value if isinstance(o, IRI) else o.text
            for o in known.objects(node, DCT + "license", DCT + "rights")
            if not isinstance(o, Blank)
        ]
        return Scheme(
            **self._common(uri),
            top_concepts=known.addresses(node, SKOS + "hasTopConcept"),
            licence=next(iter(licences), ""),
            version=known.text(node, OWL + "versionInfo"),
        )

    def _members(self, node: Subject) -> tuple[str, ...]:
        """Members in the order of the list where there is one (SKOS Reference, section 9)."""
        ordered = [
            item.value
            for head in self._known.objects(node, SKOS + "memberList")
            for item in items(self._known, head)
            if isinstance(item, IRI)
        ]
        groups = self._known.addresses(node, SKOS + "member", ISOTHES + "subGroup", ISOTHES + "subordinateArray")
        return tuple(dict.fromkeys((*ordered, *groups)))

    def _common(self, uri: str) -> dict[str, Any]:
        known, node = self._known, IRI(uri)
        replaced_by = known.addresses(node, DCT + "isReplacedBy")
        return {
            "uri": uri,
            "id": self._ids.get(uri, ""),
            "vocabulary": self._vocabulary,
            "terms": tuple(self._terms(node)),
            **{field: tuple(self._texts(node, *predicates)) for field, predicates in _TEXTS.items()},
            "notations": tuple(
                Notation(literal.text, literal.datatype or "") for literal in known.literals(node, SKOS + "notation")
            ),
            "created": known.text(node, DCT + "created"),
            "modified": known.text(node, DCT + "modified"),
            "deprecated": self._is_deprecated(node),
            "replaced_by": replaced_by,
        }

    def _is_deprecated(self, node: Subject) -> bool:
        flags = self._known.literals(node, OWL + "deprecated", EU_AUTHORITY + "deprecated")
        if any(flag.text.strip().lower() in ("true", "1") for flag in flags):
            return True
        statuses = self._known.addresses(node, EUVOC + "status")
        return any(status.rpartition("/")[2].upper() in _DEPRECATED_STATUS for status in statuses)

    def _terms(self, node: Subject) -> Iterator[Term]:
        """The terms, by role and language; a plain label that only repeats an extended one is the same term."""
        terms: list[Term] = []
        for name, role in _LABELS:
            extended = [
                term
                for label in self._known.objects(node, SKOSXL + name)
                if not isinstance(label, Literal)
                for term in self._extended(label, role)
            ]
            said = {(term.text, languages.key(term.language)) for term in extended}
            names = (
                (SKOS + name, RDFS + "label", DCT + "title")
                if name == "prefLabel" and self._is_scheme(node)
                else (SKOS + name,)
            )
            plain = [
                Term(
                    id=term_id(literal.text, literal.language), text=literal.text, language=literal.language, role=role
                )
                for literal in dict.fromkeys(self._known.literals(node, *names))
                if (literal.text, languages.key(literal.language)) not in said
            ]
            terms += [*extended, *plain]
        terms.sort(key=lambda t: (languages.key(t.language), ROLES.index(t.role), t.text))
        yield from terms

    def _is_scheme(self, node: Subject) -> bool:
        return bool(SCHEME_TYPES.intersection(self._known.addresses(node, RDF + "type")))

    def _extended(self, label: Subject, role: Role) -> Iterator[Term]:
        known = self._known
        authorization = [_local(address) for address in known.addresses(label, LEXINFO + "normativeAuthorization")]
        if {"deprecatedTerm", "supersededTerm"}.intersection(authorization):
            role = "deprecated"
        for form in known.literals(label, SKOSXL + "literalForm"):
            replaced = [*known.addresses(label, DCT + "isReplacedBy"), known.text(label, DCT + "isReplacedBy")]
            yield Term(
                id=known.text(label, DCT + "identifier") or term_id(form.text, form.language),
                text=form.text,
                language=form.language,
                role=role,
                jurisdictions=tuple(sorted(map(_jurisdiction, known.addresses(label, DCT + "spatial")))),
                status=_local(next(iter(known.addresses(label, EUVOC + "status")), "")),
                reliability=_integer(known.text(label, GLOSSARY + "reliability")),
                sources=tuple(self._sources(label)),
                usage_note=known.text(label, LEXINFO + "usageNote"),
                type=_local(next(iter(known.addresses(label, LEXINFO + "termType")), "")),
                part_of_speech=_local(next(iter(known.addresses(label, LEXINFO + "partOfSpeech")), "")),
                gender=_local(next(iter(known.addresses(label, LEXINFO + "gender")), "")),
                context=next(self._texts(label, SKOS + "example"), None),
                created=known.text(label, DCT + "created"),
                modified=known.text(label, DCT + "modified"),
                replaced_by=replaced[0],
            )

    def _texts(self, node: Subject, *predicates: str) -> Iterator[Text]:
        """Reified texts (SKOS Primer, section 4.2) and plain ones that do not just repeat them, by language."""
        values = list(self._known.objects(node, *predicates))
        found = [text for value in values if not isinstance(value, Literal) for text in self._reified(value)]
        said = {(text.text, text.language) for text in found}
        plain = (Text(value.text, value.language) for value in values if isinstance(value, Literal))
        found += [text for text in plain if (text.text, text.language) not in said]
        yield from sorted(found, key=lambda text: (languages.key(text.language), text.context, text.text))

    def _reified(self, value: Subject) -> Iterator[Text]:
        context = self._known.text(value, GLOSSARY + "context")
        for literal in self._known.literals(value, RDF + "value"):
            yield Text(literal.text, literal.language, context, tuple(self._sources(value)))

    def _no_equivalents(self, node: Subject) -> Iterator[NoEquivalent]:
        for value in self._known.objects(node, GLOSSARY + "noEquivalent"):
            if not isinstance(value, Literal):
                language = self._known.text(value, DCT + "language")
                yield NoEquivalent(language, self._known.text(value, RDFS + "comment"), tuple(self._sources(value)))

    def _sources(self, node: Subject) -> Iterator[Source]:
        for predicate, role in _SOURCE_ROLES:
            for value in self._known.objects(node, predicate):
                yield self._source(value, role)

    def _source(self, value: Object, role: str) -> Source:
        """A source given as text, as an act, or as a place in an act (dct:isPartOf with a citation)."""
        if isinstance(value, Literal):
            return Source(title=value.text, role=role)
        return read_source(self._known, value, role)


def read_source(known: Statements, node: Subject, role: str = "") -> Source:
    """The source that an act, or a node for a place in one, stands for."""
    acts = known.addresses(node, DCT + "isPartOf")
    act = IRI(acts[0]) if acts else node
    return Source(
        title=known.text(act, DCT + "title", RDFS + "label"),
        article=known.text(node, DCT + "bibliographicCitation") if acts else "",
        celex=known.text(act, DCT + "identifier"),
        uri=next(iter(known.addresses(act, RDFS + "seeAlso")), act.value if isinstance(act, IRI) else ""),
        year=_integer(known.text(act, DCT + "date", DCT + "issued")[:4]),
        role=role,
    )


def kinds(statements: Statements) -> dict[str, type[Described]]:
    """The concepts, collections and schemes by address; what is typed as two of them counts as a concept first.

    To be called a broader, narrower or top concept does not make an address one: the relation may be dangling.
    """
    found: dict[str, type[Described]] = {}
    for subject in statements.subjects():
        if not isinstance(subject, IRI):
            continue
        types = set(statements.addresses(subject, RDF + "type"))
        if types & CONCEPT_TYPES:
            found[subject.value] = Concept
        elif types & COLLECTION_TYPES:
            found[subject.value] = Collection
        elif types & SCHEME_TYPES:
            found[subject.value] = Scheme
    return found


def term_id(text: str, language: str | None) -> str:
    """The id of a term whose file gives it none: it lasts as long as the wording and the tag do."""
    digest = hashlib.blake2s(text.encode(), digest_size=4).hexdigest()
    return f"{languages.key(language) or 'und'}-{digest}"


def _local(address: str) -> str:
    """The last part of an address: ``deprecatedTerm`` of ``…/lexinfo#deprecatedTerm``."""
    return address.replace("#", "/").rpartition("/")[2]


def _jurisdiction(address: str) -> str:
    code = _local(address)
    if not address.startswith(EU_COUNTRY):
        return code
    return "EU" if code == _EUROPEAN_UNION else languages.alpha2(code)


def _integer(text: str) -> int | None:
    return int(text) if text.strip().isascii() and text.strip().isdigit() else None
