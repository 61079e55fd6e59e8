"""Checks of typed values: dates, numbers and truth values that their datatype does not allow."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from glossary.quality.base import Material, warning
from glossary.quality.wording import short, shown
from glossary.skos.namespaces import XSD
from glossary.skos.triples import Literal

_ZONE = r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_FORMS = {
    "boolean": "true|false|1|0",
    "decimal": _NUMBER,
    "double": rf"{_NUMBER}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "float": rf"{_NUMBER}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)",
    "time": _TIME + _ZONE,
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "duration": r"-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
}
"""Lexical forms of XML Schema 1.1, part 2, section 3; blanks around a value are allowed."""

_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(1 << bits - 1), (1 << bits - 1) - 1) for name, bits in (("long", 64), ("int", 32), ("short", 16))},
    "byte": (-128, 127),
    **{
        f"unsigned{name}": (0, (1 << bits) - 1)
        for name, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))
    },
}
_PATTERNS = {name: re.compile(form, re.A) for name, form in _FORMS.items()}
_INTEGER = re.compile(r"[+-]?\d+", re.A)
_DATE = re.compile(f"-?(\\d+)-({_MONTH})-({_DAY})", re.A)
_LONGEST_BOUNDED = 40
"""Digits beyond which a number is outside every bound: Python refuses to read more than some thousands."""


@warning
def value_ill_typed(material: Material) -> Iterator[tuple[str, str]]:
    """A value does not fit its XML Schema datatype; it is kept as it is, but not read as a date or number."""
    for subject in material.subjects:
        for predicate, value in material.source.pairs(subject):
            if isinstance(value, Literal) and value.datatype and not fits(value.text.strip(), value.datatype):
                what = f'{short(predicate.value)} "{shown(value.text)}" is no {short(value.datatype)}'
                yield material.owner(subject), f"{what}: correct the value or its datatype."


def fits(text: str, datatype: str) -> bool:
    """Whether ``text`` is in the lexical space of a common XSD type; any text fits a type that is not known."""
    name = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if name in _BOUNDS:
        return _INTEGER.fullmatch(text) is not None and _within(text, *_BOUNDS[name])
    if name not in _PATTERNS:
        return True
    return _PATTERNS[name].fullmatch(text) is not None and _is_day(text)


def _within(text: str, least: int | None, most: int | None) -> bool:
    digits = text.lstrip("+-0") or "0"
    if len(digits) > _LONGEST_BOUNDED:
        return (most if text[0] != "-" else least) is None
    number = -int(digits) if text[0] == "-" else int(digits)
    return (least is None or number >= least) and (most is None or number <= most)


def _is_day(text: str) -> bool:
    """Whether the date that ``text`` begins with is in the calendar; true for what is no date."""
    match = _DATE.match(text)
    if match is None:
        return True
    year = int(match[1][-4:]) % 400 + 400  # leap years come round every 400 years
    return int(match[3]) <= monthrange(year, int(match[2]))[1]
