"""What many tests share: a release built once from a small vocabulary, and clients of a service that reads it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import bootstrap, inputs, publishing
from glossary.analysis import dictionaries
from glossary.catalogue import Catalogue
from glossary.settings import Settings
from tests.browsing import axe, browser, eurovoc, eurovoc_data, opened, origin, shipped_data, vnu
from tests.serving import node_clients, site, skosmos_client

__all__ = ["node_clients", "site", "skosmos_client"]  # fixtures of tests with other people's clients
__all__ += [
    "axe",
    "browser",
    "eurovoc",
    "eurovoc_data",
    "opened",
    "origin",
    "shipped_data",
    "vnu",
]

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real vocabularies and hostile files beside the checkout; skips where there is none."""
    if not SHARED.is_dir():
        pytest.skip("the shared data folder is not beside this checkout")
    return SHARED


def pytest_sessionstart() -> None:
    """Make the dictionaries, once a machine, before anything is collected: some tests are named by what words mean."""
    cache = Settings().cache
    if not dictionaries.is_prepared(cache):
        print("Preparing the dictionaries, once a machine: a minute or two", file=sys.stderr)
        dictionaries.prepare(cache)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing open a connection."""

    def refuse(*args: object, **_: object) -> None:
        raise AssertionError(f"a connection was tried: {args}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def prepared() -> Path:
    """The usual folder of dictionaries."""
    return Settings().cache


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release, of ``data/sample.ttl`` as the vocabulary "travel"; do not change it."""
    folder = tmp_path_factory.mktemp("data")
    publishing.build(inputs.gather([], [f"travel={DATA / 'sample.ttl'}"]), folder)
    return folder


@pytest.fixture(scope="session")
def catalogue(data: Path) -> Iterator[Catalogue]:
    """The catalogue of that release."""
    opened = bootstrap.open_catalogue(data)
    yield opened
    opened.close()


@pytest.fixture
def client(data: Path) -> FlaskClient:
    """A client of a service that reads that release."""
    from service import create_app

    settings = Settings(data=data, bases=("https://vocab.example/travel/",))
    return create_app(bootstrap.LiveCatalogues(data), settings).test_client()


@pytest.fixture(scope="session")
def migration(shipped_data: Path) -> Iterator[Catalogue]:
    """The catalogue of a release of the shipped vocabulary; takes some seconds to make."""
    opened = bootstrap.open_catalogue(shipped_data)
    yield opened
    opened.close()
