"""TMX 1.4b (LISA, 2005) and its older versions: translation memories."""

from __future__ import annotations

from collections.abc import Sequence

from glossary import languages
from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.safe_xml import Element, local_name, parse
from glossary.imports.segments_languages import require
from glossary.imports.segments_xliff import line_of, text_of
from glossary.model import Bitext, Segment

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY = "*all*"
Variant = tuple[str, str]
"""A language tag, and the text in that language."""


def read_tmx(data: bytes, name: str, limits: Limits, source: str = "", target: str = "") -> Bitext:
    """The units that have both languages; InputError when it is no TMX, or does not tell which languages are meant."""
    root = parse(data, name, limits)
    if local_name(root) != "tmx":
        raise InputError(name, f"this is no TMX: its root element is <{local_name(root)}>", line_of(root))
    header = next(root.iterchildren("{*}header"), None)
    stated = "" if header is None else header.get("srclang", "")
    units = [(unit, _variants(unit)) for unit in root.iter("{*}tu")]
    present = [tag for _, variants in units for tag, _ in variants]
    if not source and stated.lower() != _ANY and not languages.same(stated, target):
        source = stated
    source = require(name, "source", source, _without(present, target))
    target = require(name, "target", target, _without(present, source))
    if not target:
        raise InputError(name, "it holds no second language")
    segments: list[Segment] = []
    untranslated = 0
    for unit, variants in units:
        first = next(iter(_in_language(source, variants)), None)
        if first is None:
            continue
        found = [text for text in _in_language(target, variants) if text.strip()]
        untranslated += not found
        segments += [Segment(first, text, unit.get("tuid", ""), line_of(unit)) for text in found]
    version = root.get("version", "")
    return Bitext(f"TMX {version}".strip(), tuple(segments), source, target, untranslated)


def _variants(unit: Element) -> list[Variant]:
    """The texts of a unit with their canonical language tags; old files write ``lang`` for ``xml:lang``."""
    found = []
    for variant in unit.iterchildren("{*}tuv"):
        tag = variant.get(_LANGUAGE) or variant.get("lang") or ""
        segment = next(variant.iterchildren("{*}seg"), None)
        if segment is not None and languages.is_well_formed(tag):
            found.append((languages.canonical(tag), text_of(segment)))
    return found


def _in_language(asked: str, variants: Sequence[Variant]) -> list[str]:
    """The texts of the tag that fits best; of all countries' where it is not said of which."""
    best = languages.best(languages.names_of(asked), [tag for tag, _ in variants])
    if best is None:
        return []
    exact = languages.region(asked) or languages.key(best) == languages.key(asked)
    language = languages.without_region(best)
    return [text for tag, text in variants if tag == best or (not exact and languages.without_region(tag) == language)]


def _without(present: Sequence[str], other: str) -> list[str]:
    """The languages of the units but for the one on the other side."""
    return [tag for tag in present if not languages.same(tag, other)]
