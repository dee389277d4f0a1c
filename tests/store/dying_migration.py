"""A program that is killed in the middle of a migration: `python -m … FOLDER before|after`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlite_utils import Database

from workbench.store.opening import open_database
from workbench.store.schema import MIGRATIONS


def add_column(database: Database) -> None:
    """A migration of tomorrow."""
    database.execute("ALTER TABLE submissions ADD COLUMN due TEXT")


def die_before(_: Database) -> None:
    """Be killed before anything is changed."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(database: Database) -> None:
    """Be killed when the file itself is already changed, beyond what the page cache holds."""
    add_column(database)
    database.execute("PRAGMA cache_size = 1")
    database.execute("CREATE TABLE half_done (x TEXT) STRICT")
    for _ in range(50):
        database.execute("INSERT INTO half_done VALUES (hex(zeroblob(4000)))")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    step = {"before": die_before, "after": die_after}[sys.argv[2]]
    open_database(Path(sys.argv[1]), migrations=(*MIGRATIONS, step))
