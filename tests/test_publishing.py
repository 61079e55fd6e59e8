"""Building, switching, going back and thinning: a reader sees one whole release, whatever happens."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from glossary import bootstrap, inputs, publishing, releases
from glossary.errors import Gone, InputError, ReleaseError, UsageError
from glossary.model import Release

TURTLE = """
@prefix : <https://vocab.example/t/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:s a skos:ConceptScheme ; skos:prefLabel "T"@en .
"""


def concept(name: str, label: str) -> str:
    return f':{name} a skos:Concept ; skos:inScheme :s ; skos:prefLabel "{label}"@en .\n'


def publish(folder: Path, *concepts: str) -> Release:
    file = folder / "t.ttl"
    file.write_text(TURTLE + "".join(concepts), "utf-8")
    return publishing.build(inputs.gather([], [f"words={file}"]), folder / "data")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_is_whole_and_counted(tmp_path: Path) -> None:
    """The manifest says what was built from what; the release opens and answers."""
    release = publish(tmp_path, concept("a", "river"), concept("b", "lake"))
    (vocabulary,) = release.vocabularies
    assert (vocabulary.id, vocabulary.concepts, vocabulary.base) == ("words", 2, "https://vocab.example/t/")
    assert releases.verify(tmp_path / "data", release.id) == release
    assert (tmp_path / "data" / "current").read_text("utf-8").strip() == release.id
    catalogue = bootstrap.open_catalogue(tmp_path / "data")
    assert catalogue.search("river").results[0].node.uri == "https://vocab.example/t/a"


def test_a_refused_file_changes_nothing(tmp_path: Path) -> None:
    """After a file was refused the data folder is what it was, byte for byte."""
    publish(tmp_path, concept("a", "river"))
    before = content(tmp_path / "data")
    with pytest.raises(InputError, match=r"t\.ttl"):
        publish(tmp_path, "this is no Turtle")
    assert content(tmp_path / "data") == before


def test_a_killed_build_leaves_the_served_release_alone(tmp_path: Path) -> None:
    """A build that is killed half way leaves the pointer, and its litter goes with the next build."""
    first = publish(tmp_path, concept("a", "river"))
    data = tmp_path / "data"
    code = (
        "import pathlib, sys, time; from glossary import inputs, publishing\n"
        "def stop(step, done=0, total=0):\n"
        "    if step == 'indexing': print('here', flush=True); time.sleep(60)\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "publishing.build(inputs.gather([], [f'words={folder / \"t.ttl\"}']), folder / 'data', stop)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    with pytest.raises(UsageError, match="at work"):
        publish(tmp_path, concept("a", "river"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert releases.current(data) == first.id
    assert any(path.name.startswith(".") for path in (data / "releases").iterdir())
    second = publish(tmp_path, concept("a", "stream"))
    assert sorted(path.name for path in (data / "releases").iterdir()) == sorted([first.id, second.id])


def test_what_is_withdrawn_is_gone(tmp_path: Path) -> None:
    """A concept that the release before had is Gone, also two releases later, and by id as well as by address."""
    first = publish(tmp_path, concept("a", "river"), concept("b", "lake"))
    publish(tmp_path, concept("a", "river"))
    publish(tmp_path, concept("a", "stream"))
    catalogue = bootstrap.open_catalogue(tmp_path / "data")
    for ask in (lambda: catalogue.resource("https://vocab.example/t/b"), lambda: catalogue.locate("words", "b")):
        with pytest.raises(Gone) as gone:
            ask()
        assert gone.value.release == first.id


def test_an_unchanged_concept_keeps_its_date(tmp_path: Path) -> None:
    """A concept's content is dated by the release that changed it."""
    publish(tmp_path, concept("a", "river"), concept("b", "lake"))
    before = bootstrap.open_catalogue(tmp_path / "data")
    time.sleep(1.1)
    publish(tmp_path, concept("a", "river"), concept("b", "pond"))
    after = bootstrap.open_catalogue(tmp_path / "data")
    a, b = "https://vocab.example/t/a", "https://vocab.example/t/b"
    assert after.changed(a) == before.changed(a)
    assert after.changed(b) > before.changed(b)


