"""The OpenAPI description: valid, and true of what the service answers."""

from __future__ import annotations

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
from glossary.settings import Settings
from service import api, create_app, jskos, linked_data, oembed, reconcile, skosmos
from service.openapi import description

BEYOND_SCHEMAS = [positive_data_acceptance, negative_data_rejection]
"""JSON Schema cannot say what a language tag or an absolute address is, so it cannot tell which ones are refused."""
NOT_IMPLEMENTED = {"/oembed": [not_a_server_error]}
"""Where the specification answers a wrong parameter by 501; that a 500 is not described still fails it."""
PLAIN = {"Accept-Encoding": "identity"}
"""The in-process transport does not unpack."""


@pytest.fixture(scope="module")
def described(data: Path) -> BaseSchema:
    """The description as the running service gives it, tied to that service."""
    application = create_app(bootstrap.LiveCatalogues(data), Settings(data=data))
    return schemathesis.openapi.from_wsgi("/openapi.json", application)


def test_the_description_is_valid(client: FlaskClient) -> None:
    """It is OpenAPI 3.1 to the letter."""
    OpenAPIV31SpecValidator(client.get("/openapi.json").get_json()).validate()


def test_the_description_is_complete(client: FlaskClient) -> None:
    """Every operation of the interfaces and every document format is described."""
    paths = client.get("/openapi.json").get_json()["paths"]
    for interface in (api, jskos, skosmos, reconcile, oembed):
        for operation in interface.OPERATIONS:
            assert interface.PREFIX + operation.path in paths
    for format_ in linked_data.RDF:
        assert {f"/{{vocabulary}}{format_.suffix}", f"/{{vocabulary}}/{{id}}{format_.suffix}"} <= set(paths)


EVERY = description()["paths"]
PATHS = {path: item for path, item in EVERY.items() if "get" in item}
METHODS = [(path, method) for path, item in PATHS.items() for method in item]
RIGHT = [(*where, GenerationMode.POSITIVE) for where in METHODS]
WRONG = [(path, method, GenerationMode.NEGATIVE) for path, method in METHODS if PATHS[path][method].get("parameters")]


@pytest.mark.parametrize(("path", "method", "mode"), RIGHT + WRONG)
def test_answers_fit_the_description(described: BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    """Whatever is asked, right or wrong, the answer is one that is described and never a server error."""

    @given(case=described[path][method.upper()].as_strategy(generation_mode=mode))
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(case: schemathesis.Case) -> None:
        excluded = BEYOND_SCHEMAS + NOT_IMPLEMENTED.get(path, [])
        case.call_and_validate(headers=PLAIN, excluded_checks=excluded)

    check()


NEEDED = ("search", "q", "query", "id")
"""Parameters that are only needed where others are missing."""
IDS = ["guest", "traveller", "pass", "words", "scheme"]


@pytest.mark.parametrize(("path", "id"), [(path, id) for path in PATHS for id in (IDS if "{id}" in path else IDS[:1])])
def test_real_answers_fit_the_description(described: BaseSchema, path: str, id: str) -> None:
    """What there really is comes with 200 or a redirect, in the shape that is described."""
    values = {
        "vocabulary": "travel",
        "id": id,
        "uri": f"https://vocab.example/travel/{id}",
        "url": f"/en/travel/{id}",
        "q": id[:4],
        "format": "tbx3",
        **dict.fromkeys(("search", "query", "label"), id),
        "prefix": id,
        "lang": "en",
        "letter": "G",
    }
    if path.startswith("/reconcile"):
        values["id"] = values["uri"]
    if path.endswith("groupMembers"):
        values["uri"] = "https://vocab.example/travel/words"
    stated: dict[str, dict[str, str]] = {"path": {}, "query": {}}
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
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=PLAIN, excluded_checks=BEYOND_SCHEMAS)

    check()
