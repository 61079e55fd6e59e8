"""The shared collection of hostile requests against the site as it is served, byte by byte over sockets of its own."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from select import select
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from test_service_hostile import COLLECTION, ROUTES, written

from service import bodies

pytestmark = pytest.mark.skipif(not COLLECTION.is_file(), reason="the shared collection is not beside this checkout")

PLACES = ROUTES | {"{annotate}": "/api/v1/recognise", "{check}": "/api/v1/verify"}
"""What the collection's placeholders are here."""
INTERFACES = {
    "own": PLACES,
    "skosmos": {"{api_search}": "/rest/v1/search", "{concept_by_iri}": "/rest/v1/label"},
    "jskos": {"{api_search}": "/jskos/search", "{concept_by_iri}": "/jskos/data"},
    "reconcile": {"{api_search}": "/reconcile/suggest/entity", "{concept_by_iri}": "/reconcile/preview"},
    "export": {"{api_search}": "/api/v1/export"},
    "sparql": {"{api_search}": "/sparql"},
}
"""The same collection for interfaces that others have defined, by the placeholders that have a route there."""
LIMIT = 2.0
"""Seconds within which each is answered on a quiet machine, where nothing is documented to take longer."""
BUSY = 3.0
"""What is added to it here: a machine that tests is not quiet."""
REFUSED = ("400", "404", "406", "414", "415")
"""What others' interfaces may say to what they do not take, besides what they pass over."""

OTHERWISE = {
    "h14": (("400",), "a server refuses control characters in a header before any application or log sees them"),
    "b12": (("200",), "translators' texts may have as many bytes as the setting upload_bytes says, 10 MB"),
    "n25": (("400",), "the parameter is called vocabulary, so vocab is an unknown one, and the answer names it"),
    "n26": (("400",), "the parameter is called vocabulary, so vocab is an unknown one, and the answer names it"),
}
"""Where another status is right on purpose, and why."""
CLOSES = {
    "r10": "a length that is no number leaves no way to know where the request ends",
    "r13": "what follows a broken chunk cannot be read as a request",
}
"""Where the server may close the connection without an answer, and why that is right."""


class Got(NamedTuple):
    """An answer; status 0 where the server closed the connection instead."""

    status: int
    head: str
    body: str
    seconds: float

    def header(self, name: str) -> str:
        lines = (line.partition(":") for line in self.head.split("\r\n")[1:])
        return ", ".join(value.strip() for key, _, value in lines if key.lower() == name)


def exchange(site: str, sent: bytes, patience: float = 20.0) -> Got:
    """Send bytes and read until the server closes, as each request here asks it to."""
    parts, began, received = urlsplit(site), time.monotonic(), b""
    with socket.create_connection((str(parts.hostname), int(parts.port or 80)), timeout=patience) as connection:
        try:
            connection.sendall(sent)
            while chunk := connection.recv(65_536):
                received += chunk
        except ConnectionError:
            pass  # closed while there was more to send, which is judged by what came before
    head, _, body = received.partition(b"\r\n\r\n")
    status = int(head.split()[1]) if head else 0
    return Got(status, head.decode("latin-1"), body.decode("utf-8", "replace"), time.monotonic() - began)


def request(method: str, target: str, host: str, headers: dict[str, str], body: bytes | None) -> bytes:
    """A request as clients write it: what cannot stand in a target is percent-encoded, the rest is left as it is."""
    stated = {"Host": host, "Connection": "close", **headers}
    if body is not None:
        stated["Content-Length"] = str(len(body))
    place = quote(target.partition("#")[0], safe="%/?&=:;,+@!$'()*[]~")
    lines = [f"{method} {place} HTTP/1.1", *(f"{name}: {value}" for name, value in stated.items())]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def cases() -> list[Any]:
    """Each request of the collection for each interface that has a route for it; none is left out."""
    if not COLLECTION.is_file():
        return []
    requests = json.loads(COLLECTION.read_text("utf-8"))["requests"]
    found = []
    for name, places in INTERFACES.items():
        for case in requests:
            target = written(case.get("raw") or case["target"])
            if name != "own" and not any(place in target for place in places):
                continue
            for placeholder, route in places.items():
                target = target.replace(placeholder, route)
            found.append(pytest.param(name, target, case, id=f"{name}-{case['id']}"))
    return found


def ask(site: str, target: str, case: dict[str, Any]) -> Got:
    host = site.partition("://")[2]
    if "raw" in case:
        return exchange(site, target.replace("{host}", host).encode())
    headers = {name: written(value) for name, value in case.get("headers", {}).items()}
    body = written(case["body"]).encode() if "body" in case else None
    return exchange(site, request(case["method"], target, host, headers, body))


