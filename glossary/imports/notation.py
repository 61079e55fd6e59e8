"""The free-form lines of published migration glossaries: terms, jurisdictions, written standards, "no translation".

The notation is the one that the European Migration Network's glossary and its copies are written in:
``Asylbewerber (EU acquis, DE); Asylwerber (AT)``. A parenthesis there may be a jurisdiction, an abbreviation, a written
standard, a gender form, an article or a remark: only a closed list of marks is read as jurisdictions, and whatever is
not understood stays with the term as a usage note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from glossary import languages
from glossary.imports.codes import COUNTRIES, OTHER_CODES, Code, countries_of, is_abroad, read_code, spoken

EU: Final = "EU"

_ACQUIS: Final = frozenset(["eu acquis", "eu-acquis", "acquis ue", "acquis eu", "acquis de l'ue", "ue acquis", "eu"])
_STANDARDS: Final = {
    "b": ("nb",), "bm": ("nb",), "bokmål": ("nb",), "n": ("nn",), "nn": ("nn",), "nynorsk": ("nn",),
    "b, n": ("nb", "nn"), "b/n": ("nb", "nn"), "b; n": ("nb", "nn"), "b og n": ("nb", "nn"),
}  # fmt: skip
"""Marks of the two written standards of Norwegian."""

_NO_TERM: Final = re.compile(
    r"\(?\s*(?:n\s*/\s*a|no (?:usual |established |official |direct )?(?:translation|equivalent|term)(?: available)?"
    r"|not (?:applicable|translated|used)|(?:we )?do(?:es)? not (?:use|have|exist).*|we have no .*)\s*\.?\s*\)?",
    re.I,
)
_PREFIX: Final = re.compile(r"\s*(?!EU\b)([A-Z]{2}(?:\s*/\s*[A-Z]{2})*)\s*:(?:\s+|(?=\w{5})|$)")
"""Codes before a line; a few letters behind the colon are a word's ending, and EU is always one: Finnish ``EU:n``."""

_RELATIVE: Final = frozenset(
    "der die das dem den deren dessen kuris kuri kurie kurio kurios kuriam kuriai kur който която което които на за"
    " посочени основано подлежащо joka jotka jota joiden joille jonka keda kes mis mille ki katera kateri který která"
    " které u jehož který který w który która którego której które který ktorý ktorá ktoré ktorému що який яка яке які"
    " որն որը که qui que quien che som care or and u od mhux".split()
)
"""Words with which a clause begins that belongs to the term before the comma."""

_FORMULA: Final = re.compile(r"'?(?:[=@]|[+-](?=\S*[(|!+*/^&=<>-]))")
"""How a text begins that a spreadsheet would run, with or without the apostrophe that keeps it from that."""
_ERROR: Final = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")

_GENDER: Final = re.compile(r"(?<=\w)\s?\((-?(?:a|e|in|innen|triċi?|ka|kyně|ă|ja|ra|rice|trice)|-\w{1,5})\)")
_ARTICLE: Final = re.compile(r"\s*\((?:i?[lrnstdxzċż]|l)[-’']\)\s*", re.I)
_GRAMMAR: Final = {"s": ("noun", ""), "adj": ("adjective", ""), "m": ("", "masculine"), "f": ("", "feminine")}
_GRAMMAR_GA: Final = {"s": ("noun", ""), "a": ("adjective", ""), "br": ("verb", "")}
_LAST_MARK: Final = re.compile(r"^(.*\S)\s*\(([^()]*)\)$", re.DOTALL)
_LAST_WORD: Final = re.compile(r"^(.*\S)\s+(\w{1,3})\.$", re.DOTALL)
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_SPACES: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
MAX_LINE: Final = 4_000
"""Characters of a line that are read; the longest published one has 300."""


