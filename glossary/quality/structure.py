"""Checks of what a vocabulary is made of: schemes, concepts, collections, member lists and extended labels."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import Scheme
from glossary.quality.base import EXTENDED_LABELS, Material, note, warning
from glossary.quality.wording import address, listed, quoted, short
from glossary.skos.namespaces import DC, DCT, ISOTHES, OWL, RDF, RDFS, SKOS, SKOSXL
from glossary.skos.triples import IRI, Blank, Literal, Object, Subject

_RELATIONS = tuple(
    SKOS + name
    for name in (
        *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive"),
        *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
    )
)
_TYPES = {
    SKOS + "Concept": "concept",
    SKOS + "ConceptScheme": "concept scheme",
    SKOS + "Collection": "collection",
    SKOS + "OrderedCollection": "collection",
    ISOTHES + "ConceptGroup": "collection",
    ISOTHES + "ThesaurusArray": "collection",
    SKOSXL + "Label": "label",
}
_DOMAINS = {
    **dict.fromkeys(_RELATIONS, "concept"),
    SKOS + "topConceptOf": "concept",
    SKOS + "hasTopConcept": "concept scheme",
    SKOS + "member": "collection",
    SKOS + "memberList": "collection",
    SKOSXL + "literalForm": "label",
}
_RANGES = {
    **dict.fromkeys(_RELATIONS, "concept"),
    SKOS + "hasTopConcept": "concept",
    SKOS + "topConceptOf": "concept scheme",
    SKOS + "inScheme": "concept scheme",
    **dict.fromkeys(EXTENDED_LABELS, "label"),
}
"""Domains and ranges: SKOS Reference S4 to S6, S19 to S21, S31 to S34, S40; SKOS-XL S49, S53."""

_STANDARDS = (RDF, RDFS, OWL, SKOS, SKOSXL, DC, DCT)
_DESCRIPTIVE = {RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}
_PLAIN_TYPES = {OWL + "Class", RDFS + "Class"} | {
    OWL + name for name in ("DatatypeProperty", "ObjectProperty", "AnnotationProperty", "NamedIndividual")
}


@warning
def type_conflict(material: Material) -> Iterator[tuple[str, str]]:
    """Concepts, schemes, collections and extended labels are different things (SKOS Reference, S9 and S37)."""
    reasons: dict[str, dict[str, str]] = {}
    for subject in material.subjects:
        for predicate, value in material.source.pairs(subject):
            if isinstance(subject, IRI) and predicate.value in _DOMAINS:
                reason = f"has {short(predicate.value)}"
                reasons.setdefault(subject.value, {}).setdefault(_DOMAINS[predicate.value], reason)
            if not isinstance(value, IRI):
                continue
            if isinstance(subject, IRI) and predicate.value == RDF + "type" and value.value in _TYPES:
                reasons.setdefault(subject.value, {})[_TYPES[value.value]] = f"typed {short(value.value)}"
            elif predicate.value in _RANGES and material.source.pairs(value):
                reason = f"{short(predicate.value)} leads to it"
                reasons.setdefault(value.value, {}).setdefault(_RANGES[predicate.value], reason)
    for uri, kinds in sorted(reasons.items()):
        if len(kinds) > 1:
            names = listed(f"a {kind} ({reason})" for kind, reason in sorted(kinds.items()))
            yield uri, f"It is {names} at once: give each thing an address of its own."


@warning
def concept_untyped(material: Material) -> Iterator[tuple[str, str]]:
    """What has labels or relations of SKOS but no type skos:Concept is not shown as a concept."""
    ends = {SKOS + name for name in ("broader", "narrower", "related", "prefLabel")}
    for subject in material.subjects:
        types = set(material.complete.addresses(subject, RDF + "type"))
        used = sorted({short(p.value) for p, _ in material.source.pairs(subject) if p.value in ends})
        if isinstance(subject, IRI) and used and not types:
            yield subject.value, f"It has {listed(used)} but no rdf:type: state what it is, such as skos:Concept."


@note
def scheme_none(material: Material) -> Iterator[tuple[str, str]]:
    """A vocabulary without a concept scheme has nowhere to state its title, licence and top concepts."""
    if Scheme not in material.kinds.values() and not _scheme_targets(material):
        yield (
            "",
            "No concept scheme is described: add a skos:ConceptScheme with dct:title, and skos:inScheme to concepts.",
        )


@warning
def scheme_undescribed(material: Material) -> Iterator[tuple[str, str]]:
    """Concepts are in a scheme that the files say nothing about."""
    for scheme, subjects in sorted(_scheme_targets(material).items()):
        if not material.source.pairs(IRI(scheme)):
            count = f"{len(subjects):,} resources" if len(subjects) > 1 else "One resource"
            what = f"{count}, first {address(subjects[0])}, named as being in the scheme {address(scheme)}"
            yield subjects[0], f"{what}, which nothing describes: describe it as a skos:ConceptScheme."


def _scheme_targets(material: Material) -> dict[str, list[str]]:
    """For each scheme that something is said to be in, what is in it."""
    found: dict[str, list[str]] = {}
    for subject in material.subjects:
        for scheme in material.source.addresses(subject, SKOS + "inScheme", SKOS + "topConceptOf"):
            found.setdefault(scheme, []).append(material.owner(subject))
    return found


@note
def concept_without_scheme(material: Material) -> Iterator[tuple[str, str]]:
    """A concept is in no scheme although the vocabulary has one, so that lists by scheme leave it out."""
    schemes = Scheme in material.kinds.values()
    outside = [uri for uri in material.concepts if not material.complete.addresses(IRI(uri), SKOS + "inScheme")]
    if schemes and len(outside) * 2 > len(material.concepts):
        yield "", f"{len(outside):,} of {len(material.concepts):,} concepts are in no scheme: add skos:inScheme."
    elif schemes:
        for uri in outside:
            yield uri, "The concept is in no scheme, though others are: add skos:inScheme."


@warning
def list_broken(material: Material) -> Iterator[tuple[str, str]]:
    """The member list of an ordered collection must be one chain of items that ends in rdf:nil (SKOS, section 9)."""
    for subject in material.subjects:
        heads = list(material.source.objects(subject, SKOS + "memberList"))
        faults = [fault for head in heads for fault in _faults(material, head)]
        if len(heads) > 1:
            faults.insert(0, f"there are {len(heads)} lists")
        if faults:
            yield material.owner(subject), f"skos:memberList is broken: {listed(faults)}. Write the list anew."


def _faults(material: Material, head: Object) -> Iterator[str]:
    seen: set[Object] = set()
    node = head
    while node != IRI(RDF + "nil"):
        if node in seen:
            yield f"it is endless, its entry {len(seen)} leads back into it"
            return
        if isinstance(node, Literal):
            yield f"{quoted(node.text, node.language)} stands where the list should go on"
            return
        seen.add(node)
        firsts, rests = (list(material.source.objects(node, RDF + name)) for name in ("first", "rest"))
        if len(firsts) != 1:
            yield f"entry {len(seen)} has {len(firsts) or 'no'} item{'s' if len(firsts) > 1 else ''}"
        if len(rests) > 1:
            yield f"entry {len(seen)} is followed by {len(rests)} others, a fork"
        if not rests:
            yield f"entry {len(seen)} is followed by nothing, not even rdf:nil"
            return
        if any(isinstance(first, Literal) for first in firsts):
            yield f"entry {len(seen)} is a text, not a resource"
        node = next((rest for rest in rests if rest != IRI(RDF + "nil")), rests[0])


@warning
def extended_label_broken(material: Material) -> Iterator[tuple[str, str]]:
    """An extended label is a resource with exactly one literal form (SKOS-XL, S52 and S53)."""
    labels: set[Subject] = set()
    for subject in material.subjects:
        for predicate, value in material.source.pairs(subject):
            if predicate.value == RDF + "type" and value == IRI(SKOSXL + "Label"):
                labels.add(subject)
            elif predicate.value in EXTENDED_LABELS and isinstance(value, Literal):
                text = f"{short(predicate.value)} {quoted(value.text, value.language)}"
                plain = short(predicate.value.replace(SKOSXL, SKOS))
                yield material.owner(subject), f"{text} is a plain text, not a label resource: use {plain}."
            elif predicate.value in EXTENDED_LABELS and not isinstance(value, Literal):
                labels.add(value)
    for label in sorted(labels):
        forms = [quoted(form.text, form.language) for form in material.source.literals(label, SKOSXL + "literalForm")]
        if len(forms) != 1:
            has = f"{len(forms)} literal forms ({listed(forms)})" if forms else "no literal form"
            node = label.value if isinstance(label, IRI) else ""
            uri = node if material.source.pairs(label) and node else material.owner(label)
            name = address(node) if node else "without address"
            yield uri, f"The extended label {name} has {has}: give it exactly one skosxl:literalForm."


@warning
def standard_redefined(material: Material) -> Iterator[tuple[str, str]]:
    """A vocabulary uses the terms of SKOS, RDF, OWL and Dublin Core and does not change what they mean."""
    for subject in material.subjects:
        if not isinstance(subject, IRI) or not subject.value.startswith(_STANDARDS):
            continue
        for predicate, value in material.source.pairs(subject):
            is_axiom = predicate.value.startswith((RDFS, OWL)) and predicate.value not in _DESCRIPTIVE
            is_class = predicate.value == RDF + "type" and isinstance(value, IRI) and value.value.startswith(OWL)
            if is_axiom or (is_class and isinstance(value, IRI) and value.value not in _PLAIN_TYPES):
                target = "" if isinstance(value, Literal | Blank) else f" {short(value.value)}"
                what = f"{short(subject.value)} {short(predicate.value)}{target}"
                yield subject.value, f"The file redefines a standard term ({what}): it has no effect here; remove it."
