"""The one table of languages: by which rules, stemmer and dictionary the words of each are analysed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glossary.analysis import beginnings, spelling
from glossary.analysis.beginnings import Beginning
from glossary.analysis.spelling import Spelling


@dataclass(frozen=True, slots=True)
class Language:
    """How the words of a language are analysed; what is left empty is not done.

    ``snowball`` is an algorithm of PyStemmer, ``dictionary`` a code of simplemma, ``endings`` the name of light rules.
    ``dotless`` tells the two Turkish letters i apart when letters are made small. ``compounds`` says that a word may
    be written together of others, so that an unknown word is known by its end. ``trusted`` is a dictionary that knows
    enough to do without Snowball for its words, and so keeps the immigrant apart from immigration. ``minor`` names the
    lists of minor words.
    """

    snowball: str = ""
    dictionary: str = ""
    endings: str = ""
    spelling: Spelling | None = None
    beginning: Beginning | None = None
    dotless: bool = False
    compounds: bool = False
    trusted: bool = False
    minor: str = ""


_SERBIAN: Final = Language("serbian", "hbs", "hbs", spelling.south_slavic, minor="hbs")
_NORWEGIAN: Final = Language("norwegian", "nb", spelling=spelling.nordic, compounds=True, minor="nb")

LANGUAGES: Final[dict[str, Language]] = {
    "ar": Language("arabic", "ar", "ar", beginning=beginnings.arabic, minor="ar"),
    "bg": Language("", "bg", "bg", minor="bg"),
    "bs": _SERBIAN,
    "ca": Language("catalan", minor="ca"),
    "cnr": _SERBIAN,
    "cs": Language("czech", "cs", "cs", minor="cs"),
    "da": Language("danish", "da", spelling=spelling.nordic, compounds=True, minor="da"),
    "de": Language("german", "de", "de", spelling=spelling.german, compounds=True, minor="de"),
    "el": Language("greek", "el", "el", minor="el"),
    "en": Language("english", "en", trusted=True, minor="en"),
    "es": Language("spanish", "es", "es", trusted=True, minor="es"),
    "et": Language("estonian", "et", "et", compounds=True, minor="et"),
    "eu": Language("basque"),
    "fa": Language("persian"),
    "fi": Language("finnish", "fi", "fi", compounds=True, minor="fi"),
    "fr": Language("french", "fr", "fr", trusted=True, minor="fr"),
    "ga": Language("irish", "ga", "ga", beginning=beginnings.irish, trusted=True, minor="ga"),
    "hi": Language("hindi"),
    "hr": _SERBIAN,
    "hu": Language("hungarian", "hu", "hu", compounds=True, minor="hu"),
    "hy": Language("armenian", "hy", "hy", minor="hy"),
    "id": Language("indonesian"),
    "is": Language("", "is", "is", spelling=spelling.nordic, compounds=True, minor="is"),
    "it": Language("italian", "it", "it", minor="it"),
    "ka": Language("", "ka", "ka", minor="ka"),
    "lt": Language("lithuanian", "lt", "lt", minor="lt"),
    "lv": Language("", "lv", "lv", minor="lv"),
    "mk": Language("", "mk", "mk", minor="mk"),
    "mt": Language("", "", "mt", beginning=beginnings.maltese, minor="mt"),
    "nb": _NORWEGIAN,
    "nl": Language("dutch", "nl", "nl", compounds=True, trusted=True, minor="nl"),
    "nn": Language("norwegian", "nn", spelling=spelling.nordic, compounds=True, minor="nb"),
    "no": _NORWEGIAN,
    "pl": Language("polish", "pl", "pl", minor="pl"),
    "pt": Language("portuguese", "pt", "pt", spelling.portuguese, trusted=True, minor="pt"),
    "ro": Language("romanian", "ro", "ro", trusted=True, minor="ro"),
    "ru": Language("russian", "ru", "ru", minor="ru"),
    "sh": _SERBIAN,
    "sk": Language("", "sk", "sk", minor="sk"),
    "sl": Language("", "sl", "sl", minor="sl"),
    "sq": Language("", "sq", "sq", minor="sq"),
    "sr": _SERBIAN,
    "sv": Language("swedish", "sv", spelling=spelling.nordic, compounds=True, minor="sv"),
    "tr": Language("turkish", "tr", "tr", dotless=True, minor="tr"),
    "uk": Language("", "uk", "uk", spelling.ukrainian, minor="uk"),
    "yi": Language("yiddish"),
}
"""By primary language subtag."""

FALLBACK: Final = Language()
"""Any other language: folding alone, which every language has."""
