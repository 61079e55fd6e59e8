"""Ready answers: kept bytes are the same bytes, bounded, and never older than the release."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Any, cast

import pytest
from werkzeug.test import Client

from glossary.catalogue import Catalogue
from glossary.errors import ReleaseError
from service.answers import CATALOGUE, KEPT, STREAMED, Answer
from service.ready import MAX_KEY, ReadyAnswers


class Release:
    def __init__(self, id: str) -> None:
        self.id = id


class Opened:
    """As much of a catalogue as the middleware looks at."""

    def __init__(self, id: str) -> None:
        self.release = Release(id)


class Switch:
    """Hands out whichever release it is told to."""

    def __init__(self) -> None:
        self.opened: Opened | None = Opened("1")
        self.asked = 0

    def current(self) -> Catalogue:
        self.asked += 1
        if self.opened is None:
            raise ReleaseError("none")
        return cast(Catalogue, self.opened)


class Application:
    """Counts its calls; answers with release, path and query, to be kept unless the path says otherwise."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.calls += 1
        opened = environ[CATALOGUE]
        text = f"{opened and opened.release.id} {environ['PATH_INFO']} {environ['QUERY_STRING']} ".encode() * 100
        if environ["PATH_INFO"] == "/stream":
            environ[STREAMED] = True
            start_response("200 OK", [])
            return iter([b"a", b"b"])
        if environ["PATH_INFO"].startswith("/kept"):
            environ[KEPT] = Answer(text, "text/plain; charset=utf-8", unchanging=True)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [text]


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def client(application: Application, switch: Switch) -> Client:
    return Client(ReadyAnswers(application, switch, cache_bytes=100_000))


def test_an_unchanging_answer_is_made_once(client: Client, application: Application) -> None:
    """The second request gets the same status, headers and bytes without the application."""
    first, second = client.get("/kept?a=1"), client.get("/kept?a=1")
    assert application.calls == 1
    assert (first.status, first.data, list(first.headers)) == (second.status, second.data, list(second.headers))


def test_other_answers_are_made_each_time(client: Client, application: Application) -> None:
    """Nothing is kept that a view has not declared unchanging."""
    client.get("/other")
    client.get("/other")
    client.get("/stream")
    assert client.get("/stream").data == b"ab"
    assert application.calls == 4


def test_path_and_query_are_told_apart(client: Client, application: Application) -> None:
    """Every address has its own answer."""
    bodies = {client.get(address).data for address in ("/kept", "/kept?", "/kept?a", "/kept/a", "/kept?a=%20")}
    assert len(bodies) == 4  # an empty query is no query
    assert application.calls == 4


def test_codings_share_one_entry(client: Client, application: Application) -> None:
    """Who accepts gzip gets gzip, who does not gets the same text plain, each under its own entity tag."""
    packed = client.get("/kept", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/kept", headers={"Accept-Encoding": "gzip;q=0"})
    assert application.calls == 1
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert zlib.decompress(packed.data, wbits=31) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("first", ["GET", "HEAD"])
def test_head_gives_the_headers_of_get(client: Client, application: Application, first: str) -> None:
    """HEAD has GET's headers and no body, whichever of them came first."""
    client.open("/kept", method=first)
    head, get = client.head("/kept"), client.get("/kept")
    assert application.calls == 1
    assert list(head.headers) == list(get.headers)
    assert head.data == b"" and get.data


def test_posts_go_to_the_application(client: Client, application: Application) -> None:
    """Only GET and HEAD are answered from what is kept."""
    client.get("/kept")
    client.post("/kept")
    assert application.calls == 2


def test_conditional_requests_are_answered_without_the_application(client: Client, application: Application) -> None:
    """A known entity tag gives 304 without body, type and length, in lists and by weak comparison too."""
    tag = client.get("/kept").headers["ETag"]
    for stated in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get("/kept", headers={"If-None-Match": stated})
        assert answer.status_code == 304 and answer.data == b""
        assert answer.headers["ETag"] == tag and "Content-Type" not in answer.headers
    assert client.get("/kept", headers={"If-None-Match": '"other"'}).status_code == 200
    assert application.calls == 1


def test_a_new_release_has_new_answers(client: Client, application: Application, switch: Switch) -> None:
    """After a switch nobody is given the old release's bytes; after a rollback the old ones are right again."""
    old = client.get("/kept").data
    switch.opened = Opened("2")
    assert client.get("/kept").data.startswith(b"2 ")
    switch.opened = Opened("1")
    assert client.get("/kept").data == old
    assert application.calls == 2


def test_the_catalogue_is_asked_for_once_a_request(client: Client, switch: Switch) -> None:
    """One catalogue serves the whole request, so that an answer never mixes two releases."""
    client.get("/other")
    assert switch.asked == 1


def test_without_a_release_the_application_answers(client: Client, application: Application, switch: Switch) -> None:
    """No release is no reason to fall over, and nothing is kept of it."""
    switch.opened = None
    assert client.get("/kept").data.startswith(b"None ")
    client.get("/kept")
    assert application.calls == 2


def test_memory_is_bounded_by_bytes(application: Application, switch: Switch) -> None:
    """Old answers make room for new ones, and one that is larger than everything is not kept at all."""
    ready = ReadyAnswers(application, switch, cache_bytes=10_000)
    client = Client(ready)
    for number in range(50):
        client.get(f"/kept/{number}")
    assert ready.kept_bytes <= 10_000
    Client(ReadyAnswers(application, switch, cache_bytes=1)).get("/kept")
    assert application.calls == 51


def test_large_answers_are_kept_packed(client: Client, application: Application) -> None:
    """Far more of them fit than would as they are, and who takes no gzip gets them as they were."""
    addresses = [f"/kept/{number}?{'a' * 200}" for number in range(20)]
    first = [client.get(address).data for address in addresses]
    assert sum(map(len, first)) > 400_000
    assert [client.get(address).data for address in addresses] == first
    assert application.calls == 20


def test_long_addresses_are_not_kept(client: Client, application: Application) -> None:
    """Nobody can fill the memory with addresses that only differ in their tails."""
    for _ in range(2):
        answer = client.get("/kept?" + "a" * MAX_KEY)
        assert answer.status_code == 200 and answer.data.startswith(b"1 /kept aaa")
    assert application.calls == 2
