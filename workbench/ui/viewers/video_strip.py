"""The time line of a recording: every citation as a mark, what was seen, and where one is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.ui.tones import Tones, find_tones
from workbench.ui.viewers.video_clock import format_time
from workbench.ui.viewers.video_seen import Stretch
from workbench.ui.viewers.viewer import Mark

_HEIGHT = 34
_INSET = 12.0
_MARKS = (5.0, 12.0)
"""Top and height of the marks."""
_TRACK = (22.0, 4.0)
_NARROWEST = 5.0
_STEP_SECONDS = 1.0


class TimeStrip(QWidget):
    """Marks above, the track below; drag anywhere on the track to move through the recording."""

    scrubbed = Signal(float)
    """The person moves to that second; comes often while dragging."""
    mark_chosen = Signal(object)
    """A `Mark` was clicked, or chosen with the arrow keys and Return."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("timeStrip")
        self.setAccessibleName("Time line with the citations of this artifact")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._duration = 0.0
        self._position = 0.0
        self._marks: tuple[Mark, ...] = ()
        self._seen: tuple[Stretch, ...] = ()
        self._chosen = -1
        self._is_dragging = False

    def show_recording(self, duration: float, marks: Sequence[Mark]) -> None:
        """Show a recording that long (0 when not known yet) with these citations."""
        self._duration = duration
        self._marks = tuple(mark for mark in marks if mark.place.t is not None)
        self._chosen = next((n for n, mark in enumerate(self._marks) if mark.is_current), -1)
        self.setAccessibleDescription("; ".join(mark.label for mark in self._marks))
        self.update()

    def show_position(self, seconds: float) -> None:
        """Move the line that tells where one is."""
        self._position = seconds
        self.update()

    def show_seen(self, stretches: Sequence[Stretch]) -> None:
        """Underline what was played or looked at."""
        self._seen = tuple(stretches)
        self.update()

    def mark_rect(self, mark: Mark) -> QRectF:
        """Where that mark stands; empty where the recording's length is not known."""
        start, end = mark.place.t or (0.0, None)
        if self._duration <= 0:
            return QRectF()
        left = self._x(start)
        width = 0.0 if end is None else self._x(end) - left
        if width < _NARROWEST:
            left, width = left - (_NARROWEST - width) / 2, _NARROWEST
        return QRectF(left, _MARKS[0], width, _MARKS[1])

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        tones = find_tones(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tones.panel))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tones.hairline))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter, tones)
        for mark in reversed(self._order_marks()):
            self._paint_mark(painter, tones, mark)
        self._paint_head(painter, tones)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if event.button() != Qt.MouseButton.LeftButton or self._duration <= 0:
            return
        mark = self._find_mark(event.position())
        if mark is not None:
            self.mark_chosen.emit(mark)
            return
        self._is_dragging = True
        self.scrubbed.emit(self._seconds(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if self._is_dragging:
            self.scrubbed.emit(self._seconds(event.position().x()))
        is_over = self._find_mark(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, D102 - Qt's
        self._is_dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -_STEP_SECONDS, Qt.Key.Key_Right: _STEP_SECONDS}
        ends = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: self._duration}
        turns = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self.scrubbed.emit(max(0.0, min(self._duration, self._position + steps[key])))
        elif key in ends:
            self.scrubbed.emit(ends[key])
        elif key in turns and self._marks:
            self._chosen = min(max(self._chosen + turns[key], 0), len(self._marks) - 1)
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chosen >= 0:
            self.mark_chosen.emit(self._marks[self._chosen])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())
            mark = self._find_mark(point)
            words = mark.label if mark else format_time(self._seconds(point.x()))
            # a tool tip takes markup for markup, and the label may hold a stranger's words
            QToolTip.showText(event.globalPos(), f"<p>{escape(words)}</p>")
            return True
        return bool(super().event(event))

    def _paint_track(self, painter: QPainter, tones: Tones) -> None:
        top, height = _TRACK
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.strong_line))
        track = QRectF(_INSET, top, self.width() - 2 * _INSET, height)
        painter.drawRoundedRect(track, height / 2, height / 2)
        painter.setBrush(QColor(tones.green))
        for start, end in self._seen if self._duration > 0 else ():
            left = self._x(start)
            width = max(2.0, self._x(end) - left)
            painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)

    def _paint_mark(self, painter: QPainter, tones: Tones, mark: Mark) -> None:
        rect = self.mark_rect(mark)
        is_lit = mark.is_current
        painter.setPen(QPen(QColor(tones.accent), 1.0))
        painter.setBrush(QColor(tones.accent if is_lit else tones.accent_wash))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.0, 2.0)
        if self.hasFocus() and self._chosen >= 0 and mark is self._marks[self._chosen]:
            painter.setPen(QPen(QColor(tones.text), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3.0, 3.0)

    def _paint_head(self, painter: QPainter, tones: Tones) -> None:
        if self._duration <= 0:
            return
        x = self._x(self._position)
        painter.setPen(QPen(QColor(tones.panel), 3.5))
        painter.drawLine(QPointF(x, 3), QPointF(x, _HEIGHT - 4))
        painter.setPen(QPen(QColor(tones.text), 1.6))
        painter.drawLine(QPointF(x, 3), QPointF(x, _HEIGHT - 4))
        painter.setBrush(QColor(tones.text))
        painter.setPen(QPen(QColor(tones.panel), 1.2))
        painter.drawEllipse(QPointF(x, _TRACK[0] + _TRACK[1] / 2), 5.0, 5.0)

    def _x(self, seconds: float) -> float:
        share = min(max(seconds / self._duration, 0.0), 1.0)
        return _INSET + share * (self.width() - 2 * _INSET)

    def _seconds(self, x: float) -> float:
        share = (x - _INSET) / max(1.0, self.width() - 2 * _INSET)
        return min(max(share, 0.0), 1.0) * self._duration

    def _find_mark(self, point: QPointF) -> Mark | None:
        if point.y() > _TRACK[0] - 2:
            return None
        for mark in self._order_marks():
            if self.mark_rect(mark).adjusted(-2, -4, 2, 3).contains(point):
                return mark
        return None

    def _order_marks(self) -> list[Mark]:
        """The current one first, then the shorter before the longer: none hides another."""
        return sorted(
            self._marks, key=lambda mark: (not mark.is_current, self.mark_rect(mark).width())
        )
