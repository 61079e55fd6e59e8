"""From statements to values: what the model knows of a concept, collection and scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from glossary.model import Collection, Concept, Described, NoEquivalent, Scheme, Source, Term
from glossary.skos.inference import infer
from glossary.skos.reader import Reader, kinds
from glossary.skos.statements import Statements

DATA = Path(__file__).parent / "data"
BASE = "https://vocab.example/travel/"


@pytest.fixture(scope="module")
def values() -> dict[str, Described]:
    source = Statements.from_graphs([rdflib.Graph().parse(DATA / "sample.ttl")])
    complete = source.joined(infer(source))
    found = kinds(complete)
    reader = Reader("travel", complete, {uri: uri.removeprefix(BASE) for uri in found})
    return {uri.removeprefix(BASE): reader.read(uri, kind) for uri, kind in found.items()}


def term(value: Described, text: str) -> Term:
    return next(term for term in value.terms if term.text == text)


def test_kinds(values: dict[str, Described]) -> None:
    """Concepts, collections and schemes are told apart; acts and labels are none of them."""
    assert {name: type(value) for name, value in values.items()} == {
        "traveller": Concept,
        "guest": Concept,
        "visa": Concept,
        "passport": Concept,
        "pass": Concept,
        "words": Collection,
        "scheme": Scheme,
    }


def test_extended_labels(values: dict[str, Described]) -> None:
    """Facts about a term come from its extended label: id, jurisdictions, status, reliability, source."""
    gast = term(values["guest"], "Gast")
    assert (gast.id, gast.language, gast.role, gast.jurisdictions) == ("de-1", "de", "preferred", ("DE", "EU"))
    assert (gast.status, gast.reliability) == ("published", 3)
    assert gast.sources == (Source(title="Travel Directive", celex="32099L0001", uri=BASE + "act-1", year=2099),)
    assert term(values["guest"], "Fremder").jurisdictions == ("AT",)


def test_a_deprecated_term_has_that_role(values: dict[str, Described]) -> None:
    """LexInfo's deprecatedTerm makes an alternative label a deprecated term, with its usage note."""
    lodger = term(values["guest"], "lodger")
    assert (lodger.role, lodger.usage_note) == ("deprecated", "old-fashioned")


def test_a_plain_copy_of_an_extended_label_is_the_same_term(values: dict[str, Described]) -> None:
    """The inferred plain label does not make a second term."""
    assert [t.text for t in values["guest"].terms].count("Gast") == 1


def test_texts_and_sources(values: dict[str, Described]) -> None:
    """A reified definition keeps its source: act, article, year, and in which role."""
    traveller = values["traveller"]
    definition = traveller.definitions[0]
    assert definition.language == "en"
    assert definition.sources == (
        Source(
            title="Travel Directive",
            article="Art. 2(a)",
            celex="32099L0001",
            uri=BASE + "act-1",
            year=2099,
            role="derived",
        ),
    )


def test_no_equivalent_is_a_value_of_its_own(values: dict[str, Described]) -> None:
    """That a language has no term is said, with its source."""
    guest = values["guest"]
    assert isinstance(guest, Concept)
    assert [(none.language, none.note) for none in guest.no_equivalents] == [("mt", "n/a")]
    assert isinstance(guest.no_equivalents[0], NoEquivalent)


def test_relations_are_complete(values: dict[str, Described]) -> None:
    """Narrower, related and top concepts are there though the file says only half."""
    traveller, visa, scheme = values["traveller"], values["visa"], values["scheme"]
    assert isinstance(traveller, Concept)
    assert isinstance(visa, Concept)
    assert isinstance(scheme, Scheme)
    assert traveller.narrower == (BASE + "guest",)
    assert visa.related == (BASE + "traveller",)
    assert visa.member_of == (BASE + "words",)
    assert BASE + "traveller" in scheme.top_concepts


def test_deprecation(values: dict[str, Described]) -> None:
    """A superseded concept says so and names its replacement."""
    assert values["pass"].deprecated
    assert values["pass"].replaced_by == (BASE + "passport",)
