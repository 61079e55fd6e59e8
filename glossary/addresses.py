"""Ids and addresses: how a resource's address and its id in a vocabulary follow from one another."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from glossary import languages
from glossary.errors import UsageError

RESERVED = frozenset({
    "about", "activity", "alphabetical", "api", "basket", "browse", "catalog", "changes", "check", "compare",
    "concept", "coverage", "data", "diff", "docs", "embed", "entity", "export", "favicon", "feed", "feeds", "flyout",
    "healthz", "help", "hierarchy", "index", "jskos", "mcp", "new", "oembed", "openapi", "opensearch", "preview",
    "properties", "readyz", "recognise", "reconcile", "release", "releases", "rest", "robots", "search", "sitemap",
    "sparql", "static", "suggest", "themes", "verify", "worksheet",
})  # fmt: skip
"""First segments of this service's own addresses; language codes are kept for the interface."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_SLUG = 64
_SAFE = "/:@!$&'()*+,;=-._~"
"""Characters that stand for themselves in a path (RFC 3986, section 3.3)."""


def slug(name: str) -> str:
    """A vocabulary id from a file name: ``EuroVoc 27lang.ttl.gz`` gives ``eurovoc-27lang``.

    A name without a Latin letter or digit gives "vocabulary".
    """
    stem = re.sub(r"(?i)\.(ttl|rdf|xml|owl|nt|nq|trig|jsonld|json)(\.gz)?$", "", name)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX_SLUG].strip("-") or "vocabulary"


def check_vocabulary_id(name: str) -> str:
    """``name`` when it may be a vocabulary's id; UsageError says why not and what to do."""
    if not _SLUG.fullmatch(name) or len(name) > _MAX_SLUG:
        raise UsageError(
            f"'{name}' cannot be a vocabulary id: use at most {_MAX_SLUG} of a-z, 0-9 and hyphens between them; "
            "give one with --vocabulary ID=FILE"
        )
    if name in RESERVED or languages.is_language(name):
        raise UsageError(
            f"'{name}' cannot be a vocabulary id: this service uses it as the first part of its own addresses "
            "(or of an interface language); give another with --vocabulary ID=FILE"
        )
    return name


def id_of(uri: str, base: str) -> str:
    """The id of ``uri`` in a vocabulary: the address after the base, percent-encoded for a path; "" if elsewhere.

    Dot segments would be resolved away by clients and servers, so such a resource is reached by ``?uri=`` only.
    """
    if not base or not uri.startswith(base) or uri == base:
        return ""
    rest = uri[len(base) :]
    if any(segment in (".", "..", "") for segment in unquote(rest).split("/")):
        return ""
    return encoded(rest)


def encoded(local: str) -> str:
    """The rest of an address as it stands in a path: its escapes are kept, other characters escaped as needed."""
    has_only_escapes = re.search(r"%(?![0-9A-Fa-f]{2})", local) is None
    return quote(local, safe=_SAFE + "%" if has_only_escapes else _SAFE)
