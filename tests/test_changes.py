"""What changed between two states of a concept, told term by term."""

from __future__ import annotations

import msgspec
import pytest

from glossary.changes import Detail, Wording, compare, compare_all
from glossary.model import Concept, Mapping, NoEquivalent, Source, Term, Text

URI = "https://vocab.example/t/a"


def concept(*terms: Term, **fields: object) -> Concept:
    return msgspec.structs.replace(Concept(uri=URI, id="a", vocabulary="t", terms=terms), **fields)


def term(text: str, language: str = "en", number: str = "", **fields: object) -> Term:
    return msgspec.structs.replace(Term(id=number or text, text=text, language=language), **fields)


def details(before: Concept, after: Concept) -> tuple[Detail, ...]:
    change = compare(before, after)
    return change.details if change else ()


def test_nothing_changed() -> None:
    """Equal values have no change, whatever the order of their terms."""
    one, two = term("river"), term("Fluss", "de")
    assert compare(concept(one, two), concept(two, one)) is None


def test_added_and_withdrawn() -> None:
    """A new concept has no details, nor has one that starts deprecated; a withdrawn one keeps its label and terms."""
    value = concept(term("Fluss", "de"), term("river"))
    added, withdrawn = compare(None, value), compare(value, None)
    assert added is not None
    assert (added.kind, added.label, added.details) == ("added", "river", ())
    born_old = compare(None, concept(term("river"), deprecated=True))
    assert born_old is not None
    assert (born_old.kind, born_old.details) == ("deprecated", ())
    assert withdrawn is not None
    assert (withdrawn.kind, withdrawn.label, withdrawn.language) == ("withdrawn", "river", "en")
    assert [detail.before.text for detail in withdrawn.details if detail.before] == ["Fluss", "river"]


def test_deprecated() -> None:
    """A concept that became deprecated says so, and what replaces it."""
    change = compare(concept(), concept(deprecated=True, replaced_by=("https://vocab.example/t/b",)))
    assert change is not None
    assert change.kind == "deprecated"
    assert {(d.part, d.kind, d.after.text if d.after else "") for d in change.details} == {
        ("replacedBy", "added", "https://vocab.example/t/b"),
        ("deprecated", "added", "true"),
    }


@pytest.mark.parametrize("number", ["", "mt-1"])
def test_a_reworded_term(number: str) -> None:
    """A term with a new wording is one changed term, with or without an id that lasts."""
    before = concept(term("refuġjat", "mt", number), term("refugee"))
    after = concept(term("rifuġjat", "mt", number, status="reviewed"), term("refugee"))
    (detail,) = details(before, after)
    assert (detail.part, detail.kind, detail.language) == ("term", "changed", "mt")
    assert detail.before == Wording("refuġjat", role="preferred")
    assert detail.after == Wording("rifuġjat", role="preferred", status="reviewed")
    assert detail.fields == ("text", "status")


def test_a_term_among_several() -> None:
    """Where it cannot be known which term became which, they are added and removed."""
    before = concept(term("a", role="admitted"), term("b", role="admitted"))
    after = concept(term("c", role="admitted"), term("d", role="admitted"))
    assert [detail.kind for detail in details(before, after)] == ["removed", "removed", "added", "added"]


def test_a_term_changes_its_role() -> None:
    """A term that is no longer preferred is one changed term."""
    (detail,) = details(concept(term("alien")), concept(term("alien", role="deprecated")))
    assert detail.fields == ("role",)


def test_texts_relations_and_mappings() -> None:
    """Definitions, relations, mappings and statements of no equivalent are told one by one."""
    before = concept(
        definitions=(Text("Old wording.", "en", "EU"), Text("Same.", "en", "global")),
        broader=("https://vocab.example/t/b",),
        mappings=(Mapping("exact", "https://other.example/1"),),
    )
    after = concept(
        definitions=(Text("New wording.", "en", "EU"), Text("Same.", "en", "global")),
        broader=("https://vocab.example/t/c",),
        mappings=(Mapping("close", "https://other.example/1"),),
        no_equivalents=(NoEquivalent("ka", sources=(Source("Act", "3"),)),),
    )
    found = [(d.part, d.kind, d.before and d.before.text, d.after and d.after.text) for d in details(before, after)]
    assert found == [
        ("noEquivalent", "added", None, ""),
        ("definition", "changed", "Old wording.", "New wording."),
        ("broader", "removed", "https://vocab.example/t/b", None),
        ("broader", "added", None, "https://vocab.example/t/c"),
        ("closeMatch", "added", None, "https://other.example/1"),
        ("exactMatch", "removed", "https://other.example/1", None),
    ]


def test_vocabularies_are_compared_by_address() -> None:
    """Of two vocabularies only what differs is told, in the order of the addresses."""
    same = Concept(uri=URI + "0", id="a0", vocabulary="t")
    changes = list(
        compare_all(
            [same, concept(term("x")), Concept(uri=URI + "1", id="a1", vocabulary="t")],
            [Concept(uri=URI + "2", id="a2", vocabulary="t"), concept(term("y")), same],
        )
    )
    assert [(change.id, change.kind) for change in changes] == [("a", "changed"), ("a1", "withdrawn"), ("a2", "added")]
