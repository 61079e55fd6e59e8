"""Small pieces of a page made from values: language attributes, links, sources, marks; each is escaped and reusable.

What depends on few distinct values is remembered, because a page of 27 languages asks for it hundreds of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup, escape

from glossary import languages
from glossary.analysis.collation import alphabet_of, sort_key
from glossary.model import Source
from service.i18n import _, interface

_LINK = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"\\^`{|}]+", re.IGNORECASE)
_CELEX = re.compile(r"[0-9A-Z][0-9A-Z()_/-]{4,40}")
_EUR_LEX = re.compile("bg|cs|da|de|el|en|es|et|fi|fr|ga|hr|hu|it|lt|lv|mt|nl|pl|pt|ro|sk|sl|sv")
"""The languages that EUR-Lex publishes in."""

_ROLES = {"admitted": _("admitted"), "deprecated": _("deprecated"), "hidden": _("hidden")}
_SETTLED = frozenset(["approved", "published", "final"])
"""What most terms are, and what goes without saying beside a reliability."""
_STATUSES = {
    "approved": _("approved"),
    "published": _("published"),
    "final": _("published"),
    "draft": _("draft"),
    "drafted": _("draft"),
    "proposed": _("proposed"),
    "obsolete": _("obsolete"),
    **_ROLES,
}
_RELIABILITIES = {1: _("not verified"), 2: _("minimum reliability"), 3: _("reliable"), 4: _("very reliable")}
_GRAMMAR = {
    "full": "",
    "fullform": "",
    "short": _("short form"),
    "shortform": _("short form"),
    "abbreviation": _("abbreviation"),
    "acronym": _("acronym"),
    "phrase": _("phrase"),
    "noun": _("noun"),
    "verb": _("verb"),
    "adjective": _("adjective"),
    "masculine": _("masculine"),
    "feminine": _("feminine"),
    "neuter": _("neuter"),
}
_CONTEXTS = {"eu": _("in the EU"), "global": _("globally")}


def is_link(uri: str) -> bool:
    """Whether an address may be a link: plain http or https, so that ``javascript:`` and the like stay text."""
    return _LINK.fullmatch(uri) is not None


def query(**parameters: str | int | tuple[str, ...] | None) -> str:
    """A query string with its question mark from the parameters that say something; "" when none does.

    A tuple gives its parameter once for each; commas stay, because lists of languages are read by people.
    """
    stated = [
        f"{name}={_quoted(str(one))}"
        for name, value in parameters.items()
        if value
        for one in (value if isinstance(value, tuple) else (value,))
    ]
    return "?" + "&".join(stated) if stated else ""


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    """A value as it stands in a query string; a page has most of them in a dozen addresses."""
    return quote(text, safe=",")


def joined(address: str, **parameters: str | int | tuple[str, ...] | None) -> str:
    """An address with further parameters, those that say something, whether it has a query string already or not."""
    more = query(**parameters)
    return address + (more.replace("?", "&", 1) if "?" in address else more)


def path(ui: str, vocabulary: str, id: str, uri: str, clang: str = "") -> str:
    """The address of a resource's page; ``id`` is percent-encoded already and "" for one that lies elsewhere."""
    if id:
        return f"/{ui}/{vocabulary}/{id}?clang={clang}" if clang else f"/{ui}/{vocabulary}/{id}"
    return f"/{ui}/entity{query(uri=uri, clang=clang)}"


def address(text: str) -> Markup:
    """An address as a link where it may be one, else as the text it is."""
    if is_link(text):
        return Markup('<a href="%s">%s</a>') % (text, text)
    return Markup("<bdi>%s</bdi>") % text


def document(vocabulary: str, id: str, uri: str, suffix: str) -> str:
    """The address of a resource's document in a format; ``id`` as in :func:`path`."""
    return f"/{vocabulary}/{id}.{suffix}" if id else f"/entity.{suffix}{query(uri=uri)}"


@lru_cache(maxsize=8192)
def attributes(tag: str | None, ui: str) -> Markup:
    """``lang`` and ``dir`` for a text whose language may differ from the page's; nothing where it does not.

    A text without a language has none (``lang=""``, HTML 3.2.6.2) and shows its direction by its letters.
    """
    if not tag:
        return Markup(' lang="" dir="auto"')
    if languages.key(tag) == languages.key(ui):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(tag, languages.direction(tag))


