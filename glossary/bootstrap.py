"""From settings to an open catalogue: the one place where store, index and documents are joined."""

from __future__ import annotations

import threading
from pathlib import Path

from cachetools import LRUCache

from glossary import releases
from glossary.analysis import dictionaries
from glossary.catalogue import Catalogue
from glossary.errors import Gone, NotFound, ReleaseError
from glossary.search.index import open_index
from glossary.stores.embedded import EmbeddedStore


def open_catalogue(data: Path, release: str = "", cache: Path | None = None) -> Catalogue:
    """Open a release, the current one by default; ReleaseError when there is none or it is pruned or damaged.

    ``cache`` is the folder of the dictionaries, where it is not the usual one; they are opened when a query needs them.
    """
    if cache is not None:
        dictionaries.use(cache)
    name = release or releases.current(data)
    if not name:
        raise ReleaseError(f"nothing is published in {data} yet; `glossary build FILES --data {data}` makes a release")
    manifest = releases.manifest(data, name)
    folder = releases.folder(data, name)
    if releases.is_pruned(data, name):
        raise ReleaseError(f"release '{name}' was pruned: only its manifest and documents are left")
    releases.check_index(folder, manifest)
    return Catalogue(folder, manifest, EmbeddedStore(folder / releases.STORE), open_index(folder / releases.INDEX))


OLDER = 2
"""Older releases that are held open; a release that is held open is not pruned."""


class LiveCatalogues:
    """Always the current release of a data folder: a new one is noticed between two calls, without a restart."""

    def __init__(self, data: Path, cache: Path | None = None) -> None:
        self._data, self._cache = data, cache
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._catalogue: Catalogue | None = None
        self._failure = ""
        self._older: LRUCache[str, Catalogue] = LRUCache(OLDER)

    def current(self) -> Catalogue:
        """The open catalogue of the current release; costs one system call while nothing changes.

        While one thread opens a new release the others go on with the old one; who still reads the old one keeps it
        open by holding it. A release that cannot be opened leaves the old one in service, and is not tried again
        until the pointer moves. ReleaseError when there is none to serve.
        """
        stamp = releases.stamp(self._data)
        if stamp != self._stamp and self._lock.acquire(blocking=self._catalogue is None):
            try:
                if stamp != self._stamp:
                    self._reopen()
                    self._stamp = stamp  # last: who sees it may rely on what was opened
            finally:
                self._lock.release()
        if self._catalogue is None:
            raise ReleaseError(self._failure)
        return self._catalogue

    def release(self, name: str) -> Catalogue:
        """The catalogue of a release that is kept; NotFound when there never was one, Gone when it was pruned."""
        current = self.current()
        if name == current.release.id:
            return current
        if name not in releases.all_ids(self._data):
            raise NotFound(f"there is no release '{name}'")
        if releases.is_pruned(self._data, name):
            raise Gone(f"release '{name}' was pruned: its data is no longer kept", current.release.id)
        with self._lock:
            if name not in self._older:
                self._older[name] = open_catalogue(self._data, name)
            return self._older[name]

    def _reopen(self) -> None:
        try:
            self._catalogue = open_catalogue(self._data, cache=self._cache)
        except ReleaseError as error:
            self._failure = str(error)
