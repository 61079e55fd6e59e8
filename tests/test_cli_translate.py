"""The commands for translators: what they print, the files they write, and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary import cli

Runner = Callable[..., Result]


@pytest.fixture
def run(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs a command on the small vocabulary, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, text: bytes | None = None) -> Result:
        return CliRunner().invoke(cli.main, [*arguments, "--data", str(data)], input=text)

    return call


def test_recognise(run: Runner, tmp_path: Path) -> None:
    """Terms are printed with place and equivalents; standard input is read too; nothing found is exit code 1."""
    (tmp_path / "a.txt").write_text("The passports of two travellers.", "utf-8")
    result = run("recognise", "a.txt", "--source", "en", "--target", "de", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert "passports" in [match["text"] for match in found["matches"]]
    piped = run("recognise", "-", "--source", "en", text=b"a passport")
    assert "2-10  passport" in piped.output
    assert run("recognise", "-", "--source", "en", text=b"nothing").exit_code == 1


def test_recognise_writes_a_glossary(run: Runner, tmp_path: Path) -> None:
    """The terms found become a file for a CAT tool."""
    arguments = ["recognise", "-", "--source", "en", "--target", "de", "--format", "tbx3", "--output", "a.tbx"]
    assert run(*arguments, text=b"a passport").exit_code == 0
    assert "passport" in (tmp_path / "a.tbx").read_text("utf-8")


@pytest.mark.parametrize(("arguments", "said"), [(["--source", "xx"], "source"), (["--target", "<"], "target")])
def test_recognise_refuses_languages(run: Runner, arguments: list[str], said: str) -> None:
    """A language without terms is exit code 2 with a reason."""
    result = run("recognise", "-", *arguments, text=b"a passport")
    assert (result.exit_code, said in result.output) == (2, True)


def test_verify(run: Runner, tmp_path: Path) -> None:
    """Findings are exit code 1, a report in a file, and none when dismissed; a refused file is exit code 2."""
    (tmp_path / "a.tsv").write_text("a passport\tnichts\n", "utf-8")
    arguments = ["verify", "a.tsv", "--source", "en", "--target", "de"]
    result = run(*arguments, "--output", "a.xlsx")
    assert (result.exit_code, "missing 'passport'" in result.output) == (1, True)
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    uri = json.loads(run(*arguments, "--json").stdout)["findings"][0]["uri"]
    assert (run(*arguments, "--dismiss", uri).exit_code, run(*arguments, "--dismiss", "passport").exit_code) == (0, 0)
    result = run(*arguments, "--dismiss", "pasport")
    assert (result.exit_code, "nothing is dismissed by 'pasport'" in result.output) == (1, True)
    assert run("verify", "a.tsv", "--source", "en").exit_code == 2
    assert run("verify", "none.xlf", "--target", "de").exit_code == 2
