"""Reading one release: everything that pages, interfaces and the command line ask, in one place."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote

from glossary import addresses, dumps, languages, releases
from glossary.analysis.collation import alphabet_of
from glossary.changes import Change, Kind
from glossary.children import Pool
from glossary.dumps import Dump
from glossary.errors import Gone, NotFound
from glossary.model import Concept, Described, Release, Role, Value, Vocabulary
from glossary.nodes import Label, Node, Nodes, alphabetical
from glossary.recognition.lexicon import Lexicon
from glossary.recognition.lexicons import Lexicons
from glossary.results import Results, Teller
from glossary.search.base import MAX_QUERY, Facet, Filters, Index, Query, Within
from glossary.skos.triples import Block
from glossary.stores import neighbours
from glossary.stores.base import Store, inferred_graph, source_graph
from glossary.stores.dates import Dated
from glossary.stores.documents import Documents, Letter, Row
from glossary.stores.history import Known
from glossary.stores.names import Name, Wanted
from glossary.stores.neighbours import Neighbours
from glossary.stores.questions import Question, examine

Item = TypeVar("Item")


class Heading(Value, frozen=True):
    """A line of the alphabetical index; ``preferred`` False means "see" the node's own label."""

    text: str
    language: str | None
    node: Node
    preferred: bool


class Page(Value, Generic[Item], frozen=True):
    """Part of a list, and how long the whole list is."""

    total: int
    items: tuple[Item, ...]


