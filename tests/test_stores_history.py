"""A release knows the whole history of its vocabulary, whatever became of the releases before it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glossary import bootstrap, inputs, publishing, releases
from glossary.catalogue import Catalogue
from glossary.errors import NotFound

TURTLE = """
@prefix : <https://vocab.example/t/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:s a skos:ConceptScheme ; skos:prefLabel "T"@en .
"""
A, B, C = (f"https://vocab.example/t/{name}" for name in "abc")
SCHEME = "https://vocab.example/t/s"
THEME = "https://vocab.example/t/water"


def concept(name: str, label: str, more: str = "") -> str:
    return f':{name} a skos:Concept ; skos:inScheme :s ; skos:prefLabel "{label}"@en {more}.\n'


def theme(*members: str) -> str:
    return f":water a skos:Collection ; skos:member {', '.join(f':{name}' for name in members)} .\n"


def publish(folder: Path, *parts: str) -> str:
    file = folder / "t.ttl"
    file.write_text(TURTLE + "".join(parts), "utf-8")
    return publishing.build(inputs.gather([], [f"words={file}"]), folder / "data").id


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, list[str]]:
    """Three releases: the first, one with a reworded, a deprecated and a new concept, and one that lost a concept."""
    folder = tmp_path_factory.mktemp("history")
    ids = [
        publish(folder, concept("a", "river"), concept("b", "lake"), theme("a", "b")),
        publish(
            folder,
            concept("a", "stream"),
            concept("b", "lake", "; owl:deprecated true"),
            concept("c", "pond", '; skos:editorialNote "new"'),
            theme("a", "b"),
        ),
        publish(folder, concept("a", "stream"), concept("c", "pond", '; skos:editorialNote "old"'), theme("a")),
    ]
    for release in ids[:2]:
        shutil.rmtree(releases.folder(folder / "data", release))
    return bootstrap.open_catalogue(folder / "data"), ids


def test_the_history_of_a_concept(three: tuple[Catalogue, list[str]]) -> None:
    """Each release that changed a concept is named, newest first, with what it changed."""
    catalogue, ids = three
    changed, added = catalogue.history(A)
    assert (added.kind, added.release, changed.kind, changed.release) == ("added", ids[0], "changed", ids[1])
    (detail,) = changed.details
    assert detail.before is not None
    assert detail.after is not None
    assert (detail.before.text, detail.after.text) == ("river", "stream")
    assert changed.date.endswith("+00:00")


def test_what_is_gone_has_a_history(three: tuple[Catalogue, list[str]]) -> None:
    """A withdrawn concept can still be asked for what became of it."""
    catalogue, ids = three
    assert [(change.kind, change.label) for change in catalogue.history(B)] == [
        ("withdrawn", "lake"),
        ("deprecated", "lake"),
        ("added", "lake"),
    ]
    assert catalogue.history(B)[0].release == ids[2]
    assert catalogue.history("https://vocab.example/t/never") == ()


def test_what_the_model_does_not_know_is_a_change(three: tuple[Catalogue, list[str]]) -> None:
    """An editorial note is no part of the model, but whoever mirrors the concept is told that it changed."""
    assert [detail.part for detail in three[0].history(C)[0].details] == ["statements"]


def test_the_releases_are_known(three: tuple[Catalogue, list[str]]) -> None:
    """The releases are listed with their counts, though their folders are gone."""
    catalogue, ids = three
    known = catalogue.releases_known()
    assert [release.id for release in known] == ids[::-1]
    assert known[2].changes == {"added": 4}
    assert known[2].concepts == {"added": 2}  # the rest is no concept
    assert known[1].changes == {"added": 1, "changed": 2, "deprecated": 1}  # the scheme has a new top concept
    assert known[0].changes == {"changed": 3, "withdrawn": 1}


def test_changes_are_filtered_and_paged(three: tuple[Catalogue, list[str]]) -> None:
    """Changes are asked for by release, kind, vocabulary and theme, a page at a time."""
    catalogue, ids = three
    assert catalogue.changes().total == 12
    assert [change.uri for change in catalogue.changes(release=ids[1]).items] == [A, B, C, SCHEME]
    assert [change.uri for change in catalogue.changes(kinds=["withdrawn", "deprecated"]).items] == [B, B]
    assert {change.uri for change in catalogue.changes(theme=THEME).items} == {A, B}
    assert catalogue.changes(theme=THEME, vocabulary="words", kinds=["added"]).total == 2
    page = catalogue.changes(limit=2, offset=1)
    assert (page.total, len(page.items), page.items[0]) == (12, 2, catalogue.changes().items[1])
    with pytest.raises(NotFound, match="no release 'nonsense'"):
        catalogue.changes(release="nonsense")


def test_a_concept_that_moves_between_themes_has_changed(tmp_path: Path) -> None:
    """Membership is stated by the theme, and belongs to the history of the concept all the same."""
    publish(tmp_path, concept("a", "river"), concept("b", "lake"), theme("a", "b"))
    publish(tmp_path, concept("a", "river"), concept("b", "lake"), theme("a"))
    catalogue = bootstrap.open_catalogue(tmp_path / "data")
    (detail,) = catalogue.history(B)[0].details
    assert (detail.part, detail.kind) == ("memberOf", "removed")
