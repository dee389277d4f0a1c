"""Where judgments of one assessor do not know of each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from workbench.store.schema import STANDING

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_EACH = "SELECT DISTINCT submission FROM clashes"
_OF_ONE = """
    SELECT DISTINCT submission FROM (
        SELECT submission FROM ({standing})
        WHERE kind = 'judgment' AND target IS NOT NULL AND actor IN ({keys})
        GROUP BY submission, rubric, target HAVING count(*) > 1
    )
"""
"""The view `clashes`, with all keys of one assessor taken as one."""


def find_clashes(database: Database, keys: Collection[str] = ()) -> frozenset[str]:
    """Ids of submissions with a clash of the assessor who signs, or signed, with those keys.

    Without keys: of any assessor, each key taken for one of its own.
    """
    if not keys:
        return _read(database, _OF_EACH)
    marks = ", ".join("?" * len(keys))
    standing = STANDING.format(new_is_of_the_same=f"new.actor IN ({marks})")
    return _read(database, _OF_ONE.format(standing=standing, keys=marks), *keys, *keys)


def _read(database: Database, query: str, *values: str) -> frozenset[str]:
    return frozenset(str(row[0]) for row in database.execute(query, values))
