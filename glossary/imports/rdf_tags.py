"""What is wrong, or doubtful, with a language tag: each check is a pure function of its text."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from glossary import languages
from glossary.imports.rdf_report import shown

_EXTENDED = frozenset(["ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"])
"""The languages that have extended language subtags (IANA Language Subtag Registry, "Type: extlang")."""

_GRANDFATHERED = re.compile(
    r"en-gb-oed|i-.*|sgn-(?:be-fr|be-nl|ch-de)|art-lojban|cel-gaulish|no-bok|no-nyn|zh-(?:guoyu|hakka|min|xiang).*"
)
_SPECIAL = frozenset(["mis", "mul", "und", "zxx"])
_PRIVATE_LANGUAGE = re.compile(r"q[a-t][a-z]")
_PRIVATE_SCRIPT = re.compile(r"qa(?:a[a-z]|b[a-x])")
_PRIVATE_REGION = re.compile(r"aa|q[m-z]|x[a-z]|zz")


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """CLDR's languages, scripts and territories, lower case; retired codes that CLDR still maps are known too."""
    english = Locale("en")
    codes = {*english.languages, *get_global("likely_subtags"), *get_global("language_aliases")}
    known = {re.split("[-_]", str(code))[0].lower() for code in codes} | _SPECIAL
    scripts, regions = ({str(code).lower() for code in names} for names in (english.scripts, english.territories))
    return frozenset(known), frozenset(scripts), frozenset(regions)


def problem(tag: str) -> str | None:
    """Why a tag is refused, or None: it must be well-formed (RFC 5646, section 2.1) and of a sane length."""
    if tag.isascii() and tag.isprintable() and languages.is_well_formed(tag):
        return None
    if len(tag) > languages.MAX_TAG:
        return f'the language tag "{shown(tag, 40)}" is {len(tag):,} characters long; {languages.MAX_TAG} are allowed'
    fixed = languages.canonical(tag.strip().replace("_", "-"))
    hint = f': write "{fixed}"' if fixed.isascii() and languages.is_well_formed(fixed) else " (BCP 47)"
    return f'the language tag "{shown(tag)}" is not well-formed{hint}'


def doubt(tag: str) -> str | None:
    """Why a well-formed tag deserves a warning, or None: a language, script or country that is not registered."""
    words = tag.lower().split("-")
    if words[0] == "x" or _GRANDFATHERED.fullmatch(tag.lower()):
        return None
    known, scripts, regions = _known()
    primary = words[0]
    if primary not in known and not _PRIVATE_LANGUAGE.fullmatch(primary):
        hint = ", but a country code" if primary in regions else ""
        return f'the language tag "{tag}" begins with "{primary}", which is not a registered language{hint}'
    for word in words[1:]:
        if len(word) == 1:
            break
        if len(word) == 4 and word.isalpha() and word not in scripts and not _PRIVATE_SCRIPT.fullmatch(word):
            return f'the language tag "{tag}" has the script "{word}", which is not registered'
        if len(word) == 3 and word.isalpha() and not (primary in _EXTENDED and word in known):
            return f'the language tag "{tag}" has "{word}", which does not belong after "{primary}"{_country(word)}'
        is_region = len(word) == 2 or (len(word) == 3 and word.isdigit())
        if is_region and word not in regions and not _PRIVATE_REGION.fullmatch(word):
            hint = _country(word) or (f': "{word}" is a language of its own' if word in known else "")
            return f'the language tag "{tag}" has the country "{word.upper()}", which is not registered{hint}'
    return None


def _country(word: str) -> str:
    code = (get_global("territory_aliases").get(word.upper()) or [""])[0]
    return f': did you mean "{code}"?' if code else ""
