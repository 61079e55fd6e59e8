"""TMX 1.4b (LISA OSCAR) for translation memories: a unit for each concept, and one for each further term of it.

The first unit of a concept has the best term of every language asked for. A further source term has a unit with the
targets' best terms, a further target term one with the source's. Variants of a language are variants of the unit, each
with its own tag. Deprecated terms stay out: a memory must not suggest them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from glossary import __version__, languages
from glossary.exports import categories
from glossary.exports.base import Glossary, TermFormat, chunked, terms_by_tag
from glossary.exports.categories import Names, identifier
from glossary.exports.markup import attribute, element
from glossary.exports.pairs import sides
from glossary.model import Concept, Term

_FEWEST = 2
_UNDETERMINED = "und"


def write(glossary: Glossary) -> Iterator[bytes]:
    """The glossary as TMX; a concept without terms in two of the languages is left out."""
    return chunked(_pieces(glossary))


def _pieces(glossary: Glossary) -> Iterator[str]:
    created = "".join(character for character in glossary.created[:19] if character not in "-:") + "Z"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="glossary" creationtoolversion="{attribute(__version__)}" segtype="phrase"'
        f' o-tmf="SKOS" adminlang="en" srclang="{_language(glossary.languages[0])}" datatype="plaintext"'
        f' creationdate="{attribute(created)}">{element("note", glossary.title)}'
        f"{element('prop', glossary.uri, type='x-vocabulary')}{element('prop', glossary.release, type='x-release')}"
        f"{element('prop', glossary.licence, type='x-licence') if glossary.licence else ''}</header>\n<body>\n"
    )
    sources, _ = sides(glossary)
    for concept in glossary.concepts():
        usable = {
            tag: found
            for tag, terms in terms_by_tag(concept, glossary.languages).items()
            if (found := [term for term in terms if term.role != "deprecated"])
        }
        if len(usable) >= _FEWEST:
            yield from _units(glossary, concept, usable, sources)
    yield "</body>\n</tmx>\n"


def _units(
    glossary: Glossary, concept: Concept, usable: Mapping[str, list[Term]], sources: tuple[str, ...]
) -> Iterator[str]:
    names = Names(concept)
    best = {tag: terms[0] for tag, terms in usable.items()}
    yield _unit(glossary, concept, best, identifier(concept.id or concept.uri))
    for tag, terms in usable.items():
        others = {other: term for other, term in best.items() if (other in sources) != (tag in sources)}
        for term in terms[1:] if others else ():
            variants = {other: {**others, tag: term}[other] for other in usable if other in others or other == tag}
            yield _unit(glossary, concept, variants, names(term))


def _unit(glossary: Glossary, concept: Concept, variants: Mapping[str, Term], id: str) -> str:
    first = next(iter(variants))
    themes = "".join(element("prop", glossary.label(theme), type="x-theme") for theme in concept.member_of)
    return "".join(
        [
            f'<tu tuid="{id}" srclang="{_language(first)}">{element("prop", concept.uri, type="x-concept")}{themes}\n',
            *(_variant(concept, tag, term) for tag, term in variants.items()),
            "</tu>\n",
        ]
    )


def _variant(concept: Concept, tag: str, term: Term) -> str:
    key = languages.key(tag)
    notes = [definition.text for definition in concept.definitions if languages.key(definition.language) == key]
    properties = [*categories.term_notes(term), *(("source", categories.cited(source)) for source in term.sources)]
    said = [element("note", note) for note in (*notes, *categories.labelled_notes(term))]
    said += [element("prop", value, type=f"x-{name}") for name, value in properties]
    return f'<tuv xml:lang="{_language(tag)}">{"".join(said)}{element("seg", term.text)}</tuv>\n'


def _language(tag: str) -> str:
    return attribute(tag or _UNDETERMINED)


TMX = TermFormat("tmx", "application/x-tmx+xml", "tmx", "TMX", write, _FEWEST)
