"""Health: up as soon as there is a process, ready as soon as there is a release."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app

SAMPLE = Path(__file__).parent / "data" / "sample.ttl"


def test_up_and_ready(client: FlaskClient) -> None:
    """Both say so, the second with the release, and neither may be stored."""
    assert client.get("/healthz").get_json()["status"] == "up"
    answer = client.get("/readyz")
    assert answer.get_json()["status"] == "ready" and answer.get_json()["release"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_first_release_is_noticed(tmp_path: Path) -> None:
    """A service that was started too early becomes ready without a restart."""
    client = create_app(bootstrap.LiveCatalogues(tmp_path), Settings(data=tmp_path)).test_client()
    assert client.get("/readyz").status_code == 503
    publishing.build(inputs.gather([], [f"travel={SAMPLE}"]), tmp_path)
    assert client.get("/readyz").status_code == 200
    assert client.get("/travel/guest.ttl").status_code == 200
