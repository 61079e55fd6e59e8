"""What may be typed into a search box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.analysis.folding import fold
from glossary.search.syntax import Asked, parse, surfaces


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("return decision", Asked("return decision", ("return", "decision"))),
        ('"return decision" appeal', Asked("return decision appeal", ("appeal",), ("return decision",))),
        ("„Asyl“", Asked("Asyl", (), ("Asyl",))),
        ("asylum -application", Asked("asylum", ("asylum",), (), ("application",))),
        ('visa -"short stay"', Asked("visa", ("visa",), (), ("short stay",))),
        ("resid*", Asked("resid", (), (), (), ("resid",))),
        ("third-country nationals", Asked("third-country nationals", ("third", "country", "nationals"))),
        ("policy, migration policy", Asked("policy, migration policy", ("policy", "migration"))),
        ("C++", Asked("C++", ("C",))),
        ('"', Asked('"', ())),
        ("-asylum", Asked("-asylum", ("asylum",))),
        ("αίτηση ασύλου*", Asked("αίτηση ασύλου", ("αίτηση",), (), (), ("ασύλου",))),
    ],
)
def test_operators_are_told_from_text(typed: str, asked: Asked) -> None:
    """Phrases, exclusions and beginnings are what they look like; anything else is text."""
    assert parse(typed) == asked


@given(st.text(max_size=80))
def test_any_text_is_a_query(typed: str) -> None:
    """Nothing typed is an error, and no letter comes from elsewhere than the text."""
    asked = parse(typed)
    assert set("".join((*asked.words, *asked.beginnings, *asked.phrases, *asked.excluded))) <= set(typed)


@given(st.text(st.sampled_from("aßÉ λЖწԱل-'"), max_size=30))
def test_words_are_those_that_folding_finds(typed: str) -> None:
    """Each word as typed stands in the text, and folds to the word of the folded text in its place."""
    found = surfaces(typed)
    assert all(surface in typed for surface in found)
    assert [fold(surface).key for surface in found] == list(fold(typed).words)
