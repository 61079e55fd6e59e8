"""Dictionaries of inflected forms: made once a machine from those of simplemma, then only read, by memory map.

A dictionary says for each *folded* form which folded lemmas it may belong to, so that a word typed without its
diacritics is known as well. It is one trie in one file; workers share its pages and hold none of their own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from marisa_trie import BytesTrie

from glossary.analysis import folding
from glossary.analysis.table import LANGUAGES
from glossary.errors import NotPrepared
from glossary.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told of a step: its name, how much is done, of how much."""

CODES: Final = tuple(sorted({rules.dictionary for rules in LANGUAGES.values() if rules.dictionary}))
"""The dictionaries that are made, by simplemma's codes; ``hbs`` is Bosnian, Croatian, Montenegrin and Serbian."""

VERSION: Final = f"3-{version('simplemma')}"
"""Changes whenever what is in the files changes."""

_LONGEST = 40
"""Characters of the longest form that is kept."""


def prepare(folder: Path, progress: Progress | None = None) -> None:
    """Make the dictionaries that are missing in ``folder``; each appears whole or not at all.

    Takes about a minute and 150 MB of disk; a second call does nothing. ``progress`` is told
    each language when it is ready, how many are, and of how many. GlossaryError when the folder cannot be written.
    """
    missing = [code for code in CODES if not _file(folder, code).is_file()]
    if not missing:
        return
    try:
        _home(folder).mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=get_context("spawn")) as pool:
            futures = {pool.submit(_make, code, _file(folder, code)): code for code in sorted(missing, key=_effort)}
            for number, future in enumerate(as_completed(futures), start=1):
                future.result()
                if progress:
                    progress(f"dictionary {futures[future]}", number, len(missing))
    except OSError as error:
        raise NotPrepared(
            f"the dictionaries cannot be written to {folder}: {error}; set another cache folder"
        ) from error


def is_prepared(folder: Path) -> bool:
    """Whether every dictionary is in ``folder``."""
    return all(_file(folder, code).is_file() for code in CODES)


def use(folder: Path) -> None:
    """Tell this process in which folder the dictionaries are; nothing is opened before it is needed."""
    if folder != _Place.folder:
        _Place.folder = folder
        _open.cache_clear()


def lemmas(code: str, folded: str) -> tuple[str, ...]:
    """The folded lemmas of a folded form, () for one that the dictionary does not know.

    NotPrepared, a GlossaryError, when this machine has no dictionaries yet.
    """
    return tuple(_unpack(folded, packed) for packed in _open(code).get(folded, ()))


class _Place:
    """Where this process finds the dictionaries."""

    folder: Path = Settings().cache


@cache
def _open(code: str) -> BytesTrie:
    path = _file(_Place.folder, code)
    try:
        return BytesTrie().mmap(str(path))
    except (OSError, RuntimeError) as error:
        raise NotPrepared(f"there is no dictionary {path}; `glossary prepare` makes it") from error


def _home(folder: Path) -> Path:
    return folder / f"dictionaries-{VERSION}"


def _file(folder: Path, code: str) -> Path:
    return _home(folder) / f"{code}.trie"


def _effort(code: str) -> int:
    """The large ones first, so that no process is left alone with one at the end."""
    large = ("pl", "fi", "et", "ru", "de", "hu", "tr")
    return large.index(code) if code in large else len(large)


def _make(code: str, path: Path) -> None:
    """Make one dictionary: written beside its place and then moved there."""
    trie = BytesTrie(_entries(code))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{code}-")
    os.close(handle)
    try:
        trie.save(name)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _entries(code: str) -> Iterator[tuple[str, bytes]]:
    """Each folded form with each of its lemmas, packed; one at a time, for there are millions."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory  # decompresses; only who prepares needs it

    dictionary = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(code)
    language = "sh" if code == "hbs" else code
    lemmas: dict[str, str] = {}
    for written in dictionary:
        lemma = dictionary[written]
        if lemma not in lemmas:
            lemmas[lemma] = _fold(lemma, language)
            if lemmas[lemma]:
                yield lemmas[lemma], _pack(lemmas[lemma], lemmas[lemma])
        form = _fold(written, language)
        if form and lemmas[lemma]:
            yield form, _pack(form, lemmas[lemma])


def _fold(word: str, language: str) -> str:
    """A word folded; "" for one that is several words, or longer than any that is looked up."""
    if language == "uk":  # whose apostrophe stands within a word
        word = word.replace("'", "").replace("’", "")
    folded = folding.fold_composed(word, language).strip()
    return folded if len(folded) <= _LONGEST and " " not in folded else ""


def _pack(form: str, lemma: str) -> bytes:
    """A lemma as the number of characters to take off the form's end, and what to put there: small and alike."""
    common = len(os.path.commonprefix([form, lemma]))  # noqa: RUF071  # of characters, not of paths
    return bytes([len(form) - common]) + lemma[common:].encode()


def _unpack(form: str, packed: bytes) -> str:
    return form[: len(form) - packed[0]] + packed[1:].decode()
