"""The command line, as a stranger uses it: outputs, exit codes, refusals."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary import cli, releases

DATA = Path(__file__).parent / "data"
COMMANDS = sorted(cli.main.commands)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    """Each command's help shows how it is called."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"\n  Example: glossary {command}" in result.output


def test_build_and_list(tmp_path: Path) -> None:
    """Building says what was published; a second build of the same files does nothing when asked so."""
    arguments = ["build", DATA / "sample.ttl", "--data", tmp_path / "data"]
    result = run(*arguments)
    assert (result.exit_code, "sample: 5 concepts" in result.output) == (0, True)
    assert "is up to date" in run(*arguments, "--if-changed").output
    listed = json.loads(run("releases", "--data", tmp_path / "data", "--json").output)
    assert [(release["current"], release["pruned"]) for release in listed] == [(True, False)]


def test_findings_are_exit_code_1(tmp_path: Path) -> None:
    """Questionable data is published, with a report and exit code 1; check prints it with file and line."""
    file = DATA / "quality" / "broader-cycle.ttl"
    result = run("build", file, "--data", tmp_path / "data")
    assert (result.exit_code, "broader-cycle" in result.output) == (1, True)
    checked = run("check", file)
    assert checked.exit_code == 1
    assert checked.output.startswith("broader-cycle.ttl, line ")
    findings = json.loads(run("check", file, "--json").stdout)
    assert {finding["code"] for finding in findings} == {"broader-cycle"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "missing.ttl"], "no such file"),
        (["build", DATA / "bench.lua"], "bench.lua"),
        (["build", "--vocabulary", f"api={DATA / 'sample.ttl'}"], "'api' cannot be a vocabulary id"),
        (["search", "x"], "nothing is published"),
        (["rollback"], "release"),
        (["serve", "--data", "nowhere"], "nothing is published"),
        (["show", "a/b"], "nothing is published"),
    ],
)
def test_refusals_are_exit_code_2(
    arguments: list[object], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is refused is one line on standard error that says why, never a traceback."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("glossary: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_refused_build_keeps_what_is_served(tmp_path: Path) -> None:
    """After a refused file the current release is the one before."""
    run("build", DATA / "sample.ttl", "--data", tmp_path / "data")
    before = releases.current(tmp_path / "data")
    (tmp_path / "bad.ttl").write_text("<a> <b", "utf-8")
    assert run("build", tmp_path / "bad.ttl", "--data", tmp_path / "data").exit_code == 2
    assert releases.current(tmp_path / "data") == before


def test_search(data: Path) -> None:
    """Results name the concept in the reader's language and the label that matched."""
    result = run("search", "Fremder", "--data", data, "--language", "en")
    assert result.stdout == "guest [en]  travel/guest  (matched 'Fremder' [de-AT], preferred)\n"
    found = json.loads(run("search", "vjaġġatur", "--data", data, "--json").stdout)
    assert found["results"][0]["node"]["id"] == "traveller"
    assert run("search", "zzzz", "--data", data).exit_code == 1


def test_search_by_filters(tmp_path: Path) -> None:
    """Each filter leaves its share of the concepts; a filter and its opposite share them out between them."""
    run("build", DATA / "pages.ttl", "--data", tmp_path / "data")

    def found(*options: str) -> set[str]:
        answer = json.loads(run("search", "", "--data", tmp_path / "data", "--json", "--limit", "50", *options).stdout)
        return {result["node"]["uri"] for result in answer["results"]}

    everything = found("--vocabulary", "pages")
    for one, other in (("--definition", "--no-definition"), ("--deprecated", "--current")):
        assert found(one) and found(other)
        assert found(one).isdisjoint(found(other)) and found(one) | found(other) == everything
    assert found("--jurisdiction", "AT") == {"https://vocab.example/pages/seeker"}
    assert found("--jurisdiction", "FR") == set()
    assert found("--status", "drafted") < everything


def test_show(data: Path) -> None:
    """A concept is shown by address or by vocabulary and id, all of it or in one language."""
    whole = run("show", "travel/guest", "--data", data).stdout
    assert "de-AT      Fremder  (preferred, AT, drafted)" in whole
    assert "broader: traveller" in whole
    german = run("show", "https://vocab.example/travel/guest", "--data", data, "--language", "de").stdout
    assert "Gast" in german
    assert "lodger" not in german


def test_export(data: Path, tmp_path: Path) -> None:
    """A concept or a vocabulary is written in the format asked for; an unknown one is refused with those there are."""
    concept = run("export", "travel/visa", "--data", data).stdout
    assert concept.startswith("@prefix ")
    assert '"visa"@en' in concept
    file = tmp_path / "terms.csv"
    assert (
        run("export", "travel", "--data", data, "--format", "csv", "--language", "el", "--output", file).exit_code == 0
    )
    assert "ταξιδιώτης" in file.read_text("utf-8")
    refused = run("export", "travel", "--data", data, "--format", "xls")
    assert (refused.exit_code, "allowed: turtle, rdfxml, jsonld, ntriples, tbx3, tbx2" in refused.stderr) == (2, True)


def test_fmt(tmp_path: Path) -> None:
    """Formatting changes a file once, keeps its leading comment, and then leaves it alone."""
    file = tmp_path / "sample.ttl"
    shutil.copy(DATA / "sample.ttl", file)
    file.write_text("# Words of travel\n" + file.read_text("utf-8"), "utf-8")
    assert run("fmt", "--check", file).exit_code == 1
    assert run("fmt", file).exit_code == 0
    assert file.read_text("utf-8").startswith("# Words of travel\n")
    assert run("fmt", "--check", file).exit_code == 0


def test_output_cannot_command_the_terminal(tmp_path: Path) -> None:
    """A file name or label with escape sequences is printed without them."""
    result = run("build", tmp_path / "\x1b[31mred.ttl")
    assert "\x1b" not in result.output
    assert "\\u001b" in result.output
