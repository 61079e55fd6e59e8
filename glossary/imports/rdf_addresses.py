"""What is wrong, or doubtful, with an IRI: each check is a pure function of its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from glossary.imports.rdf_report import code_point, shown

LONG = 2048
"""Characters that any client and server take in a request line."""

_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w~!$&'()*+,;=:@-][\w~!$&'()*+,;=:@.-]*)*/?(?:#[\w.-]*)?", re.A
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\udfff\ufff0-\uffff]')  # RFC 3987, section 2.2
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}", re.S)
_DOTS = re.compile(r"(?:^|/)((?:\.|%2e){1,2})(?=/|$)", re.I)
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}


def is_absolute(iri: str) -> bool:
    """Whether ``iri`` has a scheme (RFC 3987, section 2.2)."""
    return _SCHEME.match(iri) is not None


def resolve(base: str | None, reference: str) -> str:
    """An IRI reference against a base (RFC 3986, section 5); an absolute one is kept to the letter."""
    if base is None or is_absolute(reference):
        return reference
    joined = urljoin(base.partition("#")[0], reference)
    return joined + "#" if reference.endswith("#") and not joined.endswith("#") else joined


def problem(iri: str) -> str | None:
    """Why an absolute IRI is refused, or None."""
    if _PLAIN.fullmatch(iri):
        return None
    if bad := _FORBIDDEN.search(iri):
        what = "a space" if bad[0] == " " else f'"{bad[0]}"' if bad[0].isprintable() else code_point(bad[0])
        return f"the address <{shown(iri)}> contains {what}, which no address may (write it percent-encoded)"
    try:
        parts = urlsplit(iri)
        _ = parts.port
    except ValueError as error:
        return f"the address <{shown(iri)}> has a broken host name or port ({error})"
    if parts.scheme in ("http", "https") and not parts.hostname:
        return f"the address <{shown(iri)}> names no host"
    return None


def doubts(iri: str) -> Iterator[tuple[str, str]]:
    """What deserves a warning about an IRI that :func:`problem` lets pass: pairs of code and message."""
    if len(iri) > LONG:
        yield "address-long", f"the address <{shown(iri)}> is {len(iri):,} characters long: no browser can ask for it"
    if _PLAIN.fullmatch(iri):
        return
    if bad := _BAD_ESCAPE.search(iri):
        yield "address-escape", f'the address <{shown(iri)}> has the broken percent escape "{shown(bad[0])}"'
    if unseen := _UNSEEN.search(iri):
        yield "address-invisible", f"the address <{shown(iri)}> contains the invisible {code_point(unseen[0])}"
    parts = urlsplit(iri)
    if dots := _DOTS.search(parts.path):
        yield "address-dots", f'the address <{shown(iri)}> has "{dots[1]}/" in its path, which clients resolve away'
    if re.search(r"[\[\]]", parts.path + parts.query + parts.fragment):
        yield "address-bracket", f"the address <{shown(iri)}> has a bare [ or ]: strict readers refuse it"
    if parts.username is not None and parts.scheme in ("http", "https"):
        yield "address-user", f"the address <{shown(iri)}> has a user name before its host, and so passes for another"
    for label in (parts.hostname or "").split("."):
        if scripts := _mixed_scripts(label):
            ascii_label = "xn--" + label.encode("punycode").decode("ascii")
            words = f"the host name of <{shown(iri)}> is of mixed scripts ({', '.join(scripts)}): {shown(ascii_label)}"
            yield "address-mixed-scripts", words


def _mixed_scripts(label: str) -> list[str]:
    if label.isascii():
        return []
    names = {unicodedata.name(character, "?").split(" ")[0].split("-")[0] for character in label if character.isalpha()}
    if len(names) < 2 or names <= _EAST_ASIAN | {"LATIN"}:
        return []
    return sorted(name.capitalize() for name in names)
