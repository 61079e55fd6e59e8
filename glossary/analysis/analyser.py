"""From the words of a language to the keys by which they are found: their folded form, stems, lemmas and variants.

Two words are taken for forms of one when they share a key. A label and a query, or a label and a running text, go
through the same analysis. Stems are made of the word as written and folded afterwards (stemmers need diacritics), and
of the folded word too, so that a word typed without diacritics meets its label.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import chain
from typing import Final, NamedTuple

import Stemmer

from glossary import languages
from glossary.analysis import dictionaries, endings, irregular
from glossary.analysis.folding import MAX_FOLDED, fold, fold_composed
from glossary.analysis.minor import ASKING, MINOR
from glossary.analysis.table import FALLBACK, LANGUAGES, Language

VERSION: Final = f"7-{dictionaries.VERSION}-{version('PyStemmer')}"
"""Changes whenever keys may change: an index stores it and is not read with another."""

_CACHED = 20_000
"""Words of all languages whose keys are remembered: about 5 MB when full."""

_LONGEST = 64
"""Characters of a word that is analysed; a longer one is only folded."""

_RUNS = 20_000
"""Runs of characters between spaces whose words are remembered, of all languages: about 10 MB when full."""

_RUN = re.compile(r"\S+")

_HEAD = 4
"""Characters that the known end of an unknown compound has at least."""


class Word(NamedTuple):
    """A word of a text: its [start, end) in code points, its folded form, its keys, and whether it is a minor word.

    A minor word is an article, a preposition or what elision leaves of one: two forms of a term may differ by it.
    """

    start: int
    end: int
    folded: str
    keys: tuple[str, ...]
    minor: bool = False


class Analyser:
    """The analysis of one language; may be shared by threads. Made by `analyser`, which keeps them.

    ``asking`` are the folded words that say nothing in a query, beside the minor ones: what questions are made of.
    """

    def __init__(self, tag: str, rules: Language | None = None) -> None:
        """Of the language ``tag``, by the rules of the table or, to try them, by others."""
        self.language = tag
        self._rules = rules or LANGUAGES.get(languages.primary(tag), FALLBACK)
        self._minor = MINOR.get(self._rules.minor, frozenset())
        self.asking = ASKING.get(self._rules.minor, frozenset())
        self._snowball = _Snowball(self._rules.snowball) if self._rules.snowball else None
        self._light = endings.light(self._rules.endings) if self._rules.endings else None

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text in their order, as folding splits it; a run of more than MAX_FOLDED is cut."""
        found: list[Word] = []
        for run in _RUN.finditer(text):
            offset = run.start()
            for start, end, folded, keys, minor in self._run(run[0]):
                found.append(Word(offset + start, offset + end, folded, keys, minor))
        return tuple(found)

    def passing(self, run: str) -> Iterator[Word]:
        """The words of a run of characters without spaces that is not remembered, as most of a query are new."""
        return self._analysed(run, self._keys)

    def _run(self, run: str) -> tuple[Word, ...]:
        """The words of a run of characters without spaces; most runs of a text have been seen before."""
        return _remembered(self, run) if len(run) <= _LONGEST else tuple(self.passing(run))

    def _analysed(self, run: str, keys_of: Callable[[str, str], tuple[str, ...]]) -> Iterator[Word]:
        for offset in range(0, len(run), MAX_FOLDED):
            piece = run[offset : offset + MAX_FOLDED]
            folded = fold(piece, self.language)
            at = 0
            for word in folded.words:
                start, end = folded.spans[at][0], folded.spans[at + len(word) - 1][1]
                at += len(word) + 1
                keys = keys_of(piece[start:end], word)
                yield Word(offset + start, offset + end, word, keys, word in self._minor)

    def keys(self, word: str) -> tuple[str, ...]:
        """The keys of one word: its folded form first, then stems, lemmas and variants; () for what has no letters.

        NotPrepared, a GlossaryError, when this machine has no dictionaries yet.
        """
        words = self._run(word)
        return words[0].keys if len(words) == 1 else tuple(dict.fromkeys(key for each in words for key in each.keys))

    def _keys(self, word: str, folded: str) -> tuple[str, ...]:
        if len(folded) > _LONGEST or not folded[0].isalpha():
            return (folded,)
        keys, stem = [folded], self._snowball
        for base in self._bases(folded):
            lemmas = self._lemmas(base)
            forms = dict.fromkeys((base, *lemmas))
            keys += forms
            if self._light:
                keys += map(self._light, forms)
            if lemmas and self._rules.trusted:
                stem = None
            if stem:
                keys += map(stem, forms)
        if stem and (written := self._small(word)) != folded:
            keys.append(fold_composed(stem(written), self.language).strip())
        return tuple(dict.fromkeys(filter(None, keys)))

    def _bases(self, folded: str) -> Iterator[str]:
        """The folded word, its spelling variants, and what is left of each without what was grown onto it."""
        variants = (folded, *(self._rules.spelling(folded) if self._rules.spelling else ()))
        for variant in variants:
            yield variant
            if self._rules.beginning:
                yield from self._rules.beginning(variant)

    def headwords(self, folded: str) -> tuple[str, ...]:
        """The folded words whose form the dictionary and the list of irregular forms say a folded word is, () for none.

        NotPrepared, a GlossaryError, when this machine has no dictionaries yet.
        """
        code = self._rules.dictionary
        known = dictionaries.lemmas(code, folded) if code else ()
        return tuple(dict.fromkeys([*known, *chain.from_iterable(map(self._irregular, (folded, *known)))]))

    def _lemmas(self, folded: str) -> tuple[str, ...]:
        """The lemmas of a word, and those of a compound by its end: of a known one by the irregular forms alone."""
        found = self.headwords(folded)
        if self._rules.compounds:
            known = self._irregular if found else self.headwords
            for start in range(2, len(folded) - _HEAD + 1):
                ends = known(folded[start:])
                if ends:
                    return found + tuple(folded[:start] + lemma for lemma in ends)
        return found

    def _irregular(self, folded: str) -> tuple[str, ...]:
        return irregular.lemmas(self.language, folded)

    def _small(self, word: str) -> str:
        word = unicodedata.normalize("NFC", word)
        if self._rules.dotless:
            word = word.replace("İ", "i").replace("I", "ı")
        return word.lower()


class _Snowball(threading.local):
    """A stemmer for each thread: one has one buffer, and a lock might be held for good in a forked child."""

    def __init__(self, algorithm: str) -> None:
        self._stemmer = Stemmer.Stemmer(algorithm, 0)

    def __call__(self, word: str) -> str:
        return str(self._stemmer.stemWord(word))


@lru_cache(maxsize=_RUNS)
def _remembered(analyser: Analyser, run: str) -> tuple[Word, ...]:
    return tuple(analyser._analysed(run, partial(_known, analyser)))


@lru_cache(maxsize=_CACHED)
def _known(analyser: Analyser, word: str, folded: str) -> tuple[str, ...]:
    return analyser._keys(word, folded)


@lru_cache(maxsize=256)
def _analyser(tag: str) -> Analyser:
    return Analyser(tag)


def analyser(tag: str | None) -> Analyser:
    """The analyser of a language by its BCP 47 tag; one that the table does not have is folded only."""
    primary = languages.primary(tag)
    return _analyser(primary if primary in LANGUAGES else "")
