"""The way to the PDF worker: jobs by priority, answers by callback, the worker kept alive."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from workbench.evidence.pdf.arena import Arena
from workbench.evidence.pdf.errors import PdfError, make_error
from workbench.evidence.pdf.messages import (
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
from workbench.evidence.pdf.picture import Picture, Piece, accept_picture, offer_room, take_back
from workbench.evidence.pdf.process import WorkerEndedError, WorkerProcess, worker_command
from workbench.evidence.pdf.queue import Entry, Priority, RequestQueue, Ticket

_log = logging.getLogger(__name__)

ARENA_BYTES = 256 * 1024 * 1024
_STRIKES = 2

AnswerT = TypeVar("AnswerT")


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
        self._queue = RequestQueue(self._break_off)
        self._lock = threading.Lock()
        self._strikes: dict[str, int] = {}
        self._passwords: dict[str, str] = {}
        self._worker: WorkerProcess | None = None
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
        ticket = self._queue.put(job, priority, done)
        if ticket is None:
            ticket = Ticket(self._queue)
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
        with self._lock:
            self._passwords[path] = password

    def forgive(self, path: str) -> None:
        """Try that file again, although it stopped the worker twice."""
        with self._lock:
            self._strikes.pop(path, None)

    def close(self) -> None:
        """Answer what waits with `ClosedError`, end the worker, and return when it is gone."""
        if not self._queue.close():
            return
        worker = self._worker
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

    def _break_off(self) -> None:
        worker = self._worker
        if worker is not None:
            worker.stop("yielded")

    def _run(self) -> None:
        """The client's thread: start the worker, then one job after the other."""
        self._revive()
        while (entry := self._queue.take()) is not None:
            answer = self._answer(entry)
            self._queue.note_answered()
            _tell(entry, answer)
            del entry, answer  # an answer kept here would keep its memory from being lent again
        self._bury()
        for entry in self._queue.empty():
            _tell(entry, make_error(entry.job.path, Failed(reason="closed")))

    def _answer(self, entry: Entry[Any]) -> object:
        """The answer, or the `PdfError`; a worker that died under the job is tried once more."""
        path = entry.job.path
        while True:
            if self._strikes.get(path, 0) >= _STRIKES:
                return make_error(path, Failed(reason="given_up"))
            if self._queue.is_closed or not self._revive():
                return make_error(
                    path, Failed(reason="closed" if self._queue.is_closed else "died")
                )
            try:
                return self._exchange(entry.job)
            except WorkerEndedError as ended:
                reason = self._judge(path, ended, entry)
                if reason is not None:
                    return make_error(path, Failed(reason=reason))

    def _judge(self, path: str, ended: WorkerEndedError, entry: Entry[Any]) -> Reason | None:
        """Why the job failed, or None to try it again; called after the worker ended under it."""
        self._worker = None
        if self._queue.is_closed:
            return "closed"
        if ended.ending == "yielded":
            return "closed" if entry.ticket.is_cancelled else None
        with self._lock:
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
        piece = offer_room(self._arena, job)
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
            take_back(self._arena, piece)
            raise
        return self._accept(job, reply, piece)

    def _accept(self, job: Job[Any], reply: Reply, piece: Piece | None) -> object:
        if isinstance(reply, Drawn):
            return accept_picture(self._arena, reply, piece)
        take_back(self._arena, piece)
        return make_error(job.path, reply) if isinstance(reply, Failed) else reply

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


def _tell(entry: Entry[Any], answer: object) -> None:
    """Hand the answer over; whatever the receiver does with it, the client goes on."""
    if entry.ticket.is_cancelled:
        return
    try:
        entry.done(answer)
    except Exception:  # noqa: BLE001 - a bug of ours: logged, and the others get their answers
        _log.exception("an answer of the PDF worker was not taken")
