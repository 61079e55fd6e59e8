"""Whole questions, words of several languages, and misspelled words: what is offered where no label has all words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from glossary.search.base import Index, Query
from tests.search_material import concept, found, indexed, shown, text

CONCEPTS = {
    "asylum": {"en": "asylum", "de": "Asyl", "fr": "asile", "el": "άσυλο", "ka": "თავშესაფარი", "mt": "ażil"},
    "procedure": {"en": "asylum procedure", "de": "Asylverfahren"},
    "border": {"en": "border procedure", "de": "Grenzverfahren"},
    "seeker": {"en": "asylum seeker", "de": "Asylbewerber"},
    "return": {"en": "return decision", "de": "Rückkehrentscheidung", "fr": "décision de retour"},
    "counselling": {"en": "return counselling", "de": "Rückkehrberatung"},
    "status": {"en": "refugee status", "fr": "statut de réfugié"},
    "statutory": {"en": "statutory refugee"},
    "pollution": {"en": "pollution"},
    "protection": {"en": "environmental protection"},
    "policy": {"en": "environmental policy"},
    "marriage": {"de": "Aufenthaltsehe"},
    "entry": {"mt": "dħul legali"},
    "lbt": {"en": "LBT"},
    "who": {"en": "WHO"},
    "best": {"ga": "an leas is fearr don leanbh"},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a few concepts with labels in several languages, one of them with a definition."""
    defined = {"asylum": [text("definition", "protection from Persecution in another country")]}
    made = (concept(uri, labels, *defined.get(uri, ())) for uri, labels in CONCEPTS.items())
    with indexed(made, tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("what is asylum", "en"),
        ("Was ist Asyl?", "de"),
        ("qu'est-ce que l'asile", "fr"),
        ("τι είναι άσυλο", "el"),
        ("რა არის თავშესაფარი", "ka"),
        ("x'inhu l-ażil", "mt"),
        ("definition of asylum", ""),
    ],
)
def test_a_question_asks_for_its_term(index: Index, typed: str, language: str) -> None:
    """Words that only ask count for nothing, in the language of the question."""
    hits = index.search(Query(typed, language=language))
    assert found(hits)[0] == "asylum"
    assert hits.hits[0].match.kind == "lemma"


def test_an_acronym_is_no_word_that_asks(index: Index) -> None:
    """A word of questions that is typed in capitals is looked for, and a term that is one is found by itself."""
    assert found(index.search(Query("who", language="en"))) == ["who"]
    assert found(index.search(Query("WHO report", language="en"))) == ["who"]
    assert index.search(Query("WHO asylum", language="en")).hits[0].match.kind == "partial"


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("asylum seeker rights in germany", "en", "seeker"),
        ("Asyl Ablehnung Widerspruch", "de", "asylum"),
        ("how do I apply for asylum", "en", "asylum"),
        ("environmental pollution", "en", "pollution"),
    ],
)
def test_the_label_that_is_all_in_the_query_comes_first(index: Index, typed: str, language: str, first: str) -> None:
    """One of many words is enough where it is a whole label, as a partial match."""
    hits = index.search(Query(typed, language=language))
    assert found(hits)[0] == first
    assert (hits.hits[0].match.kind, hits.confident) == ("partial", False)


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("asylum Verfahren", "de", "procedure"),
        ("return Entscheidung", "de", "return"),
        ("décision return", "en", "return"),
        ("décision return", "", "return"),
    ],
)
def test_words_of_two_languages_meet_in_a_concept(index: Index, typed: str, language: str, first: str) -> None:
    """A concept whose labels together have the words comes before those that have one of them."""
    assert found(index.search(Query(typed, language=language)))[0] == first


def test_words_inside_others_do_not_hide_a_concept_that_has_the_words(index: Index) -> None:
    """Where labels have a word only inside another one, concepts whose labels have all words are shown too."""
    hits = index.search(Query("statut refugee", language="fr"))
    assert set(found(hits)) == {"statutory", "status"}


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("asylum proceddure", "en", "asylum procedure"),
        ("polution", "en", "pollution"),
        ("Aufenthaltserlaubnis", "de", ""),
        ("LGBT", "en", ""),
        ("бегалци", "mk", ""),
    ],
)
def test_only_what_is_nearly_the_same_is_offered(index: Index, typed: str, language: str, meant: str) -> None:
    """Few letters apart is meant; a common beginning, another acronym or a sound-alike in another script is not."""
    hits = index.search(Query(typed, language=language))
    assert (hits.did_you_mean, hits.confident) == (meant, False)


def test_a_guess_in_another_script_and_language_has_to_be_close(index: Index) -> None:
    """Letters that sound a little alike are not shown to a reader of another script."""
    assert shown(index.search(Query("бегалци", language="mk"))) == []


@pytest.mark.parametrize("within", ["texts", "all"])
def test_a_misspelled_word_is_looked_for_in_texts(index: Index, within: str) -> None:
    """Where no text has a word, those with one like it are found, and its spelling there is offered."""
    hits = index.search(Query("persecuton in country", language="en", within=within))  # type: ignore[arg-type]
    assert found(hits) == ["asylum"]
    assert (hits.hits[0].match.kind, hits.did_you_mean) == ("text", "Persecution in country")
    assert not hits.confident
    nothing = index.search(Query("qxzjwvkp", within=within))  # type: ignore[arg-type]
    assert (nothing.total, nothing.did_you_mean) == (0, "")
