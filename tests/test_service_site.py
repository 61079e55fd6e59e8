"""What the site tells of itself and remembers: languages by cookie, maps for robots, search boxes, structured data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from flask.testing import FlaskClient

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import create_app
from service.citing import Cited, bibtex
from service.feedback import report_link
from service.i18n import INTERFACE_LANGUAGES

HERE = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a service that reads ``data/pages.ttl`` as the vocabulary "pages", and knows its own address."""
    data = tmp_path_factory.mktemp("site")
    publishing.build(inputs.gather([], [f"pages={HERE / 'pages.ttl'}"]), data)
    settings = Settings(data=data, public_url="https://glossary.example", feedback="mailto:editors@glossary.example")
    yield create_app(bootstrap.LiveCatalogues(data), settings).test_client(use_cookies=False)


def page(site: FlaskClient, path: str) -> lxml.html.HtmlElement:
    response = site.get(path)
    assert response.status_code == 200
    return lxml.html.document_fromstring(response.get_data(as_text=True))


def described(document: lxml.html.HtmlElement) -> dict[str, object]:
    (script,) = document.cssselect("script[type='application/ld+json']")
    found: dict[str, object] = json.loads(script.text)
    return found


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=%C3%A9&page=2", "/help", "/recognise", "/verify?source=de", "/index/pages", "/hierarchy/pages"],
)
def test_an_address_without_a_language_leads_to_the_readers(site: FlaskClient, path: str) -> None:
    """An earlier choice wins over the browser's wish; caches are told on what the answer depends."""
    german = site.get(path, headers={"Accept-Language": "de"})
    assert (german.status_code, german.headers["Location"]) == (302, f"/de{path}")
    assert german.headers["Vary"] == "Accept-Language, Cookie"
    chosen = site.get(path, headers={"Accept-Language": "de", "Cookie": "ui=el; clang=fr%2Cka"})
    assert chosen.headers["Location"] == f"/el{path}{'&' if '?' in path else '?'}clang=fr,ka"


def test_a_cookie_that_means_nothing_is_passed_over(site: FlaskClient) -> None:
    """What a cookie says is checked like any other input."""
    answer = site.get("/", headers={"Cookie": "ui=xx; clang=%3Cb%3E"})
    assert answer.headers["Location"] == "/en/"


def test_several_content_languages_come_first_and_stay_in_the_address(site: FlaskClient) -> None:
    """The first heads the page, all lead the table, links carry them on; a form that repeats them is gathered."""
    document = page(site, "/en/pages/seeker?clang=el,ka,ar")
    assert [th.text_content().strip() for th in document.cssselect(".mine th")] == [
        "Greek",
        "Georgian",
        "Arabic",
        "English",
    ]
    assert "/en/pages/person?clang=el%2Cka%2Car" in document.xpath("//main//a/@href") or (
        "/en/pages/person?clang=el,ka,ar" in document.xpath("//main//a/@href")
    )
    repeated = site.get("/en/pages/seeker?clang=el&rows=mine&clang=ka")
    assert (repeated.status_code, repeated.headers["Location"]) == (302, "/en/pages/seeker?rows=mine&clang=el,ka")


def test_the_table_of_terms_is_filtered_by_its_address(site: FlaskClient) -> None:
    """``rows`` says which languages show, the link of the choice is marked, and an unknown choice is refused."""
    document = page(site, "/en/pages/seeker?rows=missing")
    assert document.cssselect("table.terms")[0].get("data-rows") == "missing"
    assert [a.get("data-rows") for a in document.cssselect(".filter [aria-current]")] == ["missing"]
    assert site.get("/en/pages/seeker?rows=some").status_code == 400


def test_a_concept_is_described_for_search_engines(site: FlaskClient) -> None:
    """schema.org names the term, its set, its definition and its address."""
    found = described(page(site, "/en/pages/seeker"))
    assert found["@type"] == "DefinedTerm"
    assert found["name"] == "asylum seeker"
    assert found["description"] == "person who seeks asylum"
    assert found["termCode"] == "A.1"
    assert found["inDefinedTermSet"] == {
        "@type": "DefinedTermSet",
        "@id": "https://vocab.example/pages/scheme",
        "name": "Words of arrival",
    }
    assert described(page(site, "/en/pages/"))["@type"] == "DefinedTermSet"
    first = page(site, "/de/")
    assert first.xpath("//meta[@property='og:locale']/@content") == ["de_DE"]
    assert first.xpath("//meta[@name='description']/@content")[0]
    (picture,) = first.xpath("//meta[@property='og:image']/@content")
    assert picture.startswith("https://glossary.example/static/")
    assert site.get(picture.removeprefix("https://glossary.example")).content_type == "image/png"
    assert described(page(site, "/en/pages/seeker?clang=ka"))["url"] == "https://glossary.example/en/pages/seeker"


