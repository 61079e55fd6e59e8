"""The files of a vocabulary while it is edited: its concepts as values, and the statements behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from glossary import languages
from glossary.errors import UsageError
from glossary.formatting import TurtleFile, open_turtle
from glossary.inputs import VocabularyInput
from glossary.model import Concept, Source, Term
from glossary.skos.extended import FIELDS, LABEL_OF, label_statements
from glossary.skos.identity import identify
from glossary.skos.namespaces import (
    DCT,
    GLOSSARY,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    SKOSXL,
)
from glossary.skos.reader import Reader, kinds, read_source
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Blank, Literal, Object, Subject, Triple

_LINKS = tuple(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
_PLAIN = tuple(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
_WORK = DCT + "BibliographicResource"
_CELEX = re.compile(r"\b(?:CELEX: ?)?([0-9EC][0-9]{4}[A-Z]{1,2}[0-9]{4}(?:\(\d+\))?)")
_ADDRESS = re.compile(r"https?://[^\s;,]+")


@dataclass(slots=True)
class _Part:
    """A file, and its statements as edited so far, by the resource that they describe."""

    file: TurtleFile
    blocks: dict[Subject, list[Triple]]
    touched: bool = False

    def triples(self) -> list[Triple]:
        """All of them; what several resources share comes once."""
        return list(dict.fromkeys(chain.from_iterable(self.blocks.values())))


class Rejected(NamedTuple):
    """A wording that was withdrawn: where it stands, the id that it had, and why."""

    node: Blank
    id: str
    reason: str


@dataclass(slots=True)
class Vocabulary:
    """A vocabulary's files, opened to be edited."""

    base: str
    sources: Sources
    _before: Statements
    _parts: dict[str, _Part]
    _name: str
    _ids: dict[str, str]
    _home: dict[str, str]
    _fresh: int = 0
    _values: dict[str, Concept] = field(default_factory=dict)

    @classmethod
    def open(cls, vocabulary: VocabularyInput) -> Vocabulary:
        """Read all files; InputError when one is refused or is not Turtle."""
        opened = {path.name: open_turtle(path) for path in vocabulary.files}
        parts = {name: _Part(file, _blocks(file, f"f{number}")) for number, (name, file) in enumerate(opened.items())}
        complete = Statements.of(triple for part in parts.values() for triple in part.triples())
        found = kinds(complete)
        identity = identify(complete, found, vocabulary.stated, vocabulary.id)
        home = {
            triple.subject.value: name
            for name, part in parts.items()
            for triple in part.triples()
            if isinstance(triple.subject, IRI) and triple.predicate.value == RDF + "type"
        }
        return cls(identity.base, Sources(complete), complete, parts, vocabulary.id, dict(identity.ids), home)

    def statements(self) -> Statements:
        """Everything that the files say now."""
        return Statements.of(triple for part in self._parts.values() for triple in part.triples())

    def concept(self, name: str) -> Concept | None:
        """A concept by id or address, as edited so far."""
        if not self._values:
            self._read_all()
        return self._values.get(name) or self._values.get(self.base + name)

    def languages(self) -> set[str]:
        """The languages of all terms, as keys."""
        if not self._values:
            self._read_all()
        return {languages.key(term.language) for concept in self._values.values() for term in concept.terms}

    def file_of(self, uri: str) -> str:
        """The name of the file that describes a concept."""
        return self._home[uri]

    def new_id(self, uri: str, tag: str) -> str:
        """An id for a new term that no term of the concept has or, being withdrawn, had."""
        number = 0
        block = self._block(uri)
        nodes = {t.object for t in block if t.subject == IRI(uri) and isinstance(t.object, Blank)}
        for triple in block:
            if triple.subject in nodes and triple.predicate.value == DCT + "identifier":
                name, _, last = getattr(triple.object, "text", "").rpartition("-")
                if name == tag and last.isascii() and last.isdigit():
                    number = max(number, int(last))
        return f"{tag}-{number + 1}"

    def replace(self, uri: str, before: Term | None, after: Term | None, reason: str) -> None:
        """Put ``after`` in the place of ``before``; a term that is only withdrawn leaves its id, and the reason."""
        old = self._cut(uri, before) if before else []
        if after:
            kept = [(name, value) for name, value in old if not _differs(before, after, name)]
            new = [
                (name, value)
                for name, value in label_statements(after, self.sources.node)
                if not old or _differs(before, after, name)
            ]
            said = [(RDF + "type", IRI(SKOSXL + "Label")), *kept, *new]
            self._nest(uri, SKOSXL + LABEL_OF[after.role], list(dict.fromkeys(said)))
        elif before:
            said = [(RDF + "value", Literal(before.text, before.language)), (DCT + "identifier", Literal(before.id))]
            said += [(name, value) for name, value in old if name == DCT + "source"]
            said += [(RDFS + "comment", Literal(reason))]
            self._nest(uri, GLOSSARY + "rejectedValue", said)
        self._read(uri)

    def add_no_equivalent(self, uri: str, tag: str, note: str, sources: Iterable[Source]) -> None:
        """State that a language has no term for a concept."""
        said: list[tuple[str, Object]] = [(DCT + "language", Literal(tag))]
        said += [(DCT + "source", self.sources.node(source)) for source in sources]
        said += [(RDFS + "comment", Literal(note))] if note else []
        self._nest(uri, GLOSSARY + "noEquivalent", said)
        self._read(uri)

    def remove_no_equivalent(self, uri: str, tag: str) -> None:
        """Take back the statement that a language has no term, now that there is one."""
        for node in [t.object for t in self._block(uri) if t[:2] == (IRI(uri), IRI(GLOSSARY + "noEquivalent"))]:
            stated = Triple(node, IRI(DCT + "language"), Literal(tag)) if isinstance(node, Blank) else None
            if stated in self._block(uri):
                self._remove(uri, node)
                self._read(uri)

    def rejected(self, uri: str, text: str, tag: str) -> Rejected | None:
        """The rejected value of a concept that has this wording; None when there is none."""
        triples = self._block(uri)
        nodes = {value for one, name, value in triples if one == IRI(uri) and name.value == GLOSSARY + "rejectedValue"}
        said: dict[Blank, dict[str, Object]] = {}
        for node, name, value in triples if nodes else ():
            if node in nodes and isinstance(node, Blank):
                said.setdefault(node, {})[name.value] = value
        for node, facts in said.items():
            wording = facts.get(RDF + "value")
            if isinstance(wording, Literal) and wording.text == text and _is_tagged(wording, tag):
                stated, why = (getattr(facts.get(key), "text", "") for key in (DCT + "identifier", RDFS + "comment"))
                return Rejected(node, stated, why)
        return None

    def restore(self, uri: str, rejected: Rejected) -> None:
        """Take a rejected value back, now that its wording is a term again."""
        self._remove(uri, rejected.node)

    def write(self) -> list[Path]:
        """Write the files that were touched; UsageError when one was not in canonical form before."""
        texts = []
        for part in self._parts.values():
            if part.touched:
                file = part.file
                if file.rendered(file.statements.triples()) != file.text:
                    raise UsageError(
                        f"{file.path} is not in canonical form, and more than the touched lines would change:"
                        " run `glossary fmt` on it first"
                    )
                texts.append((file, _with_prefixes(file).rendered(part.triples())))
        for file, text in texts:
            file.write(text)
        return [file.path for file, _ in texts]

    def _block(self, uri: str) -> list[Triple]:
        """What the file of a concept says of it."""
        return self._parts[self._home[uri]].blocks[IRI(uri)]

    def _remove(self, uri: str, *unwanted: Object | Triple) -> None:
        """Remove statements of a concept: those given, and those to and from the nodes given."""
        part, gone = self._parts[self._home[uri]], set(unwanted)
        part.blocks[IRI(uri)] = [
            one for one in part.blocks[IRI(uri)] if gone.isdisjoint((one, one.subject, one.object))
        ]
        part.touched = True

    def _read_all(self) -> None:
        complete = self.statements()
        reader = Reader(self._name, complete, self._ids)
        for uri, kind in kinds(complete).items():
            value = reader.read(uri, kind)
            if isinstance(value, Concept):
                self._values[uri] = value

    def _read(self, uri: str) -> None:
        """Read one concept anew, from its own statements and those of the sources."""
        own = list(Statements.of(self._block(uri)).block(IRI(uri)).triples)
        targets = {t.object for t in own if isinstance(t.object, IRI)}
        works = [Triple(work, *pair) for work in targets if work != IRI(uri) for pair in self._before.pairs(work)]
        value = Reader(self._name, Statements.of([*own, *works]), self._ids).read(uri, Concept)
        if isinstance(value, Concept):
            self._values[uri] = value

    def _cut(self, uri: str, term: Term) -> list[tuple[str, Object]]:
        """Remove a term's statements; returns what its node said, [] for a plain label."""
        block, literal = self._block(uri), Literal(term.text, term.language)
        for link in (t for t in block if t.subject == IRI(uri) and t.predicate.value in _LINKS):
            pairs = [(t.predicate.value, t.object) for t in block if t.subject == link.object]
            if (SKOSXL + "literalForm", literal) in pairs and self._has_id(pairs, term):
                self._remove(uri, link.object)
                return pairs
        self._remove(uri, *(Triple(IRI(uri), IRI(name), literal) for name in _PLAIN))
        return []

    @staticmethod
    def _has_id(pairs: Sequence[tuple[str, Object]], term: Term) -> bool:
        stated = [value for name, value in pairs if name == DCT + "identifier"]
        return not stated or any(getattr(value, "text", "") == term.id for value in stated)

    def _nest(self, uri: str, predicate: str, said: Iterable[tuple[str, Object]]) -> None:
        self._fresh += 1
        node, part = Blank(f"new{self._fresh}"), self._parts[self._home[uri]]
        part.touched = True
        part.blocks[IRI(uri)].append(Triple(IRI(uri), IRI(predicate), node))
        part.blocks[IRI(uri)] += [Triple(node, IRI(name), value) for name, value in said]


