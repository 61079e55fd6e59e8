"""Translations from files: one table of the formats that hold a text and its translation side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from glossary.errors import InputError
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.segments_plain import read_documents, read_pairs, read_plain
from glossary.imports.segments_po import read_po
from glossary.imports.segments_tmx import read_tmx
from glossary.imports.segments_xliff import read_xliff
from glossary.model import Bitext

Reader = Callable[[bytes, str, Limits, str, str], Bitext]
"""Content, file name, limits, and the tags of source and target asked for ("" for the file's own) to segments."""


@dataclass(frozen=True, slots=True)
class SegmentFormat:
    """A format of translations; ``suffixes`` have no dot, ``label`` is for people."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    read: Reader


SEGMENT_FORMATS: dict[str, SegmentFormat] = {
    made.name: made
    for made in (
        SegmentFormat("xliff", "XLIFF 1.2 and 2.x, SDLXLIFF", ("xlf", "xliff", "sdlxliff", "mqxliff"), read_xliff),
        SegmentFormat("tmx", "TMX", ("tmx",), read_tmx),
        SegmentFormat("po", "PO (gettext)", ("po", "pot"), read_po),
        SegmentFormat("tsv", "Tab-separated pairs", ("tsv", "tab"), read_pairs),
    )
}  # fmt: skip
"""By name, in the order in which they are offered."""

DOCUMENT_SUFFIXES = ("txt", "docx")
"""Files that hold a text alone; its translation is in a second one."""

_BY_SUFFIX = {suffix: made for made in SEGMENT_FORMATS.values() for suffix in made.suffixes}


def read_bitext(
    data: bytes, name: str, *, source: str = "", target: str = "", limits: Limits = DEFAULT_LIMITS
) -> Bitext:
    """The segments of a file whose format its name tells; InputError when it is refused.

    ``source`` and ``target`` choose among the languages of a file that holds more than two.
    """
    suffix = PurePath(name).suffix[1:].lower()
    found = _BY_SUFFIX.get(suffix)
    if found is None:
        known = ", ".join(f".{known}" for known in _BY_SUFFIX)
        raise InputError(name, f"this kind of file is not read; there are {known}, and two texts (.txt, .docx)")
    return found.read(data, name, limits, source, target)


def read_two(
    source: bytes, source_name: str, target: bytes, target_name: str, limits: Limits = DEFAULT_LIMITS
) -> Bitext:
    """Two texts, plain or DOCX, paragraph by paragraph; InputError when one is refused."""
    return read_documents(
        read_text(source, source_name, limits), source_name, read_text(target, target_name, limits), target_name
    )


def read_text(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """The text of a plain or DOCX file, paragraphs apart by line ends; InputError when it is refused."""
    return read_plain(data, name, limits)
