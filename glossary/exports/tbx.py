"""TBX-Basic for terminology tools: version 3 (ISO 30042:2019) in DCT style, and version 2 (ISO 30042:2008, martif).

A concept is an entry with its themes, links and dates; below it stands a section for each language asked for that has
a term, with definitions and notes, and in it a section for each term. Both versions hold the same: they differ in the
names of elements only. A definition in a language without a term becomes a note of the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from glossary import languages
from glossary.errors import NotFound
from glossary.exports import categories
from glossary.exports.base import Glossary, TermFormat, chunked, terms_by_tag
from glossary.exports.categories import Names, cited, identifier, labelled_text, provenance
from glossary.exports.markup import attribute, element, text
from glossary.model import Concept, Term, Text

UNDETERMINED: Final = "und"
"""The tag of terms that have none (BCP 47)."""

_CATEGORIES: Final = {  # the module of version 3, and the element of version 2
    "administrativeStatus": ("min", "termNote"),
    "partOfSpeech": ("min", "termNote"),
    "subjectField": ("min", "descrip"),
    "externalCrossReference": ("min", "xref"),
    "grammaticalGender": ("basic", "termNote"),
    "termType": ("basic", "termNote"),
    "geographicalUsage": ("basic", "termNote"),
    "definition": ("basic", "descrip"),
    "context": ("basic", "descrip"),
    "source": ("basic", "admin"),
    "crossReference": ("basic", "ref"),
    "transactionType": ("basic", "transac"),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two versions call things; ``head`` and ``tail`` stand around the entries."""

    entry: str
    language: str
    term: str
    as_tags: bool
    head: Callable[[Glossary], str]
    tail: str

    def category(self, name: str, value: str, target: str = "") -> str:
        """A data category: an element of its module's namespace (version 3), or a type of an element (version 2)."""
        module, carrier = _CATEGORIES[name]
        if self.as_tags:
            return element(f"{module}:{name}", value, target=target)
        return element(carrier, value, type=name, target=target)


def write(dialect: Dialect, glossary: Glossary) -> Iterator[bytes]:
    """The glossary in a dialect; NotFound when no concept has a term in the languages, since a body needs an entry.

    Concepts are gone through twice: a cross-reference may only lead to an entry that the file has.
    """
    held = {
        concept.uri: _entry_id(concept) for concept in glossary.concepts() if terms_by_tag(concept, glossary.languages)
    }
    if not held:
        wanted = ", ".join(tag or "none" for tag in glossary.languages)
        raise NotFound(f"none of the concepts has a term in these languages: {wanted}")
    return chunked(_pieces(dialect, glossary, held))


def _pieces(dialect: Dialect, glossary: Glossary, held: dict[str, str]) -> Iterator[str]:
    yield dialect.head(glossary)
    for concept in glossary.concepts():
        if concept.uri in held:
            yield from _entry(dialect, glossary, held, concept)
    yield dialect.tail


def _entry_id(concept: Concept) -> str:
    return identifier(concept.id or concept.uri)


def _entry(dialect: Dialect, glossary: Glossary, held: dict[str, str], concept: Concept) -> Iterator[str]:
    by_tag = terms_by_tag(concept, glossary.languages)
    keys = {languages.key(tag) for tag in glossary.languages}
    present = {languages.key(tag) for tag in by_tag}
    yield f'<{dialect.entry} id="{held[concept.uri]}">\n'
    for name, value, target in _about(glossary, held, concept):
        yield dialect.category(name, value, target) + "\n"
    for kind, day in categories.dates(concept):
        yield f"<transacGrp>{dialect.category('transactionType', kind)}{element('date', day)}</transacGrp>\n"
    for note in _unlinked(concept):
        yield element("note", note) + "\n"
    for note in categories.concept_notes(concept, keys):
        yield element("note", note) + "\n"
    for label, said in (*(("Definition", one) for one in concept.definitions), *categories.texts(concept)):
        key = languages.key(said.language)
        if key in keys and key not in present:
            yield element("note", labelled_text(label, said), xml_lang=said.language or UNDETERMINED) + "\n"
    names = Names(concept)
    for tag, terms in by_tag.items():
        yield from _language(dialect, concept, tag, [(names(term), term) for term in terms])
    yield f"</{dialect.entry}>\n"


