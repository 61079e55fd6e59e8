"""Irregular forms that neither a dictionary nor rules of endings join to their word: broken plurals, women's forms.

They are listed by hand in ``irregular.tsv``: the languages of a line, a word, and forms of it. Women's forms of persons
are listed too where the rules leave them apart; a dictionary that knows the woman's word knows its forms with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from glossary.analysis.folding import fold

FILE: Final = Path(__file__).with_name("irregular.tsv")


def lemmas(language: str, folded: str) -> tuple[str, ...]:
    """The folded words of which ``folded`` is an irregular form in a language (its primary subtag), () for none."""
    return _forms(language).get(folded, ())


@cache
def _forms(language: str) -> dict[str, tuple[str, ...]]:
    """The folded words of each folded form of a language; read when the language is first used."""
    found: dict[str, tuple[str, ...]] = {}
    for tags, lemma, forms in _lines():
        if language in tags.split():
            key = fold(lemma, language).key
            for form in {fold(written, language).key for written in forms.split()} - {key}:
                found[form] = (*found.get(form, ()), key)
    return found


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    lines = (line.split("\t") for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple((tags, lemma, forms) for tags, lemma, forms in lines)
