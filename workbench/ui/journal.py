"""The review being written: every change becomes a signed event, and Saved means stored."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from workbench.assessment.event import Event, EventKind, Json
from workbench.assessment.judgment import Judgment, format_judgment_body
from workbench.assessment.recording import draft_event
from workbench.assessment.review import Review, fold_review
from workbench.store.keys import Identity
from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a judgment, so that it can be undone and done again."""

    before: Judgment
    after: Judgment


class Journal(QObject):
    """Holds the events of one review and its folded state; writes go to the store's writer."""

    judgment_recorded = Signal(str)
    """The target whose judgment changed."""
    review_changed = Signal()
    """Anything else of the review changed."""
    saved = Signal(str)
    """Everything written so far is stored for good; carries the last event's instant."""
    save_failed = Signal(str)
    """A write failed; carries the sentence. The words stay in memory and are tried again."""

    _stored = Signal(object)

    def __init__(
        self,
        store: Store,
        identity: Identity,
        events: tuple[Event, ...],
        review: Review,
        manifest: str,
    ) -> None:
        super().__init__()
        self.review = review
        self._store = store
        self._identity = identity
        self._events = list(events)
        self._manifest = manifest
        self._unsaved: dict[str, Event] = {}
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._stored.connect(self._settle)

    @property
    def is_saved(self) -> bool:
        """True when the store has acknowledged every event."""
        return not self._unsaved

    @property
    def events(self) -> tuple[Event, ...]:
        """All events of this submission that are known, newest last."""
        return tuple(self._events)

    def judge(self, judgment: Judgment) -> None:
        """Record the judgment; nothing happens when it says what the last one said."""
        before = self.review.judgment(judgment.target)
        if judgment == before and judgment.target not in self.review.clashes:
            return
        self._undo.append(Change(before, judgment))
        self._redo.clear()
        self._write_judgment(judgment)

    def undo(self) -> str | None:
        """Take the last change back, by an event of its own; the target, or None."""
        return self._step(self._undo, self._redo, "before")

    def redo(self) -> str | None:
        """Do again what was taken back last; the target, or None."""
        return self._step(self._redo, self._undo, "after")

    def write(
        self, kind: EventKind, target: str | None = None, body: Mapping[str, Json] | None = None
    ) -> Event:
        """Record an event of any other kind."""
        event = self._append(kind, target, body)
        self.review_changed.emit()
        return event

    def save_again(self) -> None:
        """Offer the store again what it could not take."""
        waiting = tuple(self._unsaved.values())
        if waiting:
            self._send(waiting)

    def _step(self, source: list[Change], sink: list[Change], side: str) -> str | None:
        if not source:
            return None
        change = source.pop()
        sink.append(change)
        judgment: Judgment = getattr(change, side)
        self._write_judgment(judgment)
        return judgment.target

    def _write_judgment(self, judgment: Judgment) -> None:
        self._append("judgment", judgment.target, format_judgment_body(judgment))
        self.judgment_recorded.emit(judgment.target)

    def _append(
        self, kind: EventKind, target: str | None, body: Mapping[str, Json] | None
    ) -> Event:
        draft = draft_event(self.review, kind, manifest=self._manifest, target=target, body=body)
        event = self._identity.sign(draft)
        self._events.append(event)
        self.review = fold_review(
            self._events,
            submission=self.review.submission,
            rubric=self.review.rubric,
            actor=self.review.actor,
        )
        self._unsaved[event.id] = event
        self._send((*self._unsaved.values(),))
        return event

    def _send(self, events: tuple[Event, ...]) -> None:
        future = self._store.append(events)
        future.add_done_callback(lambda f: self._stored.emit((events, f)))

    def _settle(self, answer: tuple[tuple[Event, ...], Future[None]]) -> None:
        events, future = answer
        error = future.exception()
        if error is not None:
            self.save_failed.emit(str(error))
            return
        for event in events:
            self._unsaved.pop(event.id, None)
        if self.is_saved:
            self.saved.emit(events[-1].at)
