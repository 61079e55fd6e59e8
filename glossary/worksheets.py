"""The form of the sheets that editors fill in: its columns and words, for who writes one and who reads it back."""

from __future__ import annotations

from typing import Final

from glossary.model import Value

SHEET: Final = "Terms"

CONCEPT: Final = "concept"
ENGLISH: Final = "English term"
DEFINITION: Final = "definition"
LANGUAGE: Final = "language"
TERM_ID: Final = "term id"
PRESENT: Final = "present term"
PRESENT_ROLE: Final = "present role"
PRESENT_STATUS: Final = "present status"
PRESENT_SOURCE: Final = "present source"
PRESENT_NOTE: Final = "present note"
NEW: Final = "new term"
SOURCE: Final = "source"
NOTE: Final = "note"
STATUS: Final = "status"
DECISION: Final = "decision"

GIVEN: Final = (
    *(CONCEPT, ENGLISH, DEFINITION, LANGUAGE, TERM_ID),
    *(PRESENT, PRESENT_ROLE, PRESENT_STATUS, PRESENT_SOURCE, PRESENT_NOTE),
)
"""Columns that the sheet comes with; they are protected."""
ASKED: Final = (NEW, SOURCE, NOTE, STATUS, DECISION)
"""Columns for the editor."""
COLUMNS: Final = (*GIVEN, *ASKED)

STATUSES: Final = ("drafted", "reviewed")
"""What an editor's entry may be (vocab/README.md)."""
CONFIRM: Final = "confirm"
WITHDRAW: Final = "withdraw"
NO_EQUIVALENT: Final = "no equivalent"
DECISIONS: Final = (CONFIRM, WITHDRAW, NO_EQUIVALENT)


class Row(Value, frozen=True):
    """A line of a sheet, column by column; "" where there is nothing."""

    concept: str
    english: str
    definition: str
    language: str
    term_id: str = ""
    term: str = ""
    role: str = ""
    status: str = ""
    source: str = ""
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """The texts of the columns ``GIVEN``."""
        return (
            *(self.concept, self.english, self.definition, self.language, self.term_id),
            *(self.term, self.role, self.status, self.source, self.note),
        )
