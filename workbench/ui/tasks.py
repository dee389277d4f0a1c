"""Slow work on other threads: frozen values in, one value out, an answer on the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
_GONE = "already deleted"
"""So PySide says that a widget is no more."""


class Tasks(QObject):
    """Runs functions on a few threads; they touch no widget and no store connection."""

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._is_closed = False
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
        future = self._executor.submit(work)
        future.add_done_callback(lambda f: self._announce(f, done, failed))
        return future

    def close(self) -> None:
        """Wait for what runs, drop what waits, and answer nobody any more."""
        self._is_closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _announce(self, future: Future[Any], done: object, failed: object) -> None:
        if not self._is_closed and not future.cancelled():
            self._ended.emit(future, done, failed)

    def _answer(
        self,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        if self._is_closed:
            return
        error = future.exception()
        with _unless_gone():
            if error is None:
                done(future.result())
            elif failed is not None:
                failed(error)
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
