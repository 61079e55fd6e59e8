"""All statements of one vocabulary, by subject, as plain triples with stable blank-node labels.

One vocabulary may come from several files; their graphs are joined here and rdflib's graphs can be dropped. Blank
nodes get labels that follow from what hangs below them and from their owner, so that an unchanged concept has the same
document, and the same hash, in the next release.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import rdflib

from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject, Triple, n3

Pair = tuple[IRI, Object]
"""Predicate and object of a statement whose subject is known."""

SHARED = "shared-"
"""How labels of blank nodes begin that hang below several subjects: writers must not nest those."""


class Statements:
    """The statements of a vocabulary; ``pairs`` of a subject are in a fixed order."""

    def __init__(self, by_subject: Mapping[Subject, tuple[Pair, ...]]) -> None:
        self._by_subject = by_subject

    @classmethod
    def from_graphs(cls, graphs: Iterable[rdflib.Graph], seed: str = "") -> Statements:
        """Join graphs; ``seed`` (the vocabulary's id) keeps blank-node labels of two vocabularies apart."""
        raw: dict[Subject, list[Pair]] = {}
        for subject, predicate, value in chain.from_iterable(graphs):
            raw.setdefault(_subject(subject), []).append((IRI(str(predicate)), _object(value)))
        return cls(_relabel({subject: list(dict.fromkeys(pairs)) for subject, pairs in raw.items()}, seed))

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Statements:
        """The statements made by ``triples``, blank-node labels as they are."""
        raw: dict[Subject, dict[Pair, None]] = {}
        for subject, predicate, value in triples:
            raw.setdefault(subject, {})[(predicate, value)] = None
        return cls({subject: tuple(pairs) for subject, pairs in raw.items()})

    def __len__(self) -> int:
        return sum(map(len, self._by_subject.values()))

    def subjects(self) -> Iterable[Subject]:
        """Every subject, in no particular order."""
        return self._by_subject.keys()

    def pairs(self, subject: Subject) -> tuple[Pair, ...]:
        """What is said of a subject; empty when nothing is."""
        return self._by_subject.get(subject, ())

    def objects(self, subject: Subject, *predicates: str) -> Iterator[Object]:
        """The objects of any of ``predicates``, in the fixed order."""
        for predicate, value in self.pairs(subject):
            if predicate.value in predicates:
                yield value

    def addresses(self, subject: Subject, *predicates: str) -> tuple[str, ...]:
        """The addresses among those objects, each once."""
        return tuple(dict.fromkeys(o.value for o in self.objects(subject, *predicates) if isinstance(o, IRI)))

    def literals(self, subject: Subject, *predicates: str) -> Iterator[Literal]:
        """The literals among those objects."""
        return (value for value in self.objects(subject, *predicates) if isinstance(value, Literal))

    def text(self, subject: Subject, *predicates: str) -> str:
        """The first literal among those objects as text, or ""."""
        return next((literal.text for literal in self.literals(subject, *predicates)), "")

    def triples(self) -> Iterator[Triple]:
        """Every statement."""
        for subject, pairs in self._by_subject.items():
            for predicate, value in pairs:
                yield Triple(subject, predicate, value)

    def joined(self, other: Statements) -> Statements:
        """The statements of both."""
        merged = dict(self._by_subject)
        for subject in other.subjects():
            merged[subject] = tuple(dict.fromkeys((*merged.get(subject, ()), *other.pairs(subject))))
        return Statements(merged)

    def block(self, subject: Subject) -> Block:
        """A subject's document: its triples, then those of the blank nodes that hang below it."""
        out: list[Triple] = []
        seen: set[Subject] = {subject}
        waiting: list[Subject] = [subject]
        while waiting:
            current = waiting.pop(0)
            for predicate, value in self.pairs(current):
                out.append(Triple(current, predicate, value))
                if isinstance(value, Blank) and value not in seen:
                    seen.add(value)
                    waiting.append(value)
        return Block(subject, tuple(out))

    def blocks(self) -> Iterator[Block]:
        """Every document, by address; blank nodes that hang below nothing come last, as subjects of their own."""
        reached: set[Subject] = set()
        addresses: list[Subject] = sorted(s for s in self._by_subject if isinstance(s, IRI))
        blanks: list[Subject] = sorted(s for s in self._by_subject if isinstance(s, Blank))
        below = {value for pairs in self._by_subject.values() for _, value in pairs if isinstance(value, Blank)}
        loose = [subject for subject in blanks if subject not in below]
        for subject in (*addresses, *loose, *blanks):
            if subject not in reached:
                block = self.block(subject)
                reached.update(triple.subject for triple in block.triples)
                yield block


def _subject(node: rdflib.term.Node) -> Subject:
    return Blank(str(node)) if isinstance(node, rdflib.BNode) else IRI(str(node))


def _object(node: rdflib.term.Node) -> Object:
    if isinstance(node, rdflib.Literal):
        datatype = str(node.datatype) if node.datatype is not None and not node.language else None
        return Literal(str(node), node.language, datatype)
    return _subject(node)


def _order(pair: Pair) -> tuple[str, str]:
    return pair[0].value, n3(pair[1])


def _relabel(raw: Mapping[Subject, list[Pair]], seed: str) -> dict[Subject, tuple[Pair, ...]]:
    """The statements with blank nodes renamed by owner and content, and each subject's pairs in a fixed order."""
    labels = _labels(raw, seed)

    def renamed(pair: Pair) -> Pair:
        return (pair[0], labels[pair[1]]) if isinstance(pair[1], Blank) else pair

    return {
        labels.get(subject, subject): tuple(sorted(map(renamed, pairs), key=_order)) for subject, pairs in raw.items()
    }


def _labels(raw: Mapping[Subject, list[Pair]], seed: str) -> dict[Subject, Blank]:
    """For each blank node a label that follows from what it hangs below and what hangs below it."""
    signatures = _signatures(raw)
    owners = _owners(raw)
    labels: dict[Subject, Blank] = {}
    taken: set[str] = set()

    def order(pair: Pair) -> tuple[str, str]:
        value = pair[1]
        return pair[0].value, signatures[value] if isinstance(value, Blank) else n3(value)

    def name(node: Subject, path: str) -> None:
        digest = hashlib.blake2s(f"{seed}\n{path}\n{signatures[node]}".encode(), digest_size=8).hexdigest()
        base = (SHARED if owners.get(node, "") is None else "b") + digest
        label, number = base, 1
        while label in taken:
            number += 1
            label = f"{base}-{number}"
        taken.add(label)
        labels[node] = Blank(label)

    addresses: list[Subject] = sorted(s for s in raw if isinstance(s, IRI))
    blanks: list[Subject] = sorted((s for s in raw if isinstance(s, Blank)), key=signatures.__getitem__)
    loose = [node for node in blanks if node not in owners]
    # last the rings of blank nodes that nothing points into: there every node is a fair beginning
    for root in (*addresses, *loose, *blanks):
        if root in labels:
            continue
        if isinstance(root, Blank):
            name(root, "")
        waiting: list[Subject] = [root]
        while waiting:
            current = waiting.pop()
            path = labels[current].label if isinstance(current, Blank) else n3(current)
            for predicate, value in sorted(raw.get(current, ()), key=order):
                if isinstance(value, Blank) and value not in labels:
                    name(value, f"{path} {predicate.value}")
                    waiting.append(value)
    return labels


def _signatures(raw: Mapping[Subject, list[Pair]]) -> dict[Subject, str]:
    """For each blank node a digest of what hangs below it; a ring is cut where it closes."""
    done: dict[Subject, str] = {}

    def part(pair: Pair) -> str:
        value = pair[1]
        return f"{pair[0].value} {done.get(value, '*') if isinstance(value, Blank) else n3(value)}"

    nodes = {s for s in raw if isinstance(s, Blank)}
    nodes.update(value for pairs in raw.values() for _, value in pairs if isinstance(value, Blank))
    for start in nodes:
        waiting, open_nodes = [start], set[Subject]()
        while waiting:  # depth first without recursion: RDF lists may be thousands of nodes deep
            node = waiting[-1]
            below = [] if node in open_nodes or node in done else [v for _, v in raw.get(node, ())]
            open_nodes.add(node)
            unknown = [v for v in below if isinstance(v, Blank) and v not in done and v not in open_nodes]
            if unknown:
                waiting.extend(unknown)
                continue
            waiting.pop()
            if node not in done:
                content = "\n".join(sorted(map(part, raw.get(node, ()))))
                done[node] = hashlib.blake2s(content.encode(), digest_size=16).hexdigest()
    return done


def _owners(raw: Mapping[Subject, list[Pair]]) -> dict[Subject, Subject | None]:
    """For each blank node that something points to, the subject it hangs below; None when there are several.

    Blank nodes that nothing points to are subjects like addresses. Nodes of a ring that nothing points into own
    themselves.
    """
    below = {value for pairs in raw.values() for _, value in pairs if isinstance(value, Blank)}
    owners: dict[Subject, Subject | None] = {}
    for root in (*(s for s in raw if s not in below), *below):
        if root in owners:
            continue
        seen: set[Subject] = set()
        waiting: list[Subject] = [root]
        while waiting:
            for _, value in raw.get(waiting.pop(), ()):
                if isinstance(value, Blank) and value not in seen:
                    seen.add(value)
                    waiting.append(value)
                    owners[value] = root if owners.get(value, root) == root else None
    return owners
