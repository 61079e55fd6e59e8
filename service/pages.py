"""The pages for people in every interface language: their addresses, and the pages of a vocabulary and of an entry.

A page's address says all that decides on it: the interface language in the path, the content language in ``clang``.
Unknown parameters are ignored; a known one with a value that means nothing raises ParameterError.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from glossary import languages
from glossary.catalogue import Catalogue
from glossary.errors import ParameterError
from glossary.exports import RDF_FORMATS, TABLE_FORMATS
from glossary.model import Collection, Concept, Described, Scheme, Vocabulary
from service import answers, api, citing, embedding, filters, oembed, signposts
from service.browsing import hierarchy, index
from service.changing import changes
from service.comparing import compare, comparison
from service.coverage import coverage_table
from service.entry import LONGEST_LIST, PAGED, Entry, entry
from service.exports import Download, downloads
from service.feedback import report_link
from service.home import home, language_count
from service.i18n import INTERFACE_LANGUAGES
from service.reader import Reader, reader, section
from service.rendering import FEEDBACK, PUBLIC_URL, show
from service.searching import search

ROWS = "all", "mine", "missing"
"""Which languages the table of an entry shows: ``?rows=mine``."""


def blueprint() -> Blueprint:
    """All pages, under ``/{interface language}/``."""
    codes = ",".join(f'"{code}"' for code in INTERFACE_LANGUAGES)
    made = Blueprint("pages", __name__, url_prefix=f"/<any({codes}):ui>")
    made.add_url_rule("/", view_func=home)
    made.add_url_rule("/search", view_func=search)
    made.add_url_rule("/entity", view_func=entity)
    made.add_url_rule("/index/<vocabulary>", view_func=index)
    made.add_url_rule("/hierarchy/<vocabulary>", view_func=hierarchy)
    made.add_url_rule("/compare/<vocabulary>", view_func=compare)
    made.add_url_rule("/changes/<vocabulary>", view_func=changes)
    made.add_url_rule("/help", view_func=help_page)
    made.add_url_rule("/<vocabulary>/", view_func=overview)
    made.add_url_rule("/<vocabulary>/<path:id>", view_func=resource)
    return made


def help_page(ui: str) -> Response:
    """How to search, read the marks and use the keyboard."""
    wanted = reader(ui, request.args.get("clang", ""))
    return show(ui, "help.html", "/help" + filters.query(clang=wanted.stated), reader=wanted)


def overview(ui: str, vocabulary: str) -> Response:
    """What a vocabulary is: description, size, languages, ways in, downloads and licence."""
    catalogue = answers.catalogue()
    held = catalogue.vocabulary(vocabulary)
    wanted = reader(ui, request.args.get("clang", ""), held)
    tail = f"/{vocabulary}/{filters.query(clang=wanted.stated)}"
    scheme = signposts.main_scheme(catalogue, held)
    about = entry(catalogue, scheme, wanted, f"/{ui}{tail}", {}) if scheme else None
    head = section(catalogue, held, wanted, "overview")
    top = catalogue.top(vocabulary, wanted.languages)
    collections = catalogue.collections(vocabulary, wanted.languages)
    schemes = catalogue.schemes(vocabulary, wanted.languages)
    return show(
        ui,
        "vocabulary.html",
        tail,
        headers=signposts.of_overview(catalogue, held),
        reader=wanted,
        section=head,
        vocabulary=held,
        documents=[
            *((one.label, f"/{vocabulary}.{one.suffix}", one.media_type) for one in RDF_FORMATS.values()),
            *((one.label, f"/{vocabulary}.{one.suffix}", one.media_type) for one in TABLE_FORMATS.values()),
        ],
        files=_files(held, wanted),
        published=catalogue.release.created,
        release=catalogue.release.id,
        findings=catalogue.release.findings,
        report=report_link(current_app.config[FEEDBACK], held.id, held.uri or held.base),
        summary=_summary(about),
        structured=citing.defined_term_set(
            held.uri,
            head.title,
            current_app.config.get(PUBLIC_URL, "") + f"/{ui}/{vocabulary}/",
            definition=_definition(about),
            licence=about.licence if about else "",
            version=about.version if about else "",
        ),
        canonical=f"/{vocabulary}/",
        about=about,
        language_count=language_count(held),
        counts=sorted(held.languages, key=lambda count: filters.name_order(count.language, ui)),
        coverage=coverage_table(held, (*collections, *schemes), wanted),
        top=wanted.links(top[:LONGEST_LIST]),
        top_total=len(top),
        collections=wanted.links(collections[:LONGEST_LIST]),
        schemes=wanted.links(schemes[:LONGEST_LIST]),
    )


def resource(ui: str, vocabulary: str, id: str) -> Response:
    """A concept, collection or scheme, with everything that is known of it."""
    catalogue = answers.catalogue()
    described = catalogue.resource(catalogue.locate(vocabulary, id), vocabulary)
    return _entry_page(catalogue, described, ui)


def entity(ui: str) -> Response:
    """The same page for what is known by its address only; what has a page of its own is sent there."""
    uri = request.args.get("uri", "")
    if not uri:
        raise ParameterError("uri", uri, "the address of a concept, collection or scheme")
    catalogue = answers.catalogue()
    described = catalogue.resource(uri)
    if described.id:
        wanted = _reader(catalogue, described, ui)
        location = filters.path(ui, described.vocabulary, described.id, uri, wanted.stated)
        return answers.respond(answers.redirect(location, 302))
    return _entry_page(catalogue, described, ui)


def _entry_page(catalogue: Catalogue, described: Described, ui: str) -> Response:
    held = catalogue.vocabulary(described.vocabulary)
    wanted = _reader(catalogue, described, ui)
    identity = held.id, described.id, described.uri
    here = filters.path(ui, *identity, wanted.stated)
    pages = {name: stated for name, stated in request.args.items() if name in PAGED}
    made = entry(catalogue, described, wanted, here, pages)
    canonical, tail = (
        filters.joined(filters.path(ui, *identity, stated), **pages)[len(ui) + 1 :] for stated in ("", wanted.stated)
    )
    rows = request.args.get("rows", ROWS[0])
    if rows not in ROWS:
        raise ParameterError("rows", rows, ROWS)
    by_address = f"{api.PREFIX}/concepts{filters.query(uri=described.uri)}"
    data = api.address(held.id, described.id) if described.id else by_address
    return show(
        ui,
        "entry.html",
        tail,
        headers=signposts.of_page(catalogue, described),
        reader=wanted,
        section=section(catalogue, held, wanted, ""),
        entry=made,
        by_address=not described.id,
        turn=filters.path(ui, *identity) + ("?clang=" if described.id else "&clang="),
        others="".join(f",{tag}" for tag in wanted.chosen[1:]),
        rows=rows,
        summary=_summary(made),
        choices=[here, *(filters.joined(here, rows=choice) for choice in ROWS[1:])],
        canonical=canonical,
        structured=_structured(made, described, held, f"/{ui}{canonical}"),
        bibtex=citing.bibtex(made.cited),
        report=report_link(current_app.config[FEEDBACK], made.headword.text, described.uri),
        documents=[
            *((one.label, filters.document(*identity, one.suffix), one.media_type) for one in RDF_FORMATS.values()),
            ("JSON", data, answers.JSON),
        ],
        files=_files(held, wanted, described),
        comparison=comparison(held, _part(described), wanted),
        **_embedding(described, made, wanted, here),
        key=described.id or described.uri,
    )


def _embedding(described: Described, made: Entry, wanted: Reader, here: str) -> dict[str, Any]:
    """How a concept gets onto other sites: links to its oEmbed answers, and a frame to copy where addresses are whole.

    Nothing for other resources.
    """
    origin = current_app.config.get(PUBLIC_URL, "")
    if not isinstance(described, Concept):
        return {"oembed": [], "frame": ""}
    card = origin + embedding.path(wanted.ui, described, wanted.stated)
    title = made.headword.text
    return {
        "oembed": oembed.discovery(origin + here, title),
        "frame": str(oembed.frame(card, title)) if origin else "",
    }


def _files(held: Vocabulary, wanted: Reader, described: Described | None = None) -> list[Download]:
    """Links to files for translators: of a concept, of a collection as a theme, or of the whole vocabulary.

    They are in the languages that the reader chose, from the vocabulary's own; without a choice in all of them. Of a
    concept there are only those that have a term to hold.
    """
    if isinstance(described, Scheme) and described.uri != held.uri:
        return []
    chosen = tuple(dict.fromkeys((held.default_language, *wanted.chosen)))
    asked = chosen if wanted.stated else ()
    if isinstance(described, Concept):
        known = tuple({term.language: None for term in described.terms if term.language and term.role != "hidden"})
        if not known:
            return []
        chosen = tuple(one for one in chosen if any(languages.matches(one, tag) for tag in known))
        asked = (chosen if wanted.stated else ()) or (known if len(known) == 1 else ())
    return downloads(f"{api.PREFIX}{api.EXPORT.path}", held.id, chosen[:2], languages=asked, **_part(described))


LONGEST_SUMMARY = 200
"""Characters of a definition that search engines and previews are told."""


def _definition(made: Entry | None) -> str:
    """The first definition for this reader, "" where there is none."""
    return made.definitions.shown[0][0] if made and made.definitions else ""


def _summary(made: Entry | None) -> str:
    """The beginning of the definition, cut between words."""
    text = _definition(made)
    return text if len(text) <= LONGEST_SUMMARY else text[:LONGEST_SUMMARY].rpartition(" ")[0] + "…"


def _structured(made: Entry, described: Described, held: Vocabulary, here: str) -> Markup:
    """What search engines read of a concept; nothing of other resources."""
    if not isinstance(described, Concept):
        return Markup("")
    page = current_app.config.get(PUBLIC_URL, "") + here
    code = described.notations[0].text if described.notations else ""
    others = [text for text, _attributes, _place in made.others]
    return citing.defined_term(made.cited, made.headword.tag, held.uri, page, _definition(made), code, others)


def _part(described: Described | None) -> dict[str, str]:
    """The parameter that stands for a resource where concepts are chosen; none for a scheme."""
    if described is None or isinstance(described, Scheme):
        return {}
    return {"theme" if isinstance(described, Collection) else "concept": described.id or described.uri}


def _reader(catalogue: Catalogue, described: Described, ui: str) -> Reader:
    return reader(ui, request.args.get("clang", ""), catalogue.vocabulary(described.vocabulary))
