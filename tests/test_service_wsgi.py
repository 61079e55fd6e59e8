"""The entry point for WSGI servers, and what it writes to the log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service import wsgi


def test_the_application_is_made_of_the_environment(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server finds ``service.wsgi:application``, which reads the data folder that the environment names."""
    monkeypatch.setenv("GLOSSARY_DATA", str(data))
    wsgi._application.cache_clear()
    application = wsgi.application
    assert application.test_client().get("/readyz").status_code == 200
    assert wsgi.application is application
    wsgi._application.cache_clear()


def test_there_is_nothing_else(data: Path) -> None:
    """Other names are missing as in any module."""
    with pytest.raises(AttributeError, match="nothing"):
        wsgi.nothing  # noqa: B018  # looking it up is the test


def test_query_texts_are_not_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a good nor a failing request leaves what a person looked for, or from where, in the log."""
    caplog.set_level(logging.DEBUG)
    client.get("/api/v1/search?q=secret")
    monkeypatch.setattr("glossary.catalogue.Catalogue.search", lambda *_, **__: 1 / 0)
    client.get("/api/v1/search?q=secret+too", headers={"X-Forwarded-For": "192.0.2.1"})
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text and "192.0.2.1" not in caplog.text and "127.0.0.1" not in caplog.text
