"""Parallel sentences in every language of the shipped vocabulary, and what each names."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).parent / "data" / "sentences.txt"


def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


SENTENCES = _sections()
"""By language tag, the same number of lines each."""
EXPECTED = [line.split() for line in SENTENCES.pop("expected")]
"""Ids of the concepts that each line names."""