@dataclass(frozen=True, slots=True)
class Written:
    """A term as a line writes it; ``jurisdictions`` are ISO 3166-1 alpha-2 codes or "EU"; ``preferred`` in its tag."""

    text: str
    language: str
    jurisdictions: tuple[str, ...] = ()
    preferred: bool = True
    type: str = ""
    part_of_speech: str = ""
    gender: str = ""
    usage_note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: terms, or in which languages there is no equivalent; ``doubts`` are for a person to look at.

    ``problem`` says why a line is not read at all.
    """

    terms: tuple[Written, ...] = ()
    no_equivalent: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    problem: str = ""


def read_line(text: str, language: str = "") -> Line:
    """Read a line in a language, given as a tag or as countries' codes; the line may begin with its own (``AT/DE:``).

    Never fails: what is not understood stays in the text of a term, with a doubt. "" gives an empty Line. A line whose
    own codes contradict the language has a problem and no terms: whose they are is for a person to say.
    """
    text = cleaned(text[:MAX_LINE])
    if _ERROR.fullmatch(text):
        return Line(problem=f"an error of the spreadsheet ({text})")
    code = replace(read_code(language), doubt="") if language else Code("")
    if prefix := _PREFIX.match(text):
        if problem := _contradiction(prefix[1], code.tag):
            return Line(problem=problem)
        code = _narrowed(code, prefix[1])
        text = text[prefix.end() :]
    tag, countries = code.tag, code.countries
    if not text or text in "-–—":
        return Line()
    if _NO_TERM.fullmatch(text):
        return Line(no_equivalent=_without_term(tag, countries))
    if doubt := _kept_whole(text):
        whole = [Written(text, chosen, countries) for chosen in _standards_of(text, tag)]
        return Line(tuple(_placed(whole)), doubts=(doubt,))
    pieces, doubts = _split(text)
    doubts += [code.doubt] if code.doubt else []
    terms = [replace(term, jurisdictions=term.jurisdictions or countries) for p in pieces for term in _piece(p, tag)]
    return Line(tuple(_placed(terms)), doubts=tuple(doubts))


def _kept_whole(text: str) -> str:
    """Why a line is one term, whatever stands between its words; "" where it may be several."""
    if _FORMULA.match(text):
        return "it begins like a formula of a spreadsheet: it was taken as one term, as it stands"
    if _has_inner_mark(text):
        return "alternatives inside a phrase: write each of them out, with ; between them"
    return ""


def cleaned(text: str) -> str:
    """Composed (NFC), without invisible characters, each white space one blank."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", text))).strip()


def jurisdictions(mark: str) -> tuple[str, ...]:
    """The jurisdictions that a mark names, sorted; () unless all of it is of the closed list."""
    parts = [part.strip() for part in re.split(r"[,;/&]| and ", mark.replace("’", "'"))]
    found = {EU if part.lower() in _ACQUIS else OTHER_CODES.get(part, part) for part in parts}
    return tuple(sorted(found)) if found <= COUNTRIES | {EU} else ()


def _contradiction(prefix: str, tag: str) -> str:
    """How the codes before a line contradict its language, or why they name none; "" when all is well."""
    for code in re.split(r"\s*/\s*", prefix):
        meant = spoken(code)
        if not meant:
            return (
                f'"{code}:" before the line is no country or language of these lists: write the country behind the term'
            )
        if tag and languages.primary(tag) not in meant:
            return (
                f'"{prefix}:" before the line contradicts its language, {tag}: give the line a row of its own language'
            )
    read = read_code(prefix)
    if not tag and not read.tag:
        return f'"{prefix}:" before the line does not tell its language'
    region = languages.region(tag)
    if region and (named := countries_of([prefix]) or read.countries) and region not in named:
        return f'"{prefix}:" before the line contradicts its country, {tag}'
    return ""


def _narrowed(code: Code, prefix: str) -> Code:
    """The language of a line with the countries that its own codes name.

    The code of one country is the language, unless that is said already: then ``AT:`` in German means Austria.
    """
    read = read_code(prefix)
    if not code.tag:
        return read
    abroad = tuple(country for country in countries_of([prefix]) if is_abroad(country, languages.primary(code.tag)))
    return Code(code.tag, read.countries or abroad or code.countries)


