"""Parameters: what is taken, and what is refused with which words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import ParameterError, UsageError
from service import parameters

KNOWN = (
    parameters.text("q", "text"),
    parameters.tag("lang", "language"),
    parameters.whole("limit", "how many", 1, 100, 20),
    parameters.flag("inferred", "all", True),
)


def take(query: str) -> dict[str, Any]:
    return parameters.take(KNOWN, query)


def test_values_and_defaults() -> None:
    """Texts become values, and what is missing has its default."""
    assert take("q=%CE%B2%CE%AF%CE%B6%CE%B1&limit=7&inferred=0") == {
        "q": "βίζα", "lang": "", "limit": 7, "inferred": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("", "q", "not blank"),
        ("q=", "q", "not blank"),
        ("q=%20%09", "q", "not blank"),
        ("q=a&limit=0", "limit", "1 to 100"),
        ("q=a&limit=101", "limit", "1 to 100"),
        ("q=a&limit=1e3", "limit", "1 to 100"),
        ("q=a&limit=%D9%A1", "limit", "1 to 100"),
        ("q=a&limit=" + "9" * 400, "limit", "1 to 100"),
        ("q=a&lang=../../etc", "lang", "language tag"),
        ("q=a&lang=*", "lang", "language tag"),
        ("q=a&inferred=yes", "inferred", "0, 1"),
        ("q=a&page=0", "page", "q, lang, limit, inferred"),
        ("q[]=a", "q[]", "q, lang, limit, inferred"),
        ("q=a&q=b", "q", "more than once"),
    ],
)
def test_refusals_name_the_parameter_and_what_is_allowed(query: str, name: str, words: str) -> None:
    """A refused parameter is named, with the values that are allowed and a bounded piece of what was sent."""
    with pytest.raises(ParameterError) as caught:
        take(query)
    assert caught.value.name == name
    assert words in caught.value.allowed
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("q=asylum%09seeker%0A", "asylum seeker"),
        ("q=a%00b%E2%80%A8c", "a b c"),
        ("q=" + "a" * 2001, "a" * 2001),
    ],
)
def test_what_a_person_typed_is_never_wrong(query: str, text: str) -> None:
    """Control characters become spaces, and no text is too long; a blank one is missing."""
    assert take(query)["q"] == text
    assert parameters.take((parameters.text("q", "text", required=False),), "q=%20")["q"] == ""


@pytest.mark.parametrize("query", ["q=%FF%FE", "q=%ED%A0%80", "%C3=1", "q=\xff"])
def test_queries_must_be_utf8(query: str) -> None:
    """Bytes that are not UTF-8 are refused, not guessed at."""
    with pytest.raises(UsageError, match="UTF-8"):
        take(query)


@pytest.mark.parametrize("query", ["q=%zz", "q=%25E9", "q=%5C", "q=C%2B%2B", "q=a;b", "q=a%3Db&&"])
def test_odd_but_readable_queries_are_texts(query: str) -> None:
    """Stray per cent signs and punctuation are what somebody looks for."""
    assert take(query)["q"]


@pytest.mark.parametrize(
    "uri",
    ["", "//evil.example/", "c1", "http://x/ y", "http://x/a\r\nX: 1", 'http://x/c1>;rel="x"', "http://x/\u202ec1"],
)
def test_addresses_must_be_absolute_and_clean(uri: str) -> None:
    """What could not be an address in RDF is refused before anybody looks it up."""
    with pytest.raises(ParameterError):
        parameters.take((parameters.uri("uri", "address"),), f"uri={quote(uri)}")


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=300))
def test_any_query_string_is_taken_or_refused(query: str) -> None:
    """There is no query string that causes anything but values or one of our errors."""
    try:
        assert set(take(query)) == {"q", "lang", "limit", "inferred"}
    except UsageError as error:
        assert str(error)
