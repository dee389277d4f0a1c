"""Events on their way into the store: kept in memory, and offered again until it has them."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.assessment.event import Event
from workbench.store.store import Store

AGAIN_MS = 2000
"""So long after a failure everything that waits is offered again."""


class Outbox(QObject):
    """Outlives the open submission, so that leaving it loses nothing that could not be saved."""

    saved = Signal(str)
    """Everything posted so far is stored for good; carries the last event's instant."""
    failed = Signal(str)
    """A write failed; carries the sentence. The events stay here and are tried again."""

    _answered = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._waiting: dict[str, Event] = {}
        self.trouble = ""
        """The sentence of the last failure; empty once everything is stored."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.send_again)
        self._answered.connect(self._settle)

    @property
    def waiting(self) -> tuple[Event, ...]:
        """The events that the store has not acknowledged, oldest first."""
        return tuple(self._waiting.values())

    def post(self, event: Event) -> None:
        """Hand the event to the store, and whatever it could not take before."""
        self._waiting[event.id] = event
        self._send(self.waiting if self.trouble else (event,))

    def send_again(self) -> None:
        """Offer the store again what it could not take."""
        if self._waiting:
            self._send(self.waiting)

    def _send(self, events: tuple[Event, ...]) -> None:
        future = self._store.append(events)
        future.add_done_callback(lambda answer: self._answered.emit((events, answer)))

    def _settle(self, answered: tuple[tuple[Event, ...], Future[None]]) -> None:
        events, answer = answered
        error = answer.exception()
        if error is not None:
            self.trouble = str(error)
            self._again.start()
            self.failed.emit(self.trouble)
            return
        for event in events:
            self._waiting.pop(event.id, None)
        if not self._waiting:
            self.trouble = ""
            self._again.stop()
            self.saved.emit(events[-1].at)
