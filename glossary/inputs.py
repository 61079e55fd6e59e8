"""Which files make which vocabulary: from the paths of a command and the ``vocabularies.toml`` beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from glossary import addresses
from glossary.errors import InputError, UsageError
from glossary.model import Value
from glossary.skos.identity import Stated

TABLE = "vocabularies.toml"
SUFFIXES = (".ttl", ".rdf", ".xml", ".owl", ".nt", ".nq", ".trig", ".jsonld", ".json")


def shipped() -> Path:
    """The folder of the vocabulary that comes with this package: inside it when installed, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "vocab"
    return inside if inside.is_dir() else package.parent / "vocab"


class VocabularyInput(Value, frozen=True):
    """One vocabulary to be built: its id, its files in order, and what is stated of it."""

    id: str
    files: tuple[Path, ...]
    stated: Stated = Stated()


class _Shared(msgspec.Struct, forbid_unknown_fields=True):
    """Concepts, by id, that may share a preferred label in a language, and why: ``[[id.shared_labels]]``."""

    concepts: Annotated[list[str], msgspec.Meta(min_length=2)]
    reason: Annotated[str, msgspec.Meta(min_length=1)]


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A table of ``vocabularies.toml``: ``[id]``."""

    files: list[str] = []
    title: str = ""
    base: str = ""
    default_language: str = ""
    scheme: str = ""
    shared_labels: list[_Shared] = []


def gather(paths: Sequence[Path], joined: Iterable[str] = ()) -> tuple[VocabularyInput, ...]:
    """The vocabularies that ``paths`` hold; ``joined`` are ``ID=FILE`` words that name or join files.

    A file is a vocabulary of its own, named after its stem. A folder is read by its ``vocabularies.toml``; without one,
    each RDF file in it is a vocabulary. UsageError and InputError say what is wrong with a name or a table.
    """
    found: dict[str, VocabularyInput] = {}

    def add(new: VocabularyInput) -> None:
        addresses.check_vocabulary_id(new.id)
        if new.id in found:
            names = ", ".join(map(str, (*found[new.id].files, *new.files)))
            raise UsageError(f"two vocabularies would have the id '{new.id}' ({names}); use --vocabulary ID=FILE")
        found[new.id] = new

    together: dict[str, list[Path]] = {}
    for word in joined:
        name, equals, file = word.partition("=")
        if not equals or not file:
            raise UsageError(f"--vocabulary {word}: write ID=FILE")
        together.setdefault(name, []).append(_existing(Path(file)))
    for name, files in together.items():
        add(VocabularyInput(name, tuple(files)))
    for path in paths:
        for vocabulary in _folder(path) if _existing(path).is_dir() else [_file(path)]:
            add(vocabulary)
    if not found:
        raise UsageError("no files given; name a SKOS file or a folder that holds some")
    return tuple(found.values())


def _existing(path: Path) -> Path:
    if not path.exists():
        raise InputError(str(path), "no such file or folder")
    return path


def _file(path: Path) -> VocabularyInput:
    return VocabularyInput(addresses.slug(path.name), (path,))


def _folder(path: Path) -> list[VocabularyInput]:
    table = path / TABLE
    if table.is_file():
        return _table(table)
    files = sorted(file for file in path.iterdir() if is_rdf(file))
    if not files:
        raise InputError(str(path), f"the folder holds no RDF file ({', '.join(SUFFIXES)}) and no {TABLE}")
    return [_file(file) for file in files]


def is_rdf(file: Path) -> bool:
    """Whether a path is a file whose name tells an RDF format."""
    name = file.name.lower()
    return file.is_file() and name.removesuffix(".gz").endswith(SUFFIXES)


def _table(path: Path) -> list[VocabularyInput]:
    try:
        tables = msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, _Entry])
    except (OSError, ValueError) as error:
        raise InputError(str(path), str(error)) from error
    out = []
    for name, entry in tables.items():
        files = sorted({file for pattern in entry.files or ["*.ttl"] for file in path.parent.glob(pattern)})
        if not files:
            raise InputError(str(path), f"[{name}] files = {entry.files}: no such file")
        stated = Stated(
            title=entry.title,
            base=entry.base,
            default_language=entry.default_language,
            scheme=entry.scheme,
            shared_labels=tuple(tuple(shared.concepts) for shared in entry.shared_labels),
        )
        out.append(VocabularyInput(name, tuple(files), stated))
    return out
