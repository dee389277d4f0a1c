"""What was asked of the PDF worker and waits: the most urgent first, what nobody wants left out."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from enum import IntEnum
from typing import Any, Generic, TypeVar

from workbench.evidence.pdf.messages import Job

_YIELD_SECONDS = 1.0
"""A job that nobody wants any more is broken off after this long, when another waits."""

AnswerT = TypeVar("AnswerT")


class Priority(IntEnum):
    """What is done first; within one priority the latest request comes last."""

    VISIBLE = 0
    NEIGHBOUR = 1
    THUMBNAIL = 2
    TEXT = 3


class Ticket:
    """One request on its way."""

    __slots__ = ("_queue", "is_cancelled")

    def __init__(self, queue: RequestQueue) -> None:
        self._queue = queue
        self.is_cancelled = False

    def cancel(self) -> None:
        """Say that the answer is no longer wanted; `done` will not be called."""
        self.is_cancelled = True
        self._queue.note_cancelled()

    def move(self, priority: int) -> None:
        """Let it wait at another priority, as the latest there; nothing if it waits no longer."""
        self._queue.move(self, priority)


class Entry(Generic[AnswerT]):
    """A request in the queue."""

    __slots__ = ("done", "has_died", "job", "ticket")

    def __init__(self, job: Job[AnswerT], done: Callable[[Any], None], ticket: Ticket) -> None:
        self.job = job
        self.done = done
        self.ticket = ticket
        self.has_died = False
        """Whether the worker has died under this job once."""


class RequestQueue:
    """Requests by priority, and the one that is being answered; safe from any thread."""

    def __init__(self, break_off: Callable[[], None]) -> None:
        """`break_off` stops the job at hand; it is called with the queue locked."""
        self._break_off = break_off
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int, Entry[Any]]] = []
        self._numbers = itertools.count()
        self._current: Entry[Any] | None = None
        self._began = 0.0
        self._alarm: threading.Timer | None = None
        self.is_closed = False

    def put(self, job: Job[Any], priority: int, done: Callable[[Any], None]) -> Ticket | None:
        """The ticket of the new request; None when the queue is closed."""
        ticket = Ticket(self)
        with self._changed:
            if self.is_closed:
                return None
            entry = Entry(job, done, ticket)
            heapq.heappush(self._waiting, (priority, next(self._numbers), entry))
            self._break_off_unwanted()
            self._changed.notify()
        return ticket

    def take(self) -> Entry[Any] | None:
        """The most urgent request that is still wanted, waited for; None once it is closed."""
        with self._changed:
            while not self.is_closed:
                while self._waiting:
                    entry = heapq.heappop(self._waiting)[2]
                    if not entry.ticket.is_cancelled:
                        self._current, self._began = entry, time.monotonic()
                        return entry
                self._changed.wait()
        return None

    def move(self, ticket: Ticket, priority: int) -> None:
        """Let that request wait at another priority; see `Ticket.move`."""
        with self._changed:
            for place, (present, _, entry) in enumerate(self._waiting):
                if entry.ticket is ticket and present != priority:
                    self._waiting[place] = (priority, next(self._numbers), entry)
                    heapq.heapify(self._waiting)
                    return

    def note_cancelled(self) -> None:
        """A ticket was cancelled; the job at hand may be wanted no more."""
        with self._changed:
            self._break_off_unwanted()

    def note_answered(self) -> None:
        """The job at hand is done: it can't be broken off any more."""
        with self._changed:
            self._current = None

    def close(self) -> bool:
        """Let nobody wait or ask any more; False when it was closed before."""
        with self._changed:
            was_closed, self.is_closed = self.is_closed, True
            if self._alarm is not None:
                self._alarm.cancel()
            self._changed.notify()
        return not was_closed

    def empty(self) -> list[Entry[Any]]:
        """The requests that were never answered, which are forgotten here."""
        with self._changed:
            entries = [entry for _, _, entry in self._waiting]
            self._waiting.clear()
        return entries

    def _break_off_unwanted(self) -> None:
        """End a long job that nobody wants while others wait; call with the lock held.

        A job that isn't long yet is looked at again when it has become so.
        """
        if self._current is None or not self._current.ticket.is_cancelled:
            return
        if all(entry.ticket.is_cancelled for _, _, entry in self._waiting):
            return
        left = self._began + _YIELD_SECONDS - time.monotonic()
        if left <= 0:
            self._break_off()
        elif self._alarm is None and not self.is_closed:
            self._alarm = threading.Timer(left, self._look_again)
            self._alarm.name, self._alarm.daemon = "pdf-alarm", True
            self._alarm.start()

    def _look_again(self) -> None:
        with self._changed:
            self._alarm = None
            self._break_off_unwanted()
