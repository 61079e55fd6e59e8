"""The shared collection of hostile vocabulary files: what it expects of reading holds for each."""

import json
import socket
from pathlib import Path

import pytest

from glossary.errors import InputError
from glossary.imports.rdf import read_rdf, require_concepts

HOSTILE = Path(__file__).parents[2] / "shared" / "data" / "hostile"
MANIFEST = HOSTILE / "manifest_skos.json"
CASES = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else []
NOTICED_BY_READING = {"iri09", "iri10", "iri12", "iri13", "iri16", "iri17", "lang05", "dos09", "mod37"}
"""The files whose warning is about addresses, tags or syntax; the others' are about the model and the texts."""


def cases(expect):
    chosen = [case for case in CASES if case["expect"] == expect]
    if not chosen:
        return [pytest.param(None, marks=pytest.mark.skip(reason="the shared hostile files are not here"))]
    return [pytest.param(case, id=Path(case["file"]).name[:24]) for case in chosen]


def wanted(case):
    """The words that the message must name, but for the line, which is compared as a number."""
    return [word for word in case["message_must_name"] if not word.startswith("line ")]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """No hostile file may make the reader open a connection."""

    def refuse(*args, **kwargs):
        raise AssertionError(f"a connection was tried: {args}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("case", cases("reject"))
def test_rejected(case):
    """A file to reject is refused, naming file, line (one either way) and the words that the collection asks for."""
    path = HOSTILE / case["file"]
    with pytest.raises(InputError) as caught:
        require_concepts(read_rdf(path))
    message = str(caught.value)
    assert path.name in message
    assert all(word in message for word in wanted(case))
    if case["line"] is not None:
        assert caught.value.line is not None
        assert abs(caught.value.line - case["line"]) <= 1


@pytest.mark.parametrize("case", cases("accept"))
def test_accepted(case):
    """A tricky but correct file loads without a notice and with as many triples as plain rdflib finds."""
    file = read_rdf(HOSTILE / case["file"])
    require_concepts(file)
    assert file.notices == ()
    assert len(file.graph) == case["measured"]["rdflib"]["n"]
    assert Path(case["file"]).name in file.path


@pytest.mark.parametrize("case", cases("warn"))
def test_warned(case):
    """A questionable file loads whole; where the question is one of reading, a notice names it with its line."""
    file = read_rdf(HOSTILE / case["file"])
    require_concepts(file)
    assert len(file.graph) == case["measured"]["rdflib"]["n"]
    if Path(case["file"]).name.split("_")[0] not in NOTICED_BY_READING:
        assert file.notices == ()
        return
    messages = " ".join(notice.message for notice in file.notices)
    assert all(word in messages for word in wanted(case))
    if case["line"] is not None:
        assert any(notice.line is not None and abs(notice.line - case["line"]) <= 1 for notice in file.notices)
