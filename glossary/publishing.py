"""Building a release: read the files, check them, write documents, store and index, verify, and move the pointer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

import glossary
from glossary import dumps, releases
from glossary.coverage import Tally
from glossary.errors import InputError, ReleaseError
from glossary.imports import rdf
from glossary.inputs import VocabularyInput
from glossary.model import (
    Collection,
    Concept,
    Described,
    LanguageCount,
    Release,
    Scheme,
    SourceFile,
    Value,
    Vocabulary,
)
from glossary.quality import Material, check
from glossary.search import subjects
from glossary.search.base import Query, Subject
from glossary.search.building import build_index
from glossary.search.index import open_index
from glossary.skos.hierarchy import parents, way_to
from glossary.skos.identity import Identity, identify
from glossary.skos.inference import infer
from glossary.skos.namespaces import PREFIXES
from glossary.skos.reader import Reader, kinds
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Block
from glossary.stores.base import inferred_graph, source_graph
from glossary.stores.documents import Documents
from glossary.stores.documents_writer import Writer
from glossary.stores.embedded import EmbeddedBuilder, EmbeddedStore


class Progress(Protocol):
    """Told what a long work is doing; ``total`` 0 when the amount is not known."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Report a step."""


def silent(step: str, done: int = 0, total: int = 0) -> None:
    """A Progress that says nothing."""


class Finding(Value, frozen=True):
    """A result of checking, with its place: severity "warning" or "note", file name, and line where known."""

    code: str
    severity: str
    subject: str
    message: str
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """A vocabulary that was read and checked, ready to be written."""

    name: str
    identity: Identity
    source: Statements
    inferred: Statements
    complete: Statements
    kinds: dict[str, type[Described]]
    prefixes: dict[str, str]
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]


def examine(vocabulary: VocabularyInput, progress: Progress = silent) -> Examined:
    """Read and check one vocabulary; InputError when a file is refused."""
    files = []
    for number, path in enumerate(vocabulary.files):
        progress(f"reading {path.name}", number, len(vocabulary.files))
        files.append(rdf.read_rdf(path))
    _require_concepts(files)
    progress(f"checking {vocabulary.id}")
    source = Statements.from_graphs([file.graph for file in files], vocabulary.id)
    inferred = infer(source)
    complete = source.joined(inferred)
    found = kinds(complete)
    identity = identify(complete, found, vocabulary.stated, vocabulary.id)
    material = Material(
        vocabulary=vocabulary.id,
        base=identity.base,
        source=source,
        complete=complete,
        shared_labels=tuple(
            frozenset(identity.base + local for local in group) for group in vocabulary.stated.shared_labels
        ),
    )
    prefixes = {**PREFIXES, **{name: uri for file in files for name, uri in file.prefixes.items()}}
    return Examined(
        name=vocabulary.id,
        identity=identity,
        source=source,
        inferred=inferred,
        complete=complete,
        kinds=found,
        prefixes=prefixes,
        files=tuple(SourceFile(vocabulary.id, Path(file.path).name, file.sha256, file.size) for file in files),
        findings=tuple(_findings(files, material)),
    )


def build(vocabularies: Sequence[VocabularyInput], data: Path, progress: Progress = silent) -> Release:
    """Build a release and make it the current one; on any error the served release stays as it is.

    InputError when a file is refused, UsageError when another writer is at work, ReleaseError when what was written
    does not read back.
    """
    now = datetime.now(UTC)
    with releases.writing(data):
        previous = releases.current(data)
        release_id = releases.new_id(data, now)
        with releases.unfinished(data, release_id) as folder:
            release = _write(vocabularies, data, folder, release_id, previous, now, progress)
            progress("verifying")
            _verify(folder, release)
        releases.point_to(data, release_id)
    return release


def is_current(vocabularies: Sequence[VocabularyInput], data: Path) -> bool:
    """Whether the current release was built by this version from these very files, and is whole."""
    served = releases.current(data)
    if not served or releases.is_pruned(data, served):
        return False
    stated = releases.manifest(data, served)
    found = tuple(_source(vocabulary.id, path) for vocabulary in vocabularies for path in vocabulary.files)
    return stated.tool == _tool() and stated.sources == found


