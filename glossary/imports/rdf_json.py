"""JSON-LD by rdflib's reader, after a look through the document for contexts that would be fetched or never end."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import Parser
from rdflib.plugins.shared.jsonld.context import UNDEF, Context, Term
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

from glossary.errors import InputError
from glossary.imports import rdf_tags
from glossary.imports.limits import Limits
from glossary.imports.rdf_addresses import is_absolute
from glossary.imports.rdf_report import merge_conflict, shown
from glossary.imports.rdf_source import Source
from glossary.imports.rdf_terms import Terms

_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_LONGEST_CHAIN: Final = 32
"""How many terms of a context may be defined by one another in a row."""


def read_json(source: Source, graph: Graph, limits: Limits) -> tuple[Terms, dict[str, str]]:
    """Read a JSON-LD file into ``graph``; gives its terms and its prefixes."""
    document = _loaded(source)
    places = _places(source.text)
    hint = 'add "@base" to "@context" or write whole addresses'
    terms = Terms(source.path, source.lines.at, hint)
    prefixes = _check_contexts(document, terms, places, limits)
    _Reader(terms, places).parse(document, Context(), graph)
    for subject, predicate in set(graph.subject_predicates()):
        if isinstance(subject, Literal):
            terms.refuse(f'the text "{shown(subject)}" is used as a subject ("@reverse")', places.get(str(subject)))
        if isinstance(predicate, URIRef) and predicate not in terms.mentioned:
            terms.iri(predicate, places.get(predicate), None)
    return terms, prefixes


def _loaded(source: Source) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(pairs)
        if len(out) < len(pairs):
            twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
            raise InputError(source.path, f'the key "{shown(twice)}" stands twice in one JSON object')
        return out

    def constant(word: str) -> NoReturn:
        raise InputError(source.path, f"{word} is not JSON")

    try:
        document = json.loads(source.text, object_pairs_hook=unique, parse_constant=constant)
    except json.JSONDecodeError as error:
        row = source.text[source.lines.start(error.lineno) :][:100]
        at_end = error.pos >= len(source.text.rstrip()) or error.msg.startswith("Unterminated")
        reason = "the file is cut off: end of file before the JSON is complete" if at_end else f"not JSON: {error.msg}"
        raise InputError(source.path, merge_conflict(row) or reason, error.lineno) from error
    if not isinstance(document, dict | list):
        raise InputError(source.path, "not JSON-LD: the document is neither an object nor an array")
    return document


def _places(text: str) -> dict[str, int]:
    """The offset at which each distinct string of a JSON text first stands."""
    places: dict[str, int] = {}
    for match in _STRING.finditer(text):
        word = json.loads(match[0]) if "\\" in match[1] else match[1]
        places.setdefault(word, match.start())
    return places


def _check_contexts(document: Any, terms: Terms, places: dict[str, int], limits: Limits) -> dict[str, str]:
    """Refuse contexts that would be fetched, never end or cost too much; gives the prefixes that the others declare."""
    names: set[str] = set()
    prefixes: dict[str, str] = {}
    contexts = 0
    for context in _contexts(document, terms, limits):
        if isinstance(context, str):
            reason = f'the @context "{shown(context)}" lies outside the file, and nothing is ever fetched: write it out'
            terms.refuse(reason, places.get(context))
        if context is None:  # JSON-LD's way to forget the contexts outside
            continue
        if not isinstance(context, dict):
            terms.refuse(f"the @context {shown(str(context), 40)} is neither an object nor null", None)
        if "@import" in context:
            address = str(context["@import"])
            reason = f'the @context has an @import of "{shown(address)}", and nothing is ever fetched: write it out'
            terms.refuse(reason, places.get(address))
        contexts += 1
        names.update(context)
        if contexts * len(names) > limits.max_context_terms:
            reason = f"{contexts:,} contexts of {len(names):,} terms are too many ({limits.max_context_terms:,} in all)"
            terms.refuse(f"{reason}: use one @context for the whole file", None)
        for name in context:
            _check_chain(context, name, terms, places)
            namespace = _definition(context, name)
            if namespace and not name.startswith("@") and namespace[-1] in "#/:" and is_absolute(namespace):
                prefixes.setdefault(name, namespace)
    return prefixes


def _contexts(document: Any, terms: Terms, limits: Limits) -> Iterator[Any]:
    """Every value of every ``@context``, also of those inside other contexts."""
    waiting = [(document, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > limits.max_depth:
            terms.refuse(f"nested too deep: more than {limits.max_depth} JSON objects and arrays", None)
        if isinstance(value, dict):
            if not isinstance(value.get("@id"), str | None):
                terms.refuse(f'"@id" is {shown(str(value["@id"]), 40)}, which is no string', None)
            if "@context" in value:
                local = value["@context"]
                yield from local if isinstance(local, list) else [local]
            waiting += [(child, depth + 1) for child in value.values() if isinstance(child, dict | list)]
        elif isinstance(value, list):
            waiting += [(child, depth + 1) for child in value if isinstance(child, dict | list)]


def _definition(context: dict[str, Any], name: str) -> str | None:
    value = context.get(name)
    if isinstance(value, dict):
        value = value.get("@id")
    return value if isinstance(value, str) else None


def _check_chain(context: dict[str, Any], name: str, terms: Terms, places: dict[str, int]) -> None:
    """Follow the terms that a term is defined by (JSON-LD 1.1 API, section 4.2: a cycle is an error)."""
    seen = [name]
    value = _definition(context, name)
    while value:
        prefix, colon, local = value.partition(":")
        step = value if not colon or local.startswith("//") else prefix
        following = _definition(context, step)
        if following is None or following == value:
            return
        if step in seen and not (step == name == value):
            terms.refuse(f'the term "{shown(step)}" of the @context is defined by itself: cyclic', places.get(step))
        seen.append(step)
        if len(seen) > _LONGEST_CHAIN:
            reason = f'the @context is nested too deep: "{shown(name)}" takes more than {_LONGEST_CHAIN} other terms'
            terms.refuse(reason, places.get(name))
        value = following


class _Reader(Parser):
    """rdflib's reader with terms of our own; a place is the offset at which the string first stands."""

    def __init__(self, terms: Terms, places: dict[str, int]) -> None:
        super().__init__()
        self._terms, self._places = terms, places
        self._subject: URIRef | None = None
        self._blanks: dict[str, BNode] = {}
        self._unmapped: set[str] = set()

    def _place(self, text: str) -> int | None:
        return self._places.get(text)

    def _get_bnodeid(self, ref: str) -> str | None:
        label = super()._get_bnodeid(ref)  # rdflib would keep it, and merge the blank nodes of two files
        return str(self._blanks.setdefault(label, BNode())) if label else None

    def _to_rdf_id(self, context: Context, id_val: str) -> IdentifiedNode:
        label = self._get_bnodeid(id_val)
        if label:
            return BNode(label)
        expanded = context.expand(id_val, False) or ""
        address = expanded if " " in expanded else context.resolve(id_val)  # rdflib resolves a space to nothing
        return self._terms.iri(address, self._place(id_val), None)

    def _key_to_graph(
        self,
        dataset: Graph,
        graph: Graph,
        context: Context,
        subj: Node,
        key: str,
        obj: Any,
        reverse: bool = False,
        no_id: bool = False,
    ) -> None:
        if (
            not key.startswith("@")
            and key not in context.terms
            and not context.expand(key)
            and key not in self._unmapped
        ):
            self._unmapped.add(key)
            words = f'the key "{shown(key)}" is not mapped by any @context: JSON-LD does not read its values'
            self._terms.notice("json-ld-unmapped", words, self._place(key), subj if isinstance(subj, URIRef) else None)
        outer = self._subject
        if isinstance(subj, URIRef):
            self._subject = subj
            self._terms.describe(subj, self._terms.place(subj))
        super()._key_to_graph(dataset, graph, context, subj, key, obj, reverse, no_id)
        self._subject = outer

    def _to_object(
        self, dataset: Graph, graph: Graph, context: Context, term: Term | None, node: Any, inlist: bool = False
    ) -> Node | None:
        if isinstance(node, str) and term and term.type == "@id":
            node = {"@id": node}
        parts = self._string(context, term, node)
        if parts is None:
            return super()._to_object(dataset, graph, context, term, node, inlist)
        text, language, datatype = parts
        place = self._place(text)
        if language is not None and (reason := rdf_tags.problem(str(language))):
            self._terms.refuse(reason, self._place(str(language)))
        iri = (
            self._terms.iri(context.expand(datatype) or "", self._place(datatype), self._subject) if datatype else None
        )
        return self._terms.literal(text, None if iri else language, iri, place, self._subject)

    @staticmethod
    def _string(context: Context, term: Term | None, node: Any) -> tuple[str, Any, str | None] | None:
        """Text, language and datatype where ``node`` stands for a string; None where rdflib shall see to it."""
        if isinstance(node, tuple):  # from a language map
            text, language = node
            return (text, language, None) if isinstance(text, str) else None
        if isinstance(node, dict):
            text, datatype = context.get_value(node), context.get_type(node)
            if not isinstance(text, str) or datatype == "@json":
                return None
            return text, context.get_language(node), datatype
        if not isinstance(node, str) or (term and term.type in ("@vocab", "@json")):
            return None
        if term and term.type and term.type != "@none":
            return node, None, term.type
        return node, term.language if term and term.language is not UNDEF else context.language, None
