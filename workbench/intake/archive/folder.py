"""The regular files of a folder bundle, none of them outside of the folder."""

from __future__ import annotations

import errno
import io
import itertools
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbench.intake.archive import errors
from workbench.intake.archive.directory import check_names
from workbench.intake.archive.limits import Limits
from workbench.intake.archive.names import MOST_LEVELS, normalise_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# a pipe that took a file's place must not hold the program up; Windows has neither flag
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFile:
    """One file: where it really lies, and how long it is."""

    path: Path
    size: int


def scan_folder(folder: Path, name: str, limits: Limits) -> dict[str, FolderFile]:
    """The files below the folder by name, sorted.

    Raises:
        ArchiveError: A link leads out of the folder or to another folder, something is no
            regular file, a name is unsafe, or a limit is passed.
    """
    try:
        root = folder.resolve(strict=True)
        walk = _walk(root, root, "", name)
        found = sorted(itertools.islice(walk, limits.entries + 1))
    except OSError as error:
        raise errors.ArchiveUnreadableError(name, error.strerror or "no answer") from error
    if len(found) > limits.entries:
        raise errors.TooManyEntriesError(name, len(found), limits.entries)
    check_names([entry for entry, _ in found], name)
    files = {}
    for entry, path in found:
        size = _measure(path, name)
        if size > limits.file_bytes:
            raise errors.EntryTooLargeError(name, entry, limits.file_bytes)
        files[entry] = FolderFile(path=path, size=size)
    if sum(file.size for file in files.values()) > limits.total_bytes:
        raise errors.TooLargeError(name, limits.total_bytes)
    return files


def open_regular(path: Path, name: str, entry: str) -> BinaryIO:
    """The file as a stream, once it is sure that it still is a regular file."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except FileNotFoundError as error:
        raise errors.EntryMissingError(name, entry) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise errors.NotRegularError(name, entry) from error
        raise errors.ArchiveUnreadableError(name, error.strerror or "no answer") from error
    file = open(descriptor, "rb", buffering=0)  # noqa: SIM115, PTH123 - the stream closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise errors.NotRegularError(name, entry)
    return io.BufferedReader(_RegularStream(file, name))


def _measure(path: Path, name: str) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise errors.ArchiveUnreadableError(name, error.strerror or "no answer") from error


def _walk(root: Path, folder: Path, prefix: str, name: str) -> Iterator[tuple[str, Path]]:
    if prefix.count("/") > MOST_LEVELS:
        raise errors.NameRefusedError(name, prefix, "lies in too many folders")
    with os.scandir(folder) as items:
        for item in items:
            entry = normalise_name(prefix + item.name)
            path = _resolve(item, root, entry, name)
            kind = path.stat().st_mode
            if stat.S_ISDIR(kind) and not item.is_symlink():
                yield from _walk(root, path, f"{entry}/", name)
            elif stat.S_ISREG(kind):
                yield entry, path
            else:
                raise errors.NotRegularError(name, entry)


def _resolve(item: os.DirEntry[str], root: Path, entry: str, name: str) -> Path:
    """Where the item really lies; folders are looked at too, since Windows has junctions."""
    path = Path(item.path)
    if not item.is_symlink() and not item.is_dir(follow_symlinks=False):
        return path
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise errors.NotRegularError(name, entry) from error
    if not real.is_relative_to(root):
        raise errors.LinkLeavesError(name, entry)
    return real


class _RegularStream(io.RawIOBase):
    """A file on disk whose failures are told as ours."""

    def __init__(self, file: io.FileIO, name: str) -> None:
        super().__init__()
        self._file = file
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        try:
            return self._file.readinto(buffer)
        except OSError as error:
            raise errors.ArchiveUnreadableError(
                self._name, error.strerror or "no answer"
            ) from error

    def close(self) -> None:
        self._file.close()
        super().close()