def roll_back(data: Path, release: str = "") -> Release:
    """Make an earlier release current again: the given one, or the one that was current before."""
    with releases.writing(data):
        target = release or releases.manifest(data, releases.current(data)).previous
        if not target:
            raise ReleaseError("there is no earlier release to go back to; `glossary releases` lists what there is")
        verified = releases.verify(data, target)
        releases.point_to(data, target)
    return verified


def report(data: Path, release: str) -> list[Finding]:
    """The findings of the checks when a release was built."""
    return msgspec.json.decode((releases.folder(data, release) / releases.REPORT).read_bytes(), type=list[Finding])


def _require_concepts(files: Sequence[rdf.RdfFile]) -> None:
    """InputError when none of the files of a vocabulary has concepts; one of several may well hold none."""
    for number, file in enumerate(files, start=1):
        try:
            rdf.require_concepts(file)
        except InputError:
            if number == len(files):
                raise
        else:
            return


def _write(
    vocabularies: Sequence[VocabularyInput],
    data: Path,
    folder: Path,
    release_id: str,
    previous: str,
    now: datetime,
    progress: Progress,
) -> Release:
    before = Documents(releases.folder(data, previous) / releases.DOCUMENTS) if previous else None
    store = EmbeddedBuilder(folder / releases.STORE)
    built: list[tuple[Vocabulary, tuple[SourceFile, ...]]] = []
    findings: list[Finding] = []
    with Writer(folder / releases.DOCUMENTS, release_id, now, before, previous) as writer:
        for vocabulary in vocabularies:
            examined = examine(vocabulary, progress)
            built.append((_write_vocabulary(examined, writer, store, progress), examined.files))
            findings += examined.findings
    progress("optimising the store")
    store.finish()
    documents = Documents(folder / releases.DOCUMENTS)
    (folder / releases.INDEX).mkdir()
    progress("indexing")
    written = [vocabulary for vocabulary, _ in built]
    total = sum(vocabulary.concepts for vocabulary in written)
    build_index(_counted(_subjects(documents, written), total, progress), folder / releases.INDEX)
    progress("measuring the dumps")
    dumps.write(documents, written, folder)
    documents.close()
    if before:
        before.close()
    (folder / releases.REPORT).write_bytes(msgspec.json.format(msgspec.json.encode(findings), indent=1))
    release = Release(
        id=release_id,
        created=now.isoformat(timespec="seconds"),
        tool=_tool(),
        vocabularies=tuple(vocabulary for vocabulary, _ in built),
        sources=tuple(file for _, files in built for file in files),
        files=releases.checksums(folder),
        findings=dict(sorted(Counter(finding.code for finding in findings).items())),
        previous=previous,
    )
    (folder / releases.MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(release), indent=1))
    return release


def _write_vocabulary(examined: Examined, writer: Writer, store: EmbeddedBuilder, progress: Progress) -> Vocabulary:
    """Write one vocabulary's documents and triples; returns its entry in the manifest."""
    reader = Reader(examined.name, examined.complete, examined.identity.ids)
    counts: Counter[type[Described]] = Counter()
    by_language: Counter[str] = Counter()
    by_theme, by_scheme = Tally(), Tally()
    parent = parents(examined.complete, (uri for uri, kind in examined.kinds.items() if kind is Concept))
    blocks = list(_paired(examined))
    for number, (source, inferred) in enumerate(blocks):
        if number % 500 == 0:
            progress(f"writing {examined.name}", number, len(blocks))
        address = getattr(source.subject, "value", "")
        kind = examined.kinds.get(address)
        value = reader.read(address, kind) if kind else None
        writer.add(examined.name, value, source, inferred, way_to(address, parent))
        if kind:
            counts[kind] += 1
        if isinstance(value, Concept):
            by_theme.add(value, value.member_of)
            by_scheme.add(value, (scheme for scheme in value.schemes if scheme != examined.identity.uri))
            by_language.update({term.language or "" for term in value.terms if term.role == "preferred"})
    progress(f"storing {examined.name}")
    store.load(source_graph(examined.name), examined.source.triples())
    store.load(inferred_graph(examined.name), examined.inferred.triples())
    return Vocabulary(
        id=examined.name,
        uri=examined.identity.uri,
        base=examined.identity.base,
        titles=examined.identity.titles,
        default_language=examined.identity.default_language,
        languages=tuple(LanguageCount(tag, count) for tag, count in sorted(by_language.items())),
        concepts=counts[Concept],
        collections=counts[Collection],
        schemes=counts[Scheme],
        triples=len(examined.source),
        prefixes=examined.prefixes,
        coverage=by_theme.coverage() or by_scheme.coverage(),
    )


