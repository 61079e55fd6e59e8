"""What is completed from what a file says, and kept apart from it."""

from __future__ import annotations

import rdflib

from glossary.skos.inference import infer
from glossary.skos.namespaces import SKOS
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI, Literal

HEAD = """
@prefix : <https://vocab.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .
"""


def inferred(turtle: str) -> Statements:
    return infer(Statements.from_graphs([rdflib.Graph().parse(data=HEAD + turtle, format="turtle")]))


def targets(found: Statements, name: str, relation: str) -> list[str]:
    return [uri.rpartition("/")[2] for uri in found.addresses(IRI(f"https://vocab.example/{name}"), SKOS + relation)]


def test_inverses() -> None:
    """Narrower follows from broader, broader from narrower, related goes both ways."""
    found = inferred(":a a skos:Concept ; skos:broader :b ; skos:narrower :c ; skos:related :d .")
    assert targets(found, "b", "narrower") == ["a"]
    assert targets(found, "c", "broader") == ["a"]
    assert targets(found, "d", "related") == ["a"]


def test_what_is_stated_is_not_inferred_again() -> None:
    """The inferred graph holds only what the source lacks."""
    assert len(inferred(":a skos:broader :b . :b skos:narrower :a .")) == 0


def test_plain_labels() -> None:
    """An extended label gives the plain one, tag as written."""
    found = inferred(":a skosxl:prefLabel [ skosxl:literalForm 'Gast'@de-AT ] .")
    assert list(found.literals(IRI("https://vocab.example/a"), SKOS + "prefLabel")) == [Literal("Gast", "de-AT")]


def test_plain_notes() -> None:
    """A definition that is a node with a value gives the plain text as well."""
    found = inferred(
        ":a skos:definition [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> 'who travels'@en ; :source :b ] ."
    )
    definitions = found.literals(IRI("https://vocab.example/a"), SKOS + "definition")
    assert list(definitions) == [Literal("who travels", "en")]


def test_top_concepts_where_none_are_stated() -> None:
    """A scheme without top concepts gets those with nothing broader; a scheme that names some keeps them."""
    bare = inferred(":a a skos:Concept ; skos:inScheme :s . :b a skos:Concept ; skos:inScheme :s ; skos:broader :a .")
    assert targets(bare, "s", "hasTopConcept") == ["a"]
    stated = inferred(
        ":s skos:hasTopConcept :a . :a a skos:Concept ; skos:inScheme :s . :c a skos:Concept ; skos:inScheme :s ."
    )
    assert targets(stated, "s", "hasTopConcept") == []
    assert targets(stated, "a", "topConceptOf") == ["s"]


def test_iso_25964_and_ordered_members() -> None:
    """Generic broader terms count as broader; the items of a member list are members."""
    found = inferred(":a iso:broaderGeneric :b . :k skos:memberList ( :a :b ) .")
    assert targets(found, "a", "broader") == ["b"]
    assert targets(found, "b", "narrower") == ["a"]
    assert targets(found, "k", "member") == ["a", "b"]


def test_an_endless_list_ends() -> None:
    """A member list whose rest points to itself is read once round."""
    found = inferred(
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . :k skos:memberList _:l ."
        " _:l rdf:first :a ; rdf:rest _:l ."
    )
    assert targets(found, "k", "member") == ["a"]
