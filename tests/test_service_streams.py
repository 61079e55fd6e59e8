"""Long answers: bounded in number and time, and their places are given back however they end."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from service import linked_data, streams


@pytest.fixture(autouse=True)
def every_dump_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_data, "SMALL", 0)


def test_only_a_few_at_a_time(client: FlaskClient) -> None:
    """While slow readers hold all places the next one is told to come again, and short answers go on."""
    reading = [client.get("/travel.nt") for _ in range(streams.MOST)]
    assert [answer.status_code for answer in reading] == [200] * streams.MOST
    refused = client.get("/travel.nt")
    assert refused.status_code == 503 and int(refused.headers["Retry-After"]) > 0
    assert client.get("/travel/guest.nt").status_code == 200
    assert client.head("/travel.nt").status_code == 200
    reading[0].close()
    assert client.get("/travel.nt", buffered=True).status_code == 200
    for answer in reading:
        answer.close()


def test_places_are_given_back(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read to the end, closed early, forgotten or failed: the place is free again."""
    for _ in range(streams.MOST + 1):
        assert client.get("/travel.nt").data
        client.get("/travel.nt").close()
        assert client.get("/travel.nt").status_code == 200
        gc.collect()

    def failing(*_: object, **__: object) -> Iterator[bytes]:
        raise ZeroDivisionError
        yield b""

    monkeypatch.setattr("glossary.catalogue.Catalogue.dump", failing)
    for _ in range(streams.MOST + 1):
        with pytest.raises(ZeroDivisionError):
            client.get("/travel.nt", buffered=True)


def test_a_stream_that_takes_too_long_is_broken_off(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection breaks, so that the client does not take a part for the whole."""
    monkeypatch.setattr(streams, "LONGEST", -1.0)
    with pytest.raises(TimeoutError):
        client.get("/travel.nt", buffered=True)
    monkeypatch.undo()
    assert client.get("/travel.nt", buffered=True).status_code == 200
