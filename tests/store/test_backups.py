"""Backups: made, compared, kept by day, week and month, and restored without loss."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.small_disk import small_disk
from tests.store.events import build_event, build_old_store, build_store, store_file
from tests.store.faults import find_in_file, flip, hold_open
from workbench.store import backups as backups_module
from workbench.store.backups import (
    Backup,
    check_backup,
    find_backup_folder,
    find_newest_good_backup,
    find_outdated,
    list_backups,
    make_backup,
)
from workbench.store.connection import connect
from workbench.store.errors import BackupError, StoreDamagedError, StoreLockedError
from workbench.store.restoring import Restored, restore_backup
from workbench.store.store import COPIES_SETTING, Store, open_store

PAGE = 16384
LEAF = 0x0A
"""First byte of a page at the bottom of an index tree (SQLite file format, 1.6)."""
NOW = datetime(2026, 11, 14, 10, 42, 7, tzinfo=UTC)


def describe(number: int, made_at: datetime, version: int = 2) -> Backup:
    return Backup(path=Path(f"{number}.db"), number=number, made_at=made_at, version=version)


def test_a_backup_holds_what_the_store_holds(store: Store) -> None:
    store.append([build_event(seq) for seq in (1, 2, 3)])
    backup = store.make_backup().result()
    assert check_backup(backup.path) == 3
    assert store.list_backups()[0] == backup


def test_the_first_words_of_a_day_bring_a_backup_without_asking(store: Store) -> None:
    store.append([build_event(1)]).result()
    store.read_events()
    (first,) = store.list_backups()
    store.append([build_event(2)]).result()
    store.read_events()
    assert store.list_backups() == (first,)


def test_closing_backs_up_what_changed_and_keeps_the_newest_of_a_day(folder: Path) -> None:
    build_store(folder, 2)
    store = open_store(folder)
    store.append([build_event(3)]).result()
    store.close()
    open_store(folder).close()
    assert [check_backup(backup.path) for backup in list_backups(folder)] == [3]


def test_kept_are_seven_days_four_weeks_and_twelve_months() -> None:
    daily = [describe(n, NOW + timedelta(days=n)) for n in range(1, 801)]
    kept = [b for b in daily if b not in find_outdated(daily)]
    newest = daily[-1].made_at
    ages = [(newest - backup.made_at).days for backup in kept]
    assert ages[-7:] == [6, 5, 4, 3, 2, 1, 0]
    assert len({b.made_at.isocalendar()[:2] for b in kept if (newest - b.made_at).days < 28}) >= 4
    assert len({(b.made_at.year, b.made_at.month) for b in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


def test_many_backups_of_one_day_leave_the_newest() -> None:
    same_day = [describe(n, NOW) for n in range(1, 6)]
    assert find_outdated(same_day) == tuple(reversed(same_day[:-1]))


def test_a_clock_set_back_a_year_makes_no_new_backup_look_old(folder: Path) -> None:
    build_store(folder)
    find_backup_folder(folder).joinpath("notes.txt").write_text("not ours to delete")
    with closing(connect(store_file(folder))) as database:
        for day in range(20):
            make_backup(database, folder, NOW + timedelta(days=day))
        newest = make_backup(database, folder, NOW - timedelta(days=365))
    assert list_backups(folder)[0] == newest
    assert find_newest_good_backup(folder) == newest
    assert find_backup_folder(folder).joinpath("notes.txt").exists()


def test_the_newest_of_each_version_of_the_store_is_kept() -> None:
    old = [describe(n, NOW - timedelta(days=900), version=1) for n in (1, 2)]
    recent = [describe(n, NOW + timedelta(days=n)) for n in range(3, 40)]
    outdated = find_outdated([*old, *recent])
    assert old[0] in outdated
    assert old[1] not in outdated


def test_files_that_are_no_backups_are_not_listed(folder: Path) -> None:
    home = find_backup_folder(folder)
    home.mkdir(parents=True)
    for name in ("x.db", "workbench-000001-20261399T000000Z-v1.db", "workbench.db"):
        (home / name).touch()
    assert list_backups(folder) == ()


def test_a_copy_that_differs_is_no_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def copy_less(_: object, target: Path) -> None:
        with closing(sqlite3.connect(other)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)

    other = store_file(folder.with_name("other"))
    build_store(other.parent, 1)
    build_store(folder, 2)
    before = list_backups(folder)
    monkeypatch.setattr(backups_module, "copy_database", copy_less)
    with closing(connect(store_file(folder))) as database, pytest.raises(BackupError, match="diff"):
        make_backup(database, folder, NOW)
    assert list_backups(folder) == before
    assert [path.name for path in find_backup_folder(folder).iterdir()] == [before[0].path.name]


@pytest.mark.parametrize("content", [b"", b"not a database " * 500])
def test_a_file_that_is_no_store_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(content)
    if content:
        with pytest.raises(BackupError, match=r"backup\.db"):
            check_backup(path)
    else:
        assert check_backup(path) == 0


def test_a_database_of_something_else_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "songs.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(BackupError, match="not a store"):
        check_backup(path)
    with pytest.raises(BackupError):
        check_backup(tmp_path / "missing.db")


def test_restoring_adds_what_is_still_intact_and_keeps_the_damaged_file(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    safe = backup.path.rename(folder / "safe.db")
    store = open_store(folder)
    store.append([build_event(seq) for seq in (4, 5)]).result()
    store.close()
    for offset in find_in_file(store_file(folder), b"wrote page 2"):
        flip(store_file(folder), offset)
    damaged = store_file(folder).read_bytes()
    with pytest.raises(StoreDamagedError):
        open_store(folder)
    restored = restore_backup(folder, safe)
    kept_as = folder / "workbench.damaged-1.db"
    assert restored == Restored(events=5, salvaged=2, kept_as=kept_as)
    assert kept_as.read_bytes() == damaged
    again = open_store(folder)
    assert [event.seq for event in again.read_events()] == [1, 2, 3, 4, 5]
    again.close()


def test_restoring_over_a_broken_page_saves_what_lies_before_and_behind_it(folder: Path) -> None:
    build_store(folder, 1)
    safe = list_backups(folder)[0].path.rename(folder / "safe.db")
    store = open_store(folder)
    store.append([build_event(seq) for seq in range(2, 121)]).result()
    store.close()
    content = store_file(folder).read_bytes()
    seq, page = next(
        (seq, page)
        for seq in range(40, 80)
        for offset in find_in_file(store_file(folder), f"wrote page {seq},".encode())
        if content[page := offset // PAGE * PAGE] == LEAF
    )
    with store_file(folder).open("rb+") as file:
        file.seek(page)
        file.write(b"\x99" * PAGE)
    restored = restore_backup(folder, safe)
    again = open_store(folder)
    seqs = [event.seq for event in again.read_events()]
    again.close()
    assert seqs[0] == 1
    assert seqs[-1] == 120
    assert seq not in seqs
    assert restored.events == len(seqs) > 90


def test_restoring_where_nothing_is_left_is_the_backup(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    store_file(folder).unlink()
    assert restore_backup(folder, backup.path) == (Restored(events=3, salvaged=0, kept_as=None))


def test_restoring_over_a_file_that_is_no_database_keeps_it(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    store_file(folder).write_bytes(b"nonsense " * 1000)
    store_file(folder).with_name("workbench.db-journal").write_bytes(b"old journal")
    (folder / "workbench.damaged-1.db").touch()
    restored = restore_backup(folder, backup.path)
    assert restored.kept_as == folder / "workbench.damaged-2.db"
    assert not store_file(folder).with_name("workbench.db-journal").exists()
    again = open_store(folder)
    assert len(again.read_events()) == 3
    again.close()


def test_a_store_that_is_open_is_not_restored(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    with hold_open(folder), pytest.raises(StoreLockedError):
        restore_backup(folder, backup.path)


def test_a_damaged_backup_is_not_restored(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    (offset, *_) = find_in_file(backup.path, b"wrote page 2")
    flip(backup.path, offset)
    before = store_file(folder).read_bytes()
    with pytest.raises(BackupError, match="not as signed"):
        restore_backup(folder, backup.path)
    assert store_file(folder).read_bytes() == before


def test_a_backup_of_an_older_version_is_brought_up_to_date(folder: Path) -> None:
    build_old_store(folder.with_name("old"), 1)
    build_store(folder, 5)
    restored = restore_backup(folder, store_file(folder.with_name("old")))
    assert (restored.events, restored.salvaged) == (5, 2)
    again = open_store(folder)
    assert len(again.read_events()) == 5
    again.close()


def test_a_backup_of_a_newer_version_is_restored_as_it_is(folder: Path) -> None:
    newer = folder.with_name("newer")
    build_store(newer, 2)
    with closing(connect(store_file(newer))) as database:
        database.execute("PRAGMA user_version = 99")
    build_store(folder, 5)
    assert restore_backup(folder, store_file(newer)).events == 2
    again = open_store(folder)
    assert again.is_read_only
    again.close()


def test_a_file_system_without_links_keeps_the_damaged_file_as_a_copy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    build_store(folder, 3)
    (backup,) = list_backups(folder)
    monkeypatch.setattr("os.link", refuse)
    restored = restore_backup(folder, backup.path)
    assert restored.kept_as is not None
    assert check_backup(restored.kept_as) == 3


def test_a_folder_without_room_for_the_restored_file_is_a_sentence(folder: Path) -> None:
    build_store(folder, 3)
    (backup,) = list_backups(folder)
    missing = folder / "vanished"
    with pytest.raises(BackupError, match="not touched"):
        restore_backup(missing, backup.path)


def test_each_backup_is_copied_to_a_second_folder_and_the_copy_can_be_restored(
    store: Store, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    store.write_setting(COPIES_SETTING, str(stick)).result()
    store.append([build_event()]).result()
    backup = store.make_backup().result()
    assert check_backup(stick / backup.path.name) == 1
    assert store.notice is None
    store.close()
    (tmp_path / "new desk").mkdir()
    restored = restore_backup(tmp_path / "new desk", stick / backup.path.name)
    assert restored.events == 1


def test_a_second_folder_that_is_not_there_is_told_and_the_backup_is_made_all_the_same(
    store: Store, tmp_path: Path
) -> None:
    store.write_setting(COPIES_SETTING, str(tmp_path / "stick")).result()
    store.append([build_event()]).result()
    assert check_backup(store.make_backup().result().path) == 1
    assert "not copied to" in str(store.notice)
    (tmp_path / "stick").mkdir()
    store.make_backup().result()
    assert store.notice is None


def test_a_second_folder_without_room_keeps_nothing_half(store: Store, tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 16) as stick:
        store.write_setting(COPIES_SETTING, str(stick)).result()
        store.append([build_event()]).result()
        store.make_backup().result()
        assert "not copied to" in str(store.notice)
        assert list(stick.iterdir()) == []
