"""Unsigned events of one assessor, with only the interesting part spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.assessment.event import Event, EventDraft, EventKind, seal
from workbench.assessment.review import Review, fold_review

SUBMISSION = "urn:uuid:7d0e6b52-6a3e-4f0b-9d53-2f4a6f1f0c11"
RUBRIC = "small-rubric@2026.1#" + "e" * 64
ACTOR = "34750f98bd59fcfc946da45aaabe933b"


def build_event(kind: EventKind = "judgment", seq: int = 1, **changes: Any) -> Event:  # noqa: ANN401 - whatever a draft has
    """An event on detail 1a; `changes` are fields of the draft."""
    draft = EventDraft(
        kind=kind,
        at=f"2026-11-14T10:42:{seq % 60:02}.000Z",
        actor=ACTOR,
        seq=seq,
        submission=SUBMISSION,
        manifest="f" * 64,
        rubric=RUBRIC,
        target="1a",
    )
    return seal(replace(draft, **changes), "00" * 64)


def fold(events: Sequence[Event]) -> Review:
    """The review of `ACTOR` that these events amount to."""
    return fold_review(events, submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR)
