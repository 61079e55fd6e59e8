"""The pages for texts: terms shown in a text with their equivalents, and the findings of a check of a translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from glossary import languages, translating
from glossary.catalogue import Catalogue
from glossary.children import Pool
from glossary.errors import InputError, UsageError
from glossary.imports.segments import DOCUMENT_SUFFIXES, SEGMENT_FORMATS
from glossary.model import Bitext, Segment
from glossary.recognition.checking import Finding
from glossary.translating import Marked, Named, Recognition, Report
from service import answers, api, exports, filters
from service.i18n import INTERFACE_LANGUAGES, _
from service.parameters import MAX_IDENTITIES, shown
from service.reader import WIDELY_READ, Reader, language_options, reader
from service.rendering import show
from service.texts import intake
from service.texts.programs import NOT_KEPT, workbook

LONGEST_SHOWN = 200_000
"""Characters of a text that is shown again with its marks; of a longer one only the list of terms is."""

_KINDS = {
    "missing": _("missing"),
    "non-preferred": _("another term is preferred"),
    "deprecated": _("no longer to be used"),
    "wrong-variant": _("used in another country"),
}


class Piece(NamedTuple):
    """A piece of a text; ``target`` is the number of the term in the list, 0 for plain text."""

    text: str
    target: int
    equivalent: str
    attributes: Markup


class Entry(NamedTuple):
    """A term of the list; ``equivalents`` come with their attributes and where they are used."""

    number: int
    label: str
    attributes: Markup
    href: str
    times: int
    equivalents: list[tuple[str, Markup, Markup, bool]]
    definition: str
    definition_attributes: Markup


class Row(NamedTuple):
    """A finding on the page; ``number`` counts segments from 1."""

    number: int
    id: str
    kind: str
    uri: str
    href: str
    before: str
    source: str
    after: str
    target: str
    found: str
    expected: list[str]


class Kept(msgspec.Struct, array_like=True):
    """A segment with a finding, as the page hands it back when a concept is dismissed."""

    number: int
    id: str
    source: str
    target: str


def blueprint(pool: Pool) -> Blueprint:
    """The two pages, to read and to send to."""
    codes = ",".join(f'"{code}"' for code in INTERFACE_LANGUAGES)
    made = Blueprint("texts_pages", __name__, url_prefix=f"/<any({codes}):ui>")
    made.add_url_rule("/recognise", "recognise", partial(recognise, pool), methods=["GET", "POST"])
    made.add_url_rule("/verify", "verify", partial(verify, pool), methods=["GET", "POST"])
    return made


def recognise(pool: Pool, ui: str) -> Response:
    """The form, and under it the text that was sent, with its terms."""
    catalogue = answers.catalogue()
    wanted = reader(ui, request.args.get("clang", ""))
    values = _given(catalogue, wanted, (*wanted.chosen, *WIDELY_READ))
    if request.method != "POST":
        return _shown(ui, "recognise.html", wanted, values, found=None)
    try:
        file = intake.uploaded("file")
        text = intake.text_of(file, pool) if file else request.form.get("text", "").replace("\r\n", "\n")
        if not text.strip():
            raise UsageError(wanted.interface.text("Paste a text or choose a file."))
        source, target = intake.tag("source", values["source"]), intake.tag("target", values["target"])
        if target and languages.key(target) == languages.key(source or catalogue.language_of(text)):
            target = _beside(target, (wanted.clang, ui, *WIDELY_READ), catalogue)
            values["targets"] = language_options(catalogue.languages(), ui, target)
        found = translating.recognise(catalogue, text, source, [target] if target else [], pool.run)
    except (UsageError, InputError) as error:
        return _shown(ui, "recognise.html", wanted, values, found=None, problem=str(error))
    entries = _entries(catalogue, found, wanted)
    return _shown(
        ui,
        "recognise.html",
        wanted,
        values,
        found=found,
        text_attributes=filters.attributes(found.source, ui),
        pieces=list(_pieces(text, found, entries, ui)) if len(text) <= LONGEST_SHOWN else [],
        entries=list(entries.values()),
        language=languages.name(found.source, ui),
        files=_files(found, target),
        most=MAX_IDENTITIES,
    )


def verify(pool: Pool, ui: str) -> Response:
    """The form, and under it the findings in the translation that was sent."""
    catalogue = answers.catalogue()
    wanted = reader(ui, request.args.get("clang", ""))
    values = _given(catalogue, wanted, wanted.chosen)
    if request.method != "POST":
        return _shown(ui, "verify.html", wanted, values, report=None)
    source, target, dismissed = values["source"], values["target"], request.form.getlist("dismiss")
    try:
        bitext, numbers = _sent(pool, wanted, source, target)
        report = translating.verify(
            catalogue, bitext, intake.tag("source", source), intake.tag("target", target), pool.run
        )
        kept = translating.without(catalogue, report, dismissed)
    except (UsageError, InputError) as error:
        return _shown(ui, "verify.html", wanted, values, report=None, problem=str(error))
    if request.form.get("as") == "xlsx":
        return answers.respond(workbook(translating.report_file(kept, bitext, "xlsx")))
    if request.form.get("as") == "json":
        return answers.respond(answers.json(kept, headers=NOT_KEPT))
    return _shown(
        ui,
        "verify.html",
        wanted,
        values,
        report=kept,
        rows=[_row(catalogue, one, bitext, numbers, wanted) for one in kept.findings],
        source_attributes=filters.attributes(report.source, ui),
        target_attributes=filters.attributes(report.target, ui),
        source_name=languages.name(report.source, ui),
        target_name=languages.name(report.target, ui),
        segments=_handed_back(report, bitext, numbers),
        dismissed=dismissed,
    )


def _given(catalogue: Catalogue, wanted: Reader, targets: Sequence[str]) -> dict[str, Any]:
    """What a form holds: the texts as pasted, the languages as chosen, else the first of ``targets`` that fits."""
    source = request.form.get("source", request.args.get("source", ""))
    target = request.form.get("target", request.args.get("target", ""))
    if request.method == "GET" and not target:
        likely = source or next((one.default_language for one in catalogue.vocabularies()), "")
        target = _beside(likely, targets, catalogue)
    return {
        "text": request.form.get("text", ""),
        "translated": request.form.get("translated", ""),
        "source": source,
        "target": target,
        "sources": language_options(catalogue.recognisable(), wanted.ui, shown(source)),
        "targets": language_options(catalogue.languages(), wanted.ui, shown(target)),
        "documents": ",".join(f".{suffix}" for suffix in DOCUMENT_SUFFIXES),
        "translations": ",".join(
            [f".{suffix}" for one in SEGMENT_FORMATS.values() for suffix in one.suffixes]
            + [f".{suffix}" for suffix in DOCUMENT_SUFFIXES]
        ),
        "problem": "",
    }


def _beside(source: str, candidates: Iterable[str], catalogue: Catalogue) -> str:
    """The first candidate that has terms and is another language than the source; "" for none."""
    known = catalogue.languages()
    others = (tag for tag in candidates if languages.primary(tag) != languages.primary(source))
    return next((tag for tag in others if any(languages.matches(tag, one) for one in known)), "")


def _shown(ui: str, template: str, wanted: Reader, given: dict[str, Any], **values: Any) -> Response:
    tail = f"/{template.removesuffix('.html')}{filters.query(clang=wanted.stated)}"
    response = show(ui, template, tail, unchanging=False, reader=wanted, **(given | values))
    if values.get("problem"):
        response.status_code = 400
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response


def _entries(catalogue: Catalogue, found: Recognition, wanted: Reader) -> dict[str, Entry]:
    """The concepts of a text in the order of their first mark, numbered from 1."""
    named: dict[str, tuple[Named, int]] = {}
    for match in found.matches:
        for one in match.concepts:
            named[one.uri] = (one, named[one.uri][1] + 1 if one.uri in named else 1)
    return {
        uri: _entry(catalogue, one, number, count, wanted)
        for number, (uri, (one, count)) in enumerate(named.items(), start=1)
    }


def _entry(catalogue: Catalogue, one: Named, number: int, count: int, wanted: Reader) -> Entry:
    value = catalogue.resource(one.uri)
    texts = {text.language or "": text.text for text in reversed(value.definitions)}
    chosen = languages.best(wanted.languages, texts)
    return Entry(
        number,
        one.pref_label.text,
        filters.attributes(one.pref_label.language, wanted.ui),
        filters.path(wanted.ui, one.vocabulary, one.id, one.uri, wanted.stated),
        count,
        [
            (
                other.text,
                filters.attributes(other.language, wanted.ui),
                filters.place(other.language, other.jurisdictions, wanted.ui),
                other.role != "preferred",
            )
            for other in one.equivalents
        ],
        texts.get(chosen or "", ""),
        filters.attributes(chosen, wanted.ui),
    )


def _pieces(text: str, found: Recognition, entries: dict[str, Entry], ui: str) -> Iterable[Piece]:
    """The text in pieces, each term with the first equivalent of its first concept."""
    place = 0
    for match in found.matches:
        if match.start > place:
            yield Piece(text[place : match.start], 0, "", Markup(""))
        first = _first_equivalent(match)
        equivalent, attributes = (first.text, filters.attributes(first.language, ui)) if first else ("", Markup(""))
        yield Piece(match.text, entries[match.concepts[0].uri].number, equivalent, attributes)
        place = match.end
    if place < len(text):
        yield Piece(text[place:], 0, "", Markup(""))


def _first_equivalent(match: Marked) -> translating.Equivalent | None:
    return next((one for concept in match.concepts for one in concept.equivalents if one.role == "preferred"), None)


def _files(found: Recognition, target: str) -> list[exports.Download]:
    """Links to the terms of a text as a glossary, in the formats of translators' tools."""
    if not found.matches:
        return []
    uris, vocabulary = translating.concepts_of(found)
    chosen = "".join(f"&concept={quote(uri, safe='')}" for uri in uris[:MAX_IDENTITIES])
    pair = (found.source, target) if target else (found.source,)
    links = exports.downloads(api.PREFIX + api.EXPORT.path, vocabulary, pair if target else (), languages=pair)
    return [link._replace(address=link.address + chosen) for link in links]


