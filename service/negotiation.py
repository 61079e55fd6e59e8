"""Which format, coding or language a request gets: from Accept headers and suffixes alone, without any framework.

Headers are read as RFC 9110, section 12.5, says, except that nothing in them is an error: what does not parse counts
as if it were not there. Each distinct header string is parsed once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary import languages

MAX_HEADER = 1000
"""Characters of a header that are read; browsers send about 150."""

_RANGE = re.compile(r'((?:[^,"]|"(?:[^"\\]|\\.)*"?)+)')
_QVALUE = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document: its main media type, other types that mean the same, and the suffix of its addresses."""

    name: str
    media_type: str
    suffix: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its charset; JSON and N-Triples know UTF-8 only, and their types take no charset."""
        bare = "json" in self.media_type or self.media_type == "application/n-triples"
        return self.media_type if bare else f"{self.media_type}; charset=utf-8"


HTML = Format("HTML", "text/html", ".html", ("application/xhtml+xml",))
"""What people read."""


@lru_cache(maxsize=1024)
def ranges(header: str) -> tuple[tuple[str, float], ...]:
    """The items of an Accept-like header in lower case, with their weights; other parameters are left out.

    A weight that is none (``q=nan``, ``q=2``) counts as 1: the item was asked for.
    """
    found = []
    for item in _RANGE.findall(header[:MAX_HEADER]):
        name, *parameters = item.split(";")
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q" and _QVALUE.fullmatch(value.strip()):
                weight = float(value)
        if name.strip():
            found.append((name.strip().lower(), weight))
    return tuple(found)


@lru_cache(maxsize=1024)
def choose(accept: str, offered: tuple[Format, ...]) -> Format | None:
    """The offered format that ``accept`` prefers, or None where it excludes them all.

    An empty header takes the first. The most specific range decides on a format; equal weights leave the choice to
    the order of ``offered``. Wildcards stand for main types only, never for aliases.
    """
    asked = dict(reversed(ranges(accept)))  # a type that is named twice counts as first written
    if not asked:
        return offered[0]
    best = max(offered, key=lambda format_: _weight(format_, asked))
    return best if _weight(best, asked) > 0 else None


def choose_data(accept: str, offered: tuple[Format, ...]) -> Format | None:
    """As :func:`choose` where there is no page: who takes pages alone gets the first format rather than nothing."""
    return choose(accept, offered) or (offered[0] if choose(accept, (HTML,)) else None)


def _weight(format_: Format, asked: dict[str, float]) -> float:
    named = [asked[name] for name in (format_.media_type, *format_.aliases) if name in asked]
    if named:
        return max(named)
    family = format_.media_type.partition("/")[0] + "/*"
    return asked.get(family, asked.get("*/*", 0.0))


@lru_cache(maxsize=1024)
def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip; a missing one does not (curl would show bytes)."""
    asked = dict(ranges(header))
    return asked.get("gzip", asked.get("x-gzip", asked.get("*", 0.0))) > 0


@lru_cache(maxsize=1024)
def choose_language(header: str, offered: tuple[str, ...]) -> str | None:
    """The offered language that an Accept-Language header prefers (RFC 4647, lookup), None where it names none.

    Where it is not offered itself, one that its readers read as well counts as asked for: Bokmål for Nynorsk.
    """
    refused = {tag for tag, weight in ranges(header) if weight == 0}
    asked = [(tag, weight) for tag, weight in ranges(header) if weight > 0 and languages.is_well_formed(tag)]
    wanted = (tag for tag, _ in sorted(asked, key=lambda pair: -pair[1]))
    return languages.best(
        (one for tag in wanted for one in (tag, languages.nearest(tag)) if one),
        [tag for tag in offered if tag not in refused],
    )


def split_suffix(name: str, formats: Sequence[Format]) -> tuple[str, Format | None]:
    """``c1.ttl`` as ``c1`` and the format with that suffix; the whole name and None where no suffix fits."""
    for format_ in formats:
        stem = name.removesuffix(format_.suffix)
        if stem and stem != name:
            return stem, format_
    return name, None
