"""Phrases, exclusions, filters, facets, the hierarchy and full text, on an index of a few concepts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.search.base import FacetValue, Filters, Index, Query
from tests.search_material import concept, found, indexed, marked, shown, text


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Six concepts in two themes."""
    long = "Nobody knows. " * 30 + "A return is voluntary where the person leaves without being forced to leave."
    subjects = [
        concept("return", {"en": "return", "mt": "ritorn"}, text("definition", "Going back home."), theme="r"),
        concept("voluntary", {"en": "voluntary return"}, text("note", long), broader=("return",), theme="r"),
        concept("assisted", {"en": "assisted voluntary return"}, broader=("voluntary",), theme="r", status="drafted"),
        concept("decision", {"en": "return decision", "mt": "deċiżjoni ta’ ritorn"}, theme="r", status="published"),
        concept("old", {"en": "old return"}, theme="r", deprecated="true"),
        concept("visa", {"en": "visa", "mt": "viża"}, text("definition", "A permit to enter."), theme="v"),
    ]
    with indexed(subjects, tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"voluntary return"', ["voluntary", "assisted"]),
        ('"return voluntary"', []),
        ("return -voluntary", ["return", "decision", "old"]),
        ('return -"voluntary return" -old', ["return", "decision"]),
        ("volunt*", ["voluntary", "assisted"]),
        ("ritorn*", ["return", "decision"]),
    ],
)
def test_operators_say_what_is_wanted(index: Index, typed: str, expected: list[str]) -> None:
    """Phrases in their order, exclusions by concept, beginnings of words."""
    assert found(index.search(Query(typed))) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(theme=("r",), lacking=("mt",)), ["assisted", "old", "voluntary"]),
        (Filters(language=("mt",)), ["return", "decision", "visa"]),
        (Filters(status=("drafted",)), ["assisted"]),
        (Filters(deprecated=True), ["old"]),
        (Filters(below="return"), ["assisted", "voluntary"]),
        (Filters(below="return", status=("drafted",)), ["assisted"]),
        (Filters(theme=("nowhere",)), []),
    ],
)
def test_filters_alone_list_concepts(index: Index, filters: Filters, expected: list[str]) -> None:
    """Without a text all concepts that have what is asked for come, by their labels."""
    assert sorted(found(index.search(Query("", filters=filters)))) == sorted(expected)


def test_lists_are_in_the_order_of_the_language(index: Index) -> None:
    """What is listed without a text is sorted by the labels that a reader of the language is shown."""
    hits = index.search(Query("", language="mt", filters=Filters(language=("mt",))))
    assert [hit.match.label for hit in hits.hits] == ["deċiżjoni ta’ ritorn", "ritorn", "viża"]


def test_filters_narrow_a_search(index: Index) -> None:
    """A filter takes away what lacks it, from results, totals and suggestions alike."""
    query = Query("return", filters=Filters(lacking=("mt",)))
    assert found(index.search(query)) == ["voluntary", "assisted", "old"]
    assert found(index.suggest(Query("ret", filters=Filters(status=("published",))))) == ["decision"]


def test_facets_count_all_hits(index: Index) -> None:
    """Counts are of all hits, whatever part of them is shown, the most frequent value first."""
    facets = index.search(Query("return", limit=1)).facets
    assert facets["language"] == (FacetValue("en", 5), FacetValue("mt", 2))
    assert facets["theme"] == (FacetValue("r", 5),)
    assert facets["status"] == (FacetValue("drafted", 1), FacetValue("published", 1))


def test_texts_are_searched_when_asked(index: Index) -> None:
    """Definitions and notes are found by inflected words, alone or behind labels, and say what they are."""
    assert found(index.search(Query("persons forced"))) == []
    hits = index.search(Query("persons forced", within="texts"))
    assert [(hit.uri, hit.match.kind, hit.match.part) for hit in hits.hits] == [("voluntary", "text", "note")]
    assert not hits.confident
    both = index.search(Query("return", within="all"))
    assert found(both)[0] == "return"
    assert found(index.search(Query("permit entering", within="all"))) == ["visa"]


def test_snippets_show_the_words_that_were_found(index: Index) -> None:
    """A long text is cut around the words, which are marked in what is left."""
    (hit,) = index.search(Query("voluntary forcing", within="texts")).hits
    assert len(hit.match.label) < 200
    assert hit.match.label.startswith("…")
    assert marked(index.search(Query("voluntary forcing", within="texts"))) == [["voluntary", "forced"]]


def test_a_phrase_in_a_text(index: Index) -> None:
    """A phrase has to stand in the text as it is."""
    assert found(index.search(Query('"without being"', within="texts"))) == ["voluntary"]
    assert found(index.search(Query('"being without"', within="texts"))) == []


def test_a_label_that_looks_like_an_exclusion_is_found(tmp_path: Path) -> None:
    """A text that is a label to the letter is that label, whatever operators it could hold."""
    made = [concept("odd", {"en": '-"special" character \\example\\'}), concept("even", {"en": "character"})]
    with indexed(made, tmp_path) as opened:
        assert found(opened.search(Query('-"special" character \\example\\'))) == ["odd"]
        assert found(opened.search(Query('-"special" character'))) == ["even"]


def test_an_exclusion_does_not_depend_on_the_label_shown(index: Index) -> None:
    """A concept is left out where any of its labels has the word."""
    assert shown(index.search(Query("ritorn -decision"))) == [("ritorn", "preferred")]
