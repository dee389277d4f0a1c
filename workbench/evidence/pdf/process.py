"""One run of the PDF worker: started, asked one job at a time, and ended whatever happens."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Literal, cast

from workbench.evidence.pdf.arena import Arena
from workbench.evidence.pdf.messages import Ready, Reply, Request
from workbench.evidence.pdf.wire import read_reply, write_message

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
MEMORY_LIMIT_BYTES = 2 * 1024 * 1024 * 1024
READY_SECONDS = 30.0
_GRACE_SECONDS = 1.0

Ending = Literal["died", "too_slow", "yielded"]


def worker_command() -> tuple[str, ...]:
    """The command that starts the worker; the folder one happens to be in is kept out of it."""
    return (sys.executable, "-P", "-m", "workbench.evidence.pdf.worker")


class WorkerEndedError(Exception):
    """The worker is gone; `ending` tells whether it died, was too slow or was told to yield."""

    def __init__(self, *, ending: Ending) -> None:
        super().__init__(ending)
        self.ending: Ending = ending


class WorkerProcess:
    """A running worker. `ask` belongs to one thread; `stop` may be called from any."""

    def __init__(self, command: Sequence[str], arena: Arena) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [*command, arena.name, str(arena.size), str(MEMORY_LIMIT_BYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_make_environment(),
            pass_fds=arena.inherited if sys.platform != "win32" else (),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._requests = cast("BinaryIO", self._process.stdin)
        self._replies = cast("BinaryIO", self._process.stdout)
        self._ending: Ending = "died"
        self._watch = _Watch(lambda: self.stop("too_slow"))

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def wait_ready(self) -> Ready:
        """The worker's first word; raises `WorkerEndedError` when it doesn't come."""
        reply = self._read(READY_SECONDS)
        if not isinstance(reply, Ready):
            raise self._end()
        return reply

    def ask(self, request: Request) -> Reply:
        """The worker's reply; raises `WorkerEndedError` when it dies or takes too long.

        A worker that was stopped before this job began says "yielded": the job isn't to blame.
        """
        if self._ending != "died":
            self._ending = "yielded"
            raise self._end()
        try:
            write_message(self._requests, request)
        except OSError as error:
            raise self._end() from error
        return self._read(request.limit_seconds)

    def stop(self, ending: Ending = "yielded") -> None:
        """Kill it at once; `ask` raises with that ending."""
        if self._process.poll() is None:
            self._ending = ending
            self._process.kill()

    def close(self) -> None:
        """End it and leave nothing behind: no process, no thread, no open pipe."""
        self._watch.close()
        with contextlib.suppress(OSError):  # dead already, with bytes still in the pipe
            self._requests.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._replies.close()

    def _read(self, limit_seconds: float) -> Reply:
        self._watch.begin(limit_seconds)
        reply = read_reply(self._replies)
        self._watch.end()
        if reply is None:
            raise self._end()
        return reply

    def _end(self) -> WorkerEndedError:
        self._process.kill()
        self.close()
        return WorkerEndedError(ending=self._ending)


class _Watch:
    """Calls a function when the time of a job is over; one thread for all jobs.

    Beginning and ending a job costs no wake-up of the thread, which looks again only when the
    earliest moment that it knows of has come.
    """

    def __init__(self, expired: Callable[[], None]) -> None:
        self._expired = expired
        self._changed = threading.Condition()
        self._deadline: float | None = None
        self._wakes_at: float | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="pdf-watch", daemon=True)
        self._thread.start()

    def begin(self, seconds: float) -> None:
        with self._changed:
            self._deadline = time.monotonic() + seconds
            if self._wakes_at is None or self._deadline < self._wakes_at:
                self._changed.notify()

    def end(self) -> None:
        with self._changed:
            self._deadline = None

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        with self._changed:
            while not self._is_closed:
                now = time.monotonic()
                if self._deadline is not None and self._deadline <= now:
                    self._deadline = None
                    self._expired()
                self._wakes_at = self._deadline
                self._changed.wait(None if self._wakes_at is None else self._wakes_at - now)


def _make_environment() -> dict[str, str]:
    """The worker's environment: it finds our package, and nothing of ours is loaded by chance."""
    paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
