"""Concepts of every shape for the tests of the formats for translators, and a glossary of them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from glossary.exports import Glossary
from glossary.model import Concept, Mapping, NoEquivalent, Notation, Source, Term, Text

BASE = "https://vocab.example/"
ACT = Source(
    "Directive 2013/32/EU", "Art. 2(c)", "32013L0032", "http://data.europa.eu/eli/dir/2013/32/oj", 2013, "derived"
)
LIST = Source("Glossary, version 3")

SEEKER = Concept(
    uri=BASE + "asylum-seeker",
    id="asylum-seeker",
    vocabulary="test",
    created="2026-01-31",
    modified="2026-02-28T10:00:00",
    notations=(Notation("12.3"),),
    member_of=(BASE + "theme/asylum",),
    broader=(BASE + "migrant",),
    related=("urn:example:elsewhere",),
    mappings=(Mapping("exact", "http://eurovoc.europa.eu/c_100141"),),
    definitions=(
        Text("who has asked for protection & waits <for> an answer", "en", "EU", (ACT, LIST)),
        Text("personne qui a demandé l’asile", "fr"),
        Text("Person, die um Schutz ersucht hat", "de", "", (LIST,)),
    ),
    scope_notes=(Text("Not the same as a refugee.", "en", "", (ACT,)), Text("ნახეთ ლტოლვილი.", "ka")),
    examples=(Text("She is an asylum seeker.", "en"),),
    terms=(
        Term(
            "en-1", "asylum seeker", "en", status="published", reliability=3, sources=(LIST, ACT), part_of_speech="noun"
        ),
        Term("en-2", "asylum applicant", "en", "admitted", usage_note="in acts | and forms"),
        Term("en-3", "asylee", "en", "deprecated", replaced_by="en-1"),
        Term("en-4", "bogus refugee", "en", "deprecated"),
        Term("en-5", "asylum seaker", "en", "hidden"),
        Term("de-1", "Asylbewerber", "de", jurisdictions=("DE", "EU"), gender="masculine", created="2025-01-01"),
        Term(
            "de-AT-1",
            "Asylwerber",
            "de-AT",
            jurisdictions=("AT",),
            gender="commonGender",
            status="drafted",
            reliability=1,
        ),
        Term("de-2", "AB", "de", "admitted", type="acronym"),
        Term("el-1", "αιτών άσυλο", "el", part_of_speech="nounPhrase", type="entryTerm"),
        Term("el-CY-1", "αιτητής ασύλου", "el-CY", context=Text("Ο αιτητής ασύλου περιμένει.", "el-CY", "", (LIST,))),
        Term("ar-1", "طالب لجوء", "ar"),
        Term("mt-1", "=1+1", "mt", type="phraseologicalUnit"),
        Term("hy-1", "ապաստան հայցող", "hy"),
        Term("uk-1", "шукач\tпритулку\r\n(ж)", "uk"),
        Term("x-1", "no tag", None),
    ),
    no_equivalents=(NoEquivalent("ga", "not in use", (LIST,)),),
)
MIGRANT = Concept(
    uri=BASE + "migrant",
    id="migrant",
    vocabulary="test",
    narrower=(SEEKER.uri,),
    deprecated=True,
    replaced_by=(BASE + "person",),
    terms=(Term("en-1", "migrant", "en"), Term("de-1", "Migrant", "de"), Term("mt-1", "migrant", "mt")),
)
OTHER = Concept(
    uri=BASE + "a b/ü", id="", vocabulary="test", terms=(Term("ka-1", "სხვა", "ka"),), related=(MIGRANT.uri,)
)
ALL = (SEEKER, MIGRANT, OTHER)
TAGS = ("en", "de-AT", "de", "fr", "el", "el-CY", "ar", "mt", "hy", "uk", "ka", "ga", "")


def glossary(concepts: Sequence[Concept] = ALL, tags: Sequence[str] = TAGS) -> Glossary:
    """A glossary of the concepts in the languages."""
    return Glossary(
        name="test",
        title="Test & trial",
        uri=BASE,
        licence="https://creativecommons.org/licenses/by/4.0/",
        release="20260101-000000",
        created="2026-01-01T00:00:00+00:00",
        languages=tuple(tags),
        concepts=lambda: iter(concepts),
        label=lambda uri: uri.rpartition("/")[2],
    )


_text = st.text(min_size=1, max_size=12)
_tag = st.sampled_from(["en", "de", "de-AT", "sr-Cyrl", "mt"])
_source = st.builds(
    Source, _text, _text, _text, _text, st.none() | st.integers(1900, 2100), st.sampled_from(["", "as-in"])
)
_value = st.builds(Text, _text, _tag, _text, st.lists(_source, max_size=2).map(tuple))
_term = st.builds(
    Term,
    id=_text,
    text=_text,
    language=_tag,
    role=st.sampled_from(["preferred", "admitted", "deprecated", "hidden"]),
    jurisdictions=st.lists(_text, max_size=2).map(tuple),
    status=_text,
    reliability=st.none() | st.integers(1, 4),
    sources=st.lists(_source, max_size=2).map(tuple),
    usage_note=_text,
    type=st.sampled_from(["", "acronym", "phraseologicalUnit", "odd"]),
    part_of_speech=st.sampled_from(["", "noun", "properNoun"]),
    gender=st.sampled_from(["", "feminine", "commonGender"]),
    context=st.none() | _value,
)
concepts = st.builds(
    Concept,
    uri=st.builds(lambda text: BASE + text, _text),
    id=_text,
    vocabulary=st.just("test"),
    terms=st.lists(_term, min_size=1, max_size=5, unique_by=lambda term: term.id).map(tuple),
    definitions=st.lists(_value, max_size=3).map(tuple),
    scope_notes=st.lists(_value, max_size=1).map(tuple),
    member_of=st.lists(_text, max_size=1).map(tuple),
    related=st.lists(st.builds(lambda text: BASE + text, _text), max_size=2).map(tuple),
    notations=st.lists(st.builds(Notation, _text), max_size=1).map(tuple),
    created=st.sampled_from(["", "2026-01-01", "last year"]),
)
"""Concepts whose texts are any texts at all."""
