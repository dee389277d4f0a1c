"""Taking store, keys and backups to another folder; nothing is deleted where they were."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from workbench.store.backups import check_backup, copy_database
from workbench.store.connection import connect, explain_write_failure
from workbench.store.errors import StoreError
from workbench.store.files import (
    make_private_file,
    make_private_folder,
    place_file,
    write_private_file,
)
from workbench.store.opening import find_store_file

LEFT_BEHIND = "workbench.moved.db"
"""What the store's file is called in the folder it was moved from, so that nobody goes on there."""
_DERIVED = {"cache", "reading", "workbench.log"}


class MoveError(StoreError):
    """The data folder could not be moved; everything is where it was."""

    def __init__(self, target: Path, why: str) -> None:
        super().__init__(
            f"Your judgments could not be moved to {target} ({why}). They are where they were; "
            "nothing is lost. Choose another folder, or make room there and try again."
        )
        self.target = target


def holds_store(folder: Path) -> bool:
    """Whether there is a store in that folder already."""
    return find_store_file(folder).is_file()


def copy_data(folder: Path, target: Path) -> int:
    """How many events are in the target folder too: the store, closed before, and all beside it.

    The copy is checked. `leave_behind` then takes the old file out of use.

    Raises:
        MoveError: when it could not be done, or there is a store in the target; nothing is changed
            in `folder`.
        StoreError: when the store is open.
    """
    path, new = find_store_file(folder), find_store_file(target)
    if holds_store(target):
        raise MoveError(target, "there are judgments in it already")
    if target.resolve().is_relative_to(folder.resolve()):
        raise MoveError(target, "it lies inside the present one")
    part = new.with_name(new.name + ".part")
    try:
        make_private_folder(target, parents=True)
        count = _copy_store(path, part)
        _copy_rest(folder, target)
        place_file(part, new)
    except OSError as error:
        raise MoveError(target, error.strerror or str(error)) from error
    return count


def leave_behind(folder: Path) -> None:
    """Give the store's file that was moved from that folder another name. Raises `OSError`."""
    path = find_store_file(folder)
    path.rename(path.with_name(LEFT_BEHIND))


def _copy_store(path: Path, part: Path) -> int:
    """Copy the store while nobody else can write it; how many events the copy holds."""
    part.unlink(missing_ok=True)
    make_private_file(part)
    try:
        with closing(connect(path)) as database:
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
            copy_database(database, part)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise explain_write_failure(path, error) from error
    return check_backup(part)


def _copy_rest(folder: Path, target: Path) -> None:
    """Copy keys, backups and whatever else lies beside the store and cannot be made again."""
    own = find_store_file(folder).name
    for source in sorted(folder.rglob("*")):
        place = source.relative_to(folder)
        is_own = place.parts[0] in _DERIVED or place.name.startswith(own)
        if is_own or place.name == LEFT_BEHIND or not source.is_file():
            continue
        copy = target / place
        make_private_folder(copy.parent, parents=True)
        if copy.exists() and copy.read_bytes() != source.read_bytes():
            shutil.copyfile(copy, copy.with_name(copy.name + ".before"))
        write_private_file(copy, source.read_bytes())
