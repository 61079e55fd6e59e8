"""What the tests of the search index share: small indexes made of labels, and how hits are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from glossary.model import Role
from glossary.search.base import Entry, Hits, Index, Passage, Subject
from glossary.search.building import build_index
from glossary.search.index import open_index

Opener = Callable[..., Index]


class Labelled(NamedTuple):
    """A label of a concept of a vocabulary."""

    uri: str
    vocabulary: str
    entry: Entry
    deprecated: bool


def entry(uri: str, text: str, language: str | None = "en", role: Role = "preferred", **more: object) -> Labelled:
    return Labelled(uri, str(more.get("vocabulary", "v")), Entry(language, role, text), bool(more.get("deprecated")))


def text(part: str, text: str, language: str = "en") -> Passage:
    return Passage(language, part, text)


def concept(
    uri: str, labels: Mapping[str, str], *passages: Passage, broader: tuple[str, ...] = (), **facets: str
) -> Subject:
    """A concept with one preferred label in each language, and one value of each facet."""
    return Subject(
        uri=uri,
        vocabulary="v",
        entries=tuple(Entry(tag, "preferred", text) for tag, text in labels.items()),
        passages=passages,
        broader=broader,
        deprecated=facets.get("deprecated") == "true",
        facets={"vocabulary": ("v",), "language": tuple(labels)} | {name: (value,) for name, value in facets.items()},
    )


def concepts(labels: Iterable[tuple[str, str]]) -> list[Subject]:
    """A concept for each language and label, with the label as its address."""
    return subjects(entry(text, text, language) for language, text in labels)


def subjects(labels: Iterable[Labelled]) -> list[Subject]:
    """Concepts with those labels."""
    found: dict[tuple[str, str, bool], list[Entry]] = {}
    for label in labels:
        found.setdefault((label.uri, label.vocabulary, label.deprecated), []).append(label.entry)
    return [
        Subject(
            uri=uri,
            vocabulary=vocabulary,
            entries=tuple(entries),
            deprecated=deprecated,
            facets={"vocabulary": (vocabulary,)},
        )
        for (uri, vocabulary, deprecated), entries in found.items()
    ]


@contextmanager
def indexed(made: Iterable[Subject], folder: Path) -> Iterator[Index]:
    """An index of those concepts, open for as long as it is needed."""
    build_index(made, folder)
    index = open_index(folder)
    try:
        yield index
    finally:
        index.close()


def build(labels: Iterable[Labelled], folder: Path) -> int:
    """An index of those labels."""
    return build_index(subjects(labels), folder)


def found(hits: Hits) -> list[str]:
    return [hit.uri for hit in hits.hits]


def shown(hits: Hits) -> list[tuple[str, str]]:
    return [(hit.match.label, hit.match.kind) for hit in hits.hits]


def marked(hits: Hits) -> list[list[str]]:
    return [[hit.match.label[start:end] for start, end in hit.match.highlights] for hit in hits.hits]
