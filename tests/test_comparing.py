"""Two files, folders or releases are compared, and the changes are told as text, as a page and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result

from glossary import cli, inputs, publishing, releases

TURTLE = """
@prefix : <https://vocab.example/t/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:s a skos:ConceptScheme ; skos:prefLabel "T"@en .
:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "river"@en, "نهر"@ar ;
    skos:definition "water that flows <to> the sea"@en ; skos:broader :b .
:b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "water"@en .
"""
LATER = (
    TURTLE.replace("flows <to>", "runs <to>")
    .replace('"نهر"', '"النهر"')
    .replace(":broader :b", ":related :b")
    .replace(":b a", ':c a skos:Concept ; skos:inScheme :s ; skos:prefLabel "pond"@en . :b a')
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The vocabulary before and after, under different names."""
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(TURTLE, "utf-8")
    new.write_text(LATER, "utf-8")
    return old, new


def test_as_text(files: tuple[Path, Path]) -> None:
    """A line a concept, a line a detail; exit code 1 when there is a difference, 0 when there is none."""
    result = run("diff", *files)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "~ a  river"
    assert '    term ar changed: "نهر" [preferred] -> "النهر" [preferred]' in lines
    assert '    definition en changed: "water that flows <to> the sea" -> "water that runs <to> the sea"' in lines
    assert "    broader removed: https://vocab.example/t/b (water)" in lines
    assert "+ c  pond" in lines
    same = run("diff", files[0], files[0])
    assert (same.exit_code, same.stdout) == (0, "")


def test_as_a_page(files: tuple[Path, Path], tmp_path: Path) -> None:
    """The page shows word by word what is new, escapes what it shows, and marks other languages."""
    run("diff", *files, "--format", "html", "--output", tmp_path / "changes.html")
    page = lxml.html.fromstring((tmp_path / "changes.html").read_bytes())
    (definition,) = (item for item in page.iter("li") if item.text_content().startswith("definition"))
    assert [(mark.tag, mark.text) for mark in definition.iter("ins", "del")] == [("del", "flows"), ("ins", "runs")]
    assert "<to>" in definition.text_content()
    (arabic,) = page.xpath("//span[@lang='ar']")
    assert arabic.get("dir") == "rtl"
    assert page.get("lang") == "en"


def test_as_json(files: tuple[Path, Path]) -> None:
    """JSON holds the changes with the names of the model."""
    found = json.loads(run("diff", *files, "--format", "json").stdout)
    assert found["counts"] == {"added": 1, "changed": 3}
    assert found["labels"]["https://vocab.example/t/b"] == "water"
    assert {change["id"]: change["kind"] for change in found["changes"]}["c"] == "added"


def test_releases_and_folders(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Releases are compared by id or as current, also pruned ones, with each other and with files."""
    data = tmp_path / "data"
    ids = [publishing.build(inputs.gather([], [f"words={file}"]), data).id for file in files]
    releases.prune(data, keep=1)
    assert run("diff", ids[0], "current", "--data", data).stdout == run("diff", *files).stdout
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(files[1], folder)
    assert run("diff", "current", folder, "--data", data).exit_code == 0
    refused = run("diff", ids[0], "nonsense", "--data", data)
    assert (refused.exit_code, "neither a file or folder nor a release" in refused.output) == (2, True)
