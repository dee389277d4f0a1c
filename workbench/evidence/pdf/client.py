"""The way to the PDF worker: jobs by priority, answers by callback, the worker kept alive."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, Generic, TypeVar, cast

from workbench.evidence.pdf.arena import Arena
from workbench.evidence.pdf.errors import PdfError, make_error
from workbench.evidence.pdf.messages import (
    MAX_PIXELS,
    AnyJob,
    Drawn,
    DrawPicture,
    Failed,
    Job,
    Reason,
    Render,
    Reply,
    Request,
)
from workbench.evidence.pdf.process import WorkerEndedError, WorkerProcess, worker_command

_log = logging.getLogger(__name__)

ARENA_BYTES = 256 * 1024 * 1024
_STRIKES = 2
_YIELD_SECONDS = 1.0
"""A job that nobody wants any more is broken off after this long, when another waits."""
_LARGEST_OFFER = 3 * MAX_PIXELS

AnswerT = TypeVar("AnswerT")


class Priority(IntEnum):
    """What is done first; within one priority the latest request comes last."""

    VISIBLE = 0
    NEIGHBOUR = 1
    THUMBNAIL = 2
    TEXT = 3


class Picture:
    """One drawn picture: 3 bytes a pixel (red, green, blue), `width * 3` bytes a row.

    The bytes may lie in memory that is lent out again once this object is gone, so keep it as
    long as anything reads them.
    """

    __slots__ = ("__weakref__", "height", "pixels", "width")

    def __init__(self, width: int, height: int, pixels: memoryview) -> None:
        self.width = width
        self.height = height
        self.pixels = pixels

    @property
    def size_bytes(self) -> int:
        """How much memory it takes."""
        return self.width * self.height * 3


class Ticket:
    """One request on its way."""

    __slots__ = ("_client", "is_cancelled")

    def __init__(self, client: PdfClient) -> None:
        self._client = client
        self.is_cancelled = False

    def cancel(self) -> None:
        """Say that the answer is no longer wanted; `done` will not be called."""
        self.is_cancelled = True
        self._client._note_cancelled()  # noqa: SLF001 - the two are one thing


class _Entry(Generic[AnswerT]):
    """A request in the queue."""

    __slots__ = ("done", "has_died", "job", "ticket")

    def __init__(self, job: Job[AnswerT], done: Callable[[Any], None], ticket: Ticket) -> None:
        self.job = job
        self.done = done
        self.ticket = ticket
        self.has_died = False


class PdfClient:
    """Asks the worker on behalf of the whole program; every method may be called by any thread.

    `done` is called on the client's own thread, with the answer or with a `PdfError`.
    Pictures are answered as `Picture`, all else as the struct that the job names.
    """

    def __init__(self, *, command: Sequence[str] | None = None, patience: float = 1.0) -> None:
        """`patience` stretches every time limit, for slow machines."""
        self._command = tuple(command or worker_command())
        self._patience = patience
        self._arena = Arena(ARENA_BYTES)
        self._changed = threading.Condition()
        self._queue: list[tuple[int, int, _Entry[Any]]] = []
        self._numbers = itertools.count()
        self._strikes: dict[str, int] = {}
        self._passwords: dict[str, str] = {}
        self._worker: WorkerProcess | None = None
        self._current: _Entry[Any] | None = None
        self._began = 0.0
        self._is_closed = False
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pdf-client", daemon=True)

    def start(self) -> None:
        """Start the worker; returns at once, requests made before it is ready wait."""
        self._thread.start()

    def wait_ready(self, seconds: float) -> bool:
        """True once the worker has reported, False when it has not within that time."""
        return self._is_ready.wait(seconds)

    @property
    def worker_pid(self) -> int | None:
        """The id of the worker's process while there is one."""
        worker = self._worker
        return None if worker is None else worker.pid

    def request(self, job: Job[Any], *, priority: int, done: Callable[[Any], None]) -> Ticket:
        """Put a job into the queue; `done` gets its answer or a `PdfError`, unless cancelled."""
        ticket = Ticket(self)
        entry = _Entry(job, done, ticket)
        with self._changed:
            if not self._is_closed:
                heapq.heappush(self._queue, (priority, next(self._numbers), entry))
                self._yield_if_unwanted()
                self._changed.notify()
                return ticket
        done(make_error(job.path, Failed(reason="closed")))
        return ticket

    def ask(
        self, job: Job[AnswerT], timeout: float | None = None, *, priority: int = Priority.TEXT
    ) -> AnswerT:
        """Wait for the answer; raises `PdfError`, also when it isn't there after `timeout` seconds.

        Not for the UI thread. `ask_picture` is its brother for pictures.
        """
        answer: AnswerT = self._ask(job, timeout, priority)
        return answer

    def ask_picture(
        self,
        job: Render | DrawPicture,
        timeout: float | None = None,
        *,
        priority: int = Priority.TEXT,
    ) -> Picture:
        """Wait for a picture; raises `PdfError`."""
        picture: Picture = self._ask(job, timeout, priority)
        return picture

    def unlock(self, path: str, password: str) -> None:
        """Use that password for that file, until the program ends; it is never written down."""
        with self._changed:
            self._passwords[path] = password

    def forgive(self, path: str) -> None:
        """Try that file again, although it stopped the worker twice."""
        with self._changed:
            self._strikes.pop(path, None)

    def close(self) -> None:
        """Answer what waits with `ClosedError`, end the worker, and return when it is gone."""
        with self._changed:
            if self._is_closed:
                return
            self._is_closed = True
            worker = self._worker
            self._changed.notify()
        if worker is not None:
            worker.stop()
        if self._thread.is_alive():
            self._thread.join()
        self._arena.close()

    def _ask(self, job: Job[Any], timeout: float | None, priority: int) -> Any:  # noqa: ANN401 - typed by its callers
        answered = threading.Event()
        answers: list[Any] = []

        def take(answer: object) -> None:
            answers.append(answer)
            answered.set()

        ticket = self.request(job, priority=priority, done=take)
        if not answered.wait(timeout):
            ticket.cancel()
            raise make_error(job.path, Failed(reason="too_slow"))
        if isinstance(answers[0], PdfError):
            raise answers[0]
        return answers[0]

    def _note_cancelled(self) -> None:
        with self._changed:
            self._yield_if_unwanted()

    def _yield_if_unwanted(self) -> None:
        """Break off a long job that nobody wants while others wait; call with the lock held."""
        current, worker = self._current, self._worker
        if current is None or worker is None or not current.ticket.is_cancelled:
            return
        is_long = time.monotonic() - self._began > _YIELD_SECONDS
        if is_long and any(not entry.ticket.is_cancelled for _, _, entry in self._queue):
            worker.stop("yielded")

    def _run(self) -> None:
        """The client's thread: start the worker, then one job after the other."""
        self._revive()
        while (entry := self._next()) is not None:
            answer = self._answer(entry)
            with self._changed:
                self._current = None
            _tell(entry, answer)
            del entry, answer  # an answer kept here would keep its memory from being lent again
        self._bury()
        for _, _, entry in self._queue:
            _tell(entry, make_error(entry.job.path, Failed(reason="closed")))
        self._queue.clear()

    def _next(self) -> _Entry[Any] | None:
        """The most urgent entry that is still wanted; None when the client closes."""
        with self._changed:
            while not self._is_closed:
                while self._queue:
                    entry = heapq.heappop(self._queue)[2]
                    if not entry.ticket.is_cancelled:
                        self._current, self._began = entry, time.monotonic()
                        return entry
                self._changed.wait()
        return None

    def _answer(self, entry: _Entry[Any]) -> object:
        """The answer, or the `PdfError`; a worker that died under the job is tried once more."""
        path = entry.job.path
        while True:
            if self._strikes.get(path, 0) >= _STRIKES:
                return make_error(path, Failed(reason="given_up"))
            if self._is_closed or not self._revive():
                return make_error(path, Failed(reason="closed" if self._is_closed else "died"))
            try:
                return self._exchange(entry.job)
            except WorkerEndedError as ended:
                reason = self._judge(path, ended, entry)
                if reason is not None:
                    return make_error(path, Failed(reason=reason))

    def _judge(self, path: str, ended: WorkerEndedError, entry: _Entry[Any]) -> Reason | None:
        """Why the job failed, or None to try it again; called after the worker ended under it."""
        self._worker = None
        if self._is_closed:
            return "closed"
        if ended.ending == "yielded":
            return "closed" if entry.ticket.is_cancelled else None
        with self._changed:
            self._strikes[path] = self._strikes.get(path, 0) + 1
        if ended.ending == "too_slow":
            return "too_slow"
        has_died, entry.has_died = entry.has_died, True
        return "died" if has_died else None

    def _exchange(self, job: Job[Any]) -> object:
        """One job to the worker and its reply back; raises `WorkerEndedError`."""
        worker = self._worker
        if worker is None:
            raise WorkerEndedError(ending="died")
        piece = self._offer(job)
        offset, length = piece or (0, 0)
        limit = job.limit_seconds * self._patience
        try:
            reply = worker.ask(
                Request(
                    job=cast("AnyJob", job),
                    offset=offset,
                    length=length,
                    password=self._passwords.get(job.path),
                    limit_seconds=limit,
                )
            )
        except WorkerEndedError:
            self._take_back(piece)
            raise
        return self._accept(job, reply, piece)

    def _offer(self, job: Job[Any]) -> tuple[int, int] | None:
        """Room for the picture that the job asks for, when it is likely to be large."""
        if not isinstance(job, Render | DrawPicture):
            return None
        if job.clip is None:
            return self._arena.take(_LARGEST_OFFER)
        left, top, right, bottom = job.clip
        return self._arena.take(max(0, (right - left) * (bottom - top) * 3))

    def _accept(self, job: Job[Any], reply: Reply, piece: tuple[int, int] | None) -> object:
        if not isinstance(reply, Drawn):
            self._take_back(piece)
            return make_error(job.path, reply) if isinstance(reply, Failed) else reply
        if reply.pixels is not None or piece is None:
            self._take_back(piece)
            return Picture(reply.width, reply.height, memoryview(reply.pixels or b""))
        offset, length = piece
        size = reply.width * reply.height * 3
        kept = self._arena.keep(offset, length, size)
        picture = Picture(reply.width, reply.height, self._arena.view(offset, size))
        weakref.finalize(picture, self._arena.give_back, offset, kept).atexit = False
        return picture

    def _take_back(self, piece: tuple[int, int] | None) -> None:
        if piece is not None:
            self._arena.give_back(*piece)

    def _revive(self) -> bool:
        """True when there is a worker, started anew if need be."""
        if self._worker is not None:
            return True
        try:
            worker = WorkerProcess(self._command, self._arena)
            self._worker = worker
            worker.wait_ready()
        except (OSError, WorkerEndedError):
            self._worker = None
            return False
        self._is_ready.set()
        return True

    def _bury(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


def _tell(entry: _Entry[Any], answer: object) -> None:
    """Hand the answer over; whatever the receiver does with it, the client goes on."""
    if entry.ticket.is_cancelled:
        return
    try:
        entry.done(answer)
    except Exception:  # noqa: BLE001 - a bug of ours: logged, and the others get their answers
        _log.exception("an answer of the PDF worker was not taken")