def test_going_back(tmp_path: Path) -> None:
    """Rollback makes the release before current again; a damaged one is refused."""
    data = tmp_path / "data"
    first = publish(tmp_path, concept("a", "river"))
    second = publish(tmp_path, concept("a", "stream"))
    assert publishing.roll_back(data).id == first.id
    assert releases.current(data) == first.id
    with (releases.folder(data, second.id) / releases.DOCUMENTS).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ReleaseError, match=r"damaged: documents\.sqlite"):
        publishing.roll_back(data, second.id)
    with pytest.raises(ReleaseError, match="no earlier release"):
        publishing.roll_back(data)
    with pytest.raises(ReleaseError, match="there is no release"):
        publishing.roll_back(data, "nonsense")


def test_pruning_spares_what_is_read(tmp_path: Path) -> None:
    """Old releases are thinned to manifest and documents, but not the current one nor one that a reader holds."""
    data = tmp_path / "data"
    ids = [publish(tmp_path, concept("a", f"river {number}")).id for number in range(4)]
    reader = bootstrap.open_catalogue(data, ids[1])
    assert releases.prune(data, keep=2) == [ids[0]]
    assert reader.search("river").total == 1
    reader.close()
    assert releases.prune(data, keep=1) == [ids[1], ids[2]]
    left = sorted(path.name for path in releases.folder(data, ids[0]).iterdir())
    assert left == ["documents.sqlite", "dumps.json", "manifest.json", "report.json"]
    with pytest.raises(ReleaseError, match="pruned"):
        publishing.roll_back(data, ids[0])
    with pytest.raises(UsageError, match="at least 1"):
        releases.prune(data, keep=0)


def test_a_damaged_index_is_not_opened(tmp_path: Path) -> None:
    """Opening an index unpickles its table of contents, so a changed one is refused first."""
    release = publish(tmp_path, concept("a", "river"))
    (toc,) = (releases.folder(tmp_path / "data", release.id) / releases.INDEX).rglob("*.toc")
    toc.write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(ReleaseError, match="is not what was built"):
        bootstrap.open_catalogue(tmp_path / "data")


def test_workers_notice_a_new_release(tmp_path: Path) -> None:
    """The live catalogue follows the pointer; who holds the old one goes on reading it."""
    publish(tmp_path, concept("a", "river"))
    live = bootstrap.LiveCatalogues(tmp_path / "data")
    old = live.current()
    assert live.current() is old
    publish(tmp_path, concept("a", "stream"))
    assert live.current().search("stream").total == 1
    assert old.search("river").total == 1


def test_readers_never_see_a_mixture(tmp_path: Path) -> None:
    """Threads that read while releases are switched get answers of one release each, and no error."""
    data = tmp_path / "data"
    for name in ("river", "stream"):
        publish(tmp_path, concept("a", name), concept("b", f"{name} bed"))
    ids = releases.all_ids(data)
    live = bootstrap.LiveCatalogues(data)
    problems: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                catalogue = live.current()
                label = catalogue.find("https://vocab.example/t/a", ["en"]).label.text
                if catalogue.search(f"{label} bed").results[0].match.label != f"{label} bed":
                    problems.append(label)
            except Exception as error:  # whatever it is, it is what this test looks for
                problems.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        releases.point_to(data, ids[number % 2])
        time.sleep(0.02)
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []


def test_nothing_published_is_said(tmp_path: Path) -> None:
    """Without a release, reading says how to make one."""
    with pytest.raises(ReleaseError, match="glossary build"):
        bootstrap.open_catalogue(tmp_path)


def test_up_to_date(tmp_path: Path) -> None:
    """A release made from these very files need not be built again; a changed file needs it."""
    publish(tmp_path, concept("a", "river"))
    wanted = inputs.gather([], [f"words={tmp_path / 't.ttl'}"])
    assert publishing.is_current(wanted, tmp_path / "data")
    with (tmp_path / "t.ttl").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert not publishing.is_current(wanted, tmp_path / "data")


def test_findings_name_the_file_that_describes(tmp_path: Path) -> None:
    """Of several files, the one that describes a concept is named, not one that only mentions it."""
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    first.write_text(TURTLE + concept("a", "river").replace(" .\n", " ; skos:related :b .\n"), "utf-8")
    second.write_text(TURTLE + "\n\n" + concept("b", "lake ") + ":b skos:related :b .", "utf-8")
    (vocabulary,) = inputs.gather([], [f"words={first}", f"words={second}"])
    findings = publishing.examine(vocabulary).findings
    assert {(f.file, f.line) for f in findings if f.subject == "https://vocab.example/t/b"} == {("b.ttl", 6)}