class Catalogue:
    """One release, opened read-only. Safe to ask from several threads."""

    def __init__(self, folder: Path, release: Release, store: Store, index: Index) -> None:
        self.release = release
        self._store = store
        self._index = index
        self._documents = Documents(folder / releases.DOCUMENTS)
        self._dumps = dumps.read(folder)
        self._vocabularies = {vocabulary.id: vocabulary for vocabulary in release.vocabularies}
        self._entries = Nodes(self._documents, self._vocabularies)
        self._teller = Teller(self._documents, self._entries)
        self._lexicons = Lexicons(self.languages(), self._all_concepts)
        held = ExitStack()
        held.enter_context(releases.in_use(folder))
        for part in (store, index, self._documents):
            held.callback(part.close)
        self.close = weakref.finalize(self, held.close)
        """Lets go of the release's files; happens by itself when nobody holds the catalogue any more."""

    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """All vocabularies of the release."""
        return self.release.vocabularies

    def vocabulary(self, name: str) -> Vocabulary:
        """A vocabulary by id; NotFound names those there are."""
        try:
            return self._vocabularies[name]
        except KeyError:
            known = ", ".join(self._vocabularies)
            raise NotFound(f"there is no vocabulary '{name}'; there are: {known}") from None

    def languages(self) -> tuple[str, ...]:
        """Every tag that some preferred term of the release carries."""
        return tuple(
            sorted({count.language for v in self.release.vocabularies for count in v.languages if count.language})
        )

    def title(self, vocabulary: Vocabulary, wanted: Sequence[str]) -> Label:
        """The vocabulary's title for a reader of those languages."""
        by_tag = {text.language or "": text.text for text in vocabulary.titles}
        tag = languages.best([*wanted, vocabulary.default_language, "en"], by_tag)
        chosen = min(by_tag) if tag is None else tag
        return Label(by_tag[chosen], chosen or None)

    def locate(self, vocabulary: str, local: str) -> str:
        """The address of the resource with that id, encoded or not; NotFound or Gone."""
        self.vocabulary(vocabulary)
        for candidate in dict.fromkeys((local, addresses.encoded(local), addresses.encoded(unquote(local)))):
            row = self._documents.row_of_id(vocabulary, candidate)
            if row:
                return row.uri
            lost = self._documents.lost(vocabulary=vocabulary, local=candidate)
            if lost:
                raise Gone(
                    f"'{local}' of vocabulary '{vocabulary}' was withdrawn after release {lost.release}", lost.release
                )
        raise NotFound(f"vocabulary '{vocabulary}' has nothing with the id '{local}'")

    def address(self, given: str, vocabulary: str = "") -> str:
        """A full address as it is, or that behind an id of ``vocabulary`` (VOCABULARY/ID without); NotFound or Gone."""
        if "://" in given or given.startswith("urn:") or self._documents.row(given):
            return given
        first, _, rest = given.partition("/")
        return self.locate(vocabulary, given) if vocabulary else self.locate(first, rest)

    def resource(self, uri: str, vocabulary: str = "") -> Described:
        """The value of a concept, collection or scheme; NotFound or Gone."""
        return self._documents.value(self._row(uri, vocabulary))

    def resources(self, uris: Sequence[str]) -> tuple[Described, ...]:
        """The values of several resources, in the order of their addresses; what is not described is left out."""
        rows = self._documents.rows(list(dict.fromkeys(uris)))
        return tuple(self._documents.value(rows[uri]) for uri in dict.fromkeys(uris) if uri in rows)

    def find(self, uri: str, wanted: Sequence[str] = ()) -> Node:
        """Where an address belongs; NotFound or Gone."""
        return self._entries.of_rows([self._row(uri)], wanted)[0]

    def nodes(self, uris: Sequence[str], wanted: Sequence[str]) -> tuple[Node, ...]:
        """List entries for addresses, in their order; dangling ones are of kind "unknown"."""
        return self._entries.of(uris, wanted)

    def ordered(self, uris: Sequence[str], wanted: Sequence[str]) -> tuple[Node, ...]:
        """List entries for addresses, in the alphabetical order of the first language."""
        return alphabetical(self.nodes(uris, wanted), wanted)

    def top(self, vocabulary: str, wanted: Sequence[str]) -> tuple[Node, ...]:
        """The top concepts of a vocabulary, in the order of the first language."""
        self.vocabulary(vocabulary)
        return alphabetical(self.nodes(self._store.top_concepts(vocabulary), wanted), wanted)

    def narrower(self, uri: str, wanted: Sequence[str]) -> tuple[Node, ...]:
        """What lies directly below a resource, in the order of the first language."""
        return alphabetical(self.nodes(self._store.narrower(uri), wanted), wanted)

    def below(self, uri: str) -> tuple[str, ...]:
        """The addresses below a concept, however deep; of a collection, members and theirs; of a scheme, all in it."""
        return tuple(self._store.below(uri))

    def mapped_to(self, uri: str) -> tuple[str, ...]:
        """The addresses of the concepts that are mapped to that address."""
        return tuple(self._store.mapped_to(uri))

    def mapped(self, vocabulary: str) -> dict[str, int]:
        """How many mappings each concept of a vocabulary has that has any, by address."""
        counts = self._store.mapped(vocabulary)
        rows = self._documents.rows(list(counts))
        return {uri: count for uri, count in counts.items() if uri in rows and rows[uri].kind == "concept"}

    def above(self, uri: str, wanted: Sequence[str], vocabulary: str = "") -> tuple[Node, ...]:
        """A shortest way from the top of the hierarchy down to the resource, without the resource itself."""
        return self.nodes(self._documents.above(self._row(uri, vocabulary)), wanted)

    def collections(self, vocabulary: str, wanted: Sequence[str]) -> tuple[Node, ...]:
        """The collections of a vocabulary, in the order of the first language."""
        return alphabetical(
            self._entries.of_rows(self._documents.rows_of_kind(vocabulary, "collection"), wanted), wanted
        )

    def schemes(self, vocabulary: str, wanted: Sequence[str]) -> tuple[Node, ...]:
        """The concept schemes of a vocabulary, in the order of the first language."""
        return self._of_kind(vocabulary, "scheme", wanted)

    def alphabet(self, vocabulary: str, language: str) -> tuple[Letter, ...]:
        """The letters under which the vocabulary has terms in a language, in the order of its alphabet."""
        self.vocabulary(vocabulary)
        return tuple(self._documents.letters(vocabulary, alphabet_of(language)))

    def headings(self, vocabulary: str, language: str, letter: str, limit: int = 200, offset: int = 0) -> Page[Heading]:
        """The index lines under a letter, in the order of the language."""
        alphabet = alphabet_of(language)
        total = sum(entry.count for entry in self.alphabet(vocabulary, language) if entry.text == letter)
        lines = self._documents.lines(vocabulary, alphabet, letter, limit, offset)
        rows = self._documents.rows_by_number([line.resource for line in lines])
        nodes = {node.uri: node for node in self._entries.of_rows(list(rows.values()), [language])}
        return Page(
            total,
            tuple(Heading(line.text, line.language, nodes[rows[line.resource].uri], line.preferred) for line in lines),
        )

    def search(
        self,
        text: str,
        *,
        language: str = "",
        vocabulary: str = "",
        limit: int = 20,
        offset: int = 0,
        within: Within = "labels",
        filters: Filters = Filters(),  # noqa: B008  # frozen
    ) -> Results:
        """Concepts for a text typed by a person, best first; NotFound for an unknown vocabulary.

        Words, "phrases", -exclusions and prefixes* are understood. With filters the text may be empty: all concepts of
        a theme that lack a Maltese term, say.
        """
        query = self._query(text, language, vocabulary, limit, offset, within, filters)
        return self._teller.told(self._index.search(query), language, truncated=len(text) > MAX_QUERY)

    def suggest(
        self,
        text: str,
        *,
        language: str = "",
        vocabulary: str = "",
        limit: int = 10,
        filters: Filters = Filters(),  # noqa: B008
    ) -> Results:
        """Concepts a word of whose labels begins with the text, for completing what a person types."""
        query = self._query(text, language, vocabulary, limit, 0, "labels", filters)
        return self._teller.told(self._index.suggest(query), language, truncated=len(text) > MAX_QUERY)

    def values(self, facet: Facet) -> tuple[str, ...]:
        """All values that concepts of the release have for a facet, such as the countries of terms, sorted."""
        return self._index.values(facet)

    def named(self, wanted: Wanted, *, limit: int, offset: int = 0) -> list[Name]:
        """All labels that fit a pattern, in alphabetical order; NotFound for an unknown vocabulary."""
        for name in wanted.vocabularies:
            self.vocabulary(name)
        return self._documents.names.find(wanted, limit, offset)

    def named_in(self, vocabulary: str) -> tuple[tuple[str, Role, int], ...]:
        """How many labels of each role a vocabulary's concepts have in each language."""
        self.vocabulary(vocabulary)
        return self._documents.names.counts(vocabulary)

    def dates(self, vocabulary: str) -> tuple[Dated, ...]:
        """When each concept of a vocabulary was made and changed, as the vocabulary says."""
        self.vocabulary(vocabulary)
        return self._documents.dates.of(vocabulary)

    def ids(self, vocabulary: str, *, limit: int, offset: int = 0) -> list[tuple[str, str]]:
        """The ids of a vocabulary's concepts, with the time (UTC, ISO 8601) since when each is as it is."""
        self.vocabulary(vocabulary)
        return self._documents.ids(vocabulary, limit, offset)

    def lexicon(self, language: str, name: str = "language") -> Lexicon:
        """The labels of a language, to find them in a text; ParameterError (of ``name``) where there are none."""
        return self._lexicons.of(language, name)

    def require_language(self, language: str, name: str) -> None:
        """ParameterError (of ``name``) for a language in which there are no terms."""
        self._lexicons.range_of(language, name)

    def recognisable(self) -> tuple[str, ...]:
        """The languages, with their scripts and without regions, in which terms can be found in a text."""
        return self._lexicons.languages

    def language_of(self, text: str) -> str:
        """The language of a text, among those of the release; "" when it cannot be told."""
        return self._lexicons.detect(text)

    def document(self, uri: str, *, inferred: bool = True, vocabulary: str = "") -> Block:
        """The exact triples of a resource, with the inferred ones unless told otherwise; NotFound or Gone."""
        return self._documents.block(self._row(uri, vocabulary), inferred=inferred)

    def surroundings(self, uri: str, vocabulary: str = "") -> tuple[Block, ...]:
        """A resource's document, and of each resource that it names, what that is and is called."""
        own = self.document(uri, vocabulary=vocabulary)
        return (own, *neighbours.introduced(self._documents, own))

    def neighbours(self, block: Block) -> Neighbours:
        """The preferred labels of what a document refers to, in all languages; none beyond MOST_NEIGHBOURS."""
        return neighbours.labelled(self._documents, block)

    def changed(self, uri: str, vocabulary: str = "") -> datetime:
        """Since when a resource's triples are as they are."""
        return self._documents.changed(self._row(uri, vocabulary))

    def history(self, uri: str, vocabulary: str = "") -> tuple[Change, ...]:
        """What became of a resource in each release, newest first, also of one that is gone; () when unknown."""
        return self._documents.history.of(uri, vocabulary)

    def releases_known(self) -> tuple[Known, ...]:
        """The releases that led to this one, newest first, this one included; older ones may have been pruned."""
        return self._documents.history.releases()

    def changes(
        self,
        release: str = "",
        vocabulary: str = "",
        theme: str = "",
        kinds: Sequence[Kind] = (),
        limit: int = 100,
        offset: int = 0,
    ) -> Page[Change]:
        """What releases changed, newest release first, withdrawn resources last in each; "" and () mean all.

        ``theme`` is the address of a collection. NotFound for a release or vocabulary that the history does not know.
        """
        if release and release not in {known.id for known in self.releases_known()}:
            raise NotFound(f"the history of this vocabulary knows no release '{release}'")
        if vocabulary:
            self.vocabulary(vocabulary)
        return Page(*self._documents.history.changes(release, vocabulary, theme, kinds, limit, offset))

    def dump(self, vocabulary: str, *, inferred: bool = True) -> Iterator[Block]:
        """Every document of a vocabulary, one at a time."""
        self.vocabulary(vocabulary)
        return self._documents.blocks(vocabulary, inferred=inferred)

    def dump_quads(self, vocabulary: str, format_: str, *, inferred: bool = True) -> Iterator[bytes]:
        """A vocabulary with its graphs, in one of QUAD_FORMATS."""
        return dumps.quads(self._documents, self.vocabulary(vocabulary), format_, inferred=inferred)

    def dumps(self, vocabulary: str) -> tuple[Dump, ...]:
        """The files that a vocabulary is offered as, with sizes and checksums."""
        self.vocabulary(vocabulary)
        return tuple(dump for dump in self._dumps if dump.vocabulary == vocabulary)

    def prefixes(self, vocabulary: str) -> dict[str, str]:
        """The prefixes that the vocabulary's files declare, and the usual ones."""
        return self.vocabulary(vocabulary).prefixes

    def concepts(self, vocabulary: str) -> Iterator[Concept]:
        """Every concept of a vocabulary, one at a time."""
        self.vocabulary(vocabulary)
        return self._documents.concepts(vocabulary)

    def concept_addresses(self, vocabulary: str, scheme: str = "") -> tuple[str, ...]:
        """The addresses of a vocabulary's concepts, of those in a scheme when one is named."""
        self.vocabulary(vocabulary)
        uris = (row.uri for row in self._documents.rows_of_kind(vocabulary, "concept"))
        inside = set(self._store.below(scheme)) if scheme else set()
        return tuple(uri for uri in uris if not scheme or uri in inside)

    def _all_concepts(self) -> Iterator[Concept]:
        for vocabulary in self._vocabularies:
            yield from self.concepts(vocabulary)

    def graphs(self) -> dict[str, tuple[str, str]]:
        """By vocabulary the names of its two graphs for SPARQL: what its source states, and what is inferred."""
        return {name: (source_graph(name), inferred_graph(name)) for name in self._vocabularies}

    def question(
        self, query: str, default: Sequence[str] = (), named: Sequence[str] = (), base: str | None = None
    ) -> Question:
        """A stranger's SPARQL query, judged before it runs (see :func:`glossary.stores.questions.examine`)."""
        return examine(query, [graph for pair in self.graphs().values() for graph in pair], default, named, base)

    def answer(self, question: Question, media_type: str, pool: Pool) -> bytes:
        """The whole answer to a query in a media type (see :meth:`glossary.stores.base.Store.answer`)."""
        return self._store.answer(replace(question, media_type=media_type), pool)

    def _row(self, uri: str, vocabulary: str = "") -> Row:
        row = self._documents.row(uri, vocabulary)
        if row:
            return row
        lost = self._documents.lost(uri=uri)
        if lost:
            raise Gone(f"'{uri}' was withdrawn after release {lost.release}", lost.release)
        raise NotFound(f"nothing here has the address '{uri}'")

    def _of_kind(self, vocabulary: str, kind: str, wanted: Sequence[str]) -> tuple[Node, ...]:
        return alphabetical(self._entries.of_rows(self._documents.rows_of_kind(vocabulary, kind), wanted), wanted)

    def _query(
        self, text: str, language: str, vocabulary: str, limit: int, offset: int, within: Within, filters: Filters
    ) -> Query:
        chosen = [self.vocabulary(vocabulary)] if vocabulary else self._vocabularies.values()
        otherwise = (*dict.fromkeys(one.default_language for one in chosen), "en")
        if not language and not text.strip():
            language = otherwise[0]
        return Query(text[:MAX_QUERY], language, vocabulary, limit, offset, within, filters, otherwise)
