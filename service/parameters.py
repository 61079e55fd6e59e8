"""The parameters that requests may carry: each said once, for checking them and for describing them in OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from glossary import languages
from glossary.errors import ParameterError, UsageError

MAX_ADDRESS = 16_384
"""Characters of path and query together; more is answered by 414."""
MAX_TEXT = 2_000
"""Characters of a text that is no query: a type, a list of fields."""
MAX_URI = 2_048
"""Characters of an address asked for."""
MAX_URIS = 500
"""Addresses in one list."""
MAX_TAGS = 64
"""Language tags in one list."""
MAX_IDENTITIES = 200
"""Ids or addresses that one request may name."""
REPEATABLE = frozenset({"concept", "theme", "language", "lacking", "jurisdiction", "status", "languages", "lang"})
"""Names that some operation takes several times; which one, the parameter says (``repeated`` or ``listed``)."""
MAX_OFFSET = 1_000_000

_SHOWN = 100
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"{}|\\^`\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
CLEAN = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
"""JSON Schema pattern of a text without control characters."""
MAX_NAMES = 256
"""Characters of a list of short names."""
_NAMES = re.compile(r"^[A-Za-z0-9_.-]+(,[A-Za-z0-9_.-]+)*$")
_NUMBER = re.compile(r"[0-9]{1,9}")
_VOCABULARY = "^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """``read`` turns the text into a value or raises ValueError; ``allowed`` says in words what it takes.

    ``schema`` is JSON Schema; ``default`` is the value of one that is missing, unless it is ``required``. The value of
    one that may be ``repeated`` is the tuple of what was read. One that is ``listed`` has commas between its values, or
    is given several times, which is the same. ``raw`` lets control characters through, such as the line ends in JSON.
    One that was ``typed`` by a person is read as :func:`typed` gives it, and missing where that is "".
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    allowed: str
    read: Callable[[str], Any]
    required: bool = False
    default: Any = None
    repeated: bool = False
    raw: bool = False
    typed: bool = False
    listed: bool = False


def text(name: str, description: str, *, required: bool = True) -> Parameter:
    """A text that a person typed: never wrong, however odd or long; "" when it is missing and not required."""
    schema: dict[str, Any] = {"type": "string"}
    if required:
        schema |= {"minLength": 1, "pattern": r"\S"}
    allowed = "any text that is not blank" if required else "any text"
    return Parameter(name, description, schema, allowed, str, required=required, default="", typed=True)


def choice(name: str, description: str, values: Iterable[str], default: str = "") -> Parameter:
    """A name out of a list; required where there is no default."""
    names = {value: value for value in values}
    schema: dict[str, Any] = {"type": "string", "enum": list(names)}
    if default:
        schema["default"] = default
    allowed = ", ".join(names)
    return Parameter(name, description, schema, allowed, names.__getitem__, required=not default, default=default)


def names(name: str, description: str) -> Parameter:
    """Short names with commas between them, each of which counts; () when missing."""
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_NAMES, "pattern": _NAMES.pattern}
    allowed = f"names with commas between them or given one by one, {MAX_NAMES} characters at most"
    return Parameter(name, description, schema, allowed, _names, default=(), listed=True)


def truth(name: str, description: str) -> Parameter:
    """True or false; None when missing."""
    schema = {"type": "string", "enum": ["true", "false"]}
    return Parameter(name, description, schema, "true, false", {"true": True, "false": False}.__getitem__)


def identities(name: str, description: str) -> Parameter:
    """Ids or addresses, one each time that the parameter is given; () when missing."""
    item = {"type": "string", "minLength": 1, "maxLength": MAX_URI, "pattern": CLEAN}
    schema = {"type": "array", "items": item, "maxItems": MAX_IDENTITIES}
    allowed = f"ids or addresses of at most {MAX_URI:,} characters, up to {MAX_IDENTITIES} of them"
    return Parameter(name, description, schema, allowed, _identity, default=(), repeated=True)


def identity(name: str, description: str) -> Parameter:
    """An id or address; "" when missing."""
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_URI, "pattern": CLEAN}
    return Parameter(
        name, description, schema, f"an id or address of at most {MAX_URI:,} characters", _identity, default=""
    )


def words(name: str, description: str) -> Parameter:
    """A text that may be empty or missing, which is the same: ""."""
    schema = {"type": "string", "maxLength": MAX_TEXT, "pattern": CLEAN}
    return Parameter(name, description, schema, f"a text of at most {MAX_TEXT:,} characters", _words, default="")


def written(name: str, description: str) -> Parameter:
    """A text of JSON, as long as an address or form may be; "" when missing. What is in it is the reader's to check."""
    schema = {"type": "string", "contentMediaType": "application/json"}
    return Parameter(name, description, schema, "JSON", str.strip, default="", raw=True)


def whole(name: str, description: str, least: int, most: int, default: int) -> Parameter:
    """A whole number within bounds."""

    def read(value: str) -> int:
        if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
            raise ValueError
        return int(value)

    schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    return Parameter(name, description, schema, f"whole numbers from {least} to {most:,}", read, default=default)


def tag(name: str, description: str) -> Parameter:
    """One language tag; "" when missing."""
    schema = {"type": "string", "maxLength": languages.MAX_TAG, "examples": ["de-AT"]}
    return Parameter(name, description, schema, "a language tag (BCP 47) such as de or de-AT", _tag, default="")


def tags(name: str, description: str) -> Parameter:
    """Language tags with commas between them, in order of preference; () when missing."""
    schema = {"type": "string", "examples": ["de,fr"]}
    allowed = f"up to {MAX_TAGS} language tags (BCP 47) with commas between them, such as de,fr, or given one by one"
    return Parameter(name, description, schema, allowed, _tags, default=(), listed=True)


