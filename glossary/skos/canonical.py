"""The one order and layout of a vocabulary's Turtle files, so that people read changes line by line.

One object a line, and a blank node with all that hangs below it in that line. Subjects, predicates, terms and texts
come in a fixed order that does not depend on the order of the input; only used prefixes are declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossary.skos.namespaces import DCT, OWL, RDF, SKOS, SKOSXL
from glossary.skos.nesting import by_subject, nested
from glossary.skos.statements import Pair, Statements
from glossary.skos.triples import IRI, Literal, Object, Subject, Triple
from glossary.skos.turtle_terms import Namer, declarations, namer, predicate, term

_SUBJECTS = (SKOS + "ConceptScheme", SKOS + "Collection", SKOS + "OrderedCollection", SKOS + "Concept")
_PREDICATES = (
    RDF + "type",
    SKOSXL + "literalForm",
    RDF + "value",
    DCT + "identifier",
    SKOS + "inScheme",
    OWL + "deprecated",
    DCT + "isReplacedBy",
    DCT + "created",
    DCT + "modified",
    SKOS + "notation",
    SKOS + "topConceptOf",
    SKOS + "broader",
    SKOS + "narrower",
    SKOS + "related",
    SKOS + "exactMatch",
    SKOS + "closeMatch",
    SKOS + "broadMatch",
    SKOS + "narrowMatch",
    SKOS + "relatedMatch",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    SKOS + "hiddenLabel",
    SKOSXL + "prefLabel",
    SKOSXL + "altLabel",
    SKOSXL + "hiddenLabel",
    SKOS + "definition",
    SKOS + "scopeNote",
    SKOS + "note",
    SKOS + "example",
)
_SUBJECT_RANK = {address: rank for rank, address in enumerate(_SUBJECTS)}
_PREDICATE_RANK = {address: rank for rank, address in enumerate(_PREDICATES)}

Nested = Mapping[Subject, list[Pair]]


def canonical_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], header: str = "") -> str:
    """The canonical form of ``triples``; ``header`` are comment lines that stay at the top."""
    statements = Statements.of(triples)
    used: set[str] = set()
    named = namer(prefixes)

    def name(address: str) -> str:
        short = named(address)
        if not short.startswith("<"):
            used.add(short.partition(":")[0])
        return short

    blocks = sorted(statements.blocks(), key=lambda block: (_rank(statements, block.subject), block.subject))
    paragraphs = []
    written: set[Subject] = set()
    for block in blocks:
        pairs = by_subject(block)
        inside = nested(block, pairs)
        for subject in pairs:
            if subject not in inside and subject not in written:
                written.add(subject)
                paragraphs.append(_paragraph(subject, pairs, inside, name))
    declared = {prefix: uri for prefix, uri in prefixes.items() if prefix in used}
    parts = [part for part in (header, declarations(declared)) if part]
    return "\n".join([*parts, *paragraphs])


def _rank(statements: Statements, subject: Subject) -> int:
    types = statements.addresses(subject, RDF + "type")
    return min((_SUBJECT_RANK.get(address, len(_SUBJECTS)) for address in types), default=len(_SUBJECTS))


def _paragraph(subject: Subject, pairs: Nested, inside: set[Subject], name: Namer) -> str:
    lines = [
        f"    {verb} {values[0]}" if len(values) == 1 else f"    {verb}\n        " + " ,\n        ".join(values)
        for verb, values in _grouped(subject, pairs, inside, name)
    ]
    return term(subject, name) + "\n" + " ;\n".join(lines) + " .\n"


def _grouped(subject: Subject, pairs: Nested, inside: set[Subject], name: Namer) -> list[tuple[str, list[str]]]:
    """Predicates in their order, each with its objects in theirs."""
    objects: dict[IRI, list[Object]] = {}
    for verb, value in pairs.get(subject, ()):
        objects.setdefault(verb, []).append(value)
    ordered = sorted(objects.items(), key=lambda item: (_PREDICATE_RANK.get(item[0].value, len(_PREDICATES)), item[0]))
    return [
        (
            predicate(verb, name),
            [text for _, text in sorted((_key(v, pairs), _object(v, pairs, inside, name)) for v in values)],
        )
        for verb, values in ordered
    ]


def _object(value: Object, pairs: Nested, inside: set[Subject], name: Namer) -> str:
    if value not in inside:
        return term(value, name)
    grouped = _grouped(value, pairs, inside, name)  # type: ignore[arg-type]  # only blank nodes are inside
    below = " ; ".join(f"{verb} {' , '.join(values)}" for verb, values in grouped)
    return f"[ {below} ]" if below else "[]"


def _key(value: Object, pairs: Nested) -> tuple[str, str]:
    """Labels and texts sort by language and wording, whether plain or nested; what has neither, by its own text."""
    if isinstance(value, Literal):
        return (value.language or "", value.text)
    for predicate_, inner in pairs.get(value, ()):
        if predicate_.value in (SKOSXL + "literalForm", RDF + "value") and isinstance(inner, Literal):
            return (inner.language or "", inner.text)
    return ("", "")
