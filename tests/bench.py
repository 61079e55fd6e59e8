"""Measures speed and size on EuroVoc and prints a table: ``make bench [ARGS="--quick"]``.

Ratios are to a bare Flask answer on the same server in the same run, because machines are noisy. The load client is
wrk with 16 connections on one thread; the server is granian with two workers.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import quote

from glossary import bootstrap, exporting, releases
from glossary.catalogue import Catalogue
from tests import bench_search, bench_texts
from tests.bench_interfaces import interface_paths

HERE = Path(__file__).parent
EUROVOC = HERE.parents[1] / "shared" / "data" / "vocabularies" / "eurovoc-27lang.ttl.gz"
LANGUAGES = ("en", "de", "fr")
CONNECTIONS = 16
LOOKUP = "SELECT ?label {{ <{}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}"
WARMING = 3
"""Times that each address is asked for again before the warm rate is taken: both workers have made nearly all then."""
FIRST_BYTES = 1000
"""Requests of which the time to the first byte is taken."""
BARE = """
from flask import Flask
application = Flask(__name__)
@application.get("/")
def answer():
    return "answer"
"""


class Load(NamedTuple):
    """What the load client saw: requests a second, 99th percentile in ms, server CPU per request in microseconds."""

    rate: float
    p99: float
    cpu: float


def main() -> None:
    """Run all measurements and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a data folder with EuroVoc already built")
    parser.add_argument("--concepts", type=int, default=1000)
    parser.add_argument("--growth", action="store_true", help="measure the search at four sizes too (ten minutes)")
    options = parser.parse_args()
    if not EUROVOC.is_file() or not shutil.which("wrk"):
        sys.exit("make bench needs ../shared/data/vocabularies/eurovoc-27lang.ttl.gz and wrk (apt-get install wrk)")
    with tempfile.TemporaryDirectory() as temporary:
        data = options.data or Path(temporary) / "data"
        if not options.data:
            measure_build(data)
        measure_opening(data)
        catalogue = bootstrap.open_catalogue(data)
        measure_search(catalogue)
        for name, times, found in bench_search.measure_peers(catalogue, data):
            row(name, times, found)
        measure_exports(catalogue)
        for name, value, wanted in bench_texts.measured(catalogue):
            row(name, value, wanted)
        ids = sample(catalogue, options.concepts)
        measure_service(data, ids, page_paths(catalogue, ids), Path(temporary))
    if options.growth:
        bench_search.measure_growth()


def row(name: str, value: str, wanted: str) -> None:
    """Print one line of the table."""
    print(f"{name:<44} {value:>24}   {wanted}", flush=True)


