"""What an assistant (a language model with tools) is told: sourced terms as plain values, and what is uncertain.

Each answer is a dict fit for JSON that names addresses, statuses and sources; ``notes`` are sentences for what a reader
must know before relying on it. Lists and texts are bounded, and an answer that was cut says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.model import DRAFTS, Collection, Concept, NoEquivalent, Source, Term, Text
from glossary.nodes import Node
from glossary.search.base import Kind, Match

Answer = dict[str, Any]

MOST_LANGUAGES = 40
MOST_CONCEPTS = 10
"""Concepts side by side."""
MOST_LISTED = 50
"""Links of one kind in an answer about a concept."""
MOST_TEXT = 2_000
"""Characters of one definition or note."""
_SAME: frozenset[Kind] = frozenset(("preferred", "other", "lemma"))
"""How a label matches that is the term asked for, if in another form of its words."""
_RELIABILITIES = {1: "1 of 4, not verified", 2: "2 of 4, minimum", 3: "3 of 4, reliable", 4: "4 of 4, very reliable"}
_STANDING = ("role", "status", "reliability", "caution")
"""What is told of the label that matched, beside its words."""


def search(
    catalogue: Catalogue, text: str, *, language: str = "", vocabulary: str = "", limit: int = 10, offset: int = 0
) -> Answer:
    """Concepts whose labels in any language answer a text, best first."""
    found = catalogue.search(
        text, language=_tag(catalogue, language), vocabulary=vocabulary, limit=limit, offset=offset
    )
    results = [
        {
            **_node(result.node),
            **_vouched(catalogue, result.node, result.match),
            **({"useInstead": [_node(node) for node in result.replaced_by]} if result.replaced_by else {}),
        }
        for result in found.results
    ]
    notes = []
    if not results:
        notes.append(f"Nothing in this glossary is called '{text}'; that does not mean that there is no such term.")
    elif not found.confident:
        notes.append("No label has all of these words: the results only resemble them. Do not take them as the answer.")
    if found.did_you_mean:
        notes.append(f"Did you mean '{found.did_you_mean}'?")
    if found.truncated:
        notes.append("Only the first 256 characters were searched for.")
    if found.total > offset + len(results):
        notes.append(f"{found.total} concepts in all; ask with offset {offset + len(results)} for more.")
    return _answer(catalogue, notes, total=found.total, sure=found.confident, results=results)


def named(catalogue: Catalogue, term: str, language: str = "") -> tuple[str, ...]:
    """The addresses of the concepts that are called so, at most three; NotFound says what comes near."""
    found = catalogue.search(term, language=_tag(catalogue, language), limit=MOST_CONCEPTS)
    same = [result for result in found.results if result.match.kind in _SAME]
    best = [result.node.uri for result in same if result.match.kind == same[0].match.kind]
    if best:
        return tuple(best[:3])
    near = [found.did_you_mean] if found.did_you_mean else [result.node.label.text for result in found.results[:3]]
    hint = f"; there is {', '.join(repr(one) for one in near)}" if near else ""
    raise NotFound(f"no concept of this glossary is called '{term}'{hint}; search finds what resembles it")


def concept(catalogue: Catalogue, uri: str, wanted: Sequence[str] = ()) -> Answer:
    """A concept with its texts, relations and mappings, and its terms in the languages wanted, or else in all."""
    value = _concept(catalogue, uri)
    asked = _tags(catalogue, wanted)
    tags = asked or _spoken(value)
    notes = _cautions(catalogue, value, tags, asked)
    relations = {
        kind: _listed(catalogue, getattr(value, kind), asked, notes, kind)
        for kind in ("broader", "narrower", "related", "member_of")
        if getattr(value, kind)
    }
    return _answer(
        catalogue,
        notes,
        **_identity(catalogue, value, asked),
        definitions=_texts(value.definitions, tags, notes, "definition"),
        scopeNotes=_texts(value.scope_notes, tags, notes, "scope note"),
        notations=[one.text for one in value.notations],
        terms=[_equivalent(value, tag) for tag in tags],
        **{"themes" if kind == "member_of" else kind: nodes for kind, nodes in relations.items()},
        mappings=[{"kind": one.kind, "address": one.uri} for one in value.mappings[:MOST_LISTED]],
    )


def equivalents(catalogue: Catalogue, uris: Sequence[str], wanted: Sequence[str]) -> Answer:
    """The terms of concepts in each language wanted, with statuses and sources, or why there is none."""
    tags = _tags(catalogue, wanted)
    if not tags:
        raise ParameterError("languages", "", f"1 to {MOST_LANGUAGES} language tags (BCP 47) such as de or de-AT")
    notes: list[str] = []
    if len(uris) > 1:
        notes.append("Several concepts have this term: choose by their definitions, or ask which is meant.")
    shown = []
    for uri in uris[:MOST_CONCEPTS]:
        value = _concept(catalogue, uri)
        notes += _cautions(catalogue, value, tags, tags)
        definition = _texts(value.definitions, tags, [], "definition")[:1]
        rows = [_equivalent(value, tag) for tag in tags]
        shown.append({**_identity(catalogue, value, tags), "definitions": definition, "equivalents": rows})
    return _answer(catalogue, notes, concepts=shown)


def compare(catalogue: Catalogue, uris: Sequence[str], wanted: Sequence[str]) -> Answer:
    """Two to ten concepts side by side in the languages wanted, and how each stands to the others."""
    apart = tuple(dict.fromkeys(uris))
    if not 2 <= len(apart) <= MOST_CONCEPTS:
        raise ParameterError("concepts", str(len(apart)), f"2 to {MOST_CONCEPTS} different concepts")
    found = equivalents(catalogue, apart, wanted)
    values = [_concept(catalogue, uri) for uri in apart]
    below = {value.uri: frozenset(catalogue.below(value.uri)) for value in values}
    relations = [
        {"from": one.uri, "relation": relation, "to": other.uri}
        for number, one in enumerate(values)
        for other in values[number + 1 :]
        for relation in [_relation(one, other, below)]
    ]
    notes = [note for note in found.pop("notes", ()) if not note.startswith("Several concepts")]
    return _answer(catalogue, notes, concepts=found["concepts"], relations=relations)


def browse(
    catalogue: Catalogue,
    vocabulary: str = "",
    below: str = "",
    *,
    language: str = "en",
    limit: int = 50,
    offset: int = 0,
) -> Answer:
    """What lies directly below an address; else the top and the themes of a vocabulary; else the vocabularies."""
    wanted = (_tag(catalogue, language),) if language else ()
    if below:
        node = catalogue.find(below, wanted)
        path = [_node(one) for one in catalogue.above(below, wanted)]
        value = catalogue.resource(below)
        members = catalogue.ordered(value.members, wanted) if isinstance(value, Collection) else ()
        return _page(catalogue, members or catalogue.narrower(below, wanted), limit, offset, of=_node(node), path=path)
    if vocabulary:
        themes = [_node(one) for one in catalogue.collections(vocabulary, wanted)[:MOST_LISTED]]
        return _page(catalogue, catalogue.top(vocabulary, wanted), limit, offset, themes=themes)
    held = [
        {
            "id": one.id,
            "address": one.uri,
            "title": catalogue.title(one, wanted).text,
            "concepts": one.concepts,
            "languages": [count.language for count in one.languages if count.language],
        }
        for one in catalogue.vocabularies()
    ]
    return _answer(catalogue, [], vocabularies=held)


def _answer(catalogue: Catalogue, notes: Iterable[str], **parts: Any) -> Answer:
    """The parts that say something, the release that they are from, and what a reader must know."""
    found = _without_empty(**parts, notes=list(dict.fromkeys(notes)))
    return {**found, "release": catalogue.release.id}


def _without_empty(**parts: Any) -> Answer:
    return {name: value for name, value in parts.items() if value not in ("", None, [], (), {})}


def _vouched(catalogue: Catalogue, node: Node, match: Match) -> Answer:
    """The label that matched and the term that is shown, each with how far it can be relied on."""
    terms = {(term.text, term.language): term for term in catalogue.resource(node.uri).terms}
    matched = terms.get((match.label, match.language))
    shown = terms.get((node.label.text, node.label.language))
    found = _without_empty(text=match.label, language=match.language or "", how=match.kind)
    standing = {name: value for name, value in _term(matched).items() if name in _STANDING} if matched else {}
    return {"matched": {**found, **standing}, **({"term": _term(shown)} if shown else {})}


def _tag(catalogue: Catalogue, tag: str) -> str:
    """The tag in canonical form; ParameterError for what is none, or of a language that nobody knows."""
    allowed = "a language tag (BCP 47) such as de or de-AT"
    if tag and not languages.is_well_formed(tag):
        raise ParameterError("language", tag[:100], allowed)
    code = languages.primary(tag)
    if tag and not languages.is_language(code) and code not in _held(catalogue):
        raise ParameterError("language", tag[:100], f"{allowed}, of a language that there is; '{code}' is none")
    return languages.canonical(tag) if tag else ""


def _held(catalogue: Catalogue) -> frozenset[str]:
    """The languages that the vocabularies have terms in, whatever they call them."""
    return frozenset(languages.primary(count.language) for one in catalogue.vocabularies() for count in one.languages)


def _tags(catalogue: Catalogue, wanted: Sequence[str]) -> tuple[str, ...]:
    if len(wanted) > MOST_LANGUAGES:
        raise ParameterError("languages", str(len(wanted)), f"at most {MOST_LANGUAGES} language tags")
    return tuple(dict.fromkeys(_tag(catalogue, tag) for tag in wanted if tag))


def _concept(catalogue: Catalogue, uri: str) -> Concept:
    value = catalogue.resource(uri)
    if not isinstance(value, Concept):
        raise NotFound(f"'{uri}' is a {type(value).__name__.lower()}, not a concept; browse shows what lies below it")
    return value


def _spoken(value: Concept) -> tuple[str, ...]:
    """The languages of a concept's terms and of the statements that there is none, without regions."""
    stated = [term.language for term in value.terms if term.role != "hidden"]
    stated += [none.language for none in value.no_equivalents]
    return tuple(sorted({languages.without_region(tag) for tag in stated if tag}))[:MOST_LANGUAGES]


