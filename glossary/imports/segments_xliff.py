"""XLIFF 1.2 (with SDLXLIFF, which is the same) and 2.x: the translation files of CAT tools.

Versions: OASIS XLIFF 1.2 (2008), 2.0 (2014, ISO 21720:2017), 2.1 (2018). Inline codes are left out of the text, what
they enclose is kept; a code that stands for something (a placeholder) becomes a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from glossary import languages
from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.rdf_report import shown
from glossary.imports.safe_xml import Element, local_name, parse
from glossary.imports.segments_languages import require
from glossary.model import Bitext, Segment

NATIVE = frozenset(["bpt", "ept", "it", "ph", "ut", "sub"])
"""Inline elements whose content is code of the original format, not text (XLIFF 1.2, TMX)."""
_STANDS_FOR_SOMETHING = frozenset(["x", "ph", "ut"])
_DELETED = "x-sdl-deleted"
"""How SDLXLIFF marks what a tracked change took out."""
_SHOWN = 10
"""Parts of a file that a note names."""
_UNIT = {"1": "trans-unit", "2": "unit"}


class _Pair(NamedTuple):
    """A source and target element; ``target`` None where there is none."""

    id: str
    source: Element
    target: Element | None
    line: int | None


def read_xliff(data: bytes, name: str, limits: Limits, source: str = "", target: str = "") -> Bitext:
    """The translated segments of an XLIFF file; InputError when it is none, or is not of the languages asked for.

    Of several ``<file>`` in different languages those asked for are read, and a note names the others.
    """
    root = parse(data, name, limits)
    version = root.get("version", "")
    if local_name(root) != "xliff":
        raise InputError(name, f"this is no XLIFF: its root element is <{local_name(root)}>", line_of(root))
    if version[:2] not in ("1.", "2."):
        raise InputError(name, f'XLIFF of version "{version[:20]}" is not read; there are 1.x, 2.0, 2.1 and 2.2', 1)
    first = version[0]
    files = [(file, *_languages(file if first == "1" else root)) for file in root.iter("{*}file")]
    source = require(name, "source", source, [tag for _, tag, _ in files if tag])
    target = require(name, "target", target, [tag for _, _, tag in files if tag])
    chosen = [file for file, *tags in files if _is_in(tags, (source, target))]
    others = [one for one in files if not _is_in(one[1:], (source, target))]
    segments: list[Segment] = []
    untranslated = 0
    for pair in (pair for file in chosen for pair in _translatable(file, first)):
        target_text = "" if pair.target is None else text_of(pair.target)
        source_text = text_of(pair.source)
        if target_text.strip():
            segments.append(Segment(source_text, target_text, pair.id, pair.line))
        elif source_text.strip():
            untranslated += 1
    return Bitext(f"XLIFF {version}", tuple(segments), source, target, untranslated, _left_out(others))


def _left_out(others: Sequence[tuple[Element, str, str]]) -> tuple[str, ...]:
    """A note that names the parts in other languages; none where there are none."""
    named = [
        f'"{shown(file.get("original") or f"line {line_of(file)}")}" ({shown(source)} to {shown(target)})'
        for file, source, target in others[:_SHOWN]
    ]
    more = [f"{len(others) - _SHOWN} more"] if len(others) > _SHOWN else []
    return (f"not checked, being in other languages: {', '.join([*named, *more])}",) if others else ()


def line_of(element: Element) -> int | None:
    """The line of the file on which an element begins."""
    return element.sourceline  # type: ignore[return-value]  # a number, whatever the stubs say


def text_of(element: Element) -> str:
    """The text of a segment without its inline codes."""
    return "".join(_pieces(element)).replace("\u00ad", "")


def _pieces(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        kind = local_name(child)
        if kind in _STANDS_FOR_SOMETHING or kind == "cp":
            yield " "
        elif child.get("mtype") == _DELETED:
            pass
        elif kind and kind not in NATIVE:
            yield from _pieces(child)
        if child.tail:
            yield child.tail


def _languages(element: Element) -> tuple[str, str]:
    """The languages that a file of XLIFF 1.2, or the root of XLIFF 2, states; "" where it states none."""
    source = element.get("source-language") or element.get("srcLang") or ""
    return source, element.get("target-language") or element.get("trgLang") or ""


def _is_in(stated: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether the languages are those wanted; what does not state one may be in any."""
    return all(not tag or languages.same(asked, tag) for asked, tag in zip(wanted, stated, strict=True))


def _translatable(file: Element, version: str) -> Iterator[_Pair]:
    """The pairs of a file that are to be translated; what stands nearest above a unit decides where it is silent."""
    for unit in file.iter(f"{{*}}{_UNIT[version]}"):
        stated = (above.get("translate") for above in (unit, *unit.iterancestors()))
        if next(filter(None, stated), "yes") != "no":
            yield from _pairs_1(unit) if version == "1" else _pairs_2(unit)


def _pairs_1(unit: Element) -> Iterator[_Pair]:
    """A unit of XLIFF 1.2: one pair, or one for each segment where the tool has marked them."""
    source, target = _child(unit, "source"), _child(unit, "target")
    if source is None:
        return
    name = unit.get("id", "")
    segmented = _child(unit, "seg-source")
    marks = _marked(segmented if segmented is not None else source)
    if not marks:
        yield _Pair(name, source, target, line_of(unit))
        return
    translated = {} if target is None else {mark.get("mid"): mark for mark in _marked(target)}
    for mark in marks:
        yield _Pair(f"{name}:{mark.get('mid', '')}", mark, translated.get(mark.get("mid")), line_of(mark))


def _marked(element: Element) -> list[Element]:
    return [mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg"]


def _pairs_2(unit: Element) -> Iterator[_Pair]:
    for segment in unit.iterchildren("{*}segment"):
        source = _child(segment, "source")
        if source is not None:
            name = "/".join(filter(None, [unit.get("id", ""), segment.get("id", "")]))
            yield _Pair(name, source, _child(segment, "target"), line_of(segment))


def _child(element: Element, name: str) -> Element | None:
    return next(element.iterchildren(f"{{*}}{name}"), None)
