"""How far languages cover themes."""

from __future__ import annotations

from glossary.coverage import Tally, markdown
from glossary.model import Concept, Coverage, NoEquivalent, Term


def concept(*terms: Term, none: str = "", deprecated: bool = False) -> Concept:
    return Concept(
        uri="https://vocab.example/c",
        id="c",
        vocabulary="v",
        terms=terms,
        no_equivalents=(NoEquivalent(none),) if none else (),
        deprecated=deprecated,
    )


def term(language: str, status: str = "", role: str = "preferred") -> Term:
    return Term(id="1", text="x", language=language, status=status, role=role)  # type: ignore[arg-type]  # a Role


def test_counts() -> None:
    """The best status of a language's preferred terms counts, regional ones included; deprecated concepts do not."""
    tally = Tally()
    theme = "https://vocab.example/t"
    for value in (
        concept(term("de", "drafted"), term("de-AT", "published"), term("sr-Cyrl", "drafted"), none="mt"),
        concept(term("de", "drafted"), term("fr"), term("mt", "published", "admitted")),
        concept(term("de", "published"), deprecated=True),
    ):
        tally.add(value, (theme,))
    rows = {row.language: row for row in tally.coverage()}
    assert rows["de"] == Coverage(theme, "de", 2, published=1, drafted=1)
    assert rows["fr"] == Coverage(theme, "fr", 2, other=1)
    assert rows["mt"] == Coverage(theme, "mt", 2, none=1)
    assert rows["sr-Cyrl"] == Coverage(theme, "sr-Cyrl", 2, drafted=1)


def test_table() -> None:
    """Languages are rows, themes columns, and an empty cell is seen as empty."""
    rows = [Coverage("t", "de", 3, published=1, drafted=2), Coverage("u", "mt", 1, none=1)]
    assert markdown(rows, {"t": "Travel", "u": "Papers"}) == (
        "| language | Travel | Papers |\n|---|---|---|\n| concepts | 3 | 1 |\n| de | 1p 2d | – |\n| mt | – | 1n |\n"
    )
