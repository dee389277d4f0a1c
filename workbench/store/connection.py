"""Opening SQLite the one way that never loses an acknowledged word."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store.errors import StoreError, StoreFullError, StoreReadOnlyError, StoreWriteError

if TYPE_CHECKING:
    from sqlite_utils import Database

PATIENCE_SECONDS = 0.5
"""How long another program may take to let go of the store before we say that it is open."""

_PRAGMAS = (
    "page_size=16384",  # of a new file; a judgment of 4 kB still fits into its tree
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)

_WHY = {
    sqlite3.SQLITE_BUSY: "another program holds the file just now",
    sqlite3.SQLITE_LOCKED: "another program holds the file just now",
    sqlite3.SQLITE_IOERR: "the disk did not take it",
    sqlite3.SQLITE_CANTOPEN: "no file can be made in its folder just now",
}


def load_database() -> type[Database]:
    """The class `Database` of sqlite-utils, loaded late and without NumPy and pandas.

    WORKAROUND; sqlite-utils 4.2 loads them where they are installed, for types of columns that
    nobody stores here: half a second and 60 MB at every start.
    """
    absent = [name for name in ("numpy", "pandas") if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment] # so Python says that there is none
    try:
        from sqlite_utils import Database  # noqa: PLC0415
    finally:
        for name in absent:
            del sys.modules[name]
    return Database


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection of the calling thread to an existing file.

    The writing connection locks everybody else out from its first transaction until it closes.

    Raises:
        sqlite3.Error: when the file cannot be opened or is no SQLite file.
    """
    database = load_database()
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        if not read_only:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    connection.text_factory = decode_text
    return database(connection, execute_plugins=False)


def decode_text(stored: bytes) -> str:
    """The text of a column; a damaged byte is no reason to show nothing."""
    return stored.decode(errors="replace")


def explain_write_failure(path: Path, error: sqlite3.Error | OSError) -> StoreError:
    """The sentence for a write that failed."""
    code = get_error_code(error)
    if code == sqlite3.SQLITE_FULL:
        return StoreFullError(path)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return StoreReadOnlyError(path)
    return StoreWriteError(path, _WHY.get(code) or str(error))


def get_error_code(error: Exception) -> int:
    """SQLite's primary result code of the error, 0 where it has none."""
    code = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF
