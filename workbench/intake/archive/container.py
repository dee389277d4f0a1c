"""Files of a bundle, read straight from a zip or a folder; nothing is unpacked or written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

from workbench.intake.archive import errors
from workbench.intake.archive.directory import read_directory
from workbench.intake.archive.entry import Entry
from workbench.intake.archive.folder import FolderFile, open_regular, scan_folder
from workbench.intake.archive.limits import DEFAULT_LIMITS, Limits
from workbench.intake.archive.names import normalise_name
from workbench.intake.archive.streams import SharedFile, open_entry


class Container(Protocol):
    """Regular files by name; names have `/` between folders and are in NFC.

    Reading raises `ArchiveError` and its family only. All methods may be called on any thread.
    """

    @property
    def name(self) -> str:
        """What to call the zip or folder in a sentence."""

    def names(self) -> tuple[str, ...]:
        """The names of all files, sorted."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name, in whatever normal form it is written."""

    def size_bytes(self, name: str) -> int:
        """How long the file is."""

    def crc32(self, name: str) -> int | None:
        """The checksum that the zip keeps of the file; None for a folder, which keeps none."""

    def read(self, name: str, limit: int = DEFAULT_LIMITS.document_bytes) -> bytes:
        """The whole content; `EntryTooLargeError` when it is over the limit."""

    def open(self, name: str) -> BinaryIO:
        """The content as a stream, for the caller to close."""

    def find_path(self, name: str) -> Path | None:
        """Where the file lies on disk by itself; None inside a zip."""

    def close(self) -> None:
        """Let go of the zip; streams fail from now on."""


def open_container(path: Path, limits: Limits = DEFAULT_LIMITS) -> Container:
    """The files in the zip or folder, once all that is dangerous is ruled out.

    Raises:
        ArchiveError: One of its family; the sentence says why and what to try.
    """
    if path.is_dir():
        return FolderContainer(path, limits)
    return ZipContainer(path, limits)


class ZipContainer:
    """The files in a zip."""

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.name = errors.show_name(path.name)
        self._file = _open_file(path)
        try:
            size = os.fstat(self._file.fileno()).st_size
            entries = read_directory(self._file, size, self.name, limits)
        except OSError as error:
            self._file.close()
            raise errors.ArchiveUnreadableError(self.name, _say(error)) from error
        except BaseException:
            self._file.close()
            raise
        self._shared = SharedFile(name=self.name, file=self._file)
        self._entries: Mapping[str, Entry] = {
            entry.name: entry
            for entry in sorted(entries, key=lambda entry: entry.name)
            if not entry.is_folder
        }

    def names(self) -> tuple[str, ...]:
        """The names of all files, sorted."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return normalise_name(name) in self._entries

    def size_bytes(self, name: str) -> int:
        """How long the file is, unpacked."""
        return self._entry(name).size

    def crc32(self, name: str) -> int | None:
        """The checksum that the zip keeps of the file."""
        return self._entry(name).crc32

    def read(self, name: str, limit: int = DEFAULT_LIMITS.document_bytes) -> bytes:
        """The whole content; `EntryTooLargeError` when it is over the limit."""
        return _read_whole(self, name, limit)

    def open(self, name: str) -> BinaryIO:
        """The content as a stream, unpacked while it is read."""
        return open_entry(self._shared, self._entry(name))

    def find_path(self, name: str) -> Path | None:
        """None: a file in a zip does not lie on disk by itself."""
        self._entry(name)
        return None

    def close(self) -> None:
        """Let go of the zip; streams fail from now on."""
        with self._shared.lock:
            self._file.close()

    def _entry(self, name: str) -> Entry:
        entry = self._entries.get(normalise_name(name))
        if entry is None:
            raise errors.EntryMissingError(self.name, name)
        return entry


class FolderContainer:
    """The files in a folder and the folders below it."""

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.name = errors.show_name(path.name or str(path))
        self._files: Mapping[str, FolderFile] = scan_folder(path, self.name, limits)

    def names(self) -> tuple[str, ...]:
        """The names of all files, sorted."""
        return tuple(self._files)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return normalise_name(name) in self._files

    def size_bytes(self, name: str) -> int:
        """How long the file was when the folder was opened."""
        return self._find(name).size

    def crc32(self, name: str) -> int | None:
        """None: a folder keeps no checksums."""
        self._find(name)
        return None

    def read(self, name: str, limit: int = DEFAULT_LIMITS.document_bytes) -> bytes:
        """The whole content; `EntryTooLargeError` when it is over the limit."""
        return _read_whole(self, name, limit)

    def open(self, name: str) -> BinaryIO:
        """The content as a stream."""
        return open_regular(self._find(name).path, self.name, name)

    def find_path(self, name: str) -> Path | None:
        """The file itself."""
        return self._find(name).path

    def close(self) -> None:
        """Nothing is held open."""

    def _find(self, name: str) -> FolderFile:
        file = self._files.get(normalise_name(name))
        if file is None:
            raise errors.EntryMissingError(self.name, name)
        return file


def _open_file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise errors.ArchiveUnreadableError(errors.show_name(path.name), _say(error)) from error
    except ValueError as error:
        raise errors.ArchiveUnreadableError(errors.show_name(path.name), "no such name") from error


def _read_whole(container: Container, name: str, limit: int) -> bytes:
    size = container.size_bytes(name)
    if size > limit:
        raise errors.EntryTooLargeError(container.name, name, limit)
    with container.open(name) as stream:
        # one more than expected, for the stream to see that the content ends; no more, for a
        # stream makes room for all that it is asked for
        content = stream.read(size + 1)
    if len(content) > size:
        fault = f"“{errors.show_name(name)}” has changed since it was opened"
        raise errors.ArchiveUnreadableError(container.name, fault)
    return content


def _say(error: OSError) -> str:
    return error.strerror or "the disk did not answer"
