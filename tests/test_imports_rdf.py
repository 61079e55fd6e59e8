"""RDF files are read to the letter in every format, with lines, prefixes, notices and a digest."""

import dataclasses
import gzip
import hashlib
import logging
import warnings
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from glossary.errors import InputError
from glossary.imports.rdf import RdfFile, read_rdf, require_concepts
from glossary.skos.namespaces import SKOS
from glossary.skos.triples import IRI, Literal, Triple, ntriples

pytestmark = pytest.mark.usefixtures("no_network")

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared" / "data" / "vocabularies"
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <https://vocab.example/t/> .\n"
C1 = "https://vocab.example/t/c1"


def read(folder: Path, name: str, content: str | bytes) -> RdfFile:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_rdf(path)


def values(file: RdfFile) -> list[tuple[str, str | None, str | None]]:
    """Text, language and datatype of every literal, sorted."""
    literals = [o for _, _, o in file.graph if isinstance(o, rdflib.Literal)]
    return sorted((str(o), o.language, o.datatype and str(o.datatype)) for o in literals)


@pytest.mark.parametrize("suffix", ["trig", "nt", "nq", "rdf", "jsonld"])
def test_every_format_gives_the_same_graph(suffix):
    """The same thirteen triples come out of Turtle and of each other format, graphs merged, tags as written."""
    expected = read_rdf(DATA / "rdf_water.ttl")
    file = read_rdf(DATA / f"rdf_water.{suffix}")
    assert len(file.graph) == 13
    assert isomorphic(file.graph, expected.graph)
    assert values(file) == values(expected)
    assert ("007", None, "http://www.w3.org/2001/XMLSchema#integer") in values(file)
    assert {language for _, language, _ in values(file)} >= {"en-GB", "hy-arevela", "el-polyton", "ka", "ar"}
    assert file.notices == ()


@pytest.mark.parametrize(
    ("suffix", "c1", "c2"),
    [("ttl", 6, 12), ("trig", 6, 12), ("nt", 1, 9), ("nq", 1, 9), ("rdf", 7, 18), ("jsonld", 11, 18)],
)
def test_a_subject_has_a_line(suffix, c1, c2):
    """The line is where the subject is first described, whether its name is whole, prefixed or relative."""
    file = read_rdf(DATA / f"rdf_water.{suffix}")
    assert (file.line_of(C1), file.line_of("https://vocab.example/t/c2")) == (c1, c2)
    assert file.line_of("https://vocab.example/t/nowhere") is None


def test_a_mention_has_a_line(tmp_path):
    """An address that the file only points to has the line of its first mention."""
    file = read(tmp_path, "a.ttl", PREFIXES + "ex:c1 a skos:Concept ;\n  skos:broader ex:missing .\n")
    assert file.line_of("https://vocab.example/t/missing") == 4


