"""Changes for people: as lines of text, and as an HTML page that stands by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lxml import etree
from lxml.html import builder as E  # noqa: N812  # the name that lxml's documentation gives it

from glossary import languages
from glossary.changes import KINDS, Change, Detail, Wording
from glossary.exports.markup import clean

_SIGNS: Final = {"added": "+", "changed": "~", "deprecated": "!", "withdrawn": "-"}
_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_MAIN: Final = E.E.main
_SECTION: Final = E.E.section
_STYLE: Final = """
:root { color-scheme: light dark; --added: #d7f5dd; --removed: #fde0df; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --added: #1c4527; --removed: #5a2323; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
section { border-block-start: 1px solid var(--line); padding: .5rem 0; }
h3 { margin: .5rem 0 0; font-size: 1.05rem; }
code { font-size: .9em; overflow-wrap: anywhere; }
ul { margin: .3rem 0; }
ins { background: var(--added); text-decoration: none; border-bottom: 2px solid; }
del { background: var(--removed); }
"""


def as_text(changes: Sequence[Change], labels: Mapping[str, str]) -> Iterator[str]:
    """A line a concept (``+`` added, ``~`` changed, ``!`` deprecated, ``-`` withdrawn), one below it a detail."""
    for change in changes:
        yield f"{_SIGNS[change.kind]} {change.id or change.uri}  {change.label}"
        for detail in change.details:
            yield f"    {_head(detail)}: {_sides(detail, labels)}"


def as_html(before: str, after: str, changes: Sequence[Change], labels: Mapping[str, str]) -> bytes:
    """A page with a section a kind of change; wordings that changed show word by word what is new."""
    body = [E.H1("What changed"), E.P("From ", E.CODE(before), " to ", E.CODE(after), f": {_counts(changes)}.")]
    for kind in KINDS:
        chosen = [change for change in changes if change.kind == kind]
        if chosen:
            body.append(E.H2(f"{kind.capitalize()} ({len(chosen)})"))
            body += [_section(change, labels) for change in chosen]
    page = E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(name="viewport", content="width=device-width"),
            E.TITLE(f"What changed from {before} to {after}"),
            E.STYLE(_STYLE),
        ),
        E.BODY(_MAIN(*body)),
        lang="en",
    )
    return etree.tostring(page, method="html", doctype="<!DOCTYPE html>", encoding="utf-8", pretty_print=True)


def _counts(changes: Sequence[Change]) -> str:
    counts = [(sum(change.kind == kind for change in changes), kind) for kind in KINDS]
    return ", ".join(f"{count} {kind}" for count, kind in counts if count) or "nothing"


def _head(detail: Detail) -> str:
    return " ".join(part for part in (detail.part, detail.language or "", detail.kind) if part)


def _sides(detail: Detail, labels: Mapping[str, str]) -> str:
    before, after = detail.before, detail.after
    if before and after and "text" in detail.fields:
        return f"{_said(before, labels)} -> {_said(after, labels)}"
    if before and after:
        return f"{_said(after, labels)}; {', '.join(detail.fields)} was {_facts(before) or 'empty'}"
    side = after or before
    return _said(side, labels) if side else ""


def _said(side: Wording, labels: Mapping[str, str]) -> str:
    known = labels.get(side.text)
    text = f"{side.text} ({known})" if known else f'"{side.text}"' if side.text else ""
    facts = _facts(side)
    return f"{text} [{facts}]".strip() if facts else text


def _facts(side: Wording) -> str:
    reliability = "" if side.reliability is None else f"reliability {side.reliability}"
    facts = (side.role, side.status, reliability, *side.jurisdictions, side.context, "; ".join(side.sources), side.note)
    return ", ".join(fact for fact in facts if fact)


def _section(change: Change, labels: Mapping[str, str]) -> Any:
    label = E.SPAN(clean(change.label) or change.uri, **_language(change.language))
    items = [_item(detail, labels) for detail in change.details]
    return _SECTION(
        E.H3(label, " ", E.CODE(clean(change.id or change.uri))),
        *([E.UL(*items)] if items else []),
        **{"class": change.kind},
    )


def _item(detail: Detail, labels: Mapping[str, str]) -> Any:
    before, after = detail.before, detail.after
    if not (before and after and "text" in detail.fields):
        mark = E.INS if detail.kind == "added" else E.DEL if detail.kind == "removed" else E.SPAN
        return E.LI(f"{_head(detail)}: ", mark(clean(_sides(detail, labels)), **_language(detail.language)))
    pieces = list(_by_word(clean(before.text), clean(after.text)))
    facts = f" [{clean(_facts(after))}]" if _facts(after) else ""
    return E.LI(f"{_head(detail)}: ", E.SPAN(*pieces, **_language(detail.language)), facts)


def _by_word(before: str, after: str) -> Iterator[str | etree._Element]:
    """The newer wording with what was taken out and put in, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "".join(new[c:d])
            continue
        if b > a:
            yield E.DEL("".join(old[a:b]))
        if d > c:
            yield E.INS("".join(new[c:d]))


def _language(tag: str | None) -> dict[str, str]:
    return {"lang": tag, "dir": languages.direction(tag)} if tag else {}
