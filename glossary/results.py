"""What a search finds as readers are told it: each concept, the label it was found by, and whose label that is."""

from __future__ import annotations

from glossary.lenders import Lenders
from glossary.model import Value
from glossary.nodes import Node, Nodes
from glossary.search.base import FacetValue, Hit, Hits, Match
from glossary.stores.documents import Documents


class Result(Value, frozen=True):
    """A concept found, and the label it was found by; ``replaced_by`` says what to use where it is deprecated.

    ``label_of`` are the deprecated concepts that it replaces whose label that is, where it is none of its own.
    """

    node: Node
    match: Match
    replaced_by: tuple[Node, ...] = ()
    label_of: tuple[Node, ...] = ()


class Results(Value, frozen=True):
    """A page of results; ``truncated`` says that only the first 256 characters of the query were used.

    ``confident``, ``did_you_mean`` and ``facets`` are as in :class:`glossary.search.base.Hits`.
    """

    total: int
    results: tuple[Result, ...]
    truncated: bool = False
    confident: bool = False
    did_you_mean: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = {}  # noqa: RUF012  # msgspec copies it


class Teller:
    """Makes results of the hits in one release's index."""

    def __init__(self, documents: Documents, nodes: Nodes) -> None:
        self._documents, self._nodes = documents, nodes
        self._lenders = Lenders(documents)

    def told(self, hits: Hits, language: str, *, truncated: bool) -> Results:
        """The hits with labels in ``language``, or in the best one there is."""
        wanted = (language,) if language else ()
        nodes = self._nodes.of([hit.uri for hit in hits.hits], wanted)
        results = tuple(self._result(node, hit, wanted) for node, hit in zip(nodes, hits.hits, strict=True))
        return Results(hits.total, results, truncated, hits.confident, hits.did_you_mean, hits.facets)

    def _result(self, node: Node, hit: Hit, wanted: tuple[str, ...]) -> Result:
        row = self._documents.row(node.uri) if node.deprecated else None
        replaced_by = self._documents.value(row).replaced_by if row else ()
        label_of = () if hit.match.part else self._lenders.of(node.uri, hit.match.label)
        return Result(node, hit.match, self._nodes.of(replaced_by, wanted), self._nodes.of(label_of, wanted))