def test_no_label_can_end_the_description(site: FlaskClient) -> None:
    """A label that closes a script element stays text inside the JSON, and the page has no other inline script."""
    document = page(site, "/ar/pages/hostile")
    assert described(document)["name"] == "</title></script><b>"
    assert len(document.cssselect("script:not([src])")) == 1


def test_the_picture_has_links_in_words_and_mirrors(site: FlaskClient) -> None:
    """Every box is a link with its relation in words; on a right-to-left page the first of a pair stands right."""
    left, right = page(site, "/en/pages/seeker"), page(site, "/ar/pages/seeker")
    names = [a.get("aria-label") for a in left.cssselect("svg a")]
    assert names[0] == "Broader: person"
    assert "Related: <script>alert(1)</script>" in names

    def first_related(document: lxml.html.HtmlElement) -> int:
        return int(document.cssselect("svg .related rect")[0].get("x"))

    assert first_related(left) < 180 <= first_related(right)


def test_long_words_in_the_picture_are_broken(site: FlaskClient) -> None:
    """No line of a box is longer than the box is wide, whatever the script."""
    from service.neighbourhood import _wrapped

    lines = _wrapped("Flüchtlingsanerkennungsverfahrensbeschleunigungsgesetz", 134.0)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == "Flüchtlingsanerkennungsverfahrensbeschleunigungsgesetz"
    assert len(_wrapped("word " * 60, 134.0)) == 3
    assert _wrapped("", 134.0) == ("",)


def test_robots_find_a_map_of_every_page(site: FlaskClient) -> None:
    """The index of maps leads to one for each interface language, which lists the concepts with absolute addresses."""
    index = lxml.etree.fromstring(site.get("/sitemap.xml").data)
    maps = [str(loc) for loc in index.xpath("//*[local-name()='loc']/text()")]
    assert len(maps) == len(INTERFACE_LANGUAGES)
    with site.get("/sitemap/de/pages-1.xml") as answer:
        urls = lxml.etree.fromstring(answer.data).xpath("//*[local-name()='loc']/text()")
    for place in ("pages/seeker", "pages/people", "", "help", "changes/pages"):
        assert f"https://glossary.example/de/{place}" in urls
        assert site.get(f"/de/{place}").status_code == 200
    assert len(set(urls)) == len(urls)
    assert site.get("/sitemap/de/pages-2.xml").status_code == 404
    assert site.get("/sitemap/de/nothing-1.xml").status_code == 404


def test_a_host_that_is_none_is_not_repeated(client: FlaskClient) -> None:
    """Without a public address the client's host is used, but only if it can be one."""
    assert (
        client.get("/sitemap.xml", headers={"Host": "h.example:80"}).text.count("http://h.example:80/sitemap/en/") == 1
    )
    assert client.get("/sitemap.xml", headers={"Host": "a<b>"}).status_code == 400


def test_browsers_can_search_and_suggest(site: FlaskClient) -> None:
    """The description names the search page of its language, and suggestions come in the shape browsers read."""
    link = page(site, "/de/").xpath("//link[@rel='search']/@href")[0]
    urls = lxml.etree.fromstring(site.get(link).data).xpath("//*[local-name()='Url']/@template")
    assert "https://glossary.example/de/search?q={searchTerms}" in urls
    assert site.get("/de/suggestions?q=asylb").json == ["asylb", ["Asylbewerber"]]


def test_a_citation_survives_bibtex() -> None:
    """Marks that mean something to TeX are escaped, and the key is plain."""
    text = bibtex(Cited("50 % & {more}", "A_B", "r1", "2026-01-05", "https://vocab.example/x/50-%25"))
    assert text.startswith("@misc{50-25,")
    assert r"title = {{50 \% \& \{more\}}}" in text
    assert r"howpublished = {A\_B}" in text


def test_the_report_link_carries_the_address(site: FlaskClient) -> None:
    """By mail in the letter, to a web page as a parameter."""
    assert page(site, "/en/pages/seeker").xpath("//a[starts-with(@href, 'mailto:')]/@href") == [
        "mailto:editors@glossary.example?subject=asylum%20seeker&body=https%3A%2F%2Fvocab.example%2Fpages%2Fseeker"
    ]
    assert report_link("https://x.example/new?a=1", "t", "https://v.example/?b&c") == (
        "https://x.example/new?a=1&address=https%3A%2F%2Fv.example%2F%3Fb%26c"
    )


def test_the_home_page_shows_themes_languages_and_news(site: FlaskClient) -> None:
    """Collections with their size, every language with its share, and what the release brought."""
    text = " ".join(page(site, "/en/").cssselect("main")[0].text_content().split())
    for said in ("People 2", "Georgian", "33%", "What is new", "entries added"):
        assert said in text, said
