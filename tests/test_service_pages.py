"""The pages for people: what they say, in which language, and that nothing in a vocabulary can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement

from glossary import bootstrap, inputs, publishing
from glossary.settings import Settings
from service import browsing, coverage, create_app, entry, searching
from service.i18n import INTERFACE_LANGUAGES

ELSEWHERE = "http://elsewhere.example/c/1"

PAGES = (
    "",
    "help",
    "pages/",
    "pages/seeker",
    "pages/hostile",
    "pages/finnish",
    "pages/old",
    "pages/people",
    "pages/scheme",
    "pages/seeker?clang=ka",
    f"entity?uri={quote(ELSEWHERE)}",
    "index/pages",
    "index/pages?clang=el",
    "index/pages?clang=lt",
    "hierarchy/pages",
    f"hierarchy/pages?open={quote('https://vocab.example/pages/person')}",
    "search",
    "search?q=asyl",
    "search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "pages/nothing",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a service that reads ``data/pages.ttl`` as the vocabulary "pages"."""
    data = tmp_path_factory.mktemp("pages")
    publishing.build(inputs.gather([], [f"pages={Path(__file__).parent / 'data' / 'pages.ttl'}"]), data)
    settings = Settings(data=data, public_url="https://glossary.example")
    yield create_app(bootstrap.LiveCatalogues(data), settings).test_client()


def page(site: FlaskClient, path: str, status: int = 200) -> HtmlElement:
    response = site.get(path, headers={"Accept": "text/html"})
    assert response.status_code == status, response.get_data(as_text=True)
    return lxml.html.document_fromstring(response.get_data(as_text=True))


BLOCKS = re.compile("blockquote|dd|dt|footer|h1|h2|li|p|section|small|summary|td|th|tr|ul")


def words(element: HtmlElement) -> str:
    """The text of an element with single spaces, and one between blocks."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    space = " " if BLOCKS.fullmatch(element.tag) else ""
    yield space + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield space


def one(element: HtmlElement, selector: str) -> HtmlElement:
    (found,) = element.cssselect(selector)
    return found


@pytest.mark.parametrize("ui", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_in_every_language_is_sound(site: FlaskClient, ui: str, path: str) -> None:
    """Each page has a language, one heading, a skip link that leads somewhere, labelled fields, and no inline code."""
    document = page(site, f"/{ui}/{path}", 404 if path.endswith("nothing") else 200)
    assert document.get("lang") == ui
    assert document.get("dir") == ("rtl" if ui == "ar" else "ltr")
    assert len(document.cssselect("h1")) == 1
    assert len(document.cssselect("main#main")) == 1
    assert document.cssselect("body > a")[0].get("href") == "#main"
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in document.cssselect("input:not([type=hidden]), select"):
        assert field.getparent().tag == "label" or document.cssselect(f"label[for={field.get('id')}]")
    assert not document.xpath("//@style | //style | //script[not(@src or @type='application/ld+json')]")
    assert not [name for element in document.iter() for name in element.keys() if name.startswith("on")]  # noqa: SIM118  # lxml's keys are a method
    assert not document.xpath("//*[starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript:')]")


@pytest.mark.parametrize("path", PAGES)
def test_addresses_on_a_page_lead_to_something(site: FlaskClient, path: str) -> None:
    """Every link within the site is answered, by a page, data or a redirect to them."""
    document = page(site, f"/de/{path}", 404 if path.endswith("nothing") else 200)
    for href in set(document.xpath("//a/@href | //link/@href | //script/@src")):
        address = href.removeprefix("https://glossary.example")
        if address.startswith("/") and not path.endswith("nothing"):
            with site.get(address) as response:
                assert response.status_code < 400, address


def test_the_home_page_has_one_search_box_and_the_vocabularies(site: FlaskClient) -> None:
    """The first page offers a search and names each vocabulary with its size and languages."""
    document = page(site, "/en/")
    assert len(document.cssselect("input[type=search]")) == 1
    shelf = one(document, ".shelf")
    assert "Words of arrival" in words(shelf)
    assert "6 concepts · 9 languages" in words(shelf)


def test_the_term_in_the_readers_language_heads_the_page(site: FlaskClient) -> None:
    """The content language is the interface's, or what ``clang`` says, and the heading tells machines which it is."""
    assert words(one(page(site, "/el/pages/seeker"), "h1")) == "αιτών άσυλο"
    heading = one(page(site, "/el/pages/seeker?clang=ar"), "h1 span")
    assert (words(heading), heading.get("lang"), heading.get("dir")) == ("طالب لجوء", "ar", "rtl")


