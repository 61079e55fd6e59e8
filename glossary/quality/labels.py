"""Checks of labels: how many a concept has, in which language and script, and how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.core import get_global

from glossary import languages
from glossary.quality.base import Designation, Material, composed, note, warning
from glossary.quality.wording import ODD_BLANKS, code_point, code_points, listed, quoted
from glossary.skos.namespaces import DCT, GLOSSARY, SKOSXL
from glossary.skos.triples import IRI, Literal

_UNTIDY = re.compile(rf"^\s|\s$|\s\s|[{ODD_BLANKS}]")
_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "COPTIC", "CHEROKEE")
"""Scripts whose letters are taken for one another. Chinese, Japanese and Korean mix scripts within a word rightly."""

_ISO_SCRIPTS = {
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Armn": {"ARMENIAN"},
    "Geor": {"GEORGIAN"},
    "Arab": {"ARABIC"},
    "Hebr": {"HEBREW"},
}
"""Unicode's names for the scripts of ISO 15924 that one alphabet is enough for."""


@warning
def label_two_preferred(material: Material) -> Iterator[tuple[str, str]]:
    """A resource has at most one preferred label per language tag, compared without case (SKOS Reference, S14)."""
    for uri, labels in material.designations.items():
        by_tag: dict[str, list[Designation]] = {}
        for label in labels:
            if label.role == "preferred":
                by_tag.setdefault(languages.key(label.language), []).append(label)
        for tag, several in by_tag.items():
            if len(several) > 1:
                names = listed(f"{label.named}{_origin(material, uri, label)}" for label in several)
                where = f'in the language "{tag}"' if tag else "without a language"
                yield uri, f"{names} are all preferred labels {where}: keep one and make the others alternative labels."


def _origin(material: Material, uri: str, label: Designation) -> str:
    """Says so when a preferred label is there only because an extended one is."""
    literal = Literal(label.text, label.language)
    extended = material.source.objects(IRI(uri), SKOSXL + "prefLabel")
    forms = [form for node in extended if not isinstance(node, Literal) for form in material.source.pairs(node)]
    return " (from SKOS-XL)" if (IRI(SKOSXL + "literalForm"), literal) in forms else ""


@warning
def label_overlap(material: Material) -> Iterator[tuple[str, str]]:
    """A label is either preferred, alternative or hidden, not two of these in one language (SKOS Reference, S13)."""
    for uri, labels in material.designations.items():
        roles: dict[tuple[str, str], dict[str, Designation]] = {}
        for label in labels:
            roles.setdefault((label.text, languages.key(label.language)), {}).setdefault(label.role, label)
        for several in roles.values():
            if len(several) > 1:
                label = next(iter(several.values()))
                yield uri, f"{label.named} is {listed(sorted(several))} label at once: keep it in one role."


@warning
def label_none(material: Material) -> Iterator[tuple[str, str]]:
    """A concept needs a preferred label, or lists and pages can only show its address."""
    for uri in material.concepts:
        if not material.preferred(uri):
            others = material.designations.get(uri, ())
            hint = f" (it has {listed(d.named for d in others)})" if others else ""
            yield uri, f"The concept has no preferred label{hint}: give it one in each language."


@note
def label_none_in_main_language(material: Material) -> Iterator[tuple[str, str]]:
    """A concept without a preferred label in the vocabulary's main language is shown in another one."""
    for uri in material.concepts:
        labels = material.preferred(uri)
        if labels and material.language not in {languages.primary(label.language) for label in labels}:
            has = listed(label.named for label in labels)
            main = material.language or "no tag"
            yield uri, f'The concept has no preferred label in the main language "{main}", only {has}: add one.'


@note
def label_without_equivalent(material: Material) -> Iterator[tuple[str, str]]:
    """A language that is said to have no equivalent for a concept has labels of it all the same."""
    for uri in material.concepts:
        for said in material.source.objects(IRI(uri), GLOSSARY + "noEquivalent"):
            if isinstance(said, Literal):
                continue
            tag = languages.key(material.source.text(said, DCT + "language"))
            labels = [d for d in material.designations.get(uri, ()) if languages.key(d.language) == tag]
            if left := [d.named for d in labels if d.role != "hidden"]:
                yield uri, f'"{tag}" is said to have no equivalent, and has {listed(left)}: keep one of the two.'


@warning
def label_shared(material: Material) -> Iterator[tuple[str, str]]:
    """Two concepts with the same preferred label in one language cannot be told apart by their readers.

    Compared in NFC and without case, so that the composed and the decomposed spelling of a word are the same. A
    deprecated concept may share the label of the one that replaces it, and concepts may share one for a stated reason.
    """
    concepts: dict[tuple[str, str], dict[str, Designation]] = {}
    for uri in material.concepts:
        if material.is_deprecated(uri):
            continue
        for label in material.preferred(uri):
            key = languages.key(label.language), composed(label.text).casefold().strip()
            concepts.setdefault(key, {}).setdefault(uri, label)
    for several in concepts.values():
        if len(several) > 1:
            first, *rest = several
            others = [other for other in rest if not any({first, other} <= group for group in material.shared_labels)]
            if not others:
                continue
            names = listed(f"{material.named(other)} as {several[other].named}" for other in others)
            yield first, f"The preferred label {several[first].named} is shared with {names}: tell them apart."


