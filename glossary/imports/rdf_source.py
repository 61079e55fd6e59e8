"""From a path to decoded text: format by name, unpacking, size bounds, encoding, and content that belies the name."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.rdf_report import Lines, shown

SUFFIXES: Final = {
    ".ttl": "Turtle",
    ".trig": "TriG",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".rdf": "RDF/XML",
    ".xml": "RDF/XML",
    ".owl": "RDF/XML",
    ".jsonld": "JSON-LD",
    ".json": "JSON-LD",
}
"""The format that each suffix promises; each may be followed by ``.gz``."""

_MAGIC: Final = {
    b"\x1f\x8b": "gzip data: add .gz to the name, or unpack it",
    b"PK\x03\x04": "a ZIP archive (or an office document): unpack it first",
    b"PK\x05\x06": "an empty ZIP archive",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"BZh": "bzip2 data: unpack it first",
    b"\xfd7zXZ\x00": "xz data: unpack it first",
    b"\x28\xb5\x2f\xfd": "zstd data: unpack it first",
    b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"Rar!": "a RAR archive: unpack it first",
    b"SQLite format 3": "an SQLite database",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
}

_LOOKS: Final = (  # what a text is, by its first words; Turtle's own may begin with "<" and "["
    ("HTML", re.compile(r"<!doctype\s+html|<html[\s>]", re.I)),
    ("XML", re.compile(r"<\?xml[\s?]|<!DOCTYPE\s|<rdf:RDF[\s>]")),
    ("JSON", re.compile(r'\{\s*(?:"|\}\s*\Z)|\[\s*(?:[\[{"]|\]\s*\Z)')),
    ("Turtle", re.compile(r"@(?:prefix|base)\s|(?:prefix\s+[^\s:<>]*:|base)\s*<", re.I)),
)
_LOOKS_LIKE: Final = {"RDF/XML": {"XML"}, "JSON-LD": {"JSON"}}

_BYTE_ORDER_MARKS: Final = (  # the longer ones first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_SINGLE_BYTE = re.compile(r"ascii|iso8859-\d+|cp(?:125\d|437|85\d|866)|koi8-[rtu]|mac-\w+|tis-620|kz1048|ptcp154")

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text; ``path`` is how messages name it, ``sha256`` and ``size`` are of its bytes as stored."""

    path: str
    format: str
    text: str
    lines: Lines
    sha256: str
    size: int


def open_source(path: Path, limits: Limits) -> Source:
    """Read a file whole; InputError when it is missing, too large, of another kind or in another encoding."""
    name = shown(str(path), 400)
    file_format, packed = _format(path, name)
    stored = _stored(path, name, limits)
    digest, size = hashlib.sha256(stored).hexdigest(), len(stored)
    data = _unpacked(stored, name, limits) if packed else stored
    del stored
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(name, f"the content is not {file_format} but {what}")
    text = _decoded(data, file_format, name)
    del data
    if not text.strip():
        raise InputError(name, "the file is empty")
    look = next((look for look, words in _LOOKS if words.match(text.lstrip()[:4096])), None)
    if look and look != "Turtle" and look not in _LOOKS_LIKE.get(file_format, ()):
        raise InputError(name, f"the content is not {file_format}, as the name says, but {look}", 1)
    if look == "Turtle" and file_format in _LOOKS_LIKE:
        raise InputError(name, f"the content is not {file_format}, as the name says, but Turtle: name it .ttl", 1)
    return Source(name, file_format, text, Lines(text), digest, size)


def _format(path: Path, name: str) -> tuple[str, bool]:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = "".join((suffixes[:-1] if packed else suffixes)[-1:])
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise InputError(name, f"the name does not tell the RDF format: let it end in one of {known} (.gz may follow)")
    return SUFFIXES[suffix], packed


def _stored(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise InputError(name, "is not a file" if path.exists() else "there is no such file")
        if path.stat().st_size > limits.max_bytes:
            raise InputError(name, _too_large(limits))
        return path.read_bytes()
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error


def _too_large(limits: Limits) -> str:
    return f"the file is larger than {limits.max_bytes:,} bytes (unpacked), which is the most that is read"


def _unpacked(stored: bytes, name: str, limits: Limits) -> bytes:
    if not stored.startswith(b"\x1f\x8b"):
        raise InputError(name, "the name ends in .gz, but the content is not gzip data")
    packed, out = io.BytesIO(stored), bytearray()
    try:
        with gzip.open(packed) as stream:
            while chunk := stream.read(_CHUNK):
                out += chunk
                if len(out) > limits.max_bytes:
                    raise InputError(name, _too_large(limits))
                if len(out) > max(limits.free_bytes, limits.max_ratio * packed.tell()):
                    reason = f"the gzip data unpacks to more than {limits.max_ratio} times its size, as a bomb does"
                    raise InputError(name, reason)
    except EOFError as error:
        raise InputError(name, "the gzip data is cut off: end of file before its end mark") from error
    except (OSError, zlib.error) as error:
        raise InputError(name, f"the gzip data is damaged: {error}") from error
    return bytes(out)


def _decoded(data: bytes, file_format: str, name: str) -> str:
    encoding, mark = _encoding(data, file_format, name)
    try:
        return data[len(mark) :].decode(encoding) if mark else data.decode(encoding)
    except UnicodeDecodeError as error:
        bad = error.start + len(mark)
        line = data.count(b"\n", 0, bad) + 1
        reason = f"the encoding is not {encoding.upper()}: the byte 0x{data[bad]:02X} does not belong here"
        hint = "; save the file as UTF-8" if encoding == "utf-8" else ""
        raise InputError(name, reason + hint, line) from error


def _encoding(data: bytes, file_format: str, name: str) -> tuple[str, bytes]:
    """The codec of a file, and its byte order mark (b"" for none)."""
    mark, encoding = next(((mark, codec) for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), (b"", ""))
    if not mark and b"\x00" in data[:2]:  # UTF-16 or UTF-32 of a text that begins in ASCII
        encoding = "utf-32" if data[1:3] == b"\x00\x00" else "utf-16-be" if data.startswith(b"\x00") else "utf-16-le"
    if file_format != "RDF/XML" or encoding == "utf-32":
        if encoding not in ("", "utf-8"):
            raise InputError(name, f"the encoding is {encoding[:6].upper()}: save the file as UTF-8", 1)
        return "utf-8", mark
    declared = _XML_ENCODING.match(data)
    if encoding or not declared:
        return encoding or "utf-8", mark
    label = declared[1].decode("latin-1")
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        codec = "unknown"
    if codec == "utf-8" or _SINGLE_BYTE.fullmatch(codec):
        return codec, mark
    reason = f'the encoding "{shown(label, 40)}" that the file declares is not one that is read: save it as UTF-8'
    raise InputError(name, reason, 1)
