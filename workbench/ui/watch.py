"""What a task on another thread tells while it runs: plain values that the window looks at.

No signal crosses the threads, so a window may be closed and gone while the task still runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Event


class Watch:
    """Progress, lines and the wish to stop of one task."""

    def __init__(self) -> None:
        self.steps = (0, 0)
        """Done and all; all is 0 until it is known."""
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._is_cancelled = Event()

    def progress(self, done: int, total: int) -> None:
        """For the task: so many steps of so many are done."""
        self.steps = (done, total)

    def tell(self, line: str) -> None:
        """For the task: a line to show."""
        self._lines.put(line)

    def take_lines(self) -> Iterator[str]:
        """For the window: the lines told since it last looked."""
        while True:
            try:
                yield self._lines.get_nowait()
            except Empty:
                return

    def cancel(self) -> None:
        """For the window: stop at the next step."""
        self._is_cancelled.set()

    def is_cancelled(self) -> bool:
        """For the task: whether to stop."""
        return self._is_cancelled.is_set()
