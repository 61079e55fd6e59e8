"""The files that a whole vocabulary is offered as: how each is made, and how large it is with which checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from glossary.exports import QUAD_FORMATS, RDF_FORMATS, TABLE_FORMATS, QuadFormat, RdfFormat, TableFormat
from glossary.model import Value, Vocabulary
from glossary.stores.base import inferred_graph, source_graph
from glossary.stores.documents import Documents

FILE: Final = "dumps.json"
"""In the folder of a release; releases built before this was written have none."""


class Dump(Value, frozen=True):
    """A file as it is served by default, uncompressed: ``size`` in bytes, ``sha256`` in hexadecimal."""

    vocabulary: str
    format: str
    label: str
    media_type: str
    suffix: str
    size: int
    sha256: str


def quads(documents: Documents, vocabulary: Vocabulary, format_: str, *, inferred: bool = True) -> Iterator[bytes]:
    """A vocabulary with its graphs, in one of QUAD_FORMATS."""
    graphs = [(source_graph(vocabulary.id), documents.blocks(vocabulary.id, inferred=False))]
    if inferred:
        graphs.append((inferred_graph(vocabulary.id), documents.inferred(vocabulary.id)))
    return QUAD_FORMATS[format_].write(graphs, vocabulary.prefixes)


def measure(documents: Documents, vocabulary: Vocabulary) -> Iterator[Dump]:
    """Every dump of a vocabulary, written once to be measured and never held."""
    for rdf in RDF_FORMATS.values():
        chunks = rdf.write(documents.blocks(vocabulary.id, inferred=True), vocabulary.prefixes)
        yield _measured(vocabulary, rdf, chunks)
    for several in QUAD_FORMATS.values():
        yield _measured(vocabulary, several, quads(documents, vocabulary, several.name))
    tags = [count.language for count in vocabulary.languages]
    for table in TABLE_FORMATS.values():
        yield _measured(vocabulary, table, table.write(documents.concepts(vocabulary.id), tags))


def write(documents: Documents, vocabularies: Iterable[Vocabulary], folder: Path) -> None:
    """Measure the dumps of all vocabularies of a release, into its folder."""
    found = [dump for vocabulary in vocabularies for dump in measure(documents, vocabulary)]
    (folder / FILE).write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))


def read(folder: Path) -> tuple[Dump, ...]:
    """The dumps of a release; () when they were never measured."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=tuple[Dump, ...])
    except FileNotFoundError:
        return ()


def _measured(vocabulary: Vocabulary, format_: RdfFormat | QuadFormat | TableFormat, chunks: Iterable[bytes]) -> Dump:
    size, digest = 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        digest.update(chunk)
    names = format_.name, format_.label, format_.media_type, format_.suffix
    return Dump(vocabulary.id, *names, size, digest.hexdigest())
