"""Measures how fast terms are found in texts and translations are checked; part of ``make bench``."""

from __future__ import annotations

import time
from collections.abc import Iterator

from glossary.catalogue import Catalogue
from glossary.model import Concept, Segment
from glossary.recognition.checking import check
from glossary.recognition.matching import find


def measured(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Words a second in which terms are found, cold and warm, and pairs a second: name, figures, what is wanted."""
    concepts = list(catalogue.concepts(catalogue.vocabularies()[0].id))
    start = time.perf_counter()
    lexicon, other = catalogue.lexicon("en"), catalogue.lexicon("de")
    yield "labels of two languages laid out", f"{time.perf_counter() - start:.1f} s, {len(lexicon)} labels", ""
    text = "\n".join(f"On {terms[0]} and others." for one in concepts if (terms := _preferred(one, "en")))
    rates = []
    for _ in range(2):
        start = time.perf_counter()
        find(lexicon, text)
        took = time.perf_counter() - start
        rates.append(len(lexicon.analyser.words(text)) / took)
    yield "words read for terms", f"cold {rates[0]:,.0f}/s, warm {rates[1]:,.0f}/s", ">= 40,000/s warm"
    pairs = [
        Segment(f"On {source[0]}.", f"Wegen {target[0]}.")
        for one in concepts
        if (source := _preferred(one, "en")) and (target := _preferred(one, "de"))
    ]
    start = time.perf_counter()
    check(lexicon, other, pairs, "de")
    yield "pairs checked", f"{len(pairs) / (time.perf_counter() - start):,.0f}/s", ""


def _preferred(concept: Concept, language: str) -> list[str]:
    return [term.text for term in concept.terms if term.language == language and term.role == "preferred"]
