"""Restoring a backup in place of a damaged store, without losing what is still intact."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.store.backups import check_backup, copy_database
from workbench.store.connection import connect, get_error_code
from workbench.store.errors import BackupError, StoreLockedError
from workbench.store.event_rows import Row, insert_rows, read_intact_rows
from workbench.store.files import make_private_file, place_file, sync_folder
from workbench.store.opening import find_store_file
from workbench.store.schema import MIGRATIONS, migrate, read_version
from workbench.store.soundness import count_events

HELD = "held-to-restore.db"
"""Name of the copy that `hold_backup` makes in the data folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore came to."""

    events: int
    """How many events the store holds now."""
    salvaged: int
    """How many of them the backup did not have and the damaged file still had."""
    kept_as: Path | None
    """The name under which the file that was replaced is kept; None when there was none."""


def restore_backup(folder: Path, backup: Path) -> Restored:
    """The store of that data folder becomes the backup, with what is intact of the old one added.

    The union is right because an event is immutable. Queue and settings are the backup's.

    Raises:
        BackupError: when the backup is not good; nothing is changed.
        StoreLockedError: when the store is open.
    """
    path = find_store_file(folder)
    check_backup(backup)
    new = path.with_name(path.name + ".restored")
    try:
        rows = _read_old(path)
        events, salvaged = _build(new, backup, rows)
        kept_as = _keep_aside(path)
        place_file(new, path)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(backup, str(error)) from error
    finally:
        new.unlink(missing_ok=True)
    return Restored(events=events, salvaged=salvaged, kept_as=kept_as)


def hold_backup(folder: Path, backup: Path) -> Path:
    """A copy of that backup in the data folder.

    Closing the store makes a new one, which may outdate this one.

    Raises:
        BackupError: when it cannot be held.
    """
    held = folder / HELD
    try:
        held.unlink(missing_ok=True)
        shutil.copyfile(backup, held)
    except OSError as error:
        raise BackupError(backup, error.strerror or str(error)) from error
    return held


def _read_old(path: Path) -> tuple[Row, ...]:
    """The intact rows of the file; opening it also plays back what a crash left half done."""
    if not path.exists():
        return ()
    try:
        with closing(connect(path)) as old:
            old.execute("BEGIN EXCLUSIVE")
            old.execute("COMMIT")
            return read_intact_rows(old)
    except sqlite3.Error as error:
        if get_error_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreLockedError(path) from error
        return ()


def _build(new: Path, backup: Path, rows: tuple[Row, ...]) -> tuple[int, int]:
    new.unlink(missing_ok=True)
    make_private_file(new)
    with closing(connect(backup, read_only=True)) as source:
        copy_database(source, new)
    with closing(connect(new)) as database:
        if read_version(database) > len(MIGRATIONS):
            return count_events(database), 0
        migrate(database, before=lambda _: None)
        before = count_events(database)
        with database.atomic():
            insert_rows(database, rows)
        after = count_events(database)
    return after, after - before


def _keep_aside(path: Path) -> Path | None:
    """Give the old file a second name; its journal, if any, must not meet the new file."""
    if not path.exists():
        return None
    aside = _find_free_name(path)
    journal = path.with_name(path.name + "-journal")
    with suppress(FileNotFoundError):
        journal.rename(aside.with_name(aside.name + "-journal"))
    try:
        os.link(path, aside)
    except OSError:  # a file system without links, such as FAT
        shutil.copyfile(path, aside)
    sync_folder(path.parent)
    return aside


def _find_free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return aside
