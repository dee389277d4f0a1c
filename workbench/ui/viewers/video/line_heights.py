"""Heights of the lines of a long list, measured a few at a time while the window answers.

Thousands of lines take a third of a second to measure, and a list wants to know all their heights
before it shows one. So they are guessed first; those on screen are measured at once, all others
in slices, and what is on screen stays where it is meanwhile.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, QSize, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_SLICE_SECONDS = 0.008
_BEFORE, _AFTER = 15, 25
"""Rows around one that comes into view, more than a screen has."""


class LineHeights(QObject):
    """Gives every item of a list its size."""

    def __init__(self, view: QListWidget, prepare: Callable[[QListWidgetItem], QSize]) -> None:
        super().__init__(view)
        self._view = view
        self._prepare = prepare
        """Makes an item ready to be shown, and says its size."""
        self._waiting: deque[int] = deque()
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._measure_some)

    def begin(self, guesses: Sequence[QSize] = ()) -> None:
        """Measure all; until then they have these sizes, or those they had."""
        with QSignalBlocker(self._view.model()):
            for row, size in enumerate(guesses):
                self._view.item(row).setSizeHint(size)
        self._view.scheduleDelayedItemsLayout()
        first = max(self._view.currentRow(), 0)
        self._waiting = deque(range(first, self._view.count()))
        self._waiting.extend(range(first - 1, -1, -1))
        self._measure_some()

    def measure_near(self, row: int) -> None:
        """Measure that line and those around it, now."""
        if self._waiting:
            for near in range(max(row - _BEFORE, 0), min(row + _AFTER, self._view.count())):
                self._measure(near)

    def _measure_some(self) -> None:
        until = time.perf_counter() + _SLICE_SECONDS
        anchor = self._view.itemAt(QPoint(1, 1))
        before = self._view.visualItemRect(anchor).top() if anchor is not None else 0
        while self._waiting and time.perf_counter() < until:
            self._measure(self._waiting.popleft())
        if anchor is not None:
            moved = self._view.visualItemRect(anchor).top() - before
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + moved)
        if self._waiting:
            self._slices.start()

    def _measure(self, row: int) -> None:
        item = self._view.item(row)
        size = self._prepare(item)
        if size != item.sizeHint():
            item.setSizeHint(size)
