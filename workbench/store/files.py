"""Private files and folders, and making sure that the disk has them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_private_folder(folder: Path, *, parents: bool = False) -> None:
    """The folder exists, and only its owner gets in, where the file system can say so."""
    folder.mkdir(mode=FOLDER_MODE, parents=parents, exist_ok=True)
    # Some file systems (FAT on a stick) know no modes; a read-only one is reported on writing.
    with suppress(OSError):
        folder.chmod(FOLDER_MODE)


def make_private_file(path: Path) -> None:
    """The file exists, empty if it is new, and only its owner may read it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
    with suppress(OSError):
        path.chmod(FILE_MODE)


def write_private_file(path: Path, content: bytes) -> None:
    """The file holds exactly that content, on the disk; a crash leaves the old one or the new."""
    part = path.with_name(path.name + ".part")
    make_private_file(part)
    part.write_bytes(content)
    place_file(part, path)


def place_file(part: Path, path: Path) -> None:
    """The finished `part` takes the place of `path`, on the disk before this returns."""
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """What was written to the file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """New names in the folder are on the disk, where folders can be synced (not on Windows)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
