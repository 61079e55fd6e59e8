"""Endings: light suffix rules on folded words, for the languages whose stemmer or dictionary leaves forms apart.

Each language has a few passes; a pass takes off the longest of its endings if enough of the word is left. What is
left need not be a word: it is a key that the forms of one word share and those of other words do not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Pass = Callable[[str], str]
"""One step of a light stemmer: a folded word to what is left of it."""


def _off(least: int, endings: str) -> Pass:
    """Take off the longest of ``endings`` that leaves at least ``least`` characters."""
    known = frozenset(endings.split())
    longest = max(map(len, known))

    def take_off(word: str) -> str:
        for length in range(min(longest, len(word) - least), 0, -1):
            if word[-length:] in known:
                return word[:-length]
        return word

    return take_off


def _instead(least: int, changes: dict[str, str]) -> Pass:
    """Put another ending for the longest of those named that leaves at least ``least`` characters."""
    longest = max(map(len, changes))

    def change(word: str) -> str:
        for length in range(min(longest, len(word) - least), 0, -1):
            if word[-length:] in changes:
                return word[:-length] + changes[word[-length:]]
        return word

    return change


def _syncope(vowels: str, consonants: str) -> Pass:
    """Leave out the vowel before a last consonant that other forms of the word have not."""

    def leave_out(word: str) -> str:
        fits = len(word) > 4 and word[-1] in consonants and word[-2] in vowels and word[-3] not in vowels
        return word[:-2] + word[-1] if fits else word

    return leave_out


_SLAVIC_LATIN = (
    "a e i o u y ou om em am im ym ami ama ima imi ymi mi ach ech ich ih ah eh ov ev uv och ych "
    "iho eho ega ego oga emu imu omu oma ema iam iach iami ovia om ia ie iu ii ej oj ji ju ja je"
)

_FEMININE_CYRILLIC: Final = _instead(2, {"нтк": "нт", "стк": "ст", "телк": "тел", "ачк": "ач"})
_FEMININE_LATIN: Final = _instead(2, {"ntk": "nt", "stk": "st", "telk": "tel"})
"""Women's forms of persons, without their last vowel: мигрантка, žadatelka."""

