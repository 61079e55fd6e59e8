"""The distinct words of a release: which forms lead to them, which letters they share, and which labels have them.

Words are folded and numbered in alphabetical order, so that those with a common beginning are a range of numbers. A
form is a language and one of the keys by which its analyser knows a word; a gram is three letters in a row.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from cachetools import LRUCache
from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from glossary.analysis.analyser import Analyser, Word, analyser
from glossary.analysis.folding import fold_query
from glossary.search.labels import Row, get_array, put, put_array, unpack
from glossary.search.spelling import in_latin

SCHEMA = """
CREATE TABLE word (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, rows BLOB NOT NULL);
CREATE TABLE form (form TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE gram (gram TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID;
"""

SAME, FORM, BEGUN, INSIDE = 1.0, 0.95, 0.8, 0.75
"""How well a word of a label answers a word of the query: it is it, a form of it, begins with it, or contains it."""

_LAST = "\U0010ffff"
_SHORTEST_INSIDE = 4
"""Letters of a word that is looked for inside others: shorter ones are in too many."""
_SHORTEST_AMID = 5
"""Letters of a word that is looked for amid others: shorter ones are amid many by chance, not at their ends."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")
"""Scripts of South-East and East Asia, in which words stand inside others however short they are."""
_SHORT, _ACRONYM = 3, 5
"""Letters of a word, and of one in capitals, up to which it is a form of some word in nearly every language."""
_MOST_SIMILAR = 24
"""Similar words that are followed up, the most similar first."""

_MOST_LIKELY = 150
"""Words that are compared letter by letter: those that share most letters, three in a row, with the one typed."""
_TELLING, _FEWEST = 2000, 5
"""Words that have a gram beyond which it tells little, and how many grams are looked at all the same."""
_SHARED, _STEM = 5, 0.7
"""Letters at the beginning, and share of the shorter word, that two forms of an unknown word have in common."""
_ACRONYM = 5
"""Letters up to which a word in capitals is an acronym: another letter makes it another one."""
_KEPT = 150_000
"""Words of the release that are remembered as answers to words as typed, about 100 bytes each."""
_OVERHEAD = 10
"""What an entry takes beside its answers, counted in answers."""

_T = TypeVar("_T", "Expansion", "dict[int, float]")

Answers = dict[int, float]
"""Numbers of words, and how well each answers a word of the query, from 0 to 1."""


class Expansion(NamedTuple):
    """What answers a word of the query: words one by one, and the range of numbers of those that begin with it.

    ``minor_in`` names the languages (as their analysers do) in which it is an article, preposition or the like.
    """

    answers: Answers
    begun: range = range(0)
    minor_in: frozenset[str] = frozenset()

    def best(self, words: Iterable[int]) -> float:
        """How well the best of these words answers."""
        found = max([self.answers.get(word, 0.0) for word in words], default=0.0)
        if found < BEGUN and self.begun and any(word in self.begun for word in words):
            return BEGUN
        return found


class _Forms(NamedTuple):
    """How a word as typed is looked for: as the words it may be, as its forms; and where it is a minor word."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    minor_in: frozenset[str]


def write(
    database: sqlite3.Connection, rows: Sequence[Row], passages: Iterable[tuple[str | None, Sequence[Word]]]
) -> None:
    """Write the lexicon of all labels, and of the words of texts by their language."""
    having: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    used: defaultdict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for number, row in enumerate(rows):
        used[analyser(row.language).language].update((word.folded, word.keys) for word in row.words)
        for folded in {word.folded for word in row.words}:
            having[folded].append(number)
    for language, words in passages:
        used[analyser(language).language].update((word.folded, word.keys) for word in words)
        for word in words:
            having[word.folded]  # gives the word an entry, without rows
    numbers = {word: number for number, word in enumerate(sorted(having))}
    put(database, "word", ((number, word, having[word].tobytes()) for word, number in numbers.items()))
    put_array(database, "frequency", array("I", [len(having[word]) for word in numbers]))
    _write_lists(database, "form", _forms(used, numbers))
    _write_lists(database, "gram", ((gram, number) for word, number in numbers.items() for gram in grams(word)))
    put_array(database, "sequence", array("I", [numbers[word.folded] for row in rows for word in row.words]))
    put_array(database, "minor", array("B", [word.minor for row in rows for word in row.words]))
    ends = array("I", [0])
    for row in rows:
        ends.append(ends[-1] + len(row.words))
    put_array(database, "ends", ends)
    put(database, "name", (("analysis", number, name) for number, name in enumerate(sorted(used))))


def _forms(used: dict[str, set[tuple[str, tuple[str, ...]]]], numbers: dict[str, int]) -> Iterator[tuple[str, int]]:
    for language, words in used.items():
        for folded, keys in words:
            yield from ((_form(language, key), numbers[folded]) for key in keys)


def _form(language: str, key: str) -> str:
    return f"{language} {key}"


def _write_lists(database: sqlite3.Connection, table: str, pairs: Iterable[tuple[str, int]]) -> None:
    lists: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in pairs:
        lists[name].add(number)
    put(database, table, ((name, array("I", sorted(found)).tobytes()) for name, found in sorted(lists.items())))


def grams(word: str) -> set[str]:
    """Each three letters in a row of a word, its borders counted as letters."""
    framed = f" {word} "
    return {framed[start : start + 3] for start in range(len(framed) - 2)}


class Lexicon:
    """Reads the lexicon; words (15 bytes each) and ``words_of`` a row (20) are held in memory, the rest in the file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._sequence = get_array(database, "sequence")
        self._ends = get_array(database, "ends")
        self._minor = get_array(database, "minor")
        self.frequency = get_array(database, "frequency")
        words = [word.encode() for (word,) in database.execute("SELECT word FROM word ORDER BY number")]
        self._letters, self._bounds = b"".join(words), array("I", accumulate(map(len, words), initial=0))
        names = database.execute("SELECT name FROM name WHERE kind = 'analysis' ORDER BY number")
        self._analysers: tuple[Analyser, ...] = tuple(analyser(name or None) for (name,) in names)
        self._known: LRUCache[tuple[str, str], Any] = LRUCache(_KEPT, getsizeof=_size)
        self._lock = Lock()

    def words_of(self, row: int) -> array[int]:
        """The words of a row, in their order."""
        return self._sequence[self._ends[row] : self._ends[row + 1]]

    def major_of(self, row: int) -> array[int]:
        """The words of a row without its minor ones; all of them where all are minor."""
        first, end = self._ends[row], self._ends[row + 1]
        minor = self._minor[first:end]
        if not any(minor) or all(minor):
            return self._sequence[first:end]
        return array(
            "I", [word for word, is_minor in zip(self._sequence[first:end], minor, strict=True) if not is_minor]
        )

    def count(self, expansion: Expansion) -> int:
        """How many labels have one of the words that answer, nearly."""
        words = chain(expansion.answers, expansion.begun)
        return sum(map(self.frequency.__getitem__, words))

    def rows(self, database: sqlite3.Connection, expansion: Expansion) -> set[int]:
        """The rows that have one of the words that answer."""
        found: set[int] = set()
        for word in expansion.answers:
            found.update(unpack(database.execute("SELECT rows FROM word WHERE number = ?", (word,)).fetchone()[0]))
        if expansion.begun:
            bounds = (expansion.begun.start, expansion.begun.stop)
            for (packed,) in database.execute("SELECT rows FROM word WHERE number >= ? AND number < ?", bounds):
                found.update(unpack(packed))
        return found

    def text(self, number: int) -> str:
        """The word of that number."""
        return self._letters[self._bounds[number] : self._bounds[number + 1]].decode()

    def texts(self, expansion: Expansion) -> list[str]:
        """The words that answer, as texts."""
        return [self.text(number) for number in chain(expansion.answers, expansion.begun)]

    def expand(self, database: sqlite3.Connection, surface: str, language: str = "") -> Expansion:
        """The words that are the one typed, or a form of it in one of the languages of the release.

        A short word or acronym has forms only in ``language``, a reader's tag.
        """
        if not _is_short(surface):
            return self._remembered("expand", surface, lambda: self._expand(database, surface, self._analysers))
        reading = [one for one in self._analysers if language and one is analyser(language)]
        kind = f"expand {reading[0].language}" if reading else "expand none"
        return self._remembered(kind, surface, lambda: self._expand(database, surface, reading))

    def inside(self, database: sqlite3.Connection, surface: str) -> Answers:
        """The words that contain the one typed, as compounds do."""
        return self._remembered("inside", surface, lambda: self._inside(database, surface))

    def similar(self, database: sqlite3.Connection, surface: str) -> Answers:
        """The words that differ from the one typed by few letters, or at their ends only."""
        return self._remembered("similar", surface, lambda: self._similar(database, surface))

    def _remembered(self, kind: str, surface: str, make: Callable[[], _T]) -> _T:
        """What was found for a word before, which nobody changes; else what is found now."""
        with self._lock:
            found = self._known.get((kind, surface))
        if found is None:
            found = make()
            if _size(found) < _KEPT // 10:
                with self._lock:
                    self._known[kind, surface] = found
        return found

    def _expand(self, database: sqlite3.Connection, surface: str, inflecting: Sequence[Analyser]) -> Expansion:
        looked = self._forms(surface, inflecting)
        found = dict.fromkeys(self._lists(database, "form", looked.forms), FORM)
        marks = ", ".join("?" * len(looked.words))
        same = database.execute(f"SELECT number FROM word WHERE word IN ({marks})", looked.words)
        found.update((number, SAME) for (number,) in same)
        return Expansion(found, minor_in=looked.minor_in)

    def _forms(self, surface: str, inflecting: Sequence[Analyser]) -> _Forms:
        words = {form.key for form in fold_query(surface)} | {in_latin(surface)}
        analysed = [(one, word) for one in self._analysers for word in one.passing(surface)]
        return _Forms(
            tuple(words - {""}),
            tuple({_form(one.language, key) for one, word in analysed if one in inflecting for key in word.keys}),
            frozenset(one.language for one, word in analysed if _is_minor(one, word, surface)),
        )

    def _sharing(self, database: sqlite3.Connection, key: str) -> list[int]:
        """The words that share most grams with a key; grams that very many words have are passed over."""
        query = "SELECT words FROM gram WHERE gram = ?"
        packed = (database.execute(query, (gram,)).fetchone() for gram in sorted(grams(key)))
        lists = sorted((unpack(found[0]) for found in packed if found), key=len)
        telling = [words for words in lists if len(words) <= _TELLING]
        shared = Counter(chain.from_iterable(telling if len(telling) >= _FEWEST else lists[:_FEWEST]))
        least = max(2, len(key) // 4) if len(key) > 5 else 1
        if len(shared) > _MOST_LIKELY:
            least = max(least, _least_of_most(_MOST_LIKELY, shared.values()))
        likely = sorted(word for word, count in shared.items() if count >= least)
        likely.sort(key=shared.__getitem__, reverse=True)
        return likely[:_MOST_LIKELY]

    @staticmethod
    def _lists(database: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[int]:
        query = f"SELECT words FROM {table} WHERE {table} IN ({', '.join('?' * len(names))})"
        return chain.from_iterable(unpack(packed) for (packed,) in database.execute(query, names))

    def exactly(self, database: sqlite3.Connection, surface: str) -> Expansion:
        """The word typed and no form of it."""
        words = [form.key for form in fold_query(surface)]
        query = f"SELECT number FROM word WHERE word IN ({', '.join('?' * len(words))})"
        return Expansion({number: SAME for (number,) in database.execute(query, words)})

    def beginning(self, database: sqlite3.Connection, surface: str) -> Expansion:
        """The words that begin with what was typed."""
        query = "SELECT number FROM word WHERE word >= ? ORDER BY word LIMIT 1"
        key = fold_query(surface)[-1].key
        bounds = [database.execute(query, (bound,)).fetchone() for bound in (key, key + _LAST)]
        return Expansion({}, range(*(found[0] if found else len(self.frequency) for found in bounds)))

    def _inside(self, database: sqlite3.Connection, surface: str) -> Answers:
        found: Answers = {}
        for form in fold_query(surface):
            if _UNSPACED.fullmatch(form.key):
                query = "SELECT number FROM word WHERE word >= '\u0e00' AND instr(word, ?)"
                found.update((number, INSIDE) for (number,) in database.execute(query, (form.key,)))
            elif len(form.key) >= _SHORTEST_INSIDE and " " not in form.key:
                inner = [form.key[start : start + 3] for start in range(len(form.key) - 2)]
                candidates = self._with_all(database, inner)
                found.update((number, INSIDE) for number in candidates if _is_part(form.key, self.text(number)))
        return found

    def _with_all(self, database: sqlite3.Connection, wanted: Sequence[str]) -> list[int]:
        lists = []
        for gram in wanted:
            packed = database.execute("SELECT words FROM gram WHERE gram = ?", (gram,)).fetchone()
            if packed is None:
                return []
            lists.append(unpack(packed[0]))
        lists.sort(key=len)
        found = set(lists[0])
        for words in lists[1:]:
            found.intersection_update(words)
        return sorted(found)

    def _similar(self, database: sqlite3.Connection, surface: str) -> Answers:
        found: Answers = {}
        keys = {*(form.key for form in fold_query(surface)), in_latin(surface)} - {""}
        for key in keys if len(surface) > _ACRONYM or not surface.isupper() else ():
            allowed = _edits(key)
            if not allowed:
                continue
            likely = self._sharing(database, key)
            for place, likeness in _alike(key, list(map(self.text, likely)), allowed).items():
                found[likely[place]] = max(likeness, found.get(likely[place], 0.0))
        best = sorted(found, key=lambda word: (-found[word], word))[:_MOST_SIMILAR]
        return {word: found[word] * FORM for word in best}


def _least_of_most(most: int, counts: Iterable[int]) -> int:
    """The least of so many of the largest counts; of few different ones, much faster than by sorting them."""
    reached = 0
    for count, times in sorted(Counter(counts).items(), reverse=True):
        reached += times
        if reached >= most:
            return count
    return 0


def _is_minor(one: Analyser, word: Word, surface: str) -> bool:
    """Whether a word of a query says little in a language; one in capitals may be an acronym: WHO, IT."""
    return word.minor or (word.folded in one.asking and not (len(surface) > 1 and surface.isupper()))


def _is_part(key: str, word: str) -> bool:
    return key in word if len(key) >= _SHORTEST_AMID else word.startswith(key) or word.endswith(key)


def _is_short(surface: str) -> bool:
    return len(surface) <= (_ACRONYM if surface.isupper() else _SHORT)


def _size(found: Expansion | Answers) -> int:
    return _OVERHEAD + len(found.answers if isinstance(found, Expansion) else found)


def _alike(key: str, words: Sequence[str], allowed: int) -> dict[int, float]:
    """How alike words are to a key, from 0 to 1, by place: by the letters to change, or by the beginning they share."""
    found: dict[int, float] = {}
    for word, changes, place in process.extract(key, words, scorer=OSA.distance, score_cutoff=allowed, limit=None):
        found[place] = 1 - changes / max(len(key), len(word))
    for word, shared, place in process.extract(key, words, scorer=Prefix.similarity, score_cutoff=_SHARED, limit=None):
        if shared >= _STEM * min(len(key), len(word)):
            found[place] = max(found.get(place, 0.0), 2 * shared / (len(key) + len(word)))
    return found


def _edits(key: str) -> int:
    """Letters of a word that may be wrong, missing, added or exchanged."""
    return 0 if len(key) < 4 else 1 if len(key) < 6 else 2 if len(key) < 11 else 3
