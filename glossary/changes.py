"""What changed between two states of a vocabulary: concept by concept, and in a concept term by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, Literal, TypeVar, cast

from glossary import languages
from glossary.model import TEXTS, Described, NoEquivalent, Source, Term, Text, Value

Kind = Literal["added", "changed", "deprecated", "withdrawn"]
KINDS: Final[tuple[Kind, ...]] = ("added", "changed", "deprecated", "withdrawn")

DetailKind = Literal["added", "changed", "removed"]

Item = TypeVar("Item", bound=Value)


class Wording(Value, frozen=True):
    """One side of a detail: a term, a text, an address or another value, written as text.

    ``role``, ``status``, ``reliability`` and ``jurisdictions`` are those of a term, ``context`` of a definition;
    ``sources`` are citations; ``note`` is the usage note of a term or the remark of "no equivalent".
    """

    text: str
    role: str = ""
    status: str = ""
    reliability: int | None = None
    jurisdictions: tuple[str, ...] = ()
    context: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


class Detail(Value, frozen=True):
    """One thing that changed in a concept, collection or scheme.

    ``part`` is "term", "noEquivalent", a kind of text (definition, scopeNote, note, example, changeNote), a relation
    (broader, narrower, related, exactMatch and its like, memberOf, member, scheme, topConceptOf, topConcept,
    replacedBy) or a property (notation, created, modified, deprecated, ordered, licence, version), or "statements":
    something that the model has no place for. ``before`` is None for what was added, ``after`` for what was removed;
    ``fields`` names what differs between the two where both are there.
    """

    part: str
    kind: DetailKind
    language: str | None = None
    before: Wording | None = None
    after: Wording | None = None
    fields: tuple[str, ...] = ()


class Change(Value, frozen=True):
    """What became of one resource; ``type`` is concept, collection or scheme.

    ``label`` is a term of it (of the last state that had one) in ``language``: English where there is, else the first.
    ``themes`` are the addresses of the collections it is in. What was added has no details: all of it is new, and so
    has what was deprecated from the start; what was withdrawn has its terms as details. ``release`` and ``date`` (UTC,
    ISO 8601) say where it was published, "" for a comparison of files.
    """

    uri: str
    vocabulary: str
    id: str
    type: str
    kind: Kind
    label: str
    language: str | None = None
    themes: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    release: str = ""
    date: str = ""


def compare(before: Described | None, after: Described | None) -> Change | None:
    """What became of a resource; None when nothing that the model knows did."""
    if before == after:
        return None
    if after is None:
        return _change(before, "withdrawn", tuple(_terms(before.terms, ()))) if before else None
    if before is None:
        return _change(after, "deprecated" if after.deprecated else "added", ())
    details = tuple(_details(before, after))
    if not details:
        return None
    return _change(after, "deprecated" if after.deprecated and not before.deprecated else "changed", details)


def unmodelled(value: Described) -> Change:
    """The change of a resource whose statements differ in what the model has no place for, such as editorial notes."""
    return _change(value, "changed", (Detail("statements", "changed"),))


def compare_all(before: Iterable[Described], after: Iterable[Described]) -> Iterator[Change]:
    """The changes between two vocabularies, by address: a resource is the same when its address is."""
    old = {value.uri: value for value in before}
    new = {value.uri: value for value in after}
    for uri in sorted(old.keys() | new.keys()):
        change = compare(old.get(uri), new.get(uri))
        if change:
            yield change


def label_of(value: Described) -> Term | None:
    """The term to show for a resource where no reader's language is known: English, else the first preferred one."""
    preferred = [term for term in value.terms if term.role == "preferred"] or list(value.terms)
    english = (term for term in preferred if languages.key(term.language) == "en")
    return next(english, preferred[0] if preferred else None)


def cited(source: Source) -> str:
    """A source in one line: title, article, CELEX number or address."""
    named = source.title or source.celex or source.uri
    return ", ".join(part for part in (named, source.article) if part)


def _change(value: Described, kind: Kind, details: tuple[Detail, ...]) -> Change:
    term = label_of(value)
    return Change(
        uri=value.uri,
        vocabulary=value.vocabulary,
        id=value.id,
        type=cast("str", value.__struct_config__.tag),
        kind=kind,
        label=term.text if term else "",
        language=term.language if term else None,
        themes=getattr(value, "member_of", ()),
        details=details,
    )


_RELATIONS: Final = (
    ("broader", "broader"),
    ("narrower", "narrower"),
    ("related", "related"),
    ("member_of", "memberOf"),
    ("members", "member"),
    ("schemes", "scheme"),
    ("top_concept_of", "topConceptOf"),
    ("top_concepts", "topConcept"),
    ("replaced_by", "replacedBy"),
)
_PROPERTIES: Final = ("created", "modified", "deprecated", "ordered", "licence", "version")


