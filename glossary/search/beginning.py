"""Labels that begin with what was typed, in their own spelling or in another one, and where in them that is."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary.analysis.folding import Folded, fold
from glossary.search.labels import Labels
from glossary.search.spelling import script, squeezed, variants

_MOST = 2000
"""Other spellings beyond which a beginning that they share says too little to look at each."""
_RUN_ON = 3
"""Letters of a further word that show that the space before it was left out: "migrants" is no "migrant s…"."""

Admits = Callable[[int], bool]


class Begun(NamedTuple):
    """Rows that go on after what was typed: in the script that was typed, and in another one."""

    near: set[int]
    far: set[int]


def begun(database: sqlite3.Connection, labels: Labels, forms: Sequence[str], admits: Admits) -> Begun:
    """Rows whose key goes on after the first form, which is spelled as typed, and admitted ones that do otherwise.

    Those are rows whose key goes on after another form, or that have another spelling that goes on after one.
    """
    own, *others = [set(_longer(database, labels, form)) for form in forms]
    other = {row for rows in others for row in rows - own if admits(row)}
    near = own | in_script(database, labels, forms[0], other)
    far = other - near
    known, typed = own | other, script(forms[0])
    for form in forms:
        for row, key in _respelled(database, labels, form, known, admits):
            (near if script(key) == typed else far).add(row)
    return Begun(near, far)


def _longer(database: sqlite3.Connection, labels: Labels, form: str) -> Sequence[int]:
    _, longer, end = labels.whole.bounds(database, form)
    return labels.whole.rows[longer:end]


def _respelled(
    database: sqlite3.Connection, labels: Labels, form: str, known: set[int], admits: Admits
) -> Iterator[tuple[int, str]]:
    """Other admitted rows with a variant that goes on after a form, and their keys.

    A variant without the spaces of its label counts only where a word of the label ends with the form; of the same
    spelling the one with spaces comes first.
    """
    _, longer, end = labels.variant.bounds(database, form)
    rows = labels.variant.rows[longer:end]
    left = set(filter(admits, set(rows) - known))
    if sum(map(left.__contains__, rows)) > _MOST:
        return
    for variant, having in labels.variant.longer(database, form) if left else ():
        new = left.intersection(having)
        for row, key in zip(new, labels.keys(database, new), strict=True) if new else ():
            if " " in variant or " " not in key or _ends_between(database, labels, row, key, form):
                left.discard(row)
                yield row, key


def _ends_between(database: sqlite3.Connection, labels: Labels, row: int, key: str, form: str) -> bool:
    if squeezed(key).startswith(form):
        return _is_break(key, len(form))
    (found,) = labels.texts(database, [row])
    spellings = variants(found.label, found.language, key)
    return any(one.startswith(form) or (squeezed(one).startswith(form) and _is_break(one, len(form)))
               for one in spellings if " " in one)  # fmt: skip


def _is_break(key: str, letters: int) -> bool:
    """Whether a word of the key ends after so many letters, or so far before that the next one is meant too."""
    for word in key.split(" "):
        if letters <= 0:
            break
        if letters < len(word):
            return letters >= _RUN_ON
        letters -= len(word)
    return True


def in_script(database: sqlite3.Connection, labels: Labels, typed: str, rows: Iterable[int]) -> set[int]:
    """Those of the rows that are written in the script of what was typed."""
    wanted, numbers = script(typed), list(rows)
    return {
        row
        for row, found in zip(numbers, labels.texts(database, numbers), strict=True)
        if script(found.label) == wanted
    }


def span(label: str, language: str | None, forms: Sequence[Folded]) -> tuple[tuple[int, int], ...]:
    """Where a label begins with one of the forms, or the first of its words that does; () where none does.

    Where only another spelling of the label begins so, the part is marked whose spelling that is.
    """
    folded = fold(label, language)
    start = 0
    while start >= 0:
        for form in forms:
            if form.key and folded.key.startswith(form.key, start):
                return ((folded.spans[start][0], folded.spans[start + len(form.key) - 1][1]),)
        start = folded.key.find(" ", start) + 1 or -1
    return _respelled_span(label, language, folded, [squeezed(form.key) for form in forms if form.key])


def _respelled_span(
    label: str, language: str | None, folded: Folded, wanted: Sequence[str]
) -> tuple[tuple[int, int], ...]:
    ends = sorted({end for _, end in folded.spans})

    def begins(end: int) -> bool:
        part = label[:end]
        key = fold(part, language).key
        spellings = [squeezed(one) for one in (key, *variants(part, language, key))]
        return any(one.startswith(form) for one in spellings for form in wanted)

    place = bisect_left(ends, True, key=begins)
    return ((folded.spans[0][0], ends[place]),) if place < len(ends) else ()
