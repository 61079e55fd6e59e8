"""What the Skosmos API says of one concept or collection: its labels, and what lies around it."""

from __future__ import annotations

from typing import Any

from glossary.catalogue import Catalogue
from glossary.errors import NotFound
from glossary.model import LABELS, Collection, Concept
from service.skosmos.asking import Ask, Fields, context, notation

_TREE = {"notation": "skos:notation", "hasChildren": "onki:hasChildren"}
_BY_ADDRESS = {"@container": "@index"}


def label(ask: Ask) -> Fields:
    """The labels of a concept in the language asked for."""
    value = ask.resource()
    shown: Fields = {}
    if preferred := ask.terms(value, "preferred"):
        shown["prefLabel"] = preferred[0].text
    for name in ("altLabel", "hiddenLabel"):
        if found := ask.terms(value, *LABELS[name]):
            shown[name] = [term.text for term in found]
    terms = {name: f"skos:{name}" for name in LABELS}
    return {"@context": context(ask.language, **terms), "uri": value.uri, **shown}


def broader(ask: Ask) -> Fields:
    """What lies directly above."""
    return _related(ask, "broader")


def narrower(ask: Ask) -> Fields:
    """What lies directly below."""
    return _related(ask, "narrower")


def related(ask: Ask) -> Fields:
    """What is related."""
    return _related(ask, "related")


def broader_transitive(ask: Ask) -> Fields:
    """All that lies above, the concept itself first; each names what lies directly above it."""
    return _transitive(ask, "broader")


def narrower_transitive(ask: Ask) -> Fields:
    """All that lies below, the concept itself first; each names what lies directly below it."""
    return _transitive(ask, "narrower")


def children(ask: Ask) -> Fields:
    """What lies directly below, with what a tree has to know of it."""
    value = ask.resource()
    terms = {"prefLabel": "skos:prefLabel", "narrower": "skos:narrower", **_TREE}
    below = [{"uri": uri, "prefLabel": text, **more} for uri, text, more in _branches(ask, _linked(value, "narrower"))]
    return {"@context": context(ask.language, **terms), "uri": value.uri, "narrower": below}


def top_concepts(ask: Ask) -> Fields:
    """The top concepts of a scheme, or of all schemes."""
    scheme = next(iter(ask.values["scheme"]), "")
    open_ = ask.catalogue
    nodes = open_.narrower(scheme, (ask.language,)) if scheme else ()
    if not nodes and scheme in ("", ask.vocabulary.uri):
        nodes = open_.top(ask.vocabulary.id, (ask.language,))
    values = {value.uri: value for value in open_.resources([node.uri for node in nodes]) if isinstance(value, Concept)}
    shown = [
        {
            "uri": node.uri,
            "topConceptOf": scheme or next(iter(values[node.uri].top_concept_of), ask.vocabulary.uri),
            "label": ask.any_label(node.label),
            "hasChildren": node.narrower > 0,
            **notation(values[node.uri]),
        }
        for node in nodes
        if node.uri in values
    ]
    terms = {"topconcepts": "skos:hasTopConcept", "notation": "skos:notation", "label": "skos:prefLabel"}
    return {"@context": context(ask.language, **terms), "uri": scheme or ask.vocabulary.uri, "topconcepts": shown}


def hierarchy(ask: Ask) -> Fields:
    """A concept's place in the tree: all that lies above it, each with what lies directly below."""
    value = ask.resource()
    found: Fields = {}
    for one in _closure(ask.catalogue, value, "broader", 1_000):
        node = ask.nodes((one.uri,))[0]
        shown: Fields = {"uri": one.uri, "prefLabel": ask.any_label(node.label), **notation(one)}
        if isinstance(one, Concept) and one.top_concept_of:
            shown |= {"top": one.top_concept_of[0], "tops": list(one.top_concept_of)}
        if above := _linked(one, "broader"):
            shown["broader"] = list(above)
        if one.uri != value.uri:
            below = _branches(ask, _linked(one, "narrower"))
            shown["narrower"] = [{"uri": uri, "label": text, **more} for uri, text, more in below]
        found[one.uri] = shown
    terms = {
        **{"prefLabel": "skos:prefLabel", **_TREE, "label": "skos:prefLabel"},
        **{name: {"@id": f"skos:{name}", "@type": "@id"} for name in ("narrower", "broader")},
        **{name: {"@id": "skos:topConceptOf", "@type": "@id"} for name in ("top", "tops")},
        "broaderTransitive": {"@id": "skos:broaderTransitive", **_BY_ADDRESS},
    }
    return {"@context": context(ask.language, **terms), "uri": value.uri, "broaderTransitive": found}


