"""The shipped vocabulary: its form, its size, and what every term in it must say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary import cli, formatting, inputs, languages, publishing
from glossary.model import Concept
from glossary.skos.reader import Reader

LANGUAGES = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "nb", "nn", "ka", "uk", "hy", "sr-Cyrl", "sr-Latn", "cnr",
]  # fmt: skip
VOCAB = Path(__file__).parents[1] / "vocab"


@pytest.fixture(scope="module")
def examined() -> publishing.Examined:
    (vocabulary,) = inputs.gather([VOCAB])
    return publishing.examine(vocabulary)


@pytest.fixture(scope="module")
def concepts(examined: publishing.Examined) -> list[Concept]:
    reader = Reader(examined.name, examined.complete, examined.identity.ids)
    values = (reader.read(uri, kind) for uri, kind in examined.kinds.items())
    return [value for value in values if isinstance(value, Concept)]


@pytest.mark.parametrize("file", sorted(VOCAB.glob("*.ttl")), ids=lambda file: file.name)
def test_files_are_in_canonical_form(file: Path) -> None:
    """What is committed is what `glossary fmt` writes."""
    assert not formatting.format_file(file, write=False)


def test_checks(examined: publishing.Examined) -> None:
    """The checks find nothing to warn of."""
    assert not [finding.message for finding in examined.findings if finding.severity == "warning"]


def test_size(concepts: list[Concept]) -> None:
    """There are concepts enough to be of use."""
    assert len(concepts) >= 320


def test_every_term_says_where_it_stands(concepts: list[Concept]) -> None:
    """Each term has a status and a reliability; a published one names its source; nothing is marked reviewed."""
    for concept in concepts:
        for term in concept.terms:
            assert term.status in ("published", "drafted"), (concept.id, term.text)
            assert term.reliability in ((1,) if term.status == "drafted" else (2, 3)), (concept.id, term.text)
            assert term.sources or term.status == "drafted", (concept.id, term.text)


def test_at_most_one_preferred_term_a_tag(concepts: list[Concept]) -> None:
    """No concept has two preferred terms in one tag; ids of terms are unique within the concept."""
    for concept in concepts:
        tags = Counter(languages.key(term.language) for term in concept.terms if term.role == "preferred")
        assert not [tag for tag, count in tags.items() if count > 1], concept.id
        assert len({term.id for term in concept.terms}) == len(concept.terms), concept.id


def test_definitions(concepts: list[Concept]) -> None:
    """Each concept is defined in English, French and German, each definition with a source."""
    for concept in concepts:
        assert {text.language for text in concept.definitions} >= {"en", "fr", "de"}, concept.id
        assert all(text.sources for text in concept.definitions), concept.id


def test_no_orphans(concepts: list[Concept]) -> None:
    """Every concept belongs to a theme."""
    assert not [concept.id for concept in concepts if not concept.member_of]


def test_coverage(concepts: list[Concept]) -> None:
    """In each of the 32 languages and written standards at least 95 % of the concepts have a preferred term.

    An explicit "no equivalent" counts, for at most 2 % of a language.
    """
    for tag in LANGUAGES:
        terms = sum(any(t.role == "preferred" and t.language == tag for t in c.terms) for c in concepts)
        none = sum(any(n.language == tag for n in c.no_equivalents) for c in concepts)
        assert terms + none >= 0.95 * len(concepts), tag
        assert none <= 0.02 * len(concepts), tag


def test_the_documented_coverage_is_current(shipped_data: Path) -> None:
    """docs/coverage.md holds what the command prints."""
    printed = CliRunner().invoke(cli.main, ["coverage", "migration", "--data", str(shipped_data)]).stdout
    assert (VOCAB.parent / "docs" / "coverage.md").read_text("utf-8").endswith(f"\n\n{printed}")
