"""TBX as terminology tools hand it back: version 3 (ISO 30042:2019, DCT or DCA style) and version 2 (martif)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from glossary import languages
from glossary.errors import InputError
from glossary.imports import codes, safe_xml
from glossary.imports.entries import Entry, Place, Problem, Returned, unfit
from glossary.imports.limits import Limits
from glossary.imports.notation import cleaned
from glossary.imports.rdf_report import shown
from glossary.imports.safe_xml import Element, local_name

_ROOTS: Final = ("tbx", "martif", "TBX")
_ENTRIES: Final = ("conceptEntry", "termEntry")
_LANGUAGES: Final = ("langSec", "langSet")
_TERMS: Final = ("termSec", "tig", "ntig")
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ROOT: Final = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_ROLES: Final = {
    "preferredTerm-admn-sts": "preferred",
    "admittedTerm-admn-sts": "admitted",
    "deprecatedTerm-admn-sts": "deprecated",
    "supersededTerm-admn-sts": "deprecated",
}
_TYPES: Final = {"abbreviation", "acronym", "shortForm", "fullForm", "phraseologicalUnit", "variant", "symbol"}
_GRAMMAR: Final = ("masculine", "feminine", "neuter")
_BYTE: Final = re.compile(rb"_([0-9A-F]{2})")
_RELIABILITIES: Final = ("1", "2", "3", "4")
_NOTE: Final = re.compile(r"(Status|Reliability|Usage): (.*)", re.DOTALL)


def read_tbx(data: bytes, name: str, limits: Limits) -> Returned:
    """The terms of a TBX file; InputError when it is no well-formed TBX."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for element in safe_xml.elements(data, name, [f"{{*}}{entry}" for entry in _ENTRIES], limits):
        if len(entries) > limits.max_rows:
            raise InputError(name, f"the file has more than {limits.max_rows} terms (limit max_rows)")
        concept = _concept(element)
        if not concept:
            problems.append(Problem(Place(name, _line(element)), "the entry has no id"))
            continue
        for language, term in _terms(element):
            entry = _entry(name, concept, language, term)
            if isinstance(entry, Entry):
                entries.append(entry)
            else:
                problems.append(entry)
    if not entries and not problems:
        root = next((found[1].decode() for found in _ROOT.finditer(data)), "")
        if root not in _ROOTS:
            raise InputError(name, f"the content is not TBX: its first element is {root or 'none'}")
    return Returned(tuple(entries), tuple(problems))


def _concept(element: Element) -> str:
    """The address of the concept, where an external reference gives it, else the id of the entry."""
    for child in element.iter():
        if local_name(child) in _LANGUAGES:
            break
        if _category(child) == "externalCrossReference" and _text(child) == "address":
            return child.get("target", "")
    return _parts(element.get("id", ""))[0]


def _terms(element: Element) -> Iterator[tuple[str, Element]]:
    for section in element.iter():
        if local_name(section) in _LANGUAGES:
            for term in section.iter():
                if local_name(term) in _TERMS:
                    yield section.get(_XML + "lang", ""), term


def _entry(name: str, concept: str, language: str, element: Element) -> Entry | Problem:
    place = Place(name, _line(element))
    texts = [_text(child) for child in element.iter() if local_name(child) == "term"]
    if not texts or not texts[0]:
        return Problem(place, "the term has no text")
    if reason := unfit(texts[0]):
        return Problem(place, reason)
    if not languages.is_known(language):
        return Problem(place, f'xml:lang="{shown(language)}" is no language tag (BCP 47) of a language that exists')
    stated = _stated(element)
    countries, wrong = codes.jurisdictions_of(stated.get("geographicalUsage", ()))
    if wrong:
        return Problem(place, f'geographicalUsage "{shown(wrong)}" {codes.NO_COUNTRY}')
    identity = _parts(element.get("id", ""))
    return Entry(
        place=place,
        concept=concept,
        language=languages.canonical(language),
        text=texts[0],
        term_id=identity[1] if len(identity) > 1 else "",
        role=_ROLES.get(next(iter(stated.get("administrativeStatus", ())), ""), ""),
        status=next(iter(stated.get("Status", ())), ""),
        reliability=next((int(value) for value in stated.get("Reliability", ()) if value in _RELIABILITIES), None),
        jurisdictions=tuple(sorted(countries)),
        usage_note=next(iter(stated.get("Usage", ())), ""),
        type=next((value for value in stated.get("termType", ()) if value in _TYPES), ""),
        part_of_speech=next((value for value in stated.get("partOfSpeech", ()) if value != "other"), ""),
        gender=next((value for value in stated.get("grammaticalGender", ()) if value in _GRAMMAR), ""),
        sources=tuple(stated.get("source", ())),
    )


def _stated(element: Element) -> dict[str, list[str]]:
    """The data categories of a term, and the labelled notes for which TBX-Basic has none."""
    found: dict[str, list[str]] = {}
    for child in element:
        category = _category(child)
        note = _NOTE.fullmatch(_text(child)) if category == "note" else None
        if note:
            found.setdefault(note[1], []).append(note[2])
        elif category:
            found.setdefault(category, []).append(_text(child))
        if local_name(child) == "termNoteGrp":
            for inner, values in _stated(child).items():
                found.setdefault(inner, []).extend(values)
    return found


def _category(element: Element) -> str:
    """The data category of an element: its type (DCA style and martif), or its name (DCT style)."""
    return cast("str", element.get("type", "")) or local_name(element)


def _text(element: Element) -> str:
    return cleaned("".join(map(str, element.itertext()))) if isinstance(element.tag, str) else ""


def _line(element: Element) -> int:
    return int(cast("int", element.sourceline) or 0)


def _parts(written: str) -> list[str]:
    """The parts behind an XML id that this package wrote (``c-asylum-seeker__mt-1``); others are one part."""
    if not written.startswith("c-"):
        return [written]
    return [_decoded(part) for part in written.removeprefix("c-").split("__")]


def _decoded(part: str) -> str:
    encoded = part.encode()
    return _BYTE.sub(lambda found: bytes([int(found[1], 16)]), encoded).decode("utf-8", "replace")
