"""Translations are checked: used terms raise no alarm, and removed or replaced ones are found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from translation_material import SENTENCES

from glossary.catalogue import Catalogue
from glossary.model import Segment, Term
from glossary.recognition.checking import Checked, check
from glossary.recognition.lexicon import Designation, Lexicon
from glossary.recognition.matching import find

TARGETS = [tag for tag in SENTENCES if tag != "en"]


def test_correct_pairs_raise_few_alarms(migration: Catalogue) -> None:
    """Of the terms in 248 good translations at most 5 % are said to be missing; synonyms are told as such."""
    looked_for = alarms = 0
    for tag in TARGETS:
        pairs = [Segment(*pair) for pair in zip(SENTENCES["en"], SENTENCES[tag], strict=True)]
        checked = check(migration.lexicon("en"), migration.lexicon(tag), pairs, tag)
        looked_for += checked.concepts
        alarms += sum(finding.kind != "non-preferred" for finding in checked.findings)
    assert looked_for > 500
    assert alarms <= looked_for * 0.05


def removed(migration: Catalogue, tag: str) -> Iterator[tuple[Segment, set[str]]]:
    """Each good translation with one of its terms taken out, and the concepts that it means."""
    for source, target in zip(SENTENCES["en"], SENTENCES[tag], strict=True):
        named = {uri for match in find(migration.lexicon("en"), source).matches for uri in match.uris}
        for match in find(migration.lexicon(tag), target).matches:
            meant = named.intersection(match.uris)
            if meant:
                yield Segment(source, f"{target[: match.start]}…{target[match.end :]}"), meant


def test_removed_terms_are_caught(migration: Catalogue) -> None:
    """Of the terms taken out of good translations at least 97 % are reported missing."""
    total = caught = 0
    for tag in TARGETS:
        for segment, meant in removed(migration, tag):
            checked = check(migration.lexicon("en"), migration.lexicon(tag), [segment], tag)
            total += 1
            caught += any(finding.uri in meant and finding.kind == "missing" for finding in checked.findings)
    assert total > 500
    assert caught >= total * 0.97


@pytest.mark.parametrize(
    ("source", "text", "target", "translation"),
    [
        ("de", "Der Migrant kam an.", "en", "The migration arrived."),
        ("de", "Der Rückkehrer", "en", "The return"),
        ("en", "The migrant", "de", "Die Migration"),
        ("en", "The migrant", "fr", "La migration"),
        ("en", "Removal.", "de", "Abschiebungshaft."),
    ],
)
def test_the_term_of_a_related_concept_is_no_equivalent(
    migration: Catalogue, source: str, text: str, target: str, translation: str
) -> None:
    """However alike two words are, one that is the term of a concept that the source does not name is told."""
    (finding,) = check(
        migration.lexicon(source), migration.lexicon(target), [Segment(text, translation)], target
    ).findings
    assert finding.kind == "missing"
    assert finding.found
    assert finding.found in translation


@pytest.mark.parametrize(
    ("source", "translation", "missing"),
    [
        ("The refugee.", "Der Flüchtlingsausweis.", 1),
        ("Refugees", "Flüchtlinge", 0),
        ("The refugee", "Der Bootsflüchtling", 0),
        ("The refugee camp", "Das Flüchtlingslager", 0),
        ("The refugee shows a card.", "Der Flüchtlingsausweis wird gezeigt.", 0),
    ],
)
def test_a_compound_is_no_equivalent_of_a_term_that_stands_alone(
    migration: Catalogue, source: str, translation: str, missing: int
) -> None:
    """Beside other words it may render those; a heading or cell that is nothing but the term has none."""
    found = check(migration.lexicon("en"), migration.lexicon("de"), [Segment(source, translation)], "de").findings
    assert len(found) == missing


def terms(*stated: Term) -> Lexicon:
    """A German lexicon of one concept."""
    return Lexicon("de", [Designation("urn:seeker", term) for term in stated])


ENGLISH = Lexicon("en", [Designation("urn:seeker", Term("e", "asylum seeker", "en"))])
GERMAN = terms(
    Term("a", "Asylbewerber", "de", jurisdictions=("DE", "EU")),
    Term("b", "Asylwerber", "de-AT", jurisdictions=("AT",)),
    Term("c", "Asylsuchender", "de", role="admitted"),
    Term("d", "Asylant", "de", role="deprecated"),
)


def checked(target: str, tag: str, source: str = "The asylum seekers wait.") -> Checked:
    return check(ENGLISH, GERMAN, [Segment(source, target, "7", 3)], tag)


@pytest.mark.parametrize(
    ("target", "tag", "kind", "found", "expected"),
    [
        ("Die Leute warten.", "de", "missing", "", ("Asylbewerber", "Asylwerber")),
        ("Die Asylsuchenden warten.", "de-DE", "non-preferred", "Asylsuchenden", ("Asylbewerber",)),
        ("Die Asylanten warten.", "de-DE", "deprecated", "Asylanten", ("Asylbewerber",)),
        ("Die Asylwerber warten.", "de-DE", "wrong-variant", "Asylwerber", ("Asylbewerber",)),
        ("Die Asylbewerber warten.", "de-AT", "wrong-variant", "Asylbewerber", ("Asylwerber",)),
    ],
)
def test_what_stands_there_instead_is_told(
    target: str, tag: str, kind: str, found: str, expected: tuple[str, ...]
) -> None:
    """Each kind of finding, with what was found and what the country prefers."""
    (finding,) = checked(target, tag).findings
    assert (finding.kind, finding.found, finding.expected) == (kind, found, expected)
    assert (finding.segment, finding.id, finding.line, finding.source) == (0, "7", 3, "asylum seekers")


@pytest.mark.parametrize(
    ("target", "tag"),
    [
        ("Den Asylbewerbern wurde geholfen.", "de"),
        ("Den Asylwerbern wurde geholfen.", "de-AT"),
        ("Den Asylbewerbern wurde geholfen.", "de-LU"),
        ("Asylanten heißen besser Asylbewerber.", "de"),
        ("<b>Asyl­bewerber</b> %s {name}", "de"),
    ],
)
def test_used_terms_raise_no_alarm(target: str, tag: str) -> None:
    """In any inflection, in a country without a term of its own, beside a bad one, between placeholders."""
    assert not checked(target, tag).findings


@pytest.mark.parametrize("source", ["%d asylum <g id='1'>seekers</g>", "Asylum  {0} seekers", "asylum&nbsp;seeker"])
def test_placeholders_and_tags_do_not_hide_a_term(source: str) -> None:
    """They are looked through in the source, and the finding quotes the text as it is."""
    (finding,) = checked("Nichts.", "de", source).findings
    assert finding.source in source


def test_a_concept_is_reported_once_a_segment() -> None:
    """Naming it twice does not double the finding; a language without a term for it raises none."""
    assert len(checked("Nichts.", "de", "Asylum seekers and asylum seekers").findings) == 1
    assert not check(ENGLISH, terms(), [Segment("asylum seeker", "x")], "de").findings


def test_the_list_of_findings_is_bounded() -> None:
    """Who has more findings than are listed is told."""
    found = check(ENGLISH, GERMAN, [Segment("asylum seeker", "x")] * 20, "de", limit=5)
    assert (len(found.findings), found.truncated) == (5, True)
