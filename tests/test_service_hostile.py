"""Requests that mean harm or arrive broken, from the shared collection: each gets the status that it expects."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

COLLECTION = Path(__file__).parents[2] / "shared" / "data" / "hostile" / "http" / "requests.json"
ROUTES = {
    "{home}": "/en/",
    "{search}": "/en/search",
    "{api_search}": "/api/v1/search",
    "{concept}": "/travel/guest",
    "{concept_by_iri}": "/api/v1/concepts",
    "{redirect_param}": "/entity",
    "{export}": "/travel.ttl",
    "{sparql}": "/sparql",
}
"""What the collection's placeholders are here; cases for routes that there are not are left out."""
LIMIT = 2.0
"""Seconds within which each is answered."""
OURS = {
    "n25": "the parameter is called vocabulary, so vocab is an unknown one",
    "n26": "the parameter is called vocabulary, so vocab is an unknown one",
    "c13": "a server refuses a NUL in a header before any application sees it",
    "p18": "a server turns CONNECT away; the in-process client cannot send its target",
}
"""Where this service differs on purpose, or another part answers."""
COMPATIBLE = {
    "skosmos": (
        {"{api_search}": "/rest/v1/search", "{concept_by_iri}": "/rest/v1/label"},
        ("n04", "n07", "n08", "n14"),
    ),
    "jskos": ({"{concept_by_iri}": "/jskos/data"}, ("i01", "i03", "i04", "i05", "i11")),
}
"""The same for interfaces that others have defined, and the cases in which these answer otherwise.

Skosmos has no limit or page, and passes over what it does not know; JSKOS answers with a list of what is known, which
is empty when nothing is.
"""


@pytest.fixture(autouse=True, scope="module")
def others_objects_are_left_alone() -> Iterator[None]:
    """No answer waits for a collection of all that other tests hold, which takes seconds in a process of 2 GB."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def written(value: Any) -> str:
    """A text of the collection, whose long ones are written as what to repeat and how often."""
    if isinstance(value, str):
        return value
    if "gen" in value:
        return str(value["gen"][0]) * int(value["gen"][1])
    return "".join(map(written, value["parts"]))


def cases() -> list[Any]:
    if not COLLECTION.is_file():
        return []
    found = []
    requests = json.loads(COLLECTION.read_text("utf-8"))["requests"]
    for name, (routes, ours) in {"": (ROUTES, tuple(OURS)), **COMPATIBLE}.items():
        for request in requests:
            target = written(request.get("target", "{"))
            if "raw" in request or request["id"] in ours or not (name == "" or any(one in target for one in routes)):
                continue
            for placeholder, route in routes.items():
                target = target.replace(placeholder, route)
            if "{" not in target:
                found.append(pytest.param(target, request, id=f"{name}{request['id']}"))
    return found


def ask(client: FlaskClient, target: str, request: dict[str, Any]) -> TestResponse:
    headers = Headers([(name, written(value)) for name, value in request.get("headers", {}).items()])
    body = written(request["body"]) if "body" in request else None
    return client.open(target.partition("#")[0], method=request["method"], headers=headers, data=body)


@pytest.mark.skipif(not COLLECTION.is_file(), reason="the shared collection is not beside this checkout")
@pytest.mark.parametrize(("target", "request_"), cases())
def test_hostile_requests(client: FlaskClient, target: str, request_: dict[str, Any]) -> None:
    """The expected status, in time, without what must not be there; identifiers are followed to their documents."""
    began = time.monotonic()
    answer = ask(client, target, request_)
    assert request_["group"] != "content negotiation" or "Accept" in answer.headers["Vary"]
    while answer.status_code in (302, 303):
        assert answer.headers["Location"].startswith("/") and not answer.headers["Location"].startswith("//")
        answer = ask(client, answer.headers["Location"], request_)
    assert time.monotonic() - began < LIMIT
    assert str(answer.status_code) in request_["expect"]["status"]
    shown = answer.get_data(as_text=True) + str(answer.headers)
    for unwanted in (*request_["expect"]["must_not"], "evil.example", "Traceback"):
        if unwanted not in ("500", "stack trace") and len(unwanted) < 40 and "evil.example" not in target:
            assert unwanted.partition(" anywhere")[0] not in shown