def _paired(examined: Examined) -> Iterator[tuple[Block, Block]]:
    """Each subject's exact block with its inferred one; last, subjects of which only inferred things are said."""
    written = set()
    for block in examined.source.blocks():
        written.add(block.subject)
        yield block, examined.inferred.block(block.subject)
    for subject in sorted(subject for subject in examined.inferred.subjects() if subject not in written):
        if isinstance(subject, IRI):
            yield Block(subject, ()), examined.inferred.block(subject)


def _findings(files: Sequence[rdf.RdfFile], material: Material) -> Iterator[Finding]:
    for file in files:
        for notice in file.notices:
            yield Finding(notice.code, "warning", notice.subject, notice.message, Path(file.path).name, notice.line)
    for finding in check(material):
        name, line = _place(files, finding.subject)
        yield Finding(finding.code, finding.severity, finding.subject, finding.message, name, line)


def _place(files: Sequence[rdf.RdfFile], subject: str) -> tuple[str, int | None]:
    """The file and line that describe a subject, else those that first mention it."""
    for file in sorted(files, key=lambda file: not file.describes(subject)):
        line = file.line_of(subject) if subject else None
        if line is not None:
            return Path(file.path).name, line
    return (Path(files[0].path).name, None) if len(files) == 1 else ("", None)


def _subjects(documents: Documents, vocabularies: Sequence[Vocabulary]) -> Iterator[Subject]:
    """What the index holds: themes are collections, and the schemes of a vocabulary that has several."""
    for vocabulary in vocabularies:
        collections = documents.values(vocabulary.id, "collection")
        themes = subjects.themes_of(value for value in collections if isinstance(value, Collection))
        schemes = [row.uri for row in documents.rows_of_kind(vocabulary.id, "scheme")]
        themes.update((uri, (uri,)) for uri in schemes if uri != vocabulary.uri)
        more = subjects.inherited(documents.concepts(vocabulary.id))
        yield from (subjects.subject(concept, themes, more) for concept in documents.concepts(vocabulary.id))


def _counted(indexed: Iterable[Subject], total: int, progress: Progress) -> Iterator[Subject]:
    for number, one in enumerate(indexed):
        if number % 500 == 0:
            progress("indexing", number, total)
        yield one


def _verify(folder: Path, release: Release) -> None:
    """Open what was written and compare it with what the manifest says; ReleaseError names what differs."""
    store, documents, index = (
        EmbeddedStore(folder / releases.STORE),
        Documents(folder / releases.DOCUMENTS),
        open_index(folder / releases.INDEX),
    )
    try:
        for vocabulary in release.vocabularies:
            stored = store.count(vocabulary.id)
            rows = documents.rows_of_kind(vocabulary.id, "concept")
            if len(rows) != vocabulary.concepts:
                raise ReleaseError(
                    f"{vocabulary.id}: {vocabulary.concepts} concepts were written, {len(rows)} read back"
                )
            if stored > vocabulary.triples:
                raise ReleaseError(f"{vocabulary.id}: {vocabulary.triples} triples were written, {stored} read back")
            terms = (term for concept in documents.concepts(vocabulary.id) for term in concept.terms)
            label = next((term.text for term in terms if term.text.strip()), "")
            query = Query(text=label, vocabulary=vocabulary.id) if label else None
            if query and not index.search(query).total:
                raise ReleaseError(f"{vocabulary.id}: the index does not find '{query.text}', which was written")
    finally:
        store.close()
        documents.close()
        index.close()


def _source(vocabulary: str, path: Path) -> SourceFile:
    return SourceFile(vocabulary, path.name, releases.sha256(path), path.stat().st_size)


def _tool() -> str:
    return f"migration-glossary {glossary.__version__}"
