"""ZIP archives from strangers (office documents are such): bounded before anything is unpacked, and never on disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from glossary.errors import InputError
from glossary.imports.limits import DEFAULT_LIMITS, Limits
from glossary.imports.rdf_report import shown

_ENCRYPTED: Final = 0x1
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What the standard library raises on damaged archives and unknown packing."""


class Archive:
    """A checked archive in memory; parts are unpacked when asked for."""

    def __init__(self, name: str, data: bytes, archive: zipfile.ZipFile) -> None:
        self.name, self.data, self._archive = name, data, archive
        self.parts = tuple(info.filename for info in archive.infolist() if not info.is_dir())

    def read(self, part: str) -> bytes:
        """A part of the archive; InputError when it is missing or damaged."""
        try:
            return self._archive.read(part)  # gives no more than the size that was checked, and compares the checksum
        except KeyError:
            raise InputError(self.name, f'the zip archive holds no part "{shown(part)}"') from None
        except _DAMAGE as error:
            raise InputError(self.name, f'"{shown(part)}" in the zip archive is damaged: {error}') from None


def open_archive(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Archive:
    """An archive whose number of entries, size, names and packing are harmless; InputError says what is not.

    ``name`` is the file's, for messages.
    """
    if len(data) > limits.max_upload:
        raise InputError(name, f"the size is {len(data)} bytes, more than {limits.max_upload} (limit max_upload)")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise InputError(name, f"not a zip archive, or one that is cut off or damaged ({error})") from None
    entries = archive.infolist()
    if len(entries) > limits.max_entries:
        reason = f"the zip archive has {len(entries)} entries, more than {limits.max_entries} (limit max_entries)"
        raise InputError(name, reason)
    _require_bounded(sum(entry.file_size for entry in entries), len(data), name, limits)
    for entry in entries:
        _require_harmless(entry, name)
    if len({entry.filename for entry in entries}) < len(entries):
        raise InputError(name, "the zip archive names an entry twice")
    return Archive(name, data, archive)


def _require_bounded(unpacked: int, packed: int, name: str, limits: Limits) -> None:
    size = f"the zip archive would unpack to a size of {unpacked} bytes"
    if unpacked > limits.max_upload:
        raise InputError(name, f"{size}, more than {limits.max_upload} (limit max_upload)")
    if unpacked > limits.free_bytes and unpacked > limits.max_ratio * packed:
        raise InputError(name, f"{size}, more than {limits.max_ratio} times its own (limit max_ratio)")


def _require_harmless(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0] or "\0" in entry.orig_filename:
        raise InputError(name, f'the entry "{shown(entry.filename)}" of the zip archive climbs out of it')
    if entry.flag_bits & _ENCRYPTED:
        raise InputError(name, f'the entry "{shown(entry.filename)}" of the zip archive is encrypted')