@lru_cache(maxsize=4096)
def place(tag: str | None, jurisdictions: tuple[str, ...], ui: str) -> Markup:
    """Where a term is used: two-letter marks for eyes, the countries' names for ears; "" for the language at large."""
    region = languages.region(tag)
    codes = jurisdictions or ((region,) if region else ())
    if not codes:
        group = group_of(tag)
        return Markup("") if languages.key(tag) == languages.key(group) else Markup("<small>{}</small>").format(tag)
    mark = Markup(
        '<abbr class="mark" title="{name}"><span aria-hidden="true">{code}</span>'
        '<span class="unseen">{name}</span></abbr>'
    )
    return Markup(" ").join(mark.format(code=code, name=languages.territory_name(code, ui)) for code in codes)


@lru_cache(maxsize=4096)
def group_of(tag: str | None) -> str:
    """The tag of the row under which a term stands: its language with its script, without its region; "" for none."""
    if not tag or len(languages.primary(tag)) == 1:
        return tag or ""
    return alphabet_of(tag)


@lru_cache(maxsize=8192)
def name_order(tag: str | None, ui: str) -> tuple[bool, bytes, str]:
    """A sort key for tags: by the name of their language in the interface language, none last, variants together."""
    group = group_of(tag)
    return not group, sort_key(languages.name(group, ui), ui), languages.key(tag)


@lru_cache(maxsize=4096)
def certainty(role: str, status: str, reliability: int | None, ui: str) -> Markup:
    """How far a term can be relied on: words, and a row of dots for the four grades of reliability."""
    text = interface(ui).text
    words = [text(_ROLES[role])] if role in _ROLES else []
    if status and status.lower() != role and not (reliability and status.lower() in _SETTLED):
        words.append(text(_STATUSES.get(status.lower(), status)))
    out = escape(", ".join(words))
    if reliability in _RELIABILITIES:
        dots = Markup('<span class="dots" aria-hidden="true">{}</span> {}').format(
            "●" * reliability + "○" * (4 - reliability), text(_RELIABILITIES[reliability])
        )
        out = Markup(" ").join((out, dots)) if words else dots
    return out


def status(value: str, ui: str) -> str:
    """A term's status in words; one that is not known stays as the source has it."""
    return interface(ui).text(_STATUSES.get(value.lower(), value))


@lru_cache(maxsize=4096)
def grammar(type: str, part_of_speech: str, gender: str, ui: str) -> str:
    """Kind of term, part of speech and gender in words; words that are not known stay as the source has them.

    A full form is what everybody expects, so nothing is said of it.
    """
    text = interface(ui).text
    stated = (_GRAMMAR.get(re.sub(r"[^a-z]", "", word.lower()), word) for word in (type, part_of_speech, gender))
    return ", ".join(text(word) for word in stated if word)


@lru_cache(maxsize=1024)
def context(name: str, ui: str) -> str:
    """The context in which a definition holds, in words."""
    return interface(ui).text(_CONTEXTS.get(name.lower(), name)) if name else ""


@lru_cache(maxsize=4096)
def sources(stated: tuple[Source, ...], ui: str) -> Markup:
    """Where a term or text comes from, in words, linked where there is an address."""
    return Markup("; ").join(filter(None, (_source(one, ui) for one in stated)))


def _source(source: Source, ui: str) -> Markup:
    name = source.title or (f"CELEX {source.celex}" if source.celex else source.uri)
    year = f"({source.year})" if source.year and str(source.year) not in name else ""
    words = Markup("<bdi>{}</bdi>").format(", ".join(filter(None, (f"{name} {year}".strip(), source.article))))
    href = source.uri if is_link(source.uri) else _eur_lex(source.celex, ui)
    if href:
        words = Markup('<a href="{}" rel="external">{}</a>').format(href, words)
    if source.role == "derived":
        return interface(ui).markup(_("after %(source)s"), source=words)
    return words


def _eur_lex(celex: str, ui: str) -> str:
    """The act's page on EUR-Lex; https://eur-lex.europa.eu/content/help/data-reuse/linking.html gives the pattern."""
    if not _CELEX.fullmatch(celex):
        return ""
    language = ui.upper() if _EUR_LEX.fullmatch(ui) else "EN"
    return f"https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=CELEX:{quote(celex)}"


def highlighted(label: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """The label with its matched parts marked; spans are [start, end) in code points, and odd ones are left out."""
    return Markup("").join(_pieces(label, spans))


def _pieces(label: str, spans: Iterable[tuple[int, int]]) -> Iterator[Markup]:
    done = 0
    for start, end in sorted(spans):
        if done <= start < end <= len(label):
            yield escape(label[done:start])
            yield Markup("<mark>{}</mark>").format(label[start:end])
            done = end
    yield escape(label[done:])
