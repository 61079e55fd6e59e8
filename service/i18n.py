"""The interface in several languages: messages by gettext, numbers, dates and names by CLDR.

Messages are written in English where they stand: ``"Definition"|t`` in a template, ``_("Definition")`` in Python. Each
``translations/TAG.po`` adds the interface language TAG; nothing else has to know of it.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from markupsafe import Markup, escape

from glossary import languages

SOURCE_LANGUAGE = "en"
FOLDER = Path(__file__).parent / "translations"
INTERFACE_LANGUAGES: tuple[str, ...] = (SOURCE_LANGUAGE, *sorted(file.stem for file in FOLDER.glob("*.po")))
"""BCP 47 tags of the interface languages, the first part of every page's address."""


def _(message: str) -> str:
    """Mark a message for translation where the interface language is not known yet."""
    return message


class Interface:
    """One interface language; ``code`` is its BCP 47 tag, ``direction`` "ltr" or "rtl"."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.direction = languages.direction(code)
        self.locale = Locale.parse(code, sep="-")

    @cached_property
    def _translations(self) -> gettext.NullTranslations:
        if self.code == SOURCE_LANGUAGE:
            return gettext.NullTranslations()
        with (FOLDER / f"{self.code}.po").open("rb") as file:
            catalogue = read_po(file, locale=self.locale)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)

    def text(self, message: str, **values: object) -> str:
        """The message in this language; with values it is HTML, in which what is not Markup is escaped."""
        return self.markup(message, **values) if values else self._translations.gettext(message)

    def markup(self, message: str, **values: object) -> Markup:
        """The message in this language as HTML, with values in its places."""
        return escape(self._translations.gettext(message)) % values

    def plural(self, number: int, one: str, many: str, **values: object) -> Markup:
        """The form of the message that ``number`` asks for; ``%(num)s`` in it is the number as readers write it."""
        return escape(self._translations.ngettext(one, many, number)) % {"num": self.number(number), **values}

    def number(self, number: int) -> str:
        """A whole number with this language's digits and grouping."""
        return _number(number, self.locale)

    def share(self, part: int, whole: int) -> str:
        """A part of a whole, in whole per cent: 0 only for nothing at all, 100 only where nothing is missing."""
        return _percent(max(part * 100 // whole, 1) if part else 0, self.locale)

    def quantity(self, number: float, unit: str) -> str:
        """A quantity with this language's short sign for the unit, which CLDR names, such as "duration-second"."""
        return format_unit(number, unit, length="short", locale=self.locale)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row, with this language's commas and its word for "and"."""
        return _listed(tuple(names), self.locale)

    def date(self, text: str) -> str:
        """An ISO 8601 date or time as this language writes the day; what is none comes back as it is."""
        return _date(text, self.locale)

    def language(self, tag: str | None) -> str:
        """The name of a language in this one."""
        return languages.name(tag, self.code)

    def territory(self, code: str) -> str:
        """The name of a country in this language."""
        return languages.territory_name(code, self.code)


@lru_cache(maxsize=len(INTERFACE_LANGUAGES))
def interface(code: str) -> Interface:
    """The interface language with that tag, one of INTERFACE_LANGUAGES."""
    return Interface(code)


@lru_cache(maxsize=1)
def own_names() -> tuple[tuple[str, str, str], ...]:
    """Tag, name and direction of each interface language, the name in the language itself."""
    names = ((code, languages.own_name(code)) for code in INTERFACE_LANGUAGES)
    # By title case, not upper: Georgian has capitals, but begins no word with one.
    return tuple((code, name[:1].title() + name[1:], languages.direction(code)) for code, name in names)


@lru_cache(maxsize=4096)
def _number(number: int, locale: Locale) -> str:
    return str(format_decimal(number, locale=locale))


@lru_cache(maxsize=4096)
def _percent(number: int, locale: Locale) -> str:
    return str(format_percent(number / 100, locale=locale))


@lru_cache(maxsize=4096)
def _listed(names: tuple[str, ...], locale: Locale) -> str:
    return str(format_list(names, locale=locale))


@lru_cache(maxsize=4096)
def _date(text: str, locale: Locale) -> str:
    try:
        day: date = datetime.fromisoformat(text)
    except ValueError:
        return text
    return str(format_date(day, format="long", locale=locale))