def test_a_reader_of_german_sees_which_term_is_austrian(site: FlaskClient) -> None:
    """National variants stand with the term of the language, marked by letters for eyes and words for ears."""
    document = page(site, "/de/pages/seeker")
    assert words(one(document, "h1 > span")) == "Asylbewerber"
    mark = one(document, ".synonyms .mark")
    assert words(mark.cssselect("[aria-hidden]")[0]) == "AT"
    assert words(mark.cssselect(".unseen")[0]) == "Österreich"
    assert words(one(page(site, "/de/pages/seeker?clang=de-AT"), "h1 > span")) == "Asylwerber"


def test_a_missing_term_is_said_and_the_fallback_is_named(site: FlaskClient) -> None:
    """A page in a language without a term says so and names the language it shows instead."""
    document = page(site, "/en/pages/finnish?clang=ka")
    assert words(one(document, ".notice")) == "No term in Georgian yet. Shown in Finnish."
    assert one(document, "h1 span").get("lang") == "fi"
    assert "no term in this language yet" in words(one(document, "table.terms"))


def test_an_interface_language_without_terms_is_said(site: FlaskClient) -> None:
    """Who reads in a language that the vocabulary does not have is told so without having chosen anything."""
    assert "العربية" in words(one(page(site, "/ar/pages/finnish"), ".notice"))
    assert not page(site, "/en/pages/seeker").cssselect(".notice")


def test_no_equivalent_is_said_with_its_source(site: FlaskClient) -> None:
    """That a language has no term for a concept is a statement with a source, not a gap."""
    document = page(site, "/en/pages/seeker?clang=ga")
    assert "Irish has no equivalent" in words(one(document, ".notice"))
    row = document.xpath("//table//tr[th[contains(., 'Irish')]]")[0]
    assert words(row) == "Irish no equivalent: not used – Arrival Directive (2099)"


def test_the_table_groups_variants_under_their_language(site: FlaskClient) -> None:
    """One table: the reader's languages first, then by name; variants and what is said of a term beside it."""
    document = page(site, "/en/pages/seeker?clang=el")
    names = [words(th) for th in document.cssselect("table.terms tbody th")]
    assert names[:2] == ["Greek", "English"]
    assert names[2:-1] == sorted(names[2:-1])
    assert names[-1] == "No term yet"
    german = document.xpath("//tbody[tr/th[contains(., 'German')]]")[0]
    assert german.xpath("tr/th/@rowspan") == ["2"]
    assert german.xpath("tr/td[1]/bdi/@lang") == ["de", "de-AT"]
    assert words(german) == (
        "German Asylbewerber DEGermany EUEuropean Union ●●●○ reliable Arrival Directive (2099) "
        "Asylwerber masculine Amtssprache ATAustria draft ●○○○ not verified"
    )


def test_terms_of_which_nothing_else_is_said_share_a_line(site: FlaskClient) -> None:
    """An admitted term without details stands with the preferred one; hidden labels are folded away below."""
    document = page(site, "/en/pages/seeker")
    english = document.xpath("//tbody[tr/th[contains(., 'English')]]")[0]
    assert words(english) == "English asylum seeker asylum claimant"
    assert "asilum seeker" not in words(one(document, "table.terms"))
    assert "asilum seeker" in words(one(document, ".equivalents details"))


