"""The search index of a release: labels, lexicon, facets and full text joined to answer queries.

Words of labels are looked up in SQLite, where a word's rows come as one packed array; Whoosh has the full text.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary.analysis.analyser import VERSION
from glossary.analysis.folding import fold_query
from glossary.errors import ReleaseError
from glossary.search import completion, guessing, labels, matching, ranking, showing, whoosh_passages
from glossary.search.base import MAX_QUERY, SURE, Facet, Hit, Hits, Kind, Match, Query
from glossary.search.building import ANALYSIS, FILE, TEXTS
from glossary.search.facets import Facets, bits
from glossary.search.labels import Labels
from glossary.search.lexicon import Expansion, Lexicon
from glossary.search.listing import Listing
from glossary.search.matching import Held, Matches, Scope
from glossary.search.ranking import Levels
from glossary.search.syntax import Asked, parse, surfaces
from glossary.search.whoosh_passages import Found, Passages


def open_index(folder: Path) -> SearchIndex:
    """Open what ``build_index`` wrote; ReleaseError where it is not there. Checksums are the caller's to verify."""
    try:
        return SearchIndex(folder)
    except (sqlite3.Error, OSError) as error:
        raise ReleaseError(
            f"the search index {folder} cannot be opened ({error}): build the release again or roll back"
        ) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one thread at a time reads with."""

    database: sqlite3.Connection
    texts: Any

    def close(self) -> None:
        self.database.close()
        self.texts.close()


class SearchIndex:
    """Keeps the Index protocol; any number of processes may open the same folder."""

    def __init__(self, folder: Path) -> None:
        self._address = (folder / FILE).absolute().as_uri()
        self._passages = Passages(folder / TEXTS)
        self._idle: deque[_Reader] = deque()
        self._closed = False
        try:
            with self._reader() as reader:
                _require_same_analysis(reader.database, folder)
                self._labels = Labels(reader.database)
                self._held = Held(self._labels, Lexicon(reader.database))
                self._listing = Listing(self._labels)
                self._facets = Facets(reader.database)
        except BaseException:
            self.close()
            raise

    def search(self, query: Query) -> Hits:
        """Concepts for the query, best first; ties in a stable order."""
        asked = parse(query.text[:MAX_QUERY])
        with self._reader() as reader:
            if asked.excluded and self._is_label(reader.database, query.text[:MAX_QUERY]):
                asked = Asked(query.text[:MAX_QUERY], surfaces(query.text[:MAX_QUERY]))
            scope = self._scope(reader.database, query, asked)
            levels = Levels(self._labels.languages, query.language)
            if not any(form.key for form in fold_query(asked.plain)):
                return self._listed(reader, query, scope) if scope.allowed and not asked.plain else Hits(0, ())
            matches, passages, meant = self._matches(reader, query, asked, scope, levels)
            concepts = {self._labels.concept[row] for group in matches.groups for row in group.rows}
            concepts.update(found.concept for found in passages)
            best = self._best(matches, passages, levels, max(query.offset, 0) + query.limit)
            hits = showing.hits(self._held, reader.database, best, asked, matches.expansions)
            return Hits(
                len(concepts),
                hits[max(query.offset, 0) :],
                confident=bool(hits) and hits[0].match.kind in SURE,
                did_you_mean=meant or (guessing.offered(asked, hits[0].match) if hits else ""),
                facets=self._facets.counts(bits(concepts)),
            )

    def suggest(self, query: Query) -> Hits:
        """Concepts a word of whose labels begins with the query, the reader's language first."""
        asked = parse(query.text[:MAX_QUERY])
        forms = [form.key for form in fold_query(asked.plain) if form.key]
        with self._reader() as reader:
            scope = self._scope(reader.database, query, Asked("", ()))
            levels = Levels(self._labels.languages, query.language)
            rows = completion.completions(reader.database, self._labels, forms, levels, scope)
            best = ranking.first_of_each(rows, self._labels, max(query.offset, 0) + query.limit)
            hits = showing.hits(self._held, reader.database, best, asked, [])[max(query.offset, 0) :]
            return Hits(len(hits), hits)

    def values(self, facet: Facet) -> tuple[str, ...]:
        """All values that concepts of the release have for a facet, sorted."""
        return self._facets.values(facet)

    def close(self) -> None:
        """Release files; a reader that is still in use is released when it is done."""
        self._closed = True
        self._release_idle()
        self._passages.close()

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        """A reader for this thread alone; idle ones are kept for the next, whichever thread that is."""
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = _Reader(labels.connect(self._address), self._passages.reader())
        try:
            yield reader
        finally:
            self._idle.append(reader)
            if self._closed:
                self._release_idle()

    def _release_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _is_label(self, database: sqlite3.Connection, text: str) -> bool:
        """Whether a label is spelled just so: its minus is no operator then."""
        rows = [row for form in fold_query(text) for row in self._labels.whole.exactly(database, form.key)]
        return any(ranking.closeness(found.label, text) < 2 for found in self._labels.texts(database, rows))

    def _scope(self, database: sqlite3.Connection, query: Query, asked: Asked) -> Scope:
        names = self._labels.vocabularies
        number = None
        if query.vocabulary and names != [query.vocabulary]:
            number = names.index(query.vocabulary) if query.vocabulary in names else -1
        allowed = self._facets.allowed(database, query.filters, query.vocabulary)
        return Scope(allowed, matching.concepts_with(self._held, database, asked.excluded), number)

    def _matches(
        self, reader: _Reader, query: Query, asked: Asked, scope: Scope, levels: Levels
    ) -> tuple[Matches, list[Found], str]:
        """Labels and passages that answer; guesses only where there are none, and no operator says what is wanted."""
        held, database = self._held, reader.database
        matches = matching.sure(held, database, asked, scope, levels)
        known = matches.expansions
        passages = self._texts(reader, asked, known, scope, levels) if query.within != "labels" else []
        if query.within == "texts":
            matches = Matches([], known)
        elif len(asked.words) > 1 and not asked.literal and guessing.is_doubtful(matches.groups):
            more = guessing.joined(held, database, known, scope, levels)
            matches = matches._replace(groups=[*matches.groups, more])
        if matches.groups or passages or asked.literal or not asked.words:
            return matches, passages, ""
        if query.within != "texts":
            matches = guessing.guess(held, database, asked, known, scope, levels)
        if query.within != "labels" and not matches.groups:
            return self._respelled(reader, asked, known, scope, levels)
        return matches, passages, ""

    def _respelled(
        self, reader: _Reader, asked: Asked, known: Sequence[Expansion], scope: Scope, levels: Levels
    ) -> tuple[Matches, list[Found], str]:
        """Passages with words like those that none has, and these words as they are spelled there."""
        others = guessing.respelled(self._held, reader.database, asked, known)
        passages = self._texts(reader, asked, others, scope, levels)
        meant = guessing.spelled(self._held, asked, known, others, passages[0]) if passages else ""
        return Matches([], others or list(known)), passages, meant

    def _texts(
        self, reader: _Reader, asked: Asked, expansions: Sequence[Expansion], scope: Scope, levels: Levels
    ) -> list[Found]:
        """The best passage of each concept that has all the words: the reader's language first, then by its score."""
        wanted = [one for one in expansions if not one.minor_in] or expansions
        answers = [self._held.lexicon.texts(one) for one in wanted]
        found: dict[int, Found] = {}
        if answers and all(answers):
            passages = whoosh_passages.find(reader.texts, reader.database, answers, asked.phrases)
            for passage in sorted(passages, key=lambda passage: levels.of(passage.language)):
                if scope.admits(passage.concept):
                    found.setdefault(passage.concept, passage)
        return list(found.values())

    def _best(
        self, matches: Matches, passages: Sequence[Found], levels: Levels, count: int
    ) -> list[tuple[Kind, int | Found]]:
        """The first hits: labels that surely answer, then texts, then guesses; each concept once."""
        best = ranking.first_of_each(ranking.ranked(matches.groups, self._labels, levels), self._labels, count)
        seen = {self._labels.concept[row] for group in matches.groups for row in group.rows}
        texts: list[tuple[Kind, int | Found]] = [("text", found) for found in passages if found.concept not in seen]
        return [*best, *texts][:count]

    def _listed(self, reader: _Reader, query: Query, scope: Scope) -> Hits:
        """All concepts that the filters let through, by their labels in the order of the reader's language."""
        held, start = self._labels, query.offset
        rows = [
            row
            for row in self._listing.rows(reader.database, query, scope.vocabulary)
            if scope.admits(held.concept[row])
        ]
        return Hits(
            len(rows),
            tuple(
                Hit(found.uri, found.vocabulary, Match(found.label, found.language, "preferred"))
                for found in held.texts(reader.database, rows[start : start + query.limit])
            ),
            facets=self._facets.counts(bits(held.concept[row] for row in rows)),
        )


def _require_same_analysis(database: sqlite3.Connection, folder: Path) -> None:
    (made,) = database.execute("SELECT name FROM name WHERE kind = ?", (ANALYSIS,)).fetchone()
    if made != VERSION:
        raise ReleaseError(f"the search index {folder} was made by another version ({made}): build the release again")
