"""Concepts side by side: which ones and in which languages, what is missing, and the tables that are downloaded."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement

from service import comparing

TRAVEL = "/en/compare/travel"


def page(client: FlaskClient, address: str) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, response.get_data(as_text=True)
    return lxml.html.document_fromstring(response.get_data(as_text=True))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def heads(found: HtmlElement) -> list[str]:
    return [words(cell) for cell in found.cssselect("table.compare thead th")[1:]]


def test_terms_stand_under_their_language_with_their_variants(client: FlaskClient) -> None:
    """A row is a concept, a column a language; a regional variant stands with its country under its language."""
    found = page(client, f"{TRAVEL}?concept=guest&clang=de,el")
    assert heads(found) == ["German", "Greek"]
    (row,) = found.cssselect("table.compare tbody tr")
    assert len(row.cssselect("td")) == 2 and row.cssselect("td bdi")


def test_gaps_are_marked_in_words(client: FlaskClient) -> None:
    """A language without a term has a cell that says so."""
    found = page(client, f"{TRAVEL}?concept=guest&clang=de,ja")
    (gap,) = found.cssselect("td.gap")
    assert "no term yet" in words(gap)


@pytest.mark.parametrize(
    ("clang", "number"), [("", 2), ("de", 2), ("de,fr,el", 3), ("de,fr,el,mt,ka,hy,ar,uk,lt,sv", comparing.MOST)]
)
def test_two_to_eight_languages(client: FlaskClient, clang: str, number: int) -> None:
    """Too few are made two, of too many the first eight are shown, and the page says how many are left out."""
    found = page(client, f"{TRAVEL}?concept=guest&clang={clang}")
    assert len(heads(found)) == number
    assert ("2 chosen languages are left out" in words(found)) == (number == comparing.MOST)


def test_concepts_are_added_and_removed_by_links(client: FlaskClient) -> None:
    """Without scripts a typed word offers concepts to add, and each row a way to remove it; the address says it all."""
    found = page(client, f"{TRAVEL}?concept=guest&add=visa&clang=de,fr")
    (offered, *_) = found.cssselect(".offered a")
    added = page(client, offered.get("href"))
    assert len(added.cssselect("table.compare tbody tr")) == 2
    (remove, *_) = added.cssselect("a.remove")
    assert len(page(client, remove.get("href")).cssselect("table.compare tbody tr")) == 1


def test_concepts_that_are_gone_do_not_spoil_the_rest(client: FlaskClient) -> None:
    """Somebody's old basket still opens: what is not here any more is counted."""
    found = page(client, f"{TRAVEL}?concept=guest&concept=never-was")
    assert len(found.cssselect("table.compare tbody tr")) == 1
    assert "1 chosen concept is not here" in words(found)


def test_the_table_can_be_taken_along(client: FlaskClient) -> None:
    """CSV and Excel files hold the concepts of the page in its languages."""
    found = page(client, f"{TRAVEL}?concept=guest&clang=de,fr")
    files = {link.get("type"): link.get("href") for link in found.cssselect(".files a")}
    assert any("spreadsheetml" in kind for kind in files)
    rows = list(csv.reader(io.StringIO(client.get(files["text/csv"]).get_data(as_text=True))))
    assert len(rows) == 2 and any(cell.startswith("de") for cell in rows[0])
    for address in files.values():
        assert client.get(address).status_code == 200


def test_what_a_search_finds_is_compared(client: FlaskClient) -> None:
    """The page of results leads to its concepts side by side."""
    results = page(client, "/en/search?q=guest")
    (link,) = [link for link in results.cssselect(".ways a") if "/compare/" in link.get("href")]
    assert urlsplit(link.get("href")).path == TRAVEL
    assert page(client, link.get("href")).cssselect("table.compare tbody tr")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "x" * 3000, "\u202e", "a:b:c", "../../etc/passwd"])
def test_odd_values_are_text(client: FlaskClient, hostile: str) -> None:
    """Whatever stands in the address ends as text on the page or in a client's error, never as markup."""
    for name in ("concept", "theme", "q", "add", "clang"):
        response = client.get(f"{TRAVEL}?{name}={quote(hostile)}")
        assert response.status_code in (200, 400, 404)
        assert "<script>alert" not in response.get_data(as_text=True)


def test_an_address_names_so_many_concepts_and_no_more(client: FlaskClient) -> None:
    """Of a list that is too long the first hundred are looked up."""
    many = "&".join(f"concept=c{number}" for number in range(150))
    assert client.get(f"{TRAVEL}?{many}").status_code == 200
