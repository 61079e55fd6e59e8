"""Translations are read from the files of translators' tools, and what cannot be read is refused with its place."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from glossary.errors import GlossaryError, InputError
from glossary.imports.limits import Limits
from glossary.imports.segments import read_bitext, read_text, read_two
from glossary.model import Bitext

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"
 xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file source-language="en" target-language="de-AT"><body>
<group id="g"><trans-unit id="1"><source>The <g id="1">asylum</g> <bpt id="2">&lt;b></bpt>seekers<ept id="2"/></source>
<target>Die Asyl<g id="1">werber</g></target><alt-trans><source>no</source>
<target>nein</target></alt-trans></trans-unit></group>
<trans-unit id="2" translate="no"><source>x</source><target>x</target></trans-unit>
<trans-unit id="3"><source>New</source></trans-unit>
<trans-unit id="4"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two<x id="5"/>.</mrk>
</seg-source><target><mrk mtype="seg" mid="2">Zwei.</mrk> <mrk mtype="seg" mid="1">Eins.</mrk></target></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<xliff version="2.1" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u"><segment id="s1"><source>the <pc id="1">river</pc><ph id="2"/></source><target>le fleuve</target></segment>
<ignorable><source> </source></ignorable><segment id="s2"><source>water</source></segment></unit></file></xliff>"""
TMX = """<tmx version="1.4"><header srclang="{source}"/><body>
<tu tuid="a">
<tuv xml:lang="en-GB"><seg>the <hi>river</hi><bpt i="1">{{b}}</bpt></seg></tuv>
<tuv xml:lang="FR"><seg>le fleuve</seg></tuv>
<tuv xml:lang="de"><seg>der Fluss</seg></tuv></tu><tu><tuv xml:lang="en-GB"><seg>only</seg></tuv></tu></body></tmx>"""
PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: pt_BR\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgctxt "menu"
msgid "river"
msgstr "rio"

msgid "%d visa"
msgid_plural "%d visas"
msgstr[0] "%d visto"
msgstr[1] "%d vistos"

msgid "later"
msgstr ""

