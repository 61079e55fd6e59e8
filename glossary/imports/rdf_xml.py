"""RDF/XML by rdflib's reader, on an expat that fetches nothing and expands no more than namespace shortcuts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.sax import SAXParseException
from xml.sax.expatreader import ExpatParser
from xml.sax.handler import ErrorHandler, feature_namespaces

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.plugins.parsers.rdfxml import RDFXMLHandler
from rdflib.term import Literal, URIRef

from glossary.imports.limits import Limits
from glossary.imports.rdf_addresses import resolve
from glossary.imports.rdf_report import NOT_IN_XML, code_point, merge_conflict, shown
from glossary.imports.rdf_source import Source
from glossary.imports.rdf_terms import Terms

_LANG = ("http://www.w3.org/XML/1998/namespace", "lang")
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_CHUNK = 1 << 16
_CUT_OFF = {3, 5, 6, 20}  # expat's XML_ERROR_NO_ELEMENTS, _UNCLOSED_TOKEN, _PARTIAL_CHAR, _UNCLOSED_CDATA_SECTION
_UNBOUND = 27
_PREFIXES = re.compile(r"[\s<]/?([^\s<>/=:\"']+):[^\s<>/=:\"']+")
_REFERENCE = re.compile(r"&([^#&;\s]+);")
_CODES = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")


def read_xml(source: Source, graph: Graph, limits: Limits) -> tuple[Terms, dict[str, str]]:
    """Read an RDF/XML file into ``graph``; gives its terms and its prefixes."""
    terms = Terms(
        source.path, int, 'add xml:base="https://…" to rdf:RDF, or write whole addresses (rdf:about for rdf:ID)'
    )
    handler = _Handler(graph, terms, limits)
    parser = _Expat(source, terms, limits)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    parser.setErrorHandler(ErrorHandler())
    handler.setDocumentLocator(parser)
    try:
        for start in range(0, len(source.text), _CHUNK):
            parser.feed(source.text[start : start + _CHUNK])
        parser.close()
    except SAXParseException as error:
        terms.refuse(_reason(source, error), error.getLineNumber() or 1)
    for value in graph.objects(None, RDF.type):
        if isinstance(value, URIRef) and value not in terms.mentioned:  # rdf:type as an attribute
            terms.iri(value, None, None)
    return terms, handler.prefixes


def _reason(source: Source, error: SAXParseException) -> str:
    return next(_signs(source, error.getLineNumber() or 1, error.getColumnNumber() or 0, error))


def _signs(source: Source, line: int, column: int, error: SAXParseException) -> Iterator[str]:
    """What may be wrong at a place that expat refuses, most telling sign first."""
    code = getattr(error.getException(), "code", None)
    start = source.lines.start(line)
    row = source.text[start : start + 10_000].split("\n", 1)[0]
    if conflict := merge_conflict(row):
        yield conflict
    if code in _CUT_OFF:
        yield "the file is cut off: end of file before the XML is complete"
    if code == _UNBOUND:
        tag = source.text[start + column : start + column + 10_000].split(">", 1)[0]
        for name in _PREFIXES.findall(tag):
            if f"xmlns:{name}" not in source.text:
                yield f'the namespace prefix "{shown(name)}" is not declared'
    references = (int(hexadecimal or "0", 16) or int(decimal or "0") for hexadecimal, decimal in _CODES.findall(row))
    for character in [*map(chr, filter(range(0x110000).__contains__, references)), *row]:
        if NOT_IN_XML.match(character):
            yield f"the character {code_point(character)} cannot stand in XML"
    yield f"not well-formed XML: {error.getMessage()}"


class _Expat(ExpatParser):
    """expat with entities bounded: internal ones with a short plain value pass, all others are refused."""

    _parser: Any  # the pyexpat parser, which the type stubs do not mention

    def __init__(self, source: Source, terms: Terms, limits: Limits) -> None:
        super().__init__()
        self._text, self._terms, self._limits = source.text, terms, limits
        self._references: Counter[str] | None = None
        self._expansion = 0

    def reset(self) -> None:
        """Make expat anew; xml.sax calls this once before the first byte."""
        super().reset()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.UnparsedEntityDeclHandler = self._unparsed

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if system or public:
            reason = (
                f'the DOCTYPE names an external document ("{shown(system or public or "")}"), which is never fetched'
            )
            self._terms.refuse(f"{reason}: remove the DOCTYPE", self.getLineNumber() or 1)

    def _entity(
        self,
        name: str,
        parameter: bool,
        value: str | None,
        base: Any,
        system: str | None,
        public: str | None,
        note: Any,
    ) -> None:
        line = self.getLineNumber() or 1
        if self._references is None:
            self._references = Counter(_REFERENCE.findall(self._text))
        self._expansion += len(value or "") * self._references[name]
        if parameter:
            reason = "is a parameter entity"
        elif value is None:
            reason = f'is external ("{shown(system or public or "")}"), and nothing is ever fetched'
        elif re.search("[&<%]", value):
            reason = "contains other entities or markup"
        elif len(value) > self._limits.max_entity:
            reason = f"has {len(value):,} characters; {self._limits.max_entity} are allowed"
        elif self._expansion > self._limits.max_expansion:
            reason = f"and those before it expand to more than {self._limits.max_expansion:,} characters"
        else:
            return
        self._terms.refuse(f'the XML entity "{shown(name)}" {reason}: write its text out', line)

    def _unparsed(self, name: str, base: Any, system: str | None, public: str | None, notation: Any) -> None:
        self._entity(name, False, None, base, system, public, notation)


class _Handler(RDFXMLHandler):
    """rdflib's reader with terms of our own; a place is a line."""

    def __init__(self, graph: Graph, terms: Terms, limits: Limits) -> None:
        super().__init__(graph)
        self._terms, self._limits = terms, limits
        self.prefixes: dict[str, str] = {}

    @property
    def _line(self) -> int:
        return self.locator.getLineNumber() or 1

    @property
    def _subject(self) -> str | None:
        subjects = (element.subject for element in reversed(self.stack) if element is not None)
        return next((subject for subject in subjects if isinstance(subject, URIRef)), None)

    def error(self, message: str) -> NoReturn:
        """Refuse what breaks RDF/XML's own rules."""
        self._terms.refuse(f"not RDF/XML: {shown(message, 200)}", self._line)

    def startPrefixMapping(self, prefix: str | None, namespace: str) -> None:  # noqa: N802 - xml.sax's name
        """A namespace declaration."""
        super().startPrefixMapping(prefix, namespace)
        if namespace:  # xmlns="" only takes a declaration back
            self.prefixes.setdefault(prefix or "", str(self._terms.iri(namespace, self._line, None)))

    def startElementNS(self, name: tuple[str | None, str], qname: Any, attrs: Any) -> None:  # noqa: N802 - xml.sax's name
        """An element begins."""
        if len(self.stack) > self._limits.max_depth:
            self._terms.refuse(f"nested too deep: more than {self._limits.max_depth} XML elements", self._line)
        if len(self.stack) == 2:
            self._check_root(name, attrs)
        line = self._line
        self._terms.tag(attrs.get(_LANG, None), line, self._subject)
        if name[0] == _XINCLUDE:
            self._terms.notice(
                "xinclude-ignored",
                f"the XInclude at <{shown(self._subject or '')}> is kept as text, nothing is fetched",
                line,
                self._subject,
            )
        super().startElementNS(name, qname, attrs)
        if isinstance(self.current.subject, URIRef):
            self._terms.describe(self.current.subject, line)

    def _check_root(self, name: tuple[str | None, str], attrs: Any) -> None:
        in_rdf = any(space == str(RDF) for space, _ in [name, *attrs.keys()])
        if not in_rdf:
            self.error(f"its outermost element is <{shown(name[1])}>, not rdf:RDF")

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802 - xml.sax's name
        """A stylesheet or the like, which is no part of the data."""
        self._terms.notice(
            "instruction-ignored", f"the XML instruction <?{shown(target)} …?> is ignored", self._line, None
        )

    def characters(self, content: str) -> None:
        """Text, which may stand in property elements only."""
        current = self.current
        if not content.isspace() and (
            current.char is None or (current.char == self.property_element_char and current.data is None)
        ):
            self.error(f'the text "{shown(content.strip(), 40)}" stands where only elements may')
        super().characters(content)

    def absolutize(self, uri: str) -> URIRef:
        """An address, resolved and checked; an absolute one is kept to the letter."""
        return self._terms.iri(resolve(self.current.base, str(uri)), self._line, self._subject)

    def property_element_start(self, name: Any, qname: Any, attrs: Any) -> None:
        """A property begins; an XML literal is gathered as text, since rdflib's would be parsed again at each piece."""
        super().property_element_start(name, qname, attrs)
        current = self.current
        if isinstance(current.object, Literal):
            current.object = ""
        if current.datatype is not None:
            current.datatype = self.absolutize(current.datatype)

    def property_element_end(self, name: Any, qname: Any) -> None:
        """A property ends, and its literal is known."""
        current = self.current
        line, subject = self._line, self.parent.subject
        if type(current.object) is str:
            current.object = self._terms.literal(current.object, None, RDF.XMLLiteral, line, subject)
        elif current.data is not None and current.object is None:
            language = None if current.datatype else current.language
            current.object = self._terms.literal(current.data, language, current.datatype, line, subject)
            current.data = None
        elif (current.data or "").strip():
            self.error(
                f'text ("{shown((current.data or "").strip(), 40)}") and elements stand side by side in a property'
            )
        super().property_element_end(name, qname)
