"""Where judgments of one assessor do not know of each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_EACH = "SELECT DISTINCT submission FROM clashes"
_OF_ONE = """
    SELECT DISTINCT submission FROM (
        SELECT submission FROM events AS old
        WHERE kind = 'judgment' AND target IS NOT NULL AND actor IN ({keys}) AND NOT EXISTS (
            SELECT 1 FROM supersessions AS link JOIN events AS new
                ON new.submission = link.submission AND new.seq = link.seq AND new.id = link.event
            WHERE link.superseded = old.id
                AND new.submission = old.submission
                AND new.rubric = old.rubric
                AND new.actor IN ({keys})
        )
        GROUP BY submission, rubric, target HAVING count(*) > 1
    )
"""


def find_clashes(database: Database, keys: Collection[str] = ()) -> frozenset[str]:
    """Ids of submissions with a clash of the assessor who signs, or signed, with those keys.

    Without keys: of any assessor, each key taken for one of its own.
    """
    marks = ", ".join("?" * len(keys))
    query = _OF_ONE.format(keys=marks) if keys else _OF_EACH
    return frozenset(str(row[0]) for row in database.execute(query, (*keys, *keys)))
