"""Errors: a page for people, a problem for programs, nothing of the server in either, and headers that protect."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import bootstrap
from glossary.errors import Busy, Crashed, GlossaryError, OutOfMemory, TimedOut, TooLarge
from glossary.settings import Settings
from service import MAX_BODY, create_app
from service.parameters import MAX_ADDRESS

PAGE = ["/en/", "/nothing", "/static/style.css"]
DATA = ["/api/v1/vocabularies", "/travel/guest.ttl", "/travel.ttl", "/travel/guest", "/openapi.json", "/healthz"]


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    """A service that has nothing to serve yet."""
    return create_app(bootstrap.LiveCatalogues(tmp_path), Settings(data=tmp_path)).test_client()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json", "application/problem+json"),
        ("application/problem+json, text/html;q=0.5", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
    ],
)
def test_errors_in_the_format_asked_for(client: FlaskClient, accept: str, media_type: str) -> None:
    """People get a page, programs a problem, with the status on both."""
    answer = client.get("/travel/nothing", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, media_type)
    assert media_type == "application/problem+json" or answer.mimetype_params["charset"] == "utf-8"


@pytest.mark.parametrize(
    "address",
    ["/changes.ttl", "/changes?uri=urn:nothing", "/feeds/changes.atom?vocabulary=nope", "/activity/page-9",
     "/entity.ttl?uri=nope", "/travel/nothing.nt", "/release/20000101-000000"],
)  # fmt: skip
def test_where_there_is_data_only_a_problem_comes_first(client: FlaskClient, address: str) -> None:
    """A program that takes anything is told as a program; a browser still gets a page."""
    told = client.get(address, headers={"Accept": "*/*"})
    shown = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (told.status_code, told.mimetype) == (shown.status_code, "application/problem+json")
    assert told.status_code in (400, 404) and shown.mimetype == "text/html"


@pytest.mark.parametrize(
    "address",
    ["/<script>alert(1)</script>", "/travel/<img src=x onerror=alert(1)>", "/entity?uri=<svg/onload=alert(1)>",
     "/travel.ttl?inferred=<script>alert(1)</script>", "/api/v1/<script>", '/api/v1/search?q=a&"><script>=1'],
)  # fmt: skip
def test_markup_is_never_reflected(client: FlaskClient, address: str) -> None:
    """What a stranger typed is text in the answer, if it is there at all."""
    answer = client.get(address, headers={"Accept": "text/html"})
    assert 400 <= answer.status_code < 500
    if answer.mimetype == "text/html":
        assert b"<script>" not in answer.data and b"<img src=x" not in answer.data and b"<svg/" not in answer.data


def test_long_input_is_cut(client: FlaskClient) -> None:
    """An echo is short however long the call was."""
    answer = client.get("/travel/" + "x" * 3000, headers={"Accept": "application/json"})
    assert answer.status_code == 404 and len(answer.data) < 1000


@pytest.mark.parametrize("path", ["/%ff%fe", "/a%00b", "/travel/gue%0ast", "/static/a%00.css", "/en/%ED%A0%80"])
def test_unreadable_paths_are_400(client: FlaskClient, path: str) -> None:
    """Control characters and bytes that are not UTF-8 are refused at the door."""
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("address", ["/" + "a/" * MAX_ADDRESS, "/en/search?q=" + "a" * MAX_ADDRESS])
def test_long_addresses_are_414(client: FlaskClient, address: str) -> None:
    """An address that is too long is told the limit."""
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 414 and f"{MAX_ADDRESS:,}" in answer.get_json(force=True)["detail"]


def test_repeated_parameters_are_400_everywhere(client: FlaskClient) -> None:
    """Pages and API have one rule for a parameter given twice."""
    assert client.get("/en/search?q=a&q=b").status_code == 400
    assert client.get("/api/v1/search?q=a&q=b").status_code == 400


@pytest.mark.parametrize("address", ["/", "/en/", "/travel/guest", "/travel.ttl", "/api/v1/search", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_allowed(client: FlaskClient, address: str, method: str) -> None:
    """Other methods are told which ones work."""
    answer = client.open(address, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_large_bodies_are_413(client: FlaskClient) -> None:
    """Nobody may send more than the service could want."""
    assert client.post("/api/v1/search", data=b"x" * (MAX_BODY + 1)).status_code == 413


@pytest.mark.parametrize("address", [*PAGE, *DATA])
def test_protective_headers(client: FlaskClient, address: str) -> None:
    """Every answer forbids sniffing, framing and scripts from elsewhere; only data is open to other sites."""
    answer = client.get(address)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"]
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert ("Access-Control-Allow-Origin" in answer.headers) == (address in DATA)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "address", [*PAGE, *DATA, "/", "/travel/guest.html", "/travel//guest", "//travel", "/en", "/api/v1/"]
)
def test_the_clients_host_is_never_repeated(client: FlaskClient, address: str) -> None:
    """Whatever host a client claims to ask, no answer names it: redirects are relative."""
    claims = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = client.get(address, headers=claims)
    assert b"evil.example" not in answer.data
    assert "evil.example" not in str(answer.headers)
    assert answer.headers.get("Location", "/").startswith("/")


def test_a_fault_is_a_plain_500(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something unforeseen is answered without a word about the inside."""
    monkeypatch.setattr("glossary.catalogue.Catalogue.search", lambda *_, **__: 1 / 0)
    answer = client.get("/api/v1/search?q=a")
    assert answer.status_code == 500 and answer.mimetype == "application/problem+json"
    assert b"Traceback" not in answer.data and b"division" not in answer.data


@pytest.mark.parametrize(
    ("error", "status"),
    [(Busy, 503), (TimedOut, 503), (OutOfMemory, 503), (TooLarge, 400), (Crashed, 400)],
)
def test_stopped_work_is_answered_with_its_reason(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: type[GlossaryError], status: int
) -> None:
    """Limits that were met are told; only who found the service busy is asked to come again."""

    def stopped(*_: object, **__: object) -> None:
        raise error("stopped at the limit of 3 s")

    monkeypatch.setattr("glossary.catalogue.Catalogue.search", stopped)
    answer = client.get("/api/v1/search?q=x")
    assert (answer.status_code, answer.json["detail"]) == (status, "stopped at the limit of 3 s")
    assert ("Retry-After" in answer.headers) == (error is Busy)


def test_without_a_release(empty: FlaskClient) -> None:
    """The service is up before its first release, says that it is not ready, and when to come again."""
    assert empty.get("/healthz").status_code == 200
    for address in ("/readyz", "/en/", "/travel/guest", "/api/v1/vocabularies"):
        answer = empty.get(address)
        assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
        assert str(empty.application.instance_path).encode() not in answer.data
    assert len(empty.get("/static/style.css").data) > 1000
