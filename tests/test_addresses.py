"""Ids of vocabularies and resources."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import addresses
from glossary.errors import UsageError

BASE = "https://vocab.example/t/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("EuroVoc 27lang.ttl.gz", "eurovoc-27lang"),
        ("nam01_ünïcödé вода.ttl", "nam01-unicode"),
        ("-x.RDF", "x"),
        ("a.b.ttl", "a-b"),
        ("вода.ttl", "vocabulary"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    """A vocabulary's id follows from its file's name."""
    assert addresses.slug(name) == slug


@pytest.mark.parametrize("name", ["api", "static", "entity", "de", "en", "hsb", "", "A", "a b", "a/b", "-a", "x" * 65])
def test_ids_that_are_refused(name: str) -> None:
    """Ids that the service's own addresses use, or that are no slug, are refused with a way out."""
    with pytest.raises(UsageError, match="--vocabulary ID=FILE"):
        addresses.check_vocabulary_id(name)


@pytest.mark.parametrize(
    ("uri", "local"),
    [
        (BASE + "c1", "c1"),
        (BASE + "a/b.ttl", "a/b.ttl"),
        (BASE + "été", "%C3%A9t%C3%A9"),
        (BASE + "%C3%A9t%C3%A9", "%C3%A9t%C3%A9"),
        (BASE + "100%zz", "100%25zz"),
        (BASE + "a?b#c", "a%3Fb%23c"),
        (BASE + "../c", ""),
        (BASE + "%2e%2e/c", ""),
        (BASE, ""),
        ("https://elsewhere.example/c1", ""),
    ],
)
def test_id_of(uri: str, local: str) -> None:
    """An id is the rest of the address, encoded for a path; dot segments and other bases have none."""
    assert addresses.id_of(uri, BASE) == local


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_is_a_safe_path(rest: str) -> None:
    """Whatever the address holds, its id has no character that a path cannot carry, and leads back to it."""
    local = addresses.id_of(BASE + rest, BASE)
    assert local.isascii()
    assert not set(local) & set(' ?#"<>\\^`{|}')
    if local and "%" not in rest:
        assert unquote(local) == rest
