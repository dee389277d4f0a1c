"""The review being written: every change becomes a signed event, and Saved means stored."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from workbench.assessment.changes import REDOES, UNDOES, Change, fold_undo, list_changes
from workbench.assessment.event import Event, EventKind, Json
from workbench.assessment.judgment import Judgment, format_judgment_body
from workbench.assessment.recording import draft_event
from workbench.assessment.review import Review, refold_review
from workbench.store.keys import Identity
from workbench.ui.outbox import Outbox


class Journal(QObject):
    """Holds the events of one review and its folded state; writes go out by the outbox."""

    judgment_recorded = Signal(str)
    """The target whose judgment changed."""
    review_changed = Signal()
    """Anything else of the review changed."""
    typing_changed = Signal(bool)
    """Whether words stand in a field that are no event yet."""

    def __init__(
        self,
        outbox: Outbox,
        identity: Identity,
        events: tuple[Event, ...],
        review: Review,
        manifest: str,
    ) -> None:
        super().__init__()
        self.review = review
        self.is_typing = False
        self._outbox = outbox
        self._identity = identity
        self._events = {event.id: event for event in events}
        self._manifest = manifest
        self._take_in_waiting()

    def take_key(self, identity: Identity) -> None:
        """Sign what follows with this key: the same assessor's, unlocked meanwhile."""
        self._identity = identity

    @property
    def is_saved(self) -> bool:
        """True when the store has acknowledged every event, and no typed word is left over."""
        return not self.is_typing and not self._outbox.waiting

    @property
    def events(self) -> tuple[Event, ...]:
        """All events of this submission that are known, newest last."""
        return tuple(self._events.values())

    @property
    def own_events(self) -> tuple[Event, ...]:
        """The events of this review: of this assessor, submission and rubric."""
        return tuple(filter(self.review.owns, self._events.values()))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of this assessor's judgments, in order."""
        return list_changes(self.own_events)

    def judge(self, judgment: Judgment) -> None:
        """Record the judgment; nothing happens when it says what the last one said."""
        before = self.review.judgment(judgment.target)
        if judgment != before or judgment.target in self.review.clashes:
            self._write_judgment(judgment)

    def undo(self) -> str | None:
        """Take the last change back, by an event of its own; the target, or None."""
        done = fold_undo(self.changes).done
        return self._restore(done[-1].before, {UNDOES: done[-1].event}) if done else None

    def redo(self) -> str | None:
        """Do again what was taken back last; the target, or None."""
        undone = fold_undo(self.changes).undone
        return self._restore(undone[-1].after, {REDOES: undone[-1].event}) if undone else None

    def write(
        self, kind: EventKind, target: str | None = None, body: Mapping[str, Json] | None = None
    ) -> Event:
        """Record an event of any other kind."""
        event = self._append(kind, target, body)
        self.review_changed.emit()
        return event

    def note_typing(self, *, is_typing: bool) -> None:
        """Say whether words stand in a field that are no event yet."""
        if is_typing != self.is_typing:
            self.is_typing = is_typing
            self.typing_changed.emit(is_typing)

    def save_again(self) -> None:
        """Offer the store again what it could not take."""
        self._outbox.send_again()

    def _take_in_waiting(self) -> None:
        """Events that the store could not take yet are part of the review all the same."""
        own = [e for e in self._outbox.waiting if e.submission == self.review.submission]
        if own:
            self._events |= {event.id: event for event in own}
            self._fold()

    def _restore(self, judgment: Judgment, mark: Mapping[str, Json]) -> str:
        self._write_judgment(judgment, mark)
        return judgment.target

    def _write_judgment(self, judgment: Judgment, mark: Mapping[str, Json] | None = None) -> None:
        body = {**format_judgment_body(judgment), **(mark or {})}
        self._append("judgment", judgment.target, body)
        self.judgment_recorded.emit(judgment.target)

    def _append(
        self, kind: EventKind, target: str | None, body: Mapping[str, Json] | None
    ) -> Event:
        draft = draft_event(self.review, kind, manifest=self._manifest, target=target, body=body)
        event = self._identity.sign(draft)
        self._events[event.id] = event
        self._fold()
        self._outbox.post(event)
        return event

    def _fold(self) -> None:
        self.review = refold_review(self.review, self._events.values())
