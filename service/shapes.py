"""The shapes of the JSON API's answers; the OpenAPI description is generated from them.

Unlike the domain's values these never leave a field out: a client may rely on every one.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from glossary.catalogue import Catalogue
from glossary.changes import Change
from glossary.model import Collection, Concept, Described, Scheme, Vocabulary
from glossary.nodes import Label, Node
from glossary.results import Result, Results
from glossary.search.base import Kind


class Shape(msgspec.Struct, frozen=True, rename="camel"):
    """Base of all shapes."""


class ShownLabel(Shape, frozen=True):
    """A text and its language tag as the source writes it, null where it has none."""

    text: str
    language: str | None


class ShownVocabulary(Shape, frozen=True):
    """A vocabulary: ``languages`` are the tags of its preferred terms, ``release`` is the release it is served from."""

    id: str
    uri: str
    title: ShownLabel
    languages: tuple[str, ...]
    concepts: int
    release: str


class History(Shape, frozen=True):
    """What became of a resource, by release; fields that hold nothing are left out of a change."""

    changes: tuple[Change, ...]


class Replacement(Shape, frozen=True):
    """The concept to use instead of a deprecated one, or a deprecated one that it stands for."""

    uri: str
    id: str
    vocabulary: str
    pref_label: ShownLabel


class ShownMatch(Shape, frozen=True):
    """The label a result was found by; ``highlights`` are [start, end) offsets in its characters (code points).

    ``part`` is "" for a label; else ``label`` is a snippet of what it names: definition, scopeNote, note, example.
    ``labelOf`` are the deprecated concepts whose label it is, where the result only replaces them.
    """

    label: str
    language: str | None
    kind: Kind
    highlights: tuple[tuple[int, int], ...]
    part: str
    label_of: tuple[Replacement, ...] = ()


class Found(Shape, frozen=True):
    """A concept that answers a search; ``prefLabel`` is in the language asked for, or the best there is."""

    uri: str
    id: str
    vocabulary: str
    pref_label: ShownLabel
    deprecated: bool
    replaced_by: tuple[Replacement, ...]
    match: ShownMatch


class FacetCount(Shape, frozen=True):
    """A value of a facet, and how many of the results have it."""

    value: str
    count: int


class Suggested(Shape, frozen=True):
    """A concept that completes what was typed; ``label`` is the label that begins with it, or a word of which does.

    ``match`` says where in that label, and whether it is the whole label (``preferred``, ``other``) or a ``prefix``.
    """

    uri: str
    id: str
    vocabulary: str
    label: ShownLabel
    pref_label: ShownLabel
    match: ShownMatch


class Linked(Shape, frozen=True):
    """Something that a resource refers to."""

    id: str
    vocabulary: str
    kind: str
    label: ShownLabel


class Vocabularies(Shape, frozen=True):
    """All vocabularies of the release."""

    vocabularies: tuple[ShownVocabulary, ...]


class SearchAnswer(Shape, frozen=True):
    """A page of results; ``truncated`` says that only the first 256 characters of the query were used.

    ``confident``: the first result has at least all words of the query in a label. ``didYouMean`` is a label that
    resembles the query where nothing better was found, else "". ``facets`` counts all results, not only this page's.
    """

    total: int
    results: tuple[Found, ...]
    truncated: bool
    confident: bool
    did_you_mean: str
    facets: dict[str, tuple[FacetCount, ...]]


class SuggestAnswer(Shape, frozen=True):
    """Completions, best first; ``truncated`` says that only the first 256 characters of the text were used."""

    results: tuple[Suggested, ...]
    truncated: bool


class Health(Shape, frozen=True):
    """``release`` is the release served, "" where only the process was asked about."""

    status: str
    release: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong (RFC 9457): ``parameter`` and ``allowed`` with a bad parameter, ``offered`` media types with 406.

    ``release`` is the last release that had what is gone (410).
    """

    title: str
    status: int
    detail: str
    type: str = msgspec.field(default="about:blank")
    parameter: str = ""
    allowed: str = ""
    offered: tuple[str, ...] = ()
    release: str = ""


def label(value: Label) -> ShownLabel:
    """A label as the API shows it."""
    return ShownLabel(value.text, value.language)


def vocabulary(catalogue: Catalogue, value: Vocabulary, languages: tuple[str, ...]) -> ShownVocabulary:
    """A vocabulary with its title for a reader of those languages."""
    tags = tuple(count.language for count in value.languages if count.language)
    title = label(catalogue.title(value, languages))
    return ShownVocabulary(value.id, value.uri, title, tags, value.concepts, catalogue.release.id)


def matched(result: Result) -> ShownMatch:
    """What a result was found by, as the API shows it."""
    match = result.match
    return ShownMatch(match.label, match.language, match.kind, match.highlights, match.part, _instead(result.label_of))


def found(result: Result) -> Found:
    """A search result as the API shows it."""
    node = result.node
    instead = _instead(result.replaced_by)
    return Found(node.uri, node.id, node.vocabulary, label(node.label), node.deprecated, instead, matched(result))


def _instead(nodes: Iterable[Node]) -> tuple[Replacement, ...]:
    return tuple(Replacement(one.uri, one.id, one.vocabulary, label(one.label)) for one in nodes)


def search_answer(results: Results) -> SearchAnswer:
    """A page of results as the API shows it."""
    counts = {
        name: tuple(FacetCount(one.value, one.count) for one in values) for name, values in results.facets.items()
    }
    found_ = tuple(map(found, results.results))
    return SearchAnswer(results.total, found_, results.truncated, results.confident, results.did_you_mean, counts)


def suggested(result: Result) -> Suggested:
    """A completion as the API shows it."""
    node, match = result.node, result.match
    begun = ShownLabel(match.label, match.language)
    return Suggested(node.uri, node.id, node.vocabulary, begun, label(node.label), matched(result))


def suggest_answer(results: Results) -> SuggestAnswer:
    """Completions as the API shows them."""
    return SuggestAnswer(tuple(map(suggested, results.results)), results.truncated)


def described(value: Described, neighbours: tuple[Node, ...]) -> dict[str, object]:
    """A resource with ``links``: what the release knows of the addresses it refers to."""
    links = {
        node.uri: Linked(node.id, node.vocabulary, node.kind, label(node.label))
        for node in neighbours
        if node.kind != "unknown"
    }
    return {**msgspec.to_builtins(value), "links": links}


def references(value: Described) -> tuple[str, ...]:
    """The addresses that a resource refers to, each once."""
    uris: list[str] = list(value.replaced_by)
    match value:
        case Concept():
            uris += [*value.broader, *value.narrower, *value.related, *value.member_of]
            uris += [*value.schemes, *value.top_concept_of, *(mapping.uri for mapping in value.mappings)]
        case Collection():
            uris += [*value.members, *value.member_of, *value.schemes]
        case Scheme():
            uris += value.top_concepts
    return tuple(dict.fromkeys(uris))
