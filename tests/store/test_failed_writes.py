"""Writes that fail: a sentence, nothing lost, and later writes succeed again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.small_disk import mount, small_disk
from tests.store.events import build_event, build_store, store_file
from workbench.store.errors import BackupError, StoreError, StoreFullError, StoreMovedError
from workbench.store.store import Store, open_store

SMALL_DISKS = range(4, 1000, 32)
"""Kibibytes."""


@pytest.mark.skipif(os.name == "nt", reason="limits on file sizes are POSIX")
def test_a_limit_on_the_files_size_loses_nothing_wherever_it_strikes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.limited_child", str(tmp_path)]
    child = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    results = json.loads(child.stdout)
    opened = [result for result in results if result["opened"]]
    assert {result["opened"] for result in results} == {True, False}
    assert all(result["left"] == 36 for result in opened)
    assert any(0 < result["stored"] < 36 for result in opened)
    assert all("could not be" in r["said"] for r in results if r.get("stored") != 36)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """The mount point of a small real file system; the test says how small."""
    with small_disk(tmp_path / "disk", 4) as place:
        yield place


def test_a_full_disk_loses_nothing_at_any_size(disk: Path) -> None:
    met: set[str] = set()
    for kibibytes in SMALL_DISKS:
        mount(disk, kibibytes, again=True)
        folder = disk / "desk"
        met.add(work_until_full(disk, folder))
        mount(disk, 100_000, again=True)
        with closing(open_store(folder)) as store:
            for seq in range(1, 41):
                store.append([build_event(seq)]).result()
            assert [event.seq for event in store.read_events()] == list(range(1, 41))
        shutil.rmtree(folder)
    assert {"opening", "appending", "nothing"} <= met


def work_until_full(disk: Path, folder: Path) -> str:
    """Append until the disk is full; once there is room, the same store takes the rest."""
    try:
        store = open_store(folder)
    except StoreError:
        return "opening"
    with closing(store):
        for seq in range(1, 41):
            error = store.append([build_event(seq)]).exception()
            if error is None:
                continue
            assert isinstance(error, StoreFullError)
            assert "the disk is full" in str(error)
            assert [event.seq for event in store.read_events()] == list(range(1, seq))
            mount(disk, 100_000, again=True)
            store.append([build_event(seq)]).result()
            assert [event.seq for event in store.read_events()] == list(range(1, seq + 1))
            return "appending"
    return "nothing"


def test_a_backup_that_finds_no_room_is_told_and_does_not_disturb(disk: Path) -> None:
    mount(disk, 1000, again=True)
    folder = disk / "desk"
    with closing(open_store(folder)) as store:
        room = os.statvfs(disk)
        (disk / "ballast").write_bytes(bytes(room.f_bavail * room.f_bsize - 98_304))
        assert isinstance(store.make_backup().exception(), BackupError)
        assert list((folder / "backups").iterdir()) == []
        store.append([build_event()]).result()
        (disk / "ballast").unlink()
        store.append([build_event(2)]).result()
    with closing(open_store(folder, read_only=True)) as again:
        assert len(again.read_events()) == 2
        assert len(again.list_backups()) == 1


def test_a_failed_daily_backup_stays_in_the_notice_until_one_succeeds(
    store: Store, folder: Path
) -> None:
    in_the_way = folder / "backups"
    in_the_way.write_text("a file")
    store.append([build_event()]).result()
    store.read_events()
    assert "backup" in str(store.notice)
    assert not store.is_read_only
    in_the_way.unlink()
    store.make_backup().result()
    assert store.notice is None


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved on Windows")
def test_a_folder_that_was_moved_away_is_told_and_found_again(store: Store, folder: Path) -> None:
    store.append([build_event(1)]).result()
    store.make_backup().result()
    folder.rename(folder.with_name("elsewhere"))
    failed = build_event(2)
    error = store.append([failed]).exception()
    assert isinstance(error, StoreMovedError)
    assert "put it back" in str(error)
    assert isinstance(store.make_backup().exception(), StoreMovedError)
    folder.with_name("elsewhere").rename(folder)
    store.append([failed]).result()
    assert len(store.read_events()) == 2


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be replaced on Windows")
def test_another_file_in_its_place_is_not_taken_for_the_store(folder: Path) -> None:
    build_store(folder)
    store = open_store(folder)
    away = store_file(folder).rename(folder / "away.db")
    store_file(folder).write_bytes(away.read_bytes())
    assert isinstance(store.append([build_event(9)]).exception(), StoreMovedError)
    assert isinstance(store.make_backup().exception(), StoreMovedError)
    store.close()