def _about(glossary: Glossary, held: dict[str, str], concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Themes and links: name of the category, value, target."""
    for theme in concept.member_of:
        yield "subjectField", glossary.label(theme), ""
    if address := categories.web_address(concept.uri):
        yield "externalCrossReference", "address", address
    for relation, uri in categories.links(concept):
        if uri in held:
            yield "crossReference", relation, held[uri]
        elif address := categories.web_address(uri):
            yield "externalCrossReference", relation, address


def _unlinked(concept: Concept) -> Iterator[str]:
    """Addresses that are not of the web, which no link of TBX-Basic can hold."""
    for relation, uri in (("address", concept.uri), *categories.links(concept)):
        if not categories.web_address(uri):
            yield f"Link: {relation} {uri}"


def _language(dialect: Dialect, concept: Concept, tag: str, terms: list[tuple[str, Term]]) -> Iterator[str]:
    key = languages.key(tag)
    yield f'<{dialect.language} xml:lang="{attribute(tag or UNDETERMINED)}">\n'
    for definition in concept.definitions:
        if languages.key(definition.language) == key:
            yield _described(dialect, "definition", definition)
    for label, value in categories.texts(concept):
        if languages.key(value.language) == key:
            yield element("note", labelled_text(label, value)) + "\n"
    for name, term in terms:
        yield _term(dialect, name, term)
    yield f"</{dialect.language}>\n"


def _described(dialect: Dialect, name: str, value: Text) -> str:
    """A definition or context, in a group with its source where it has one."""
    described, about = dialect.category(name, value.text), provenance(value)
    if not about:
        return described + "\n"
    return f"<descripGrp>{described}{dialect.category('source', about)}</descripGrp>\n"


def _term(dialect: Dialect, name: str, term: Term) -> str:
    pieces = [f'<{dialect.term} id="{name}">', element("term", term.text)]
    pieces += [dialect.category(*category) for category in categories.term_notes(term)]
    pieces += [dialect.category("source", cited(source)) for source in term.sources]
    if term.context:
        pieces.append(_described(dialect, "context", term.context).rstrip())
    pieces += [element("note", note) for note in categories.labelled_notes(term)]
    return "".join([*pieces, f"</{dialect.term}>\n"])


def _file(glossary: Glossary) -> str:
    """What both versions say of the file."""
    about = f"{glossary.uri or glossary.name}, release {glossary.release}"
    licence = f"<publicationStmt>{element('p', glossary.licence)}</publicationStmt>" if glossary.licence else ""
    return (
        f"<fileDesc><titleStmt>{element('title', glossary.title)}</titleStmt>{licence}"
        f"<sourceDesc>{element('p', about)}</sourceDesc></fileDesc>"
    )


def _main_language(glossary: Glossary) -> str:
    return attribute(glossary.languages[0] or UNDETERMINED)


def _head_3(glossary: Glossary) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="TBX-Basic" style="dct" xml:lang="{_main_language(glossary)}" xmlns="urn:iso:std:iso:30042:ed-2"'
        ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">\n'
        f"<tbxHeader>{_file(glossary)}</tbxHeader>\n<text><body>\n"
    )


def _head_2(glossary: Glossary) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<martif type="TBX-Basic" xml:lang="{_main_language(glossary)}">\n'
        f"<martifHeader>{_file(glossary)}"
        f'<encodingDesc><p type="XCSURI">{text("TBXBasicXCSV02.xcs")}</p></encodingDesc></martifHeader>\n<text><body>\n'
    )


_VERSION_3 = Dialect("conceptEntry", "langSec", "termSec", True, _head_3, "</body></text>\n</tbx>\n")
_VERSION_2 = Dialect("termEntry", "langSet", "tig", False, _head_2, "</body></text>\n</martif>\n")

TBX3 = TermFormat("tbx3", "application/x-tbx", "tbx", "TBX 3", partial(write, _VERSION_3))
TBX2 = TermFormat("tbx2", "application/x-tbx", "tbx", "TBX 2", partial(write, _VERSION_2))
