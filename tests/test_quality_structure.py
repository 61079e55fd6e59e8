"""Checks of typed values, member lists, types, mappings and addresses at the edges of what is allowed."""

from __future__ import annotations

import pytest
from quality_material import turtle

from glossary.quality import check
from glossary.quality.values import fits
from glossary.skos.namespaces import XSD


def found(body: str) -> dict[str, str]:
    """The messages of the warnings about a few statements, by code."""
    return {finding.code: finding.message for finding in check(turtle(body)) if finding.severity == "warning"}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("boolean", ["true", "0", " true "], ["maybe", "TRUE", ""]),
        ("integer", ["007", "-1", "9" * 9000], ["1.0", "١", ""]),
        ("byte", ["127", "-128", "+0"], ["128", "-129", "9" * 9000]),
        ("unsignedLong", ["18446744073709551615"], ["-1", "18446744073709551616"]),
        ("positiveInteger", ["1"], ["0"]),
        ("decimal", ["1.50", ".5", "5."], ["1e3", "."]),
        ("double", ["0E1", "-INF", "NaN"], ["infinity"]),
        ("date", ["2024-02-29", "2026-01-02Z", "-0044-03-15", "12026-01-01"], ["2026-02-30", "1986-21-00", "20260101"]),
        ("dateTime", ["2026-01-02T03:04:05.000Z", "2026-01-02T24:00:00"], ["2018-10-22", "2026-01-02T25:00:00"]),
        ("time", ["03:04:05+02:00"], ["3:04"]),
        ("gYear", ["2026", "-0001"], ["26", "99999x"]),
        ("gYearMonth", ["2026-02"], ["2026-13"]),
        ("duration", ["P1Y2M", "PT0.5S", "P1DT2H"], ["P", "P1DT", "1Y"]),
        ("language", ["de-AT"], ["de_AT"]),
        ("anyURI", ["whatever", ""], []),
    ],
)
def test_lexical_forms_of_xml_schema(name: str, good: list[str], bad: list[str]):
    """A value fits its datatype exactly when XML Schema says so; blanks around it are allowed."""
    assert [text for text in good if not fits(text.strip(), XSD + name)] == []
    assert [text for text in bad if fits(text.strip(), XSD + name)] == []


@pytest.mark.parametrize(
    ("list_", "words"),
    [
        ("_:a rdf:first ex:c ; rdf:rest _:b . _:b rdf:first ex:c ; rdf:rest _:a .", "endless"),
        ("_:a rdf:first ex:c, ex:d ; rdf:rest rdf:nil, _:b . _:b rdf:first ex:c ; rdf:rest rdf:nil .", "fork"),
        ("_:a rdf:first ex:c .", "rdf:nil"),
        ("_:a rdf:rest rdf:nil .", "no item"),
        ('_:a rdf:first "text" ; rdf:rest rdf:nil .', "not a resource"),
        ('_:a rdf:first ex:c ; rdf:rest "end" .', '"end"'),
    ],
)
def test_faults_of_member_lists(list_: str, words: str):
    """Each way in which a list can break is named, and reading it ends."""
    body = (
        f'ex:k a skos:OrderedCollection ; skos:memberList _:a . {list_} ex:c a skos:Concept ; skos:prefLabel "cc"@en .'
    )
    assert words in found(body)["list-broken"]


def test_a_sound_member_list_is_left_alone():
    """An ordered collection of two concepts, and an empty one."""
    body = """ex:k a skos:OrderedCollection ; skos:memberList (ex:c ex:d) .
        ex:e a skos:OrderedCollection ; skos:memberList () .
        ex:c a skos:Concept ; skos:prefLabel "one"@en . ex:d a skos:Concept ; skos:prefLabel "two"@en ."""
    assert found(body) == {}


def test_a_list_item_that_is_not_there_is_named():
    """What a member list leads to must be described, like any member."""
    body = """ex:k a skos:OrderedCollection ; skos:memberList (ex:c ex:gone) .
        ex:c a skos:Concept ; skos:prefLabel "one"@en ."""
    assert "http://vocab.example/t/gone" in found(body)["relation-dangling"]


def test_a_collection_is_no_broader_concept():
    """Types follow from use as well: what stands in the hierarchy is a concept (SKOS Reference, S19)."""
    body = """ex:c a skos:Concept ; skos:prefLabel "one"@en ; skos:broader ex:k .
        ex:k a skos:Collection ; skos:prefLabel "group"@en ; skos:member ex:c ."""
    assert "skos:broader leads to it" in found(body)["type-conflict"]


def test_exact_matches_join_over_several_steps():
    """S46 holds for what exact matches join in either direction, however far."""
    body = """ex:a a skos:Concept ; skos:prefLabel "one"@en ; skos:exactMatch <http://other.example/1> .
        ex:b a skos:Concept ; skos:prefLabel "two"@en ; skos:exactMatch <http://other.example/1> ;
            skos:relatedMatch ex:a ."""
    assert "skos:relatedMatch" in found(body)["mapping-conflict"]
    assert "mapping-conflict" not in found(body.replace("relatedMatch", "closeMatch"))


def test_labels_and_comments_on_standard_terms_are_allowed():
    """Naming skos:broader in Finnish changes nothing; making it a sub-property does."""
    concept = 'ex:a a skos:Concept ; skos:prefLabel "one"@en .'
    assert found(f'{concept} skos:broader a rdf:Property, owl:ObjectProperty ; rdfs:label "yläkäsite"@fi .') == {}
    assert "redefines" in found(f"{concept} skos:broader a owl:SymmetricProperty .")["standard-redefined"]


@pytest.mark.parametrize(
    "twin",
    [
        "http://VOCAB.example/t/a",
        "HTTP://vocab.example/t/a",
        "http://vocab.example:80/t/a",
        "http://vocab.example/t/a/",
    ],
)
def test_addresses_that_look_alike_are_named(twin: str):
    """Case of scheme and host, the default port and a slash at the end are easily overlooked."""
    body = f'ex:a a skos:Concept ; skos:prefLabel "one"@en . <{twin}> a skos:Concept ; skos:prefLabel "two"@en .'
    assert f"<{twin}>" in found(body)["iri-twins"]


def test_an_address_and_its_percent_encoded_twin_are_two():
    """RDF compares addresses letter by letter, and so do we."""
    body = """<http://vocab.example/t/вода> a skos:Concept ; skos:prefLabel "вода"@uk .
        <http://vocab.example/t/%D0%B2%D0%BE%D0%B4%D0%B0> a skos:Concept ; skos:prefLabel "voda"@uk-Latn ."""
    assert found(body) == {}


def test_a_vocabulary_spread_over_several_bases_has_no_foreigners():
    """Only when most concepts lie under the base is one outside it a stranger."""
    body = " ".join(
        f'<http://{host}.example/1> a skos:Concept ; skos:prefLabel "concept {host}"@en .'
        for host in ("one", "two", "three")
    )
    assert "concept-foreign" not in found(body)
