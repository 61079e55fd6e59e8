"""From a catalogue to a file for translators: which concepts, in which languages, in which format, under which name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from glossary import languages, themes
from glossary.catalogue import Catalogue
from glossary.errors import NotFound, ParameterError
from glossary.exports import TERM_FORMATS, Glossary, TermFormat
from glossary.exports.base import terms_by_tag
from glossary.model import Concept, Scheme, Vocabulary

MOST_FOUND = 1_000
"""Concepts of a search that are exported, best first."""
_PAGE = 100
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asks for: a whole vocabulary, or of it a theme, some concepts or what a search finds.

    ``theme`` is named as :func:`glossary.themes.find` reads it; ``concepts`` are addresses or ids. ``languages`` are
    tags, best first; () stands for all of them.
    """

    vocabulary: str
    languages: tuple[str, ...] = ()
    theme: str = ""
    concepts: tuple[str, ...] = ()
    query: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is the whole vocabulary."""
        return not (self.theme or self.concepts or self.query)


@dataclass(frozen=True, slots=True)
class Export:
    """A file for translators: ``chunks`` makes its bytes, ``name`` is safe in any header and file system."""

    format: TermFormat
    glossary: Glossary

    @property
    def name(self) -> str:
        """The file's name, in letters, digits, hyphens and full stops."""
        return f"{self.glossary.name}.{self.format.suffix}"

    def chunks(self) -> Iterator[bytes]:
        """The bytes; UsageError or NotFound, at once, when the format cannot hold the glossary."""
        return self.format.write(self.glossary)


def export(catalogue: Catalogue, format_name: str, selection: Selection) -> Export:
    """The file of a selection in a format; ParameterError or NotFound says what cannot be had.

    No format is written empty: not for a selection of nothing, nor for one that lacks the languages asked for.
    """
    format_ = TERM_FORMATS.get(format_name)
    if format_ is None:
        raise ParameterError("format", format_name, tuple(TERM_FORMATS))
    glossary = gathered(catalogue, selection)
    if len(glossary.languages) < format_.fewest:
        raise ParameterError(
            "languages", ",".join(glossary.languages), f"at least {format_.fewest} for {format_.label}"
        )
    if not selection.whole and next(glossary.concepts(), None) is None:
        raise NotFound("nothing was selected: the theme has no concepts, or the search found none")
    if selection.languages:
        _require_terms(glossary, format_)
    return Export(format_, glossary)


def _require_terms(glossary: Glossary, format_: TermFormat) -> None:
    """NotFound when no concept has terms in the languages, of which a bilingual format needs two in one concept."""
    needed = min(format_.fewest, len({languages.primary(tag) for tag in glossary.languages}))
    for concept in glossary.concepts():
        if len({languages.primary(tag) for tag in terms_by_tag(concept, glossary.languages)}) >= needed:
            return
    wanted = ", ".join(tag or "none" for tag in glossary.languages)
    number = f"terms in {needed} of" if needed > 1 else "a term in"
    raise NotFound(f"none of the concepts has {number} these languages: {wanted}")


def gathered(catalogue: Catalogue, selection: Selection) -> Glossary:
    """The glossary of a selection; NotFound or Gone for what there is not."""
    vocabulary = catalogue.vocabulary(selection.vocabulary)
    wanted = chosen(selection.languages, vocabulary)
    order = (*(tag for tag in wanted if tag), vocabulary.default_language)
    found = selected(catalogue, selection)

    def concepts() -> Iterator[Concept]:
        if selection.whole:
            yield from catalogue.concepts(vocabulary.id)
        for uri in found:
            value = catalogue.resource(uri, vocabulary.id)
            if isinstance(value, Concept):
                yield value

    @cache
    def label(uri: str) -> str:
        return catalogue.nodes([uri], order)[0].label.text

    release = catalogue.release
    return Glossary(
        name=_name(selection),
        title=catalogue.title(vocabulary, order).text,
        uri=vocabulary.uri,
        licence=_licence(catalogue, vocabulary),
        release=release.id,
        created=release.created,
        languages=wanted,
        concepts=concepts,
        label=label,
    )


def _licence(catalogue: Catalogue, vocabulary: Vocabulary) -> str:
    """The licence that the vocabulary's main scheme states, where the release describes it."""
    try:
        scheme = catalogue.resource(vocabulary.uri, vocabulary.id)
    except NotFound:
        return ""
    return scheme.licence if isinstance(scheme, Scheme) else ""


def chosen(wanted: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The exact tags that stand for the wanted ones, in their order, each once.

    A tag means itself: ``de`` is not ``de-AT``, and who wants both asks for both. One that no term has, but some more
    exact ones have, means these: ``sr`` gives ``sr-Cyrl`` and ``sr-Latn``, ``no`` gives ``nb`` and ``nn``. Without any,
    all languages are chosen, the vocabulary's own one first. ParameterError for a language without any term.
    """
    known = {languages.key(count.language): count.language for count in vocabulary.languages}
    if not wanted:
        first = languages.key(vocabulary.default_language)
        return tuple(sorted(known.values(), key=lambda tag: languages.key(tag) != first))
    found: dict[str, str] = {}
    for tag in wanted:
        if not any(languages.same(tag, other) for other in known):
            raise ParameterError("languages", tag, list(filter(None, known.values())))
        key = languages.key(tag)
        nearest = [other for other in known if any(languages.matches(name, other) for name in languages.names_of(tag))]
        for match in [key] if key in known or not nearest else nearest:
            found.setdefault(match, known.get(match, tag))
    return tuple(found.values())


def selected(catalogue: Catalogue, selection: Selection) -> list[str]:
    """The addresses of the selected concepts, each once; none for a whole vocabulary. NotFound for a lost one."""
    found = [
        catalogue.resource(catalogue.address(given, selection.vocabulary), selection.vocabulary).uri
        for given in selection.concepts
    ]
    if selection.theme:
        theme = themes.find(catalogue, selection.theme, selection.vocabulary)
        found.extend(themes.members(catalogue, theme.uri, selection.vocabulary))
    if selection.query:
        found.extend(_search(catalogue, selection))
    return list(dict.fromkeys(found))


def _search(catalogue: Catalogue, selection: Selection) -> Iterator[str]:
    first = selection.languages[0] if selection.languages else ""
    for offset in range(0, MOST_FOUND, _PAGE):
        page = catalogue.search(
            selection.query, language=first, vocabulary=selection.vocabulary, limit=_PAGE, offset=offset
        )
        yield from (result.node.uri for result in page.results)
        if offset + _PAGE >= page.total:
            return


def _name(selection: Selection) -> str:
    """The stem of a file name that says what is in the file."""
    parts = [selection.vocabulary]
    if selection.theme:
        parts.append(selection.theme.rstrip("/").rpartition("/")[2])
    if selection.query:
        parts.append("search")
    if len(selection.concepts) == 1:
        parts.append(selection.concepts[0].rstrip("/").rpartition("/")[2])
    elif selection.concepts:
        parts.append("selection")
    name = re.sub(r"[^A-Za-z0-9]+", "-", "-".join(parts)).strip("-")
    return name[:_LONGEST_NAME].strip("-") or "glossary"
