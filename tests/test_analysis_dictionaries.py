"""The dictionaries: made once, read by many, and missed with a sentence."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.analysis import dictionaries
from glossary.errors import GlossaryError
from glossary.settings import Settings


@pytest.fixture
def elsewhere(tmp_path: Path, prepared: Path) -> Iterator[Path]:
    """An empty folder in use for one test."""
    dictionaries.use(tmp_path)
    yield tmp_path
    dictionaries.use(prepared)


def test_a_missing_dictionary_says_what_to_run(elsewhere: Path) -> None:
    """Nothing is made while a request waits: the error names the file and the command."""
    assert not dictionaries.is_prepared(elsewhere)
    with pytest.raises(GlossaryError, match="glossary prepare"):
        dictionaries.lemmas("de", "asyl")
    assert list(elsewhere.iterdir()) == []


def test_only_what_is_missing_is_made(tmp_path: Path, prepared: Path) -> None:
    """A folder that lacks one dictionary gets that one, with progress; then there is nothing left to do."""
    home = next(prepared.glob(f"dictionaries-{dictionaries.VERSION}"))
    (tmp_path / home.name).mkdir()
    for file in home.iterdir():
        if file.name != "sq.trie":
            (tmp_path / home.name / file.name).symlink_to(file)
    told: list[tuple[str, int, int]] = []
    dictionaries.prepare(tmp_path, lambda *step: told.append(step))
    dictionaries.prepare(tmp_path, lambda *step: told.append(step))
    assert [(done, total) for _, done, total in told] == [(1, 1)]
    assert dictionaries.is_prepared(tmp_path)
    assert (tmp_path / home.name / "sq.trie").read_bytes() == (home / "sq.trie").read_bytes()
    assert not list((tmp_path / home.name).glob(".*"))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A cache in an impossible place is one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(GlossaryError, match="another cache folder"):
        dictionaries.prepare(tmp_path / "file" / "cache")


@pytest.mark.parametrize(
    ("code", "form", "lemma"),
    [
        ("de", "asylantragen", "asylantrag"),
        ("pl", "bezpanstwowca", "bezpanstwowiec"),
        ("hbs", "drzavljanima", "drzavljanin"),
        ("el", "προσφυγων", "προσφυγασ"),
        ("ar", "لاجيون", "لاجي"),
    ],
)
def test_a_folded_form_has_its_folded_lemma(prepared: Path, code: str, form: str, lemma: str) -> None:
    """A form typed without diacritics or in the other script leads to its lemma; an unknown one to none."""
    assert lemma in dictionaries.lemmas(code, form)
    assert dictionaries.lemmas(code, "qqqqq") == ()


def test_threads_share_dictionaries(prepared: Path) -> None:
    """Many threads that read all dictionaries in turn get what one thread gets."""
    expected = [dictionaries.lemmas(code, "a") for code in dictionaries.CODES]
    wrong: list[int] = []

    def read() -> None:
        for _ in range(50):
            if [dictionaries.lemmas(code, "a") for code in dictionaries.CODES] != expected:
                wrong.append(1)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_cache_folder_can_be_set() -> None:
    """It is the user's own cache by default."""
    assert Settings().cache.name == "migration-glossary"
