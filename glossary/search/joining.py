"""How closely the analysis joins a label to what was typed: as its lemma, or by no more than a common stem."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.analysis.analyser import Word, analyser


class Joining:
    """Compares labels with the words of one query, which is analysed once for each of their languages."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._analysed: dict[str, list[Word]] = {}

    def looseness(self, label: str, language: str | None) -> int:
        """0 where each word of the label and one typed are forms of each other, 1 where one is of the other, else 2."""
        one = analyser(language)
        if one.language not in self._analysed:
            self._analysed[one.language] = [word for typed in self._words for word in one.words(typed)]
        typed, words = self._analysed[one.language], one.words(label)
        major = [word for word in words if not word.minor] or words
        return max((min((_between(word, other) for other in typed), default=2) for word in major), default=2)


def _between(word: Word, other: Word) -> int:
    return 2 - (word.folded in other.keys) - (other.folded in word.keys)
