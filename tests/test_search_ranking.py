"""What is first, what is left out, and what is marked, where many languages share an index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from glossary.search.base import Index, Query
from tests.search_material import concept, concepts, found, indexed, marked, shown, text

LABELS = [
    ("da", "skat"), ("da", "skatteret"), ("da", "dom"), ("da", "dommer"), ("et", "kool"), ("et", "koolitus"),
    ("tr", "hak"), ("tr", "hâkim"), ("sq", "ujk"), ("ga", "ús"), ("en", "USA"), ("fr", "thé"), ("en", "theft"),
    ("ga", "díol ó dhoras go doras"), ("pl", "Układ z Schengen"), ("en", "migrant smuggling"),
    ("en", "integration of migrants"), ("el", "θεώρηση εισόδου"), ("uk", "AMIF"), ("uk", "асиміляція"),
    ("ka", "ლტოლვილი"), ("de", "Flüchtling"), ("zh", "申请庇护"), ("ja", "庇護申請者"), ("en", "LBT"),
    ("de", "Aufenthaltsehe"), ("en", "asylum seeker"), ("en", "job seeker"),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of those labels, each of a concept of its own."""
    with indexed(concepts(LABELS), tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("language", "typed", "lemma", "relative"),
    [
        ("da", "skatter", "skat", "skatteret"),
        ("da", "domme", "dom", "dommer"),
        ("et", "koolides", "kool", "koolitus"),
        ("tr", "haklarını", "hak", "hâkim"),
    ],
)
def test_a_lemma_comes_before_what_shares_a_stem(
    index: Index, language: str, typed: str, lemma: str, relative: str
) -> None:
    """A label that is the lemma of what was typed is first, however much more another one resembles it."""
    first, second, *_ = found(index.search(Query(typed, language=language)))
    assert (first, second) == (lemma, relative)


@pytest.mark.parametrize(
    ("typed", "never"), [("UK", "ujk"), ("NGO", "díol ó dhoras go doras"), ("the", "θεώρηση εισόδου")]
)
def test_short_words_have_no_forms_in_languages_of_others(index: Index, typed: str, never: str) -> None:
    """An acronym or a word of three letters is not inflected, nor transliterated, in any other language."""
    assert never not in found(index.search(Query(typed, language="en")))


def test_short_words_have_forms_in_the_language_of_the_reader(index: Index) -> None:
    """Who reads Danish finds the Danish word by a short form of it; who reads Irish, the Irish one without accents."""
    assert shown(index.search(Query("us", language="ga")))[0] == ("ús", "preferred")
    assert shown(index.search(Query("us")))[0] == ("ús", "preferred")


def test_what_only_folds_alike_in_another_language_comes_after_the_own(index: Index) -> None:
    """A short word without another language's accents is not sure to be that language's: it comes behind the own."""
    assert shown(index.search(Query("US", language="en"))) == [("USA", "prefix"), ("ús", "words")]
    assert shown(index.search(Query("the", language="en"))) == [("theft", "prefix"), ("thé", "words")]
    assert shown(index.search(Query("thé", language="en")))[0] == ("thé", "preferred")


@pytest.mark.parametrize("typed", ["[a-z]", "of", "z a"])
def test_minor_words_alone_are_no_match(index: Index, typed: str) -> None:
    """A label that has nothing but articles and prepositions of a query is not taken for what was meant."""
    assert not index.search(Query(typed, language="en")).confident


def test_a_space_left_out_is_told_from_an_ending(index: Index) -> None:
    """A plural is no beginning of a label whose next word begins with its ending; more letters of that word are."""
    hits = index.search(Query("migrants", language="en"))
    assert shown(hits) == [("integration of migrants", "words"), ("migrant smuggling", "words")]
    assert marked(hits) == [["migrants"], ["migrant"]]
    hits = index.search(Query("migrantsmug", language="en"))
    assert shown(hits) == [("migrant smuggling", "prefix")]
    assert marked(hits) == [["migrant smug"]]


@pytest.mark.parametrize(("typed", "part"), [("ltol", "ლტოლ"), ("fluech", "Flüch"), ("theor", "θεώρ")])
def test_the_beginning_in_another_spelling_is_marked(index: Index, typed: str, part: str) -> None:
    """Of a label that begins so in other letters that part is marked, not all of it."""
    assert marked(index.search(Query(typed))) == [[part]]


def test_the_script_typed_comes_first(index: Index) -> None:
    """A Cyrillic letter is completed by Cyrillic labels before Latin ones, though it may stand for a Latin letter."""
    assert found(index.suggest(Query("а", language="uk")))[:2] == ["асиміляція", "AMIF"]


@pytest.mark.parametrize(("typed", "label"), [("庇护", "申请庇护"), ("申請者", "庇護申請者"), ("者", "庇護申請者")])
def test_words_are_found_in_scripts_without_spaces(index: Index, typed: str, label: str) -> None:
    """One or two characters inside a Chinese or Japanese label find it."""
    assert found(index.search(Query(typed))) == [label]


@pytest.mark.parametrize("typed", ["Aufenthaltserlaubnis", "LGBT"])
def test_nothing_is_offered_that_only_looks_a_little_alike(index: Index, typed: str) -> None:
    """A word that shares its beginning, or an acronym but for a letter, is not offered as what was meant."""
    assert index.search(Query(typed, language="de")).did_you_mean == ""


def test_beginnings_are_excluded(index: Index) -> None:
    """A minus before a beginning takes away what has a word that begins so."""
    assert found(index.search(Query("seeker -asyl*"))) == ["job seeker"]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Two concepts defined in two languages, one of them with a long note."""
    long = "Threat of harm, of loss. " * 20 + "Here is persecution by a state named."
    briefly = text("note", "On migration, briefly."), text("note", "Zur Migration.", "de")
    often = text("note", "La migration, migration et migration.", "fr"), text("note", "Die Migration so.", "de")
    subjects = [
        concept("a", {"en": "zeal", "de": "Eifer"}, *briefly),
        concept("b", {"de": "Anfang"}, *often),
        concept("c", {"en": "beginning", "de": "Zweck"}, text("note", long)),
    ]
    with indexed(subjects, tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize(("language", "expected"), [("en", ["en", "fr"]), ("de", ["de", "de"]), ("fr", ["fr", "de"])])
def test_texts_come_in_the_language_of_the_reader(texts: Index, language: str, expected: list[str]) -> None:
    """Of each concept's texts the one that the reader can read is shown, and such concepts come first."""
    hits = texts.search(Query("migration", language=language, within="texts")).hits
    assert [hit.match.language for hit in hits] == expected


def test_snippets_are_chosen_by_the_words_that_matter(texts: Index) -> None:
    """Articles and prepositions neither choose the stretch that is shown nor are they marked."""
    hits = texts.search(Query("persecution of", language="en", within="texts"))
    assert marked(hits) == [["persecution"]]
    assert marked(texts.search(Query("harm persecution", within="texts")))[0][-1] == "persecution"


def test_lists_go_by_the_languages_they_are_shown_in(texts: Index) -> None:
    """Where a label in the reader's language is missing, the next of the languages told counts."""
    query = Query("", language="en", vocabulary="v", otherwise=("de",))
    assert [hit.match.label for hit in texts.search(query).hits] == ["Anfang", "beginning", "zeal"]