@warning
def label_empty(material: Material) -> Iterator[tuple[str, str]]:
    """A label of nothing but blanks shows nothing and is found by nobody."""
    for said in material.labels:
        if not said.text.strip():
            yield said.subject, f"{said.named} is empty: write the label or remove it."


@warning
def label_blanks(material: Material) -> Iterator[tuple[str, str]]:
    """A label has single, ordinary blanks between its words and none at its ends.

    A search for two words does not find them where a non-breaking space or a line end stands between.
    """
    for said in material.labels:
        if _UNTIDY.search(said.text) and said.text.strip():
            odd = re.findall(f"[{ODD_BLANKS}]", said.text)
            which = f" ({code_points(odd)})" if odd else ""
            yield said.subject, f"{said.named} has a blank too many or of an unusual kind{which}: use single U+0020."


@note
def label_short(material: Material) -> Iterator[tuple[str, str]]:
    """A label of one letter, of no letter at all, or of two small letters matches words in almost any running text."""
    for said in material.labels:
        text = said.text.strip()
        # Only alphabets with capitals: one or two signs of Chinese are an ordinary word.
        tiny = len(text) <= 2 and text == text.lower() != text.upper()
        bare = not any(map(str.isalnum, text))
        if text and (tiny or bare or (len(text) == 1 and text.lower() != text.upper())):
            yield said.subject, f"{said.named} is very short: it is left to exact search; add a longer form."


@warning
def label_mixed_scripts(material: Material) -> Iterator[tuple[str, str]]:
    """A word mixes letters of two alphabets that look alike, so that nobody who types it finds it."""
    for said in material.labels:
        if said.text.isascii() or len(_scripts(said.text)) < 2:
            continue
        for word in dict.fromkeys(_WORD.findall(said.text)):
            counts = Counter(script for letter in word if (script := _script(letter)))
            if len(counts) > 1:
                fewest = min(sorted(counts), key=lambda script: counts[script])
                letters = code_points(letter for letter in word if _script(letter) == fewest)
                scripts = listed(sorted(script.capitalize() for script in counts))
                text = f"the word {quoted(word, None)} of mixed scripts, {scripts} ({letters})"
                yield said.subject, f"{said.named} has {text}: type it in one alphabet."


@note
def label_script(material: Material) -> Iterator[tuple[str, str]]:
    """A label has no letter of the script that its language is written in: a name, or a wrong language tag."""
    for said in material.labels:
        expected = _expected(said.language) if said.language else frozenset()
        if not expected or (expected == {"LATIN"} and said.text.isascii()):
            continue
        letters = {_any_script(letter) for letter in said.text if letter.isalpha()}
        if letters and not letters & expected and not said.text.isupper():
            scripts = listed(sorted(script.capitalize() for script in letters))
            named = languages.name(said.language)
            yield said.subject, f"{said.named} is written in {scripts}, unusual for {named}: check the language tag."


@warning
def label_cedilla(material: Material) -> Iterator[tuple[str, str]]:
    """Romanian writes ș and ț with a comma below; the letters with a cedilla are Turkish or a relic of old fonts."""
    for said in material.texts:
        if languages.primary(said.language) in ("ro", "mo"):
            found = sorted(set(said.text) & set("şŞţŢ"))
            if found:
                yield said.subject, f"{said.named} has {listed(map(code_point, found))}: write ș and ț with a comma."


def _scripts(text: str) -> set[str]:
    return {script for letter in set(text) if (script := _script(letter))}


@lru_cache(maxsize=16384)
def _script(letter: str) -> str:
    """The alphabet of a letter, "" for those that are not taken for one another."""
    script = _any_script(letter)
    return script if script in _ALPHABETS else ""


@lru_cache(maxsize=16384)
def _any_script(letter: str) -> str:
    """The script by the first word of the character's name, which for letters is its Unicode script."""
    return unicodedata.name(letter, "").partition(" ")[0]


@cache
def _likely() -> dict[str, str]:
    return dict(get_global("likely_subtags"))


@lru_cache(maxsize=4096)
def _expected(tag: str) -> frozenset[str]:
    """The script of the tag, or the usual one of its language (CLDR, likely subtags); empty where unknown."""
    parts = languages.key(tag).split("-")
    code = next((part.capitalize() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if not code and "x" not in parts:
        code = next((part for part in _likely().get(parts[0], "").split("_") if len(part) == 4), "")
    return frozenset(_ISO_SCRIPTS.get(code, ()))