PASSES: Final[dict[str, tuple[Pass, ...]]] = {
    "bg": (
        _off(4, "ът ят та то те ия а я овете евете"),
        _off(4, "инът ини ин ища ище ове еве ии ия ие ът ъ а я о е и у ю ата ото ите"),
        _off(4, "ин и а я о е"),
        _FEMININE_CYRILLIC,
        _syncope("еъ", "нлрцк"),
    ),
    "mk": (
        _off(4, "от та то те ов ва во ве он на но не"),
        _off(4, "ови еви ишта ин ии иа ие а о е и у"),
        _off(4, "ин и а о е"),
        _FEMININE_CYRILLIC,
    ),
    "uk": (
        _off(
            3,
            "ями ами ові еві єві ою ею єю ого ього ому ьому ими іми их іх ів ам ям ах ях ии іи ої еи еві ом ем єм "
            "им ім а я о е є и і у ю ь",
        ),
        _off(4, "ин ян иян ь"),
        _FEMININE_CYRILLIC,
    ),
    "ru": (_off(4, "ии ие ия ию ием иям иями иях ин а я о е и у ю ы ь"), _off(4, "ин")),
    "de": (
        _instead(
            3,
            {"erinnen": "er", "erin": "er"}
            | {f"{end}in{more}": end for end in ("ant", "ent", "ist") for more in ("", "nen")},
        ),
    ),
    "fr": (_instead(3, {"euse": "eur", "euses": "eur", "trice": "teur", "trices": "teur"}),),
    "pt": (_instead(3, {"dora": "dor", "doras": "dor"}),),
    "es": (_instead(3, {"dora": "dor", "doras": "dor"}),),
    "nl": (_instead(3, {"ster": "er", "sters": "er", "den": "de", "ten": "te"}),),
    "it": (_instead(3, {"trice": "tor", "trici": "tor", "tore": "tor", "tori": "tor"}),),
    "cs": (_off(3, "a y e u ou am ach ami ek"), _FEMININE_LATIN),
    "pl": (_off(3, "a i e ek ce kom kami kach"), _FEMININE_LATIN),
    "fi": (
        _off(4, "ton ttoma ttomat ttoman ttomia ttomien ttomaan ttomalla ttomalle ttomasta ttomana ttomaksi ttomilla"),
    ),
    "hu": (_off(4, "eket okat akat ek ok ak et ot at"), _syncope("eo", "lmr")),
    "lt": (
        _off(
            4,
            "as is ys us a e o io ai iai u iu ams iams ui iui i ius es ei os uose iuose emis imi ims ia ioje oje iose "
            "iais ais iem iems",
        ),
        _instead(3, {"c": "t", "im": ""}),
    ),
    "ro": (
        _off(3, "ului ul ului ilor elor ii iei i ea a ele e le lor ua lui"),
        _off(4, "i"),
        _instead(3, {"z": "d"}),
    ),
    "sk": (_off(4, _SLAVIC_LATIN), _off(4, "n i"), _FEMININE_LATIN),
    "sl": (_off(4, f"{_SLAVIC_LATIN} jo jah jam jami"), _off(4, "i"), _FEMININE_LATIN),
    "hbs": (
        _off(4, "ovima evima ovi evi ova eva ove eve ima ama om em im og oga omu eg ega emu ih oj ju a e i o u"),
        _off(4, "in"),
        _instead(3, {"teljic": "telj", "ntic": "nt", "ntkinj": "nt", "stkinj": "st", "c": "k", "z": "g"}),
    ),
    "lv": (
        _off(3, "as is us a e u i s am im iem os ai ei es em um o ie ais ij ijas ija iju ijam ijai ot am"),
        _off(3, "aj"),
    ),
    "el": (
        _instead(4, {f"θεντ{end}": "θεισ" for end in ("εσ", "ων", "ασ", "α", "οσ")}),
        _off(
            3,
            "ουσ εισ εων εωσ ματοσ ματα ματων μα οι ων ησ ασ οσ ου ον εσ αι α η ο ι υ ε ω ην αν ιον ιο ια ιεσ ιων ιου",
        ),
        _off(3, "ουντ οντ"),
    ),
    "ka": (
        _instead(4, {"საც": "სა", "იც": "ი", "აც": "ა", "ოც": "ო", "ეც": "ე"}),
        _off(
            3,
            "სთვის თვის თათვის თაგან ისგან სგან გან ისკენ სკენ კენ იდან დან სთან თან ამდე მდე ზე ში ისა ის ითა ით "
            "ადა ად მა სა თა ი ს ა ე ო",
        ),
        _off(3, "ა ე ო ი"),
        _off(3, "ებ"),
        _off(3, "ა ე ო ი"),
        _syncope("აეო", "რლნმვ"),
    ),
    "hy": (
        _off(3, "ին ից ով ում ը ն ի ու ս ման մանը մամբ ումը ումն ումից ումով"),
        _off(3, "ներ եր ինք"),
        _off(3, "ություն ությունն ությամբ ության ությ ում ման մամբ մ"),
        _off(3, "ի ու ը"),
    ),
    "mt": (_off(3, "ijiet jiet iet ijin ija i in ien s"), _off(3, "ata at a u e")),
    "sq": (
        _off(
            3,
            "eve ave ive uesve sve ve uesi uesit uesin ues it in ut un at et ot ite t n s i u e a en es ja je jes jen",
        ),
        _off(4, "a e i o u"),
    ),
    "is": (
        _off(
            4,
            "anna inna unum inum inni innar inn ins ina ir ar ur um ari urinn arnir irnar urnar num na nu ir a i u s r "
            "id ins inu ans ann andi endur enda endum andum andans",
        ),
    ),
    "ar": (_off(3, "ون ين ان ات يه ه ي ها هم نا تين تان وا و"),),
    "ga": (
        _instead(
            3,
            {"aigh": "ach", "igh": "each", "acha": "ach", "eacha": "each", "aithe": "u", "ithe": "i"}
            | dict.fromkeys(["anna", "eanna", "i", "ai"], ""),
        ),
    ),
    "et": (_off(4, "dele tele dest test deks teks dega tega dena tena de te d t i u a e st le ks ga l s sse"),),
    "tr": (_off(4, "lari leri larin lerin larinin lerinin larina lerine lar ler nin nun in un i u si su na ne a e"),),
}
"""The passes of each language, or family of languages, by name."""


def light(name: str) -> Callable[[str], str]:
    """The light stemmer of that name: from a folded word to its key."""
    passes = PASSES[name]

    def stem(word: str) -> str:
        for step in passes:
            word = step(word)
        return word

    return stem
