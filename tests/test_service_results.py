"""The page of results: facets that narrow and widen, equivalents for the reader, what was meant, and other ways on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a service that reads ``data/pages.ttl`` as the vocabulary "pages"."""
    data = tmp_path_factory.mktemp("results")
    publishing.build(inputs.gather([], [f"pages={Path(__file__).parent / 'data' / 'pages.ttl'}"]), data)
    yield create_app(bootstrap.LiveCatalogues(data), Settings(data=data)).test_client()


def page(site: FlaskClient, path: str, status: int = 200) -> HtmlElement:
    answer = site.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    return lxml.html.document_fromstring(answer.get_data(as_text=True))


def titles(document: HtmlElement) -> list[str]:
    return [" ".join(a.text_content().split()) for a in document.cssselect(".results .term")]


def test_a_theme_narrows_the_results_and_can_be_taken_out_again(site: FlaskClient) -> None:
    """A facet's link keeps the query and the reader's languages; the chosen value leads back to all results."""
    everything = page(site, "/en/search?vocabulary=pages&clang=en,ka")
    assert len(titles(everything)) == 6
    link = next(a for a in everything.cssselect(".facets a") if a.text_content().strip() == "People")
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked["clang"] == ["en,ka"]
    narrowed = page(site, link.get("href"))
    chosen = narrowed.cssselect(".facets [aria-current]")
    (back,) = [a for a in chosen if "People" in a.text_content()]
    assert set(titles(narrowed)) == {"person", "asylum seeker"}
    assert len(titles(page(site, back.get("href")))) == 6


def test_filters_alone_are_a_search(site: FlaskClient) -> None:
    """All concepts that have a term in a language, without any word; the address says it."""
    document = page(site, "/en/search?language=ka&vocabulary=pages")
    assert titles(document) == ["asylum seeker"]
    assert "1 concept" in document.cssselect(".total")[0].text_content()
    page(site, "/en/search?language=%3Cb%3E", 400)


def test_equivalents_stand_in_the_readers_further_languages(site: FlaskClient) -> None:
    """Each result has the terms of the chosen languages with their tags; a missing one is said."""
    document = page(site, "/en/search?q=asylum+seeker&clang=en,ka,fi")
    (equals,) = document.cssselect(".equals")
    assert " ".join(equals.text_content().split()) == (
        "Georgian თავშესაფრის მაძიებელიFinnish no term in this language yet"
    )
    assert equals.cssselect("bdi")[0].get("lang") == "ka"


def test_a_misspelt_query_says_what_may_be_meant(site: FlaskClient) -> None:
    """The word that resembles the query is a link that searches for it."""
    (meant,) = page(site, "/en/search?q=asylum+seekar").cssselect(".meant a")
    assert meant.text_content() == "asylum seeker"
    assert titles(page(site, meant.get("href"))) == ["asylum seeker"]


def test_definitions_are_searched_on_demand(site: FlaskClient) -> None:
    """Words that stand only in a definition are found by ``within``, and the result says where."""
    assert not titles(page(site, "/en/search?q=seeks"))
    document = page(site, "/en/search?q=seeks&within=all")
    assert titles(document) == ["asylum seeker"]
    assert " ".join(document.cssselect(".snippet")[0].text_content().split()).startswith("Definition (English):")
