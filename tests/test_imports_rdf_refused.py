"""RDF files that cannot be taken at their word are refused with path, line, reason and a way out."""

import gzip
import json

import pytest

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.rdf import read_rdf

pytestmark = pytest.mark.usefixtures("no_network")

TURTLE = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <https://vocab.example/t/> .\n"
    'ex:c1 a skos:Concept ; skos:prefLabel "water"@en .\n'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"'
LABEL = '<skos:prefLabel xml:lang="en">water</skos:prefLabel>'
CONCEPT = f'<skos:Concept rdf:about="https://vocab.example/t/c1">{LABEL}</skos:Concept>\n'
EXPANSION = CONCEPT.replace("water", "&a;" * 9999)
MARKUP = CONCEPT.replace("water", "<b>" * 999 + "</b>" * 999).replace('xml:lang="en"', 'rdf:parseType="Literal"')
CLOSED = "string that begins here is never closed"


def xml(body: str = CONCEPT, doctype: str = "") -> str:
    return f"{HEAD}{doctype}<rdf:RDF {NAMESPACES}>\n{body}</rdf:RDF>"


def label(text: str) -> str:
    return xml(CONCEPT.replace("water", text))


def node(**more: object) -> str:
    return json.dumps({"@id": "https://vocab.example/t/c1", **more})


def more(statement: str) -> str:
    return TURTLE + statement


