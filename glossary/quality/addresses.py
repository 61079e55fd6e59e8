"""Checks of addresses among all files: those that look alike, do harm as links, and belong to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.quality.base import Material, warning
from glossary.quality.wording import address, listed
from glossary.skos.namespaces import SKOS
from glossary.skos.triples import IRI

_UNSAFE = re.compile(r"(?:javascript|vbscript|data|file|blob):", re.I)
_WEB = re.compile(r"(https?)://([^/?#]*)(.*)", re.I | re.S)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


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
