"""Migrations: each from the version before, backed up first, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.conftest import CHECKOUT
from tests.store.dying_migration import add_column
from tests.store.events import build_event, build_old_store, store_file
from workbench.store.backups import check_backup, list_backups
from workbench.store.connection import connect
from workbench.store.opening import open_database
from workbench.store.schema import MIGRATIONS, read_version
from workbench.store.store import open_store


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_store_of_every_earlier_version_opens_with_all_it_held(
    folder: Path, version: int
) -> None:
    build_old_store(folder, version)
    store = open_store(folder)
    assert [event.seq for event in store.read_events()] == [1, 2, 3]
    assert store.read_submissions() == ()
    store.append([build_event(4)]).result()
    store.close()


def test_each_step_is_preceded_by_a_backup_of_what_was_there(folder: Path) -> None:
    build_old_store(folder, 1)
    steps = (*MIGRATIONS, add_column)
    open_database(folder, migrations=steps).database.close()
    backups = list_backups(folder)
    assert [backup.version for backup in backups] == [3, 2, 1]
    assert [check_backup(backup.path) for backup in backups] == [3, 3, 3]


def test_a_queue_from_before_assessors_were_kept_apart_is_everybodys_until_opened(
    folder: Path,
) -> None:
    build_old_store(folder, 2)
    with closing(connect(store_file(folder))) as database:
        database.execute(
            "INSERT INTO submissions VALUES ('s', 1, 'k', 't', 'r', '\"b.zip\"', 'm', '', 3, 9, 0, "
            "'in_progress', NULL)"
        )
    with closing(open_store(folder)) as store:
        (row,) = store.read_submissions("first")
        assert (row.id, row.judged, row.actor) == ("s", 3, "")
        assert store.read_submissions("second") == (row,)
        store.note_submission(replace(row, actor="first", judged=4)).result()
        assert [r.judged for r in store.read_submissions("first")] == [4]
        assert store.read_submissions("second") == ()
        store.note_submission(replace(row, actor="second", judged=0)).result()
        assert [r.judged for r in store.read_submissions("first")] == [4]
        assert len(store.read_submissions()) == 2


def test_a_new_store_needs_no_backup(folder: Path) -> None:
    open_store(folder).close()
    assert list_backups(folder) == ()


def test_a_migration_that_fails_leaves_the_version_before_it(folder: Path) -> None:
    def fail(database: Database) -> None:
        add_column(database)
        message = "a fault of ours"
        raise RuntimeError(message)

    build_old_store(folder, len(MIGRATIONS))
    with pytest.raises(RuntimeError, match="a fault of ours"):
        open_database(folder, migrations=(*MIGRATIONS, fail))
    assert_untouched(folder)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_migration_that_is_killed_leaves_the_version_before_it(folder: Path, moment: str) -> None:
    build_old_store(folder, len(MIGRATIONS))
    size = store_file(folder).stat().st_size
    command = [sys.executable, "-m", "tests.store.dying_migration", str(folder), moment]
    child = subprocess.run(command, cwd=CHECKOUT, check=False)
    assert child.returncode == -signal.SIGKILL
    if moment == "after":
        assert store_file(folder).stat().st_size > size
    assert_untouched(folder)
    opened = open_database(folder, migrations=(*MIGRATIONS, add_column))
    assert read_version(opened.database) == len(MIGRATIONS) + 1
    opened.database.close()


def assert_untouched(folder: Path) -> None:
    """The store is what it was before the step, and so is the backup."""
    store = open_store(folder)
    assert [event.seq for event in store.read_events()] == [1, 2, 3]
    assert store.notice is None
    store.close()
    with closing(connect(store_file(folder), read_only=True)) as database:
        assert read_version(database) == 3
        assert "half_done" not in database.table_names()
        assert "due" not in database.table("submissions").columns_dict
    assert [check_backup(backup.path) for backup in list_backups(folder)] == [3]
