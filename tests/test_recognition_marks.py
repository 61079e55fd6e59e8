"""What is marked in a text and what is not: offsets, longest terms, ambiguity, acronyms, short words, breaks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Term
from glossary.recognition.lexicon import Designation, Lexicon
from glossary.recognition.matching import find


def lexicon(tag: str, *labels: str) -> Lexicon:
    """A lexicon in which each label designates a concept of its own name."""
    return Lexicon(tag, [Designation(f"urn:{label}", Term("t", label, tag)) for label in labels])


def marked(lexicon: Lexicon, text: str) -> list[str]:
    """The marked texts."""
    return [text[match.start : match.end] for match in find(lexicon, text).matches]


def meant(lexicon: Lexicon, text: str) -> list[tuple[str, ...]]:
    """The concepts of each mark."""
    return [match.uris for match in find(lexicon, text).matches]


ENGLISH = lexicon("en", "asylum", "asylum seeker", "river", "visa", "THB", "TIP", "return", "minor", "minority", "ATV")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asylum-seekers ask for asylum.", ["Asylum-seekers", "asylum"]),
        ("asylum. Seekers", ["asylum"]),
        ("asylum, seekers", ["asylum"]),
        ("asylum\nseekers", ["asylum\nseekers"]),
        ("asylum\n\nseekers", ["asylum"]),
        ("two visas", ["visas"]),
        ("visage", []),
        ("THB, the THBs, thb", ["THB", "THBs"]),
        ("a tip, but TIP", ["TIP"]),
        ("they returned; the returns", ["returns"]),
        ("", []),
        ("\x00\x1b[31m river\x08 ", ["river"]),
    ],
)
def test_marks_in_english(text: str, expected: list[str]) -> None:
    """The longest term at each place, within one phrase, acronyms by case, no verbs for nouns."""
    assert marked(ENGLISH, text) == expected


@pytest.mark.parametrize(
    ("tag", "label", "text", "expected"),
    [
        ("el", "σύνορα της πόλης", "στα σύνορα της πόλης", ["σύνορα της πόλης"]),
        ("el", "πρόσφυγας", "οι πρόσφυγες κατέθεσαν προσφυγή", ["πρόσφυγες"]),
        ("en", "A visa", "a visa or an A visa", ["A visa"]),
        ("en", "D visa", "they have a visa, she had visas, his D visa", ["D visa"]),
        ("de", "Ausländer", "Ausländern, die ins Ausland gehen", ["Ausländern"]),
        ("ro", "victimă a incendiului", "victimele incendiului", ["victimele incendiului"]),
        ("bg", "молба за паспорт", "молбата му за паспорт", ["молбата му за паспорт"]),
        ("mt", "talba għal passaport", "it-talba tagħha għal passaport", ["talba tagħha għal passaport"]),
    ],
)
def test_small_words_and_like_words(tag: str, label: str, text: str, expected: list[str]) -> None:
    """Articles and possessives may come and go; what only shares a stem, or is not written large, is another word."""
    assert marked(lexicon(tag, label), text) == expected


def test_the_nearest_word_wins() -> None:
    """A word that is a label itself does not mean the label that shares its stem."""
    assert meant(ENGLISH, "minorities and minors") == [("urn:minority",), ("urn:minor",)]


def test_ambiguity_is_kept() -> None:
    """One label of several concepts means all of them."""
    both = Lexicon("en", [Designation(uri, Term("t", "transit", "en")) for uri in ("urn:a", "urn:b")])
    assert meant(both, "in transit") == [("urn:a", "urn:b")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("😀😀 river 𝒓𝒊𝒗𝒆𝒓 é river", [(3, 8), (9, 14), (17, 22)]),
        ("İSTANBUL river ﬁsh ŉ ΐ STRASSE river", [(9, 14), (31, 36)]),
        ("\u202eriver\u202c \u200fנהר\u200f", [(1, 6)]),
    ],
)
def test_offsets_are_code_points_of_the_text_as_sent(text: str, expected: list[tuple[int, int]]) -> None:
    """Astral characters count as one, and folding that changes lengths shifts nothing."""
    assert [(match.start, match.end) for match in find(ENGLISH, text).matches] == expected


@given(st.text(max_size=200))
def test_offsets_lie_in_the_text(text: str) -> None:
    """Marks are in order, apart from each other, within the text, and never empty."""
    end = 0
    for match in find(ENGLISH, text).matches:
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.parametrize(
    ("tag", "label", "text"),
    [
        ("fr", "ressortissant d'un pays tiers", "Les ressortissants de pays tiers"),
        ("uk", "країна походження", "до країн їхнього походження"),
        ("pl", "migracja nieregularna", "wobec nieregularnej migracji"),
        ("mt", "protezzjoni internazzjonali", "il-protezzjoni l-internazzjonali"),
        ("nl", "onderdaan van een derde land", "onderdanen van derde landen"),
    ],
)
def test_small_words_may_differ(tag: str, label: str, text: str) -> None:
    """Articles, contracted prepositions and possessives do not hide a term, nor does a Polish adjective's place."""
    assert meant(lexicon(tag, label), text) == [(f"urn:{label}",)]


@pytest.mark.parametrize(
    ("tag", "labels", "text", "expected"),
    [
        ("en", ["right to asylum", "right of asylum"], "the right of asylum", ["urn:right of asylum"]),
        ("fr", ["droit d'asile"], "le droit à l'asile", []),
        ("en", ["migrant worker"], "migrants and workers", []),
        ("fr", ["pays d'origine sûr"], "les pays d'origine", []),
        ("en", ["visa D"], "many visas", []),
        ("de", ["Minderjähriger"], "minderjährige Kinder", []),
    ],
)
def test_other_terms_are_not_taken_for_it(tag: str, labels: Iterable[str], text: str, expected: list[str]) -> None:
    """Another preposition, an "and" or a missing word make another term."""
    assert [uri for uris in meant(lexicon(tag, *labels), text) for uri in uris] == expected


def test_the_answer_is_bounded() -> None:
    """A text of one term over and over gives a list that says that it was cut."""
    found = find(ENGLISH, "river " * 1000, limit=10)
    assert (len(found.matches), found.truncated) == (10, True)
    assert not find(ENGLISH, "river " * 10, limit=10).truncated