def _identity(catalogue: Catalogue, value: Concept, tags: Sequence[str]) -> Answer:
    node = catalogue.find(value.uri, tags)
    return {**_node(node), **({"useInstead": list(value.replaced_by)} if value.replaced_by else {})}


def _node(node: Node) -> Answer:
    """Address, a short name for asking on, and the label in the best language there is."""
    found = _without_empty(
        address=node.uri,
        id=f"{node.vocabulary}/{node.id}" if node.id else "",
        label=node.label.text,
        language=node.label.language or "",
        kind=node.kind if node.kind != "concept" else "",
        below=node.narrower or "",
    )
    return {**found, "status": "no longer in use"} if node.deprecated else found


def _equivalent(value: Concept, tag: str) -> Answer:
    """What a concept is called in a language; ``missing`` says why where it has no term."""
    terms = [term for term in value.terms if term.role != "hidden" and languages.matches(tag, term.language)]
    found: Answer = {"language": tag, "name": languages.name(tag)}
    none = [_no_equivalent(one) for one in value.no_equivalents if languages.matches(tag, one.language)]
    if terms:
        return {**found, "terms": [_term(term) for term in terms], **({"alsoSaid": none} if none else {})}
    return {**found, "missing": none[0] if none else "no term in this language yet"}


def _no_equivalent(none: NoEquivalent) -> str:
    said = "; ".join(_source(source) for source in none.sources) or "the vocabulary, without a source"
    return f"no equivalent, says {said}" + (f": {none.note}" if none.note else "")