def _details(before: Described, after: Described) -> Iterator[Detail]:
    yield from _terms(before.terms, after.terms)
    yield from _no_equivalents(getattr(before, "no_equivalents", ()), getattr(after, "no_equivalents", ()))
    for part, field in TEXTS.items():
        yield from _texts(part, getattr(before, field), getattr(after, field))
    for field, part in _RELATIONS:
        yield from _values(part, getattr(before, field, ()), getattr(after, field, ()))
    old, new = (
        {(f"{mapping.kind}Match", mapping.uri) for mapping in getattr(value, "mappings", ())}
        for value in (before, after)
    )
    for part, uri in sorted(old ^ new):
        yield from _values(part, [uri] if (part, uri) in old else [], [uri] if (part, uri) in new else [])
    yield from _values("notation", [n.text for n in before.notations], [n.text for n in after.notations])
    for field in _PROPERTIES:
        yield from _property(field, getattr(before, field, ""), getattr(after, field, ""))


def _terms(before: Sequence[Term], after: Sequence[Term]) -> Iterator[Detail]:
    """Terms are the same by id; of those left, one of a language and role on each side was reworded."""
    pairs = _paired(
        before,
        after,
        lambda term: (term.id, term.role),
        lambda term: term.id,
        lambda term: (languages.key(term.language), term.role),
    )
    for old, new in pairs:
        yield from _detail("term", old, new, _term_wording)


def _no_equivalents(before: Sequence[NoEquivalent], after: Sequence[NoEquivalent]) -> Iterator[Detail]:
    for old, new in _paired(before, after, lambda value: languages.key(value.language)):
        yield from _detail("noEquivalent", old, new, _no_equivalent_wording)


def _texts(part: str, before: Sequence[Text], after: Sequence[Text]) -> Iterator[Detail]:
    """Texts are the same by wording; of those left, one of a language and context on each side was reworded."""
    pairs = _paired(
        before,
        after,
        lambda text: (text.text, text.language, text.context),
        lambda text: (text.language, text.context),
        lambda text: (text.language, text.text),
    )
    for old, new in pairs:
        yield from _detail(part, old, new, _text_wording)


def _values(part: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Detail]:
    for text in dict.fromkeys(before):
        if text not in after:
            yield Detail(part, "removed", before=Wording(text))
    for text in dict.fromkeys(after):
        if text not in before:
            yield Detail(part, "added", after=Wording(text))


def _property(field: str, before: str | bool, after: str | bool) -> Iterator[Detail]:
    if before != after:
        old, new = (
            Wording(str(value).lower() if isinstance(value, bool) else value) if value else None
            for value in (before, after)
        )
        yield Detail(field, "added" if old is None else "removed" if new is None else "changed", None, old, new)


def _paired(
    before: Sequence[Item], after: Sequence[Item], *keys: Callable[[Item], Hashable]
) -> list[tuple[Item | None, Item | None]]:
    """Each item with its counterpart, or None: equal ones first, then by one key after the other where it is unique."""
    old, new = list(before), list(after)
    pairs: list[tuple[Item | None, Item | None]] = []
    for item in list(old):
        if item in new:
            old.remove(item)
            new.remove(item)
    for key in keys:
        groups: dict[Hashable, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
        for side, items in enumerate((old, new)):
            for item in items:
                groups[key(item)][side].append(item)
        for left, right in groups.values():
            if len(left) == len(right) == 1:
                pairs.append((left[0], right[0]))
                old.remove(left[0])
                new.remove(right[0])
    return [*pairs, *((item, None) for item in old), *((None, item) for item in new)]


def _detail(part: str, before: Item | None, after: Item | None, wording: Callable[[Item], Wording]) -> Iterator[Detail]:
    old = None if before is None else wording(before)
    new = None if after is None else wording(after)
    language = getattr(after if after is not None else before, "language", None)
    if before is None or after is None:
        yield Detail(part, "added" if before is None else "removed", language, old, new)
    elif fields := tuple(_differing(before, after)):
        yield Detail(part, "changed", language, old, new, fields)


def _differing(before: Value, after: Value) -> Iterator[str]:
    """The names of the fields that differ, as JSON writes them; an id says nothing to a reader."""
    for name in before.__struct_fields__:
        if name != "id" and getattr(before, name) != getattr(after, name):
            head, *rest = name.split("_")
            yield head + "".join(word.title() for word in rest)


def _term_wording(term: Term) -> Wording:
    return Wording(
        term.text,
        role=term.role,
        status=term.status,
        reliability=term.reliability,
        jurisdictions=term.jurisdictions,
        sources=tuple(map(cited, term.sources)),
        note=term.usage_note,
    )


def _text_wording(text: Text) -> Wording:
    return Wording(text.text, context=text.context, sources=tuple(map(cited, text.sources)))


def _no_equivalent_wording(value: NoEquivalent) -> Wording:
    return Wording("", note=value.note, sources=tuple(map(cited, value.sources)))
