"""The card for other people's pages: a document that may be framed, and that can do nothing else."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from lxml import html

CARD = "/en/embed/travel/guest"


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(html.fromstring(answer.text).body.text_content().split())


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    stated = client.get(path).headers["Content-Security-Policy"].split(";")
    return {name: values for name, _, values in (one.strip().partition(" ") for one in stated)}


def test_only_a_card_may_be_framed(client: FlaskClient) -> None:
    """A card allows any page around it; the full page, its errors and the data allow none."""
    assert policy(client, CARD)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in client.get(CARD).headers
    for other in ("/en/travel/guest", "/en/embed/travel/nothing", "/travel/guest.ttl", "/oembed?url=/en/travel/guest"):
        assert policy(client, other)["frame-ancestors"] == "'none'"
        assert client.get(other).headers["X-Frame-Options"] == "DENY"


def test_a_card_loads_and_runs_nothing(client: FlaskClient) -> None:
    """Its only style is its own, allowed by its hash; there is no script, form, image or sheet to load."""
    stated = policy(client, CARD)
    assert stated["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", stated["style-src"])
    tree = html.fromstring(client.get(CARD).text)
    assert not tree.xpath("//script|//img|//form|//iframe|//link[@rel='stylesheet']|//@style")
    assert tree.xpath("//base/@target") == ["_blank"]


def test_a_card_shows_the_languages_asked_for(client: FlaskClient) -> None:
    """Terms in the order asked for, each with its country, status and source; what is missing is said."""
    path = f"{CARD}?clang=de,ka,mt"
    tree = html.fromstring(client.get(path).text)
    assert [name.text_content() for name in tree.xpath("//dt")] == ["German", "Georgian", "Maltese"]
    assert tree.xpath("//h1/a/@href") == ["/en/travel/guest?clang=de,ka,mt"]
    shown = text(client, path)
    for said in ("Gast", "Fremder", "Austria", "draft", "not verified", "reliable", "Travel Directive (2099)"):
        assert said in shown
    assert "no term in this language yet" in shown
    assert "no equivalent: n/a – Travel Directive (2099)" in shown


def test_a_card_knows_directions(client: FlaskClient) -> None:
    """A term in Arabic runs from right to left in a card in English."""
    tree = html.fromstring(client.get("/en/embed/travel/traveller?clang=ar").text)
    assert [one.text_content() for one in tree.xpath("//*[@lang='ar' and @dir='rtl']")] == ["مسافر", "مسافر"]


def test_a_concept_no_longer_in_use(client: FlaskClient) -> None:
    """The card says so, and what to use instead."""
    assert "no longer in use. Use instead: passport" in text(client, "/en/embed/travel/pass")


def test_a_card_is_of_a_concept(client: FlaskClient) -> None:
    """Other resources have none; a bad language is refused; interface languages turn the card."""
    assert client.get("/en/embed/travel/words").status_code == 404
    assert client.get(f"{CARD}?clang=!!").status_code == 400
    assert client.get("/en/embed").status_code == 400
    by_address = client.get("/en/embed?uri=https://vocab.example/travel/guest")
    assert by_address.text == client.get(CARD).text
    assert html.fromstring(client.get("/de/embed/travel/guest").text).get("lang") == "de"


def test_an_unchanging_answer(client: FlaskClient) -> None:
    """Who holds a card already gets 304."""
    tag = client.get(CARD).headers["ETag"]
    assert client.get(CARD, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/en/travel/guest", "/en/travel/guest?clang=de,ar"])
def test_the_page_leads_to_its_card(client: FlaskClient, path: str) -> None:
    """A concept's page names its oEmbed answers, and what they give is a card that exists."""
    tree = html.fromstring(client.get(path).text)
    (found,) = tree.xpath("//link[@type='application/json+oembed']/@href")
    embed = client.get(found).get_json()
    (src,) = html.fromstring(embed["html"]).xpath("//iframe/@src|self::iframe/@src")
    card = client.get(src.removeprefix("http://localhost"))
    assert card.status_code == 200
    assert html.fromstring(card.text).xpath("//h1/a/@href") == [path]
