"""How far each language covers each part of a vocabulary: its themes, or where it has none its concept schemes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from glossary import languages
from glossary.model import Concept, Coverage

_BETTER_FIRST = ("reviewed", "published", "drafted", "other", "none")


class Tally:
    """Counts concept by concept; deprecated concepts are left out."""

    def __init__(self) -> None:
        self._concepts: Counter[str] = Counter()
        self._states: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, concept: Concept, themes: Iterable[str]) -> None:
        """Count a concept in each theme that it is a part of."""
        if concept.deprecated:
            return
        states = _states(concept)
        for theme in themes:
            self._concepts[theme] += 1
            for language, state in states.items():
                self._states[theme, language][state] += 1

    def coverage(self) -> tuple[Coverage, ...]:
        """The counts by theme and language, in the order of their addresses and tags."""
        return tuple(
            Coverage(theme=theme, language=language, concepts=self._concepts[theme], **states)
            for (theme, language), states in sorted(self._states.items())
        )


def _states(concept: Concept) -> dict[str, str]:
    """For each language the best status of a preferred term, whatever its region; "none" where that was said."""
    found: dict[str, set[str]] = defaultdict(set)
    for none in concept.no_equivalents:
        found[languages.without_region(none.language)].add("none")
    for term in concept.terms:
        if term.role == "preferred" and term.language:
            state = term.status if term.status in _BETTER_FIRST else "other"
            found[languages.without_region(term.language)].add(state)
    return {language: min(states, key=_BETTER_FIRST.index) for language, states in found.items()}


def markdown(rows: Iterable[Coverage], names: dict[str, str]) -> str:
    """The counts as a table of languages by themes; ``names`` maps themes to titles, in the order of the columns.

    A cell gives published + drafted (+ reviewed, other) of all, and "n" for said to have no equivalent.
    """
    by_cell = {(row.language, row.theme): row for row in rows}
    totals = {row.theme: row.concepts for row in by_cell.values()}
    lines = [
        "| language | " + " | ".join(names.values()) + " |",
        "|---" * (len(names) + 1) + "|",
        "| concepts | " + " | ".join(str(totals.get(theme, 0)) for theme in names) + " |",
    ]
    for language in sorted({language for language, _ in by_cell}):
        cells = (by_cell.get((language, theme)) for theme in names)
        lines.append(f"| {language} | " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(row: Coverage | None) -> str:
    if row is None:
        return "–"
    counts = [(row.reviewed, "r"), (row.published, "p"), (row.drafted, "d"), (row.other, "o"), (row.none, "n")]
    return " ".join(f"{count}{letter}" for count, letter in counts if count)
