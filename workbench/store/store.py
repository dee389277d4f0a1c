"""The store: one SQLite file of signed events, written by one thread of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workbench.assessment.event import Event, Json
from workbench.store.backups import (
    Backup,
    copy_backup,
    find_newest_good_backup,
    list_backups,
    make_backup,
)
from workbench.store.clashes import find_clashes
from workbench.store.connection import explain_write_failure
from workbench.store.errors import (
    StoreElsewhereError,
    StoreError,
    StoreMovedError,
    StoreReadOnlyError,
)
from workbench.store.event_rows import format_row, insert_rows, parse_row
from workbench.store.opening import (
    Opened,
    explain_failure,
    find_store_file,
    open_copy,
    open_database,
)
from workbench.store.places import describe_risk
from workbench.store.reading_copy import (
    clear_reading_copies,
    make_reading_copy,
    read_copy_instant,
)
from workbench.store.submissions import SubmissionRow, read_submissions, write_submission

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")

COPIES_SETTING = "backup_copies"
"""Name of the setting that holds the folder to which each backup is copied as well."""


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """The store in the data folder `path`, made if there is none.

    Its file is `workbench.db` there. A store that cannot be written, or that a newer program
    wrote, is opened for reading: see `Store.is_read_only` and `Store.notice`.

    Raises:
        StoreLockedError: when the workbench has it open already.
        StoreDamagedError: when its check fails; the error names the newest good backup.
        StoreFolderError: when the folder cannot be used at all.
    """
    writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-writer")
    try:
        opened = writer.submit(open_database, path, read_only=read_only).result()
    except BaseException:
        writer.shutdown()
        raise
    return Store(path, writer, opened)


def open_reading_copy(folder: Path, fresh: Path | None = None) -> Store | None:
    """A copy to be read while another window writes; None where there is none.

    `fresh` is a copy that the other window has just made; without one, or where it cannot be
    read, it is the newest good backup. `Store.notice` says from when it is.
    """
    opened = _open_copy(folder, fresh, read_copy_instant(fresh)) if fresh is not None else None
    if opened is None:
        backup = find_newest_good_backup(folder)
        opened = _open_copy(folder, backup.path, backup.made_at) if backup is not None else None
    return opened


class Store:
    """An open store. Futures resolve on the writer thread, in the order of the calls.

    The methods that read wait for what was queued before them; do not call them from a
    future's callback, which runs on the writer thread itself.
    """

    def __init__(self, folder: Path, writer: ThreadPoolExecutor, opened: Opened) -> None:
        self.folder = folder
        self.path = find_store_file(folder)
        self._writer = writer
        self._database = opened.database
        self._refusal = opened.refusal
        self._inode = opened.inode
        self._settings = opened.settings
        self._risk = describe_risk(folder)
        self._backup_failure: str | None = None
        self._is_changed = False
        self._backup_day = _find_backup_day(folder)
        self._is_closed = False

    @property
    def is_read_only(self) -> bool:
        """True when nothing can be written; `notice` says why."""
        return self._refusal is not None

    @property
    def is_write_protected(self) -> bool:
        """True when nothing but write protection keeps it from being written where it is."""
        return isinstance(self._refusal, StoreReadOnlyError)

    @property
    def is_held_elsewhere(self) -> bool:
        """True when this is a copy, read while another window writes."""
        return isinstance(self._refusal, StoreElsewhereError)

    @property
    def notice(self) -> str | None:
        """What the assessor has to know of this store, in sentences, or None."""
        refusal = str(self._refusal) if self._refusal else None
        return " ".join(filter(None, (refusal, self._risk, self._backup_failure))) or None

    def append(self, events: Sequence[Event]) -> Future[None]:
        """A future that resolves once all of the events, or none, are durably stored.

        Events that are there already count as stored, so whatever failed may be appended again.

        Raises:
            ValueError: when an event does not carry its own id.
        """
        rows = tuple(format_row(event) for event in events)

        def work(database: Database) -> None:
            insert_rows(database, rows)
            self._is_changed = True

        return self._write(work)

    def read_events(self, submission: str | None = None) -> tuple[Event, ...]:
        """All events, or those of one submission, ordered by submission, seq and id."""
        return self._read(lambda database: _read_events(database, "events", submission))

    def read_standing_events(self, submission: str | None = None) -> tuple[Event, ...]:
        """The events that no other of the same actor supersedes, in the same order."""
        return self._read(lambda database: _read_events(database, "standing_events", submission))

    def read_clashes(self, keys: Collection[str] = ()) -> frozenset[str]:
        """Ids of submissions where judgments of one assessor, or of that with those keys, clash."""
        return self._read(lambda database: find_clashes(database, keys))

    def note_submission(self, row: SubmissionRow) -> Future[None]:
        """A future that resolves once the row stands in the queue, in place of an older one."""
        return self._write(lambda database: write_submission(database, row))

    def read_submissions(self, actor: str | None = None) -> tuple[SubmissionRow, ...]:
        """The queue of all assessors or of one, the submission opened last first."""
        return self._read(lambda database: read_submissions(database, actor))

    def write_setting(self, key: str, value: Json) -> Future[None]:
        """A future that resolves once the setting is durable; `read_setting` has it at once."""
        text = json.dumps(value)
        self._settings[key] = text

        def work(database: Database) -> None:
            database.table("settings").upsert({"key": key, "value": text}, pk="key")

        return self._write(work)

    def read_setting(self, key: str) -> Json:
        """The setting, or None; never waits."""
        try:
            value: Json = json.loads(self._settings.get(key, "null"))
        except ValueError:  # damaged on the disk
            return None
        return value

    def make_backup(self) -> Future[Backup]:
        """A future with the new backup, opened and compared; or with a `BackupError`."""
        return self._writer.submit(self._back_up)

    def make_reading_copy(self) -> Future[Path]:
        """A future with a copy for another window to read, or with a `BackupError`."""
        return self._writer.submit(lambda: make_reading_copy(self._database, self.folder))

    def list_backups(self) -> tuple[Backup, ...]:
        """The backups of this store, newest first."""
        return list_backups(self.folder)

    def close(self) -> None:
        """Write what is queued, back up what changed, and let go of the file."""
        if not self._is_closed:
            self._is_closed = True
            self._writer.submit(self._finish)
            self._writer.shutdown()

    def _read(self, query: Callable[[Database], T]) -> T:
        try:
            return self._writer.submit(query, self._database).result()
        except sqlite3.Error as error:
            raise explain_failure(self.path, error) from error

    def _write(self, work: Callable[[Database], None]) -> Future[None]:
        return self._writer.submit(self._commit, work)

    def _commit(self, work: Callable[[Database], None]) -> None:
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)
        try:
            with self._database.atomic():
                work(self._database)
        except sqlite3.Error as error:
            raise explain_write_failure(self.path, error) from error
        self._check_still_there()
        if self._is_changed and self._backup_day != _today():
            # Behind this write's future, so that *Saved* does not wait; while closing, `_finish`
            # does it.
            with suppress(RuntimeError):
                self._writer.submit(self._back_up_if_changed)

    def _check_still_there(self) -> None:
        """SQLite goes on writing happily into a file that was moved away or deleted."""
        try:
            inode = self.path.stat().st_ino
        except OSError as error:
            raise StoreMovedError(self.path) from error
        if inode != self._inode:
            raise StoreMovedError(self.path)

    def _back_up(self) -> Backup:
        self._backup_day = _today()
        try:
            self._check_still_there()
            backup = make_backup(self._database, self.folder, datetime.now(UTC))
        except StoreError as error:
            self._backup_failure = str(error)
            raise
        self._backup_failure = self._copy_elsewhere(backup)
        self._is_changed = False
        return backup

    def _copy_elsewhere(self, backup: Backup) -> str | None:
        """Copy the backup to the folder that was chosen for it; the sentence where that failed."""
        home = self.read_setting(COPIES_SETTING)
        if not isinstance(home, str) or not home:
            return None
        try:
            copy_backup(backup, Path(home))
        except StoreError as error:
            return str(error)
        return None

    def _back_up_if_changed(self) -> None:
        if self._is_changed:
            # `notice` tells it until a backup succeeds.
            with suppress(StoreError):
                self._back_up()

    def _finish(self) -> None:
        self._back_up_if_changed()
        if not self.is_read_only:
            clear_reading_copies(self.folder)
        self._database.close()


def _open_copy(folder: Path, copy: Path, made_at: datetime) -> Store | None:
    reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store-reader")
    try:
        opened = reader.submit(open_copy, find_store_file(folder), copy, made_at).result()
    except (StoreError, OSError):
        reader.shutdown()
        return None
    return Store(folder, reader, opened)


def _read_events(database: Database, table: str, submission: str | None) -> tuple[Event, ...]:
    where = "" if submission is None else "WHERE submission = ?"
    rows = database.execute(
        f"SELECT id, canonical, sig FROM {table} {where} ORDER BY submission, seq, id",  # noqa: S608 - our names
        () if submission is None else (submission,),
    )
    return tuple(event for row in rows if (event := parse_row(*row)))


def _find_backup_day(folder: Path) -> date | None:
    backups = list_backups(folder)
    return backups[0].made_at.date() if backups else None


def _today() -> date:
    return datetime.now(UTC).date()
