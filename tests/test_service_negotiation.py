"""Formats, codings and languages chosen by headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.negotiation import Format, accepts_gzip, choose, choose_language, ranges, split_suffix

HTML = Format("HTML", "text/html", ".html", ("application/xhtml+xml",))
TURTLE = Format("Turtle", "text/turtle", ".ttl")
XML = Format("RDF/XML", "application/rdf+xml", ".rdf")
JSONLD = Format("JSON-LD", "application/ld+json", ".jsonld")
OFFERED = (HTML, TURTLE, XML, JSONLD)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", HTML),
        ("*/*", HTML),
        (BROWSER, HTML),
        ("application/xhtml+xml", HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle ; charset=UTF-8", TURTLE),
        ("text/turtle;charset=utf-8;q=0.5, application/rdf+xml;q=0.4", TURTLE),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSONLD),
        ('application/ld+json;profile="a, b;q=0"', JSONLD),
        ("application/rdf+xml, text/turtle, */*;q=0.1", TURTLE),
        ("text/html, text/turtle", HTML),
        ("text/html;q=0.9, text/turtle", TURTLE),
        ("text/turtle;q=0, */*", HTML),
        ("text/html;q=0, */*", TURTLE),
        ("text/*;q=0.3, application/ld+json;q=0.2", HTML),
        ("application/*", XML),
        ("text/html;charset=utf-16", HTML),
        ("text/turtle;q=2", TURTLE),
        ("text/turtle;q=nan, text/html;q=-1", HTML),
        (",,;q=1,", HTML),
        ("image/png", None),
        ("application/x-turtle", None),
        ("text/turtle;q=0", None),
        ("*/*;q=0", None),
    ],
)
def test_format_by_accept(accept: str, chosen: Format | None) -> None:
    """The best acceptable format wins; parameters do not count, and ties go to the server's order."""
    assert choose(accept, OFFERED) == chosen


@given(st.text(max_size=2000))
def test_no_header_is_an_error(header: str) -> None:
    """Whatever a client sends as a header, there is a choice or a refusal, never an exception."""
    assert choose(header, OFFERED) in (*OFFERED, None)
    assert choose_language(header, ("en", "de")) in ("en", "de", None)
    assert accepts_gzip(header) in (True, False)
    assert all(0 <= weight <= 1 for _, weight in ranges(header))


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", False),
        ("gzip, deflate, br", True),
        ("GZIP;q=0.1", True),
        ("*", True),
        ("identity", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
    ],
)
def test_gzip_by_accept_encoding(header: str, accepted: bool) -> None:
    """Gzip is used only by those who allow it."""
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", None),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr;q=0.3, el;q=0.9", "el"),
        ("tlh, qaa;q=0.5", None),
        ("*", None),
        ("de;q=0, en", "en"),
        ("*-*, en_US, zh-hant-tw-x-<script>", None),
        ("x," * 4000, None),
    ],
)
def test_language_by_accept_language(header: str, chosen: str | None) -> None:
    """The best offered language wins, regional tags fall back, and unknown ones give none."""
    assert choose_language(header, ("en", "de", "el")) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("nn", "nb"),
        ("nn-NO, en;q=0.8", "nb"),
        ("no", "nb"),
        ("cnr-ME", "sr-Latn"),
        ("bs-BA", "sr-Latn"),
        ("sr-ME", "sr-Latn"),
        ("sr", "sr-Cyrl"),
        ("sr-RS", "sr-Cyrl"),
        ("nn, nb;q=0", None),
    ],
)
def test_a_language_that_its_readers_read_as_well(header: str, chosen: str | None) -> None:
    """A language without a translation leads to its nearest one, in the script that the country writes."""
    assert choose_language(header, ("en", "nb", "sr-Cyrl", "sr-Latn")) == chosen


def test_suffix_is_the_last_one() -> None:
    """Only a known suffix behind something is one; dots within ids stay."""
    assert split_suffix("c1.ttl", OFFERED) == ("c1", TURTLE)
    assert split_suffix("c.1.rdf.ttl", OFFERED) == ("c.1.rdf", TURTLE)
    assert split_suffix("c1.txt", OFFERED) == ("c1.txt", None)
    assert split_suffix(".ttl", OFFERED) == (".ttl", None)
