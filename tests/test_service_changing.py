"""The page of changes: what became of entries from release to release, and how the list is narrowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app, history
from tests.conftest import DATA


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a service whose vocabulary lost a concept and gained a Greek term between two releases."""
    folder = tmp_path_factory.mktemp("grown")
    text = (DATA / "sample.ttl").read_text("utf-8")
    vocabulary, data = folder / "travel.ttl", folder / "data"
    edited = text.replace('"guest"@en', '"guest <b>of honour</b>"@en , "επισκέπτης χώρας"@el-CY')
    for state in (text + GONE, edited):
        vocabulary.write_text(state, "utf-8")
        publishing.build(inputs.gather([], [f"travel={vocabulary}"]), data)
    settings = Settings(data=data, bases=("https://vocab.example/travel/",))
    yield create_app(bootstrap.LiveCatalogues(data), settings).test_client()


GONE = """
ex:departed a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "departed"@en .
"""


def page(client: FlaskClient, address: str) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, response.get_data(as_text=True)
    return lxml.html.document_fromstring(response.get_data(as_text=True))


def lines(found: HtmlElement) -> list[str]:
    return [" ".join(line.text_content().split()) for line in found.cssselect(".changes li")]


def test_changes_name_entry_kind_and_languages(grown: FlaskClient, tmp_path: Path) -> None:
    """The newest release comes first: what changed in which languages, and what is gone, as it was before."""
    found = page(grown, "/en/changes/travel")
    assert len(found.cssselect("h2.letter")) == 2
    told = lines(found)
    assert any(line.startswith("changed guest") and "Greek" in line for line in told)
    (gone,) = [one for one in found.cssselect(".changes li") if one.cssselect(".withdrawn")]
    (link,) = gone.cssselect("a")
    assert link.text == "departed" and grown.get(link.get("href")).status_code == 200
    assert b'"departed"@en' in grown.get(link.get("href")).data
    assert any(line.startswith("new guest") for line in told)


def test_the_history_says_what_changed_from_what(grown: FlaskClient) -> None:
    """Before and after, in their languages and as text; each release leads to the data as it had it."""
    now, first = page(grown, "/el/travel/guest").cssselect(".history > li")
    (before,), after = now.cssselect("del"), now.cssselect("ins")
    assert before.text_content().split()[0] == "guest" and before.cssselect("bdi[lang=en]")
    assert {one.cssselect("bdi")[0].text_content() for one in after} == {"guest <b>of honour</b>", "επισκέπτης χώρας"}
    assert not first.cssselect("details")
    for line, said in ((now, b"of honour"), (first, b'"guest"@en')):
        (link,) = line.cssselect("a[href^='/release/']")
        assert said in grown.get(link.get("href")).data


def test_a_long_history_says_how_much_more_there_is(grown: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not shown of a release is counted, and the data has it."""
    monkeypatch.setattr(history, "MOST_DETAILS", 1)
    now = page(grown, "/fi/travel/guest").cssselect(".history > li")[0]
    assert len(now.cssselect("details li")) == 2
    (link,) = now.cssselect("details a[href^='/api/']")
    (data,) = (one["details"] for one in grown.get(link.get("href")).get_json()["changes"] if one["kind"] == "changed")
    assert ("1" in link.text, len(data)) == (True, 2)


def test_the_feed_is_named_and_narrowed_too(grown: FlaskClient) -> None:
    """A reader may go on with a feed reader, of the vocabulary or of the theme at hand."""
    for address in ("/en/changes/travel", "/en/changes/travel?theme=https://vocab.example/travel/words"):
        (link,) = page(grown, address).cssselect('main a[type="application/atom+xml"]')
        assert grown.get(link.get("href")).mimetype == "application/atom+xml"
        assert ("theme=" in link.get("href")) == ("theme=" in address)


def test_the_list_is_narrowed(grown: FlaskClient) -> None:
    """By kind and by release; the choice is part of the address and stays chosen."""
    assert {line.split()[0] for line in lines(page(grown, "/en/changes/travel?kind=new".replace("new", "added")))} == {
        "new"
    }
    found = page(grown, "/en/changes/travel")
    (first,) = [option.get("value") for option in found.cssselect("#release option")][-1:]
    narrowed = page(grown, f"/en/changes/travel?release={first}")
    assert len(narrowed.cssselect("h2.letter")) == 1
    assert narrowed.cssselect(f"#release option[value='{first}'][selected]")


@pytest.mark.parametrize(("asked", "status"), [("kind=x", 400), ("release=x", 404), ("page=0", 400), ("theme=x", 200)])
def test_what_there_is_not(grown: FlaskClient, asked: str, status: int) -> None:
    """A kind or release that means nothing is an error; a theme without changes is an empty page that says so."""
    response = grown.get(f"/en/changes/travel?{asked}")
    assert response.status_code == status
    if status == 200:
        assert "Nothing changed" in response.get_data(as_text=True)