def _sent(pool: Pool, wanted: Reader, source: str, target: str) -> tuple[Bitext, list[int]]:
    """The translation in the form, and the number of each of its segments."""
    kept = request.form.get("segments", "")
    if kept:
        try:
            segments = msgspec.json.decode(kept, type=list[Kept])
        except msgspec.MsgspecError:
            raise UsageError("the field 'segments' is not as this page wrote it") from None
        bitext = Bitext("segments", tuple(Segment(one.source, one.target, one.id) for one in segments))
        return bitext, [one.number for one in segments]
    file, translation = intake.uploaded("file"), intake.uploaded("translation")
    if file is None and request.form.get("text", "").strip():
        file = request.form["text"].encode(), "source.txt"
        translation = request.form.get("translated", "").encode(), "translation.txt"
    if file is None:
        raise UsageError(wanted.interface.text("Choose a file, or paste a text and its translation."))
    bitext = intake.bitext_of(file, translation, source, target, pool)
    return bitext, list(range(1, len(bitext.segments) + 1))


def _row(catalogue: Catalogue, finding: Finding, bitext: Bitext, numbers: Sequence[int], wanted: Reader) -> Row:
    segment = bitext.segments[finding.segment]
    before, term, after = segment.source.partition(finding.source)
    node = catalogue.find(finding.uri, wanted.languages)
    return Row(
        numbers[finding.segment],
        finding.id,
        wanted.interface.text(_KINDS[finding.kind]),
        finding.uri,
        wanted.path(node),
        before,
        term,
        after,
        segment.target,
        finding.found,
        list(finding.expected),
    )


def _handed_back(report: Report, bitext: Bitext, numbers: Sequence[int]) -> str:
    """The segments with findings, for the form that dismisses concepts: the reader keeps them, not we."""
    places = sorted({finding.segment for finding in report.findings})
    kept = [Kept(numbers[one], bitext.segments[one].id, *_texts(bitext.segments[one])) for one in places]
    return msgspec.json.encode(kept).decode()


def _texts(segment: Segment) -> tuple[str, str]:
    return segment.source, segment.target
