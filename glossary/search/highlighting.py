"""Where in a label the words of a query stand."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.analysis.folding import words
from glossary.search.base import Kind

Span = tuple[int, int]


def highlights(label: str, language: str | None, queries: Sequence[str], kind: Kind) -> tuple[Span, ...]:
    """[start, end) of what matched, in code points of ``label``; ``queries`` are the keys it was looked up by."""
    found = words(label, language)
    if not found:
        return ((0, len(label)),)
    if kind in ("preferred", "other"):
        return ((found[0].start, found[-1].end),)
    wanted = [query.split() for query in queries]
    if kind == "words":
        every = {word for query in wanted for word in query}
        return tuple((word.start, word.end) for word in found if word.text in every)
    for query in wanted:
        *whole, last = query or [""]
        if [word.text for word in found[: len(whole)]] == whole and found[len(whole) :][:1]:
            ending = found[len(whole)]
            if ending.text.startswith(last):
                return ((found[0].start, _end(label, language, ending.start, ending.end, last)),)
    return ()


def _end(label: str, language: str | None, start: int, end: int, last: str) -> int:
    """Where the first letters of a word that make up ``last`` end; a letter may fold to two, as ß does."""
    for stop in range(start + 1, end + 1):
        if "".join(word.text for word in words(label[start:stop], language)).startswith(last):
            while stop < end and not words(label[stop : stop + 1], language):  # combining marks belong to their letter
                stop += 1
            return stop
    return end
