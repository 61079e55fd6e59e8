"""Graphs of every shape for the tests of the writers, and a comparison that forgives nothing but blank-node labels."""

from __future__ import annotations

import string
from collections.abc import Iterable

import pyoxigraph
import rdflib
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from glossary.skos.namespaces import PREFIXES, RDF, SKOS, XSD
from glossary.skos.statements import SHARED
from glossary.skos.triples import IRI, Blank, Block, Literal, Object, Subject, Triple, n3

rdflib.NORMALIZE_LITERALS = False

RDFLIB = {"turtle": "turtle", "rdfxml": "xml", "jsonld": "json-ld", "ntriples": "nt"}
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
}
"""What the two readers call our formats."""

ODD_PREFIXES = {
    **PREFIXES,
    "": "https://vocab.example/",
    "again": "https://vocab.example/",
    "urn": "https://vocab.example/urn/",
    "xml": "https://vocab.example/xml/",
    "under": "https://vocab.example/c_",
    "tag-1": "tag:vocab.example,2026:",
    "ä.b": "https://vocab.example/umlaut/",
    "void": "",
}
"""Prefixes as files declare them: empty, doubled, reserved in XML, equal to a scheme, not in ASCII."""

_LOCAL = st.sampled_from(
    [*string.ascii_letters, *"0123456789", *"-._~%:;,!$&'()*+=/?#@", "ß", "α", "წ", "ع", "𝒳", "%zz"]
)
locals_ = st.lists(_LOCAL, max_size=6).map("".join)
namespaces = st.sampled_from([*(uri for uri in ODD_PREFIXES.values() if uri), "urn:isbn:", "skos:", "mailto:"])
addresses = st.one_of(
    st.builds(str.__add__, namespaces, locals_),
    st.just("https://vocab.example/" + "long" * 600),
)
predicates = st.one_of(addresses, st.sampled_from([RDF + "type", RDF + "value", SKOS + "prefLabel", RDF + "_1"])).map(
    IRI
)
iris = addresses.map(IRI)

# what no XML document can carry is refused before it gets here
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda found: found >= " " or found in "\t\n\r"
)
texts = st.one_of(st.text(characters), st.text(st.sampled_from("\"'\\\r\n\t<>&]-{}@^ a=é𝒳\u2028\x85")))
tags = st.sampled_from(["en", "NL-be", "de-AT", "sr-Cyrl", "x-own", "i-klingon", "en-GB-oed", "zh-Hant-x-a1"])
# rdflib rewrites the texts of xsd:token and xsd:normalizedString whatever it is told
datatypes = st.sampled_from(
    [
        *(XSD + name for name in ("integer", "boolean", "date", "double", "anyURI")),
        *(RDF + name for name in ("XMLLiteral", "HTML", "JSON")),
        *("https://vocab.example/type#own", "urn:type:own", "https://vocab.example/%zz/ä"),
    ]
)
literals = st.one_of(
    st.builds(Literal, texts, st.one_of(st.none(), tags), st.none()),
    st.builds(Literal, st.one_of(texts, st.just("007")), st.none(), datatypes),
)

_SUBJECTS: list[Subject] = [IRI(f"https://vocab.example/{name}") for name in ("a", "b", "c")]
_BLANKS = [Blank(f"b{number}") for number in range(6)]
subjects = st.sampled_from(_SUBJECTS + _BLANKS)
arcs = st.sampled_from([IRI(RDF + "first"), IRI(RDF + "rest"), IRI(SKOS + "member"), IRI(RDF + "type")])
ends = st.sampled_from([*_SUBJECTS, *_BLANKS, IRI(RDF + "nil"), Literal("end")])

descriptions = st.lists(st.builds(Triple, subjects, predicates, st.one_of(iris, literals, ends)), max_size=10)
"""Triples of odd terms."""

shapes = st.lists(st.builds(Triple, subjects, arcs, ends), max_size=16)
"""Triples of plain terms whose blank nodes form trees, lists, rings, and nodes that several subjects share."""


