"""Measures how a search grows with a vocabulary, and what else could have been picked: part of ``make bench``.

Growth: real vocabularies of 166, 4,420 and 7,317 concepts, and 40,000 concepts made by exchanging words between those
of EuroVoc in each of its 27 languages. Peers, over the same EuroVoc labels and the shared cases: Whoosh with its own
language analysers, SPARQL over the same store, and SQLite FTS5 with its unicode61 tokenizer.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

import pyoxigraph
from whoosh import analysis, fields, index, qparser
from whoosh.lang import has_stemmer

from glossary import inputs, publishing, releases
from glossary.catalogue import Catalogue
from glossary.model import Concept
from glossary.search import subjects
from glossary.search.base import Entry, Query, Subject
from glossary.search.building import build_index
from glossary.search.index import open_index
from glossary.stores.documents import Documents

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
VOCABULARIES = {
    166: SHARED / "vocabularies" / "eurovoc-migration-27lang.ttl",
    4420: SHARED / "vocabularies" / "unesco-thesaurus.ttl",
    7317: SHARED / "vocabularies" / "eurovoc-27lang.ttl.gz",
}
GENERATED = 40_000
CASES = SHARED / "search" / "cases.tsv"
Finder = Callable[[str, str], list[str]]
"""Language and text to the first labels found."""
ROUNDS = 3
"""How often the queries are asked; the last round is counted, so that what can be remembered is."""


def case_queries() -> list[tuple[str, str]]:
    """Language and text of each shared case."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(row["lang"], row["query"]) for row in csv.DictReader(file, delimiter="\t")]


def measure_growth() -> None:
    """Print a line for each size, each measured in a process of its own."""
    print(
        f"{'concepts':>9} {'labels':>9} {'build s':>8} {'MB':>6} {'peak MB':>8} {'worker MB':>9}  search / suggest, ms"
    )
    for size in (*VOCABULARIES, GENERATED):
        with tempfile.TemporaryDirectory() as folder:
            found = apart("grown(int(sys.argv[1]), Path(sys.argv[2]))", str(size), folder)
            print(
                f"{size:>9,} {found['labels']:>9,} {found['build']:>8.1f} {found['size']:>6.0f} {found['peak']:>8.0f}"
                f" {found['worker']:>9.0f}  {found['search']} / {found['suggest']}",
                flush=True,
            )


def apart(call: str, *arguments: str) -> dict[str, Any]:
    """What a function of this module answers in a process of its own."""
    code = f"import sys, json; from pathlib import Path; from tests.bench_search import *; print(json.dumps({call}))"
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def grown(size: int, folder: Path) -> dict[str, object]:
    """Build the index of a size and ask it: seconds, megabytes, and times in milliseconds."""
    made = list(generated() if size == GENERATED else real(VOCABULARIES[size], folder))
    target = folder / "index"
    target.mkdir()
    start = time.perf_counter()
    labels = build_index(made, target)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = apart("asked(Path(sys.argv[1]))", str(target))
    held = sum(path.stat().st_size for path in target.rglob("*") if path.is_file()) / 2**20
    return {"labels": labels, "build": took, "size": held, "peak": peak, **found}


def asked(folder: Path) -> dict[str, object]:
    """Ask an index as a worker would: memory, and the times of searches and suggestions."""
    opened = open_index(folder)
    queries = case_queries()
    search = timed(queries, lambda language, text: opened.search(Query(text, language=language)))
    suggest = timed(queries, lambda language, text: opened.suggest(Query(text[:6], language=language)))
    return {"search": search, "suggest": suggest, "worker": _resident()}


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize() / 2**20


def timed(queries: Sequence[tuple[str, str]], call: Callable[[str, str], object]) -> str:
    """Median and 99th percentile of the last round, in milliseconds."""
    took: list[float] = []
    for _ in range(ROUNDS):
        took = []
        for language, text in queries:
            start = time.perf_counter()
            call(language, text)
            took.append(1000 * (time.perf_counter() - start))
    hundredths = quantiles(took, n=100)
    return f"p50 {hundredths[49]:.2f} p99 {hundredths[98]:.2f}"


def real(file: Path, folder: Path) -> Iterator[Subject]:
    """The concepts of a file, as a build indexes them."""
    release = publishing.build(inputs.gather([file], []), folder / "data")
    documents = Documents(releases.folder(folder / "data", release.id) / releases.DOCUMENTS)
    for vocabulary in release.vocabularies:
        for value in documents.values(vocabulary.id, "concept"):
            if isinstance(value, Concept):
                yield subjects.subject(value, {}, {})
    documents.close()


