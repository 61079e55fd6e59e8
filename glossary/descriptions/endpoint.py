"""The description of the SPARQL endpoint (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from glossary.descriptions.base import FORMATS, SD, A, Property, blank, described, joined, number
from glossary.model import Release
from glossary.skos.namespaces import DCT, RDFS, VOID
from glossary.skos.triples import IRI, Block, Literal

_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "RDF_XML", "N-Triples",
)  # fmt: skip
"""By their names at https://www.w3.org/ns/formats/."""
_NAMED = IRI(f"{SD}namedGraph")


def describe(release: Release, graphs: Mapping[str, tuple[str, str]], endpoint: str, limits: str) -> list[Block]:
    """The service at the address ``endpoint``; ``graphs`` are each vocabulary's two, ``limits`` a sentence."""
    data, default = blank("dataset", 1), blank("default", 1)
    service = described(
        IRI(endpoint),
        (A, IRI(f"{SD}Service")),
        (IRI(f"{SD}endpoint"), IRI(endpoint)),
        (IRI(f"{SD}supportedLanguage"), IRI(f"{SD}SPARQL11Query")),
        (IRI(f"{SD}feature"), IRI(f"{SD}UnionDefaultGraph")),
        *((IRI(f"{SD}resultFormat"), IRI(f"{FORMATS}{name}")) for name in _RESULTS),
        (IRI(f"{RDFS}comment"), Literal(limits, "en")),
        (IRI(f"{SD}defaultDataset"), data),
    )
    named: list[Property] = []
    parts: list[Block] = []
    for place, vocabulary in enumerate(release.vocabularies):
        for kind, name in enumerate(graphs[vocabulary.id]):
            entry, graph = blank("named", 2 * place + kind), blank("graph", 2 * place + kind)
            named.append((_NAMED, entry))
            parts.append(
                described(entry, (A, IRI(f"{SD}NamedGraph")), (IRI(f"{SD}name"), IRI(name)), (IRI(f"{SD}graph"), graph))
            )
            parts.append(described(graph, (A, IRI(f"{SD}Graph")), *_facts(vocabulary.id, vocabulary.triples, kind)))
    dataset = described(data, (A, IRI(f"{SD}Dataset")), (IRI(f"{SD}defaultGraph"), default), *named)
    union = described(default, (A, IRI(f"{SD}Graph")), (IRI(f"{DCT}title"), Literal("The union of all graphs", "en")))
    return [joined(service, [dataset, union, *parts])]


def _facts(vocabulary: str, triples: int, kind: int) -> tuple[Property, ...]:
    if kind == 0:
        title = Literal(f"What the source of the vocabulary {vocabulary} states", "en")
        return (IRI(f"{DCT}title"), title), (IRI(f"{VOID}triples"), number(triples))
    return ((IRI(f"{DCT}title"), Literal(f"What is inferred from the vocabulary {vocabulary}", "en")),)
