"""What a search finds, in which order, and how it says why."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.analysis.folding import fold, fold_query
from glossary.errors import ReleaseError
from glossary.search.base import KINDS, MAX_QUERY, SURE, Hits, Index, Query
from glossary.search.index import open_index
from tests.search_material import Labelled, Opener, build, entry, found, indexed, marked, shown, subjects

ODD = [
    *('"', "*", "?", "~", "AND", "OR NOT", "a AND (b OR", "[a TO z]", "{a TO z}", "a*", "?*", "words:asylum", "^2"),
    *(
        ".*",
        "(a+)+$",
        "\\",
        "%",
        "_",
        "'; DROP TABLE label; --",
        "<script>",
        "C++",
        ".NET",
        "#",
        "🌊",
        "👩‍👩‍👧",
        "\x00",
        "a\x00b",
    ),
    *("\ud800", "\U0010ffff", "a\U0010ffff", "\u202e", "\r\n\t", "´", "a" * 10_000, "a " * 5_000, "\u0301" * 5_000),
    *("((((" * 100, "-" * 300, "NaN", "0", "None", "null", "é" * 256, "ﷺ" * 256, "ſs" * 200, "И" * 256),
]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Builds an index of the entries and opens it."""
    indexes: list[Index] = []

    def build_and_open(*entries: Labelled) -> Index:
        folder = tmp_path / str(len(indexes))
        folder.mkdir()
        assert build(entries, folder) == len(entries)
        indexes.append(open_index(folder))
        return indexes[-1]

    yield build_and_open
    for index in indexes:
        index.close()


def test_kinds_come_in_order(opened: Opener) -> None:
    """Exact preferred, exact other, another form, prefix, all words; within a kind shorter, then alphabetical."""
    index = opened(
        entry("words-2", "right of the asylum"),
        entry("words", "new asylum"),
        entry("prefix-3", "asylum procedure"),
        entry("prefix-2", "asylum claim"),
        entry("lemma", "asylums"),
        entry("other-2", "asylum", role="hidden"),
        entry("other", "asylum", role="admitted"),
        entry("exact", "asylum"),
        entry("never", "azure"),
    )
    hits = index.search(Query("asylum"))
    assert found(hits) == ["exact", "other", "other-2", "lemma", "prefix-2", "prefix-3", "words", "words-2"]
    assert [hit.match.kind for hit in hits.hits] == [
        *("preferred", "other", "other", "lemma", "prefix", "prefix", "words", "words")
    ]
    assert hits.total == 8


def test_a_concept_comes_once_by_its_best_label(opened: Opener) -> None:
    """Whatever number of labels match, a concept is one hit, counted once."""
    index = opened(
        entry("a", "asylum policy"),
        entry("a", "policy on asylum", role="admitted"),
        entry("a", "asylum", "fr", role="hidden"),
        entry("b", "asylum", "mt"),
    )
    hits = index.search(Query("asylum"))
    assert (hits.total, found(hits)) == (2, ["b", "a"])
    assert shown(hits) == [("asylum", "preferred"), ("asylum", "other")]
    assert hits.hits[1].match.language == "fr"


def test_all_words_in_any_order(opened: Opener) -> None:
    """A label has to have all the words, in any order, whole or inside others; two labels do not add up."""
    index = opened(
        entry("a", "minister for migration policy"),
        entry("b", "migration"),
        entry("b", "policy", role="admitted"),
        entry("c", "policymaking on migration"),
    )
    hits = index.search(Query("policy, migration policy"))
    assert shown(hits) == [("minister for migration policy", "words"), ("policymaking on migration", "words")]
    assert marked(hits) == [["migration", "policy"], ["policymaking", "migration"]]


def test_the_language_is_a_bonus_within_a_kind(opened: Opener) -> None:
    """The reader's language comes first within a kind, its regional variants with it, and filters nothing."""
    index = opened(
        entry("fr", "visa", "fr"),
        entry("at", "Visa", "de-AT"),
        entry("de", "Visazwang", "de"),
        entry("en", "visa zone", "en"),
        entry("none", "visa", None),
    )
    assert found(index.search(Query("visa", language="de"))) == ["at", "fr", "none", "de", "en"]
    assert found(index.search(Query("visa", language="de-at")))[0] == "at"
    for language in ("", "xx", "*", "de-CH", "not a tag!", "x" * 500):
        assert index.search(Query("visa", language=language)).total == 5


