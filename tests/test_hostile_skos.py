"""The shared collection of hostile vocabulary files: what it expects holds when a file is read and checked."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from glossary import inputs
from glossary.errors import InputError
from glossary.publishing import Examined, Finding, examine

HOSTILE = Path(__file__).parents[2] / "shared" / "data" / "hostile"
MANIFEST = HOSTILE / "manifest_skos.json"
CASES = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.is_file() else []
NOTED_ONLY = {"mod28_no_scheme"}
"""Five files of the collection must pass without complaint and have no scheme either: so that is a note."""

Case = dict[str, Any]


def cases(expect: str) -> list[Any]:
    """The files of which the collection expects this, as parameters of a test."""
    chosen = [case for case in CASES if case["expect"] == expect]
    if not chosen:
        return [pytest.param(None, marks=pytest.mark.skip(reason="the shared hostile files are not here"))]
    return [pytest.param(case, id=name_of(case)[:24]) for case in chosen]


def name_of(case: Case) -> str:
    return Path(case["file"]).stem


def examined(case: Case) -> Examined:
    """The file read and checked, as a build does it."""
    (vocabulary,) = inputs.gather([], [f"hostile={HOSTILE / case['file']}"])
    return examine(vocabulary)


def words(case: Case) -> list[str]:
    """The words that the message must name, but for the line, which is compared as a number."""
    return [word for word in case["message_must_name"] if not word.startswith("line ")]


def is_near(line: int | None, case: Case) -> bool:
    """Whether a line is the one that the collection names, or the one before or after."""
    return case["line"] is None or (line is not None and abs(line - case["line"]) <= 1)


def warnings(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "warning"]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No hostile file may make the reader open a connection."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"a connection was tried: {args}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("case", cases("reject"))
def test_rejected(case: Case) -> None:
    """A file to reject is refused, naming file, line (one either way) and the words that the collection asks for."""
    with pytest.raises(InputError) as caught:
        examined(case)
    message = str(caught.value)
    assert [word for word in (Path(case["file"]).name, *words(case)) if word not in message] == []
    assert is_near(caught.value.line, case)


@pytest.mark.parametrize("case", cases("warn"))
def test_warned(case: Case) -> None:
    """A questionable file loads whole; warnings name all that the collection asks for, and one is at its line."""
    result = examined(case)
    assert len(result.source) == case["measured"]["rdflib"]["n"]
    told = result.findings if name_of(case) in NOTED_ONLY else warnings(result.findings)
    assert any(is_near(finding.line, case) for finding in told)
    report = "\n".join(f"{finding.subject} {finding.message}" for finding in told)
    assert [word for word in words(case) if word not in report] == []


@pytest.mark.parametrize("case", cases("accept"))
def test_accepted(case: Case) -> None:
    """A tricky but correct file loads whole and without a warning: doubting what is right is a fault as well."""
    result = examined(case)
    assert len(result.source) == case["measured"]["rdflib"]["n"]
    assert warnings(result.findings) == []
    assert [file.name for file in result.files] == [Path(case["file"]).name]
