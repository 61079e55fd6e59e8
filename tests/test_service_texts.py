"""Texts and translations sent to the service: terms found, translations checked, limits kept, nothing stored."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient
from translation_material import SENTENCES
from werkzeug.test import TestResponse

from glossary import bootstrap
from glossary.catalogue import Catalogue
from glossary.settings import Settings
from service import create_app

RECOGNISE, VERIFY = "/api/v1/recognise", "/api/v1/verify"
TEXT = "😀 Asylum seekers need residence permits."


class Held:
    """Hands out one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def current(self) -> Catalogue:
        return self._catalogue


@pytest.fixture(scope="module")
def texts(migration: Catalogue) -> FlaskClient:
    """A client of a service that reads the shipped vocabulary."""
    return create_app(Held(migration), Settings(upload_bytes=2_000_000)).test_client()


def form(client: FlaskClient, path: str, data: bytes, name: str, **fields: str) -> TestResponse:
    """A form with a file."""
    return client.post(path, data={**fields, "file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def chosen(answer: TestResponse, name: str) -> str:
    """What the choice with that name stands on."""
    (found,) = lxml.html.document_fromstring(answer.text).cssselect(f"#{name}")
    return str(found.value or "")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/en/recognise", "fr"),
        ("/de/recognise", "de"),
        ("/en/recognise?clang=en,el", "el"),
        ("/ar/recognise", "fr"),
        ("/en/verify", ""),
        ("/en/verify?source=de", "en"),
        ("/el/verify", "el"),
    ],
)
def test_a_form_offers_no_translation_into_the_language_itself(texts: FlaskClient, path: str, target: str) -> None:
    """The target is the reader's language, another one for who reads that of the vocabulary, and one with terms."""
    assert chosen(texts.get(path), "target") == target


def test_terms_are_never_explained_in_their_own_language(texts: FlaskClient) -> None:
    """A French text sent with French as its target, as the form was, is given another language's terms."""
    answer = texts.post("/fr/recognise", data={"text": "Les réfugiés et les demandeurs d’asile", "target": "fr"})
    assert chosen(answer, "target") == "en"
    assert "refugee" in answer.text


@pytest.mark.parametrize("target", ["de", ""])
def test_pasted_texts_stay_in_the_form(texts: FlaskClient, target: str) -> None:
    """After a check, and after an error, the texts are there to be mended, and after a dismissal too."""
    pasted = {"text": "The refugee <waits>.", "translated": "Die Person wartet.", "source": "en", "target": target}
    answer = texts.post("/en/verify", data=pasted)
    assert answer.status_code == (200 if target else 400)
    document = lxml.html.document_fromstring(answer.text)
    for name in ("text", "translated"):
        (field,) = document.cssselect(f"textarea#{name}")
        assert field.value == pasted[name]
        assert field.getparent().get("open") is not None
    if target:
        form = document.forms[-1]
        dismissed = texts.post("/en/verify", data=dict(form.form_values()))
        assert dismissed.text.count("The refugee &lt;waits&gt;.</textarea>") == 1


def test_recognise(texts: FlaskClient) -> None:
    """The answer has the documented shape, and offsets in code points."""
    answer = texts.post(RECOGNISE, json={"text": TEXT, "source": "en", "target": ["de-AT", "fr"]})
    found = answer.get_json()
    assert (answer.status_code, found["source"]) == (200, "en")
    first, second = found["matches"]
    assert (first["start"], first["end"], first["text"]) == (2, 16, "Asylum seekers")
    assert TEXT[second["start"] : second["end"]] == second["text"] == "residence permits"
    (concept,) = first["concepts"]
    assert concept["uri"] == "https://w3id.org/migration-glossary/asylum-seeker"
    assert concept["prefLabel"] == {"text": "asylum seeker", "language": "en"}
    assert [(one["text"], one["language"]) for one in concept["equivalents"]] == [
        ("Asylwerber", "de-AT"),
        ("demandeur d’asile", "fr"),
    ]