CASES = [
    # what kind of file it is
    ("a.docx", TURTLE, None, "the name does not tell"),
    ("a", TURTLE, None, "the name does not tell"),
    ("a.gz", gzip.compress(b"x"), None, "the name does not tell"),
    ("a.ttl", b"", None, "empty"),
    ("a.ttl", b"\xef\xbb\xbf \n", None, "empty"),
    ("a.ttl", gzip.compress(TURTLE.encode()), None, "gzip"),
    ("a.ttl.gz", gzip.compress(gzip.compress(TURTLE.encode())), None, "gzip"),
    ("a.ttl.gz", TURTLE, None, "not gzip"),
    ("a.ttl.gz", gzip.compress(TURTLE.encode())[:-12], None, "cut off"),
    ("a.ttl.gz", gzip.compress(TURTLE.encode())[:-8] + b"12345678", None, "damaged"),
    ("a.ttl.gz", gzip.compress(b" " * 40_000_000), None, "bomb"),
    ("a.ttl", b"%PDF-1.7\n", None, "PDF"),
    ("a.rdf", b"PK\x03\x04abc", None, "ZIP"),
    ("a.ttl", "<!DOCTYPE html>\n<html><body>404</body></html>", 1, "HTML"),
    ("a.rdf", "<html><body>404</body></html>", 1, "HTML"),
    ("a.ttl", xml(), 1, "XML"),
    ("a.rdf", TURTLE, 1, "Turtle"),
    ("a.jsonld", TURTLE, 1, "Turtle"),
    ("a.ttl", node(), 1, "JSON"),
    ("a.ttl", more("ex:g { ex:c1 a skos:Concept . }"), 4, "TriG"),
    ("a.nt", TURTLE, 1, "Turtle"),
    ("a.nt", "<urn:a> <urn:b> <urn:c> <urn:g> .\n", 1, "N-Quads"),
    ("a.xml", HEAD + "<TEI><text/></TEI>", 2, "outermost element is <TEI>"),
    # encodings
    ("a.ttl", TURTLE.encode("utf-16"), 1, "encoding is UTF-16"),
    ("a.ttl", TURTLE.encode("utf-16-le"), 1, "encoding is UTF-16"),
    ("a.jsonld", node().encode("utf-32"), 1, "encoding is UTF-32"),
    ("a.ttl", more('ex:c1 skos:altLabel "forêt"@fr .').encode("latin-1"), 4, "encoding is not UTF-8"),
    ("a.rdf", label("forêt").encode("latin-1"), 3, "encoding is not UTF-8"),
    ("a.rdf", label("+ADw-").replace("UTF-8", "UTF-7"), 1, 'encoding "UTF-7"'),
    ("a.rdf", label("x").replace("UTF-8", "Shift_JIS"), 1, 'encoding "Shift_JIS"'),
    ("a.rdf", label("x").replace("UTF-8", "nonsense"), 1, 'encoding "nonsense"'),
    # syntax
    ("a.ttl", more('ex:c1 skos:altLabel "flee'), 4, CLOSED),
    ("a.ttl", more('ex:c1 skos:altLabel """flee\n\n\n'), 4, CLOSED),
    ("a.ttl", more('ex:c1 skos:altLabel "flee\n ex:c2 a skos:Concept .\n'), 4, CLOSED),
    ("a.ttl", more("ex:c1 a skos:Concept"), 4, "cut off"),
    ("a.ttl", more("exx:c1 a skos:Concept ."), 4, "exx"),
    ("a.ttl", more('"x" a skos:Concept .'), 4, "subject"),
    ("a.ttl", more("ex:a!ex:b a skos:Concept ."), 4, "not Turtle"),
    ("a.ttl", more("<<<<<<< HEAD\n=======\n>>>>>>> b\n"), 4, "merge conflict"),
    ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <ur", 2, "cut off"),
    ("a.rdf", xml()[:-30], 3, "cut off"),
    ("a.rdf", xml("<dct:title>x</dct:title>"), 3, '"dct"'),
    ("a.rdf", label("&nope;"), 3, "undefined entity"),
    ("a.rdf", xml('<skos:Concept rdf:ID="1 2"/>'), 3, "rdf:ID"),
    ("a.rdf", xml("<<<<<<< HEAD\n"), 3, "merge conflict"),
    ("a.rdf", xml("stray"), 3, "stray"),
    ("a.rdf", label('wa<skos:Concept rdf:about="urn:x"/>ter'), 3, "side by side"),
    ("a.jsonld", '{"@id": "urn:a",\n "b": ', 2, "cut off"),
    ("a.jsonld", '{"@id": "urn:a",\n b: 1}', 2, "not JSON"),
    ("a.jsonld", '{"@id": "urn:a", "@id": "urn:b"}', None, "twice"),
    ("a.jsonld", "5", None, "neither an object nor an array"),
    ("a.jsonld", '{"@id": 5}', None, "no string"),
    ("a.jsonld", node(**{"@reverse": {"urn:p": "text"}}), 1, "used as a subject"),
    # addresses
    ("a.ttl", more("<https://vocab.example/a b> a skos:Concept ."), 4, "a b"),
    ("a.ttl", more("<https://vocab.example/a\\u003Eb> a skos:Concept ."), 4, ">"),
    ("a.ttl", more("<c2> a skos:Concept ."), 4, "base"),
    ("a.ttl", more("ex:c1 skos:exactMatch <http://[::1/x> ."), 4, "["),
    ("a.ttl", more("ex:c1 skos:exactMatch <http://h:99999/> ."), 4, "port"),
    ("a.ttl", more("ex:c1 skos:exactMatch <http:///x> ."), 4, "no host"),
    ("a.ttl", "@prefix bad: <http://x y/> .\n", 1, "a space"),
    ("a.rdf", xml('<skos:Concept rdf:about="https://vocab.example/a b"/>'), 3, "a b"),
    ("a.rdf", xml('<skos:Concept rdf:ID="a"/>'), 3, "base"),
    ("a.jsonld", '{"@id": "urn:a",\n"urn:p": {"@id": "http://x.example/<script>"}}', 2, "script"),
    ("a.jsonld", '{"@context": {"p": {"@id": "urn:p", "@type": "@id"}},\n"p": "http://x.example/a b"}', 2, "a b"),
    ("a.jsonld", '{"@id": "c1", "urn:p": "x"}', 1, "base"),
    # language tags
    ("a.ttl", more('ex:c1 skos:altLabel "x"@en_US .'), 4, '"en_US" is not well-formed: write "en-US"'),
    ("a.ttl", more('ex:c1 skos:altLabel "x"@abcdefghijk .'), 4, "abcdefghijk"),
    ("a.ttl", more(f'ex:c1 skos:altLabel "x"@en{"-abcdefgh" * 99} .'), 4, "long"),
    ("a.ttl", more('ex:c1 skos:altLabel "x"@ .'), 4, "language"),
    ("a.rdf", label("x").replace('"en"', '"en_US"'), 3, '"en_US" is not well-formed: write "en-US"'),
    ("a.jsonld", node(**{"urn:p": {"@value": "x", "@language": 'en" onmouseover="alert(1)'}}), 1, "language"),
    ("a.jsonld", node(**{"urn:p": {"@value": "x", "@language": "en\n"}}), 1, "language"),
    ("a.jsonld", node(**{"urn:p": {"@value": "x", "@language": ""}}), 1, "language"),
    ("a.jsonld", '{"@context": {"l": {"@id": "urn:l", "@container": "@language"}},\n"l": {"de AT": "x"}}', 2, "de AT"),
    ("a.jsonld", '{"@context": {"@language": "en_US"},\n"@id": "urn:a", "urn:p": "x"}', 1, "en_US"),
    # characters that XML cannot carry
    ("a.ttl", more('ex:c1 skos:altLabel "a\\u0008b" .'), 4, "U+0008"),
    ("a.ttl", more('ex:c1 skos:altLabel "a\x00b" .'), 4, "U+0000"),
    ("a.ttl", more("\x00\x00\x00"), 4, "U+0000"),
    ("a.ttl", more('ex:c1 skos:altLabel "\\uD83D\\uDE00" .'), 4, "\\U0001F600"),
    ("a.rdf", label("a&#8;b"), 3, "U+0008"),
    ("a.rdf", label("a\x08b"), 3, "U+0008"),
    ("a.jsonld", node(**{"urn:p": "a\x08b"}), 1, "U+0008"),
    ("a.jsonld", '{"@id": "urn:a", "urn:p": "\\ud83d"}', 1, "U+D83D"),
    # what would be fetched
    ("a.jsonld", '{"@context":\n"http://127.0.0.1:9/c"}', 2, "127.0.0.1:9"),
    ("a.jsonld", '{"@context": [{"a": "urn:a"},\n"../c.jsonld"]}', 2, "@context"),
    ("a.jsonld", '{"@context": {"@import":\n"http://127.0.0.1:9/c"}}', 2, "@import"),
    ("a.jsonld", '{"@context": {"p": {"@id": "urn:p",\n"@context": "http://127.0.0.1:9/c"}}}', 2, "127.0.0.1:9"),
    ("a.jsonld", '[{"urn:p": {"@context": "data:application/json,{}", "@id": "urn:a"}}]', 1, "data:"),
    ("a.rdf", xml(doctype='<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:9/d">\n'), 2, "never fetched"),
    ("a.rdf", xml(doctype='<!DOCTYPE rdf:RDF [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'), 2, "entity"),
    ("a.rdf", xml(doctype='<!DOCTYPE rdf:RDF [<!ENTITY % e "x">]>\n'), 2, "parameter entity"),
    ("a.rdf", xml(doctype='<!DOCTYPE rdf:RDF [<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "e" NDATA n>]>'), 2, "XML"),
    # what would never end
    ("a.rdf", xml(doctype='<!DOCTYPE rdf:RDF [<!ENTITY a "ha">\n<!ENTITY b "&a;&a;">]>\n'), 3, "entity"),
    ("a.rdf", xml(doctype=f'<!DOCTYPE rdf:RDF [<!ENTITY a "{"x" * 999}">]>\n'), 2, "256 are allowed"),
    ("a.rdf", xml(EXPANSION, f'<!DOCTYPE rdf:RDF [<!ENTITY a "{"x" * 200}">]>\n'), 2, "expand"),
    ("a.ttl", more("ex:c1 skos:related " + "[ skos:related " * 999 + "[]" + "]" * 999 + " ."), 4, "nested too deep"),
    ("a.ttl", more("ex:c1 skos:related " + "(" * 999 + ")" * 999 + " ."), 4, "nested too deep"),
    ("a.rdf", xml(MARKUP), 3, "nested too deep"),
    ("a.jsonld", "[" * 999 + "]" * 999, None, "nested too deep"),
    ("a.jsonld", "[" * 99_999 + "]" * 99_999, None, "nested too deep"),
    ("a.jsonld", '{"@context": {"a": "b:x", "b": "a:x"}}', 1, "cyclic"),
    ("a.jsonld", json.dumps({"@context": {f"t{i}": f"t{i + 1}:x" for i in range(999)}}), 1, "@context"),
    ("a.jsonld", json.dumps({"@context": [{f"t{i}": "urn:x"} for i in range(9999)]}), None, "contexts"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "line", "words"), CASES)
