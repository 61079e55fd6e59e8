"""The OpenAPI description: valid, and true of what the service answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import BaseSchema, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from glossary import bootstrap
from glossary.catalogue import Catalogue
from glossary.settings import Settings
from service import create_app, signposts
from service.openapi import INTERFACES, description

BEYOND_SCHEMAS = [positive_data_acceptance, negative_data_rejection]
"""JSON Schema cannot say what a language tag or an absolute address is, so it cannot tell which ones are refused."""
NOT_IMPLEMENTED = {"/oembed": [not_a_server_error]}
"""Where the specification answers a wrong parameter by 501; that a 500 is not described still fails it."""
EXAMPLES = 8
"""Requests of each kind to each of some 170 operations: a defect of one kind of answer shows within the first few."""
PLAIN = {"Accept-Encoding": "identity"}
"""The in-process transport does not unpack."""


@pytest.fixture(scope="module")
def described(data: Path) -> BaseSchema:
    """The description as the running service gives it, tied to that service."""
    application = create_app(bootstrap.LiveCatalogues(data), Settings(data=data))
    return schemathesis.openapi.from_wsgi("/openapi.json", application)


@pytest.fixture(scope="module")
def release(catalogue: Catalogue) -> str:
    """The id of the release that the service reads."""
    return catalogue.release.id


def test_the_description_is_valid(client: FlaskClient) -> None:
    """It is OpenAPI 3.1 to the letter."""
    OpenAPIV31SpecValidator(client.get("/openapi.json").get_json()).validate()


def test_the_description_is_complete(client: FlaskClient) -> None:
    """Every operation of the interfaces and every document format is described."""
    paths = client.get("/openapi.json").get_json()["paths"]
    for interface in INTERFACES:
        for operation in interface.OPERATIONS:
            assert interface.PREFIX + operation.path in paths
    for format_ in signposts.RDF:
        assert {f"/{{vocabulary}}{format_.suffix}", f"/{{vocabulary}}/{{id}}{format_.suffix}"} <= set(paths)


FOR_PEOPLE = {
    *("pages", "arrival", "assets", "embedding", "texts_pages"),
    *("sparql.page", "linked_data.entity_html", "api.nothing", "jskos.nothing", "skosmos.nothing", "reconcile.nothing"),
}
"""Blueprints and endpoints that give pages and what these load, or say that there is nothing."""
SAID_OTHERWISE = {
    "linked_data.address": ["/{vocabulary}", "/{vocabulary}/{id}", "/{vocabulary}.ttl", "/{vocabulary}/{id}.ttl"],
    "sparql.answer_too": ["/sparql"],
}
"""Endpoints whose rule is wider than what is described, and by which paths they are."""


def test_every_route_for_programs_is_described(client: FlaskClient) -> None:
    """Path and methods of each rule of the application stand in the description, whatever variables are called."""
    paths = description()["paths"]
    known = {(re.sub(r"{\w+}", "{}", path), method.upper()) for path, item in paths.items() for method in item}
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint in FOR_PEOPLE or rule.endpoint.partition(".")[0] in FOR_PEOPLE:
            continue
        path = re.sub(r"<[^<>]*>", "{}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            told = [(re.sub(r"{\w+}", "{}", one), method) for one in SAID_OTHERWISE.get(rule.endpoint, [path])]
            assert set(told) <= known, f"{method} {rule.rule} ({rule.endpoint})"


EVERY = description()["paths"]
PATHS = {path: item for path, item in EVERY.items() if "get" in item}
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
METHODS = [(path, method) for path, item in PATHS.items() for method in item]
RIGHT = [(*where, GenerationMode.POSITIVE) for where in METHODS]
WRONG = [(path, method, GenerationMode.NEGATIVE) for path, method in METHODS if PATHS[path][method].get("parameters")]


@pytest.mark.parametrize(("path", "method", "mode"), RIGHT + WRONG)
def test_answers_fit_the_description(described: BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    """Whatever is asked, right or wrong, the answer is one that is described and never a server error."""

    @given(case=described[path][method.upper()].as_strategy(generation_mode=mode))
    @SETTINGS
    def check(case: schemathesis.Case) -> None:
        excluded = BEYOND_SCHEMAS + NOT_IMPLEMENTED.get(path, [])
        case.call_and_validate(headers=PLAIN, excluded_checks=excluded)

    check()


NEEDED = ("search", "q", "query", "id")
"""Parameters that are only needed where others are missing."""
IDS = ["guest", "traveller", "pass", "words", "scheme"]


@pytest.mark.parametrize(("path", "id"), [(path, id) for path in PATHS for id in (IDS if "{id}" in path else IDS[:1])])
def test_real_answers_fit_the_description(described: BaseSchema, release: str, path: str, id: str) -> None:
    """What there really is comes with 200 or a redirect, in the shape that is described."""
    values: dict[str, str | int] = {
        "vocabulary": "travel",
        "id": id,
        "uri": f"https://vocab.example/travel/{id}",
        "url": f"/en/travel/{id}",
        "q": id[:4],
        "format": "tbx3",
        **dict.fromkeys(("search", "query", "label"), id),
        "prefix": id,
        "release": release,
        "path": f"travel/{id}.ttl",
        "number": 1,
        "ui": "en",
        "lang": "en",
        "letter": "G",
    }
    if path == "/sparql":
        values["query"] = "ASK { ?s ?p ?o }"
    if path.startswith("/reconcile"):
        values["id"] = values["uri"]
    if path.endswith("groupMembers"):
        values["uri"] = "https://vocab.example/travel/words"
    stated: dict[str, dict[str, str | int]] = {"path": {}, "query": {}}
    for parameter in PATHS[path]["get"].get("parameters", []):
        if parameter["required"] or parameter["name"] in NEEDED:
            stated[parameter["in"]][parameter["name"]] = values[parameter["name"]]
    case = described[path]["GET"].Case(path_parameters=stated["path"], query=stated["query"])
    answer = case.call(headers=PLAIN)
    case.validate_response(answer)
    assert answer.status_code in (200, 302, 303)


TEXTS = {
    "/api/v1/recognise": {"text": "A visa and a passport.", "source": "en", "target": ["de"]},
    "/api/v1/verify": {"source": "en", "target": "de", "segments": [{"source": "A passport.", "target": "Nichts."}]},
}


def test_operations_on_texts_fit_the_description(described: BaseSchema) -> None:
    """Each operation that is not read by GET is tried with a real body."""
    assert set(TEXTS) <= {path for path, item in EVERY.items() if "post" in item}
    for path, body in TEXTS.items():
        case = described[path]["POST"].Case(body=body, media_type="application/json")
        answer = case.call(headers=PLAIN)
        case.validate_response(answer)
        assert answer.status_code == 200


@pytest.mark.parametrize("path", TEXTS)
def test_wrong_texts_are_answered_as_described(described: BaseSchema, path: str) -> None:
    """Whatever body is sent, the answer is one that is described."""

    @given(case=described[path]["POST"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @SETTINGS
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=PLAIN, excluded_checks=BEYOND_SCHEMAS)

    check()
