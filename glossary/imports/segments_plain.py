"""Plain texts and DOCX: paragraphs of two files side by side, or pairs with a tab between them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePath

from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.safe_xml import Element, local_name, parse
from glossary.imports.safe_zip import open_archive
from glossary.model import Bitext, Segment

_DOCUMENT = "word/document.xml"
_BESIDE = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
"""The parts of a document whose texts stand beside the body, by the names that word processors give them."""
_LEFT_OUT = frozenset(["del", "instrText", "Fallback", "delText", "moveFrom"])
"""Deleted and moved text, field codes, and the second copy of what newer programs draw otherwise (ECMA-376)."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def require_size(data: bytes, name: str, limits: Limits) -> None:
    """InputError when a file is larger than an upload may be, or empty."""
    if len(data) > limits.max_upload:
        raise InputError(name, f"the size is {len(data)} bytes, more than {limits.max_upload} (limit max_upload)")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError(name, "the file is empty")


def decoded(data: bytes, name: str) -> str:
    """A text in UTF-8, or in UTF-16 with its mark; InputError for any other encoding."""
    if data.startswith(b"PK\x03\x04"):
        raise InputError(name, "the content is a zip archive (or an office document), not a text")
    encoding = next((found for mark, found in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError:
        line = data.count(b"\n", 0, len(data)) if encoding == "utf-16" else _first_bad_line(data)
        raise InputError(name, "the encoding is not UTF-8: save the file as UTF-8", line) from None


def read_plain(data: bytes, name: str, limits: Limits) -> str:
    """The text of a plain or DOCX file, notes, headers and footers after the body; InputError when it is refused."""
    require_size(data, name, limits)
    if PurePath(name).suffix.lower() != ".docx":
        return decoded(data, name)
    archive = open_archive(data, name, limits)
    if _DOCUMENT not in archive.parts:
        raise InputError(name, f"this is no DOCX document: the zip archive holds no {_DOCUMENT}")
    parts = (_DOCUMENT, *sorted(filter(_BESIDE.fullmatch, archive.parts)))
    roots = (parse(archive.read(part), f"{name}: {part}", limits) for part in parts)
    return "\n".join(text for root in roots for text in _shown(root))


def read_pairs(data: bytes, name: str, limits: Limits, source: str = "", target: str = "") -> Bitext:
    """A line a pair: text, tab, translation; InputError for a line without a tab."""
    require_size(data, name, limits)
    segments, untranslated = [], 0
    for number, line in enumerate(decoded(data, name).splitlines(), start=1):
        if not line.strip():
            continue
        first, tab, second = line.partition("\t")
        if not tab:
            raise InputError(name, "there is no tab between a text and its translation", number)
        second = second.partition("\t")[0]
        if second.strip():
            segments.append(Segment(first, second, "", number))
        else:
            untranslated += 1
    return Bitext("TSV", tuple(segments), source, target, untranslated)


def read_documents(source: str, source_name: str, target: str, target_name: str) -> Bitext:
    """Two texts, paragraph beside paragraph; where their numbers differ they are compared as a whole."""
    sources, targets = list(_paragraphs(source)), list(_paragraphs(target))
    if len(sources) == len(targets):
        pairs = zip(sources, targets, strict=True)
        return Bitext("texts", tuple(Segment(one, other, "", line) for (line, one), (_, other) in pairs))
    note = (
        f"{source_name} has {len(sources)} paragraphs and {target_name} {len(targets)}: "
        "they are compared as a whole, which finds less"
    )
    return Bitext("texts", (Segment(source, target),), notes=(note,))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def _first_bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _shown(root: Element) -> Iterator[str]:
    """The texts of the paragraphs of a part that are shown."""
    return ("".join(_written(paragraph)) for paragraph in root.iter("{*}p") if _counts(paragraph))


def _counts(paragraph: Element) -> bool:
    """Whether a paragraph is shown: none of what it stands in is left out."""
    return not any(local_name(above) in _LEFT_OUT for above in paragraph.iterancestors())


def _written(element: Element) -> Iterator[str]:
    """The text of a paragraph; paragraphs inside it (text boxes) come for themselves."""
    for child in element:
        kind = local_name(child)
        if kind == "t":
            yield child.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind not in _LEFT_OUT and kind != "p":
            yield from _written(child)
