"""Which files make which vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import inputs, publishing
from glossary.errors import InputError, UsageError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("", "utf-8")


def test_a_file_is_a_vocabulary(tmp_path: Path) -> None:
    """A file's vocabulary is named after its stem; a folder without a table holds one a file."""
    touch(tmp_path, "First.ttl.gz", "second.rdf", "notes.txt")
    found = inputs.gather([tmp_path])
    assert [(v.id, [f.name for f in v.files]) for v in found] == [
        ("first", ["First.ttl.gz"]),
        ("second", ["second.rdf"]),
    ]


def test_files_are_joined_by_id(tmp_path: Path) -> None:
    """The same id given twice joins the files in order."""
    touch(tmp_path, "b.ttl", "a.ttl")
    found = inputs.gather([], [f"both={tmp_path / 'b.ttl'}", f"both={tmp_path / 'a.ttl'}"])
    assert [(v.id, [f.name for f in v.files]) for v in found] == [("both", ["b.ttl", "a.ttl"])]


def test_a_table_states_what_files_do_not(tmp_path: Path) -> None:
    """``vocabularies.toml`` joins the files of a folder and states title, base and language."""
    touch(tmp_path, "a.ttl", "b.ttl")
    (tmp_path / "vocabularies.toml").write_text(
        '[words]\nfiles = ["*.ttl"]\nbase = "https://vocab.example/"\n', "utf-8"
    )
    (found,) = inputs.gather([tmp_path])
    assert (found.id, len(found.files), found.stated.base) == ("words", 2, "https://vocab.example/")


@pytest.mark.parametrize(
    "table", ['[words]\nfiles = ["x.ttl"]', "[words]\nfile = []", "[words", '[api]\nfiles = ["a.ttl"]', "words = 1"]
)
def test_a_bad_table_is_refused(tmp_path: Path, table: str) -> None:
    """A table that names no file, an unknown key, a reserved id or is no TOML is refused with its place."""
    touch(tmp_path, "a.ttl")
    (tmp_path / "vocabularies.toml").write_text(table, "utf-8")
    with pytest.raises((InputError, UsageError)):
        inputs.gather([tmp_path])


def test_wrong_use_is_refused(tmp_path: Path) -> None:
    """No files, missing files, the same id twice: each says what to do."""
    touch(tmp_path, "words.ttl", "words.rdf")
    for paths, joined, message in (
        ([], [], "no files given"),
        ([tmp_path / "missing.ttl"], [], "no such file"),
        ([tmp_path], [], "two vocabularies would have the id 'words'"),
        ([], ["nofile"], "write ID=FILE"),
    ):
        with pytest.raises((InputError, UsageError), match=message):
            inputs.gather(paths, joined)


def test_a_reason_lets_concepts_share_a_label(tmp_path: Path) -> None:
    """Two concepts with one preferred label are reported, unless the table gives a reason for them."""
    (tmp_path / "a.ttl").write_text(
        "@prefix : <https://vocab.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        ":s a skos:ConceptScheme . :a a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'asile'@fr .\n"
        ":b a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'asile'@fr .\n",
        "utf-8",
    )
    table = '[words]\nfiles = ["*.ttl"]\nbase = "https://vocab.example/"\n'
    reason = '[[words.shared_labels]]\nconcepts = ["a", "b"]\nreason = "French has one word"\n'
    for text, codes in ((table, {"label-shared"}), (table + reason, set())):
        (tmp_path / "vocabularies.toml").write_text(text, "utf-8")
        (vocabulary,) = inputs.gather([tmp_path])
        found = publishing.examine(vocabulary).findings
        assert {finding.code for finding in found if finding.severity == "warning"} == codes
