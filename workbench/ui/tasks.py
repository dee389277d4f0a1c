"""Slow work on other threads: frozen values in, one value out, an answer on the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
_GONE = "already deleted"
"""So PySide says that a widget is no more."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None


class Tasks(QObject):
    """Runs functions on a few threads; they touch no widget and no store connection.

    Threads know jobs by their numbers alone. Were one of them the last to let go of what a job
    holds, such as the method of a dialog that is closed by then, the dialog would be destroyed
    on that thread, and the program with it.
    """

    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._is_closed = False
        self._numbers = count()
        self._jobs: dict[int, _Job] = {}
        self._ended.connect(self._answer)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Future[T]:
        """Start the work; `done` or `failed` is called on the UI thread, unless cancelled.

        Without `failed` an error of the work is raised on the UI thread, where it is logged
        and shown as every fault of the program is.
        """
        number = next(self._numbers)
        self._jobs[number] = _Job(work, done, failed)
        future: Future[T] = self._executor.submit(self._perform, number)
        future.add_done_callback(partial(self._announce, number))
        return future

    def close(self) -> None:
        """Wait for what runs, drop what waits, and answer nobody any more."""
        self._is_closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _perform(self, number: int) -> Any:  # noqa: ANN401 - whatever the work gives
        return self._jobs[number].work()

    def _announce(self, number: int, future: Future[Any]) -> None:
        if future.cancelled():  # by whoever waited for it, on the UI thread
            self._jobs.pop(number, None)
        elif not self._is_closed:
            self._ended.emit(number, future)

    def _answer(self, number: int, future: Future[Any]) -> None:
        if self._is_closed:
            return
        job = self._jobs.pop(number)
        error = future.exception()
        with _unless_gone():
            if error is None:
                job.done(future.result())
            elif job.failed is not None:
                job.failed(error)
            else:
                raise error


@contextmanager
def _unless_gone() -> Iterator[None]:
    """Nothing is to be told where the dialog that asked was closed and deleted meanwhile."""
    try:
        yield
    except RuntimeError as error:
        if _GONE not in str(error):
            raise
