"""The domain's values as JSKOS objects (JSKOS 0.6, https://gbv.github.io/jskos/)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.model import Collection, Concept, Described, MappingKind, Scheme, Text, Vocabulary
from glossary.nodes import Node
from glossary.skos.namespaces import SKOS

CONTEXT = "https://gbv.github.io/jskos/context.json"

_ELSEWHERE = {"http://eurovoc.europa.eu/": "http://eurovoc.europa.eu/100141"}
"""Schemes that mappings go to and that need not be served here, by the namespace of their concepts."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)

LanguageMap = dict[str, str]
LanguageMapOfLists = dict[str, list[str]]


class Item(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What concepts, collections and schemes have in common; what there is nothing to say of is left out."""

    uri: str
    type: tuple[str, ...]
    context: str = msgspec.field(default="", name="@context")
    pref_label: LanguageMap = {}
    alt_label: LanguageMapOfLists = {}
    hidden_label: LanguageMapOfLists = {}
    definition: LanguageMapOfLists = {}
    scope_note: LanguageMapOfLists = {}
    note: LanguageMapOfLists = {}
    example: LanguageMapOfLists = {}
    change_note: LanguageMapOfLists = {}
    notation: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    deprecated: bool = False


class Reference(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A concept or scheme that is only named: its address, and its preferred label where that helps to show it."""

    uri: str
    pref_label: LanguageMap = {}


class JskosConcept(Item, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """A concept or collection. ``narrower`` and ``ancestors`` are [null] where there are some that are not listed."""

    in_scheme: tuple[Reference, ...] = ()
    top_concept_of: tuple[Reference, ...] = ()
    broader: tuple[Reference, ...] = ()
    narrower: tuple[Reference | None, ...] | None = None
    related: tuple[Reference, ...] = ()
    replaced_by: tuple[Reference, ...] = ()
    mappings: tuple[JskosMapping, ...] = ()


class JskosScheme(Item, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """A concept scheme. ``concepts`` and ``topConcepts`` are [null]: there are some, to be asked for."""

    languages: tuple[str, ...] = ()
    license: tuple[Reference, ...] = ()
    extent: str = ""
    concepts: tuple[None, ...] = (None,)
    top_concepts: tuple[None, ...] = (None,)


class MemberSet(msgspec.Struct, frozen=True, rename="camel"):
    """One side of a mapping."""

    member_set: tuple[Reference, ...]


class JskosMapping(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """A mapping of one concept to another."""

    type: tuple[str, ...]
    source: MemberSet = msgspec.field(name="from")
    to: MemberSet
    from_scheme: Reference | None = None
    to_scheme: Reference | None = None


def schemes_by_namespace(catalogue: Catalogue) -> dict[str, str]:
    """The main scheme of each namespace that is known, for saying where mappings go."""
    return _ELSEWHERE | {one.base: one.uri for one in catalogue.vocabularies() if one.base}


def concept(value: Concept | Collection, nodes: Mapping[str, Node], schemes: Mapping[str, str]) -> JskosConcept:
    """A concept or collection; ``nodes`` gives labels to what it refers to, ``schemes`` are those by namespace."""
    common = _common(value)
    own = _references(value.schemes, nodes)
    if isinstance(value, Collection):  # JSKOS wants every member of a scheme to be called a concept first
        return JskosConcept(type=(f"{SKOS}Concept", f"{SKOS}Collection"), in_scheme=own, **common)
    narrower = _references(value.narrower, nodes)
    return JskosConcept(
        type=(f"{SKOS}Concept",),
        in_scheme=own,
        top_concept_of=_references(value.top_concept_of, nodes),
        broader=_references(value.broader, nodes),
        narrower=narrower if nodes or not narrower else (None,),
        related=_references(value.related, nodes),
        replaced_by=_references(value.replaced_by, nodes),
        mappings=mappings(value, nodes, schemes),
        **common,
    )


def scheme(value: Scheme | None, vocabulary: Vocabulary) -> JskosScheme:
    """A concept scheme; None where the vocabulary describes none and is one itself."""
    if value is None:
        titles = {_tag(title.language): title.text for title in vocabulary.titles}
        main: dict[str, Any] = {"uri": vocabulary.uri, "context": CONTEXT, "pref_label": titles}
    else:
        main = _common(value)
    whole = main["uri"] == vocabulary.uri
    return JskosScheme(
        type=(f"{SKOS}ConceptScheme",),
        languages=tuple(sorted({_tag(count.language) for count in vocabulary.languages})) if whole else (),
        license=(Reference(value.licence),) if value and value.licence else (),
        extent=f"{vocabulary.concepts} concepts" if whole else "",
        **main,
    )


def mappings(value: Concept, nodes: Mapping[str, Node], schemes: Mapping[str, str]) -> tuple[JskosMapping, ...]:
    """The mappings of a concept; ``nodes`` gives labels to those it is mapped to, ``schemes`` says where they lie."""
    own = Reference(value.uri)
    from_scheme = Reference(value.schemes[0]) if value.schemes else None
    return tuple(
        JskosMapping(
            type=(match_type(mapping.kind),),
            source=MemberSet((own,)),
            to=MemberSet(_references((mapping.uri,), nodes)),
            from_scheme=from_scheme,
            to_scheme=_scheme_of(mapping.uri, schemes),
        )
        for mapping in value.mappings
    )


def _scheme_of(uri: str, schemes: Mapping[str, str]) -> Reference | None:
    """The scheme of the longest namespace that the address is in."""
    namespace = max((one for one in schemes if uri.startswith(one)), key=len, default=None)
    return Reference(schemes[namespace]) if namespace is not None else None


def match_type(kind: MappingKind) -> str:
    """The address of the SKOS property of a kind of mapping."""
    return f"{SKOS}{kind}Match"


def referred(value: Concept | Collection) -> tuple[str, ...]:
    """The addresses that a full JSKOS object of the value names."""
    if isinstance(value, Collection):
        return value.schemes
    mapped = (mapping.uri for mapping in value.mappings)
    return (*value.schemes, *value.broader, *value.narrower, *value.related, *value.replaced_by, *mapped)


def complete(catalogue: Catalogue, value: Described, wanted: tuple[str, ...]) -> JskosConcept | JskosScheme:
    """A resource with the labels, in the reader's languages, of what it refers to."""
    if isinstance(value, Scheme):
        return scheme(value, catalogue.vocabulary(value.vocabulary))
    nodes = {node.uri: node for node in catalogue.nodes(referred(value), wanted)}
    return concept(value, nodes, schemes_by_namespace(catalogue))


def _common(value: Described) -> dict[str, Any]:
    preferred: LanguageMap = {}
    other: dict[str, LanguageMapOfLists] = {"alt_label": {}, "hidden_label": {}}
    for term in value.terms:
        if not term.text:
            continue
        if term.role == "preferred":
            preferred.setdefault(_tag(term.language), term.text)
        else:
            kind = "hidden_label" if term.role == "hidden" else "alt_label"
            other[kind].setdefault(_tag(term.language), []).append(term.text)
    return {
        "uri": value.uri,
        "context": CONTEXT,
        "pref_label": preferred,
        "definition": _texts(value.definitions),
        "scope_note": _texts(value.scope_notes),
        "note": _texts(value.notes),
        "example": _texts(value.examples),
        "change_note": _texts(value.change_notes),
        "notation": tuple(notation.text for notation in value.notations),
        "created": _date(value.created),
        "modified": _date(value.modified),
        "deprecated": value.deprecated,
        **other,
    }


def _texts(texts: Iterable[Text]) -> LanguageMapOfLists:
    found: LanguageMapOfLists = {}
    for text in texts:
        if text.text:
            found.setdefault(_tag(text.language), []).append(text.text)
    return found


def _references(uris: Iterable[str], nodes: Mapping[str, Node]) -> tuple[Reference, ...]:
    found = []
    for uri in uris:
        node = nodes.get(uri)
        known = node is not None and node.kind != "unknown"
        found.append(Reference(uri, {_tag(node.label.language): node.label.text} if node and known else {}))
    return tuple(found)


def _tag(tag: str | None) -> str:
    """JSKOS wants tags in lower case, and has no place for texts without language but the undetermined one."""
    return languages.key(tag) or "und"


def _date(text: str) -> str:
    """A date as JSKOS takes it; "" for what is none (or a day with a time zone, which EDTF does not know)."""
    return text if _DATE.fullmatch(text) else ""
