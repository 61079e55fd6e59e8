"""RDF collections (rdf:List), read so that a broken or endless list still ends."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.skos.namespaces import RDF
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Literal, Object

_NIL = IRI(RDF + "nil")


def items(statements: Statements, head: Object) -> Iterator[Object]:
    """The items of the list that begins at ``head``: the first of each node, each node once, until rdf:nil or a gap."""
    seen: set[Object] = set()
    node = head
    while node != _NIL and node not in seen and not isinstance(node, Literal):
        seen.add(node)
        first = next(statements.objects(node, RDF + "first"), None)
        if first is not None:
            yield first
        following = next(statements.objects(node, RDF + "rest"), None)
        if following is None:
            return
        node = following
