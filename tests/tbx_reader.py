"""A small reader of our TBX, of both versions, for the tests of the round trip: it follows docs/exports.md alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from glossary.exports.csv_table import split
from glossary.model import Concept, Mapping, NoEquivalent, Notation, Source, Term, Text

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROLES = {"preferredTerm": "preferred", "admittedTerm": "admitted", "deprecatedTerm": "deprecated"}
TEXTS = {"Definition": "definitions", "Scope note": "scope_notes", "Note": "notes", "Example": "examples"}
TEXTS["Change"] = "change_notes"


def tree(data: bytes) -> etree._Element:
    """The file in one shape: elements called as in version 3, categories by their name, without namespaces."""
    root = etree.fromstring(data)
    for node in root.iter("*"):
        kind = node.get("type") if node.tag in ("termNote", "descrip", "admin", "ref", "xref", "transac") else None
        called = kind or etree.QName(node).localname
        node.tag = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec"}.get(called, called)
    return root


def read(data: bytes) -> list[Concept]:
    """The concepts of a file; ``member_of`` has the names of themes."""
    root = tree(data)
    addresses = {entry.get("id") or "": _address(entry) for entry in root.iter("conceptEntry")}
    return [_concept(entry, addresses) for entry in root.iter("conceptEntry")]


def _address(entry: etree._Element) -> str:
    for link in entry.findall("externalCrossReference"):
        if link.text == "address":
            return link.get("target") or ""
    return next(note[len("Link: address ") :] for note in _notes(entry) if note.startswith("Link: address "))


def _concept(entry: etree._Element, addresses: dict[str, str]) -> Concept:
    links: dict[str, list[str]] = {}
    for link in (*entry.findall("crossReference"), *entry.findall("externalCrossReference")):
        target = link.get("target") or ""
        links.setdefault(link.text or "", []).append(addresses.get(target, target))
    texts: dict[str, list[Text]] = {name: [] for name in TEXTS.values()}
    for section in (entry, *entry.findall("langSec")):
        for name, text in _texts(section):
            texts[name].append(text)
    labelled = [note.split(": ", 1) for note in _notes(entry)]
    said = {label: value for label, value in labelled if label not in TEXTS}
    dates = {group[0].text: group.findtext("date") for group in entry.findall("transacGrp")}
    deprecated = said.get("Deprecated", "")
    for label, value in labelled:
        if label == "Link":
            links.setdefault(value.split(" ")[0], []).append(value.split(" ", 1)[1])
    (_, local) = _plain(entry.get("id") or "")
    return Concept(
        uri=addresses[entry.get("id") or ""],
        id=local[0],
        vocabulary="test",
        terms=tuple(
            _term(section, language) for language in entry.findall("langSec") for section in language.iter("termSec")
        ),
        notations=tuple(Notation(*split(value)) for label, value in labelled if label == "Notation"),
        created=said.get("Created") or dates.get("origination") or "",
        modified=said.get("Modified") or dates.get("modification") or "",
        deprecated=bool(deprecated),
        replaced_by=tuple(split(deprecated)) if deprecated != "yes" else (),
        no_equivalents=tuple(_none(split(value)) for label, value in labelled if label == "No equivalent"),
        member_of=tuple(node.text or "" for node in entry.findall("subjectField")),
        mappings=tuple(
            Mapping(kind, uri)
            for kind in ("exact", "close", "broad", "narrow", "related")
            for uri in links.get(f"{kind}Match", ())
        ),
        **{name: tuple(links.get(name, ())) for name in ("broader", "narrower", "related")},
        **{name: tuple(found) for name, found in texts.items()},
    )


def _plain(id: str) -> tuple[str, list[str]]:
    """The parts of an identity."""
    parts = [re.sub("((?:_[0-9A-F]{2})+)", _bytes, part) for part in id[2:].split("__")]
    return id[:2], parts


def _bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("_", "")).decode("utf-8", "surrogatepass")


def _texts(section: etree._Element) -> Iterator[tuple[str, Text]]:
    language = _language(section)
    for node in section:
        if node.tag == "note":
            label, _, value = (node.text or "").partition(": ")
            if label in TEXTS:
                found = re.fullmatch(r"(.*) \[(.*?)\]", value, re.DOTALL) if value.endswith("]") else None
                text, about = found.groups() if found else (value, "")
                yield TEXTS[label], _text(text, _language(node) or language, about)
        elif node.tag == "definition":
            yield "definitions", _text(node.text or "", language, "")
        elif node.tag == "descripGrp":
            yield "definitions", _text(node[0].text or "", language, node[1].text or "")


def _text(text: str, language: str | None, about: str) -> Text:
    values = split(about)
    context = values.pop(0)[len("context: ") :] if about.startswith("context: ") else ""
    return Text(text, language, context, tuple(map(_source, values)))


def _source(line: str) -> Source:
    parts = [part.replace(r"\; ", "; ") for part in re.split(r"(?<!\\); ", line)]
    said = dict(part.split(": ", 1) for part in parts if re.match("(article|CELEX|year|address|role): ", part))
    title = "" if re.match("(article|CELEX|year|address|role): ", parts[0]) else parts[0]
    year = int(said["year"]) if "year" in said else None
    return Source(
        title, said.get("article", ""), said.get("CELEX", ""), said.get("address", ""), year, said.get("role", "")
    )


def _none(values: list[str]) -> NoEquivalent:
    language, *rest = values
    note = rest.pop(0)[len("note: ") :] if rest and rest[0].startswith("note: ") else ""
    return NoEquivalent(language, note, tuple(map(_source, rest)))


def _term(section: etree._Element, language: etree._Element) -> Term:
    said = dict(note.split(": ", 1) for note in _notes(section))
    status = (section.findtext("administrativeStatus") or "").removesuffix("-admn-sts")
    context = section.find("descripGrp/context")
    about = section.findtext("descripGrp/source") or ""
    context = section.find("context") if context is None else context
    return Term(
        id=_plain(section.get("id") or "")[1][1],
        text=section.findtext("term") or "",
        language=_language(language),
        role=ROLES.get(status, "deprecated"),  # type: ignore[arg-type]
        jurisdictions=tuple(node.text or "" for node in section.findall("geographicalUsage")),
        status=said.get("Status", ""),
        reliability=int(said["Reliability"]) if "Reliability" in said else None,
        sources=tuple(_source(node.text or "") for node in section.findall("source")),
        usage_note=said.get("Usage", ""),
        type=said.get("Term type") or section.findtext("termType") or "",
        part_of_speech=said.get("Part of speech") or section.findtext("partOfSpeech") or "",
        gender=said.get("Gender") or section.findtext("grammaticalGender") or "",
        context=None if context is None else _text(context.text or "", _language(language), about),
        created=said.get("Created", ""),
        modified=said.get("Modified", ""),
        replaced_by=said.get("Replaced by", ""),
    )


def _notes(section: etree._Element) -> list[str]:
    return [note.text or "" for note in section.findall("note")]


def _language(node: etree._Element) -> str | None:
    tag = node.get(LANG)
    return None if tag == "und" else tag
