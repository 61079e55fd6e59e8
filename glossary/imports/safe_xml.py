"""XML from strangers, by lxml: nothing is fetched, no entity expanded, and a refusal has its line and reason."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NoReturn

from lxml import etree

from glossary.errors import InputError
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.rdf_report import shown

Element = etree._Element

_PARSING: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,  # libxml2 then refuses more than 256 levels and texts of more than 10 MB
    "encoding": "utf-8",
}
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_ENCODINGS: Final = re.compile(r"utf-8|ascii|utf-16(-[lb]e)?|iso8859-\d+|cp125\d|koi8-[rtu]")
"""Encodings that are read, by Python's names: libxml2 would take UTF-7 and others that hide markup."""
_PROLOG: Final = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE: Final = re.compile(rb"""<!DOCTYPE(?:[^\["'>]|"[^"]*"|'[^']*')*([\[>]?)""")
_DEEP: Final = "Excessive depth"
_UNDECLARED: Final = etree.ErrorTypes.WAR_UNDECLARED_ENTITY


def parse(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Element:
    """The root of an XML document, whole in memory; ``name`` is the file's, for messages. InputError when refused."""
    text = _checked(data, name, limits)
    parser = etree.XMLParser(**_PARSING)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        _refuse(name, error)
    _require_no_entities(name, parser.error_log)
    return root


def elements(data: bytes, name: str, tags: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> Iterator[Element]:
    """The elements with those names (``{*}entry`` for any namespace) one at a time, each emptied after its use.

    InputError when the document is refused, which may be after the first elements: who gathers them must not keep
    them then.
    """
    reading = etree.iterparse(io.BytesIO(_checked(data, name, limits)), events=("end",), tag=tags, **_PARSING)
    try:
        for _, element in reading:
            _require_no_entities(name, reading.error_log)
            yield element
            element.clear(keep_tail=True)
            while (earlier := element.getprevious()) is not None and (above := element.getparent()) is not None:
                above.remove(earlier)
    except etree.XMLSyntaxError as error:
        _refuse(name, error)
    _require_no_entities(name, reading.error_log)


def local_name(element: Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _checked(data: bytes, name: str, limits: Limits) -> bytes:
    """The document as UTF-8, when its size, encoding and DOCTYPE are harmless."""
    if len(data) > limits.max_upload:
        raise InputError(name, f"the size is {len(data)} bytes, more than {limits.max_upload} (limit max_upload)")
    if data.startswith(b"PK\x03\x04"):
        raise InputError(name, "the content is a zip archive (or an office document), not XML")
    text = _utf8(data, name)
    if not text.strip():
        raise InputError(name, "the file is empty")
    before = _PROLOG.match(text)
    start = before.end() if before else 0
    doctype = _DOCTYPE.match(text, start)
    if doctype and doctype[1] != b">":  # a name or address alone is harmless: nothing is fetched
        line = text.count(b"\n", 0, start) + 1
        raise InputError(name, "the DOCTYPE makes declarations of its own (entities): remove them", line)
    return text


def _utf8(data: bytes, name: str) -> bytes:
    found = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not found:
        declared = _DECLARED.match(data)
        stated = declared[1].decode("ascii", "replace") if declared else "utf-8"
        found = "utf-8" if stated.lower().startswith("utf-16") else stated  # a single byte a letter: it cannot be so
    try:
        encoding = codecs.lookup(found).name
    except LookupError:
        encoding = ""
    if not _ENCODINGS.fullmatch(encoding):
        raise InputError(name, f'the encoding "{shown(found)}" is not read: save the file as UTF-8', 1)
    try:
        return data if encoding == "utf-8" else data.decode(encoding).encode()
    except UnicodeError as error:
        raise InputError(name, f"the content is not in the encoding it names ({encoding}): {error}") from error


def _require_no_entities(name: str, log: Any) -> None:
    """A DOCTYPE that is not fetched leaves its entities undeclared, and libxml2 drops those in attributes silently."""
    for entry in log:
        if entry.type == _UNDECLARED:
            raise InputError(
                name, f"{entry.message}: the DOCTYPE is never fetched; write the character itself", entry.line
            )


def _refuse(name: str, error: etree.XMLSyntaxError) -> NoReturn:
    reason = "elements are nested too deep (more than 256 levels)" if _DEEP in str(error) else error.msg
    raise InputError(name, f"not well-formed XML: {reason}", error.lineno or 1) from None
