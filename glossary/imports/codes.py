"""The codes that glossaries print before a line or over a column: a language's tag, a country's code, or several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from glossary import languages

COUNTRY_STYLE: Final = {
    "CZ": "cs", "EE": "et", "GR": "el", "EL": "el", "CY": "el", "SE": "sv", "SI": "sl", "IE": "ga", "DK": "da",
    "UA": "uk", "GE": "ka", "AM": "hy", "RS": "sr", "ME": "cnr", "MD": "ro", "AT": "de", "UK": "en", "GB": "en",
    "NO": "no",
}  # fmt: skip
"""Codes of countries that stand where a language is meant, when they are written in capitals."""

COUNTRIES: Final = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
     "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "AL", "AM", "BA", "CH", "GE", "IS", "LI", "MD", "ME", "MK",
     "NO", "RS", "TR", "UA", "XK"]
)  # fmt: skip
OTHER_CODES: Final = {"EL": "GR", "UK": "GB"}
NO_COUNTRY: Final = "is no code of a country (ISO 3166-1 alpha-2), such as AT, nor EU"
_EU_LANGUAGES: Final = frozenset(["ET", "GA", "SL", "SV"])
"""Languages as the EU's institutions list them in capitals, though far countries have the same codes."""
_HOMES: Final = {"de": "DE", "el": "GR", "en": "GB", "fr": "FR", "nl": "NL", "ro": "RO", "it": "IT"} | {
    tag: OTHER_CODES.get(code, code)
    for code, tag in COUNTRY_STYLE.items()
    if code not in ("AT", "CY", "MD", "UK", "EL")
}
_SEVERAL: Final = re.compile(r"\s*([A-Z]{2}(?:\s*/\s*[A-Z]{2})*)\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says: a language's tag, "" where it names none, and the countries (ISO 3166-1 alpha-2) it names.

    ``doubt`` says what else it may have meant.
    """

    tag: str
    countries: tuple[str, ...] = ()
    doubt: str = ""


def read_code(text: str) -> Code:
    """The language behind a code as glossaries print it: ``CZ`` is cs, ``GR`` el, ``AT/DE/LU:`` de; others are tags.

    Codes in capitals are countries where there is such a country, and then mean the language that all of them have;
    ``BE`` and ``BE/LU`` have several, and ``BR`` may be Brazil or Breton: those name none. The code of one country is
    how these lists write a language: it names no country.
    """
    if not (several := _SEVERAL.fullmatch(text)):
        return Code(languages.canonical(text.strip()))
    codes = re.split(r"\s*/\s*", several[1])
    if len(codes) == 1:
        return Code(_one(codes[0]), doubt=_doubt(codes[0]))
    shared = frozenset.intersection(*map(spoken, codes))
    return Code(next(iter(shared)) if len(shared) == 1 else "", countries_of(codes))


def countries_of(codes: list[str]) -> tuple[str, ...]:
    """Those of the codes that are countries, sorted."""
    return tuple(sorted({OTHER_CODES.get(code, code) for code in codes if _is_country(code)}))


def spoken(code: str) -> frozenset[str]:
    """The languages that a code in capitals may mean: a country's official ones, or itself; none when it is neither."""
    country = OTHER_CODES.get(code, code)
    usual = {COUNTRY_STYLE[code]} if code in COUNTRY_STYLE else set()
    itself = {code.lower()} if country not in COUNTRIES and code != "EU" and languages.is_language(code) else set()
    return frozenset({*usual, *itself, *(languages.official(country) if _is_country(code) else ())})


def jurisdictions_of(stated: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Codes that editors give as jurisdictions, as ISO 3166-1 alpha-2 or "EU", and the first that is none of these."""
    read = [(given, OTHER_CODES.get(code, code)) for given in stated if (code := given.strip().upper())]
    wrong = next(
        (given for given, code in read if not (code == "EU" or code in COUNTRIES or languages.is_country(code))), ""
    )
    return tuple(code for _, code in read), wrong


def is_abroad(country: str, tag: str) -> bool:
    """Whether a country is another one than that after which the language is called."""
    return country != _HOMES.get(tag, tag.upper())


def why_none(code: str) -> str:
    """Why a code names no language, and what to write instead."""
    found = _SEVERAL.fullmatch(code)
    codes = re.split(r"\s*/\s*", found[1]) if found else []
    tags = sorted(set().union(*map(spoken, codes)))
    if not tags or not countries_of(codes):
        return "is no language tag (BCP 47), such as de or de-AT"
    abroad = next((tag for tag in tags if tag != codes[0].lower()), tags[0])
    return f"does not tell the language ({', '.join(tags)}?): write its tag (BCP 47), such as {abroad}-{codes[0]}"


def _is_country(code: str) -> bool:
    """Whether a code in capitals stands for a country in these lists."""
    country = OTHER_CODES.get(code, code)
    return country in COUNTRIES or (languages.is_country(country) and code not in _EU_LANGUAGES)


def _doubt(code: str) -> str:
    if code not in _EU_LANGUAGES:
        return ""
    language, country = languages.name(code), languages.territory_name(code)
    return f'"{code}" was read as the language {language}, not as the country {country}'


def _one(code: str) -> str:
    if code in COUNTRY_STYLE:
        return COUNTRY_STYLE[code]
    if code == "EU":  # not Basque
        return ""
    if not _is_country(code) or code.lower() in languages.official(code):
        return code.lower()
    found = spoken(code)
    return next(iter(found)) if len(found) == 1 else ""
