"""Whose label a search has found: a concept is found by the labels of the deprecated ones that it replaces, too."""

from __future__ import annotations

from functools import cached_property

from glossary.stores.documents import Documents


class Lenders:
    """Knows the deprecated concepts of one release by what replaces them."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def of(self, uri: str, label: str) -> tuple[str, ...]:
        """The deprecated concepts that a concept replaces and has that label from; () where it is its own."""
        replaced = self._replaced.get(uri, ())
        rows = self._documents.rows([uri, *replaced]) if replaced else {}
        having = [
            one for one, row in rows.items() if any(term.text == label for term in self._documents.value(row).terms)
        ]
        return () if uri in having else tuple(having)

    @cached_property
    def _replaced(self) -> dict[str, tuple[str, ...]]:
        return self._documents.replaced()