def test_a_regional_reader_falls_back(opened: Opener) -> None:
    """A reader of de-AT gets de-AT first, then de, then the others."""
    index = opened(entry("en", "visa xy"), entry("de", "visa bbb", "de"), entry("at", "visa cccc", "de-AT"))
    assert found(index.search(Query("visa", language="de-AT"))) == ["at", "de", "en"]
    assert found(index.search(Query("visa", language="de"))) == ["de", "at", "en"]


def test_deprecated_concepts_come_last(opened: Opener) -> None:
    """Deprecated concepts stand behind all others, whatever their kind of match and language."""
    index = opened(
        entry("old", "pass", "de", deprecated=True),
        entry("new", "pass", "en"),
        entry("old-2", "passa", "de", deprecated=True),
        entry("new-2", "passport office", "en"),
    )
    assert found(index.search(Query("pass", language="de"))) == ["new", "new-2", "old", "old-2"]


def test_what_was_typed_comes_before_what_folds_alike(opened: Opener) -> None:
    """Among exact labels of a kind, the one that is spelled like the query is first."""
    index = opened(
        entry("accent-1", "péché", "fr"), entry("accent-2", "pêche", "fr"), *(entry(t, t) for t in ("C", "C#", "C++"))
    )
    assert found(index.search(Query("pêche")))[0] == "accent-2"
    assert found(index.search(Query("péché")))[0] == "accent-1"
    for text in ("C", "C#", "C++", "c++"):
        assert index.search(Query(text)).hits[0].match.label == text.upper()


def test_ties_are_stable(opened: Opener, tmp_path: Path) -> None:
    """The order does not depend on the order in which the entries came."""
    entries = [entry(f"u{number:02}", "visa", language) for number in range(20) for language in ("de", "fr")]
    expected = opened(*entries).search(Query("visa", limit=100))
    random.Random(1).shuffle(entries)  # noqa: S311 - no secret
    assert opened(*entries).search(Query("visa", limit=100)) == expected
    assert found(expected) == sorted(found(expected))


