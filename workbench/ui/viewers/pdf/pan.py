"""Dragging the pages themselves: with the middle button, a finger, or on a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent

from workbench.ui.viewers.pdf.sheet import PdfSheet


class PagePan:
    """Moves the sheet along with the pointer, from where it was pressed."""

    def __init__(self, sheet: PdfSheet) -> None:
        self._sheet = sheet
        self._last: QPointF | None = None

    @property
    def is_on(self) -> bool:
        """True while the pages follow the pointer."""
        return self._last is not None

    @property
    def is_possible(self) -> bool:
        """True where something of the document lies outside of the view."""
        bars = (self._sheet.horizontalScrollBar(), self._sheet.verticalScrollBar())
        return any(bar.maximum() > 0 for bar in bars)

    def begin(self, point: QPointF) -> None:
        """Take hold of the pages at that point of the view."""
        self._last = point
        self._sheet.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move_to(self, point: QPointF) -> None:
        """Bring what was taken hold of to that point."""
        if self._last is None:
            return
        ratio = self._sheet.devicePixelRatioF()
        way, self._last = point - self._last, point
        across, down = self._sheet.horizontalScrollBar(), self._sheet.verticalScrollBar()
        with self._sheet.held():
            across.setValue(across.value() - round(way.x() * ratio))
            down.setValue(down.value() - round(way.y() * ratio))

    def end(self) -> None:
        """Let go."""
        if self._last is not None:
            self._last = None
            self._sheet.viewport().unsetCursor()


def is_press(event: QMouseEvent) -> bool:
    """True for a press, also the second of two."""
    return event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}


def is_pan(event: QMouseEvent) -> bool:
    """True where the press takes hold of the pages whatever lies under it."""
    by_finger = event.deviceType() == QInputDevice.DeviceType.TouchScreen
    return event.button() == Qt.MouseButton.MiddleButton or by_finger
