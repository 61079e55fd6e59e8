"""What a person may type into a search box: words, "phrases", -exclusions and prefixes*; anything else is text."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.analysis.folding import fold

_QUOTES = '"„“”«»‟〝〞＂'
_TOKEN = re.compile(rf"(-?)[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|(\S+)")


class Asked(NamedTuple):
    """A query taken apart.

    ``plain`` is what is looked for as a whole, operators left out; ``words`` are its words as typed, ``phrases`` the
    texts in quotation marks, ``excluded`` what no label of a hit may have, ``beginnings`` words marked by a star.
    """

    plain: str
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    @property
    def literal(self) -> bool:
        """Whether operators say exactly what is wanted, so that nothing is guessed."""
        return bool(self.phrases or self.beginnings)


def parse(text: str) -> Asked:
    """Take a query apart; never an error. What would exclude everything is looked for instead."""
    kept, words, phrases, excluded, beginnings = list[str](), list[str](), list[str](), list[str](), list[str]()
    for minus, phrase, word in _TOKEN.findall(text):
        if word[:1] == "-" and fold(word).words and not word.startswith("--"):
            excluded.append(word[1:])
        elif word[-1:] == "*" and fold(word).words:
            *before, last = surfaces(word)
            kept.append(word.rstrip("*"))
            words += before
            beginnings.append(last)
        elif word:
            kept.append(word)
            words += surfaces(word)
        elif fold(phrase).words:
            (excluded if minus else phrases).append(phrase)
            if not minus:
                kept.append(phrase)
    if excluded and not (words or phrases or beginnings):
        return Asked(text, surfaces(text))
    distinct: dict[str, str] = {}
    for word in words:
        distinct.setdefault(fold(word).key, word)
    return Asked(" ".join(kept), tuple(distinct.values()), tuple(phrases), tuple(excluded), tuple(beginnings))


def surfaces(text: str) -> tuple[str, ...]:
    """The words of a text as they are typed: what folding takes for words, not yet folded."""
    folded = fold(text)
    found, start = [], 0
    for word in folded.words:
        end = start + len(word)
        found.append(text[folded.spans[start][0] : folded.spans[end - 1][1]])
        start = end + 1
    return tuple(found)
