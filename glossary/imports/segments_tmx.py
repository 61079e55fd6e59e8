"""TMX 1.4b (LISA, 2005) and its older versions: translation memories."""

from __future__ import annotations

from collections import Counter

from glossary import languages
from glossary.errors import InputError
from glossary.imports.limits import Limits
from glossary.imports.safe_xml import Element, local_name, parse
from glossary.imports.segments_xliff import line_of, text_of
from glossary.model import Bitext, Segment

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY = "*all*"


def read_tmx(data: bytes, name: str, limits: Limits, source: str = "", target: str = "") -> Bitext:
    """The units that have both languages; InputError when it is no TMX, or does not tell which languages are meant."""
    root = parse(data, name, limits)
    if local_name(root) != "tmx":
        raise InputError(name, f"this is no TMX: its root element is <{local_name(root)}>", line_of(root))
    header = next(root.iterchildren("{*}header"), None)
    stated = "" if header is None else header.get("srclang", "")
    units = [(unit, _variants(unit)) for unit in root.iter("{*}tu")]
    present = Counter(tag for _, variants in units for tag in variants)
    if stated.lower() == _ANY:
        stated = ""
    source = source or stated or _only(name, "source", present, {languages.primary(target)})
    target = target or _only(name, "target", present, {languages.primary(source)})
    segments: list[Segment] = []
    untranslated = 0
    for unit, variants in units:
        first, second = languages.best([source], variants), languages.best([target], variants)
        if first is None:
            continue
        if second is None or not variants[second].strip():
            untranslated += 1
            continue
        segments.append(Segment(variants[first], variants[second], unit.get("tuid", ""), line_of(unit)))
    version = root.get("version", "")
    return Bitext(f"TMX {version}".strip(), tuple(segments), source, target, untranslated)


def _variants(unit: Element) -> dict[str, str]:
    """The texts of a unit by canonical language tag; old files write ``lang`` for ``xml:lang``."""
    found = {}
    for variant in unit.iterchildren("{*}tuv"):
        tag = variant.get(_LANGUAGE) or variant.get("lang") or ""
        segment = next(variant.iterchildren("{*}seg"), None)
        if segment is not None and languages.is_well_formed(tag):
            found[languages.canonical(tag)] = text_of(segment)
    return found


def _only(name: str, what: str, present: Counter[str], without: set[str]) -> str:
    """The one language that is left; InputError asks where there are several."""
    left = sorted({tag for tag in present if languages.primary(tag) not in without})
    if len({languages.primary(tag) for tag in left}) == 1:
        return max(left, key=lambda tag: present[tag])
    raise InputError(name, f"it holds {', '.join(left[:20]) or 'no second language'}: say which is the {what} language")
