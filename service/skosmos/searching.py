"""Searching by the Skosmos API: labels that fit a pattern, look-up of one label, and the alphabetical index."""

from __future__ import annotations

from itertools import islice
from typing import Any

from glossary import languages
from glossary.catalogue import Catalogue, Heading
from glossary.errors import NotFound, ParameterError
from glossary.model import LABELS, TEXTS, Collection, Concept
from glossary.nodes import Node
from glossary.skos.namespaces import SKOS
from glossary.stores.names import Name, Wanted
from service.skosmos.asking import Ask, Fields, context, notation, truth
from service.skosmos.operations import MOST_FOUND, MOST_LISTED

_TERMS = {"results": {"@id": "onki:results", "@container": "@list"}} | {name: f"skos:{name}" for name in LABELS}
_KINDS = {"Concept": "concept", "Collection": "collection"}
_LINKS = ("broader", "narrower", "related")
_DIGITS, _OTHERS, _ALL = "0-9", "!*", "*"
"""The index's special letters: what begins with a digit, with anything that is no letter, and all of it."""
_NO_LETTER = "#"
"""Under what the catalogue's index has both of the former."""


def search(open_: Catalogue, asked: Fields, own: str = "") -> Fields:
    """Labels that fit a pattern, in one vocabulary, in those named or in all."""
    vocabularies = (own,) if own else tuple(asked["vocab"].split())
    wanted = Wanted(
        pattern=_pattern(asked),
        language=asked["lang"],
        vocabularies=vocabularies,
        kinds=_kinds(asked["type"]),
        within=_within(open_, asked),
        once=truth("unique", asked["unique"], default=False),
    )
    names = open_.named(wanted, limit=min(asked["maxhits"], MOST_FOUND), offset=asked["offset"])
    fields = [name.removeprefix("skos:") for name in asked["fields"].split()]
    language = asked["labellang"] or asked["lang"]
    terms: Fields = dict(_TERMS)
    terms |= {f"{name}s": {"@id": f"skos:{name}", "@container": "@language"} for name in LABELS if name in fields}
    terms |= {name: f"skos:{name}" for name in fields if name not in LABELS}
    return {"@context": context(language, **terms), "uri": "", "results": _results(open_, names, language, fields)}


def own_search(ask: Ask) -> Fields:
    """Labels of one vocabulary that fit a pattern."""
    return search(ask.catalogue, ask.values, ask.vocabulary.id)


def lookup(ask: Ask) -> Fields:
    """The concepts that have a label: by preferred labels as written, in other case; then by alternative ones."""
    text, asked = ask.values["label"].strip(), ask.values["lang"]
    exactly = text.replace("*", " ")  # a star in a label is no pattern here, and folding disregards it anyway
    found: list[Name] = []
    for language in dict.fromkeys((asked or ask.language, asked)):
        wanted = Wanted(exactly, language, (ask.vocabulary.id,))
        found = _best([name for name in ask.catalogue.named(wanted, limit=MOST_FOUND) if name.role != "hidden"], text)
        if found:
            break
    if not found:
        raise NotFound(f"Could not find label '{text[:100]}'")
    results = _results(ask.catalogue, found, asked, [])
    terms = {"results": {"@id": "onki:results"}} | {name: f"skos:{name}" for name in LABELS}
    return {"@context": context(ask.language, **terms), "result": results}


def letters(ask: Ask) -> Fields:
    """The letters of the alphabetical index."""
    found = [letter.text for letter in ask.catalogue.alphabet(ask.vocabulary.id, ask.language)]
    others = [_OTHERS, _DIGITS] if _NO_LETTER in found else []
    shown = [letter for letter in found if letter != _NO_LETTER] + others
    listed = {"@id": "skosmos:indexLetters", "@container": "@list", "@language": ask.language}
    return {"@context": context(ask.language, indexLetters=listed), "uri": "", "indexLetters": shown}


def under_letter(ask: Ask, letter: str) -> Fields:
    """The lines of the index under a letter."""
    limit = ask.values["limit"] or MOST_LISTED
    if letter in (_DIGITS, _OTHERS):
        lines = ask.catalogue.headings(ask.vocabulary.id, ask.language, _NO_LETTER, MOST_LISTED).items
        lines = tuple(line for line in lines if line.text[:1].isdecimal() == (letter == _DIGITS))
        lines = lines[ask.values["offset"] :][:limit]
    elif letter == _ALL:
        known = [one.text for one in ask.catalogue.alphabet(ask.vocabulary.id, ask.language)]
        every = (ask.catalogue.headings(ask.vocabulary.id, ask.language, one, MOST_LISTED).items for one in known)
        offset = ask.values["offset"]
        lines = tuple(islice((line for some in every for line in some), offset, offset + limit))
    else:
        capital = next(
            (one.text for one in ask.catalogue.alphabet(ask.vocabulary.id, ask.language) if _same(one.text, letter)), ""
        )
        page = ask.catalogue.headings(ask.vocabulary.id, ask.language, capital, limit, ask.values["offset"])
        lines = page.items
    listed = {"@id": "skosmos:indexConcepts", "@container": "@list"}
    shown = [_line(line) for line in lines]
    return {"@context": context(ask.language, indexConcepts=listed), "uri": "", "indexConcepts": shown}


