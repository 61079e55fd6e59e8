"""Terms are found in sentences of every language of the vocabulary, however inflected."""

from __future__ import annotations

import time

import pytest
from translation_material import EXPECTED, SENTENCES

from glossary import translating
from glossary.catalogue import Catalogue
from glossary.errors import UsageError
from glossary.recognition.matching import find

BASE = "https://w3id.org/migration-glossary/"


def marks(catalogue: Catalogue, tag: str) -> list[list[set[str]]]:
    """Of each sentence, of each mark, the ids of the concepts that it may mean."""
    lexicon = catalogue.lexicon(tag)
    return [
        [{uri.removeprefix(BASE) for uri in match.uris} for match in find(lexicon, line).matches]
        for line in SENTENCES[tag]
    ]


def test_there_are_sentences_in_every_language(migration: Catalogue) -> None:
    """The material covers each language that has terms."""
    assert set(SENTENCES) == set(migration.recognisable())
    assert {len(lines) for lines in SENTENCES.values()} == {len(EXPECTED)}


def test_expected_concepts_are_found(migration: Catalogue) -> None:
    """Of all concepts that the sentences name at least 95 % are found, and of each language 80 %."""
    total = missed = 0
    for tag in SENTENCES:
        found = [set().union(*sentence) for sentence in marks(migration, tag)]
        own = [one for ids, expected in zip(found, EXPECTED, strict=True) for one in expected if one not in ids]
        count = sum(map(len, EXPECTED))
        assert len(own) <= count * 0.2, (tag, own)
        total, missed = total + count, missed + len(own)
    assert missed <= total * 0.05


def test_few_marks_are_wrong(migration: Catalogue) -> None:
    """No more than 3 % of the marks mean nothing that the sentence names, whole or in part."""
    total = wrong = 0
    for tag in SENTENCES:
        for sentence, expected in zip(marks(migration, tag), EXPECTED, strict=True):
            parts = {part for one in expected for part in one.split("-")}
            for ids in sentence:
                total += 1
                wrong += not any(one in expected or set(one.split("-")) <= parts for one in ids)
    assert wrong <= total * 0.03


@pytest.mark.parametrize("tag", SENTENCES)
def test_languages_are_told_apart(migration: Catalogue, tag: str) -> None:
    """The language of a text is detected among all of them, neighbours included."""
    recognised = translating.recognise(migration, "\n".join(SENTENCES[tag]))
    assert (recognised.source, recognised.detected) == (tag, True)


def test_a_text_without_letters_has_no_language(migration: Catalogue) -> None:
    """Nobody guesses the language of numbers."""
    with pytest.raises(UsageError, match="source"):
        translating.recognise(migration, "1 2 3")


def test_long_texts_are_read_fast(migration: Catalogue) -> None:
    """Warm, 20,000 words a second at the very least on a busy machine (40,000 on a quiet one: see `make bench`)."""
    lexicon = migration.lexicon("en")
    text = "\n".join(SENTENCES["en"]) * 100
    find(lexicon, text)
    start = time.process_time()
    find(lexicon, text)
    assert len(text.split()) / (time.process_time() - start) > 20_000
