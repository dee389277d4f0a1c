"""Cyclic garbage is collected on the UI thread alone, and looked for where it can be.

Python collects on whichever thread happens to allocate, and a Qt object among the garbage is then
destroyed there. With PySide 6.11 that locked up the program: the collecting thread held a lock of
Qt's and waited for the interpreter, the UI thread the other way round. WORKAROUND; PySide 6.9 to
6.11.

Going through everything takes a twentieth of a second, which is felt while one types or scrolls.
So what modules brought is never gone through, and the rest only when the thread is at rest.
"""

from __future__ import annotations

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 400
REST_TICKS = 5
"""So many ticks in a row without work are a rest."""
REST_SHARE = 0.03
"""Work for less than this share of the time is none."""
OVERDUE = 10
"""Without any rest everything is gone through when it is due so many times over."""
_OLDEST = 2


class GarbageCollector(QObject):
    """Collects now and then while the event loop runs; its parent is the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What there is after start-up stays; later collections need not look through it.
        gc.collect()
        gc.freeze()
        self._modules = len(sys.modules)
        self._worked = time.thread_time()
        self._rested = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._collect_due)
        self._timer.start()

    def _collect_due(self) -> None:
        worked = time.thread_time()
        is_quiet = (worked - self._worked) * 1000 < EVERY_MS * REST_SHARE
        self._rested = self._rested + 1 if is_quiet else 0
        if len(sys.modules) != self._modules:
            # Modules were loaded meanwhile: tens of thousands of objects that stay.
            self._modules = len(sys.modules)
            gc.freeze()
        elif (generation := find_due(is_at_rest=self._rested >= REST_TICKS)) is not None:
            gc.collect(generation)
        self._worked = time.thread_time()


def find_due(*, is_at_rest: bool) -> int | None:
    """The oldest generation whose turn it is, by Python's own thresholds; None when none is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation] > 0]
    if _OLDEST in due and not is_at_rest and counts[_OLDEST] < OVERDUE * thresholds[_OLDEST]:
        return _OLDEST - 1
    return due[-1] if due else None
