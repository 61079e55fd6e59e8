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


def test_whose_label_was_found_is_said(site: FlaskClient) -> None:
    """A concept found by the label of a deprecated one that it replaces names that; by its own label it does not."""
    lines = [
        " ".join(p.text_content().split())
        for p in page(site, "/en/search?q=refugee+claimant").cssselect(".results .why")
    ]
    assert any("no longer in use: refugee claimant" in line for line in lines), lines
    found = site.get("/api/v1/search?q=refugee+claimant").get_json()["results"]
    owners = {one["id"]: [of["id"] for of in one["match"]["labelOf"]] for one in found}
    assert (owners["seeker"], owners["old"]) == (["old"], [])
    (own,) = site.get("/api/v1/search?q=asylum+seeker&limit=1").get_json()["results"]
    assert own["match"]["labelOf"] == []


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


def names(document: HtmlElement) -> list[str]:
    """The filters that are set, as values to take out."""
    return [a.text_content().replace("✕", "").strip() for a in document.cssselect(".facets [aria-current]")]


def test_what_lacks_a_term_is_asked_for_without_a_word(site: FlaskClient) -> None:
    """The form in the filters adds a language that results must have no term in; the value set is shown and goes."""
    everything = page(site, "/en/search?vocabulary=pages&definition=true")
    (form,) = everything.xpath("//form[.//select[@name='lacking']]")
    fields = [(one.get("name"), one.get("value")) for one in form.xpath(".//input[@type='hidden']")]
    assert "ka" in form.xpath(".//select/option/@value")
    answer = site.get(form.get("action"), query_string=[*fields, ("lacking", "ka")])
    narrowed = lxml.html.document_fromstring(answer.get_data(as_text=True))
    assert set(titles(everything)) - set(titles(narrowed)) == {"asylum seeker"}
    assert "Georgian" in names(narrowed) and "with a definition" in names(narrowed)
    alone = page(site, "/en/search?lacking=ka,fi&lacking=el")
    assert names(alone) == ["Georgian", "Finnish", "Greek"]
    (back,) = [a for a in alone.cssselect(".facets [aria-current]") if "Finnish" in a.text_content()]
    assert parse_qs(urlsplit(back.get("href")).query) == {"lacking": ["ka", "el"]}


def test_every_link_of_the_results_keeps_every_filter(site: FlaskClient) -> None:
    """Facets, wider searches and a search for nothing keep what is asked for, or offer to drop all of it."""
    document = page(site, "/en/search?vocabulary=pages&lacking=sq&deprecated=false")
    links = document.cssselect(".facets a:not([aria-current]), .ways a[href*=within]")
    addresses = [parse_qs(urlsplit(a.get("href")).query) for a in links]
    assert addresses and all(one["lacking"] == ["sq"] and one["deprecated"] == ["false"] for one in addresses)
    nothing = page(site, "/en/search?q=asylum+seeker&lacking=ka")
    assert names(nothing) == ["Georgian"]
    assert "/en/search?q=asylum%20seeker" in nothing.xpath("//div[@class='empty']//a/@href")


def test_filtered_results_are_compared_as_they_are(site: FlaskClient) -> None:
    """The comparison of filtered results has these, not all that the word finds."""
    (link,) = page(site, "/en/search?language=ka&vocabulary=pages").cssselect(".ways a[href*=compare]")
    compared = page(site, link.get("href"))
    assert [a.text_content() for a in compared.cssselect("table tbody th a[href*=seeker]")][:1] == ["asylum seeker"]
    assert len(compared.cssselect("table tbody tr")) == 1


def test_a_page_after_the_last_is_the_last(site: FlaskClient) -> None:
    """Who follows an old link to a page that is no longer there gets the last one there is."""
    answer = site.get("/en/search?vocabulary=pages&deprecated=false&page=99")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/search?vocabulary=pages&deprecated=false")


def test_what_is_filtered_by_has_its_name(site: FlaskClient) -> None:
    """A theme or concept given by its id is shown by its label."""
    document = page(site, "/en/search?theme=people&below=person")
    assert titles(document) == ["asylum seeker"]
    assert names(document) == ["People", "person"]
