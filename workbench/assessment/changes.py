"""The changes of one assessor's judgments: what can be undone, done again, and told.

An undo is a judgment that restores what stood before and names the change it takes back; so what
can be undone is known from the events alone, also after the program was started again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal

from workbench.assessment.event import Event
from workbench.assessment.judgment import Feedback, Judgment, parse_judgment_body

UNDOES = "undoes"
REDOES = "redoes"
"""Fields in the body of a judgment event: the id of the change that it takes back or restores."""

Way = Literal["made", "undone", "redone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a judgment; typing that goes on in one field is one change."""

    event: str
    """Id of the last of its events."""
    at: str
    """UTC instant, ISO 8601."""
    before: Judgment
    after: Judgment
    way: Way = "made"

    @property
    def target(self) -> str:
        """The detail or part that was judged."""
        return self.after.target


@dataclass(frozen=True, slots=True)
class UndoStack:
    """What can be taken back and what can be done again; the next one is last."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()


def list_changes(events: Iterable[Event]) -> tuple[Change, ...]:
    """Every change in the order of its recording, undoing and doing again among them.

    `events` are those of one review: one submission, rubric identity and actor.
    """
    latest: dict[str, Judgment] = {}
    changes: list[Change] = []
    for event in sorted({e.id: e for e in events}.values(), key=lambda e: (e.seq, e.id)):
        if event.kind != "judgment" or not event.target:
            continue
        after = parse_judgment_body(event.target, event.body)
        before = latest.get(event.target, Judgment(target=event.target))
        latest[event.target] = after
        change = Change(
            event=event.id, at=event.at, before=before, after=after, way=_find_way(event)
        )
        if changes and _goes_on(changes[-1], change):
            changes[-1] = replace(change, before=changes[-1].before)
        else:
            changes.append(change)
    return tuple(changes)


def fold_undo(changes: Iterable[Change]) -> UndoStack:
    """What those changes leave to be undone and to be done again."""
    done: list[Change] = []
    undone: list[Change] = []
    for change in changes:
        if change.way == "made":
            if change.before != change.after:
                done.append(change)
                undone.clear()
        else:
            source, sink = (done, undone) if change.way == "undone" else (undone, done)
            if source:
                sink.append(source.pop())
    return UndoStack(tuple(done), tuple(undone))


def find_changed_fields(before: Judgment, after: Judgment) -> frozenset[str]:
    """The names of what differs, those of the feedback's places among them."""
    names = {f.name for f in fields(Judgment)} - {"feedback", "target"}
    changed = {name for name in names if getattr(before, name) != getattr(after, name)}
    places = {f.name for f in fields(Feedback)}
    return frozenset(
        changed | {n for n in places if getattr(before.feedback, n) != getattr(after.feedback, n)}
    )


WORDS = frozenset({"rationale", *(f.name for f in fields(Feedback))})
"""The fields that are typed into."""


def _find_way(event: Event) -> Way:
    if event.body.get(UNDOES):
        return "undone"
    return "redone" if event.body.get(REDOES) else "made"


def _goes_on(earlier: Change, later: Change) -> bool:
    """Whether the later one only types on in the one field that the earlier one typed into."""
    if earlier.way != "made" or later.way != "made" or earlier.target != later.target:
        return False
    field = find_changed_fields(later.before, later.after)
    return (
        len(field) == 1
        and field <= WORDS
        and field == find_changed_fields(earlier.before, earlier.after)
    )
