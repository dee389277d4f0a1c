"""Cyclic garbage is collected on the UI thread alone.

Python collects on whichever thread happens to allocate, and a Qt object among the garbage is then
destroyed there. With PySide 6.11 that locked up the program: the collecting thread held a lock of
Qt's and waited for the interpreter, the UI thread the other way round. WORKAROUND; PySide 6.9 to
6.11.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 400


class GarbageCollector(QObject):
    """Collects now and then while the event loop runs; its parent is the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What there is after start-up stays; later collections need not look through it.
        gc.collect()
        gc.freeze()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect the generations whose turn it is, by Python's own thresholds; for the UI thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation] > 0]
    if due:
        gc.collect(due[-1])
