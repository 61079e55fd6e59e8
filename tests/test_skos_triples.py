"""Plain triples and their N-Triples form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.skos.triples import IRI, Blank, Literal, Triple, ntriples, parse_ntriples

iris = st.from_regex(r"https://vocab\.example/[a-zA-Z0-9/#%äßა中._-]{0,20}", fullmatch=True).map(IRI)
blanks = st.from_regex(r"[a-z][a-z0-9-]{0,8}[a-z0-9]", fullmatch=True).map(Blank)
texts = st.text(st.characters(exclude_categories=["Cs"]))
tagged = st.tuples(texts, st.sampled_from(["de-AT", "sr-Cyrl", "x-own"]), st.none())
typed = st.tuples(texts, st.none(), st.one_of(st.none(), iris.map(lambda iri: iri.value)))
literals = st.one_of(tagged, typed).map(lambda parts: Literal(*parts))
triples = st.builds(Triple, st.one_of(iris, blanks), iris, st.one_of(iris, blanks, literals))


@given(st.lists(triples))
def test_what_is_written_reads_back(written: list[Triple]) -> None:
    """Any triple survives the N-Triples form bit for bit: line breaks, quotes, controls, tags in their own case."""
    assert list(parse_ntriples(ntriples(written))) == written