def test_definitions_have_context_and_source_in_words(site: FlaskClient) -> None:
    """A definition says where it holds and what it follows; those in other languages are folded, with lang and dir."""
    section = one(page(site, "/en/pages/seeker"), ".definition")
    shown = one(section, "blockquote")
    assert words(shown) == "in the EU person who seeks asylum after Arrival Directive (2099), Art. 2"
    assert one(shown, "a").get("href") == "https://vocab.example/pages/act"
    assert [(p.get("lang"), p.get("dir")) for p in section.cssselect("details p")] == [("ar", "rtl"), ("el", "ltr")]


def test_a_definition_in_another_language_is_named(site: FlaskClient) -> None:
    """Where there is no definition in the reader's language the one shown says which language it is in."""
    shown = one(page(site, "/de/pages/seeker"), ".definition blockquote")
    assert words(shown).startswith("Englisch · in der EU person who seeks asylum")
    assert shown.cssselect("p")[1].get("lang") == "en"


def test_relations_are_links_with_labels_for_the_reader(site: FlaskClient) -> None:
    """The way from the theme, and broader, narrower and related entries, are named in the reader's language."""
    document = page(site, "/ar/pages/seeker")
    assert one(document, ".path").xpath(".//a/@href") == ["/ar/pages/people", "/ar/pages/person"]
    relations = one(document, ".relations")
    assert "شخص" in words(relations)
    people = relations.xpath(".//a[@href='/ar/pages/people']")[0]
    assert (people.get("lang"), people.get("dir")) == ("en", "ltr")
    assert relations.xpath(".//a[@href='/ar/pages/second']")
    assert "https://vocab.example/pages/dangling" in words(relations)


def test_links_keep_the_content_language_that_was_chosen(site: FlaskClient) -> None:
    """Who reads in Georgian on an English site goes on reading in Georgian."""
    document = page(site, "/en/pages/seeker?clang=ka")
    assert "/en/pages/person?clang=ka" in document.xpath("//main//a/@href")
    assert document.xpath("//header//input[@name='clang']/@value") == ["ka"]


def test_mappings_that_are_no_web_address_are_text(site: FlaskClient) -> None:
    """A mapping is a link only when it begins with http or https."""
    mappings = one(page(site, "/en/pages/seeker"), ".mappings")
    assert mappings.xpath(".//a/@href") == ["http://eurovoc.europa.eu/4413"]
    assert "close meaning javascript:alert(1)" in words(mappings)


def test_details_have_code_dates_address_and_data(site: FlaskClient) -> None:
    """The foot of an entry: code, dates as the reader writes them or as they stand, address, and every data format."""
    facts = one(page(site, "/de/pages/seeker"), ".facts-list")
    assert "A.1" in words(facts)
    assert "5. Januar 2026" in words(facts)
    assert "yesterday" in words(facts)
    assert facts.xpath(".//a[not(contains(@href, '/export?') or contains(@href, '/release/'))]/@href") == [
        "https://vocab.example/pages/seeker",
        "/pages/seeker.ttl",
        "/pages/seeker.rdf",
        "/pages/seeker.jsonld",
        "/pages/seeker.nt",
        "/api/v1/pages/concepts/seeker",
        "mailto:?subject=Asylbewerber&body=https%3A%2F%2Fvocab.example%2Fpages%2Fseeker",
    ]


def test_a_concept_no_longer_in_use_says_so_with_its_replacement(site: FlaskClient) -> None:
    """The notice stands before the heading and leads to what is used instead."""
    document = page(site, "/en/pages/old")
    notice = one(document, ".notice.warning")
    assert words(notice) == "This concept is no longer in use. Use instead: asylum seeker"
    assert notice.xpath(".//a/@href") == ["/en/pages/seeker"]
    assert document.xpath("//h1[preceding::div[contains(@class, 'warning')]]")