def test_refused_with_line_and_reason(tmp_path, name, content, line, words):
    """The message names the file, the line where there is one, and what is wrong, on one printable line."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        read_rdf(path)
    assert words in caught.value.reason
    assert caught.value.line == line
    assert str(caught.value).startswith(str(path))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 900


def test_the_subject_of_a_bad_text_is_named(tmp_path):
    """Where a text or a tag is refused, the message names the concept it belongs to."""
    path = tmp_path / "a.ttl"
    path.write_text(more('ex:c1 skos:altLabel "a\\u001Bb" .'), encoding="utf-8")
    with pytest.raises(InputError, match=r"U\+001B.*<https://vocab\.example/t/c1>"):
        read_rdf(path)


def test_missing_files_and_folders_are_refused(tmp_path):
    """What is no file is refused with a sentence, a name with a NUL or a line feed in it too."""
    (tmp_path / "folder.ttl").mkdir()
    for name, words in (
        ("none.ttl", "no such file"),
        ("folder.ttl", "not a file"),
        ("a\0.ttl", "no such file"),
        ("a\nb.ttl", "no such"),
    ):
        with pytest.raises(InputError, match=words) as caught:
            read_rdf(tmp_path / name)
        assert str(caught.value).isprintable()


def test_the_size_is_bounded(tmp_path):
    """A file over the bound is refused, packed or not, and the message names the bound."""
    (tmp_path / "a.ttl").write_text(TURTLE, encoding="utf-8")
    (tmp_path / "a.ttl.gz").write_bytes(gzip.compress(TURTLE.encode()))
    for name in ("a.ttl", "a.ttl.gz"):
        with pytest.raises(InputError, match=f"{len(TURTLE) - 1} bytes"):
            read_rdf(tmp_path / name, limits=Limits(max_bytes=len(TURTLE) - 1))


def test_the_depth_that_is_allowed_is_read(tmp_path):
    """Nesting up to the bound is read, so that the bound and not the interpreter decides."""
    (tmp_path / "a.ttl").write_text(
        more("ex:c1 skos:related " + "[ skos:related " * 99 + "[]" + "]" * 99 + " ."), "utf-8"
    )
    (tmp_path / "a.jsonld").write_text('{"urn:p":' * 99 + "{}" + "}" * 99, "utf-8")
    assert len(read_rdf(tmp_path / "a.ttl").graph) == 102
    assert len(read_rdf(tmp_path / "a.jsonld").graph) == 99
