"""Answering a stranger's query in Oxigraph, inside a child process: no network, no new files, no answer without end."""

from __future__ import annotations

import io
import re
import resource
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

from glossary import languages
from glossary.errors import TooLarge, UsageError
from glossary.stores import misreadings
from glossary.stores.questions import Question

if TYPE_CHECKING:
    from typing_extensions import Buffer  # in collections.abc since Python 3.12

_TABLE_FORMATS: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
_GRAPH_FORMATS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
_STRING = rb'("(?:[^"\\]|\\.)*"@)([a-z0-9-]+)'
_TAGS: Final = {
    "application/sparql-results+json": rb'("xml:lang":")([a-z0-9-]+)',
    "application/sparql-results+xml": rb'(<literal xml:lang=")([a-z0-9-]+)',
    "application/rdf+xml": rb'(<[^<>]* xml:lang=")([a-z0-9-]+)',
    "text/tab-separated-values": _STRING,
    "text/turtle": _STRING,
    "application/n-triples": _STRING,
}
"""How a language tag is found in what Oxigraph writes: nothing else can look like it, since quotes are escaped."""
_UNWRITABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Characters that XML 1.0 cannot hold."""


def answer(store: pyoxigraph.Store, question: Question, most: int) -> bytes:
    """The whole answer in the question's media type; UsageError, or TooLarge beyond ``most`` bytes.

    Takes this process's right to open anything, sockets included: only what is open already can be read.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    written = _Bounded(most)
    try:
        results = store.query(
            question.query,
            base_iri=question.base,
            use_default_graph_as_union=question.default is None,
            default_graph=_graphs(question.default),
            named_graphs=_graphs(question.named),
        )
        if isinstance(results, pyoxigraph.QueryTriples):
            results.serialize(written, _GRAPH_FORMATS[question.media_type])
        else:
            results.serialize(written, _TABLE_FORMATS[question.media_type])
    except SyntaxError as error:
        raise UsageError(misreadings.told(question.query, str(error))) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise UsageError(f"the query cannot be answered: {error}") from None
    return _finished(written.getvalue(), question.media_type)


class _Bounded(io.BytesIO):
    """A file that holds so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Buffer, /) -> int:
        """Keep the bytes; TooLarge when there are too many."""
        if self.tell() + len(memoryview(data)) > self._most:
            raise TooLarge(
                f"the answer is larger than the limit of {self._most / 2**20:g} MB, and half of it would look whole; "
                "add ORDER BY, LIMIT and OFFSET, or take the dump of the vocabulary"
            )
        return super().write(data)


def _graphs(names: Sequence[str] | None) -> list[Any] | None:
    try:
        return None if names is None else [NamedNode(name) for name in names]
    except ValueError as error:
        raise UsageError(f"a graph's name is no address: {error}") from None


def _finished(body: bytes, media_type: str) -> bytes:
    """Language tags in their usual case, which Oxigraph does not keep; XML that is well-formed."""
    if media_type in _TAGS:
        body = re.sub(_TAGS[media_type], _with_usual_case, body)
    if media_type.endswith("xml"):
        if _UNWRITABLE.search(body):
            raise UsageError("the answer has control characters, which XML cannot hold; ask for another format")
        body = body.replace(b"\r", b"&#13;")
    return body


def _with_usual_case(match: re.Match[bytes]) -> bytes:
    return match[1] + languages.canonical(match[2].decode()).encode()