@st.composite
def lists(draw: st.DrawFn) -> list[Triple]:
    """A list whose items may be lists or blank nodes, and whose cells may have an end too many."""
    triples: list[Triple] = []
    count = 0

    def build(depth: int) -> Object:
        nonlocal count
        items = draw(st.lists(st.sampled_from(["text", "list", "node"][: 3 if depth < 3 else 1]), max_size=3))
        head: Object = IRI(RDF + "nil")
        for item in reversed(items):
            cell, count = Blank(f"cell{count}"), count + 1
            value: Object = Literal(f"item {count}")
            if item == "list":
                value = build(depth + 1)
            elif item == "node":
                value = Blank(f"node{count}")
            triples.append(Triple(cell, IRI(RDF + "first"), value))
            triples.append(Triple(cell, IRI(RDF + "rest"), head))
            head = cell
        return head

    triples.append(Triple(IRI("https://vocab.example/a"), IRI(SKOS + "memberList"), build(0)))
    triples += draw(st.lists(st.builds(Triple, st.just(Blank("cell0")), arcs, ends), max_size=1))
    return triples


graphs = st.one_of(descriptions, shapes, st.builds(list.__add__, descriptions, shapes), lists())


def blocks(triples: Iterable[Triple]) -> list[Block]:
    """Triples as the blocks that writers are promised: what hangs below several subjects is named so."""
    below: dict[Subject, list[Triple]] = {}
    for triple in dict.fromkeys(triples):
        below.setdefault(triple.subject, []).append(triple)
    roots: list[Subject] = [subject for subject in below if isinstance(subject, IRI)]
    pointed = {triple.object for found in below.values() for triple in found}
    reached: dict[Subject, list[Subject]] = {}
    for root in [*roots, *sorted(set(below).difference(roots), key=lambda blank: blank in pointed)]:
        if not isinstance(root, Blank) or not any(root in found for found in reached.values()):
            reached[root] = _closure(root, below)
    seen = [node for found in reached.values() for node in found]
    shared = {node: Blank(SHARED + node.label) for node in seen if isinstance(node, Blank) and seen.count(node) > 1}

    def named(triple: Triple) -> Triple:
        subject, predicate, value = triple
        return Triple(shared.get(subject, subject), predicate, shared.get(value, value))  # type: ignore[call-overload]

    return [
        Block(shared.get(root, root), tuple(named(triple) for node in found for triple in below.get(node, ())))  # type: ignore[call-overload]
        for root, found in reached.items()
    ]


def _closure(root: Subject, below: dict[Subject, list[Triple]]) -> list[Subject]:
    found = [root]
    for node in found:
        for triple in below.get(node, ()):
            if isinstance(triple.object, Blank) and triple.object not in found:
                found.append(triple.object)
    return found


def same(one: Iterable[Triple], other: Iterable[Triple]) -> bool:
    """Whether two sets of triples differ in nothing but the labels of blank nodes."""
    return isomorphic(_letters(one), _letters(other))


def _letters(triples: Iterable[Triple]) -> rdflib.Graph:
    """A graph in which an address stands for each term to the letter: rdflib compares tags and values more kindly."""

    def node(term: Object) -> rdflib.term.Node:
        return rdflib.BNode(term.label) if isinstance(term, Blank) else rdflib.URIRef("urn:" + n3(term).encode().hex())

    graph = rdflib.Graph()
    for triple in triples:
        graph.add(tuple(map(node, triple)))  # type: ignore[arg-type]
    return graph


def read(data: bytes, format_: str) -> list[Triple]:
    """What rdflib reads."""
    return [Triple(*map(_term, triple)) for triple in rdflib.Graph().parse(data=data, format=format_)]  # type: ignore[arg-type]


def _term(node: rdflib.term.Node) -> Object:
    if isinstance(node, rdflib.Literal):
        return Literal(str(node), node.language, str(node.datatype) if node.datatype else None)
    return Blank(str(node)) if isinstance(node, rdflib.BNode) else IRI(str(node))


def read_elsewhere(data: bytes, format_: pyoxigraph.RdfFormat) -> list[Triple]:
    """What Oxigraph reads; language tags come out in lower case."""
    return [Triple(*map(_other_term, quad.triple)) for quad in pyoxigraph.parse(data, format=format_, lenient=True)]  # type: ignore[arg-type]


def _other_term(node: object) -> Object:
    if isinstance(node, pyoxigraph.Literal):
        typed = node.language is None and node.datatype.value != XSD + "string"
        return Literal(node.value, node.language, node.datatype.value if typed else None)
    return Blank(node.value) if isinstance(node, pyoxigraph.BlankNode) else IRI(node.value)  # type: ignore[attr-defined]


def lowered(triples: Iterable[Triple]) -> list[Triple]:
    """The same triples with language tags in lower case."""
    return [
        Triple(s, p, Literal(o.text, o.language.lower()) if isinstance(o, Literal) and o.language else o)
        for s, p, o in triples
    ]