def measure_build(data: Path) -> None:
    """Build EuroVoc in a process of its own; time and peak memory."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "glossary", "build", str(EUROVOC), "--data", str(data)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row("EuroVoc build", f"{time.perf_counter() - start:.1f} s, {peak:.0f} MB", "<= 120 s, 1.2 GB")
    folder = releases.folder(data, releases.current(data))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
    row("release on disk", f"{size:.0f} MB", "")


def measure_opening(data: Path) -> None:
    """Open a release in a fresh process."""
    code = (
        "import sys, time, pathlib; from glossary import bootstrap; start = time.perf_counter();"
        "bootstrap.open_catalogue(pathlib.Path(sys.argv[1])); print(time.perf_counter() - start)"
    )
    seconds = float(subprocess.run([sys.executable, "-c", code, str(data)], check=True, capture_output=True).stdout)
    row("opening a release", f"{seconds:.3f} s", "<= 0.5 s")


def sample(catalogue: Catalogue, size: int) -> list[str]:
    """Ids of that many concepts of the first vocabulary, by chance but the same in each run."""
    ids = [concept.id for concept in catalogue.concepts(catalogue.vocabularies()[0].id) if concept.id]
    return random.Random(1).sample(ids, min(size, len(ids)))  # noqa: S311  # no secret


def measure_search(catalogue: Catalogue) -> None:
    """Search and suggest in process over a mix of whole labels, words, prefixes and nonsense."""
    chance = random.Random(2)  # noqa: S311  # no secret
    vocabulary = catalogue.vocabularies()[0].id
    labels = [term.text for concept in catalogue.concepts(vocabulary) for term in concept.terms]
    queries = []
    for label in chance.sample(labels, 1200):
        words = label.split()
        queries += [label, chance.choice(words), " ".join(words[-2:]), label[: chance.randint(1, 4)], label[::-1][:8]]
    tags = ["", "en", "de", "el", "mt"]
    timed("search", queries, lambda q: catalogue.search(q, language=chance.choice(tags)), "p50 <= 3, p99 <= 30 ms")
    timed("suggest", queries, lambda q: catalogue.suggest(q[:6], language=chance.choice(tags)), "")
    cases = bench_search.case_queries()
    asked = bench_search.timed(cases, lambda language, text: catalogue.search(text, language=language))
    row("search, the shared cases", asked, "p50 <= 3, p99 <= 25 ms")
    begun = [(language, text[:length]) for language, text in cases for length in (1, 2, 3, 5)]
    asked = bench_search.timed(begun, lambda language, text: catalogue.suggest(text, language=language))
    row("suggest, their beginnings", asked, "p50 <= 1, p99 <= 5 ms")


def measure_exports(catalogue: Catalogue) -> None:
    """Rows a second of a whole vocabulary in three languages, for the formats that are written most differently."""
    selection = exporting.Selection(catalogue.vocabularies()[0].id, LANGUAGES)
    rates = []
    for name in ("tbx3", "tmx", "csv", "xlsx"):
        start = time.perf_counter()
        export = exporting.export(catalogue, name, selection)
        for _ in export.chunks():
            pass
        rows = sum(1 for _ in export.glossary.concepts())
        rates.append(f"{name} {rows / (time.perf_counter() - start):,.0f}")
    row("export rows a second", ", ".join(rates), "")


def timed(name: str, queries: list[str], call: Callable[[str], object], wanted: str) -> None:
    """Time each call; print median and 99th percentile."""
    took = []
    for query in queries:
        start = time.perf_counter()
        call(query)
        took.append(1000 * (time.perf_counter() - start))
    hundredths = quantiles(took, n=100)
    row(name, f"p50 {hundredths[49]:.2f}, p99 {hundredths[98]:.2f} ms", wanted)


def page_paths(catalogue: Catalogue, ids: list[str]) -> dict[str, list[str]]:
    """Addresses of pages in each of LANGUAGES, by kind of page: results for words of labels, comparisons of two."""
    vocabulary = catalogue.vocabularies()[0].id
    found: dict[str, list[str]] = {"home page": [], "results page": [], "comparison page": []}
    for ui in LANGUAGES:
        uris = [catalogue.locate(vocabulary, local) for local in ids]
        words = [max(node.label.text.split(), key=len) for node in catalogue.nodes(uris, [ui])]
        found["home page"].append(f"/{ui}/")
        found["results page"] += [f"/{ui}/search?q={quote(word)}" for word in words]
        found["comparison page"] += [
            f"/{ui}/compare/{vocabulary}?concept={one}&concept={other}&clang=de,el,hu" for one, other in pairwise(ids)
        ]
    for paths in found.values():
        random.Random(4).shuffle(paths)  # noqa: S311  # no secret
    return found


def measure_service(data: Path, ids: list[str], others: dict[str, list[str]], temporary: Path) -> None:
    """Requests a second of the service, as ratios to a bare Flask answer; time to first byte of pages."""
    measured = bootstrap.open_catalogue(data).vocabularies()[0]
    vocabulary = measured.id
    (temporary / "bare.py").write_text(BARE, "utf-8")
    with served("bare:application", temporary, {"PYTHONPATH": str(temporary)}) as (address, process):
        load(address, ["/"], temporary, process, seconds=1)
        bare = load(address, ["/"], temporary, process, seconds=5)
    row("bare Flask answer", shown(bare), "")
    pages = [f"/{ui}/{vocabulary}/{local}" for ui in LANGUAGES for local in ids]
    documents = [f"/api/v1/{vocabulary}/concepts/{local}" for local in ids]
    turtle = [f"/{vocabulary}/{local}.ttl" for local in ids]
    searches = [f"/api/v1/search?q={quote(text)}&lang={tag}" for tag, text in bench_search.case_queries()]
    for paths in (pages, documents, turtle):
        random.Random(3).shuffle(paths)  # noqa: S311  # no secret
    with served("service.wsgi:application", temporary, {"GLOSSARY_DATA": str(data)}) as (address, process):
        settle(process)
        # both workers have started and compiled their templates: cold means that no answer has been made yet
        load(address, [f"/{ui}/{vocabulary}/" for ui in LANGUAGES] + pages[-30:], temporary, process, seconds=2)
        pages = pages[:-30]
        for name, paths, cold, warm in (
            ("concept page", pages, ">= 12 %", ">= 30 %"),
            ("concept JSON", documents, "", ">= 60 %"),
            ("concept Turtle", turtle, "", ""),
            ("search JSON", searches, "", ">= 500/s"),
            ("home page", others["home page"], "", ">= 40 %"),
            ("results page", others["results page"], "", ""),
            ("comparison page", others["comparison page"], "", ""),
            *((name, paths, "", "") for name, paths in interface_paths(bootstrap.open_catalogue(data)).items()),
        ):
            ratio(f"{name}, cold", load(address, paths, temporary, process), bare, cold)
            for _ in range(WARMING):
                load(address, paths, temporary, process)
            load(address, paths, temporary, process, seconds=3)
            ratio(f"{name}, warm", load(address, paths, temporary, process, seconds=5), bare, warm)
        lookups = [f"/sparql?query={quote(LOOKUP.format(measured.base + local))}" for local in ids]
        # two at a time, which each worker bears whatever the share it gets: the surplus would be told to come again
        ratio("SPARQL label look-up", load(address, lookups, temporary, process, seconds=5, connections=2), bare, "")
        beside_queries(address, pages)
        for name, paths in (("concept page", pages), *others.items()):
            measure_first_byte(name, address, paths)
        row("memory per worker", f"{max(map(memory, workers(process))):.0f} MB", "<= 350 MB")


def measure_first_byte(name: str, address: str, paths: list[str]) -> None:
    """Milliseconds from the request to the first byte of its answer, one request after the other."""
    client = http.client.HTTPConnection(address.removeprefix("http://"))
    took = []
    for path in (paths * FIRST_BYTES)[:FIRST_BYTES]:
        client.request("GET", path)
        start = time.perf_counter()
        answer = client.getresponse()  # returns when the head of the answer is there
        took.append(1000 * (time.perf_counter() - start))
        answer.read()
    client.close()
    hundredths = quantiles(took, n=100)
    row(f"{name}, time to first byte", f"p50 {hundredths[49]:.2f}, p99 {hundredths[98]:.2f} ms", "")


def beside_queries(address: str, pages: list[str]) -> None:
    """Concept pages while four queries without end run."""
    heavy = f"{address}/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')}"
    running = [subprocess.Popen(["curl", "-s", "-o", os.devnull, heavy]) for _ in range(4)]
    took = []
    while len(took) < 1000 and any(query.poll() is None for query in running):
        start = time.perf_counter()
        urllib.request.urlopen(address + random.choice(pages)).close()  # noqa: S311  # no secret
        took.append(1000 * (time.perf_counter() - start))
    for query in running:
        query.wait()
    hundredths = quantiles(took, n=100)
    row("concept page beside four queries", f"p50 {hundredths[49]:.1f}, p99 {hundredths[98]:.1f} ms", "p99 < 200 ms")


def settle(process: int) -> None:
    """Wait until the server's processes have nothing more to do."""
    before = -1.0
    while (used := cpu(process)) > before:
        before = used
        time.sleep(0.5)


