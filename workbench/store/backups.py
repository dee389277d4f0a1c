"""Backups: made with SQLite's own means, opened and compared, kept by day, week and month.

They are numbered, and order goes by the number: a clock set back makes no backup look old.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store.connection import connect
from workbench.store.errors import BackupCopyError, BackupError
from workbench.store.files import make_private_file, make_private_folder, place_file
from workbench.store.schema import is_foreign, read_version
from workbench.store.soundness import count_events, find_damage

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT_DAYS = 7
KEPT_WEEKS = 4
KEPT_MONTHS = 12

_NAME = re.compile(r"workbench-(\d{6,})-(\d{8}T\d{6}Z)-v(\d+)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup, as its name tells it."""

    path: Path
    number: int
    made_at: datetime
    version: int
    """Version of the store's schema."""


def find_backup_folder(folder: Path) -> Path:
    """Where the backups of the store in that data folder are."""
    return folder / "backups"


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups of the store in that data folder, newest first."""
    return list_backups_in(find_backup_folder(folder))


def list_backups_in(home: Path) -> tuple[Backup, ...]:
    """The backups that lie in that folder itself, newest first."""
    found = [_read_name(path) for path in home.iterdir()] if home.is_dir() else []
    return tuple(sorted((b for b in found if b), key=lambda b: b.number, reverse=True))


def make_backup(database: Database, folder: Path, now: datetime) -> Backup:
    """A new backup that was opened and compared with the database.

    Older ones beyond 7 days, 4 weeks and 12 months are deleted afterwards.

    Raises:
        BackupError: when it could not be made or is not the same; nothing is deleted then.
    """
    now = now.replace(microsecond=0)
    existing = list_backups(folder)
    version = read_version(database)
    number = existing[0].number + 1 if existing else 1
    name = f"workbench-{number:06}-{now.strftime(_STAMP)}-v{version}.db"
    path = find_backup_folder(folder) / name
    part = path.with_suffix(".part")
    try:
        _write_copy(database, part)
        _compare(database, part)
        place_file(part, path)
        backup = Backup(path=path, number=number, made_at=now, version=version)
        for old in find_outdated((backup, *existing)):
            old.path.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(path, str(error)) from error
    finally:
        _remove_leftovers(folder)
    return backup


def copy_backup(backup: Backup, home: Path) -> Path:
    """A second copy of the backup in that folder, on another disk perhaps; opened and checked.

    Older ones there are deleted as among the backups themselves.

    Raises:
        BackupCopyError: when it could not be made; the backup itself is good all the same.
    """
    path = home / backup.path.name
    part = path.with_suffix(".part")
    try:
        if not home.is_dir():
            raise BackupCopyError(home, "the folder is not there")
        make_private_file(part)
        shutil.copyfile(backup.path, part)
        check_backup(part)
        place_file(part, path)
        for old in find_outdated(list_backups_in(home)):
            old.path.unlink(missing_ok=True)
    except OSError as error:
        raise BackupCopyError(home, error.strerror or str(error)) from error
    except BackupError as error:
        raise BackupCopyError(home, "the copy is not as the backup is") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def find_outdated(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """The backups that need not be kept.

    Kept is the newest of each of the last 7 days, 4 weeks and 12 months that have any, and the
    newest of each version of the store.
    """
    ordered = sorted(backups, key=lambda b: b.number, reverse=True)
    kept = {
        *_pick(ordered, lambda b: b.made_at.date(), KEPT_DAYS),
        *_pick(ordered, lambda b: b.made_at.isocalendar()[:2], KEPT_WEEKS),
        *_pick(ordered, lambda b: (b.made_at.year, b.made_at.month), KEPT_MONTHS),
        *_pick(ordered, lambda b: b.version, len(ordered)),
    }
    return tuple(backup for backup in ordered if backup.number not in kept)


def check_backup(path: Path) -> int:
    """How many events a good backup holds.

    Raises:
        BackupError: when it is missing, damaged, or no store of ours.
    """
    try:
        with closing(connect(path, read_only=True)) as copy:
            damage = "it is not a store of the workbench" if is_foreign(copy) else find_damage(copy)
            if damage is None:
                return count_events(copy)
    except sqlite3.Error as error:
        raise BackupError(path, str(error)) from error
    raise BackupError(path, damage)


def find_newest_good_backup(folder: Path) -> Backup | None:
    """The newest backup that is whole, or None."""
    for backup in list_backups(folder):
        try:
            check_backup(backup.path)
        except BackupError:
            continue
        return backup
    return None


def copy_database(database: Database, target: Path) -> None:
    """The target file, which exists and is empty, becomes a copy of the database."""
    with closing(sqlite3.connect(target)) as copy:
        database.conn.backup(copy)


def _write_copy(database: Database, part: Path) -> None:
    make_private_folder(part.parent)
    part.unlink(missing_ok=True)
    make_private_file(part)
    copy_database(database, part)


def _compare(database: Database, part: Path) -> None:
    check_backup(part)
    with closing(connect(part, read_only=True)) as copy:
        if _digest(copy) != _digest(database):
            raise BackupError(part, "it differs from the store")


def _digest(database: Database) -> str:
    """A digest of all rows in the file's order; events by their ids, which stand for the rest."""
    digest = sha256()
    for name in sorted(database.table_names()):
        columns = "id" if name == "events" else "*"
        rows = database.execute(f"SELECT {columns} FROM {name}")  # noqa: S608 - our names
        for row in rows:
            digest.update(repr((name, row)).encode())
    return digest.hexdigest()


def _pick(
    ordered: Iterable[Backup], period: Callable[[Backup], object], count: int
) -> tuple[int, ...]:
    newest: dict[object, int] = {}
    for backup in ordered:
        newest.setdefault(period(backup), backup.number)
    return tuple(newest.values())[:count]


def _read_name(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        made_at = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path=path, number=int(match[1]), made_at=made_at, version=int(match[3]))


def _remove_leftovers(folder: Path) -> None:
    for path in find_backup_folder(folder).glob("workbench-*.part*"):
        path.unlink(missing_ok=True)
