"""The queue: what the store remembers of each submission that was opened."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sqlite_utils import Database

SubmissionState = Literal["new", "in_progress", "finished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """One row of the queue. All of it can be derived again from bundle and events."""

    id: str
    attempt: int
    practitioner_key: str
    """The pseudonym; the store never holds the name."""
    credential_title: str
    rubric: str
    """Identity of the rubric."""
    bundle_path: str
    manifest: str
    """SHA-256 of the bundle's payload manifest."""
    opened_at: str
    """UTC instant, ISO 8601."""
    judged: int = 0
    total: int = 0
    findings: int = 0
    state: SubmissionState = "new"
    decision: str | None = None
    """Outcome of the decision, such as `earned`; None while there is none."""
    actor: str = ""
    """Fingerprint of the assessor whose row it is; empty in rows of earlier programs."""


_SELECT = (
    f"SELECT {', '.join(field.name for field in fields(SubmissionRow))} "  # noqa: S608 - our own names
    "FROM submissions "
)
_OWN = (
    "WHERE actor = :actor OR (actor = '' AND id NOT IN "
    "(SELECT id FROM submissions WHERE actor = :actor)) "
)
_ORDER = "ORDER BY opened_at DESC, id"


def write_submission(database: Database, row: SubmissionRow) -> None:
    """Add the row, or replace that assessor's one of the same id. The caller holds the transaction.

    A row that no assessor is known of becomes the one's who opens the submission first.
    """
    values = asdict(row)
    values["bundle_path"] = json.dumps(row.bundle_path)
    database.execute("DELETE FROM submissions WHERE id = ? AND actor = ''", (row.id,))
    database.table("submissions").upsert(values, pk=("id", "actor"))


def read_submissions(database: Database, actor: str | None = None) -> tuple[SubmissionRow, ...]:
    """All rows, or those of one assessor; the one opened last first."""
    if actor is None:
        rows = database.query(_SELECT + _ORDER)
    else:
        rows = database.query(_SELECT + _OWN + _ORDER, {"actor": actor})
    return tuple(parsed for row in rows if (parsed := _parse(row)))


def _parse(row: dict[str, Any]) -> SubmissionRow | None:
    # File names on Linux may hold bytes that are no text; JSON escapes carry them through.
    try:
        return SubmissionRow(**{**row, "bundle_path": json.loads(row["bundle_path"])})
    except ValueError:  # damaged on the disk; opening the bundle writes it again
        return None
