"""Which small words may differ between a label and a text: "ressortissant d'un pays tiers", "… de pays tiers"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from glossary.analysis.folding import fold

_CONJUNCTIONS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "da": "og eller", "de": "und oder", "el": "και η", "en": "and or", "es": "y e o u", "fr": "et ou",
        "ga": "agus no", "hu": "es", "it": "e ed o", "mt": "u", "nb": "og eller", "nn": "og eller", "no": "og eller",
        "nl": "en of", "pt": "e ou", "ro": "si", "sv": "och eller",
    }.items()
}  # fmt: skip
"""Languages with articles, and their words for "and" and "or", which join two terms and never stand inside one."""

_POSSESSIVES: Final[dict[str, frozenset[str]]] = {
    language: frozenset(fold(words, language).words)
    for language, words in {
        "bg": "му им ѝ неговата неговия неговите нейната нейния си си своя своята своите техен тяхната техния техните",
        "cs": "jeho jejich jeji sve sveho svem svych svou",
        "da": "hans hendes deres sin sit sine",
        "el": "του της τους μου μας σας",
        "et": "tema nende oma",
        "en": "her his its my our their your",
        "es": "su sus",
        "fr": "leur leurs sa ses son",
        "hr": "njegova njegove njezin njihov njihova njihove njihovih njihovog njihovoj svog svoje svojih svoju",
        "hy": "իր իրենց նրա նրանց",
        "it": "loro sua sue suo suoi",
        "ka": "მათი მისი თავისი",
        "lt": "jo jos ju savo",
        "lv": "savas savu to vina vinas vinu",
        "mk": "му им ѝ неговото нејзиното нивното своето",
        "mt": "tieghu taghha taghhom tieghi taghna",
        "nb": "hans hennes deres sin sitt sine",
        "nl": "hun haar zijn",
        "nn": "hans hennar deira sin sitt sine",
        "pl": "ich jego jej swego swoich swojego swojej swych",
        "pt": "seu seus sua suas",
        "ro": "lor sa sai sau sale",
        "sk": "ich jeho jej svoj svojej svojho svojich",
        "sl": "njegova njegove njene njihov njihova njihove njihovih njihovega svoje svojega svojih",
        "sr": "njegova njegove njene njihov njihova njihove njihovih njihovog njihovoj svoje svojih svog svoju",
        "sv": "hans hennes deras sin sitt sina",
        "uk": "його їх їхнього їхньої її свого своєї своїх",
    }.items()
}
"""Possessives, folded, that stand inside a term: "krajów ich pochodzenia" is "kraj pochodzenia"."""

_ROMANIAN_ARTICLES: Final = frozenset({"a", "al", "ai", "ale"})
"""What stands before a genitive where the noun is indefinite: "victimă a traficului", but "victima traficului"."""

_LIKE: Final = {"cnr": "sr", "bs": "hr", "sh": "sr", "no": "nb"}
_SAME: Final = {"у": "в", "із": "з"}


def is_possessive(primary: str, folded: str) -> bool:
    """Whether a folded word is a possessive that may stand inside a term."""
    return folded in _POSSESSIVES.get(_LIKE.get(primary, primary), ())


def joins(primary: str, label: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the minor words between two words of a text may stand for those between two words of a label.

    Contracted and plain forms of a preposition begin alike (de, du, des, d'; in, im); an article may be added.
    """
    own = [word for word in text if not is_possessive(primary, word)]
    if tuple(label) in (tuple(text), tuple(own)):  # Greek "της" is an article and a possessive
        return True
    if primary == "ro":
        label, own = ([word for word in words if word not in _ROMANIAN_ARTICLES] for words in (label, own))
    return _may_join(primary, label, own)


def _may_join(primary: str, label: Sequence[str], text: Sequence[str]) -> bool:
    if tuple(text) == tuple(label):
        return True
    conjunctions = _CONJUNCTIONS.get(primary)
    if not label:
        return conjunctions is not None and len(text) == 1 and text[0] not in conjunctions
    if not text:
        return False
    return not {_SAME.get(word, word)[0] for word in label}.isdisjoint(_SAME.get(word, word)[0] for word in text)
