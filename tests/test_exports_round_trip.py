"""What goes out as TBX comes back: a reader that knows only the documentation gets the concepts as they were."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tbx_reader import read
from terms_material import ALL, BASE, TAGS, glossary

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.exporting import Selection, gathered
from glossary.exports import TERM_FORMATS
from glossary.model import Concept, Mapping, NoEquivalent, Notation, Source, Term, Text

TEXTS = ("definitions", "scope_notes", "notes", "examples", "change_notes")


def expected(concept: Concept, tags: tuple[str, ...]) -> Concept:
    """The concept as TBX holds it: in the languages' order, without hidden terms, with the names of its themes."""
    keys = [languages.key(tag) for tag in tags]
    ranks = ("preferred", "admitted", "deprecated")
    terms = [term for term in concept.terms if term.role != "hidden" and languages.key(term.language) in keys]
    terms.sort(key=lambda term: (keys.index(languages.key(term.language)), ranks.index(term.role)))
    present = {languages.key(term.language) for term in terms}

    def place(text: Text) -> int:
        key = languages.key(text.language)
        return keys.index(key) if key in present else -1

    texts = {
        name: tuple(
            sorted((text for text in getattr(concept, name) if languages.key(text.language) in keys), key=place)
        )
        for name in TEXTS
    }
    return msgspec.structs.replace(
        concept,
        terms=tuple(terms),
        member_of=tuple(theme.rpartition("/")[2] for theme in concept.member_of),
        no_equivalents=tuple(none for none in concept.no_equivalents if languages.key(none.language) in keys),
        schemes=(),
        top_concept_of=(),
        **texts,
    )


def test_the_examples_come_back() -> None:
    """Every field of the examples, in both versions."""
    of = tuple(
        msgspec.structs.replace(
            concept, uri=concept.uri.replace(" ", "%20").replace("ü", "%C3%BC"), id=concept.id or "other"
        )
        for concept in ALL
    )
    for name in ("tbx2", "tbx3"):
        data = b"".join(TERM_FORMATS[name].write(glossary(of, TAGS)))
        assert read(data) == [expected(concept, TAGS) for concept in of]


_words = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\\"), min_size=1, max_size=6)
_text = st.lists(_words, min_size=1, max_size=3).map(" ".join)
_tag = st.sampled_from(["en", "de", "de-AT", "el", None])
_source = st.builds(
    Source,
    _words,
    _text,
    _words,
    _words,
    st.none() | st.integers(1000, 2100),
    st.sampled_from(["", "as-in", "derived"]),
)
_sources = st.lists(_source, max_size=2).map(tuple)
_value = st.builds(Text, _text, _tag, st.sampled_from(["", "EU", "global"]), _sources)


@st.composite
def _terms(draw: st.DrawFn) -> tuple[Term, ...]:
    terms = []
    for number in range(draw(st.integers(1, 4))):
        tag = draw(_tag)
        role = draw(st.sampled_from(["preferred", "admitted", "deprecated", "hidden"])) if number else "preferred"
        context = draw(st.none() | _value)
        terms.append(
            Term(
                id=draw(_words) + str(number),
                text=draw(_text),
                language=tag,
                role=role,  # type: ignore[arg-type]
                jurisdictions=draw(st.lists(_words, max_size=2).map(tuple)),
                status=draw(st.sampled_from(["", "drafted", "published"])),
                reliability=draw(st.none() | st.integers(1, 4)),
                sources=draw(_sources),
                usage_note=draw(st.just("") | _text),
                type=draw(st.sampled_from(["", "acronym", "phraseologicalUnit", "entryTerm"])),
                part_of_speech=draw(st.sampled_from(["", "noun", "other", "nounPhrase"])),
                gender=draw(st.sampled_from(["", "feminine", "commonGender"])),
                context=context and msgspec.structs.replace(context, language=tag),
                created=draw(st.sampled_from(["", "2026-01-31"])),
                modified=draw(st.sampled_from(["", "2026-02-01T10:00:00"])),
                replaced_by=draw(st.sampled_from(["", "x-1"])),
            )
        )
    return tuple(terms)


_uris = st.builds(lambda word: BASE + "".join(filter(str.isalnum, word.encode("ascii", "ignore").decode())), _words)
_concepts = st.builds(
    Concept,
    uri=_uris.map(lambda uri: uri + "-0"),
    id=_words,
    vocabulary=st.just("test"),
    terms=_terms(),
    **{name: st.lists(_value, max_size=2).map(tuple) for name in TEXTS},
    notations=st.lists(st.builds(Notation, _words, st.just("") | _uris), max_size=2).map(tuple),
    created=st.sampled_from(["", "2026-01-31", "last year"]),
    modified=st.sampled_from(["", "2026-01-31", "2026-01-31T12:00:00"]),
    no_equivalents=st.lists(
        st.builds(NoEquivalent, st.sampled_from(["en", "de-AT"]), st.just("") | _text, _sources), max_size=2
    ).map(tuple),
    broader=st.lists(_uris, max_size=2, unique=True).map(tuple),
    related=st.lists(st.just("urn:a") | _uris, max_size=1).map(tuple),
    mappings=st.lists(st.builds(Mapping, st.just("close"), _uris), max_size=2).map(tuple),
)


@pytest.mark.parametrize("name", ["tbx2", "tbx3"])
@given(_concepts)
@settings(max_examples=40, deadline=None)
def test_any_concept_comes_back(name: str, concept: Concept) -> None:
    """Whatever is said of a concept and its terms is read back, through labels, brackets, bars and semicolons."""
    tags = ("de-AT", "en", "", "de", "el")
    data = b"".join(TERM_FORMATS[name].write(glossary((concept,), tags)))
    assert read(data) == [expected(concept, tags)]


def test_a_vocabulary_comes_back(catalogue: Catalogue) -> None:
    """Concepts of a release, in all its languages."""
    made = gathered(catalogue, Selection("travel"))
    for original, found in zip(made.concepts(), read(b"".join(TERM_FORMATS["tbx3"].write(made))), strict=True):
        themes = tuple(map(made.label, original.member_of))
        want = msgspec.structs.replace(expected(original, made.languages), member_of=themes, vocabulary="test")
        assert found == want
