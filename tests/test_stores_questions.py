"""What strangers' queries ask is told from their words, however they are dressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import GlossaryError, ParameterError, UsageError
from glossary.stores.questions import FORMS, examine

GRAPHS = ("urn:glossary:travel", "urn:glossary:travel/inferred")


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "select"),
        ("prefix x: <http://e/> base <http://select/> aSk { ?s x:p ?o }", "ask"),
        ("# SELECT\nPREFIX select: <http://e/#select>\nCONSTRUCT WHERE { ?s select:insert 'DROP ALL' }", "construct"),
        ("DESCRIBE <http://e/insert>", "describe"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query: str, form: str) -> None:
    """Comments, prefixes and addresses do not count."""
    assert examine(query, GRAPHS).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''#''' SERVICE <http://e/> {} }",
        'SELECT * { ?s ?p "\\"#" . SERVICE <http://e/> {} }',
        "SELECT * { FILTER(?a<?b)SERVICE<http://e/>{} }",
        "SELECT * { ?s ?p <http://e/#x> . SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p 'a'@en. SERVICE <http://e/> {} }",
        "PREFIX : <http://e/> SELECT * { ?s :p :o. SERVICE <http://e/> {} }",
        "SELECT * { { SELECT * { SERVICE#\n<http://e/> { } } } }",
    ],
)
def test_service_is_found_wherever_it_stands(query: str) -> None:
    """In any case, after strings that hold signs of comments, glued to its neighbours."""
    with pytest.raises(UsageError, match="SERVICE is refused"):
        examine(query, GRAPHS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } # SERVICE <http://e/> {}",
        "SELECT ?service { ?service ?p 'SERVICE <http://e/> {}' }",
        'PREFIX service: <http://SERVICE/> SELECT * { ?s service:service """a " SERVICE """ }',
        "SELECT * { ?s <http://e/#SERVICE> 'x'@service }",
    ],
)
def test_the_word_elsewhere_is_no_service(query: str) -> None:
    """Comments, strings, variables, names, addresses and tags may hold it."""
    assert examine(query, GRAPHS).form == "select"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> 1 }",
        "PREFIX x: <http://e/>\nload <http://e/>",
        "WITH <a:b> DELETE {}",
        "CLEAR DEFAULT ; SELECT * {?s ?p ?o}",
    ],
)
def test_updates_are_refused_by_name(query: str) -> None:
    """The sentence says that nothing can be written."""
    with pytest.raises(UsageError, match="read-only"):
        examine(query, GRAPHS)


def test_from_names_graphs_that_are_here() -> None:
    """By address or by prefixed name; FROM NAMED alone leaves the default graph empty; all others are refused."""
    asked = examine(f"ASK FROM <{GRAPHS[0]}> FROM NAMED <{GRAPHS[1]}> {{}}", GRAPHS)
    assert (asked.default, asked.named) == (GRAPHS[:1], GRAPHS[1:])
    asked = examine("PREFIX g: <urn:glossary:> SELECT * from g:travel {}", GRAPHS)
    assert (asked.default, asked.named) == (GRAPHS[:1], ())
    asked = examine(f"ASK FROM NAMED <{GRAPHS[0]}> {{}}", GRAPHS)
    assert (asked.default, asked.named) == ((), GRAPHS[:1])
    assert examine("ASK {}", GRAPHS).default is None
    for graph in ("<http://127.0.0.1:9/x>", "NAMED <file:///etc/hostname>", "no:prefix"):
        with pytest.raises(UsageError, match="nothing is fetched"):
            examine(f"ASK FROM {graph} {{}}", GRAPHS)


def test_the_protocols_dataset_goes_first() -> None:
    """What the query says in FROM is passed over then (SPARQL 1.1 Protocol, section 2.1.4)."""
    asked = examine("ASK FROM <http://e/> {}", GRAPHS, named=["http://e/1"])
    assert (asked.default, asked.named) == ((), ("http://e/1",))


@pytest.mark.parametrize("query", ["", " \n", "# only a comment"])
def test_an_empty_query_is_refused(query: str) -> None:
    """It names the parameter, or says what a query is."""
    with pytest.raises(UsageError) as refused:
        examine(query, GRAPHS)
    assert isinstance(refused.value, ParameterError) == (not query.strip())


@given(st.text(alphabet=st.sampled_from(list("SELECTFROMservice{}<>?\"'#\\:@ \n")), max_size=200))
def test_no_text_breaks_it(query: str) -> None:
    """Whatever is sent gets a form or a reason."""
    try:
        assert examine(query, GRAPHS).form in FORMS
    except GlossaryError as error:
        assert str(error)
