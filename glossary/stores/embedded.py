"""The embedded store: rdflib's API over an on-disk Oxigraph folder.

Oxigraph lower-cases language tags, so nothing exact is read from here; documents and dumps come from
``stores/documents.py``. One process builds the folder; afterwards any number open it read-only.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import cast

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset, URIRef
from rdflib.query import ResultRow

from glossary.children import Pool
from glossary.errors import ReleaseError
from glossary.skos.triples import Triple, ntriples
from glossary.stores import sparql, strangers
from glossary.stores.base import source_graph
from glossary.stores.questions import Question

_BATCH = 50_000
"""Triples handed over at a time: about 6 MB of N-Triples."""


class EmbeddedBuilder:
    """Writes a new Oxigraph folder."""

    def __init__(self, folder: Path) -> None:
        self._store = pyoxigraph.Store(str(folder))

    def load(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add triples to a named graph."""
        remaining = iter(triples)
        while batch := list(islice(remaining, _BATCH)):
            # lenient: the reading side has judged the addresses already, and warned of those such as ".../%zz"
            self._store.bulk_load(
                ntriples(batch).encode(),
                format=pyoxigraph.RdfFormat.N_TRIPLES,
                to_graph=pyoxigraph.NamedNode(graph),
                lenient=True,
            )

    def finish(self) -> None:
        """Write everything to disk and close."""
        self._store.flush()
        self._store.optimize()
        del self._store


class EmbeddedStore:
    """Reads an Oxigraph folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dataset = Dataset(store=OxigraphStore(store=_opened(folder)), default_union=True)
        self._untouched: pyoxigraph.Store | None = None
        self._lock = threading.Lock()

    def top_concepts(self, vocabulary: str) -> list[str]:
        """See :class:`glossary.stores.base.Store`."""
        return self._ask(sparql.TOP_CONCEPTS, graph=source_graph(vocabulary))

    def narrower(self, uri: str) -> list[str]:
        """See :class:`glossary.stores.base.Store`."""
        return self._ask(sparql.NARROWER, uri=uri)

    def below(self, uri: str) -> list[str]:
        """See :class:`glossary.stores.base.Store`."""
        return self._ask(sparql.BELOW, uri=uri)

    def mapped_to(self, uri: str) -> list[str]:
        """See :class:`glossary.stores.base.Store`."""
        return self._ask(sparql.MAPPED_TO, uri=uri)

    def mapped(self, vocabulary: str) -> dict[str, int]:
        """See :class:`glossary.stores.base.Store`."""
        rows = self._rows(sparql.MAPPED, graph=source_graph(vocabulary))
        return {uri: int(count) for uri, count in sorted((str(row[0]), str(row[1])) for row in rows)}

    def count(self, vocabulary: str) -> int:
        """See :class:`glossary.stores.base.Store`."""
        return int(self._ask(sparql.COUNT, graph=source_graph(vocabulary))[0])

    def answer(self, question: Question, pool: Pool) -> bytes:
        """See :class:`glossary.stores.base.Store`.

        The child gets a store that no thread of this process ever asks, so that none of its locks can be held.
        """
        with self._lock:
            if self._untouched is None:
                self._untouched = _opened(self._folder)
        return pool.run(strangers.answer, self._untouched, question, pool.limits.result_bytes)

    def close(self) -> None:
        """Let go of the files."""
        self._dataset.close()
        self._untouched = None

    def _ask(self, query: str, **bindings: str) -> list[str]:
        return sorted(str(row[0]) for row in self._rows(query, **bindings))

    def _rows(self, query: str, **bindings: str) -> list[ResultRow]:
        try:
            rows = self._dataset.query(query, initBindings={name: URIRef(value) for name, value in bindings.items()})
        except ValueError:  # Oxigraph's word for what is no address: nothing is said of it
            return []
        return cast("list[ResultRow]", list(rows))


def _opened(folder: Path) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except OSError as error:
        raise ReleaseError(f"{folder} cannot be opened: {error}; build the release again or roll back") from error
