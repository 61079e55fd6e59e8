"""Searching while releases are switched: every answer belongs to one release, and none fails."""

from __future__ import annotations

import threading
from pathlib import Path

from glossary import bootstrap, inputs, publishing, releases

SWITCHES = 50
THREADS = 8


def test_eight_threads_search_through_fifty_switches(tmp_path: Path) -> None:
    """Threads that search while the pointer moves see one release or the other, whole, and no error."""
    ids = []
    for number in ("one", "two"):
        concepts = "".join(
            f'v:c{place} a skos:Concept ; skos:inScheme v: ; skos:prefLabel "asylum {number} {word}"@en .\n'
            for place, word in enumerate(["claim", "centre", "status"])
        )
        file = tmp_path / "v.ttl"
        file.write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix v: <https://vocab.example/v/> .\n"
            "v: a skos:ConceptScheme .\n" + concepts,
            "utf-8",
        )
        ids.append(publishing.build(inputs.gather([], [f"v={file}"]), tmp_path / "data").id)
    live = bootstrap.LiveCatalogues(tmp_path / "data")
    answers: set[frozenset[str]] = set()
    errors: list[Exception] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                results = live.current().search("asylums", language="en").results
            except Exception as error:  # any failure in a thread is the finding
                errors.append(error)
            else:
                shown = {(result.node.label.text, result.match.label) for result in results}
                answers.add(frozenset(text.split()[1] for pair in shown for text in pair))
                assert len(results) == 3

    threads = [threading.Thread(target=search) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for number in range(SWITCHES):
        releases.point_to(tmp_path / "data", ids[number % 2])
        live.current().search("asylum")
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert answers == {frozenset(["one"]), frozenset(["two"])}