def groups(ask: Ask) -> Fields:
    """The collections of a vocabulary."""
    open_ = ask.catalogue
    nodes = open_.collections(ask.vocabulary.id, (ask.language,))
    values = {one.uri: one for one in open_.resources([node.uri for node in nodes]) if isinstance(one, Collection)}
    shown = []
    for node in nodes:
        value = values[node.uri]
        inside = [uri for uri in value.members if uri in values]
        members: Fields = {"hasMembers": True} if value.members else {}
        parts: Fields = {"childGroups": inside} if inside else {}
        label_ = ask.any_label(node.label)
        shown.append({"uri": node.uri, "prefLabel": label_, **parts, **members, **notation(value)})
    terms = {
        **{"prefLabel": "skos:prefLabel", "groups": "onki:hasGroup", "hasMembers": "onki:hasMembers"},
        "childGroups": {"@id": "skos:member", "@type": "@id"},
    }
    return {"@context": context(ask.language, **terms), "uri": "", "groups": shown}


def group_members(ask: Ask) -> Fields:
    """The members of a collection."""
    value = ask.resource()
    if not isinstance(value, Collection):
        raise NotFound(f"Could not find concept group <{value.uri}>")
    shown = []
    for node in ask.nodes(value.members):
        is_group = node.kind == "collection"
        kind = "skos:Collection" if is_group else "skos:Concept"
        named = {"prefLabel": ask.any_label(node.label)}
        group = {"isSuper": is_group, "hasMembers": is_group and node.narrower > 0}
        shown.append({"uri": node.uri, **group, "type": [kind], **named})
    terms = {"prefLabel": "skos:prefLabel", "members": "skos:member"}
    return {"@context": context(ask.language, **terms), "uri": value.uri, "members": shown}


def _related(ask: Ask, relation: str) -> Fields:
    value = ask.resource()
    shown = [{"uri": node.uri, **ask.own_label(node)} for node in ask.nodes(_linked(value, relation))]
    terms = {"prefLabel": "skos:prefLabel", relation: f"skos:{relation}"}
    return {"@context": context(ask.language, **terms), "uri": value.uri, relation: shown}


def _transitive(ask: Ask, relation: str) -> Fields:
    value, name = ask.resource(), f"{relation}Transitive"
    reached = _closure(ask.catalogue, value, relation, ask.values["limit"])
    labels = {node.uri: ask.own_label(node) for node in ask.nodes(one.uri for one in reached)}
    shown = {}
    for one in reached:
        linked = [uri for uri in _linked(one, relation) if uri in labels]
        shown[one.uri] = {"uri": one.uri, **labels[one.uri], **({relation: linked} if linked else {})}
    terms = {
        **{"prefLabel": "skos:prefLabel", relation: {"@id": f"skos:{relation}", "@type": "@id"}},
        name: {"@id": f"skos:{name}", **_BY_ADDRESS},
    }
    return {"@context": context(ask.language, **terms), "uri": value.uri, name: shown}


def _closure(
    catalogue: Catalogue, start: Concept | Collection, relation: str, limit: int
) -> list[Concept | Collection]:
    """The start and all that a relation leads to from it, nearest first, up to a limit."""
    found: dict[str, Concept | Collection] = {start.uri: start}
    ahead = _linked(start, relation)
    while ahead and len(found) < limit:
        new = catalogue.resources([uri for uri in ahead if uri not in found][: limit - len(found)])
        reached = [one for one in new if isinstance(one, Concept | Collection)]
        found.update({one.uri: one for one in reached})
        ahead = tuple(uri for one in reached for uri in _linked(one, relation) if uri not in found)
    return list(found.values())


def _branches(ask: Ask, uris: tuple[str, ...]) -> list[tuple[str, str, Fields]]:
    """What a tree shows of each: address, label, and whether there is more below it."""
    values: dict[str, Any] = {value.uri: value for value in ask.catalogue.resources(uris)}
    return [
        (node.uri, ask.any_label(node.label), {"hasChildren": node.narrower > 0, **notation(values[node.uri])})
        for node in ask.nodes(uris)
    ]


def _linked(value: Concept | Collection, relation: str) -> tuple[str, ...]:
    """The addresses that a relation of a concept leads to; a collection has none."""
    found: tuple[str, ...] = getattr(value, relation, ())
    return found