def _without_term(tag: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that have no term: of the language, or of its variants where only other countries are named."""
    if tag == "no":
        return ("nb", "nn")
    if countries and not languages.region(tag) and all(is_abroad(country, tag) for country in countries):
        return tuple(f"{tag}-{country}" for country in countries)
    return (tag,)


def _has_inner_mark(text: str) -> bool:
    """Whether a jurisdiction stands in the middle of a phrase: ``υπέρτερου (EL) / βέλτιστου (CY) συμφέροντος``."""
    return any(
        jurisdictions(mark[1]) and re.match(r"\s*[^\s;,/(]", text[mark.end() :])
        for mark in re.finditer(r"\(([^()]*)\)", text)
    )


def _split(text: str) -> tuple[list[str], list[str]]:
    """The synonyms of a line, separated by ``;``, ``//``, ``/`` beside a blank, or a comma where no clause begins."""
    strong = _outside(text, re.compile(r"\s*;\s*|\s*//\s*|\s+/\s*|\s*/\s+"))
    pieces: list[str] = []
    doubts = []
    for piece in strong:
        parts = _outside(piece, re.compile(r",\s+"))
        if len(parts) > 1 and not any(part.split(" ")[0].lower() in _RELATIVE for part in parts[1:]):
            doubts.append(f"a comma was read as standing between synonyms: {' | '.join(parts)}")
            pieces += parts
        else:
            pieces.append(piece)
    return [piece for piece in pieces if piece], doubts


def _outside(text: str, separator: re.Pattern[str]) -> list[str]:
    """The parts of a text between separators that stand outside parentheses."""
    inside, depth = set(), 0
    for place, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if depth:
            inside.add(place)
    if depth:  # a parenthesis is never closed: then it hides nothing
        inside = set()
    parts, start = [], 0
    for found in separator.finditer(text):
        if found.end() > found.start() and found.start() not in inside and found.end() - 1 not in inside:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    return [*parts, text[start:].strip()]


def _piece(text: str, tag: str) -> Iterator[Written]:
    """The terms of one synonym: itself in each written standard it is marked for, and its abbreviation."""
    printed, abbreviation = text, ""
    tags: tuple[str, ...] = ()
    term = Written(text, tag)
    while mark := _LAST_MARK.match(term.text):
        rest, inner = mark[1], mark[2].strip()
        if tag in ("no", "nb", "nn") and inner.lower() in _STANDARDS:
            tags = _STANDARDS[inner.lower()]
            term = replace(term, text=rest)
        elif found := jurisdictions(inner):
            term = replace(term, text=rest, jurisdictions=tuple(sorted({*term.jurisdictions, *found})))
        elif _is_abbreviation(inner) and not abbreviation and "(" not in rest:
            abbreviation = inner
            term = replace(term, text=rest)
        else:
            break
    term = _without_grammar(_without_remark(_without_forms(term, printed), printed), tag)
    for chosen in tags or _standards_of(term.text, tag):
        yield replace(term, language=chosen)
        if abbreviation:
            yield Written(abbreviation, chosen, term.jurisdictions, preferred=False, type="abbreviation")


def _standards_of(text: str, tag: str) -> tuple[str, ...]:
    """The tags of a term that names no standard: Norwegian of both, Serbian by its script."""
    if tag == "no":
        return ("nb", "nn")
    if tag == "sr":
        return ("sr-Cyrl",) if _CYRILLIC.search(text) else ("sr-Latn",)
    return (tag,)


def _is_abbreviation(mark: str) -> bool:
    capitals = sum(character.isupper() for character in mark)
    letters = sum(character.isalpha() for character in mark)
    return " " not in mark and capitals >= 2 and 2 * capitals >= letters and len(mark) <= 12


def _without_forms(term: Written, printed: str) -> Written:
    """Gender forms and detached articles are taken out of the term; the note says how it was printed."""
    text = term.text
    if term.language == "mt":
        text = _ARTICLE.sub(" ", text)
    text = cleaned(_GENDER.sub("", text))
    return term if text == term.text or not text else replace(term, text=text, usage_note=f"printed “{printed}”")


def _without_remark(term: Written, printed: str) -> Written:
    """A remark at the end becomes the note, unless the term has other parentheses, which belong to its wording."""
    mark = _LAST_MARK.match(term.text)
    if not mark or "(" in mark[1] or not mark[2].strip() or term.text[len(mark[1])] != " ":
        return term
    return replace(
        term, text=mark[1], usage_note="; ".join(part for part in (mark[2].strip(), term.usage_note) if part)
    )


def _without_grammar(term: Written, tag: str) -> Written:
    """``éalú s.``: the part of speech or gender behind the term."""
    word = _LAST_WORD.match(term.text)
    found = (_GRAMMAR_GA if tag == "ga" else _GRAMMAR).get(word[2]) if word else None
    return replace(term, text=word[1], part_of_speech=found[0], gender=found[1]) if word and found else term


def _placed(terms: list[Written]) -> Iterator[Written]:
    """Each term with its tag and role; the first of a tag is preferred.

    A term of one country abroad takes the regional tag (``de-AT``), and so does a term of the language's own country
    where another term stands for the language.
    """
    taken: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for term in terms:
        tag, countries = term.language, [code for code in term.jurisdictions if code != EU]
        alone = len(countries) == len(term.jurisdictions) == 1 and tag and not languages.region(tag)
        if alone and (is_abroad(countries[0], tag) or (tag in taken and term.preferred)):
            tag = f"{tag}-{countries[0]}"
        if (tag, term.text) in seen:
            continue
        seen.add((tag, term.text))
        yield replace(term, language=tag, preferred=term.preferred and tag not in taken)
        if term.preferred:
            taken.add(tag)
