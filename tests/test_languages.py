"""Language tags: what is well-formed, which tags find which, names and directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import languages

TAGS = [
    "de",
    "de-AT",
    "sr-Cyrl",
    "sr-Latn-RS",
    "zh-Hant-TW",
    "de-CH-1996",
    "x-private",
    "en-x-plain",
    "i-klingon",
    "mt",
]
BAD_TAGS = ["", "en_US", "de--AT", "-de", "abcdefghijk", "de-AT-", "<script>", "de AT", "d", "de-" + "a" * 9]


@pytest.mark.parametrize("tag", TAGS)
def test_well_formed(tag: str) -> None:
    """Tags that RFC 5646 allows are accepted."""
    assert languages.is_well_formed(tag)


@pytest.mark.parametrize("tag", BAD_TAGS)
def test_not_well_formed(tag: str) -> None:
    """Tags that RFC 5646 does not allow are refused."""
    assert not languages.is_well_formed(tag)


@given(st.text(max_size=80))
def test_any_text_is_judged(text: str) -> None:
    """No text, however odd, is an error."""
    languages.is_well_formed(text)
    languages.name(text, text)
    languages.direction(text)
    assert languages.fallbacks(text)


@given(st.sampled_from(TAGS))
def test_canonical_only_changes_case(tag: str) -> None:
    """The recommended form is the same tag, and its own recommended form."""
    canonical = languages.canonical(tag.upper())
    assert languages.key(canonical) == languages.key(tag)
    assert languages.canonical(canonical) == canonical


def test_a_language_finds_its_variants_and_not_the_reverse() -> None:
    """The range ``de`` finds ``de-AT`` and ``DE``; ``de-AT`` does not find ``de``; nothing else begins with it."""
    assert languages.matches("de", "de-AT")
    assert languages.matches("de", "DE")
    assert not languages.matches("de-AT", "de")
    assert not languages.matches("de", "den")
    assert languages.matches("*", "mt")


def test_best_prefers_exact_then_fallback_then_variant() -> None:
    """A reader of Austrian German gets it, else German, else another German, else the next language."""
    assert languages.best(["de-AT"], ["de", "de-AT"]) == "de-AT"
    assert languages.best(["de-AT"], ["de", "fr"]) == "de"
    assert languages.best(["de"], ["de-LU", "fr"]) == "de-LU"
    assert languages.best(["mt", "fr"], ["fr", "en"]) == "fr"
    assert languages.best(["mt"], ["fr"]) is None


def test_names_are_in_the_readers_language() -> None:
    """Names come from CLDR in the asked language; an unknown tag stays itself, never another language."""
    assert languages.name("de-AT", "en") == "German (Austria)"
    assert languages.name("ka", "de") == "Georgisch"
    assert languages.name("sr-Cyrl", "fr") == "serbe (cyrillique)"
    assert languages.name("und", "en") != "English"
    assert languages.name("x-own", "en") == "x-own"
    assert [languages.name("cnr", tag) for tag in ("de", "sr-Cyrl", "sr-Latn", "ja")] == [
        "Montenegrinisch",
        "црногорски",
        "crnogorski",
        "Montenegrin",
    ]
    assert languages.territory_name("EU", "de") == "Europäische Union"


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("mt", "ltr")])
def test_direction(tag: str, direction: str) -> None:
    """The direction follows the script, stated or usual."""
    assert languages.direction(tag) == direction


def test_country_codes() -> None:
    """Alpha-3 codes of the EU's country table become alpha-2 codes."""
    assert [languages.alpha2(code) for code in ("AUT", "GRC", "GBR", "EU")] == ["AT", "GR", "GB", "EU"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "deu"),
        ("el", "ell"),
        ("cnr", "cnr"),
        ("nb", "nob"),
        ("zz", ""),
        ("qqq", ""),
        ("x-own", ""),
        (None, ""),
    ],
)
def test_codes_of_three_letters(tag: str | None, code: str) -> None:
    """The terminological codes of ISO 639, for what has one."""
    assert languages.iso639_3(tag) == code


def test_languages_that_exist() -> None:
    """A tag may be well-formed and yet name a language, a country or a script that nobody knows."""
    assert all(map(languages.is_known, ("mt", "de-AT", "sr-Latn", "sr-Cyrl-RS", "cnr", "es-419", "ca-valencia", "nn")))
    assert not any(map(languages.is_known, ("zz", "de-ZZ", "de-XQ", "sr-Abcd", "und", "mul", "x-foo", "d", "")))
