"""The next event of a review: what it supersedes, and its place in the order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from workbench.assessment.event import EventDraft, EventKind, Json
from workbench.assessment.review import Review

_REPLACED: Mapping[str, tuple[str, ...]] = {
    "judgment": ("judgment",),
    "note": ("note",),
    "finding_answered": ("finding_answered",),
    "condition": ("condition",),
    "review_finished": ("review_finished",),
    "review_reopened": ("review_finished", "review_reopened"),
}
"""Which kinds of events on the same target an event of that kind supersedes."""


def draft_event(
    review: Review,
    kind: EventKind,
    *,
    manifest: str,
    target: str | None = None,
    body: Mapping[str, Json] | None = None,
    at: datetime | None = None,
) -> EventDraft:
    """The draft of the event that follows on the review as it stands.

    It supersedes every head it replaces, so recording a judgment settles a clash. `at` is now
    when not given.
    """
    heads = [
        known
        for replaced in _REPLACED.get(kind, ())
        for known in review.heads.get((replaced, target or ""), ())
    ]
    return EventDraft(
        kind=kind,
        at=format_instant(at or datetime.now(UTC)),
        actor=review.actor,
        seq=review.last_seq + 1,
        submission=review.submission,
        manifest=manifest,
        rubric=review.rubric,
        target=target,
        supersedes=tuple(heads),
        body=body or {},
    )


def format_instant(instant: datetime) -> str:
    """The instant in UTC, ISO 8601 with milliseconds: `2026-11-14T10:42:07.125Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
