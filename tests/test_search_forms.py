"""Terms typed in another form are found: inflected, misspelled, in another script, as part of a compound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from glossary.search.base import SURE, Index, Query
from tests.search_material import concepts, found, indexed, marked, shown


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a few terms in many languages."""
    labels = [
        ("de", "Asylantrag"), ("de", "Drittstaatsangehöriger"), ("de", "Familienzusammenführung"),
        ("en", "border guard"),
        ("en", "residence permit"), ("en", "family"), ("en", "asylum seeker"), ("en", "return decision"),
        ("en", "voluntary return"), ("el", "υπήκοος τρίτης χώρας"), ("fi", "kansalaisuudeton henkilö"),
        ("fr", "demande d’asile"), ("ga", "cead cónaithe"), ("hu", "menekült"), ("hy", "փախստական"), ("ka", "ლტოლვილი"),
        ("mt", "deċiżjoni ta’ ritorn"), ("mt", "talba għall-ażil"), ("pl", "cudzoziemiec"), ("sr-Cyrl", "избеглица"),
        ("sr-Latn", "tražilac azila"), ("sv", "asylsökande"), ("tr", "sığınmacı"), ("uk", "шукач притулку"),
        ("ar", "طالب لجوء"), ("bg", "бежанец"), ("hy", "պետություն"), ("hy", "աշխատանքի պայմանագիր"),
    ]  # fmt: skip
    with indexed(concepts(labels), tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("Asylanträgen", "Asylantrag"),
        ("Asylantraege", "Asylantrag"),
        ("drittstaatsangehorige", "Drittstaatsangehöriger"),
        ("border guards", "border guard"),
        ("asylum seeker's", "asylum seeker"),
        ("υπήκοοι τρίτων χωρών", "υπήκοος τρίτης χώρας"),
        ("υπηκοοι τριτων χωρων", "υπήκοος τρίτης χώρας"),
        ("kansalaisuudettomat henkilöt", "kansalaisuudeton henkilö"),
        ("la demande d'asile", "demande d’asile"),
        ("demandes d’asile", "demande d’asile"),
        ("ceadanna cónaithe", "cead cónaithe"),
        ("menekülteknek", "menekült"),
        ("փախստականների", "փախստական"),
        ("petutyun", "պետություն"),
        ("Ashkhatanqi paymanagir", "աշխատանքի պայմանագիր"),
        ("ashkhatanki paymanagir", "աշխատանքի պայմանագիր"),
        ("ლტოლვილებს", "ლტოლვილი"),
        ("ᲚᲢᲝᲚᲕᲘᲚᲘ", "ლტოლვილი"),
        ("it-talba għall-ażil", "talba għall-ażil"),
        ("deċiżjonijiet ta' ritorn", "deċiżjoni ta’ ritorn"),
        ("cudzoziemców", "cudzoziemiec"),
        ("izbeglice", "избеглица"),
        ("тражиоци азила", "tražilac azila"),
        ("asylsökandena", "asylsökande"),
        ("sığınmacılar", "sığınmacı"),
        ("шукачів притулку", "шукач притулку"),
        ("طالبي اللجوء", "طالب لجوء"),
        ("бежанците", "бежанец"),
        ("bezhanets", "бежанец"),
        ("ltolvili", "ლტოლვილი"),
    ],
)
def test_inflected_and_respelled_terms_come_first_whatever_the_language(index: Index, typed: str, term: str) -> None:
    """Plural, case, definite form, mutation, script and lost diacritics: the term is first and sure, unasked for."""
    for language in ("", "en"):
        hits = index.search(Query(typed, language=language))
        assert found(hits)[:1] == [term]
        assert hits.confident


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("asylum seekr", "asylum seeker"),
        ("assylum seeker", "asylum seeker"),
        ("asylumseekers", "asylum seeker"),
        ("residance permitt", "residence permit"),
        ("Familienzusamenführung", "Familienzusammenführung"),
        ("υπήκος τρίτης χώρας", "υπήκοος τρίτης χώρας"),
        ("ლტოლვლი", "ლტოლვილი"),
    ],
)
def test_misspelled_terms_are_guessed_and_said_to_be(index: Index, typed: str, term: str) -> None:
    """A wrong, missing or added letter: the term is first, as a guess that is offered by name."""
    hits = index.search(Query(typed))
    assert shown(hits)[0] == (term, "close")
    assert (hits.confident, hits.did_you_mean) == (False, term)


def test_words_run_together_are_found(index: Index) -> None:
    """A space too few or too many is no obstacle."""
    assert found(index.search(Query("asylumseeker")))[0] == "asylum seeker"
    assert found(index.search(Query("Asyl antrag")))[0] == "Asylantrag"


def test_part_of_a_compound_finds_it(index: Index) -> None:
    """A word inside a longer one answers, and the longer one is marked."""
    hits = index.search(Query("staatsangehörige"))
    assert shown(hits) == [("Drittstaatsangehöriger", "words")]
    assert marked(hits) == [["Drittstaatsangehöriger"]]


def test_inflected_words_are_marked_where_they_stand(index: Index) -> None:
    """The label's own words are marked, not letters that happen to be the same."""
    assert marked(index.search(Query("decisions return"))) == [["return", "decision"]]
    assert marked(index.search(Query("returns")))[0] == ["return"]


def test_most_words_are_enough_where_no_label_has_all(index: Index) -> None:
    """A label with most of the words comes as a partial match, never as a sure one."""
    hits = index.search(Query("residence permit xyzzy"))
    assert shown(hits)[0] == ("residence permit", "partial")
    assert not hits.confident


@pytest.mark.parametrize("typed", ["qxzjwvkp", "blorfgnk", "ξψζθφχβγ", "ъъыыццщщ"])
def test_nonsense_finds_nothing(index: Index, typed: str) -> None:
    """Letters by chance are no term."""
    hits = index.search(Query(typed))
    assert (hits.total, hits.confident, hits.did_you_mean) == (0, False, "")


def test_sure_kinds_come_before_guesses(index: Index) -> None:
    """Where a label answers, nothing is guessed."""
    hits = index.search(Query("return"))
    assert hits.confident
    assert {hit.match.kind for hit in hits.hits} <= SURE
