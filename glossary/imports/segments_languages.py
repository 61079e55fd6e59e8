"""Which of its languages a file of segments is checked in: the ones asked for, as long as it has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from glossary import languages
from glossary.errors import InputError

_SHOWN = 20


def require(name: str, what: str, asked: str, held: Sequence[str]) -> str:
    """The language to check: ``asked``, else the only one of ``held`` (the most frequent of its tags), "" for none.

    ``what`` is "source" or "target". InputError when the file has others than the one asked for, or several and none is
    asked for.
    """
    if asked and held and not any(languages.same(asked, tag) for tag in held):
        raise InputError(name, f"its {what} language is {_listed(held)}, not {asked}")
    if asked or not held:
        return asked
    if len({languages.primary(tag) for tag in held}) > 1:
        raise InputError(name, f"it holds {_listed(held)}: say which is the {what} language")
    return Counter(held).most_common(1)[0][0]


def _listed(held: Sequence[str]) -> str:
    return ", ".join(sorted({tag[: languages.MAX_TAG] for tag in held})[:_SHOWN])
