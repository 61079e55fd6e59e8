"""Where the checks of labels and texts draw the line between a fault and the way a language is written."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from quality_material import turtle

from glossary.quality import check
from glossary.skos.triples import escape


def codes(text: str, language: str = "en", predicate: str = "skos:altLabel") -> set[str]:
    """The codes of the warnings about one text."""
    material = turtle(f'ex:c a skos:Concept ; skos:prefLabel "asylum"@en ; {predicate} "{escape(text)}"@{language} .')
    return {finding.code for finding in check(material) if finding.severity == "warning"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("می\u200cخواهم", "fa"),
        ("ക്\u200dഷ", "ml"),
        ("شركة ABC\u200e", "ar"),
        ("Tシャツの日本語", "ja"),
        ("東京\u3000大学", "ja"),
        ("α-helix", "en"),
        ("SMS-и", "bg"),
        ("ș și ț", "ro"),
        ("şey", "tr"),
        ("trường hợp", "vi"),
        ("tal-Unjoni Ewropea", "mt"),
        ("և եւ", "hy"),
        ("C++", "en"),
        ("x < y > z & w", "en"),
        ("R&D; other", "en"),
        ("-ase", "en"),
        ("+ sign", "en"),
        ("=", "en"),
        ("−5 °C", "en"),
        ("+49 30 12345", "de"),
        ("- (hyphen)", "en"),
        ("[sic] (note)", "en"),
    ],
)
def test_what_is_rightly_written_is_left_alone(text: str, language: str):
    """Joiners, marks, mixed scripts and signs where they belong."""
    assert codes(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("wa\u200dter", "en", "text-unseen"),
        ("می\u200c", "fa", "text-unseen"),
        ("\ufeffwater", "en", "text-unseen"),
        ("wat\u00ader", "en", "text-unseen"),
        ("wa\ufffdter", "en", "text-unseen"),
        ("wa\u200fter", "en", "text-direction"),
        ("شركة\u202eABC", "ar", "text-direction"),
        ("water\n", "en", "label-blanks"),
        ("drinking\u00a0water", "en", "label-blanks"),
        (" ", "en", "label-empty"),
        ("ταμείo", "el", "label-mixed-scripts"),
        ("аsylum", "en", "label-mixed-scripts"),
        ("şi", "ro-MD", "label-cedilla"),
        ("ἄ".replace("\u1f00", "\u03b1\u0313"), "el", "text-not-composed"),
        ("</script>", "en", "text-markup"),
        ("<img src=x onerror=alert(1)", "en", "text-markup"),
        ("water &amp; ice", "en", "text-markup"),
        ("![x](http://127.0.0.1/)", "en", "text-markdown"),
        ("+1+1", "en", "text-formula"),
        ("@SUM(1)", "en", "text-formula"),
        ("=cmd|' /C calc'!A0", "en", "text-formula"),
        ("#N/A", "en", "text-formula"),
    ],
)
def test_what_misleads_is_reported(text: str, language: str, code: str):
    """The same characters where they do not belong."""
    assert code in codes(text, language)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("password hunter2", "en", True),
        ("Kennwort: geheim", "de", True),
        ("пароль: секрет", "uk", True),
        ("a password is a secret word", "en", False),
        ("See the password policy of 2024", "en", False),
    ],
)
def test_a_password_is_told_from_a_text_about_passwords(text: str, language: str, found: bool):
    """A value must follow the word; the report does not repeat it."""
    assert ("text-secret" in codes(text, language, "skos:note")) == found


def test_messages_hold_no_unseen_character_and_stay_short():
    """A report can be printed: what is unseen comes as its code point, and a long text is cut."""
    text = "abc\u202edef\u200b\u00ad " + "long " * 30_000
    material = turtle(f'ex:c a skos:Concept ; skos:prefLabel "a{escape(text)}"@en .')
    messages = [finding.message for finding in check(material)]
    assert messages
    for message in messages:
        assert message.isprintable() and len(message) < 1_000
    assert any("U+202E RIGHT-TO-LEFT OVERRIDE" in message for message in messages)


def test_a_flood_of_marks_is_not_normalised():
    """Ordering marks takes quadratic time: the flood is reported without it."""
    text = "w" + "\u0315\u0300" * 60_000
    assert {"text-combining", "text-huge"} <= codes(text, "en", "skos:note")


def test_an_extended_label_counts_as_its_concept():
    """What is wrong with a SKOS-XL label is said of the concept that it belongs to."""
    material = turtle(
        'ex:c a skos:Concept ; skos:prefLabel "water"@en ; xl:prefLabel ex:l, [ xl:literalForm "fi\u200bre"@EN ] .'
        'ex:l a xl:Label ; xl:literalForm "ice "@en .'
    )
    findings = {finding.code: finding for finding in check(material)}
    assert {findings[code].subject for code in ("text-unseen", "label-blanks", "label-two-preferred")} == {
        "http://vocab.example/t/c"
    }
    assert "(from SKOS-XL)" in findings["label-two-preferred"].message


def test_a_deprecated_concept_may_share_the_label_of_its_replacement():
    """Two concepts that are both in use may not."""
    shared = 'ex:a a skos:Concept ; skos:prefLabel "agency"@en . ex:b a skos:Concept ; skos:prefLabel "Agency"@en '
    assert "label-shared" in {finding.code for finding in check(turtle(shared + "."))}
    assert "label-shared" not in {finding.code for finding in check(turtle(shared + "; owl:deprecated true ."))}


def test_findings_of_a_check_are_in_the_order_of_addresses():
    """A report of the same data reads the same."""
    material = turtle(" ".join(f'ex:c{n} a skos:Concept ; skos:prefLabel "label {n} "@en .' for n in (3, 1, 2)))
    subjects = [finding.subject for finding in check(material) if finding.code == "label-blanks"]
    assert all(one < other for one, other in pairwise(subjects)) and len(subjects) == 3


def test_every_message_names_its_text_as_turtle_would():
    """Editors can search their file for what the message quotes."""
    material = turtle('ex:c a skos:Concept ; skos:prefLabel "Straße  "@de-AT .')
    (finding,) = [finding for finding in check(material) if finding.code == "label-blanks"]
    assert re.match(r'skos:prefLabel "Straße  "@de-AT has ', finding.message)
