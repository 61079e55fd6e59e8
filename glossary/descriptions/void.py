"""The data sets by VoID: their size, vocabularies, files, endpoint, and the links from them to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from glossary.descriptions.base import A, blank, described, each, joined, moment, number
from glossary.descriptions.dcat import dataset, download
from glossary.dumps import Dump
from glossary.model import Concept, Release, Vocabulary
from glossary.skos.namespaces import DCT, FOAF, SKOS, VOID
from glossary.skos.triples import IRI, Block, Literal

PATH: Final = "/.well-known/void"
"""Where clients look for it (W3C, Describing Linked Datasets with the VoID Vocabulary, section 7.2)."""

Links = Mapping[tuple[str, str], int]
"""How many mappings of a kind go to a namespace."""


def links(concepts: Iterable[Concept]) -> Links:
    """How many mappings of each kind go from those concepts to each namespace."""
    found: Counter[tuple[str, str]] = Counter()
    for concept in concepts:
        for mapping in concept.mappings:
            end = max(mapping.uri.rfind("/"), mapping.uri.rfind("#")) + 1
            found[mapping.kind, mapping.uri[:end]] += 1
    return dict(found)


def describe(release: Release, dumps: Sequence[Dump], linked: Mapping[str, Links], origin: str) -> Iterator[Block]:
    """All data sets of a release; ``linked`` says for each vocabulary where its mappings go."""
    sets = [IRI(dataset(origin, vocabulary.id)) for vocabulary in release.vocabularies]
    yield described(
        IRI(origin + PATH),
        (A, IRI(f"{VOID}DatasetDescription")),
        (IRI(f"{DCT}title"), Literal("The data sets of this service", "en")),
        (IRI(f"{DCT}modified"), moment(release.created)),
        *each(IRI(f"{FOAF}topic"), sets),
    )
    for vocabulary in release.vocabularies:
        yield _dataset(vocabulary, [dump for dump in dumps if dump.vocabulary == vocabulary.id], origin)
        for place, ((kind, namespace), count) in enumerate(sorted(linked[vocabulary.id].items())):
            yield _linkset(vocabulary, place, kind, namespace, count, origin)


def _dataset(vocabulary: Vocabulary, dumps: Sequence[Dump], origin: str) -> Block:
    parts = {
        "Concept": vocabulary.concepts, "Collection": vocabulary.collections, "ConceptScheme": vocabulary.schemes,
    }  # fmt: skip
    partitions = [
        described(
            blank(f"{vocabulary.id}-class", name),
            (IRI(f"{VOID}class"), IRI(SKOS + name)),
            (IRI(f"{VOID}entities"), number(count)),
        )
        for name, count in parts.items()
        if count
    ]
    return joined(
        described(
            IRI(dataset(origin, vocabulary.id)),
            (A, IRI(f"{VOID}Dataset")),
            *((IRI(f"{DCT}title"), Literal(text.text, text.language)) for text in vocabulary.titles),
            (IRI(f"{FOAF}homepage"), IRI(f"{origin}/{vocabulary.id}")),
            (IRI(f"{VOID}rootResource"), IRI(vocabulary.uri)),
            (IRI(f"{VOID}triples"), number(vocabulary.triples)),
            (IRI(f"{VOID}entities"), number(sum(parts.values()))),
            *(((IRI(f"{VOID}uriSpace"), Literal(vocabulary.base)),) if vocabulary.base else ()),
            (IRI(f"{VOID}vocabulary"), IRI(SKOS)),
            (IRI(f"{VOID}sparqlEndpoint"), IRI(f"{origin}/sparql")),
            (IRI(f"{VOID}openSearchDescription"), IRI(f"{origin}/en/opensearch.xml")),
            *each(IRI(f"{VOID}dataDump"), (IRI(download(origin, dump)) for dump in dumps if dump.format != "csv")),
            *each(IRI(f"{VOID}classPartition"), (partition.subject for partition in partitions)),
        ),
        partitions,
    )


def _linkset(vocabulary: Vocabulary, place: int, kind: str, namespace: str, count: int, origin: str) -> Block:
    own, target = IRI(dataset(origin, vocabulary.id)), blank(f"{vocabulary.id}-target", place)
    return joined(
        described(
            IRI(f"{dataset(origin, vocabulary.id)}-links-{place + 1}"),
            (A, IRI(f"{VOID}Linkset")),
            (IRI(f"{VOID}linkPredicate"), IRI(f"{SKOS}{kind}Match")),
            (IRI(f"{VOID}subjectsTarget"), own),
            (IRI(f"{VOID}objectsTarget"), target),
            (IRI(f"{VOID}triples"), number(count)),
        ),
        [described(target, (A, IRI(f"{VOID}Dataset")), (IRI(f"{VOID}uriSpace"), Literal(namespace)))],
    )
