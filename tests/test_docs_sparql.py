"""What the documentation of SPARQL and linked data shows is true of the service."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"


def test_queries_are_sparql(client: FlaskClient) -> None:
    """Every query that is shown is answered."""
    text = (DOCS / "sparql.md").read_text("utf-8")
    shown = [
        re.search(r"--data-urlencode 'query=(.*?)'", text, re.DOTALL),
        re.search(r'query = """(.*?)"""', text, re.DOTALL),
    ]
    for found in shown:
        assert found and client.get("/sparql", query_string={"query": found[1]}).status_code == 200


def test_settings_are_those_there_are() -> None:
    """Names and defaults of the limits are as written."""
    text = (DOCS / "sparql.md").read_text("utf-8")
    settings = Settings()
    assert f"`child_seconds` | {settings.child_seconds:g} s" in text
    assert f"`child_memory_bytes` | {settings.child_memory_bytes // 2**20} MB" in text
    assert f"`child_result_bytes` | {settings.child_result_bytes // 2**20} MB" in text
    assert f"`child_processes` | {settings.child_processes}," in text


@pytest.mark.parametrize(
    "path", re.findall(r"http://127\.0\.0\.1:8080(/[^\s\"]*)", (DOCS / "linked-data.md").read_text("utf-8"))
)
def test_addresses_lead_somewhere(client: FlaskClient, path: str) -> None:
    """Each address that is shown answers, here for another vocabulary."""
    here = path.replace("https://w3id.org/migration-glossary/", "https://vocab.example/travel/")
    here = here.replace("/migration/", "/travel/").replace("asylum-seeker", "guest")
    assert client.get(here, headers={"Accept": "text/turtle"}).status_code in (200, 303)