def ratio(name: str, measured: Load, bare: Load, wanted: str) -> None:
    """Print a load as a ratio to the bare answer."""
    row(name, f"{100 * measured.rate / bare.rate:.0f} %  {shown(measured)}", wanted)


def shown(measured: Load) -> str:
    """A load in words."""
    p99 = f"p99 {measured.p99:.1f} ms, " if measured.p99 else ""
    return f"{measured.rate:.0f}/s, {p99}{measured.cpu:.0f} µs"


@contextmanager
def served(application: str, folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Serve an application on a free port until the end of the block; yields its address and process id."""
    port = 18000 + os.getpid() % 1000
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--port", str(port)]
    command += ["--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--log-level", "error", application]
    paths = os.pathsep.join(filter(None, [environment.get("PYTHONPATH", ""), str(HERE.parent)]))
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment, "PYTHONPATH": paths})
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/readyz").close()
                break
            except urllib.error.HTTPError:
                break  # the bare application has no such address, but it answers
            except OSError:
                time.sleep(0.05)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def load(
    address: str, paths: list[str], folder: Path, process: int, *, seconds: int = 0, connections: int = CONNECTIONS
) -> Load:
    """Ask for the paths for so many seconds; without seconds, for each of them once."""
    (folder / "paths").write_text("\n".join(paths) + "\n", "utf-8")
    before, start = cpu(process), time.perf_counter()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds or 60}s", "-s", str(HERE / "data" / "bench.lua"), address]
    environment = {**os.environ, "BENCH_PATHS": str(folder / "paths"), "BENCH_ONCE": "0" if seconds else "1"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    if done.stderr:
        print(f"  {len(done.stderr.splitlines())} answers were not 200", file=sys.stderr)
    if not seconds:
        took = time.perf_counter() - start
        return Load(len(paths) / took, 0, 1e6 * (cpu(process) - before) / len(paths))
    requests, duration, p99, errors = map(int, done.stdout.splitlines()[-1].split())
    if errors:
        print(f"  {errors} errors", file=sys.stderr)
    return Load(1e6 * requests / duration, p99 / 1000, 1e6 * (cpu(process) - before) / requests)


def workers(process: int) -> list[int]:
    """The child processes of the server, and theirs."""
    found = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    parents = dict(tuple(map(int, line.split())) for line in found.splitlines())
    return [pid for pid, parent in parents.items() if parent == process or parents.get(parent) == process]


def cpu(process: int) -> float:
    """Seconds of processor time that the server's processes have used."""
    total = 0
    for pid in (process, *workers(process)):
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    return int(Path(f"/proc/{process}/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
