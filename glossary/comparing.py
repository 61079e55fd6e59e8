"""Comparing two states of vocabularies, each a file, a folder or a release, concept by concept (``glossary diff``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from glossary import addresses, inputs, publishing, releases
from glossary.changes import Change, compare_all, label_of
from glossary.errors import InputError
from glossary.model import Described, Value
from glossary.skos.reader import Reader
from glossary.stores.documents import Documents

CURRENT = "current"
"""The word for the release that is served."""


class Comparison(Value, frozen=True):
    """The changes from one state to another; ``counts`` by kind, ``labels`` of addresses that relations lead to."""

    before: str
    after: str
    counts: dict[str, int]
    changes: tuple[Change, ...]
    labels: dict[str, str]


def compare_states(before: str, after: str, data: Path) -> Comparison:
    """What changed between two states, each named by a path, the id of a release in ``data``, or "current".

    InputError when a path is refused, or when there is neither a file nor a release of that name.
    """
    old, new = _state(before, data), _state(after, data)
    if len(old) == len(new) == 1:  # whatever they are called
        old = dict(zip(new, old.values(), strict=True))
    changes = tuple(
        change
        for vocabulary in dict.fromkeys((*old, *new))
        for change in compare_all(old.get(vocabulary, ()), new.get(vocabulary, ()))
    )
    counts = Counter(change.kind for change in changes)
    return Comparison(before, after, dict(sorted(counts.items())), changes, _labels(changes, old, new))


def _state(name: str, data: Path) -> dict[str, list[Described]]:
    """The values of each vocabulary of a state."""
    if not Path(name).exists():
        release = releases.current(data) if name == CURRENT else name
        if release in releases.all_ids(data):
            return _of_release(data, release)
        raise InputError(name, f"there is neither a file or folder nor a release of that name in {data}")
    return {one.id: list(_of_files(one)) for one in _inputs(Path(name))}


def _inputs(path: Path) -> tuple[inputs.VocabularyInput, ...]:
    """The vocabularies of a file or folder, under ids that no release may refuse (a file may well be ``new.ttl``)."""
    if path.is_dir() and (path / inputs.TABLE).is_file():
        return inputs.gather([path])
    files = sorted(file for file in path.iterdir() if inputs.is_rdf(file)) if path.is_dir() else [path]
    if not files:
        raise InputError(str(path), "the folder holds no RDF file")
    return inputs.gather([], [f"file-{addresses.slug(file.name)}={file}" for file in files])


def _of_release(data: Path, release: str) -> dict[str, list[Described]]:
    """The values of a release; they are there even when it was pruned."""
    documents = Documents(releases.folder(data, release) / releases.DOCUMENTS)
    try:
        return {
            vocabulary.id: [
                value for kind in ("scheme", "collection", "concept") for value in documents.values(vocabulary.id, kind)
            ]
            for vocabulary in releases.manifest(data, release).vocabularies
        }
    finally:
        documents.close()


def _of_files(vocabulary: inputs.VocabularyInput) -> Iterator[Described]:
    examined = publishing.examine(vocabulary)
    reader = Reader(examined.name, examined.complete, examined.identity.ids)
    for uri, kind in examined.kinds.items():
        yield reader.read(uri, kind)


def _labels(
    changes: tuple[Change, ...], old: Mapping[str, list[Described]], new: Mapping[str, list[Described]]
) -> dict[str, str]:
    """A label for each address that stands in a detail."""
    wanted = {
        side.text
        for change in changes
        for detail in change.details
        for side in (detail.before, detail.after)
        if side and "://" in side.text
    }
    found = {}
    for states in (old, new):
        for values in states.values():
            for value in values:
                term = label_of(value) if value.uri in wanted else None
                if term:
                    found[value.uri] = term.text
    return dict(sorted(found.items()))
