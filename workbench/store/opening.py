"""Opening the file of a store: locked, checked, and led to the newest version."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store.backups import find_newest_good_backup, make_backup
from workbench.store.connection import connect, get_error_code
from workbench.store.errors import (
    StoreDamagedError,
    StoreElsewhereError,
    StoreError,
    StoreFolderError,
    StoreFullError,
    StoreLockedError,
    StoreNewerError,
    StoreReadError,
    StoreReadOnlyError,
)
from workbench.store.files import make_private_file, make_private_folder
from workbench.store.schema import (
    MIGRATIONS,
    Migration,
    has_own_tables,
    is_foreign,
    migrate,
    read_version,
)
from workbench.store.soundness import find_damage

if TYPE_CHECKING:
    from sqlite_utils import Database

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PROTECTED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


@dataclass(frozen=True, slots=True)
class Opened:
    """A checked connection of the thread that opened it."""

    database: Database
    inode: int
    """Of the file that was opened."""
    refusal: StoreError | None
    """Why nothing may be written; None when everything may."""
    settings: dict[str, str]
    """JSON texts by key."""


def find_store_file(folder: Path) -> Path:
    """The file of the store in that data folder."""
    return folder / "workbench.db"


def open_database(
    folder: Path, *, read_only: bool = False, migrations: Sequence[Migration] = MIGRATIONS
) -> Opened:
    """The store of that data folder, made if there is none.

    Raises:
        StoreError: as a sentence, when it cannot even be read.
    """
    path = find_store_file(folder)
    if not read_only:
        _prepare(folder, path)
    elif not path.is_file():
        raise StoreFolderError(folder, f"it holds no {path.name}")
    try:
        database = connect(path, read_only=read_only)
    except sqlite3.Error as error:
        raise explain_failure(path, error) from error
    try:
        refusal = _make_ready(database, path, read_only, migrations)
        return Opened(database, path.stat().st_ino, refusal, _read_settings(database))
    except sqlite3.Error as error:
        database.close()
        raise explain_failure(path, error) from error
    except BaseException:
        database.close()
        raise


def open_copy(path: Path, copy: Path, made_at: datetime) -> Opened:
    """That copy of the store at `path`, to be read only.

    Raises:
        StoreError: when it is of another version, or cannot be read after all.
    """
    try:
        database = connect(copy, read_only=True)
        if read_version(database) != len(MIGRATIONS):
            database.close()
            raise StoreLockedError(path)
        settings = _read_settings(database)
    except sqlite3.Error as error:
        raise explain_failure(path, error) from error
    refusal = StoreElsewhereError(path, made_at)
    return Opened(database, copy.stat().st_ino, refusal, settings)


def explain_failure(path: Path, error: sqlite3.Error) -> StoreError:
    """The sentence for a store that could not be opened or read."""
    code = get_error_code(error)
    if code in _BUSY:
        return StoreLockedError(path)
    if code in _BROKEN:
        return _make_damaged_error(path, str(error))
    if code in _PROTECTED:
        return StoreFolderError(path.parent, str(error))
    if code == sqlite3.SQLITE_FULL:
        return StoreFullError(path)
    return StoreReadError(path, str(error))


def _prepare(folder: Path, path: Path) -> None:
    """Folder and file exist, and are private."""
    try:
        make_private_folder(folder, parents=True)
        make_private_file(path)
    except FileExistsError as error:
        raise StoreFolderError(folder, "it is a file, not a folder") from error
    except OSError as error:
        if not path.is_file():  # a store that is only write-protected can still be read
            raise StoreFolderError(folder, error.strerror or str(error)) from error


def _make_ready(
    database: Database,
    path: Path,
    read_only: bool,  # noqa: FBT001 - private, passed on
    migrations: Sequence[Migration],
) -> StoreError | None:
    _lock(database)
    version = read_version(database)
    _check(database, path)
    if version <= len(migrations) and not has_own_tables(database, migrations):
        raise _make_damaged_error(path, f"its tables are not those of version {version}")
    if version > len(migrations):
        database.execute("PRAGMA query_only=ON")
        return StoreNewerError(path, version, len(migrations))
    if not read_only and _is_writable(database):

        def back_up(_: int) -> None:
            make_backup(database, path.parent, datetime.now(UTC))

        migrate(database, before=back_up, migrations=migrations)
        return None
    if version < len(migrations):
        raise StoreFolderError(path.parent, "an older store has to be brought up to date there")
    return StoreReadOnlyError(path)


def _lock(database: Database) -> None:
    """Nobody else opens the store from here on; a journal that a crash left is played back."""
    database.execute("BEGIN EXCLUSIVE")
    database.execute("COMMIT")


def _check(database: Database, path: Path) -> None:
    if is_foreign(database):
        raise StoreDamagedError(path, "it is not a store of the workbench", None)
    damage = find_damage(database)
    if damage:
        raise _make_damaged_error(path, damage)


def _is_writable(database: Database) -> bool:
    """Whether a write gets to the disk; a full disk counts as writable, for it may empty."""
    try:
        with database.atomic():
            database.execute(f"PRAGMA user_version = {read_version(database)}")
    except sqlite3.Error as error:
        return get_error_code(error) not in _PROTECTED
    return True


def _make_damaged_error(path: Path, what: str) -> StoreDamagedError:
    backup = find_newest_good_backup(path.parent)
    return StoreDamagedError(path, what, backup.path if backup else None)


def _read_settings(database: Database) -> dict[str, str]:
    if "settings" not in database.table_names():  # a newer program may keep them elsewhere
        return {}
    return {str(key): str(value) for key, value in database.execute("SELECT * FROM settings")}