def test_answers_are_open_and_not_stored(texts: FlaskClient) -> None:
    """Scripts of other sites may send texts; caches keep no answer."""
    answer = texts.post(RECOGNISE, json={"text": TEXT}, headers={"Origin": "https://other.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    preflight = texts.options(RECOGNISE, headers={"Access-Control-Request-Method": "POST"})
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]


def test_the_language_is_detected_and_said(texts: FlaskClient) -> None:
    """Without a source the language is told from the text."""
    found = texts.post(RECOGNISE, json={"text": SENTENCES["mt"][0], "target": "en"}).get_json()
    assert (found["source"], found["detected"]) == ("mt", True)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"text": TEXT, "source": "xx"}, "source"),
        ({"text": TEXT, "target": ["zz"]}, "target"),
        ({"text": TEXT, "target": ["<b>"]}, "target"),
        ({"text": 1}, "text"),
        ({"text": TEXT, "other": 1}, "other"),
        ({}, "text"),
        ([], "JSON"),
    ],
)
def test_bad_bodies_are_refused(texts: FlaskClient, body: object, said: str) -> None:
    """A problem document names what is wrong."""
    answer = texts.post(RECOGNISE, json=body)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert said in answer.get_data(as_text=True)


def test_too_large_a_body_is_refused(texts: FlaskClient) -> None:
    """The limit and its setting are named."""
    answer = texts.post(RECOGNISE, data=b"x" * 2_000_001, content_type="application/json")
    assert answer.status_code == 413
    assert "2,000,000 (setting upload_bytes)" in answer.get_json()["detail"]


@pytest.mark.parametrize("path", ["/en/", "/api/v1/search"])
def test_other_addresses_take_small_bodies_only(texts: FlaskClient, path: str) -> None:
    """What reads no texts reads no large bodies either."""
    assert texts.post(path, data=b"x" * 100_000).status_code == 413


def test_a_long_text_is_read_in_a_child(texts: FlaskClient) -> None:
    """A megabyte is answered, whole."""
    text = (" ".join(SENTENCES["de"]) + "\n") * 1300
    answer = texts.post(RECOGNISE, json={"text": text, "source": "de"})
    assert len(answer.get_json()["matches"]) > 20 * 900


