"""Edits of a vocabulary's terms: as values, and as lines that a person can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from glossary.changes import cited
from glossary.imports.entries import Place
from glossary.model import Term, Value

EditKind = Literal["added", "changed", "withdrawn", "conflict"]


class Edit(Value, frozen=True, kw_only=True):
    """One change to a term, or to the statement that a language has none (``before`` and ``after`` both None).

    ``kind`` is what becomes of it; "conflict" means that the vocabulary has changed since the editors saw it, and
    ``reason`` says how. ``file`` is the file of the vocabulary that is touched.
    """

    kind: EditKind
    concept: str
    language: str
    file: str
    place: Place
    before: Term | None = None
    after: Term | None = None
    no_equivalent: bool = False
    reason: str = ""
    conflict: str = ""


def described(edit: Edit) -> str:
    """An edit in one line, with everything that it changes."""
    what = f"no equivalent in {edit.language}" if edit.no_equivalent else _terms(edit.before, edit.after)
    parts = [f"{edit.kind} {edit.concept}: {what}"]
    parts += [f"because: {edit.reason}"] if edit.reason else []
    parts += [f"[{edit.conflict}]"] if edit.conflict else []
    return " ".join([*parts, f"({edit.place})"])


def _terms(before: Term | None, after: Term | None) -> str:
    if before and after:
        differing = (name for name in Term.__struct_fields__ if getattr(before, name) != getattr(after, name))
        changes = (f"{_named(name)} {_fact(before, name)} becomes {_fact(after, name)}" for name in differing)
        return f'{before.id} "{before.text}"@{before.language}: {"; ".join(changes)}'
    term = after or before
    return f"{term.id} {_said(term)}" if term else ""


def _said(term: Term) -> str:
    facts = [term.role, term.status, *term.jurisdictions, "; ".join(map(cited, term.sources))]
    facts += [term.type, term.part_of_speech, term.gender]
    facts += [f"{_named('usage_note')} {_fact(term, 'usage_note')}"] if term.usage_note else []
    return f'"{term.text}"@{term.language} ({", ".join(fact for fact in facts if fact)})'


def _named(field: str) -> str:
    """A field of a term as the editors' sheets call it."""
    return {"text": "term", "usage_note": "note", "sources": "source"}.get(field, field.replace("_", " "))


def _fact(term: Term, field: str) -> str:
    """What a term says in a field, in the sheets' wording; texts in quotation marks."""
    value = getattr(term, field)
    if field == "sources":
        value = "; ".join(map(cited, term.sources))
    if isinstance(value, tuple):
        value = ", ".join(value)
    if not value:
        return "(none)"
    return f'"{value}"' if field in ("text", "usage_note", "sources") else str(value)


def summary(edits: Sequence[Edit]) -> str:
    """How many edits there are of each kind."""
    counts = {kind: sum(edit.kind == kind for edit in edits) for kind in ("added", "changed", "withdrawn", "conflict")}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())