def _blocks(file: TurtleFile, prefix: str) -> dict[Subject, list[Triple]]:
    """The statements of a file by the resource that they describe, with blank nodes that no other file has."""
    return {block.subject: [_renamed(triple, prefix) for triple in block.triples] for block in file.statements.blocks()}


def _is_tagged(literal: Literal, tag: str) -> bool:
    return languages.key(literal.language) == languages.key(tag)


def _differs(before: Term | None, after: Term, name: str) -> bool:
    """Whether the statements of a property must be written anew."""
    fields = FIELDS.get(name, ())
    return before is None or any(getattr(before, field) != getattr(after, field) for field in fields)


def _with_prefixes(file: TurtleFile) -> TurtleFile:
    """The file with the usual prefixes beside its own, so that a new property is not written out in full."""
    taken = set(file.prefixes.values())
    more = {name: uri for name, uri in PREFIXES.items() if name not in file.prefixes and uri not in taken}
    wider = TurtleFile(file.path, file.text, file.statements, {**more, **file.prefixes})
    return wider if wider.rendered(file.statements.triples()) == file.text else file


def _renamed(triple: Triple, prefix: str) -> Triple:
    """The triple with blank nodes that no other file has."""
    subject, predicate, value = triple
    return Triple(
        Blank(prefix + subject.label) if isinstance(subject, Blank) else subject,
        predicate,
        Blank(prefix + value.label) if isinstance(value, Blank) else value,
    )


