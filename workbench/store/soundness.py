"""Whether a database is whole: its pages, its indexes, and every event in it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from workbench.store.connection import get_error_code
from workbench.store.event_rows import find_damaged_events

if TYPE_CHECKING:
    from sqlite_utils import Database

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLITE_ERROR is a query that does not fit the tables: their description is damaged."""


def find_damage(database: Database) -> str | None:
    """What is wrong, in a few words, or None.

    Raises:
        sqlite3.Error: when the database cannot be read now, whole or not.
    """
    try:
        return _find_broken_pages(database) or _find_broken_event(database)
    except sqlite3.Error as error:
        if get_error_code(error) in _BROKEN:
            return str(error)
        raise


def count_events(database: Database) -> int:
    """How many events there are; 0 before there is a table for them."""
    if not _has_events(database):
        return 0
    return int(database.execute("SELECT count(*) FROM events").fetchone()[0])


def _find_broken_pages(database: Database) -> str | None:
    found = str(database.execute("PRAGMA integrity_check(1)").fetchone()[0]).replace("\n", " ")
    return None if found == "ok" else found.removeprefix("*** in database main *** ")


def _find_broken_event(database: Database) -> str | None:
    damaged = find_damaged_events(database) if _has_events(database) else ()
    if not damaged:
        return None
    count = f"{len(damaged)} events are" if len(damaged) > 1 else "one event is"
    return f"{count} not as signed, the first is {damaged[0][:12]}"


def _has_events(database: Database) -> bool:
    return bool(
        database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'events'").fetchone()[0]
    )
