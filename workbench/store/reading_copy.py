"""Copies of the store for other windows to read while one window writes.

In exclusive locking nobody else can read the file itself. The window that writes makes a copy when
it is asked to; each has a name of its own, since on Windows an open file cannot be replaced.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store.backups import copy_database
from workbench.store.errors import BackupError
from workbench.store.files import make_private_file, make_private_folder

if TYPE_CHECKING:
    from sqlite_utils import Database

_STAMP = "%Y%m%dT%H%M%S%fZ"


def make_reading_copy(database: Database, folder: Path) -> Path:
    """A new copy of the database as it is now, in place of earlier ones.

    Raises:
        BackupError: when it could not be made.
    """
    clear_reading_copies(folder)
    home = _find_home(folder)
    path = home / f"{datetime.now(UTC).strftime(_STAMP)}.db"
    try:
        make_private_folder(home)
        make_private_file(path)
        copy_database(database, path)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise BackupError(path, str(error)) from error
    return path


def clear_reading_copies(folder: Path) -> None:
    """Delete the copies; one that Windows still has open goes the next time."""
    for old in _find_home(folder).glob("*.db"):
        with suppress(OSError):
            old.unlink()


def read_copy_instant(path: Path) -> datetime:
    """When that copy was made.

    Raises:
        ValueError: when it is no copy of ours.
    """
    return datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)


def _find_home(folder: Path) -> Path:
    return folder / "reading"