class Sources:
    """The acts and documents that a vocabulary knows, by every name that an editor may use."""

    def __init__(self, statements: Statements) -> None:
        self._by_name: dict[str, Source] = {}
        self._nodes: dict[Source, IRI] = {}
        for subject in statements.subjects():
            if isinstance(subject, IRI) and _WORK in statements.addresses(subject, RDF + "type"):
                source = read_source(statements, subject)
                self._nodes[source] = subject
                names = (subject.value, subject.value.rstrip("/").rpartition("/")[2], source.title, source.celex)
                for name in filter(None, (*names, source.uri)):
                    self._by_name.setdefault(name.casefold(), source)

    def found(self, names: Iterable[str]) -> tuple[Source, ...]:
        """The sources behind names; what is not known stays as the editor wrote it."""
        return tuple(dict.fromkeys(self._one(name) for name in names if name))

    def node(self, source: Source) -> Object:
        """What a statement of that source has as its object."""
        return self._nodes.get(source) or (IRI(source.uri) if source.uri else Literal(source.title))

    def _one(self, name: str) -> Source:
        candidates = [name, name.split(";", maxsplit=1)[0].split(", Art", maxsplit=1)[0]]
        candidates += [found[0] for found in (_ADDRESS.search(name),) if found]
        candidates += [found[1] for found in (_CELEX.search(name),) if found]
        known = (self._by_name.get(candidate.strip().casefold()) for candidate in candidates)
        return next((source for source in known if source), Source(title=name))