def _term(term: Term) -> Answer:
    return _without_empty(
        text=term.text,
        language=term.language or "",
        role=term.role,
        usedIn=list(term.jurisdictions),
        status=term.status or "not stated",
        reliability=_RELIABILITIES.get(term.reliability or 0, "not stated"),
        sources=[_source(source) for source in term.sources],
        usageNote=_cut(term.usage_note),
        caution="; ".join(_doubts(term)),
    )


def _doubts(term: Term) -> list[str]:
    """Why a term should not be relied on without a look."""
    doubts = []
    if term.is_draft:
        doubts.append(f"{term.status.lower()}, not reviewed")
    if term.reliability == 1:
        doubts.append("not verified")
    if term.role == "deprecated":
        doubts.append("not to be used any more")
    if not term.sources:
        doubts.append("no source stated")
    return doubts


def _source(source: Source) -> str:
    """A source in one line: title, year, place, CELEX number, address, and whether it is only followed."""
    year = f"({source.year})" if source.year and str(source.year) not in source.title else ""
    celex = f"CELEX {source.celex}" if source.celex else ""
    parts = (f"{source.title} {year}".strip(), source.article, celex, source.uri)
    line = ", ".join(part for part in parts if part)
    return f"after {line}" if source.role == "derived" else line


def _cautions(catalogue: Catalogue, value: Concept, tags: Sequence[str], asked: Sequence[str]) -> list[str]:
    """What has to be known of a whole concept before its terms are used; its label is in a language asked for."""
    called = catalogue.find(value.uri, asked).label.text
    notes = []
    if value.deprecated or value.replaced_by:
        instead = f"; use {', '.join(value.replaced_by)}" if value.replaced_by else ""
        notes.append(f"'{called}' is no longer in use{instead}.")
    rows = [_equivalent(value, tag) for tag in tags]
    missing = [row["name"] for row in rows if "missing" in row]
    drafted = [row["name"] for row in rows if all(_is_draft(term) for term in row.get("terms", ())) and "terms" in row]
    if missing:
        notes.append(f"'{called}' has no term in {', '.join(missing)}: say so rather than translate it yourself.")
    if drafted:
        notes.append(f"'{called}' is drafted and not reviewed in {', '.join(drafted)}.")
    return notes