def _same(letter: str, other: str) -> bool:
    return letter.casefold() == other.casefold()


def _line(line: Heading) -> Fields:
    node = line.node
    shown: Fields = {"uri": node.uri, "localname": node.id or node.uri, "prefLabel": node.label.text}
    return {**shown, **({} if line.preferred else {"altLabel": line.text}), "lang": line.language or ""}


def _pattern(asked: Fields) -> str:
    text: str = asked["query"] or asked["q"] or asked["label"]
    if not text and not (asked["parent"] or asked["group"]):
        raise ParameterError("query", "", "a label to look for; it may only be missing beside group or parent")
    return text or _ALL


def _kinds(types: str) -> tuple[str, ...]:
    """The kinds of resource that types name; concepts where none is named, nothing where none is known."""
    names = [name.removeprefix("skos:").removeprefix(SKOS) for name in types.split()]
    return tuple(_KINDS[name] for name in names if name in _KINDS) or (("nothing",) if names else ("concept",))


def _within(open_: Catalogue, asked: Fields) -> set[str] | None:
    """The addresses that parent, group and scheme leave."""
    left: set[str] | None = None
    for name in ("parent", "group", "scheme"):
        if asked[name]:
            inside = {uri for around in asked[name] for uri in open_.below(around)}
            left = inside if left is None else left & inside
    return left


def _best(names: list[Name], text: str) -> list[Name]:
    """The names of the first kind of likeness that there is."""
    same = text.casefold()
    for preferred in (True, False):
        alike = [name for name in names if (name.role == "preferred") is preferred]
        exact = [name for name in alike if name.text == text]
        if found := exact or [name for name in alike if name.text.casefold() == same]:
            return found
    return []


def _results(open_: Catalogue, names: list[Name], language: str, fields: list[str]) -> list[Fields]:
    """Each name with the preferred label of what it names: in ``language``, else in the name's own."""
    extras = _extras(open_, {name.uri for name in names}, language, fields) if fields else {}
    by_tag: dict[str, list[str]] = {}
    for name in names:
        by_tag.setdefault(language or name.language or "", []).append(name.uri)
    nodes = {(tag, node.uri): node for tag, uris in by_tag.items() for node in open_.nodes(uris, (tag,) if tag else ())}
    shown = []
    for name in names:
        node = nodes[language or name.language or "", name.uri]
        kind = "skos:Collection" if name.kind == "collection" else "skos:Concept"
        result: Fields = {"uri": name.uri, "type": [kind]}
        if node.id:
            result["localname"] = node.id
        result |= {"prefLabel": node.label.text, "lang": name.language or "", "vocab": name.vocabulary}
        if name.text != node.label.text or languages.key(name.language) != languages.key(node.label.language):
            result[_matched(name)] = name.text
        shown.append(result | extras.get(name.uri, {}))
    return shown


def _matched(name: Name) -> str:
    if name.role == "preferred":
        return "matchedPrefLabel"
    return "hiddenLabel" if name.role == "hidden" else "altLabel"


def _extras(open_: Catalogue, uris: set[str], language: str, fields: list[str]) -> dict[str, Fields]:
    """What ``fields`` asks for besides, by resource: each is read once, and so is all that they link to together."""
    values = [one for one in open_.resources(sorted(uris)) if isinstance(one, Concept | Collection)]
    links = {one.uri: {name: _links(one, name) for name in fields} for one in values}
    linked = dict.fromkeys(uri for by_name in links.values() for found in by_name.values() for uri in found)
    named = {node.uri: _named(node) for node in open_.nodes(list(linked), (language,) if language else ())}
    return {
        one.uri: _extra(one, {name: [named[uri] for uri in uris] for name, uris in links[one.uri].items()}, language)
        for one in values
    }


def _links(value: Concept | Collection, field: str) -> tuple[str, ...]:
    """The addresses that a field names; () for a field of texts."""
    if field in _LINKS:
        found: tuple[str, ...] = getattr(value, field, ())
        return found
    if field.endswith("Match") and isinstance(value, Concept):
        return tuple(one.uri for one in value.mappings if f"{one.kind}Match" == field)
    return ()


def _extra(value: Concept | Collection, links: dict[str, list[Fields]], language: str) -> Fields:
    """What is shown of one resource besides; ``links`` has each field's, [] where it is no link."""
    shown: Fields = notation(value)
    for name, linked in links.items():
        found: Any = linked
        if name in LABELS:
            found, name = _by_language(value, name), f"{name}s"
        elif name == "notation":
            found = [one.text for one in value.notations]
        elif name in TEXTS:
            texts = getattr(value, TEXTS[name])
            found = [text.text for text in texts if not language or languages.matches(language, text.language)]
        if found:
            shown[name] = found
    return shown


def _by_language(value: Concept | Collection, name: str) -> Fields:
    found: Fields = {}
    for term in value.terms:
        if term.role in LABELS[name]:
            tag = term.language or ""
            if name == "prefLabel":
                found.setdefault(tag, term.text)
            else:
                found.setdefault(tag, []).append(term.text)
    return found


def _named(node: Node) -> Fields:
    return {"uri": node.uri, **({"prefLabel": node.label.text} if node.kind != "unknown" else {})}
