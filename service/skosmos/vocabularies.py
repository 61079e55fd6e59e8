"""What the Skosmos API says of whole vocabularies: which there are, what is in them, and what is new in them."""

from __future__ import annotations

from collections import Counter

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.model import LABELS
from glossary.skos.namespaces import SKOS
from glossary.stores.dates import Dated
from service.skosmos.asking import Ask, Fields, context

TITLE = {"@id": "rdfs:label"}
_TYPES = {"Concept": "concepts", "Collection": "collections"}


def vocabularies(catalogue: Catalogue, language: str) -> Fields:
    """All vocabularies by id."""
    listed = sorted(catalogue.vocabularies(), key=lambda one: one.id)
    shown = [{"uri": one.id, "id": one.id, "title": catalogue.title(one, (language,)).text} for one in listed]
    terms = {"title": TITLE, "vocabularies": "onki:hasVocabulary", "id": "onki:vocabularyIdentifier"}
    return {"@context": context(language, **terms), "uri": "", "vocabularies": shown}


def information(ask: Ask) -> Fields:
    """What one vocabulary is."""
    open_, own = ask.catalogue, ask.vocabulary
    schemes = [
        {"uri": node.uri, "type": "skos:ConceptScheme", "label": node.label.text, "prefLabel": node.label.text}
        for node in open_.schemes(own.id, (ask.language,))
    ]
    title = open_.title(own, (ask.language,)).text
    if own.uri not in {scheme["uri"] for scheme in schemes}:
        schemes.insert(0, {"uri": own.uri, "type": "skos:ConceptScheme", "label": title, "prefLabel": title})
    terms = {
        **{"conceptschemes": "onki:hasConceptScheme", "id": "onki:vocabularyIdentifier", "label": "rdfs:label"},
        **{"defaultLanguage": "onki:defaultLanguage", "languages": "onki:language", "prefLabel": "skos:prefLabel"},
        **{"dct": "http://purl.org/dc/terms/", "title": "dct:title"},
    }
    return {
        "@context": context(ask.language, **terms),
        "uri": "",
        "id": own.id,
        "marcSource": None,
        "title": title,
        "defaultLanguage": own.default_language,
        "languages": [count.language for count in own.languages if count.language],
        "conceptschemes": sorted(schemes, key=lambda scheme: scheme["uri"] != own.uri),
    }


def types(catalogue: Catalogue, language: str, only: str = "") -> Fields:
    """The types of what one vocabulary, or all of them, describe."""
    chosen = [one for one in catalogue.vocabularies() if not only or one.id == only]
    present = [name for name, count in _TYPES.items() if any(getattr(one, count) for one in chosen)]
    terms = {"label": "rdfs:label", "types": "onki:hasType", "superclass": {"@id": "rdfs:subClassOf", "@type": "@id"}}
    shown = [{"uri": f"{SKOS}{name}", "label": name} for name in present]
    return {"@context": context("en", **terms), "uri": "", "types": shown}


def own_types(ask: Ask) -> Fields:
    """The types of what one vocabulary describes."""
    return types(ask.catalogue, ask.language, ask.vocabulary.id)


def statistics(ask: Ask) -> Fields:
    """How many concepts and collections there are."""
    own = ask.vocabulary
    deprecated = sum(one.deprecated for one in ask.catalogue.dates(own.id))
    terms = {
        **{"void": "http://rdfs.org/ns/void#", "id": "onki:vocabularyIdentifier", "label": "rdfs:label"},
        **{"concepts": "void:classPartition", "conceptGroups": "void:classPartition", "count": "void:entities"},
        **{"class": {"@id": "void:class", "@type": "@id"}, "subTypes": {"@id": "void:class", "@type": "@id"}},
    }
    counted = {"class": f"{SKOS}Concept", "label": "Concept", "count": own.concepts, "deprecatedCount": deprecated}
    shown: Fields = {"concepts": counted, "subTypes": []}
    if own.collections:
        groups = {"class": f"{SKOS}Collection", "label": "Collection", "count": own.collections, "deprecatedCount": 0}
        shown["conceptGroups"] = groups
    return {"@context": context(ask.language, **terms), **_identity(ask), **shown}


def label_statistics(ask: Ask) -> Fields:
    """How many labels there are in each language."""
    counts: dict[str, Counter[str]] = {}
    for tag, role, count in ask.catalogue.named_in(ask.vocabulary.id):
        counts.setdefault(tag, Counter())[role] += count
    shown = [
        {
            "language": tag,
            "literal": languages.name(tag, ask.language),
            "properties": [
                {"property": f"skos:{name}", "labels": sum(counted[role] for role in roles)}
                for name, roles in LABELS.items()
            ],
        }
        for tag, counted in counts.items()
    ]
    terms = {
        **{"void": "http://rdfs.org/ns/void#", "void-ext": "http://ldf.fi/void-ext#"},
        **{"id": "onki:vocabularyIdentifier", "languages": "void-ext:languagePartition"},
        **{"language": "void-ext:language", "properties": "void:propertyPartition", "labels": "void:triples"},
        "literal": {"@id": "rdfs:label", "@language": ask.language},
    }
    return {"@context": context(ask.language, **terms), **_identity(ask), "languages": shown}


def new(ask: Ask) -> Fields:
    """The concepts made last."""
    return _changed(ask, {one: one.created for one in ask.catalogue.dates(ask.vocabulary.id)})


def modified(ask: Ask) -> Fields:
    """The concepts changed last."""
    return _changed(ask, {one: one.modified for one in ask.catalogue.dates(ask.vocabulary.id)})


def _changed(ask: Ask, dates: dict[Dated, str]) -> Fields:
    """A page of concepts that have a date and are in use, the latest first; of one day in the order of addresses."""
    dated = sorted(((date, one.uri) for one, date in dates.items() if date and not one.deprecated), key=lambda p: p[1])
    dated.sort(key=lambda pair: pair[0][:10], reverse=True)
    page = dated[ask.values["offset"] : ask.values["offset"] + ask.values["limit"]]
    nodes = {node.uri: node for node in ask.nodes(uri for _, uri in page)}
    shown = [{"uri": uri, **ask.own_label(nodes[uri]), "date": _moment(date)} for date, uri in page]
    date_type = {"@id": "http://purl.org/dc/terms/date", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    terms = {"prefLabel": "skos:prefLabel", "xsd": "http://www.w3.org/2001/XMLSchema#", "date": date_type}
    return {"@context": context(ask.language, **terms), "changeList": shown}


def _moment(date: str) -> str:
    """A day or time as the clients expect it: with a time of day, and the time zone without a colon."""
    if len(date) == len("2026-01-05"):
        return f"{date}T00:00:00+0000"
    whole, sign, zone = date.rpartition("+") if "+" in date[10:] else (date.rstrip("Z"), "+", "00:00")
    return f"{whole}{sign}{zone.replace(':', '')}"


def _identity(ask: Ask) -> Fields:
    return {"uri": "", "id": ask.vocabulary.id, "title": ask.catalogue.title(ask.vocabulary, (ask.language,)).text}
