"""When concepts were made and changed, as their vocabulary says: read once and kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache

import msgspec


class Dated(msgspec.Struct, frozen=True, rename="camel"):
    """A concept's own dates (ISO 8601, "" where it states none) and whether it is in use."""

    uri: str
    created: str = ""
    modified: str = ""
    deprecated: bool = False


_DATED = msgspec.json.Decoder(Dated)
VOCABULARIES = 32
"""Vocabularies whose dates are kept, about 300 bytes a concept."""


class Dates:
    """Reads the dates; ``connect`` gives the calling thread's connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self.of = lru_cache(VOCABULARIES)(self._of)
        """The dates of a vocabulary's concepts, in no order that means anything."""

    def _of(self, vocabulary: str) -> tuple[Dated, ...]:
        query = "SELECT value FROM resource WHERE vocabulary = ? AND kind = 'concept' ORDER BY number"
        return tuple(_DATED.decode(encoded) for (encoded,) in self._connect().execute(query, (vocabulary,)))
