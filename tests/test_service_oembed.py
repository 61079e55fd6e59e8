"""oEmbed as consumers ask it: by the addresses that people paste, in both formats, with the errors that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from glossary import bootstrap
from glossary.settings import Settings
from service import create_app

HERE = "http://localhost"
OURS = (
    "http://localhost/en/travel/guest",
    "https://localhost/en/travel/guest?clang=de",
    "http://localhost/en/embed/travel/guest",
    "http://localhost/travel/guest",
    "http://localhost/travel/guest.html",
    "http://localhost/entity?uri=https://vocab.example/travel/guest",
    "https://vocab.example/travel/guest",
    "/en/travel/guest",
)
OTHERS = (
    "http://localhost.evil.example/en/travel/guest",
    "http://evil.example/en/travel/guest",
    "http://evil.example@/en/travel/guest",
    "//evil.example/en/travel/guest",
    "javascript:alert(1)",
    "http://[",
    "http://localhost/en/",
    "http://localhost/en/travel/nothing",
    "http://localhost/en/travel/words",
    "http://localhost/api/v1/search",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("url", OURS)
def test_our_addresses_are_known(client: FlaskClient, url: str) -> None:
    """Each way to write the address of a concept gives the same card."""
    found = client.get("/oembed", query_string={"url": url}).get_json()
    assert (found["type"], found["version"], found["width"], found["height"]) == ("rich", "1.0", 480, 320)
    frame = html.fromstring(found["html"])
    assert frame.get("src").startswith(f"{HERE}/en/embed/travel/guest")
    assert frame.get("title") == found["title"] != ""
    assert "allow-scripts" not in frame.get("sandbox")


@pytest.mark.parametrize("url", OTHERS)
def test_other_addresses_are_not(client: FlaskClient, url: str) -> None:
    """What is not a concept here is answered by 404, as a problem for programs."""
    answer = client.get("/oembed", query_string={"url": url}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_xml_says_the_same(client: FlaskClient) -> None:
    """The XML has the fields of the JSON, markup escaped."""
    asked = {"url": f"{HERE}/en/travel/guest?clang=ar", "maxwidth": "300"}
    answer = client.get("/oembed", query_string=asked | {"format": "xml"})
    assert answer.mimetype == "text/xml"
    fields = {one.tag: one.text for one in etree.fromstring(answer.data)}
    plain = client.get("/oembed", query_string=asked).get_json()
    assert fields == {name: str(value) for name, value in plain.items()}
    assert plain["width"] == 300


def test_refusals(client: FlaskClient) -> None:
    """No address 400, an unknown format 501, a size that is none 400; parameters of other providers are passed over."""
    url = {"url": f"{HERE}/en/travel/guest"}
    assert client.get("/oembed").status_code == 400
    assert client.get("/oembed", query_string=url | {"format": "yaml"}).status_code == 501
    assert client.get("/oembed", query_string=url | {"maxwidth": "0"}).status_code == 400
    assert client.get("/oembed", query_string=url | {"dnt": "true"}).status_code == 200


def test_scripts_of_other_sites_may_ask(client: FlaskClient) -> None:
    """The answer is open to them; the page is not."""
    assert client.get(f"/oembed?url={HERE}/en/travel/guest").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/en/travel/guest").headers


def test_a_public_address(data: Path) -> None:
    """Where the installation says what it is called, that counts and no Host, and pages offer the frame to copy."""
    settings = Settings(data=data, public_url="https://glossary.example")
    client = create_app(bootstrap.LiveCatalogues(data), settings).test_client()
    evil = {"Host": "evil.example"}
    assert client.get("/oembed?url=http://evil.example/en/travel/guest", headers=evil).status_code == 404
    found = client.get("/oembed?url=https://glossary.example/en/travel/guest", headers=evil).get_json()
    page = html.fromstring(client.get("/en/travel/guest").text)
    assert found["html"] in [one.text_content() for one in page.xpath("//pre")]
    assert "https://glossary.example/en/embed/travel/guest" in found["html"]
