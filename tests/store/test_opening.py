"""What the store meets when it is opened, each as a sentence."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.events import build_event, build_old_store, build_store, store_file
from tests.store.faults import hold_open, immutable
from workbench.store.connection import connect, explain_write_failure
from workbench.store.errors import (
    StoreDamagedError,
    StoreFolderError,
    StoreFullError,
    StoreLockedError,
    StoreNewerError,
    StoreReadError,
    StoreReadOnlyError,
    StoreWriteError,
)
from workbench.store.opening import explain_failure
from workbench.store.soundness import find_damage
from workbench.store.store import open_store


def test_the_pragmas_are_those_that_never_lose_a_word(folder: Path) -> None:
    build_store(folder)
    with closing(connect(store_file(folder))) as database:
        settled = {
            "journal_mode": "delete",
            "synchronous": 3,
            "locking_mode": "exclusive",
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
        }
        assert {name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in settled} == (
            settled
        )


def test_every_table_is_strict(folder: Path) -> None:
    build_store(folder)
    with closing(connect(store_file(folder))) as database:
        assert all(table.strict for table in database.tables)


def test_events_can_be_neither_edited_nor_deleted(folder: Path) -> None:
    build_store(folder)
    with closing(connect(store_file(folder))) as database:
        for statement in ("UPDATE events SET at = ''", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                database.execute(statement)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_store_journal_and_backups_are_private_whatever_the_umask(folder: Path) -> None:
    old = os.umask(0)
    try:
        folder.mkdir(0o777)
        store = open_store(folder)
        store.append([build_event()]).result()
        backup = store.make_backup().result()
        journal = store_file(folder).with_name("workbench.db-journal")
        files = [store_file(folder), backup.path, *([journal] if journal.exists() else [])]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        assert {f.stat().st_mode & 0o777 for f in (folder, backup.path.parent)} == {0o700}
        store.close()
    finally:
        os.umask(old)


def test_a_second_program_is_told_that_the_workbench_is_open(folder: Path) -> None:
    events = build_store(folder)
    with hold_open(folder):
        with pytest.raises(StoreLockedError, match="already open in another window"):
            open_store(folder)
        with pytest.raises(StoreLockedError):
            open_store(folder, read_only=True)
    again = open_store(folder)
    assert again.read_events() == events
    again.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL is POSIX")
def test_a_program_that_was_killed_leaves_no_lock(folder: Path) -> None:
    events = build_store(folder)
    with hold_open(folder) as child:
        child.kill()
        child.wait()
        again = open_store(folder)
        assert again.read_events() == events
        again.close()


def test_an_unwritten_file_is_an_empty_store(folder: Path) -> None:
    folder.mkdir()
    store_file(folder).touch()
    store = open_store(folder)
    assert store.read_events() == ()
    assert store.notice is None
    store.close()


def test_a_file_where_the_folder_should_be_is_a_sentence(folder: Path) -> None:
    folder.write_text("notes")
    with pytest.raises(StoreFolderError, match="is a file, not a folder"):
        open_store(folder)
    assert folder.read_text() == "notes"


def test_a_folder_below_a_file_is_a_sentence(folder: Path) -> None:
    folder.write_text("notes")
    with pytest.raises(StoreFolderError, match="cannot be used"):
        open_store(folder / "below")


def test_reading_a_store_that_is_not_there_makes_none(folder: Path) -> None:
    with pytest.raises(StoreFolderError, match="holds no workbench"):
        open_store(folder, read_only=True)
    assert not folder.exists()


def test_a_folder_in_place_of_the_file_is_a_sentence(folder: Path) -> None:
    store_file(folder).mkdir(parents=True)
    with pytest.raises(StoreFolderError):
        open_store(folder)


def test_a_store_opened_for_reading_refuses_to_write_and_says_why(folder: Path) -> None:
    events = build_store(folder)
    before = store_file(folder).read_bytes()
    store = open_store(folder, read_only=True)
    assert store.is_read_only
    assert store.read_events() == events
    error = store.append([build_event(9)]).exception()
    assert isinstance(error, StoreReadOnlyError)
    assert str(error) == store.notice
    store.close()
    assert store_file(folder).read_bytes() == before


def test_two_may_read_at_once(folder: Path) -> None:
    events = build_store(folder)
    first = open_store(folder, read_only=True)
    second = open_store(folder, read_only=True)
    assert first.read_events() == second.read_events() == events
    first.close()
    second.close()


def test_a_reader_met_by_a_writer_gets_a_sentence(folder: Path) -> None:
    build_store(folder)
    reader = open_store(folder, read_only=True)
    with hold_open(folder), pytest.raises(StoreLockedError):
        reader.read_events()
    reader.close()


def test_a_store_from_a_newer_program_is_read_and_left_alone(folder: Path) -> None:
    events = build_store(folder)
    with closing(connect(store_file(folder))) as database:
        database.execute("CREATE TABLE of_tomorrow (x TEXT) STRICT")
        database.execute("ALTER TABLE submissions ADD COLUMN due TEXT")
        database.execute("PRAGMA user_version = 99")
    before = store_file(folder).read_bytes()
    store = open_store(folder)
    assert store.is_read_only
    assert "newer version" in str(store.notice)
    assert store.read_events() == events
    assert store.read_submissions() == ()
    for future in (store.append([build_event(9)]), store.write_setting("a", 1)):
        assert isinstance(future.exception(), StoreNewerError)
    store.close()
    assert store_file(folder).read_bytes() == before


def test_a_newer_store_without_our_tables_opens_and_says_what_it_cannot_read(folder: Path) -> None:
    build_store(folder)
    with closing(connect(store_file(folder))) as database:
        database.execute("DROP TABLE settings")
        database.execute("DROP TABLE submissions")
        database.execute("PRAGMA user_version = 99")
    store = open_store(folder)
    assert store.read_setting("a") is None
    with pytest.raises(StoreReadError, match="Nothing was changed"):
        store.read_submissions()
    store.close()


def test_a_database_of_something_else_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(store_file(folder))) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = store_file(folder).read_bytes()
    with pytest.raises(StoreDamagedError, match="not a store of the workbench"):
        open_store(folder)
    assert store_file(folder).read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    store_file(folder).write_bytes(b"a letter to the program office " * 400)
    with pytest.raises(StoreDamagedError, match="no good backup"):
        open_store(folder)
    assert store_file(folder).read_bytes().startswith(b"a letter")


def test_a_write_protected_file_is_opened_for_reading(folder: Path) -> None:
    events = build_store(folder)
    with immutable(store_file(folder)):
        store = open_store(folder)
        assert store.is_read_only
        assert "write-protected" in str(store.notice)
        assert store.read_events() == events
        store.close()


def test_a_write_protected_folder_is_opened_for_reading(folder: Path) -> None:
    events = build_store(folder)
    with immutable(folder):
        store = open_store(folder)
        assert store.is_read_only
        assert store.read_events() == events
        assert isinstance(store.append([build_event(9)]).exception(), StoreReadOnlyError)
        store.close()


def test_a_write_protected_folder_without_a_store_is_a_sentence(folder: Path) -> None:
    folder.mkdir()
    with immutable(folder), pytest.raises(StoreFolderError, match="choose another folder"):
        open_store(folder)


def test_an_older_store_that_cannot_be_written_is_a_sentence(folder: Path) -> None:
    build_old_store(folder, 1)
    with pytest.raises(StoreFolderError, match="brought up to date"):
        open_store(folder, read_only=True)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, StoreLockedError),
        (sqlite3.SQLITE_IOERR_READ, StoreReadError),
        (sqlite3.SQLITE_FULL, StoreFullError),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, StoreFolderError),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamagedError),
    ],
)
def test_each_failure_of_sqlite_has_its_sentence(
    folder: Path, code: int, expected: type[Exception]
) -> None:
    error = sqlite3.OperationalError("reason")
    error.sqlite_errorcode = code
    assert type(explain_failure(store_file(folder), error)) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, StoreFullError),
        (sqlite3.SQLITE_READONLY_DBMOVED, StoreReadOnlyError),
        (sqlite3.SQLITE_IOERR_WRITE, StoreWriteError),
    ],
)
def test_each_failed_write_of_sqlite_has_its_sentence(
    folder: Path, code: int, expected: type[Exception]
) -> None:
    error = sqlite3.OperationalError("reason")
    error.sqlite_errorcode = code
    assert type(explain_write_failure(store_file(folder), error)) is expected


def test_damage_is_not_suspected_where_a_file_is_only_locked(folder: Path) -> None:
    build_store(folder)
    with (
        closing(connect(store_file(folder), read_only=True)) as database,
        hold_open(folder),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        find_damage(database)


def test_a_damaged_setting_or_queue_row_is_left_out_and_can_be_written_anew(folder: Path) -> None:
    build_store(folder)
    with closing(connect(store_file(folder))) as database:
        database.execute("INSERT INTO settings VALUES ('place', '{cut')")
        database.execute(
            "INSERT INTO submissions VALUES ('s', '', 1, 'k', 't', 'r', '{cut', 'm', '', 0, 0, 0, "
            "'new', NULL)"
        )
    store = open_store(folder)
    assert store.read_setting("place") is None
    assert store.read_submissions() == ()
    store.write_setting("place", "1a").result()
    assert store.read_setting("place") == "1a"
    store.close()
