"""What releases did to an entry, for its page and the list of changes: when, what, and from which words to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from glossary import languages
from glossary.changes import Change, Detail, Kind, Wording
from service import filters
from service.i18n import _
from service.reader import Reader

_CHANGES: dict[Kind, str] = {
    "added": _("added"),
    "changed": _("changed"),
    "deprecated": _("no longer in use"),
    "withdrawn": _("withdrawn"),
}
PARTS = {
    "term": _("terms"),
    "noEquivalent": _("statements of no equivalent"),
    "definition": _("definitions"),
    "scopeNote": _("scope notes"),
    "note": _("notes"),
    "example": _("examples"),
    "changeNote": _("change notes"),
    "broader": _("relations"),
    "narrower": _("relations"),
    "related": _("relations"),
    "exactMatch": _("links to other vocabularies"),
    "closeMatch": _("links to other vocabularies"),
    "broadMatch": _("links to other vocabularies"),
    "narrowMatch": _("links to other vocabularies"),
    "relatedMatch": _("links to other vocabularies"),
    "memberOf": _("themes"),
    "member": _("members"),
}
"""What changed in a resource, in words; what is not named here is OTHER."""
OTHER = _("other data")
_WORDED = frozenset(["term", "noEquivalent", "definition", "scopeNote", "note", "example", "changeNote"])
"""Parts of an entry that have a language, which is what the history names."""
_OTHER_PARTS = _("links and details")
MOST_PARTS = 6
"""Languages that the history names for one release before it counts the rest."""
MOST_DETAILS = 100
"""Details shown of one release; all of them are in the data."""


class Altered(NamedTuple):
    """One thing that changed: what it is, in which language, and both its sides, "" where it was not there."""

    part: str
    language: str
    before: Markup
    after: Markup


class Event(NamedTuple):
    """What a release did to the entry: in words, when, which parts of it changed, how, and where it is as it was then.

    ``place`` is the address of the data below the release, "" where the release has none. ``more`` counts the details
    that are not among ``details``.
    """

    kind: str
    release: str
    date: str
    parts: str
    place: str
    details: list[Altered]
    more: int


def events(changes: Iterable[Change], reader: Reader) -> list[Event]:
    """What releases did to the entry, newest first."""
    return [_event(change, reader) for change in changes]


def place(release: str, change: Change) -> str:
    """Where a release has the data of what changed (:mod:`service.archive`)."""
    return f"/release/{release}{filters.document(change.vocabulary, change.id, change.uri, 'ttl')}"


def _event(change: Change, reader: Reader) -> Event:
    told = [detail for detail in change.details if detail.part not in ("created", "modified")]
    listed = [] if change.kind == "withdrawn" else told[:MOST_DETAILS]
    return Event(
        reader.interface.text(_CHANGES[change.kind]),
        change.release,
        reader.interface.date(change.date),
        _parts(told, reader),
        "" if change.kind == "withdrawn" else place(change.release, change),
        list(_altered(listed, reader)),
        len(told) - len(listed) if listed else 0,
    )


def _parts(details: Iterable[Detail], reader: Reader) -> str:
    """The languages concerned, and whether more than words changed."""
    text, listed = reader.interface.text, reader.interface.listed
    parts = dict.fromkeys(
        languages.name(detail.language, reader.ui) if detail.part in _WORDED else text(_OTHER_PARTS)
        for detail in details
    )
    shown = list(parts)[:MOST_PARTS]
    more = len(parts) - len(shown)
    if more:
        shown.append(reader.interface.plural(more, "%(num)s more", "%(num)s more"))
    return listed(shown) if shown else ""


def _altered(details: Iterable[Detail], reader: Reader) -> Iterator[Altered]:
    for detail in details:
        sides = (_side(one, detail.language, reader) for one in (detail.before, detail.after))
        language = languages.name(detail.language, reader.ui) if detail.language else ""
        yield Altered(reader.interface.text(PARTS.get(detail.part, OTHER)), language, *sides)


def _side(wording: Wording | None, language: str | None, reader: Reader) -> Markup:
    """A term with its marks, a text with its context and sources, or an address."""
    if wording is None:
        return Markup("")
    ui = reader.ui
    text = filters.address(wording.text) if filters.is_link(wording.text) else Markup("<bdi%s>%s</bdi>") % (
        filters.attributes(language, ui), wording.text,
    )  # fmt: skip
    marks = (
        filters.place(language, wording.jurisdictions, ui) if wording.role else "",
        filters.certainty(wording.role, wording.status, wording.reliability, ui),
        filters.context(wording.context, ui),
        "; ".join(wording.sources),
        wording.note,
    )
    told = Markup(" · ").join(mark for mark in marks if mark)
    return Markup("%s <small>%s</small>") % (text, told) if told else text
