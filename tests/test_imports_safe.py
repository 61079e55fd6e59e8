"""XML and ZIP archives from strangers are refused with a place and a reason, or read whole."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.safe_xml import elements, local_name, parse
from glossary.imports.safe_zip import open_archive

REFUSED = {
    "external entity": ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DOCTYPE"),
    "entity behind a comment": ("<?xml version='1.0'?><!-- c -->\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "line 2"),
    "parameter entity": ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x.example/"> %p;]><a/>', "DOCTYPE"),
    "undeclared entity in an attribute": ('<!DOCTYPE a SYSTEM "x.dtd"><a b="x&nbsp;y"/>', "nbsp"),
    "undeclared entity in a text": ('<!DOCTYPE a SYSTEM "x.dtd"><a>x&nbsp;y</a>', "nbsp"),
    "control character": ("<a>\n&#8;</a>", "line 2"),
    "cut off": ("<a>\n<b>", "line 2"),
    "deep": ("<a>" * 600 + "</a>" * 600, "deep"),
    "UTF-7": ("<?xml version='1.0' encoding='UTF-7'?><a/>", "encoding"),
    "only white space": (" \n", "empty"),
    "unclosed DOCTYPE": ("<!DOCTYPE a 'b", "DOCTYPE"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_xml_that_is_refused(name: str) -> None:
    """Whole or element by element, the same documents are refused, with the same words."""
    text, word = REFUSED[name]
    for read in (parse, lambda data, file: list(elements(data, file, ["{*}a"]))):
        with pytest.raises(InputError, match=word) as caught:
            read(text.encode(), "up.xml")
        assert str(caught.value).startswith("up.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-7", "windows-1253"])
def test_encodings_that_are_read(encoding: str) -> None:
    """A document in its stated or marked encoding is read as written."""
    stated = encoding.removesuffix("-sig").removesuffix("-le")
    root = parse(f'<?xml version="1.0" encoding="{stated}"?><a>άσυλο</a>'.encode(encoding), "a.xml")
    assert root.text == "άσυλο"


def test_a_doctype_that_only_names_is_read() -> None:
    """TBX files of 2008 name their DTD; nothing is fetched, and nothing is lost."""
    root = parse(b'<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif><a/></martif>', "a.tbx")
    assert [local_name(child) for child in root] == ["a"]


def test_elements_come_one_at_a_time() -> None:
    """Each element is whole when it comes, and emptied afterwards."""
    text = '<r xmlns="urn:x">' + "".join(f"<e><t>{number}</t></e>" for number in range(3)) + "</r>"
    found, kept = [], []
    for element in elements(text.encode(), "a.xml", ["{*}e"]):
        found.append(element[0].text)
        kept.append(element)
    assert found == ["0", "1", "2"]
    assert [len(element) for element in kept] == [0, 0, 0]


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_archives_that_are_refused() -> None:
    """Bombs, crowds, climbing names, damage and encryption are refused by their names."""
    good = packed({"a.txt": b"text" * 100})
    encrypted = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(mark) + offset] |= 1
    cases = {
        "size of 20971520": packed({"a": bytes(20 * 1024 * 1024)}),
        "1001 entries": packed({str(number): b"" for number in range(1001)}),
        r"\.\./": packed({"../a": b""}),
        "climbs": packed({"C:\\a": b""}),
        "cut off": good[:-30],
        "encrypted": bytes(encrypted),
        "more than 10": packed({"a": b"x" * 20}),
    }
    for word, data in cases.items():
        limits = Limits(max_upload=10) if word == "more than 10" else Limits()
        with pytest.raises(InputError, match=word):
            open_archive(data, "up.zip", limits)


def test_a_lying_size_unpacks_no_further() -> None:
    """An entry that states a smaller size than it has is damaged, not unpacked to the end."""
    data = bytearray(packed({"a": bytes(1_000_000)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + offset, 10)
    archive = open_archive(bytes(data), "up.zip")
    with pytest.raises(InputError, match="damaged"):
        archive.read("a")


def test_a_part_that_is_missing() -> None:
    """The missing part is named."""
    with pytest.raises(InputError, match='no part "b"'):
        open_archive(packed({"a": b""}), "up.zip").read("b")


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_are_refused_or_read(noise: bytes, cut: int) -> None:
    """Whatever the bytes are, the answer is a value or an InputError."""
    for data in (noise, packed({"a.xml": noise})[:cut] + noise):
        for read in (parse, open_archive):
            try:
                read(data, "up")
            except InputError:
                continue


UPLOADS = Path(__file__).parents[2] / "shared" / "data" / "hostile" / "uploads"


@pytest.mark.skipif(not UPLOADS.is_dir(), reason="the shared hostile files are not here")
@pytest.mark.parametrize(
    "name", ["x02_xxe_file.xlf", "x03_xxe_http.xlf", "x04_laughs_small.xlf", "t05_quadratic_small.tmx"]
)
def test_shared_entities(name: str) -> None:
    """The shared collection's entities are refused by the DOCTYPE."""
    with pytest.raises(InputError, match="DOCTYPE"):
        parse((UPLOADS / name).read_bytes(), name)
