"""Writing the search index of a release into an empty folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from glossary.analysis.analyser import VERSION, analyser
from glossary.search import completion, facets, labels, lexicon, whoosh_passages
from glossary.search.base import Subject
from glossary.search.whoosh_passages import Ready

FILE = "search.sqlite"
"""Holds all but the full text."""
TEXTS = "texts"
"""The folder of the full text, which is Whoosh's."""
ANALYSIS = "analysed by"
"""The kind of name under which the file says by which version of the analysis it was made."""

_SCHEMAS = (labels.SCHEMA, lexicon.SCHEMA, facets.SCHEMA, completion.SCHEMA, whoosh_passages.SCHEMA)


def build_index(subjects: Iterable[Subject], folder: Path) -> int:
    """Index the concepts into an empty folder and return how many labels there were."""
    held = list(subjects)
    rows = labels.rows_of(held)
    keys = labels.sorted_keys(rows)
    (folder / TEXTS).mkdir()
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + "".join(_SCHEMAS))
        labels.put(database, "name", [(ANALYSIS, 0, VERSION)])
        concepts = labels.write(database, rows, keys)
        texts = [
            Ready(
                concepts[subject.uri],
                subject.vocabulary,
                passage.part,
                passage.language,
                passage.text,
                analyser(passage.language).words(passage.text),
            )
            for subject in held
            if subject.uri in concepts
            for passage in subject.passages
        ]
        lexicon.write(database, rows, ((text.language, text.words) for text in texts))
        facets.write(database, held, concepts)
        completion.write(database, rows, keys, concepts)
        whoosh_passages.write(database, folder / TEXTS, texts)
    return len(rows)