def _is_draft(term: Answer) -> bool:
    return str(term["status"]).lower() in DRAFTS


def _texts(stated: Sequence[Text], tags: Sequence[str], notes: list[str], kind: str) -> list[Answer]:
    """Texts in the languages wanted, in their order; in others, with a note, where there are none in those."""
    fitting = list(dict.fromkeys(text for tag in tags for text in stated if languages.matches(tag, text.language)))
    if stated and not fitting:
        fitting = [text for text in stated if languages.primary(text.language) == "en"] or list(stated[:1])
        notes.append(f"There is no {kind} in the languages asked for; it is given in another.")
    return [
        _without_empty(
            text=_cut(text.text),
            language=text.language or "",
            context=text.context,
            sources=[_source(source) for source in text.sources],
        )
        for text in fitting[:MOST_LANGUAGES]
    ]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}… (cut: {len(text):,} characters in all)"


def _listed(
    catalogue: Catalogue, uris: Sequence[str], tags: Sequence[str], notes: list[str], kind: str
) -> list[Answer]:
    if len(uris) > MOST_LISTED:
        notes.append(f"Of {len(uris)} {kind} entries the first {MOST_LISTED} are listed; browse gives them all.")
    return [_node(node) for node in catalogue.nodes(uris[:MOST_LISTED], tags)]


def _relation(one: Concept, other: Concept, below: dict[str, frozenset[str]]) -> str:
    """How a concept stands to another."""
    if other.uri in below[one.uri]:
        return "broader than"
    if one.uri in below[other.uri]:
        return "narrower than"
    if other.uri in one.related or one.uri in other.related:
        return "related to"
    if any(mapping.uri == other.uri for mapping in one.mappings) or any(m.uri == one.uri for m in other.mappings):
        return "mapped to"
    return "no stated relation to"


def _page(catalogue: Catalogue, nodes: Sequence[Node], limit: int, offset: int, **parts: Any) -> Answer:
    shown = [_node(node) for node in nodes[offset : offset + limit]]
    more = len(nodes) > offset + len(shown)
    notes = [f"{len(nodes)} in all; ask with offset {offset + len(shown)} for more."] if more else []
    return _answer(catalogue, notes, **parts, total=len(nodes), items=shown)
