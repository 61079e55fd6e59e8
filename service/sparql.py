"""The SPARQL endpoint: SPARQL 1.1 Protocol for programs, and a page to write queries on for people; read-only.

Queries run in children (:mod:`glossary.children`): one that is too long, too large or too deep costs its asker an
answer, and nobody else anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request

from glossary.children import Pool
from glossary.descriptions import endpoint
from glossary.descriptions.base import DESCRIPTION_PREFIXES
from glossary.errors import ParameterError, UsageError
from glossary.stores.base import GRAPHS, TABLES
from glossary.stores.questions import Question
from service import answers, query_page
from service.answers import Answer, Header, catalogue, respond
from service.arrival import asked_interface
from service.errors import NotAcceptable, UnsupportedType
from service.i18n import INTERFACE_LANGUAGES, SOURCE_LANGUAGE, _, interface
from service.negotiation import HTML, Format, choose
from service.operations import FORM
from service.parameters import shown
from service.signposts import RDF

PATH = "/sparql"
QUERY_TYPE = "application/sparql-query"

_XML = ("application/xml", "text/xml")
_ALIASES = {"json": (answers.JSON, "text/json"), "xml": _XML, "rdfxml": _XML, "turtle": ("application/x-turtle",)}
_TABLES = tuple(Format(name, media_type, f".{name}", _ALIASES.get(name, ())) for name, media_type in TABLES.items())
_GRAPHS = tuple(Format(name, media_type, f".{name}", _ALIASES.get(name, ())) for name, media_type in GRAPHS.items())
_VARY: tuple[Header, ...] = (("Vary", "Accept, Accept-Language, Cookie"),)
_PARAMETERS = ("query", "update", "default-graph-uri", "named-graph-uri", "format")
"""What is read; clients send more (``output``, ``timeout``, ``maxrows`` …), which is passed over."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says; ``query`` is None where it has none. ``format`` is a format's short name, or anything."""

    query: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The endpoint's views; ``origin`` is the address of this server that its description names."""

    pool: Pool
    origin: str

    def answer(self) -> Response:
        """Answer the query at hand; without one, describe the endpoint."""
        asked = read()
        if asked.query is None:
            return self._describe()
        try:
            question = catalogue().question(asked.query, asked.default, asked.named, self.address)
        except UsageError:
            if choose(_accept(), (*_TABLES, *_GRAPHS, HTML)) is not HTML:
                raise
            return self._page(asked_interface(), asked.query, None)
        chosen = _format(question.form, asked.format)
        if chosen is HTML:
            return self._page(asked_interface(), asked.query, question)
        body = catalogue().answer(question, chosen.media_type, self.pool)
        return respond(Answer(body, chosen.content_type, headers=_VARY, open=True))

    def page(self, ui: str) -> Response:
        """The page in an interface language."""
        query = request.args.get("query")
        return query_page.show(ui, self.pool, self.limits(ui), query, None)

    @property
    def address(self) -> str:
        """The endpoint's own."""
        return self.origin + PATH

    def limits(self, ui: str) -> str:
        """The limits of a query, in a sentence of an interface language, and what is unusual in answers."""
        stated, words = self.pool.limits, interface(ui)
        limits = words.text(
            _(
                "A query may take %(time)s and %(memory)s of memory, and its answer may have %(size)s; "
                "what needs more is refused with a reason, never cut short."
            ),
            time=words.quantity(stated.seconds, "duration-second"),
            memory=words.quantity(stated.memory_bytes / 2**20, "digital-megabyte"),
            size=words.quantity(stated.result_bytes / 2**20, "digital-megabyte"),
        )
        lower = words.text(
            _("LANG() gives language tags in lower case: compare with lower case, or use LANGMATCHES().")
        )
        return f"{limits} {lower}"

    def _page(self, ui: str, query: str | None, question: Question | None) -> Response:
        return query_page.show(ui, self.pool, self.limits(ui), query, question, vary=_VARY)

    def _describe(self) -> Response:
        if request.method == "POST":
            raise ParameterError("query", "", "a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE")
        chosen = _acceptable((*RDF, HTML))
        if chosen is HTML:
            return self._page(asked_interface(), None, None)
        blocks = endpoint.describe(
            catalogue().release, catalogue().graphs(), self.address, self.limits(SOURCE_LANGUAGE)
        )
        body = b"".join(RDF[chosen].write(blocks, DESCRIPTION_PREFIXES))
        return respond(Answer(body, chosen.content_type, headers=_VARY, modified=answers.released(), open=True))


def blueprint(pool: Pool, origin: str) -> Blueprint:
    """The endpoint, and its page in each interface language."""
    made, views = Blueprint("sparql", __name__), Endpoint(pool, origin)
    codes = ",".join(f'"{code}"' for code in INTERFACE_LANGUAGES)
    made.add_url_rule(PATH, "answer", views.answer, methods=["GET", "POST"])
    made.add_url_rule(f"{PATH}/", "answer_too", views.answer, methods=["GET", "POST"])
    made.add_url_rule(f"/<any({codes}):ui>{PATH}", "page", views.page)
    return made


def offered(form: str) -> tuple[Format, ...]:
    """The formats for the answers to a form of query, the usual one first."""
    if form in ("construct", "describe"):
        return _GRAPHS
    return _TABLES[:2] if form == "ask" else _TABLES


def read() -> Asked:
    """What the request asks, by whichever of the protocol's three ways; UsageError where it is none of them."""
    pairs = _pairs(request.environ.get("QUERY_STRING", "").encode("latin-1"), "the query string")
    if request.method == "POST":
        kind = request.mimetype
        if kind not in (QUERY_TYPE, FORM):
            raise UnsupportedType(f"Content-Type '{shown(kind)}' is not read here; send {QUERY_TYPE} or {FORM}")
        charset = request.mimetype_params.get("charset", "utf-8").lower()
        if charset not in ("utf-8", "utf8", "us-ascii"):
            raise UnsupportedType(f"charset '{shown(charset)}' is not read here; send the query in UTF-8")
        body = request.get_data()
        pairs += _pairs(body, "the body") if kind == FORM else [("query", _text(body, "the body"))]
    return _understood(pairs)


def _understood(pairs: Sequence[tuple[str, str]]) -> Asked:
    values = {name: tuple(value for key, value in pairs if key == name) for name in _PARAMETERS}
    if values["update"]:
        raise UsageError("updates are refused: this endpoint is read-only; send a 'query'")
    for name in ("query", "format"):
        if len(values[name]) > 1:
            raise ParameterError(name, shown(values[name][1]), "one value; it is given more than once")
    query = values["query"][0] if values["query"] else None
    return Asked(query, values["default-graph-uri"], values["named-graph-uri"], "".join(values["format"]))


def _pairs(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict")
    except UnicodeError:
        raise UsageError(f"{where} is not UTF-8") from None


def _text(encoded: bytes, where: str) -> str:
    try:
        return encoded.decode()
    except UnicodeError:
        raise UsageError(f"{where} is not UTF-8") from None


def _format(form: str, stated: str) -> Format:
    """The format that the request names, else the one that it likes best."""
    formats = offered(form)
    named = [known for known in formats if stated in (known.name, known.media_type, *known.aliases)]
    return named[0] if named else _acceptable((*formats, HTML))


def _acceptable(formats: tuple[Format, ...]) -> Format:
    chosen = choose(_accept(), formats)
    if chosen is None:
        raise NotAcceptable(tuple(known.media_type for known in formats))
    return chosen


def _accept() -> str:
    return str(request.headers.get("Accept", ""))