def test_prefixes_digest_and_size():
    """A file carries the prefixes that it declares, and size and SHA-256 of its bytes; it is frozen."""
    path = DATA / "rdf_water.ttl"
    file = read_rdf(path)
    assert file.prefixes == {"skos": SKOS, "ex": "https://vocab.example/t/"}
    assert (file.size, file.sha256) == (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    assert file.path == str(path)
    with pytest.raises(dataclasses.FrozenInstanceError):
        file.size = 0  # type: ignore[misc] # the point of the test


def test_gzip_is_unpacked_and_its_own_bytes_are_digested(tmp_path):
    """A packed file gives the same graph; size and digest are those of the packed bytes; suffixes in any case."""
    packed = gzip.compress((DATA / "rdf_water.ttl").read_bytes())
    file = read(tmp_path, "WATER.TTL.GZ", packed)
    assert isomorphic(file.graph, read_rdf(DATA / "rdf_water.ttl").graph)
    assert (file.size, file.sha256) == (len(packed), hashlib.sha256(packed).hexdigest())


@pytest.mark.parametrize(
    ("name", "before", "encoding"),
    [("a.rdf", "", "utf-16"), ("b.rdf", "", "utf-16-be"), ("c.rdf", "", "windows-1251"), ("d.rdf", "\ufeff", "utf-8")],
)
def test_xml_in_other_encodings(tmp_path, name, before, encoding):
    """UTF-16 and declared single-byte encodings are legitimate XML."""
    label = encoding.removesuffix("-be")
    text = (DATA / "rdf_water.rdf").read_text(encoding="utf-8").replace('"UTF-8"', f'"{label}"')
    if encoding == "windows-1251":  # which has no Georgian, Armenian, Arabic or Greek
        text = "\n".join(line for line in text.split("\n") if line.isascii())
    file = read(tmp_path, name, (before + text).encode(encoding))
    assert file.line_of(C1) == 7
    assert file.notices == ()


def test_a_byte_order_mark_is_no_content(tmp_path):
    """A byte order mark before Turtle or JSON changes nothing."""
    for name in ("rdf_water.ttl", "rdf_water.jsonld"):
        file = read(tmp_path, name, b"\xef\xbb\xbf" + (DATA / name).read_bytes())
        assert len(file.graph) == 13


def test_literals_keep_their_form(tmp_path):
    """Numbers, tokens and ill-typed values come out as written, though rdflib would rewrite or complain of each."""
    forms = "007 , -0.0 , 1.50 , .5 , +1E05 , true"
    typed = '" a  b "^^<http://www.w3.org/2001/XMLSchema#token> , "2026-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    file = read(tmp_path, "a.ttl", PREFIXES + f"ex:c1 skos:note {forms} , {typed} , \"b\\tc\" , '''x''y''' .")
    assert [text for text, _, _ in values(file)] == sorted(
        ["007", "-0.0", "1.50", ".5", "+1E05", "true", " a  b ", "2026-02-30", "b\tc", "x''y"]
    )
    xml = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
    <rdf:Description rdf:about="https://vocab.example/t/c1">
    <skos:note rdf:datatype="http://www.w3.org/2001/XMLSchema#token"> a  b </skos:note>
    <skos:note rdf:parseType="Literal">a <b xmlns="http://h.example/">&amp;</b></skos:note>
    </rdf:Description></rdf:RDF>"""
    texts = [text for text, _, _ in values(read(tmp_path, "a.rdf", xml))]
    assert texts == [" a  b ", 'a <b xmlns="http://h.example/">&amp;</b>']


def test_addresses_keep_their_form(tmp_path):
    """An absolute address is never tidied: case, dots, empty query and escapes stay."""
    odd = ["HTTP://Vocab.example/a/../%7e?", "https://vocab.example/вода", "https://vocab.example/%D0%B2", "urn:x:y#"]
    turtle = "".join(f"<{iri}> <urn:p> 'x' .\n" for iri in odd)
    xml = "".join(f'<rdf:Description rdf:about="{iri}"><p xmlns="urn:">x</p></rdf:Description>' for iri in odd)
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="http://b.example/">'
    for name, content in (("a.ttl", "@base <http://b.example/> .\n" + turtle), ("a.rdf", f"{head}{xml}</rdf:RDF>")):
        assert sorted(map(str, read(tmp_path, name, content).graph.subjects())) == sorted(odd)


def test_bases_and_names_resolve(tmp_path):
    """Relative addresses resolve by RFC 3986, a base may carry a fragment, and a prefix may change on the way."""
    text = (
        "BASE <http://b.example/a/b#c>\nPREFIX p: <d#>\n<> <x> <../y> .\np:1 p:a\\,b <#z> .\n"
        "@prefix p: <http://q.example/> . p:1.2 a p:é . [] a p: ."
    )
    found = {
        str(term)
        for triple in read(tmp_path, "a.ttl", text).graph
        for term in triple
        if isinstance(term, rdflib.URIRef)
    }
    assert found == {
        "http://b.example/a/b", "http://b.example/a/x", "http://b.example/y", "http://b.example/a/d#1",
        "http://b.example/a/d#a,b", "http://b.example/a/b#z", "http://q.example/1.2", "http://q.example/é",
        "http://q.example/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    }  # fmt: skip


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_blank_nodes_of_two_files_never_merge(suffix):
    """The same file read twice gives different blank nodes, whatever labels it uses."""
    first, second = (read_rdf(DATA / f"rdf_water.{suffix}").graph for _ in range(2))
    blanks = [
        {term for triple in graph for term in triple if isinstance(term, rdflib.BNode)} for graph in (first, second)
    ]
    assert blanks[0].isdisjoint(blanks[1])


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("<https://vocab.example/c%zz> a skos:Concept .", "address-escape", "%zz"),
        ("<https://vocab.ехample/c1> a skos:Concept .", "address-mixed-scripts", "xn--"),
        ("<https://vocab.example/../x> a skos:Concept .", "address-dots", "../"),
        (f"<https://vocab.example/{'a' * 3000}> a skos:Concept .", "address-long", "long"),
        ("<https://vocab.example/a\u202eb> a skos:Concept .", "address-invisible", "U+202E"),
        ("<https://vocab.example@other.example/> a skos:Concept .", "address-user", "@other.example"),
        ('ex:c1 skos:altLabel "x"@en-UK .', "language-tag-suspicious", 'en-UK'),
        ('ex:c1 skos:altLabel "x"@no-nb .', "language-tag-suspicious", 'no-nb'),
        ('ex:c1 skos:altLabel "x"@fi-FIN .', "language-tag-suspicious", '"FI"'),
        ('ex:c1 skos:altLabel "x"@cz .', "language-tag-suspicious", "cz"),
        ("ex:c1 <http://www.w3.org/2002/07/owl#imports> <http://o.example/> .", "imports-ignored", "o.example"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_noticed(tmp_path, line, code, words):
    """The file loads whole, and a notice names code, line and what is doubtful."""
    head = PREFIXES + "ex:c1 a skos:Concept .\nex:c2 a skos:Concept .\n"
    file = read(tmp_path, "a.ttl", head + line)
    assert (code, 5) in {(notice.code, notice.line) for notice in file.notices}
    assert words in file.notices[0].message
    assert file.notices[0].subject
    assert len(file.graph) == 3


def test_concepts_without_an_address_are_noticed(tmp_path):
    """Concepts that are blank nodes have no line and no subject: the notice counts them and names some labels."""
    file = read(tmp_path, "a.ttl", PREFIXES + '[] a skos:Concept ; skos:prefLabel "вода"@uk . [] a skos:Concept .')
    (notice,) = file.notices
    assert notice.code == "concept-blank"
    assert "2 (each is a blank node)" in notice.message
    assert '"вода"' in notice.message


def test_real_and_private_tags_are_not_doubtful(tmp_path):
    """Languages that look like country codes, private use, scripts, variants and old registrations raise no notice."""
    tags = (
        "se si ee am de-CH-1996 sr-Latn es-419 x-local i-klingon und mul zxx qaa-Qaaa-QM zh-cmn-Hans-CN en-u-co-phonebk"
    )
    labels = ", ".join(f'"a"@{tag}' for tag in tags.split())
    file = read(tmp_path, "a.ttl", PREFIXES + f"ex:c1 a skos:Concept ; skos:altLabel {labels} .")
    assert file.notices == ()
    assert {language for _, language, _ in values(file)} == set(tags.split())


def test_xml_extras_stay_data(tmp_path):
    """A stylesheet is ignored and an XInclude stays text, each with a notice."""
    text = """<?xml version="1.0"?>
    <?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
    <skos:Concept rdf:about="https://vocab.example/t/c1"><skos:note rdf:parseType="Literal">
    <i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/></skos:note></skos:Concept>
    </rdf:RDF>"""
    file = read(tmp_path, "a.rdf", text)
    assert [(notice.code, notice.subject) for notice in file.notices] == [
        ("instruction-ignored", ""),
        ("xinclude-ignored", C1),
    ]
    assert 'href="file:///etc/hostname"' in values(file)[0][0]


def test_unmapped_json_keys_are_noticed(tmp_path):
    """JSON-LD drops what no context maps; the reader says so once for each key."""
    file = read(tmp_path, "a.jsonld", '[{"@id": "urn:a", "urn:p": "x", "name": 1}, {"@id": "urn:b", "name": 2}]')
    assert [(notice.code, notice.line, notice.subject) for notice in file.notices] == [("json-ld-unmapped", 1, "urn:a")]
    assert '"name"' in file.notices[0].message


def test_nothing_reaches_the_screen(tmp_path, caplog, capfd):
    """Ill-typed values and odd addresses make rdflib talk; none of it reaches the log, the screen or the warnings."""
    odd = '"maybe"^^<http://www.w3.org/2001/XMLSchema#boolean> , "<b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>'
    with warnings.catch_warnings(), caplog.at_level(logging.DEBUG):
        warnings.simplefilter("error")
        read(tmp_path, "a.ttl", PREFIXES + f"ex:c1 skos:note {odd} .")
        with pytest.raises(InputError):
            read(tmp_path, "a.jsonld", '{"@id": "urn:a", "http://x.example/a b": "c"}')
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "statement",
    ["ex:c1 a skos:Concept .", "ex:c1 skos:broader [] .", "ex:s skos:hasTopConcept ex:c1 .", "ex:c1 skos:related [] ."],
)
def test_concepts_are_found_by_type_or_relation(tmp_path, statement):
    """A concept needs an address, and a type or a relation of SKOS that implies it."""
    require_concepts(read(tmp_path, "a.ttl", PREFIXES + statement))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PREFIXES + "[] a skos:Concept .", "no concepts"),
        (PREFIXES + "ex:s a skos:ConceptScheme .", "no concepts"),
        ("# nothing\n", "no concepts"),
        ("<urn:a> a <http://www.w3.org/2008/05/skos#Concept> .", "namespace <http://www.w3.org/2008/05/skos#>"),
    ],
)
def test_a_file_without_concepts_is_refused(tmp_path, text, words):
    """Blank nodes, schemes and the draft of 2008 are no concepts, and the message says which."""
    with pytest.raises(InputError, match="no concepts") as caught:
        require_concepts(read(tmp_path, "a.ttl", text))
    assert words in str(caught.value)


TEXT = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\ufffe\uffff").filter(
        lambda c: c >= " " or c in "\t\n\r"
    )
)
TAGS = st.sampled_from([None, "en", "de-AT", "sr-Latn", "zh-Hant-TW", "x-mine", "mt", "hy-arevela"])


@given(st.lists(st.tuples(TEXT, TAGS), min_size=1, max_size=5))
def test_any_text_survives(tmp_path_factory, literals):
    """Whatever XML can carry comes back from N-Triples, Turtle, N-Quads and TriG as it went in."""
    folder = tmp_path_factory.mktemp("text")
    subject, predicate = IRI(C1), IRI(SKOS + "note")
    lines = ntriples([Triple(subject, predicate, Literal(text, language)) for text, language in literals])
    for name in ("a.nt", "a.ttl", "a.nq", "a.trig"):
        file = read(folder, name, lines)
        assert {(str(o), o.language) for o in file.graph.objects()} == set(literals)


@pytest.mark.parametrize("name", sorted(path.name for path in (SHARED / "skosmos-tests").glob("*.ttl")) or [""])
def test_another_servers_test_files_load(name):
    """Each of the files that a long-lived vocabulary server is tested with loads with rdflib's own triples."""
    if not name:
        pytest.skip("the shared vocabularies are not here")
    path = SHARED / "skosmos-tests" / name
    assert isomorphic(read_rdf(path).graph, rdflib.Graph().parse(path))


@pytest.mark.parametrize("name", ["countries-skos.rdf", "unesco-thesaurus.ttl", "eurovoc-migration-27lang.ttl"])
def test_real_vocabularies_load_whole(name):
    """Published vocabularies give as many triples as plain rdflib finds, the same ones where no blank node is in."""
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared vocabularies are not here")
    ours, plain = read_rdf(path).graph, rdflib.Graph(store="SimpleMemory").parse(path)
    grounded = [{t for t in graph if not any(isinstance(term, rdflib.BNode) for term in t)} for graph in (ours, plain)]
    assert len(ours) == len(plain)
    assert grounded[0] == grounded[1]