def uri(name: str, description: str) -> Parameter:
    """A required absolute address."""
    schema = {"type": "string", "format": "iri", "maxLength": MAX_URI}
    allowed = f"an absolute address of at most {MAX_URI:,} characters, percent-encoded"
    return Parameter(name, description, schema, allowed, _uri, required=True)


def uris(name: str, description: str, separator: str = "|") -> Parameter:
    """Absolute addresses with separators between them; () when missing or empty."""

    def read(value: str) -> tuple[str, ...]:
        found = tuple(_uri(part) for part in value.split(separator) if part)
        if len(found) > MAX_URIS:
            raise ValueError
        return found

    schema = {"type": "string", "maxLength": MAX_ADDRESS, "pattern": CLEAN}
    allowed = f"up to {MAX_URIS} absolute addresses with '{separator}' between them"
    return Parameter(name, description, schema, allowed, read, default=())


def flag(name: str, description: str, default: bool) -> Parameter:
    """0 or 1."""
    schema = {"type": "integer", "enum": [0, 1], "default": int(default)}
    return Parameter(name, description, schema, "0, 1", {"0": False, "1": True}.__getitem__, default=default)


def vocabulary(name: str, description: str) -> Parameter:
    """The id of a vocabulary; whether there is one is the catalogue's to say. "" when missing."""
    schema = {"type": "string", "maxLength": 64, "pattern": _VOCABULARY}
    return Parameter(name, description, schema, "the id of a vocabulary", _named, default="")


def required(parameter: Parameter) -> Parameter:
    """The same, but it must be given."""
    return replace(parameter, required=True)


def optional(parameter: Parameter, default: Any = "") -> Parameter:
    """The same, but it may be missing."""
    return replace(parameter, required=False, default=default)


def stated(query_string: str) -> dict[str, str]:
    """The parameters of a query string as WSGI gives it.

    UsageError when it is not UTF-8, ParameterError when one is given twice: which of the two counts would be a guess.
    """
    return {name: _once(name, values) for name, values in _given(query_string).items()}


def take(known: Iterable[Parameter], query_string: str, form: str = "", *, lenient: bool = False) -> dict[str, Any]:
    """The values of the known parameters; ParameterError for a bad one or a missing one.

    One that is not known is an error too, unless ``lenient``. What a ``form`` says goes before the query string.
    """
    by_name = {parameter.name: parameter for parameter in known}
    given = _given(query_string) | _given(form)
    for name, values in given.items():
        if name not in by_name and not lenient:
            names = ", ".join(by_name) or "none"
            raise ParameterError(shown(name), shown(values[0]), f"only the parameters {names}")
    return {name: _value(parameter, given.get(name, [])) for name, parameter in by_name.items()}


def _given(query_string: str) -> dict[str, list[str]]:
    try:
        readable = query_string.encode("latin-1").decode("utf-8")
        pairs = parse_qsl(readable, keep_blank_values=True, errors="strict")
    except UnicodeError:
        raise UsageError("the query string is not UTF-8; percent-encode its characters as UTF-8") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _once(name: str, values: list[str]) -> str:
    if len(values) > 1 and name not in REPEATABLE:
        raise _more_than_once(name, values)
    return values[0]


def _more_than_once(name: str, values: list[str]) -> ParameterError:
    return ParameterError(shown(name), shown(values[1]), "one value; it is given more than once")


def _value(parameter: Parameter, values: list[str]) -> Any:
    if parameter.listed:
        return _read(parameter, ",".join(filter(None, values)) or None)
    if not parameter.repeated:
        if len(values) > 1:
            raise _more_than_once(parameter.name, values)
        return _read(parameter, values[0] if values else None)
    if len(values) > MAX_IDENTITIES:
        raise ParameterError(parameter.name, shown(values[-1]), parameter.allowed)
    return tuple(_read(parameter, value) for value in values) or parameter.default


def typed(value: str) -> str:
    """A text that a person typed or pasted: spaces instead of control characters, none around it."""
    return _CONTROLS.sub(" ", value).strip()


def shown(value: str, most: int = _SHOWN) -> str:
    """A stranger's text as it may stand in a message: short, and without control characters."""
    return _CONTROLS.sub("\ufffd", value if len(value) <= most else value[:most] + "…")


def _read(parameter: Parameter, value: str | None) -> Any:
    if parameter.typed and value is not None:
        value = typed(value) or None
    if value is None and not parameter.required:
        return parameter.default
    try:
        if value is None or (_CONTROLS.search(value) and not parameter.raw):
            raise ValueError
        return parameter.read(value)
    except (ValueError, KeyError):
        raise ParameterError(parameter.name, shown(value or ""), parameter.allowed) from None


def _named(value: str) -> str:
    if not value.strip() or len(value) > MAX_TEXT:
        raise ValueError
    return value


def _identity(value: str) -> str:
    if not value.strip() or len(value) > MAX_URI:
        raise ValueError
    return value


def _names(value: str) -> tuple[str, ...]:
    if len(value) > MAX_NAMES or not _NAMES.fullmatch(value):
        raise ValueError
    return tuple(value.split(","))


def _words(value: str) -> str:
    if len(value) > MAX_TEXT:
        raise ValueError
    return value.strip()


def _tag(value: str) -> str:
    if not languages.is_well_formed(value):
        raise ValueError
    return value


def _tags(value: str) -> tuple[str, ...]:
    found = tuple(_tag(item.strip()) for item in value.split(","))
    if len(found) > MAX_TAGS:
        raise ValueError
    return found


def _uri(value: str) -> str:
    if len(value) > MAX_URI or not _URI.fullmatch(value):
        raise ValueError
    return value
