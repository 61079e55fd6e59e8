"""Every check has a code, an explanation and the smallest file that trips it and nothing else."""

from __future__ import annotations

import re

import pytest
from quality_material import BROKEN, read, turtle

from glossary.quality import CHECKS, check, code_of, explanations

CODES = [code_of(each) for each in CHECKS]


def test_codes_are_unique_and_readable():
    """Reports and settings name a check by its code, so each code stands for one check."""
    assert len(set(CODES)) == len(CODES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", code) for code in CODES)


def test_every_check_is_explained_by_a_sentence():
    """`--explain` shows the first sentence of the docstring, on one line."""
    for code, sentence in explanations().items():
        assert len(sentence) > 20 and sentence.endswith("."), code


def test_every_check_has_its_file_and_every_file_its_check():
    """The smallest file that trips a check is named after its code."""
    assert sorted(path.stem for path in BROKEN.glob("*.ttl")) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_smallest_file_trips_its_check_alone(code: str):
    """Each check finds its fault, says so in a full sentence, and no other check warns."""
    findings = list(check(read(BROKEN / f"{code}.ttl")))
    own = [finding for finding in findings if finding.code == code]
    assert own
    assert all(re.fullmatch(r"\S.{20,}\.", finding.message) for finding in own)
    assert {finding.code for finding in findings if finding.severity == "warning"} <= {code}


def test_a_good_vocabulary_has_no_findings():
    """Nothing is said of a scheme with well-labelled concepts in several scripts and a national variant."""
    material = turtle(
        """
        ex:scheme a skos:ConceptScheme ; skos:prefLabel "Test"@en ; skos:hasTopConcept ex:c1 .
        ex:c1 a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "asylum seeker"@en, "Asylbewerber"@de,
            "Asylwerber"@de-AT, "αιτών άσυλο"@el, "თავშესაფრის მაძიებელი"@ka, "ապաստան հայցող"@hy, "шукач притулку"@uk,
            "طالب لجوء"@ar, "min jitlob l-ażil"@mt ; skos:altLabel "claimant"@en .
        ex:c2 a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "refugee"@en, "réfugié"@fr ;
            skos:broader ex:c1 ; skos:definition "A person:\\n – who fled."@en ;
            skos:closeMatch <http://other.example/1> .
        """
    )
    assert list(check(material)) == []


def test_the_checks_change_nothing_and_repeat_themselves():
    """A check is pure: twice the same findings, in the same order."""
    material = read(BROKEN / "related-and-broader.ttl")
    assert list(check(material)) == list(check(material))
