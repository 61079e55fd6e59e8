"""What editors hand back, whatever the format: entries, each with its place, and the problems met on the way."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from glossary.imports.rdf_report import shown
from glossary.model import Value

MAX_TEXT: Final = 500
"""Characters of a term; the longest published one has 250."""

Action = Literal["set", "confirm", "withdraw", "no equivalent"]


class Place(Value, frozen=True):
    """Where something stands; ``row`` is a row of the sheet, a line of the file, or the number of an object, from 1."""

    file: str
    row: int = 0
    column: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        parts = [
            self.file,
            f'sheet "{self.sheet}"' if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f'column "{self.column}"' if self.column else "",
        ]
        return ", ".join(part for part in parts if part)


class Problem(Value, frozen=True):
    """Something that keeps an entry from being taken over ("problem"), or that a person should look at ("note")."""

    place: Place
    reason: str
    severity: Literal["problem", "note"] = "problem"


class Seen(Value, frozen=True):
    """The term that the editors had before them; "" where there was none."""

    text: str
    role: str = ""
    status: str = ""


class Entry(Value, frozen=True, kw_only=True):
    """One statement of the editors about a concept in a language.

    ``concept`` is an id or address; ``term_id`` the id of the term that is meant, "" when it is not said; ``seen`` None
    when the file does not say what was there. ``column`` says it, where the file has columns. "" and () in the other
    fields mean: not said.
    """

    place: Place
    column: str = ""
    concept: str
    language: str
    action: Action = "set"
    text: str = ""
    term_id: str = ""
    role: str = ""
    status: str = ""
    reliability: int | None = None
    jurisdictions: tuple[str, ...] = ()
    usage_note: str = ""
    type: str = ""
    part_of_speech: str = ""
    gender: str = ""
    sources: tuple[str, ...] = ()
    seen: Seen | None = None

    def spot(self, column: str = "") -> Place:
        """The place of what it says, or of another column of its row."""
        return msgspec.structs.replace(self.place, column=(column or self.column) if self.column else "")


class Returned(Value, frozen=True):
    """What a file holds."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def unfit(text: str) -> str:
    """Why a text cannot be a term; "" when it can."""
    if len(text) > MAX_TEXT:
        return f"the term has {len(text)} characters, more than {MAX_TEXT}"
    if any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in text):
        return f"the term has a control character: {shown(text)}"
    if not any(character.isalnum() for character in text):
        return f"the term has neither letters nor digits: {shown(text)}"
    return ""
