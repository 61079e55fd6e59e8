"""The release folders under the data folder, the one pointer to the current one, and who may touch them when.

Layout: ``DATA/current`` holds the id of the served release; ``DATA/releases/ID/`` holds ``manifest.json``,
``documents.sqlite``, ``report.json``, ``dumps.json``, ``store/`` and ``index/``. A release never changes once it has
its name. A reader holds a shared lock on the manifest of the release it reads, which the operating system drops when
the reader dies.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from glossary.errors import ReleaseError, UsageError
from glossary.model import Release

MANIFEST = "manifest.json"
DOCUMENTS = "documents.sqlite"
REPORT = "report.json"
STORE = "store"
INDEX = "index"

_POINTER = "current"
_LOCK = "lock"
_UNFINISHED = ".unfinished-"


def folder(data: Path, release: str) -> Path:
    """The folder of a release."""
    return data / "releases" / release


def current(data: Path) -> str:
    """The id of the current release, "" when nothing has been published."""
    try:
        return (data / _POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def stamp(data: Path) -> tuple[int, int, int]:
    """A value that changes whenever the pointer moves; costs one system call."""
    try:
        status = os.stat(data / _POINTER)  # noqa: PTH116  # pathlib's stat costs twice as much, and this runs per request
    except FileNotFoundError:
        return (0, 0, 0)
    return (status.st_mtime_ns, status.st_ino, status.st_size)


def manifest(data: Path, release: str) -> Release:
    """The manifest of a release; ReleaseError when there is none or it cannot be read."""
    path = folder(data, release) / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Release)
    except FileNotFoundError:
        raise ReleaseError(f"there is no release '{release}' in {data}; `glossary releases` lists them") from None
    except (OSError, msgspec.MsgspecError) as error:
        raise ReleaseError(f"{path} is damaged ({error}); build again or roll back") from error


def all_ids(data: Path) -> list[str]:
    """The ids of all releases, oldest first."""
    root = data / "releases"
    if not root.is_dir():
        return []
    return sorted(path.name for path in root.iterdir() if not path.name.startswith(".") and (path / MANIFEST).is_file())


def is_pruned(data: Path, release: str) -> bool:
    """Whether only the manifest and the documents of a release are left."""
    return not (folder(data, release) / STORE).is_dir()


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Keep other writers (build, rollback, prune) out; UsageError when one is at work."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"another build, rollback or prune is at work in {data}; wait for it to end") from None
        yield


@contextmanager
def unfinished(data: Path, release: str) -> Iterator[Path]:
    """A new folder that becomes the release on a normal end and vanishes otherwise; call within :func:`writing`.

    What killed builds left behind is removed first: nobody else can be writing.
    """
    root = data / "releases"
    root.mkdir(parents=True, exist_ok=True)
    for litter in root.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(litter)
    path = root / f"{_UNFINISHED}{release}"
    path.mkdir()
    try:
        yield path
        _sync_tree(path)
        path.rename(folder(data, release))
        _sync(root)
    finally:
        shutil.rmtree(path, ignore_errors=True)


def new_id(data: Path, now: datetime) -> str:
    """An id that sorts by time and is not taken."""
    base = now.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    taken, number, name = set(all_ids(data)), 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def point_to(data: Path, release: str) -> None:
    """Make a release the current one, atomically and durably."""
    temporary = data / f"{_POINTER}.new"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(f"{release}\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(data / _POINTER)
    _sync(data)


def checksums(path: Path) -> dict[str, str]:
    """SHA-256 by relative name for every file below a release folder but the manifest."""
    names = sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    return {name: sha256(path / name) for name in names if name != MANIFEST}


def verify(data: Path, release: str) -> Release:
    """The manifest, after comparing every file with its checksum; ReleaseError names the first that differs."""
    stated = manifest(data, release)
    if is_pruned(data, release):
        raise ReleaseError(f"release '{release}' was pruned: only its manifest and documents are left; build it again")
    found = checksums(folder(data, release))
    for name in sorted(set(stated.files) | set(found)):
        if stated.files.get(name) != found.get(name):
            raise ReleaseError(f"release '{release}' is damaged: {name} is not what was built; build again")
    return stated


def check_index(path: Path, stated: Release) -> None:
    """Compare the index with its checksums: opening and reading it unpickles parts of it (ReleaseError)."""
    for name, digest in stated.files.items():
        if name.startswith(f"{INDEX}/") and sha256(path / name) != digest:
            raise ReleaseError(f"{path / name} is not what was built; build again or roll back")


def prune(data: Path, keep: int) -> list[str]:
    """Thin all but the newest ``keep`` releases, the current one and those in use; returns the ids of the thinned."""
    if keep < 1:
        raise UsageError(f"--keep {keep}: keep at least 1 release")
    thinned = []
    with writing(data):
        served = current(data)
        whole = [release for release in all_ids(data) if not is_pruned(data, release)]
        for release in whole[:-keep]:
            if release != served and _thin(folder(data, release)):
                thinned.append(release)
    return thinned


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Keep a release folder from being pruned while it is read."""
    with (path / MANIFEST).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _thin(path: Path) -> bool:
    """Remove store and index of a release, unless a reader has it open."""
    with (path / MANIFEST).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        shutil.rmtree(path / STORE)  # first: a release without it counts as pruned
        shutil.rmtree(path / INDEX, ignore_errors=True)
    return True


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(path: Path) -> None:
    for item in path.rglob("*"):
        _sync(item)
    _sync(path)
