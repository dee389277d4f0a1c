"""Scrolling on while something is dragged over the edge of the view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from workbench.ui.viewers.pdf.sheet import PdfSheet

_INTERVAL_MS = 30
_SHARE = 0.25
"""Of the way over the edge, scrolled at each step: further out is faster."""
_MOST_PIXELS = 60


class EdgeScroll(QObject):
    """Scrolls as long as the pointer is outside, also while it is held still."""

    scrolled = Signal(QPointF)
    """Something else lies under that point now, which is where the pointer is."""

    def __init__(self, sheet: PdfSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._point = QPointF()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._step)

    def follow(self, point: QPointF) -> None:
        """The pointer is there, while it drags something."""
        self._point = point
        if self._find_way() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _find_way(self) -> tuple[int, int]:
        """Logical pixels to scroll across and down."""
        view = self._sheet.viewport()
        return _find_step(self._point.x(), view.width()), _find_step(self._point.y(), view.height())

    def _step(self) -> None:
        ratio = self._sheet.devicePixelRatioF()
        bars = (self._sheet.horizontalScrollBar(), self._sheet.verticalScrollBar())
        with self._sheet.held():
            for bar, pixels in zip(bars, self._find_way(), strict=True):
                bar.setValue(bar.value() + round(pixels * ratio))
        self.scrolled.emit(self._point)


def _find_step(place: float, length: int) -> int:
    over = min(place, 0.0) + max(place - length, 0.0)
    if over == 0:
        return 0
    pixels = min(1 + abs(over) * _SHARE, _MOST_PIXELS)
    return round(pixels if over > 0 else -pixels)
