"""Who a vocabulary is: its main scheme, title, base address, default language and the ids of its resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from glossary import addresses, languages
from glossary.model import Concept, Described, Scheme, Text, Value
from glossary.skos.namespaces import DC, DCT, RDFS, SKOS, SKOSXL, VOID
from glossary.skos.statements import Statements
from glossary.skos.triples import IRI


class Stated(Value, frozen=True):
    """What ``vocabularies.toml`` states of a vocabulary; "" where it leaves the answer to the file.

    ``shared_labels`` are groups of ids of concepts that may have the same preferred label.
    """

    title: str = ""
    base: str = ""
    default_language: str = ""
    scheme: str = ""
    shared_labels: tuple[tuple[str, ...], ...] = ()


class Identity(Value, frozen=True):
    """A vocabulary's identity; ``ids`` maps the address of each resource to its id ("" when it lies elsewhere)."""

    uri: str
    base: str
    titles: tuple[Text, ...]
    default_language: str
    ids: dict[str, str]


def identify(complete: Statements, kinds: Mapping[str, type[Described]], stated: Stated, name: str) -> Identity:
    """The identity of a vocabulary; ``name`` is its id, the title of last resort."""
    concepts = sorted(uri for uri, kind in kinds.items() if kind is Concept)
    scheme = stated.scheme or _main_scheme(complete, kinds, concepts)
    base = stated.base or _base(complete, scheme, concepts)
    return Identity(
        uri=scheme or base,
        base=base,
        titles=_titles(complete, scheme, stated.title or name),
        default_language=stated.default_language or _default_language(complete, scheme, concepts),
        ids={uri: addresses.id_of(uri, base) for uri in kinds},
    )


def _main_scheme(complete: Statements, kinds: Mapping[str, type[Described]], concepts: list[str]) -> str:
    """The scheme that most concepts are in; a file may name dozens (EuroVoc has 128)."""
    members = Counter(scheme for uri in concepts for scheme in complete.addresses(IRI(uri), SKOS + "inScheme"))
    schemes = sorted(uri for uri, kind in kinds.items() if kind is Scheme)
    candidates = schemes or sorted(members)
    return max(candidates, key=lambda uri: (members[uri], -candidates.index(uri)), default="")


def _base(complete: Statements, scheme: str, concepts: list[str]) -> str:
    """The prefix that most concepts share: void:uriSpace, the scheme's address or its namespace, else the commonest."""
    stated = complete.text(IRI(scheme), VOID + "uriSpace")
    if stated:
        return stated
    candidates = [scheme + "/", scheme + "#", _namespace(scheme)] if scheme else []
    if scheme.endswith(("/", "#")):
        candidates.insert(0, scheme)
    shared = {base: sum(uri.startswith(base) for uri in concepts) for base in candidates if base}
    best = max(shared, key=lambda base: (shared[base], len(base)), default="")
    if best and shared[best] * 2 >= len(concepts):
        return best
    namespaces = Counter(map(_namespace, concepts))
    return max(sorted(namespaces), key=lambda base: namespaces[base], default="")


def _namespace(uri: str) -> str:
    cut = max(uri.rfind("#"), uri.rfind("/"))
    return uri[: cut + 1]


def _titles(complete: Statements, scheme: str, fallback: str) -> tuple[Text, ...]:
    node = IRI(scheme)
    labels = [
        form
        for label in complete.objects(node, SKOSXL + "prefLabel")
        if not hasattr(label, "text")
        for form in complete.literals(label, SKOSXL + "literalForm")
    ]
    for literals in (
        list(complete.literals(node, SKOS + "prefLabel")),
        labels,
        list(complete.literals(node, DCT + "title", DC + "title", RDFS + "label")),
    ):
        if literals:
            return tuple(dict.fromkeys(Text(literal.text, literal.language) for literal in literals))
    return (Text(fallback),)


def _default_language(complete: Statements, scheme: str, concepts: list[str]) -> str:
    """dct:language of the scheme, else English when most concepts have it, else the language most of them have."""
    for literal in complete.literals(IRI(scheme), DCT + "language", DC + "language"):
        if languages.is_well_formed(literal.text):
            return literal.text
    counts = Counter(
        literal.language
        for uri in concepts
        for literal in complete.literals(IRI(uri), SKOS + "prefLabel")
        if literal.language
    )
    english = sum(count for tag, count in counts.items() if languages.primary(tag) == "en")
    if english * 2 >= len(concepts) > 0:
        return "en"
    return max(sorted(counts), key=lambda tag: counts[tag], default="en")