def test_pages_join_to_the_whole(opened: Opener) -> None:
    """Limit and offset cut one list; totals stay; a page beyond the end is empty."""
    index = opened(*(entry(f"u{number}", f"visa {'x' * (number % 7)}{number}") for number in range(30)))
    whole = index.search(Query("visa", limit=100))
    pages = [index.search(Query("visa", limit=7, offset=start)) for start in range(0, 35, 7)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {30}
    nothing = index.search(Query("visa", limit=0))
    assert (nothing.total, nothing.hits) == (30, ())
    assert index.search(Query("visa", limit=-5, offset=-3)).hits == ()


def test_the_vocabulary_is_a_filter(opened: Opener) -> None:
    """Only labels of the vocabulary asked for; a concept that two vocabularies describe comes once without a filter."""
    index = opened(
        entry("a", "visa", vocabulary="one"),
        entry("a", "visa", "fr", vocabulary="two"),
        entry("b", "visa", vocabulary="two"),
    )
    assert found(index.search(Query("visa"))) == ["a", "b"]
    for wanted, expected in (("one", ["a"]), ("two", ["a", "b"]), ("on", []), ("three", [])):
        hits = index.search(Query("visa", vocabulary=wanted))
        assert (hits.total, found(hits)) == (len(expected), expected)
        assert {hit.vocabulary for hit in hits.hits} <= {wanted}
        assert found(index.suggest(Query("vi", vocabulary=wanted))) == expected


@pytest.mark.parametrize(
    ("label", "language", "query", "highlighted"),
    [
        ("Βίζα εισόδου", "el", "ΒΙΖΑ", "Βίζα"),
        ("σταθμός", "el", "ΣΤΑΘΜΟΣ", "σταθμός"),
        ("ბინადრობის ნებართვა", "ka", "ᲑᲘᲜᲐᲓᲠᲝᲑᲘᲡ", "ბინადრობის"),
        ("և այլն", "hy", "եւ ա", "և ա"),
        ("лице без гражданство", "bg", "ЛИЦЕ БЕЗ", "лице без"),
        ("путник", "sr-Cyrl", "putn", "путн"),
        ("putnik", "sr-Latn", "путн", "putn"),
        ("طَلَب اللُّجوء", "ar", "طلب", "طَلَب"),
        ("talba għall-ażil", "mt", "talba ghall azil", "talba għall-ażil"),
        ("re\u0301fugie\u0301", "fr", "réfu", "re\u0301fu"),
        ("Straßenverkehr", "de", "STRASSENV", "Straßenv"),
        ("Diyarbakır", "tr", "DİYARBAKI", "Diyarbakı"),
        ("învățământ", "ro", "învăţ", "învăț"),
        ("庇護申請者", "ja", "庇護", "庇護"),
    ],
)
def test_every_script_is_found_and_marked(
    opened: Opener, label: str, language: str, query: str, highlighted: str
) -> None:
    """A label is found from another spelling of its beginning, and the original letters are marked."""
    index = opened(entry("a", label, language), entry("b", "nothing of the kind"))
    for hits in (index.search(Query(query)), index.suggest(Query(query))):
        assert shown(hits)[0][0] == label
        assert marked(hits) == [[highlighted]]


def test_symbols_are_found_as_typed(opened: Opener) -> None:
    """A label made of punctuation is found by typing it, and by its beginning."""
    texts = ["#", "@type", "-", "C++", "...", ".NET", "??!", "🌊", "+"]
    index = opened(*(entry(text, text) for text in texts))
    for text in texts:
        hits = index.search(Query(text))
        assert (hits.hits[0].uri, hits.hits[0].match.kind) == (text, "preferred")
        assert marked(hits)[0] == [text]
    assert found(index.search(Query("??"))) == ["??!"]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\u00ad\ufeff", "\x00"])
def test_an_empty_query_finds_nothing(opened: Opener, text: str) -> None:
    """Nothing typed, nothing found, even where a label shows nothing either."""
    index = opened(entry("a", "asylum"), entry("b", "\u200b"), entry("c", ""))
    assert index.search(Query(text)) == Hits(0, ())
    assert index.suggest(Query(text)) == Hits(0, ())


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_queries_are_plain_text(opened: Opener, text: str) -> None:
    """Operators of other engines, control characters and the like are text: no error, and nothing is unrelated."""
    index = opened(entry("a", "asylum and (b or c)"), entry("b", "a to z"), entry("c", "a b"))
    for hits in (index.search(Query(text, language="de")), index.suggest(Query(text))):
        for hit in hits.hits:
            (form,) = fold_query(text[:MAX_QUERY])[:1]
            key = fold(hit.match.label).key
            assert key.startswith(form.key) or set(form.words) & set(key.split()) or hit.match.kind not in SURE


def test_only_the_first_characters_of_a_query_count(opened: Opener) -> None:
    """A query is cut, and a label longer than a query is found by its beginning."""
    label = "very long label " * 40
    index = opened(entry("a", label), entry("b", "x"))
    assert found(index.search(Query(label))) == ["a"]
    assert found(index.search(Query("x" + " " * MAX_QUERY + "never read"))) == ["b"]


def test_suggestions(opened: Opener) -> None:
    """From the first letter of any word on, the reader's language first, each concept once, deprecated ones last."""
    index = opened(
        entry("a", "asylum"),
        entry("a", "asile", "fr"),
        entry("b", "alien"),
        entry("c", "étranger", "fr"),
        entry("c", "aubain", "fr", role="admitted"),
        entry("d", "a"),
        entry("e", "not this, although it has a"),
        entry("f", "a", "fr", deprecated=True),
    )
    hits = index.suggest(Query("a", language="fr", limit=10))
    assert found(hits) == ["a", "c", "d", "b", "e", "f"]
    assert shown(hits)[:2] == [("asile", "prefix"), ("aubain", "prefix")]
    assert hits.total == 6
    assert index.suggest(Query("a", language="fr", limit=2)) == Hits(2, hits.hits[:2])
    assert found(index.suggest(Query("a", limit=3))) == ["d", "b", "a"]


def test_an_empty_index_answers(opened: Opener) -> None:
    """No labels, no hits, no error."""
    index = opened()
    assert index.search(Query("a", language="de", vocabulary="v")) == Hits(0, ())
    assert index.suggest(Query("a")) == Hits(0, ())


def test_what_is_no_index_is_refused(tmp_path: Path, opened: Opener) -> None:
    """A missing or damaged index is a ReleaseError that names the folder."""
    with pytest.raises(ReleaseError, match="nowhere"):
        open_index(tmp_path / "nowhere")
    opened(entry("a", "asylum"))
    (tmp_path / "0" / "search.sqlite").write_bytes(b"")
    with pytest.raises(ReleaseError, match="build the release again"):
        open_index(tmp_path / "0")


def test_reading_changes_no_file(tmp_path: Path, opened: Opener) -> None:
    """An opened index leaves its folder byte for byte, and works where nothing may be written."""
    opened(entry("a", "asylum")).close()
    folder = tmp_path / "0"
    files = [path for path in folder.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    for path in (*files, folder / "texts", folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    index = open_index(folder)
    assert index.search(Query("asylum")).total == 1
    index.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    for path in (folder, folder / "texts"):
        path.chmod(0o755)


def test_eight_threads_get_the_answers_of_one(opened: Opener) -> None:
    """Threads that search at once do not disturb each other, and leave no more readers than there were threads."""
    rng = random.Random(7)  # noqa: S311 - no secret
    words = ["".join(rng.choices("abcdeéßжшλ", k=rng.randint(1, 4))) for _ in range(60)]
    labels = [" ".join(rng.choices(words, k=rng.randint(1, 4))) for _ in range(1500)]
    index = opened(*(entry(f"u{number % 400}", text, rng.choice(["de", "fr"])) for number, text in enumerate(labels)))
    queries = [Query(rng.choice(words), language="fr") for _ in range(40)] + [
        Query(" ".join(rng.sample(text.split(), k=min(2, len(text.split()))))) for text in labels[:40]
    ]
    expected = [(index.search(query), index.suggest(query)) for query in queries]
    wrong: list[object] = []

    def ask(seed: int) -> None:
        for number in random.Random(seed).sample(range(len(queries)), len(queries)):  # noqa: S311 - no secret
            try:
                answer = (index.search(queries[number]), index.suggest(queries[number]))
            except Exception as error:  # any failure in a thread is the finding
                wrong.append(error)
            else:
                if answer != expected[number]:
                    wrong.append(queries[number])

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(st.sampled_from("aßÉ\u0301 -'#+љжшЋςΆსᲡևեւأَلىक़ि한ガ\u00ad\u200b½ﬁİı"), max_size=12),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, st.sampled_from(["de", "sr", None])), min_size=1, max_size=6), TEXTS)
def test_any_text_is_found_by_itself_and_marked_within_bounds(
    tmp_path_factory: pytest.TempPathFactory, labels: Sequence[tuple[str, str | None]], other: str
) -> None:
    """Any label is found by typing it, unless nothing of it shows; highlights lie within the label, in order."""
    made = subjects(entry(f"u{number}", text, tag) for number, (text, tag) in enumerate(labels))
    with indexed(made, tmp_path_factory.mktemp("index")) as index:
        for number, (text, tag) in enumerate(labels):
            hits = index.search(Query(text, limit=100))
            assert fold(text, tag).key == "" or f"u{number}" in found(hits)
            _check_highlights(hits, text)
        _check_highlights(index.search(Query(other)), other)
        _check_highlights(index.suggest(Query(other, language="sr")), other)


def _check_highlights(hits: Hits, text: str) -> None:
    forms = fold_query(text)
    for hit in hits.hits:
        label, spans = hit.match.label, hit.match.highlights
        assert spans and all(0 <= start < end <= len(label) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        assert hit.match.kind in KINDS
        if hit.match.kind in ("preferred", "other"):
            assert any(fold(label, hit.match.language).key == form.key for form in forms)