def test_a_full_pool_turns_away(migration: Catalogue) -> None:
    """While no child is free a long text gets 503 and is told to come again; a short one is answered."""
    busy = create_app(Held(migration), Settings(child_processes=0)).test_client()
    answer = busy.post(RECOGNISE, json={"text": TEXT * 2000, "source": "en"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert busy.post(RECOGNISE, json={"text": TEXT, "source": "en"}).status_code == 200


def test_verify(texts: FlaskClient) -> None:
    """Findings name the segment, the kind, the concept and what was expected."""
    segments = [
        {"source": "The asylum seeker waits.", "target": "Der Asylbewerber wartet."},
        {"source": "The asylum seeker waits.", "target": "Der Mann wartet."},
    ]
    report = texts.post(VERIFY, json={"source": "en", "target": "de-DE", "segments": segments}).get_json()
    (finding,) = report["findings"]
    assert finding["segment"] == 1
    assert (finding["kind"], finding["source"], finding["found"]) == ("missing", "asylum seeker", "")
    assert finding["expected"] == ["Asylbewerber"]
    assert finding["uri"].endswith("/asylum-seeker")
    body = {"source": "en", "target": "de-DE", "segments": segments, "dismiss": ["asylum-seeker"]}
    assert texts.post(VERIFY, json=body).get_json()["findings"] == []
    told = texts.post(VERIFY, json={**body, "dismiss": ["asylum-seekr", "migration/asylum-seeker"]}).get_json()
    assert (told["findings"], len(told["notes"]), "'asylum-seekr'" in told["notes"][0]) == ([], 1, True)


XLIFF = (
    b'<xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="&lt;b&gt;1"><source>'
    b"A refugee &lt;img src=x onerror=alert(1)&gt;</source><target>Une personne</target></trans-unit></body></file>"
    b"</xliff>"
)


def test_verify_a_file(texts: FlaskClient) -> None:
    """Files come as a form; the report goes out as JSON or as a workbook."""
    (finding,) = form(texts, VERIFY, XLIFF, "a.xlf").get_json()["findings"]
    assert (finding["id"], finding["expected"]) == ("<b>1", ["réfugié"])
    book = form(texts, f"{VERIFY}?format=xlsx", XLIFF, "a.xlf")
    assert book.data.startswith(b"PK")
    assert 'filename="findings.xlsx"' in book.headers["Content-Disposition"]


def test_hostile_uploads(texts: FlaskClient, shared: Path) -> None:
    """The shared bad files are refused by 4xx with file and reason; the good and tricky ones are answered."""
    folder = shared / "data" / "hostile"
    for case in json.loads((folder / "manifest_uploads.json").read_text("utf-8")):
        file = folder / case["file"]
        if case["endpoint"] == "check-translation":
            answer = form(texts, VERIFY, file.read_bytes(), file.name, target="" if "x07" in file.name else "fr")
        elif case["endpoint"] == "annotate":
            answer = form(texts, RECOGNISE, file.read_bytes(), file.name, source="en")
        else:
            continue
        if case["expect"] == "reject" or file.suffix == ".tbx" or "x07" in file.name:
            assert 400 <= answer.status_code < 500, file.name
            words = [] if file.suffix == ".tbx" else case["message_must_name"]
            assert all(word in answer.get_json()["detail"] for word in words), answer.get_json()
        else:
            assert answer.status_code == 200, (file.name, answer.get_data(as_text=True))


def test_pages_show_marks_and_findings(texts: FlaskClient) -> None:
    """The pages work without scripts: equivalents in the text, definitions in a list, findings in a table."""
    assert texts.get("/de/recognise").status_code == 200
    page = texts.post(
        "/en/recognise", data={"text": f"{TEXT} <script>", "target": "fr"}, content_type="multipart/form-data"
    )
    html = page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    assert '<a href="#term-1">Asylum seekers</a> <small class="equivalent" lang="fr"' in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html.split("<main", 1)[1]
    assert "format=tbx3" in html
    table = form(texts, "/en/verify", XLIFF, "a.xlf").get_data(as_text=True)
    assert "&lt;img src=x onerror" in table
    assert "<img" not in table
    assert "réfugié" in table


def test_findings_are_dismissed_without_the_file(texts: FlaskClient) -> None:
    """The page hands its segments back, so that a concept is dismissed and the report made though nothing is kept."""
    kept = json.dumps([[7, "a", "The refugee", "La personne"]])
    data = {"segments": kept, "source": "en", "target": "fr"}
    page = texts.post("/en/verify", data=data, content_type="multipart/form-data").get_data(as_text=True)
    assert '<th scope="row">7 <small><bdi>a</bdi></small></th>' in page
    dismissed = {**data, "dismiss": "https://w3id.org/migration-glossary/refugee"}
    page = texts.post("/en/verify", data=dismissed, content_type="multipart/form-data").get_data(as_text=True)
    assert '<th scope="row">' not in page
    book = texts.post("/en/verify", data={**data, "as": "xlsx"}, content_type="multipart/form-data")
    assert book.data.startswith(b"PK")


@pytest.mark.parametrize("path", ["/en/recognise", "/en/verify"])
def test_pages_say_what_is_missing(texts: FlaskClient, path: str) -> None:
    """An empty form comes back with the reason, as does a file that is refused."""
    answer = texts.post(path, data={}, content_type="multipart/form-data")
    assert (answer.status_code, 'role="alert"' in answer.get_data(as_text=True)) == (400, True)
    answer = form(texts, path, b"\xff\xfe\xfa", "a.txt" if "recognise" in path else "a.po")
    assert (answer.status_code, "encoding" in answer.get_data(as_text=True)) == (400, True)


def test_nothing_of_the_text_is_logged(texts: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """Neither of what is answered nor of what is refused."""
    caplog.set_level(logging.DEBUG)
    texts.post(RECOGNISE, json={"text": "confidential refugees", "source": "en"})
    form(texts, VERIFY, b"<xliff>confidential", "a.xlf", source="en")
    assert "confidential" not in caplog.text


def test_a_service_without_a_release_says_so(tmp_path: Path) -> None:
    """Texts are answered by 503 while nothing is published."""
    empty = create_app(bootstrap.LiveCatalogues(tmp_path), Settings()).test_client()
    assert empty.post(RECOGNISE, json={"text": TEXT}).status_code == 503
