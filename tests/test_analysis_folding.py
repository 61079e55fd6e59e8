"""The form in which texts are compared."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.analysis.folding import MAX_FOLDED, Folded, fold, fold_query

SCRIPTS = st.text(
    st.sampled_from(
        "aZéßÅøđŁħÆıİﬁ½²ŉ ŀ·'’-–.#+_/ΆςΣΐϊбЋљџйїკᲥწԵևվւأآٱىةـمَّ한ガｶﾞกุ่हि़क़שׁ"
        "\u0301\u0307\u0308\u0323\u0327\u0338\u0345\u034f\u00ad\u200b\u200d\ufeff\ufe0f\u1160\n\t\x00🌊"
    )
)
TEXTS = st.one_of(SCRIPTS, st.text())
LANGUAGES = st.sampled_from([None, "de", "sr", "sr-Cyrl", "cnr", "bg", "tr"])


@pytest.mark.parametrize(
    "same",
    [
        ("Straße", "STRASSE", "strasse", "Stra\u00adße", "STRAẞE"),
        ("Ελλάς", "ΕΛΛΑΣ", "ελλασ", "ελλα\u0301ς"),
        ("προϊόν", "προιον", "ΠΡΟΪΌΝ"),
        ("საზღვარი", "ᲡᲐᲖᲦᲕᲐᲠᲘ"),
        ("Եվրոպա", "Եւրոպա", "ԵՎՐՈՊԱ", "եվրոպա"),
        ("և", "եւ", "եվ"),
        ("ILICA", "ılıca", "İLİCA", "ilica"),
        ("ţară", "țară", "tara"),
        ("أحمد", "احمد", "آحمد", "ٱحمد", "أَحْمَد", "احمـد"),
        ("Għawdex", "GHAWDEX", "għawdex"),
        ("smørrebrød", "smorrebrod", "SMØRREBRØD"),
        ("Łódź", "lodz"),
        ("đakovo", "dakovo"),
        ("læge", "laege"),
        ("ﬁnance", "finance"),
        ("asylum-seeker", "asylum seeker", "Asylum\u2011Seeker", " asylum\n–  seeker. "),
        ("droit d’asile", "droit d'asile", "droit dʼasile", "droit d asile"),
        ("asy\u200blum", "asylum", "\ufeffasylum", "as\u200dylum", "asylum\ufe0f"),
        ("col·legi", "collegi", "coŀlegi"),
        ("١٢٣", "123", "１２３"),
        ("한국", unicodedata.normalize("NFD", "한국")),
    ],
    ids=lambda same: same[0],
)
def test_spellings_of_one_word_fold_alike(same: tuple[str, ...]) -> None:
    """Case, diacritics, compatibility forms, invisible characters and separators make no difference."""
    assert len({fold(text).key for text in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("сар", "шар"), ("час", "цас"), ("कम", "काम"), ("กา", "กี"), ("は", "ば"), ("C", "#"), ("+", "-"), ("🌊", "🌋")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    """What makes another word in its script is kept: Cyrillic letters, vowel signs, tones, and bare symbols."""
    assert fold(one).key != fold(other).key


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("путник", "putnik"),
        ("Љубљана", "Ljubljana"),
        ("џез", "džez"),
        ("ђак ће", "đak će"),
        ("с\u0301екира", "śekira"),
        ("миграција", "MIGRACIJA"),
    ],
)
def test_serbian_has_one_key_in_two_scripts(cyrillic: str, latin: str) -> None:
    """A Serbian label in Cyrillic folds to its Latin spelling, and a Cyrillic query is tried both ways."""
    assert fold(cyrillic, "sr").key == fold(cyrillic, "cnr-Cyrl").key == fold(latin, "sr-Latn").key
    assert [form.key for form in fold_query(cyrillic)] == [fold(cyrillic, "bg").key, fold(latin).key]
    assert [form.key for form in fold_query(latin)] == [fold(latin).key]


@pytest.mark.parametrize("symbol", ["#", "-", "++", "...", "´", "€", "🌊", "·", "¿?"])
def test_a_text_without_words_keeps_its_symbols(symbol: str) -> None:
    """Punctuation separates words, and is the key where there are none."""
    assert (fold(f" {symbol} ").key, fold(symbol).words) == (symbol, ())


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u00ad\ufeff", "\x00", "\ud800"])
def test_nothing_to_see_has_no_key(text: str) -> None:
    """A text that shows nothing is found by nothing."""
    assert fold(text).key == ""
    assert fold_query(text) == ()


def covered(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Where the characters [start, end) of the key are in the original."""
    return folded.spans[start][0], folded.spans[end - 1][1]


@pytest.mark.parametrize(
    ("label", "word", "expected"),
    [
        ("die Straße dort", "strasse", "Straße"),
        ("une re\u0301fugie\u0301e la\u0300", "refugiee", "re\u0301fugie\u0301e"),
        ("Asyl\u00adbewerber!", "asylbewerber", "Asyl\u00adbewerber"),
        ("ﬁnance ﬂow", "flow", "ﬂow"),
        ("(l’ÉTÉ)", "ete", "ÉTÉ"),
        ("طلب اللُّجُوء هنا", "اللجوء", "اللُّجُوء"),
    ],
)
def test_words_are_traced_to_the_original(label: str, word: str, expected: str) -> None:
    """A span covers the whole word in the original, with its marks and nothing else."""
    folded = fold(label)
    place = folded.key.index(word)
    start, end = covered(folded, place, place + len(word))
    assert label[start:end] == expected


def test_a_prefix_is_traced_to_the_original() -> None:
    """Half of a letter that folds to two takes the whole letter along; marks stay with their letter."""
    start, end = covered(fold("Straßen"), 0, len("stras"))
    assert "Straßen"[start:end] == "Straß"
    start, end = covered(fold("«e\u0301te\u0301»"), 0, 1)
    assert "«e\u0301te\u0301»"[start:end] == "e\u0301"


def test_a_long_text_is_cut() -> None:
    """Folding stays quick whatever comes: 200,000 marks in the worst order take no longer than the cut."""
    assert len(fold("a" * 10_000).key) == MAX_FOLDED
    assert fold("a" + "\u0301\u0323" * 100_000).key == "a"


@given(TEXTS, LANGUAGES)
def test_folding_twice_changes_nothing(text: str, language: str | None) -> None:
    """A key is its own key."""
    key = fold(text, language).key
    assert fold(key, language).key == key


@given(TEXTS, LANGUAGES)
def test_canonical_forms_fold_alike(text: str, language: str | None) -> None:
    """NFC, NFD, NFKC and NFKD of a text that has words have the same key as the text."""
    folded = fold(text, language)
    for form in ("NFC", "NFD", "NFKC", "NFKD") if folded.words else ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text), language).key == folded.key


@given(TEXTS, LANGUAGES)
def test_spans_lead_back(text: str, language: str | None) -> None:
    """Each character of a key has a span within the text, and folding what a span covers gives what it stands for."""
    folded = fold(text, language)
    assert len(folded.spans) == len(folded.key)
    assert all(0 <= start < end <= len(text) for start, end in folded.spans)
    for word in re.finditer("[^ ]+", folded.key if folded.words else ""):
        start, end = covered(folded, *word.span())
        assert word[0] in fold(text[start:end], language).words
    for length in range(1, len(folded.key) + 1):
        if folded.key[length - 1] != " ":
            start, end = covered(folded, 0, length)
            assert fold(text[start:end], language).key.startswith(folded.key[:length])
