"""Irregular forms are known by their word, also behind what grows onto a word and at the end of compounds."""

from __future__ import annotations

import pytest

from glossary.analysis import irregular
from glossary.analysis.analyser import Analyser, analyser

LINES = [line.split("\t") for line in irregular.FILE.read_text("utf-8").splitlines() if not line.startswith("#")]


def apart(tag: str, lemma: str, forms: str) -> list[str]:
    """The forms that share no key with their word, by an analyser that remembers nothing yet."""
    fresh = Analyser(tag)
    keys = set(fresh.keys(lemma))
    return [form for form in forms.split() if not keys & set(fresh.keys(form))]


def test_listed_forms_are_known_by_their_word() -> None:
    """Every form of the list shares a key with its word in each of its languages."""
    missed = [(tag, lemma, apart(tag, lemma, forms)) for tags, lemma, forms in LINES for tag in tags.split()]
    assert not [one for one in missed if one[2]]
    assert len(LINES) > 300


def test_the_list_has_nothing_that_is_known_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the list none of its forms would be joined to its word by dictionary or rules."""
    monkeypatch.setattr(irregular, "lemmas", lambda language, folded: ())
    known = [(tags, lemma) for tags, lemma, forms in LINES if apart(tags.split()[-1], lemma, forms) != forms.split()]
    assert not known


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("mt", "iskejjel", "skola"),
        ("mt", "l-imħallfin", "mħallef"),
        ("ar", "للأجور", "أجر"),
        ("ar", "والجزر", "جزيرة"),
        ("ga", "mháithreacha", "máthair"),
        ("da", "timelønninger", "timeløn"),
        ("nb", "timelønninger", "timelønn"),
        ("sr", "децом", "dijete"),
        ("hr", "ljudima", "čovjek"),
        ("uk", "ДІТЬМИ", "дитина"),
        ("ru", "учительницам", "учитель"),
        ("pl", "prawniczkami", "prawnik"),
        ("sk", "úradníčkam", "úradník"),
        ("de", "Bundesärztinnen", "Bundesarzt"),
    ],
)
def test_irregular_forms_are_known_within_words(tag: str, one: str, other: str) -> None:
    """Articles, mutations, scripts and compounds do not hide an irregular form."""
    words = analyser(tag).words(one)
    assert set(words[-1].keys) & set(analyser(tag).keys(other))