#, fuzzy
msgid "a lake"
msgstr "um rio"
"""


def pairs(bitext: Bitext) -> list[tuple[str, str, str]]:
    """Id, source and target of each segment, spaces evened out."""
    return [(one.id, " ".join(one.source.split()), " ".join(one.target.split())) for one in bitext.segments]


def test_xliff_1() -> None:
    """Inline codes are left out, marked segments are paired by their number, alternatives are none of ours."""
    bitext = read_bitext(XLIFF_1.encode(), "a.sdlxliff")
    assert (bitext.source_language, bitext.target_language, bitext.untranslated) == ("en", "de-AT", 1)
    assert pairs(bitext) == [
        ("1", "The asylum seekers", "Die Asylwerber"),
        ("4:1", "One.", "Eins."),
        ("4:2", "Two .", "Zwei."),
    ]
    assert bitext.segments[0].line == 3


def test_xliff_2() -> None:
    """Segments of a unit; what is ignorable and what has no translation yet are left out."""
    bitext = read_bitext(XLIFF_2.encode("utf-16"), "a.xlf")
    assert (bitext.format, bitext.target_language, bitext.untranslated) == ("XLIFF 2.1", "fr", 1)
    assert pairs(bitext) == [("u/s1", "the river", "le fleuve")]


def test_tmx_in_the_language_asked_for() -> None:
    """One of several languages is chosen by its tag, in any case, with or without a country."""
    data = TMX.format(source="en").encode()
    assert pairs(read_bitext(data, "a.tmx", target="fr-FR")) == [("a", "the river", "le fleuve")]
    assert pairs(read_bitext(data, "a.tmx", target="de")) == [("a", "the river", "der Fluss")]
    assert read_bitext(data, "a.tmx", target="de").untranslated == 1


def test_tmx_with_several_variants() -> None:
    """Of a language without a country each variant is checked, of a country its own."""
    variants = "".join(f'<tuv xml:lang="{tag}"><seg>{tag}</seg></tuv>' for tag in ("en", "de-DE", "DE-at", "de-AT"))
    data = f'<tmx version="1.4"><header srclang="en"/><body><tu>{variants}</tu></body></tmx>'.encode()
    assert [target for _, _, target in pairs(read_bitext(data, "a.tmx", target="de"))] == ["de-DE", "DE-at", "de-AT"]
    assert [target for _, _, target in pairs(read_bitext(data, "a.tmx", target="de-AT"))] == ["DE-at", "de-AT"]


@pytest.mark.parametrize("source", ["en", "*all*"])
def test_tmx_of_many_languages_asks(source: str) -> None:
    """Which language is meant is asked, not guessed."""
    with pytest.raises(InputError, match="say which is the"):
        read_bitext(TMX.format(source=source).encode(), "a.tmx")


def test_po() -> None:
    """Messages with their context, and each plural form beside what it renders; guesses are no translations."""
    bitext = read_bitext(PO.encode(), "a.po")
    assert (bitext.source_language, bitext.target_language, bitext.untranslated) == ("en", "pt-BR", 2)
    assert pairs(bitext) == [
        ("menu", "river", "rio"),
        ("[0]", "%d visa", "%d visto"),
        ("[1]", "%d visas", "%d vistos"),
    ]
    assert [one.line for one in bitext.segments] == [9, 12, 12]


def test_tab_separated_pairs() -> None:
    """A line a pair; a line without a tab is refused with its number."""
    assert pairs(read_bitext("a\tb\n\nc\td\te\n".encode("utf-8-sig"), "a.tsv")) == [("", "a", "b"), ("", "c", "d")]
    with pytest.raises(InputError, match="line 2"):
        read_bitext(b"a\tb\nc\n", "a.tsv")


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file with that body."""
    made = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_docx() -> None:
    """Paragraphs of runs; deleted text and field codes are no text."""
    body = (
        "<w:p><w:r><w:t>The asy</w:t></w:r><w:r><w:t>lum</w:t><w:tab/><w:t>seekers</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t><w:noBreakHyphen/><w:t>table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert read_text(docx(body), "a.docx") == "The asylum seekers\n\nin-table"


def test_docx_beside_the_body() -> None:
    """Notes, headers and footers come after the body; what separates notes is no text."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    file = docx(
        paragraph.format("body"),
        **{
            f"word/{part}.xml": f"<w:{part} {space}>{paragraph.format(part)}</w:{part}>"
            for part in ("header1", "footnotes", "comments")
        },
    )
    assert read_text(file, "a.docx") == "body\nfootnotes\nheader1"
    with pytest.raises(InputError, match=r"word/endnotes\.xml"):
        read_text(docx("", **{"word/endnotes.xml": "<w:p"}), "a.docx")


def test_two_texts() -> None:
    """Paragraph beside paragraph; where they do not match, the whole beside the whole, and that is said."""
    both = read_two(b"One.\n\nTwo.\n", "a.txt", docx("<w:p><w:r><w:t>Eins.</w:t></w:r></w:p>" * 2), "b.docx")
    assert pairs(both) == [("", "One.", "Eins."), ("", "Two.", "Eins.")]
    whole = read_two(b"One.\nTwo.\n", "a.txt", b"Eins.", "b.txt")
    assert len(whole.segments) == 1
    assert "2 paragraphs" in whole.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK\x03\x04 cut", "zip"),
        ("a.docx", docx("<w:p>" * 300 + "</w:p>" * 300), "deep"),
        ("a.txt", "é".encode("latin-1"), "encoding"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"PK\x03\x04", "zip"),
    ],
)
def test_texts_that_are_refused(name: str, data: bytes, reason: str) -> None:
    """Each refusal says why."""
    with pytest.raises(InputError, match=reason):
        read_text(data, name)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.po", b"nothing", "PO"),
        ("a.po", b'msgid "a"\nmsgstr "b"\nxyz\n', "line 3"),
        ("a.xlf", b'<xliff version="3.0"/>', "3.0"),
        ("a.pdf", b"%PDF", "not read"),
        ("a.tmx", b"<tmx/>", "no second language"),
    ],
)
def test_translations_that_are_refused(name: str, data: bytes, reason: str) -> None:
    """Each refusal says why."""
    with pytest.raises(InputError, match=reason):
        read_bitext(data, name)


def test_a_bomb_is_refused() -> None:
    """A document that unpacks to far more than its size is refused before it is unpacked."""
    with pytest.raises(InputError, match="size"):
        read_text(docx("<w:t>" + "a" * 30_000_000 + "</w:t>"), "a.docx")


def test_the_limit_is_named() -> None:
    """Who sends too much is told how much is allowed, and what the limit is called."""
    with pytest.raises(InputError, match=r"more than 10 \(limit max_upload\)"):
        read_text(b"a" * 11, "a.txt", Limits(max_upload=10))


def test_hostile_uploads(shared: Path) -> None:
    """The shared bad files are refused with what the manifest asks for, the tricky good ones are read."""
    folder = shared / "data" / "hostile"
    for case in json.loads((folder / "manifest_uploads.json").read_text("utf-8")):
        file = folder / case["file"]
        if case["endpoint"] != "check-translation" or file.suffix == ".tbx":  # TBX is no translation, and refused so
            continue
        try:
            bitext = read_bitext(file.read_bytes(), file.name)
        except GlossaryError as error:
            assert case["expect"] == "reject", (file.name, str(error))
            assert all(word in str(error) for word in case["message_must_name"]), (file.name, str(error))
        else:
            assert case["expect"] != "reject", file.name
            assert bitext.segments, file.name


def test_xliff_of_several_languages_is_read_in_the_one_asked_for() -> None:
    """Each file in its own language; one has to be chosen, and one that is not there is refused."""
    file = (
        '<file original="{0}.doc" source-language="en" target-language="{0}"><body><trans-unit id="{0}">'
        "<source>river</source>{1}</file>"
    )
    end = "<target>{}</target></trans-unit></body>"
    files = file.format("fr-FR", end.format("fleuve")) + file.format("de", end.format("Fluss"))
    data = f'<xliff version="1.2">{files}</xliff>'.encode()
    assert pairs(read_bitext(data, "a.xlf", target="de-AT")) == [("de", "river", "Fluss")]
    french = read_bitext(data, "a.xlf", target="fr")
    assert french.target_language == "fr"
    assert french.notes == ('not checked, being in other languages: "de.doc" (en to de)',)
    with pytest.raises(InputError, match="it holds de, fr-FR: say which is the target"):
        read_bitext(data, "a.xlf")


@pytest.mark.parametrize(
    ("name", "data", "asked", "reason"),
    [
        ("a.xlf", XLIFF_1, {"target": "fr"}, "target language is de-AT, not fr"),
        ("a.xlf", XLIFF_1, {"source": "hy"}, "source language is en, not hy"),
        ("a.xlf", XLIFF_2, {"target": "ka"}, "target language is fr, not ka"),
        ("a.tmx", TMX.format(source="en"), {"target": "it"}, "target language is de, fr, not it"),
        ("a.tmx", TMX.format(source="en"), {"source": "mt", "target": "de"}, "source language is en-GB, fr, not mt"),
        ("a.po", PO, {"target": "es"}, "target language is pt-BR, not es"),
    ],
)
def test_a_language_that_a_file_does_not_have_is_refused(
    name: str, data: str, asked: dict[str, str], reason: str
) -> None:
    """A mistyped language is an error, and no check of nothing."""
    with pytest.raises(InputError, match=reason):
        read_bitext(data.encode(), name, **asked)


def test_norwegian_may_be_named_as_a_whole() -> None:
    """A file in ``no`` is checked as ``nb``, and the other way round."""
    data = TMX.format(source="en").replace('"de"', '"nb"').encode()
    assert pairs(read_bitext(data, "a.tmx", target="no")) == [("a", "the river", "der Fluss")]
    assert read_bitext(XLIFF_2.replace('"fr"', '"no"').encode(), "a.xlf", target="nb-NO").target_language == "nb-NO"


def test_what_tracked_changes_took_out_is_left_out() -> None:
    """Of a changed word in SDLXLIFF only the new one counts."""
    changed = '<mrk mtype="x-sdl-deleted">Flüsse</mrk><mrk mtype="x-sdl-added">Fluss</mrk>'
    data = XLIFF_1.replace("Eins.", f"Der {changed}.").encode()
    assert ("4:1", "One.", "Der Fluss.") in pairs(read_bitext(data, "a.sdlxliff"))


def test_groups_decide_what_is_translated() -> None:
    """Units take after the nearest group that says so, and may say otherwise themselves."""
    first = XLIFF_1.replace('<group id="g">', '<group id="g" translate="no"><group>').replace(
        "</group>", "</group></group>"
    )
    assert [one.id for one in read_bitext(first.encode(), "a.xlf").segments] == ["4:1", "4:2"]
    second = XLIFF_2.replace('<file id="f">', '<file id="f" translate="no">')
    assert not read_bitext(second.encode(), "a.xlf").segments
    assert read_bitext(second.replace('id="u"', 'id="u" translate="yes"').encode(), "a.xlf").segments
