"""The strip beside the pages, with a mark for every citation of the artifact."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.ui.tones import find_tones
from workbench.ui.viewers.viewer import Mark

_WIDTH = 18
_SIDE = 8.0
_CURRENT_SIDE = 11.0
_NEAR = 7.0
_INSET = 10.0


class MarkStrip(QWidget):
    """Marks from top to bottom as their places lie in the document."""

    mark_chosen = Signal(object)
    """A `Mark` was clicked, or chosen with the arrow keys and Return."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("markStrip")
        self.setAccessibleName("Citations of this artifact")
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._marks: list[tuple[float, Mark]] = []
        self._chosen = 0

    def show_marks(self, marks: Sequence[tuple[float, Mark]]) -> None:
        """Show marks, each with the share of the document's length at which its place lies."""
        self._marks = sorted(marks, key=lambda pair: pair[0])
        current = [n for n, (_, mark) in enumerate(self._marks) if mark.is_current]
        self._chosen = current[0] if current else 0
        self.setAccessibleDescription("; ".join(mark.label for _, mark in self._marks))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(_WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        tones = find_tones(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tones.panel))
        painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(tones.hairline))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ordered = sorted(enumerate(self._marks), key=lambda one: one[1][1].is_current)
        for number, (share, mark) in ordered:
            rect = self._find_rect(share, mark)
            colour = tones.amber if mark.is_current else tones.accent
            painter.setPen(QPen(QColor(tones.panel), 1.0))
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, 2.0, 2.0)
            if self.hasFocus() and number == self._chosen:
                painter.setPen(QPen(QColor(tones.text), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3.0, 3.0)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        mark = self._find_mark(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.mark_chosen.emit(mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        is_over = self._find_mark(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._marks:
            self._chosen = min(max(self._chosen + step, 0), len(self._marks) - 1)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._marks:
            self.mark_chosen.emit(self._marks[self._chosen][1])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._find_mark(QPointF(event.pos()))
            # a tool tip takes markup for markup, and the label may hold a stranger's words
            QToolTip.showText(event.globalPos(), f"<p>{escape(mark.label)}</p>" if mark else "")
            return True
        return bool(super().event(event))

    def _find_rect(self, share: float, mark: Mark) -> QRectF:
        side = _CURRENT_SIDE if mark.is_current else _SIDE
        middle = _INSET + share * max(0.0, self.height() - 2 * _INSET)
        return QRectF((self.width() + 1 - side) / 2, middle - side / 2, side, side)

    def _find_mark(self, point: QPointF) -> Mark | None:
        """The mark nearest to that point, if it is near enough."""
        near = [
            (abs(self._find_rect(share, mark).center().y() - point.y()), number)
            for number, (share, mark) in enumerate(self._marks)
        ]
        if not near or min(near)[0] > _NEAR:
            return None
        return self._marks[min(near)[1]][1]
