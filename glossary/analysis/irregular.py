"""Irregular forms that neither a dictionary nor rules of endings join to their word: broken plurals, women's forms.

They are listed by hand in ``irregular.tsv``: the languages of a line, a word, and forms of it. Women's forms of persons
are listed too where the rules leave them apart; a dictionary that knows the woman's word knows its forms with it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

from glossary.analysis.folding import fold

FILE: Final = Path(__file__).with_name("irregular.tsv")


def lemmas(language: str, folded: str) -> tuple[str, ...]:
    """The folded words of which ``folded`` is an irregular form in a language (its primary subtag), () for none."""
    return _table().get(language, {}).get(folded, ())


@cache
def _table() -> dict[str, dict[str, tuple[str, ...]]]:
    """By language and folded form; read once, about 1,000 forms."""
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in FILE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tags, lemma, forms = line.split("\t")
            for tag in tags.split():
                known, key = found[tag], fold(lemma, tag).key
                for form in {fold(written, tag).key for written in forms.split()} - {key}:
                    known[form] = (*known.get(form, ()), key)
    return dict(found)
