"""The lexicons of a release, made when a language is first asked for and kept within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from threading import Lock

import msgspec
from cachetools import LRUCache

from glossary import languages
from glossary.errors import ParameterError
from glossary.model import Concept, Term
from glossary.recognition.detection import TERMS, Profiles
from glossary.recognition.lexicon import Designation, Lexicon
from glossary.recognition.matching import find

KEPT_LABELS = 40_000
"""Labels of all lexicons that are kept, 1.3 kB each: every language of a small vocabulary, four of a large one."""

_SAMPLE = 20_000
"""Characters of a text in which the likeliest languages look for their terms."""
_CLOSE = 0.4
"""How far below the likeliest language's score another is still looked at."""
_INSTEAD = {"no": "nb", "sh": "sr-Latn", "bs": "hr"}
"""A language that a vocabulary may have under another tag."""


class Lexicons:
    """The lexicons of all languages; ``concepts`` gives every concept of the release afresh each time."""

    def __init__(self, tags: Iterable[str], concepts: Callable[[], Iterator[Concept]]) -> None:
        self.languages = tuple(sorted({languages.without_region(tag) for tag in tags}))
        self._concepts = concepts
        self._kept: LRUCache[str, Lexicon] = LRUCache(KEPT_LABELS, getsizeof=_size)
        self._profiles: Profiles | None = None
        self._lock = Lock()

    def of(self, tag: str, name: str = "language") -> Lexicon:
        """The lexicon of a language, its national variants included; ParameterError (``name``) for one without terms.

        Making one takes 0.1 s for a vocabulary of 400 concepts, 2 s for one of 7,000.
        """
        wanted = self.range_of(tag, name)
        with self._lock:
            found = self._kept.get(wanted)
            if found is None:
                found = self._kept[wanted] = Lexicon(wanted, self._designations(wanted))
        return found

    def detect(self, text: str) -> str:
        """The language of a text by its letters, and among close ones by its terms; "" for one without letters."""
        with self._lock:
            if self._profiles is None:
                self._profiles = Profiles(self._samples())
        ranked = self._profiles.ranked(text)
        near = [tag for tag, score in ranked[:3] if score > ranked[0][1] - _CLOSE]
        if len(near) < 2:
            return "".join(near)
        sample = text[:_SAMPLE]
        covered = {tag: sum(match.end - match.start for match in find(self.of(tag), sample).matches) for tag in near}
        return max(near, key=lambda tag: covered[tag])  # the first of equals is the likeliest

    def range_of(self, tag: str, name: str) -> str:
        """The range of tags that stands for a language; ParameterError (``name``) for one without terms."""
        if languages.is_well_formed(tag):
            candidates = (
                languages.without_region(tag),
                languages.primary(tag),
                _INSTEAD.get(languages.primary(tag), tag),
            )
            for candidate in candidates:
                if any(languages.matches(candidate, known) for known in self.languages):
                    return languages.canonical(candidate)
        raise ParameterError(name, tag, self.languages)

    def _designations(self, wanted: str) -> Iterator[Designation]:
        for concept in self._concepts():
            if not concept.deprecated:
                for term in concept.terms:
                    if languages.matches(wanted, term.language):
                        yield Designation(concept.uri, _bare(term))

    def _samples(self) -> dict[str, list[str]]:
        """Some terms of each language: those of the first concepts."""
        found: dict[str, list[str]] = {tag: [] for tag in self.languages}
        for concept in islice(self._concepts(), TERMS):
            for term in concept.terms:
                own = found.get(languages.without_region(term.language or ""))
                if own is not None:
                    own.append(term.text)
        return found


def _bare(term: Term) -> Term:
    """The term without what nobody asks of a label, which takes more memory than the label."""
    return msgspec.structs.replace(term, sources=(), context=None, usage_note="")


def _size(lexicon: Lexicon) -> int:
    return min(len(lexicon), KEPT_LABELS)
