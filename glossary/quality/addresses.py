"""Checks of addresses: those that cannot be reached, that deceive, and that belong to somebody else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary.quality.base import Material, warning
from glossary.quality.wording import address, listed
from glossary.skos.namespaces import SKOS
from glossary.skos.triples import IRI

_LONGEST = 2000
"""Characters of an address that every client and server takes in a request line."""

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}", re.S)
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.I)
_UNSAFE = re.compile(r"(?:javascript|vbscript|data|file|blob):", re.I)
_WEB = re.compile(r"(https?)://([^/?#]*)(.*)", re.I | re.S)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_LONGEST_HOST = 253
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}


@warning
def iri_escape(material: Material) -> Iterator[tuple[str, str]]:
    """A percent sign in an address begins an escape of two hexadecimal digits; strict readers refuse anything else."""
    for uri, subject in material.addresses.items():
        bad = _BAD_ESCAPE.search(uri) if "%" in uri else None
        if bad:
            yield subject, f'{address(uri)} has the bad percent escape "{bad[0]}": write %25 for the sign itself.'


@warning
def iri_long(material: Material) -> Iterator[tuple[str, str]]:
    """An address of more than 2,000 characters is longer than request lines allow, so that its page is out of reach."""
    for uri, subject in material.addresses.items():
        if len(uri) > _LONGEST:
            yield subject, f"{address(uri)} is too long, {len(uri):,} characters: choose a shorter address."


@warning
def iri_dots(material: Material) -> Iterator[tuple[str, str]]:
    """Clients resolve "." and ".." in the path of an address before they ask for it, and arrive elsewhere."""
    for uri, subject in material.addresses.items():
        dots = _DOTS.search(uri)
        if dots:
            yield subject, f'{address(uri)} has the path segment "{dots[0]}": choose an address without it.'


@warning
def iri_host(material: Material) -> Iterator[tuple[str, str]]:
    """A host name of mixed scripts, or one behind a user name, passes for another host."""
    for uri, subject in material.addresses.items():
        match = _WEB.match(uri)
        host = match[2] if match else ""
        scripts = _mixed(host)
        if scripts:
            names = listed(sorted(script.capitalize() for script in scripts))
            yield (
                subject,
                f"The host name of {address(uri)} is of mixed scripts ({names}), really {_ascii(host)}: correct it.",
            )
        elif "@" in host:
            yield subject, f"{address(uri)} has a user name before its host: remove it."


def _mixed(host: str) -> set[str]:
    """The scripts of the first part of a host name that mixes them; empty when none does."""
    if host.isascii():
        return set()
    for part in host.split("."):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in part if letter.isalpha()}
        if len(scripts) > 1 and not scripts <= _EAST_ASIAN | {"LATIN"}:
            return scripts
    return set()


def _ascii(host: str) -> str:
    """The name that is asked of the network (RFC 3492), part by part."""
    parts = host[:_LONGEST_HOST].lower().split(".")
    return ".".join(part if part.isascii() else "xn--" + part.encode("punycode").decode() for part in parts)


@warning
def iri_twins(material: Material) -> Iterator[tuple[str, str]]:
    """Addresses that differ only in the case of the host, a slash at the end or the default port are two resources."""
    groups: dict[str, list[str]] = {}
    linked = {
        value.value
        for subject in material.subjects
        for predicate, value in material.source.pairs(subject)
        if isinstance(value, IRI) and predicate.value.startswith(SKOS)
    }
    for uri, subject in material.addresses.items():
        if uri == subject or uri in linked:
            groups.setdefault(_folded(uri), []).append(uri)
    for twins in groups.values():
        if len(twins) > 1:
            first, *others = sorted(twins, key=lambda uri: (uri not in material.kinds, uri))
            same = f"{address(first)} and {listed(map(address, others))}"
            yield (
                material.addresses[others[0]],
                f"{same} look like one address: if they mean the same, write them alike.",
            )


def _folded(uri: str) -> str:
    match = _WEB.fullmatch(uri)
    if match is None:
        return uri
    scheme = match[1].lower()
    return f"{scheme}://{match[2].lower().removesuffix(_DEFAULT_PORTS[scheme])}{match[3].rstrip('/')}"


@warning
def iri_unsafe(material: Material) -> Iterator[tuple[str, str]]:
    """An address that is a program or a local file (javascript:, data:, file:) is shown as text, never as a link."""
    for uri, subject in material.addresses.items():
        if _UNSAFE.match(uri):
            yield subject, f"{address(uri)} is no address on the web: remove it or link to a page."


@warning
def concept_foreign(material: Material) -> Iterator[tuple[str, str]]:
    """A concept outside the vocabulary's base address is described; here it changes nothing for its own vocabulary."""
    outside = [uri for uri in material.concepts if not uri.startswith(material.base)]
    if material.base and len(outside) * 2 < len(material.concepts):
        for uri in outside:
            where = f"{address(uri)} lies outside the base {address(material.base)}"
            yield uri, f"{where}: if it belongs to another vocabulary, only map to it."
