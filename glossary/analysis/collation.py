"""The order of words and the letters of the alphabet in each language, by ICU (CLDR)."""

from __future__ import annotations

from functools import lru_cache

import icu

from glossary import languages

_BORROWED = {"cnr": "sr-Latn", "sh": "sr-Latn"}
"""Languages without an ICU tailoring, and the one whose order they share."""


def alphabet_of(tag: str | None) -> str:
    """The language whose alphabetical index a label belongs to: the tag without its region, ``sr-Cyrl``, ``de``."""
    return languages.without_region(tag or "")


@lru_cache(maxsize=128)
def _locale(alphabet: str) -> icu.Locale:
    return icu.Locale(_BORROWED.get(languages.primary(alphabet), alphabet).replace("-", "_"))


@lru_cache(maxsize=128)
def _collator(alphabet: str) -> icu.Collator:
    return icu.Collator.createInstance(_locale(alphabet))


@lru_cache(maxsize=128)
def _buckets(alphabet: str) -> tuple[icu.ImmutableIndex, tuple[str, ...]]:
    index = icu.AlphabeticIndex(_locale(alphabet))
    index.addLabels(icu.Locale("en"))
    immutable = index.buildImmutableIndex()
    return immutable, tuple(str(immutable.getBucket(number)[0]) for number in range(immutable.bucketCount))


def sort_key(text: str, alphabet: str) -> bytes:
    """A key by which texts of a language sort as its readers expect."""
    return bytes(_collator(alphabet).getSortKey(text))


def letter(text: str, alphabet: str) -> tuple[int, str]:
    """The place and name of the letter under which an index of that language lists ``text``: Czech "ch" is a letter.

    What begins with no letter of the alphabet nor a Latin one goes under "#", last.
    """
    index, labels = _buckets(alphabet)
    number = index.getBucketIndex(text)
    label = labels[number]
    return (len(labels), "#") if label == "…" else (number, label)
