"""The frozen values of the domain: schemes, concepts, collections, and the terms and texts they hold.

The shape follows SKOS and SKOS-XL (W3C Recommendation 2009) for concepts and labels, and the
concept / language / term levels of ISO 30042 (TBX) for what is said of a term. Everything is immutable and
encodes to JSON by ``msgspec`` with the field names in camelCase; a field that holds its default is left out.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal["preferred", "admitted", "deprecated", "hidden"]
MappingKind = Literal["exact", "close", "broad", "narrow", "related"]

ROLES: tuple[Role, ...] = ("preferred", "admitted", "deprecated", "hidden")


DRAFTS = frozenset({"draft", "drafted", "proposed"})
"""Statuses of terms that nobody has confirmed yet, in lower case."""

LABELS: dict[str, tuple[Role, ...]] = {
    "prefLabel": ("preferred",),
    "altLabel": ("admitted", "deprecated"),
    "hiddenLabel": ("hidden",),
}
"""The labels that SKOS has, and the roles of the terms that are such labels."""

TEXTS = {
    "definition": "definitions",
    "scopeNote": "scope_notes",
    "note": "notes",
    "example": "examples",
    "changeNote": "change_notes",
}
"""The kinds of text as SKOS names them, and the fields of a resource that hold them."""


class Value(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Base of all values: immutable, compared by content, small as JSON."""


class Source(Value, frozen=True):
    """Where a term or text comes from: an act or document, the place in it, and in which role it serves.

    ``role`` is "derived" (own wording that follows the source), "as-in" (the source's wording) or "" (not said).
    """

    title: str = ""
    article: str = ""
    celex: str = ""
    uri: str = ""
    year: int | None = None
    role: str = ""


class Text(Value, frozen=True):
    """A definition, note or example in one language; ``context`` is such as "EU" or "global"."""

    text: str
    language: str | None = None
    context: str = ""
    sources: tuple[Source, ...] = ()


class Term(Value, frozen=True):
    """A designation of a concept in one language.

    ``id`` is stable within the concept. ``language`` is the BCP 47 tag as the source writes it, None where there is
    none. ``jurisdictions`` are ISO 3166-1 alpha-2 codes, or "EU". ``reliability`` is the IATE scale: 1 not verified,
    2 minimum, 3 reliable, 4 very reliable; None where the source says nothing.
    """

    id: str
    text: str
    language: str | None
    role: Role = "preferred"
    jurisdictions: tuple[str, ...] = ()
    status: str = ""
    reliability: int | None = None
    sources: tuple[Source, ...] = ()
    usage_note: str = ""
    type: str = ""
    part_of_speech: str = ""
    gender: str = ""
    context: Text | None = None
    created: str = ""
    modified: str = ""
    replaced_by: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether its status says that nobody has confirmed it yet."""
        return self.status.lower() in DRAFTS


class NoEquivalent(Value, frozen=True):
    """A source's statement that a language has no term for the concept: not the same as "not translated yet"."""

    language: str
    note: str = ""
    sources: tuple[Source, ...] = ()


class Mapping(Value, frozen=True):
    """A link to a concept of another vocabulary."""

    kind: MappingKind
    uri: str


class Notation(Value, frozen=True):
    """A code of the concept; ``datatype`` is the address of its notation system, "" for a plain string."""

    text: str
    datatype: str = ""


class Resource(Value, frozen=True, kw_only=True):
    """What concepts, collections and schemes have in common.

    ``id`` is the address minus the vocabulary's base, percent-encoded; "" when the address lies elsewhere.
    """

    uri: str
    id: str
    vocabulary: str
    terms: tuple[Term, ...] = ()
    definitions: tuple[Text, ...] = ()
    scope_notes: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()
    change_notes: tuple[Text, ...] = ()
    notations: tuple[Notation, ...] = ()
    created: str = ""
    modified: str = ""
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()


class Concept(Resource, frozen=True, kw_only=True, tag="concept", tag_field="type"):
    """A unit of thought with its terms, texts and links; relations hold addresses."""

    no_equivalents: tuple[NoEquivalent, ...] = ()
    schemes: tuple[str, ...] = ()
    top_concept_of: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    mappings: tuple[Mapping, ...] = ()


class Collection(Resource, frozen=True, kw_only=True, tag="collection", tag_field="type"):
    """A labelled group of concepts or collections; ``ordered`` says whether the order of members means something."""

    members: tuple[str, ...] = ()
    ordered: bool = False
    schemes: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()


class Scheme(Resource, frozen=True, kw_only=True, tag="scheme", tag_field="type"):
    """A concept scheme: what a vocabulary says of itself or of one of its parts."""

    top_concepts: tuple[str, ...] = ()
    licence: str = ""
    version: str = ""


Described = Concept | Collection | Scheme


class LanguageCount(Value, frozen=True):
    """How many concepts have a preferred term in a language (bare and regional tags are counted apart)."""

    language: str
    concepts: int


class Coverage(Value, frozen=True):
    """How far a language covers a theme: concepts whose preferred term has each status.

    A theme is a collection; of a vocabulary that has none, a scheme other than its own.
    ``language`` is the tag without its region. ``other`` counts terms of no stated status, ``none`` statements that
    the language has no equivalent; what remains of ``concepts`` has no term yet.
    """

    theme: str
    language: str
    concepts: int
    published: int = 0
    reviewed: int = 0
    drafted: int = 0
    other: int = 0
    none: int = 0


class Vocabulary(Value, frozen=True, kw_only=True):
    """One vocabulary of a release: its identity, main scheme, size, languages and what they cover."""

    id: str
    uri: str
    base: str
    titles: tuple[Text, ...]
    default_language: str
    languages: tuple[LanguageCount, ...]
    concepts: int
    collections: int
    schemes: int
    triples: int
    prefixes: dict[str, str]
    coverage: tuple[Coverage, ...] = ()


class SourceFile(Value, frozen=True):
    """A file that a release was built from; ``sha256`` in hexadecimal, ``size`` in bytes."""

    vocabulary: str
    name: str
    sha256: str
    size: int


class Release(Value, frozen=True, kw_only=True):
    """The manifest of a release: what it holds and what it was made from.

    ``created`` is UTC in ISO 8601; ``files`` maps each file of the release to its SHA-256; ``findings`` counts the
    results of the quality checks by code.
    """

    id: str
    created: str
    tool: str
    vocabularies: tuple[Vocabulary, ...]
    sources: tuple[SourceFile, ...]
    files: dict[str, str]
    findings: dict[str, int]
    previous: str = ""


class Segment(Value, frozen=True):
    """A piece of text and its translation; ``id`` is the file's name for it and need not be unique, "" for none.

    ``line`` is where it stands in the file, counted from 1, None where the format does not tell.
    """

    source: str
    target: str
    id: str = ""
    line: int | None = None


class Bitext(Value, frozen=True):
    """A translation, segment by segment; languages are tags as the file writes them, "" where it says nothing.

    ``untranslated`` counts the segments that have no translation yet and are left out. ``notes`` tell the reader of
    the file what it has to know about the reading.
    """

    format: str
    segments: tuple[Segment, ...]
    source_language: str = ""
    target_language: str = ""
    untranslated: int = 0
    notes: tuple[str, ...] = ()