def generated() -> Iterator[Subject]:
    """Concepts whose labels take their words from two of EuroVoc's in the same language."""
    chance = random.Random(9)  # noqa: S311  # no secret
    with tempfile.TemporaryDirectory() as folder:
        known = list(real(VOCABULARIES[7317], Path(folder)))
    by_language: dict[str, list[str]] = {}
    for one in known:
        for entry in one.entries:
            if entry.role == "preferred" and entry.language:
                by_language.setdefault(entry.language, []).append(entry.text)
    for number in range(GENERATED):
        entries = tuple(Entry(tag, "preferred", _mixed(texts, chance)) for tag, texts in by_language.items())
        yield Subject(uri=f"urn:made:{number}", vocabulary="made", entries=entries)


def _mixed(texts: Sequence[str], chance: random.Random) -> str:
    first, second = chance.choice(texts).split(), chance.choice(texts).split()
    return " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])


def measure_peers(catalogue: Catalogue, data: Path) -> Iterator[tuple[str, str, str]]:
    """Name, times and share answered of what else could have been picked, over the first vocabulary's labels."""
    vocabulary = catalogue.vocabularies()[0].id
    labels = [
        (term.language or "", term.text, concept.uri)
        for concept in catalogue.concepts(vocabulary)
        for term in concept.terms
    ]
    known = {tag for tag, _, _ in labels}
    cases = [(tag, text) for tag, text in case_queries() if tag in known]
    with tempfile.TemporaryDirectory() as folder:
        finders: dict[str, Finder] = {
            "this search": lambda tag, text: [
                one.match.label for one in catalogue.search(text, language=tag, limit=3).results
            ],
            "Whoosh, its own analysers": whoosh_peer(labels, Path(folder)),
            "SQLite FTS5, unicode61": fts5_peer(labels),
        }
        for name, find in finders.items():
            yield name, timed(cases, find), f"{sum(bool(find(*case)) for case in cases)} of {len(cases)} answered"
    store = pyoxigraph.Store.read_only(str(releases.folder(data, releases.current(data)) / releases.STORE))
    some = random.Random(4).sample(cases, 8)  # noqa: S311  # no secret
    for name, condition in (("CONTAINS", "CONTAINS(LCASE(STR(?l)), ?q)"), ("REGEX", 'REGEX(STR(?l), ?q, "i")')):
        find = sparql_peer(store, condition)
        yield f"SPARQL {name}", timed(some, find), f"{sum(bool(find(*case)) for case in some)} of {len(some)} answered"


def whoosh_peer(labels: Iterable[tuple[str, str, str]], folder: Path) -> Finder:
    """An index with a field for each language, analysed by Whoosh's own analyser where it has one."""
    tags = sorted({tag for tag, _, _ in labels if tag})
    own = {tag: analysis.LanguageAnalyzer(tag) for tag in tags if has_stemmer(tag)}
    schema = fields.Schema(
        label=fields.STORED(), **{tag: fields.TEXT(analyzer=own.get(tag, analysis.StandardAnalyzer())) for tag in tags}
    )
    made = index.create_in(str(folder), schema)
    writer = made.writer(limitmb=256)
    for tag, text, _ in labels:
        if tag:
            writer.add_document(label=text, **{tag: text})
    writer.commit()
    searcher = made.searcher()

    def find(tag: str, text: str) -> list[str]:
        parsed = qparser.SimpleParser(tag, schema).parse(text)
        return [hit["label"] for hit in searcher.search(parsed, limit=3)]

    return find


def fts5_peer(labels: Iterable[tuple[str, str, str]]) -> Finder:
    """A full-text table of all labels in memory, diacritics removed."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE label USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO label VALUES (?)", ((text,) for _, text, _ in labels))

    def find(tag: str, text: str) -> list[str]:
        wanted = " ".join('"' + word.replace('"', "") + '"' for word in text.split())
        query = "SELECT text FROM label WHERE label MATCH ? ORDER BY rank LIMIT 3"
        return [found for (found,) in database.execute(query, (wanted,))]

    return find


def sparql_peer(store: pyoxigraph.Store, condition: str) -> Finder:
    """A filter over all preferred labels of the release's own store."""

    def find(tag: str, text: str) -> list[str]:
        query = (
            "SELECT ?l WHERE { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> ?l ."
            f" FILTER({condition.replace('?q', json.dumps(text.lower()))}) }} LIMIT 3"
        )
        rows = store.query(query, use_default_graph_as_union=True)
        return [str(row[0]) for row in rows]  # type: ignore[union-attr,index]  # SELECT gives rows

    return find
