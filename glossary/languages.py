"""Language tags (BCP 47): well-formedness, matching, fallback, names and direction."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import icu
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

MAX_TAG = 64
"""Longest tag accepted, in characters: RFC 5646, section 4.4.1, asks for at least 35."""

_TAG = re.compile(  # RFC 5646, section 2.1, the langtag, privateuse and grandfathered productions
    r"""(?ixa)^(?:
        (?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})
        (?:-[a-z]{4})?
        (?:-(?:[a-z]{2}|[0-9]{3}))?
        (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*
        (?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*
        (?:-x(?:-[a-z0-9]{1,8})+)?
      | x(?:-[a-z0-9]{1,8})+
      | en-GB-oed|i-[a-z]{2,8}|sgn-(?:BE-FR|BE-NL|CH-DE)|art-lojban|cel-gaulish|no-bok|no-nyn
      | zh-(?:guoyu|hakka|min|min-nan|xiang)
    )\Z"""
)

_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend", "Yezi"]
)

_CONVENTIONS = {"cnr": "sr-Latn"}
"""Languages that CLDR does not know, and the one whose conventions they share."""

_NAMES = {
    "cnr": {
        "ar": "المونتينيغرية", "bg": "черногорски", "cnr": "crnogorski", "cs": "černohorština", "da": "montenegrinsk",
        "de": "Montenegrinisch", "el": "μαυροβουνιακά", "en": "Montenegrin", "es": "montenegrino", "et": "montenegro",
        "fi": "montenegro", "fr": "monténégrin", "ga": "Montainéigris", "hr": "crnogorski", "hu": "montenegrói",
        "hy": "չեռնոգորերեն", "it": "montenegrino", "ka": "მონტენეგრული", "lt": "juodkalniečių", "lv": "melnkalniešu",
        "mt": "Montenegrin", "nb": "montenegrinsk", "nl": "Montenegrijns", "pl": "czarnogórski", "pt": "montenegrino",
        "ro": "muntenegreană", "sk": "čiernohorčina", "sl": "črnogorščina", "sr": "црногорски",
        "sr-latn": "crnogorski", "sv": "montenegrinska", "uk": "чорногорська",
    }
}  # fmt: skip
"""Names of the languages that CLDR does not know, by the language they are in."""


_NEAREST = {"no": "nb", "nn": "nb", "cnr": "sr-Latn", "bs": "sr-Latn"}
"""Languages whose readers read another one as well as their own, and which one."""

_COUNTRIES = frozenset(icu.Locale.getISOCountries())

_NO_LANGUAGES = frozenset(["mis", "mul", "root", "und", "zxx"])
"""Codes that stand where a language is not told, or none (ISO 639-2)."""

_WRITTEN_FORMS = {"no": ("nb", "nn")}
"""Macrolanguages (ISO 639-3) that stand in tags for their written forms."""


def is_well_formed(tag: str) -> bool:
    """Whether ``tag`` is a well-formed BCP 47 tag of a sane length."""
    return len(tag) <= MAX_TAG and _TAG.match(tag) is not None


def key(tag: str | None) -> str:
    """The form in which tags are compared: lower case, as RFC 5646 section 2.1.1 asks; "" for no language.

    The underscore of POSIX locales, ``de_AT``, is taken for the hyphen that it stands for.
    """
    return (tag or "").lower().replace("_", "-")


def canonical(tag: str) -> str:
    """The recommended case of a tag (RFC 5646, section 2.1.1): ``DE-at`` becomes ``de-AT``, ``sr-latn`` ``sr-Latn``."""
    parts = tag.lower().split("-")
    out = [parts[0]]
    for index, part in enumerate(parts[1:], start=1):
        after_singleton = any(len(earlier) == 1 for earlier in parts[:index])
        if not after_singleton and len(part) == 2:
            part = part.upper()
        elif not after_singleton and len(part) == 4 and part.isalpha():
            part = part.capitalize()
        out.append(part)
    return "-".join(out)


def primary(tag: str | None) -> str:
    """The primary language subtag, lower case: ``de`` for ``de-AT``; "" for no language."""
    return key(tag).partition("-")[0]


def region(tag: str | None) -> str:
    """The region subtag in upper case, "" when there is none: ``AT`` for ``de-AT``."""
    for part in key(tag).split("-")[1:]:
        if len(part) == 1:
            break
        if (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            return part.upper()
    return ""


def without_region(tag: str) -> str:
    """The tag of the language and script alone: ``de`` for ``de-AT``, ``sr-Cyrl`` for ``sr-Cyrl-RS``."""
    parts = key(tag).split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return canonical(f"{parts[0]}-{script}" if script else parts[0])


def matches(wanted: str | None, tag: str | None) -> bool:
    """Basic filtering of RFC 4647, section 3.3.1: the range ``de`` finds ``de`` and ``de-AT``."""
    wanted_key, tag_key = key(wanted), key(tag)
    return tag_key == wanted_key or (wanted_key != "" and tag_key.startswith(wanted_key + "-")) or wanted_key == "*"


def names_of(tag: str) -> tuple[str, ...]:
    """The tags that may stand for a language: itself, and for ``no`` (Norwegian) its two written forms, and back."""
    language = primary(tag)
    return (
        tag,
        *_WRITTEN_FORMS.get(language, ()),
        *(whole for whole, forms in _WRITTEN_FORMS.items() if language in forms),
    )


def same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever their country or script; ``nb`` is ``no``, but not ``nn``."""
    return primary(other) in {primary(tag) for tag in names_of(one)}


@lru_cache(maxsize=4096)
def fallbacks(wanted: str) -> tuple[str, ...]:
    """Lookup order of RFC 4647, section 3.4: ``de-AT-1996`` gives itself, ``de-at`` and ``de``, as keys."""
    parts = key(wanted).split("-")
    out = []
    while parts:
        if len(parts[-1]) > 1 or len(parts) == 1:
            out.append("-".join(parts))
        parts.pop()
    return tuple(out)


def best(wanted: Iterable[str], available: Collection[str]) -> str | None:
    """The available tag that serves the reader best, or None.

    ``wanted`` are tags in order of preference. Each is looked up with its fallbacks, then by any tag of the same
    language, first in the script that the reader's country writes: a reader of ``de`` is served ``de-AT`` rather than
    nothing, and one of ``sr-ME`` is served ``sr-Latn``.
    """
    by_key = {key(tag): tag for tag in available}
    for tag in wanted:
        for candidate in fallbacks(tag):
            if candidate in by_key:
                return by_key[candidate]
        language = primary(tag)
        same = [candidate for candidate in by_key if language and primary(candidate) == language]
        if same:
            return by_key[min(same, key=lambda candidate: (script(candidate) != script(tag), candidate))]
    return None


@lru_cache(maxsize=4096)
def script(tag: str) -> str:
    """The script of a tag (ISO 15924): its own, else the usual one of its language and country, "" if unknown."""
    try:
        return str(icu.Locale.forLanguageTag(tag).addLikelySubtags().getScript())
    except icu.ICUError:
        return ""


@lru_cache(maxsize=1024)
def with_territory(tag: str) -> str:
    """Language and territory as Open Graph and POSIX write them, the usual territory where none is said: ``de_DE``."""
    full = icu.Locale.forLanguageTag(tag).addLikelySubtags()
    return f"{full.getLanguage()}_{full.getCountry()}"


def nearest(tag: str) -> str:
    """The language that readers of ``tag`` read as well as their own, "" where none is known: ``nb`` for ``nn-NO``."""
    return _NEAREST.get(primary(tag), "")


@lru_cache(maxsize=4096)
def _locale(tag: str) -> Locale | None:
    """CLDR's locale for a tag, or None where CLDR does not know the language."""
    for candidate in fallbacks(_CONVENTIONS.get(primary(tag), tag)):
        if candidate == "und":  # Babel reads "undetermined" as American English
            return None
        try:
            return Locale.parse(canonical(candidate), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=16384)
def name(tag: str | None, display: str = "en") -> str:
    """The name of a language in the language ``display``: "German (Austria)"; the tag itself where CLDR has no name."""
    locale = _locale(display) or Locale("en")
    if not tag:
        return ""
    own = _NAMES.get(primary(tag), {})
    language = locale.languages.get(primary(tag)) or next(
        (own[k] for k in (*fallbacks(display), "en") if k in own), None
    )
    if language is None:
        return tag
    parts = key(tag).split("-")
    script = next((part.capitalize() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    details = [
        detail
        for detail in (
            locale.scripts.get(script) if script else None,
            locale.territories.get(region(tag)) if region(tag) else None,
        )
        if detail
    ]
    return f"{language} ({', '.join(details)})" if details else str(language)


def own_name(tag: str) -> str:
    """The name of a language in itself, for languages that CLDR has; by ICU, which reads no more of them than that.

    Babel would keep 1 MB of each language.
    """
    locale = icu.Locale.forLanguageTag(tag)
    return str(locale.getDisplayName(locale))


def is_language(code: str) -> bool:
    """Whether ``code`` is a language that CLDR, or this module, has a name for."""
    return code.lower() in Locale("en").languages or code.lower() in _NAMES


def is_known(tag: str) -> bool:
    """Whether a tag names a language that exists, of a country and in a script that do, by CLDR."""
    known = Locale("en")
    scripts = [part.capitalize() for part in key(tag).split("-")[1:] if len(part) == 4 and part.isalpha()]
    return (
        is_well_formed(tag)
        and is_language(primary(tag))
        and primary(tag) not in _NO_LANGUAGES
        and region(tag) in {"", *known.territories} - {"ZZ"}
        and all(script in known.scripts for script in scripts)
    )


@lru_cache(maxsize=1024)
def official(territory: str) -> frozenset[str]:
    """The official languages of a country (ISO 3166-1 alpha-2) by CLDR, as primary subtags; none where unknown."""
    found = get_official_languages(territory.upper(), de_facto=True)
    return frozenset(primary(tag.replace("_", "-")) for tag in found)


def is_country(code: str) -> bool:
    """Whether ``code`` is an ISO 3166-1 alpha-2 code, in capitals."""
    return code in _COUNTRIES


@lru_cache(maxsize=1024)
def iso639_3(tag: str | None) -> str:
    """The code of three letters of a tag's language ("de-AT" gives "deu", the terminological one); "" for none."""
    code = primary(tag)
    known = str(icu.Locale(code).getISO3Language()) if code else ""
    return known or (code if len(code) == 3 and is_language(code) else "")


@lru_cache(maxsize=4096)
def territory_name(code: str, display: str = "en") -> str:
    """The name of a country (ISO 3166-1 alpha-2, or "EU") in the language ``display``; the code where unknown."""
    locale = _locale(display) or Locale("en")
    return str(locale.territories.get(code.upper(), code))


@lru_cache(maxsize=4096)
def direction(tag: str | None) -> str:
    """ "rtl" or "ltr", by the script of the tag or the language's usual script."""
    return "rtl" if tag and script(key(tag)) in _RIGHT_TO_LEFT_SCRIPTS else "ltr"


@lru_cache(maxsize=1024)
def alpha2(territory: str) -> str:
    """The ISO 3166-1 alpha-2 code of an alpha-3 one ("AUT" gives "AT"); other codes come back unchanged."""
    if len(territory) != 3:
        return territory
    aliases = get_global("territory_aliases").get(territory.upper())
    return aliases[0] if aliases else territory


@lru_cache(maxsize=1024)
def alpha3(territory: str) -> str:
    """The ISO 3166-1 alpha-3 code of an alpha-2 one ("AT" gives "AUT"); other codes come back unchanged."""
    return str(icu.Locale("", territory).getISO3Country()) or territory if len(territory) == 2 else territory