@pytest.mark.parametrize(("interface", "target", "case"), cases())
def test_hostile_requests_to_the_served_site(site: str, interface: str, target: str, case: dict[str, Any]) -> None:
    """The status expected, in time, one answer, protected, without what must not be there; the site goes on."""
    got = ask(site, target, case)
    while got.status in (302, 303):
        place = got.header("location")
        assert place.startswith("/") and not place.startswith("//")
        got = ask(site, place, case)
    expected = expectation(interface, case)
    assert str(got.status) in expected or (got.status == 0 and ("close" in expected or case["id"] in CLOSES)), got
    assert got.seconds < LIMIT + BUSY
    judged(got, target, case)
    assert exchange(site, request("GET", "/healthz", "localhost", {}, None)).status == 200


def expectation(interface: str, case: dict[str, Any]) -> set[str]:
    """The statuses that are right; interfaces that others have defined may pass over what they do not know."""
    if case["id"] in OTHERWISE and interface in ("own", "export"):
        return set(OTHERWISE[case["id"]][0])
    stated = {one for one in case["expect"]["status"] if one != "2xx"}
    stated |= {"200"} if "2xx" in case["expect"]["status"] else set()
    return stated if interface == "own" else stated | {"200", *REFUSED}


def judged(got: Got, target: str, case: dict[str, Any]) -> None:
    """What the collection expects of every answer that the service itself has made."""
    assert got.status != 500 and "Traceback" not in got.body
    if case.get("method") == "HEAD":
        assert got.body == ""
    shown = got.head + got.body
    if "evil.example" not in target and case["id"] != "r03":
        assert "evil.example" not in shown
    for unwanted in case["expect"]["must_not"]:
        if unwanted.startswith(("<", '"')):
            assert unwanted not in shown
    assert "x-evil" not in got.head.lower()
    made_here = got.header("x-content-type-options")
    if got.header("content-type").startswith("text/html"):
        assert made_here == "nosniff" and got.header("content-security-policy") and got.header("referrer-policy")
    if "Vary lists Accept" in case["expect"]["must"] and got.status == 200:
        assert "accept" in got.header("vary").lower()


CLIENTS = 12
IDLE = 200


@contextmanager
def held(site: str, count: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Connections that have sent something and stay."""
    parts = urlsplit(site)
    with ExitStack() as stack:
        made = []
        for _ in range(count):
            one = stack.enter_context(socket.create_connection((str(parts.hostname), int(parts.port or 80)), 20))
            one.sendall(sent)
            made.append(one)
        yield made


def page(site: str) -> Got:
    return exchange(site, request("GET", "/en/travel/guest", "localhost", {}, None))


def test_slow_headers_hold_nobody(site: str) -> None:
    """slow1: twelve clients that send their headers byte by byte, while a thirteenth is answered."""
    with held(site, CLIENTS, b"GET / HTTP/1.1\r\n") as slow:
        for character in b"Host: a":
            for one in slow:
                one.sendall(bytes([character]))
            got = page(site)
            assert got.status == 200 and got.seconds < LIMIT


@pytest.mark.parametrize("path", ["/api/v1/recognise", "/sparql", "/reconcile"])
def test_slow_bodies_hold_nobody(site: str, path: str) -> None:
    """slow2: twelve clients that announce 1,000 bytes and send 3: most are turned away, a thirteenth is answered."""
    announced = {"/api/v1/recognise": "application/json"}.get(path, "application/x-www-form-urlencoded")
    sent = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {announced}\r\nContent-Length: 1000\r\n\r\n".encode()
    with held(site, CLIENTS, sent + b"{ab") as slow:
        time.sleep(1.0)
        got = page(site)
        assert got.status == 200 and got.seconds < LIMIT
        told = [one for one in slow if select([one], [], [], 0)[0]]
        assert len(told) >= CLIENTS - bodies.MOST
        for one in told:
            answer = one.recv(4096).lower()
            assert answer.startswith(b"http/1.1 503 ") and b"retry-after: " in answer
    assert page(site).status == 200


def test_slow_readers_hold_nobody(site: str) -> None:
    """slow3: twelve clients that ask for a dump and read 10 bytes, while a thirteenth is answered."""
    with held(site, CLIENTS, b"GET /travel.nt HTTP/1.1\r\nHost: a\r\n\r\n") as slow:
        assert all(one.recv(10).startswith(b"HTTP/1.1 ") for one in slow)
        got = page(site)
        assert got.status == 200 and got.seconds < LIMIT


def test_idle_connections_hold_nobody(site: str) -> None:
    """slow4: 200 connections that say nothing; the site answers beside them and after them."""
    with held(site, IDLE, b""):
        got = page(site)
        assert got.status == 200 and got.seconds < LIMIT
    assert page(site).status == 200