def test_what_lies_elsewhere_is_reached_by_its_address(site: FlaskClient) -> None:
    """A concept outside the vocabulary's base has a page by ``uri``; one inside is sent to its own page."""
    document = page(site, f"/en/entity?uri={quote(ELSEWHERE)}")
    assert words(one(document, "h1 span")) == "newcomer"
    assert document.xpath("//form[@class='choice']//input[@name='uri']/@value") == [ELSEWHERE]
    inside = site.get(f"/en/entity?clang=de&uri={quote('https://vocab.example/pages/seeker')}")
    assert (inside.status_code, inside.headers["Location"]) == (302, "/en/pages/seeker?clang=de")


def test_vocabulary_text_never_becomes_markup(site: FlaskClient) -> None:
    """Labels, notes, sources and codes made to break out of text or attributes are shown as they are written."""
    document = page(site, "/en/pages/hostile")
    assert words(one(document, "h1 span")) == "<script>alert(1)</script>"
    text = words(document)
    for written in ("</script><img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<i>javascript:", "<b>1</b>"):
        assert written in text
    assert not document.cssselect("img, svg svg, [onload], main script, b, i")
    assert document.xpath("//link[@rel='canonical']/@href") == ["https://glossary.example/en/pages/hostile"]


def test_a_query_is_echoed_as_text(site: FlaskClient) -> None:
    """What was typed comes back isolated, escaped and without control characters."""
    query = "<script>alert(1)</script>\x07 \u202eabc"
    document = page(site, f"/en/search?q={quote(query)}")
    assert words(one(document, "h2 bdi")) == "<script>alert(1)</script> \u202eabc"
    assert one(document, "input[type=search]").get("value") == "<script>alert(1)</script>  \u202eabc"


def test_results_say_by_which_label_they_were_found(site: FlaskClient) -> None:
    """A result found by a label of another language or country names both; matched letters are marked."""
    document = page(site, "/en/search?q=asylw")
    result = one(document, ".results li")
    assert words(result) == "matched Asylwerber (German (Austria)) · begins so → asylum seeker person who seeks asylum"
    assert words(one(result, "mark")) == "Asylw"
    assert one(result, "a").get("href") == "/en/pages/seeker"
    found = one(page(site, "/en/search?q=asylum+seek"), ".results li")
    assert words(found) == "asylum seeker begins so person who seeks asylum"


