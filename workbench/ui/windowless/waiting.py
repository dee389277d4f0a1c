"""Waiting for the event loop to bring something about, for commands without a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from workbench.errors import WorkbenchError

POLL_MS = 5


class TooSlowError(WorkbenchError):
    """What was waited for did not come."""

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"Gave up waiting for {what} after {seconds:.0f} seconds. Try again.")


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Let events be handled until the condition holds.

    Raises:
        TooSlowError: it did not come to hold within that time.
    """
    if condition():
        return
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    limit = QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    poll.start(POLL_MS)
    limit.start(round(seconds * 1000))
    loop.exec()
    poll.stop()
    limit.stop()
    if not condition():
        raise TooSlowError(what, seconds)
