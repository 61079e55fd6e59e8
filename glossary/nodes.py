"""Resources as they stand in lists and trees: each with a label for its reader, looked up many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from urllib.parse import unquote

from cachetools import LRUCache

from glossary import languages
from glossary.analysis.collation import alphabet_of, sort_key
from glossary.model import Value, Vocabulary
from glossary.stores.documents import Documents, Row

KEPT = 16_384
"""List entries that are kept, about 600 bytes each: neighbours stand on many pages."""


class Label(Value, frozen=True):
    """A text with its language tag as the source writes it."""

    text: str
    language: str | None = None


class Node(Value, frozen=True):
    """A resource in a list or tree; ``kind`` "unknown" means that nothing in the release describes it.

    ``id`` is "" where the address lies outside the vocabulary's base; ``narrower`` counts what lies directly below.
    """

    uri: str
    id: str
    vocabulary: str
    label: Label
    kind: str
    narrower: int = 0
    deprecated: bool = False


class Nodes:
    """Makes the list entries of one release. Safe to ask from several threads."""

    def __init__(self, documents: Documents, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._documents = documents
        self._defaults = {name: vocabulary.default_language for name, vocabulary in vocabularies.items()}
        self._seen: LRUCache[tuple[str, tuple[str, ...]], Node] = LRUCache(KEPT)
        self._lock = Lock()

    def of(self, uris: Sequence[str], wanted: Sequence[str]) -> tuple[Node, ...]:
        """List entries for addresses, in their order; dangling ones are of kind "unknown"."""
        order = tuple(wanted)
        with self._lock:
            found = {uri: node for uri in uris if (node := self._seen.get((uri, order)))}
        missing = [uri for uri in uris if uri not in found]
        if missing:
            rows = self._documents.rows(missing)
            new = {node.uri: node for node in self.of_rows(list(rows.values()), order)}
            with self._lock:
                self._seen.update({(uri, order): node for uri, node in new.items()})
            found.update(new)
        return tuple(found.get(uri) or Node(uri, "", "", Label(uri), "unknown") for uri in uris)

    def of_rows(self, rows: Sequence[Row], wanted: Sequence[str]) -> list[Node]:
        """List entries for rows, in their order; nothing is kept."""
        labels = self._labels(rows, wanted)
        return [
            Node(row.uri, row.id, row.vocabulary, labels[row.number], row.kind, row.narrower, bool(row.deprecated))
            for row in rows
        ]

    def _labels(self, rows: Sequence[Row], wanted: Sequence[str]) -> dict[int, Label]:
        """A label for each row: in the wanted languages, else any; else the end of the address."""
        order = [*wanted, *dict.fromkeys(self._defaults[row.vocabulary] for row in rows), "en"]
        keys = list(dict.fromkeys(key for tag in order for key in languages.fallbacks(tag)))
        found = self._documents.labels([row.number for row in rows], keys, languages.primary(order[0]))
        found.update(self._documents.labels([row.number for row in rows if row.number not in found], ()))
        return {row.number: _best_label(found.get(row.number, {}), order, row) for row in rows}


def alphabetical(nodes: Iterable[Node], wanted: Sequence[str]) -> tuple[Node, ...]:
    """The same, in the alphabetical order of the first language."""
    alphabet = alphabet_of(wanted[0] if wanted else "")
    return tuple(sorted(nodes, key=lambda node: (sort_key(node.label.text, alphabet), node.uri)))


def _best_label(labels: dict[str, tuple[str, str | None]], order: Sequence[str], row: Row) -> Label:
    key = languages.best(order, labels)
    if key is None and labels:
        key = min(labels)
    return Label(*labels[key]) if key is not None else Label(unquote(row.id) or row.uri)