def test_results_are_counted_and_paged(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The total is said, and pages lead to one another."""
    monkeypatch.setattr(searching, "RESULTS_A_PAGE", 1)
    first = page(site, "/en/search?q=asyl")
    assert re.match(r"\d+ concepts? for “asyl”", words(one(first, ".total")))
    second = page(site, "/en/search?q=asyl&page=2") if first.cssselect("a[rel=next]") else None
    if second is not None:
        assert one(second, "ol.results").get("start") == "2"
        assert one(second, "a[rel=prev]").get("href") == "/en/search?q=asyl&page=1"


def test_an_empty_result_says_what_to_do(site: FlaskClient) -> None:
    """Nothing found is a designed state: what was looked for, two hints, one way on."""
    empty = one(page(site, "/en/search?q=zzzzzz&vocabulary=pages"), ".empty")
    assert words(empty).startswith("Nothing found for “zzzzzz”")
    assert "/en/search?q=zzzzzz" in empty.xpath(".//a/@href")
    assert "/en/index/pages" in empty.xpath(".//a/@href")


def test_long_lists_come_in_pages(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of narrower concepts is cut, and ``?narrower=2`` shows how it goes on."""
    monkeypatch.setattr(entry, "LONGEST_LIST", 3)
    first = page(site, "/en/pages/person?kept=not")
    following = one(first, "a[rel=next]").get("href")
    assert following == "/en/pages/person?narrower=2"
    second = page(site, following)
    assert second.xpath("//link[@rel='canonical']/@href") == [f"https://glossary.example{following}"]
    names = [
        words(a) for part in (first, second) for a in part.xpath("//section[h2[.='Narrower 5' or .='Narrower']]//li/a")
    ]
    assert names == ["<script>alert(1)</script>", "asylum seeker", "newcomer", "refugee claimant", "tulija"]


def test_the_index_lists_terms_under_the_letters_of_the_language(site: FlaskClient) -> None:
    """Each language has its own letters, and other terms point to the entry."""
    greek = page(site, "/en/index/pages?clang=el")
    assert [words(a) for a in greek.cssselect(".letters a")] == ["Α", "Π"]
    assert greek.cssselect(".letters ul")[0].get("lang") == "el"
    english = page(site, "/en/index/pages?letter=A")
    assert english.xpath("//link[@rel='canonical']/@href")[0].endswith("/en/index/pages?letter=A&clang=en")
    assert [words(li) for li in english.cssselect(".headings li")] == [
        "asylum claimant →see asylum seeker",
        "asylum seeker",
    ]


def test_the_index_comes_in_pages(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter with many terms is cut into pages."""
    monkeypatch.setattr(browsing, "HEADINGS_A_PAGE", 1)
    following = one(page(site, "/en/index/pages?letter=A&kept=not"), "a[rel=next]").get("href")
    assert following == "/en/index/pages?letter=A&clang=en&page=2"
    assert [words(li) for li in page(site, following).cssselect(".headings li")] == ["asylum seeker"]


def test_the_hierarchy_opens_the_way_to_a_concept(site: FlaskClient) -> None:
    """The tree shows top concepts, and with ``open`` what lies below the concept named; every branch can be toggled."""
    tree = ".tree[aria-labelledby=top] "
    closed = page(site, "/en/hierarchy/pages")
    assert [words(a) for a in closed.cssselect(tree + "a:not(.toggle)")] == ["person"]
    assert not closed.cssselect("details.others[open], .trees details[open]")
    toggle = one(closed, tree + "a.toggle")
    assert toggle.get("aria-label") == "Open person"
    opened = page(site, toggle.get("href").partition("#")[0])
    assert "asylum seeker" in [words(a) for a in opened.cssselect(".trees details[open] .tree ul a:not(.toggle)")]
    assert one(opened, "#open a.toggle").get("href") == "/en/hierarchy/pages#open"
    deep = page(site, f"/en/hierarchy/pages?open={quote('https://vocab.example/pages/seeker')}")
    assert words(one(deep, "#open > a")) == "asylum seeker"
    place = one(page(site, "/en/pages/seeker?clang=el"), ".section a[href*=hierarchy]").get("href")
    assert place.endswith("&clang=el#open")
    assert words(one(page(site, place.removesuffix("#open")), "#open > a")) == "αιτών άσυλο"


def test_themes_are_a_tree_beside_the_hierarchy(tmp_path: Path) -> None:
    """A theme holds themes, then the members that no member is above; narrower concepts follow; each can be toggled."""
    file = tmp_path / "v.ttl"
    file.write_text(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://vocab.example/v/> .
        :scheme a skos:ConceptScheme ; skos:prefLabel "V"@en .
        :all a skos:Collection ; skos:prefLabel "All"@en ; skos:member :some, :c .
        :some a skos:Collection ; skos:prefLabel "Some"@en ; skos:member :a, :b .
        :a a skos:Concept ; skos:prefLabel "a"@en ; skos:topConceptOf :scheme .
        :b a skos:Concept ; skos:prefLabel "b"@en ; skos:broader :a ; skos:inScheme :scheme .
        :c a skos:Concept ; skos:prefLabel "c"@en ; skos:broader :b ; skos:inScheme :scheme ."""
    )
    data = tmp_path / "data"
    publishing.build(inputs.gather([], [f"v={file}"]), data)
    client = create_app(bootstrap.LiveCatalogues(data), Settings(data=data)).test_client()
    tree, here = ".tree[aria-labelledby=themes] ", "/en/hierarchy/v"
    closed = page(client, here)
    assert [words(li) for li in closed.cssselect(tree + "li")] == ["+All 2"]
    first = page(client, one(closed, tree + "a.toggle").get("href").partition("#")[0])
    assert [words(a) for a in first.cssselect(tree + "ul a:not(.toggle)")] == ["c", "Some"]
    assert one(first, "#open > a.toggle").get("href") == f"{here}#open"
    deep = first
    for name in ("Some", "a", "b"):
        toggle = next(a for a in deep.cssselect(tree + "ul a.toggle") if a.get("aria-label") == f"Open {name}")
        deep = page(client, toggle.get("href").partition("#")[0])
        assert words(one(deep, "#open > a:not(.toggle)")) == name
    assert words(one(deep, "#open > ul")) == "c"
    assert not deep.cssselect(".trees details[open]")
    closing = page(client, one(deep, "#open > a.toggle").get("href").partition("#")[0])
    assert words(one(closing, "#open > a:not(.toggle)")) == "a"


@pytest.mark.parametrize("query", ["theme=https://v.example/nothing", "theme={people}&open=https://v.example/nothing"])
def test_only_what_belongs_to_a_theme_is_opened_in_it(query: str, site: FlaskClient) -> None:
    """An address that names no theme, or something that no theme holds, is refused with a reason."""
    asked = query.format(people=quote("https://vocab.example/pages/people"))
    assert site.get(f"/en/hierarchy/pages?{asked}").status_code == 400


def test_the_vocabulary_page_has_all_there_is_to_know(site: FlaskClient) -> None:
    """Description, size, licence, downloads, top concepts, collections, schemes, and languages with their counts."""
    document = page(site, "/en/pages/")
    text = words(one(document, "main"))
    for said in ("Words for tests of pages.", "6 concepts", "creativecommons.org", "People", "Second scheme", "person"):
        assert said in text
    hrefs = document.xpath("//main//a/@href")
    assert {"/pages.ttl", "/pages.rdf", "/pages.jsonld", "/pages.nt", "/pages.csv"} <= set(hrefs)
    assert "German (Austria) 1" in words(one(document, "ul.spoken"))


def test_the_vocabulary_page_shows_how_far_each_language_covers_each_collection(site: FlaskClient) -> None:
    """Languages by name in rows, collections in columns; a cell has the share, and what it is made of in words."""
    table = one(page(site, "/en/pages/"), "table.coverage")
    assert words(one(table, "caption")).startswith("The darker a cell, the fewer of its terms")
    assert [words(th) for th in table.cssselect("thead th[scope=col]")] == ["Language", "People 2 concepts"]
    assert table.xpath("thead//a/@href") == ["/en/pages/people"]
    rows = {words(row[0]): words(row[1]) for row in table.cssselect("tbody tr") if row[0].get("scope") == "row"}
    assert " ".join(rows) == "Arabic Armenian English Georgian German Greek Irish Maltese Ukrainian"
    assert rows["German"] == "100% ● 1 ◇ 1 1 published and 1 of no stated status"
    assert rows["Irish"] == "50% × 1 1 with no equivalent"
    assert rows["Georgian"] == "50% ◇ 1 1 of no stated status"
    assert table.cssselect("td small:not([aria-hidden=true])") == []
    arabic = one(page(site, "/ar/pages/"), "table.coverage")
    assert "مصطلح منشور واحد" in words(arabic)


def test_many_themes_stand_below_each_other(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more themes than can stand side by side each has a row, and each language a column with its share."""
    monkeypatch.setattr(coverage, "MOST_COLUMNS", 0)
    table = one(page(site, "/en/pages/?wide"), "table.coverage.long")
    assert [words(th) for th in table.cssselect("thead th")][:3] == ["Theme", "arArabic", "hyArmenian"]
    (row,) = table.cssselect("tbody tr")
    assert words(row[0]) == "People 2"
    shares = dict(
        zip((th.cssselect(".unseen")[0].text for th in table.cssselect("thead th")[1:]), row[1:], strict=True)
    )
    assert (shares["German"].text, shares["Irish"].text) == ("100%", "50%")


def test_schemes_are_covered_where_there_are_no_collections(tmp_path: Path) -> None:
    """A vocabulary that is divided into schemes, as EuroVoc is, shows what is covered of each but its own."""
    file = tmp_path / "v.ttl"
    file.write_text(
        """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://vocab.example/v/> .
        :scheme a skos:ConceptScheme ; skos:prefLabel "V"@en .
        :part a skos:ConceptScheme ; skos:prefLabel "Part"@en .
        :a a skos:Concept ; skos:inScheme :scheme , :part ; skos:prefLabel "a"@en , "α"@el .
        :b a skos:Concept ; skos:inScheme :scheme , :part ; skos:prefLabel "b"@en ; skos:broader :a .
        :c a skos:Concept ; skos:inScheme :scheme ; skos:prefLabel "c"@en .
        """,
        "utf-8",
    )
    data = tmp_path / "data"
    publishing.build(inputs.gather([], [f"v={file}"]), data)
    client = create_app(bootstrap.LiveCatalogues(data), Settings(data=data)).test_client()
    table = one(page(client, "/en/v/"), "table.coverage")
    assert [words(th) for th in table.cssselect("thead th")][1:] == ["Part 2 concepts"]
    assert [words(row) for row in table.cssselect("tbody tr")] == [
        "English 100% ◇ 2 2 of no stated status",
        "Greek 50% ◇ 1 1 of no stated status",
    ]


def test_pages_have_the_date_of_the_release(site: FlaskClient) -> None:
    """Every page says when what it shows was published, and a client that has that date already gets no body."""
    for path in ("/en/", "/en/pages/", "/en/pages/seeker", "/en/search?q=asyl"):
        modified = site.get(path).headers["Last-Modified"]
        assert site.get(path, headers={"If-Modified-Since": modified}).status_code == 304


def test_a_page_names_itself_in_the_other_languages(site: FlaskClient) -> None:
    """Canonical and alternate addresses are absolute and bare; the choice of languages keeps that of the content."""
    document = page(site, "/en/pages/seeker?clang=ka&utm_source=x")
    assert document.xpath("//link[@rel='canonical']/@href") == ["https://glossary.example/en/pages/seeker"]
    alternates = {link.get("hreflang"): link.get("href") for link in document.cssselect("link[hreflang]")}
    assert set(alternates) == {*INTERFACE_LANGUAGES, "x-default"}
    assert alternates["ar"] == "https://glossary.example/ar/pages/seeker"
    assert "/uk/pages/seeker?clang=ka" in document.xpath("//header//a/@href")


@pytest.mark.parametrize(
    "path",
    [
        "pages/seeker?clang=%3Cb%3E",
        "pages/seeker?clang=a-",
        "pages/person?narrower=0",
        "pages/person?narrower=99",
        "pages/person?narrower=x",
        "index/pages?letter=%D0%96",
        "index/pages?page=2",
        "search?q=a&page=-1",
        "search?q=a&vocabulary=nothing",
        "hierarchy/pages?clang=%22",
        "entity",
    ],
)
def test_a_value_that_means_nothing_is_refused_with_a_page(site: FlaskClient, path: str) -> None:
    """Bad values give a 400 page that says which parameter and what is allowed."""
    document = page(site, f"/de/{path}", 400)
    assert words(one(document, "h1")) == "Diese Adresse ist nicht verständlich"
    detail = one(document, ".detail")
    assert (detail.get("lang"), "allowed" in words(detail)) == ("en", True)


@pytest.mark.parametrize("path", ["pages/nothing", "nothing/", "index/nothing", "hierarchy/nothing", "xx/pages/seeker"])
def test_what_is_not_there_gets_a_page_that_helps(site: FlaskClient, path: str) -> None:
    """404 says what happened and offers the search."""
    document = page(site, f"/fr/{path}", 404)
    assert words(one(document, "h1")) == "Il n’y a rien à cette adresse"
    assert document.cssselect("input[type=search]")


def test_the_first_page_is_light(site: FlaskClient) -> None:
    """Home page, style sheet, script and icon together stay under 60 kB as sent."""
    document = page(site, "/en/")
    parts = ["/en/", *document.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")]
    assert len(parts) == 4
    assert sum(len(site.get(part, headers={"Accept-Encoding": "gzip"}).data) for part in parts) < 60_000
