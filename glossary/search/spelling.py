"""Other spellings of a label or a query: without spaces, in Latin letters, with the digraphs of a keyboard."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from glossary import languages
from glossary.analysis.folding import fold

_DIGRAPHS = {
    **dict.fromkeys(["de", "fi", "et", "hu", "sv", "sk"], str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})),
    **dict.fromkeys(["da", "nb", "nn", "no", "is", "fo"], str.maketrans({"å": "aa", "ø": "oe", "ö": "oe", "ä": "ae"})),
}
"""What is typed for letters that a keyboard lacks, by language."""

_ROMANISED = tuple(str.maketrans({"ք": letter}) for letter in "qk")
"""Armenian as people type it in Latin letters, where ք is either; the other letters are as in any transliteration."""

_NOT_LATIN = re.compile(r"[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f]")


def variants(text: str, language: str | None, key: str) -> tuple[str, ...]:
    """Folded keys other than ``key`` under which a label is found too."""
    found = [key, squeezed(key)]
    table = _DIGRAPHS.get(languages.primary(language))
    if table:
        spelled = fold(text.lower().translate(table), language).key
        found += [spelled, squeezed(spelled)]
    latin = in_latin(text)
    if latin:
        found += [latin, squeezed(latin)]
    if languages.primary(language) == "hy":
        found += _romanised(text)
    return tuple(dict.fromkeys(variant for variant in found if variant and variant != key))


def _romanised(text: str) -> tuple[str, ...]:
    """Armenian with u for ու and without the signs of aspiration: petutyun, ashkhatanqi and ashkhatanki."""
    small = text.lower().replace("ու", "u")
    return tuple(fold(anyascii(small.translate(table)).replace("'", "")).key for table in _ROMANISED)


def squeezed(key: str) -> str:
    """A folded key without its spaces."""
    return key.replace(" ", "")


def in_latin(text: str) -> str:
    """The folded key of a text in another script as transliterated to Latin letters, "" for one in Latin script."""
    return fold(anyascii(text)).key if _NOT_LATIN.search(text) else ""


def is_latin(text: str) -> bool:
    """Whether a text has no letters of another script than Latin."""
    return not _NOT_LATIN.search(text)


def script(text: str) -> str:
    """The script of a text's first letter as Unicode's names of characters begin, "LATIN" say; "" without letters."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""
