"""The time line of a recording: every citation as a mark, what was seen, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from workbench.ui.tones import find_tones
from workbench.ui.video.darkroom import Film
from workbench.ui.viewers.video.seen import Stretch
from workbench.ui.viewers.video.strip_layout import PlacedMark, StripLayout, lay_out
from workbench.ui.viewers.video.strip_paint import Scene, paint_scene
from workbench.ui.viewers.viewer import Mark

_STEP_SECONDS = 1.0
_FILM_LINES = 3.2
"""Height of the stills in lines of text, so that they grow with it."""
_LOW_FILM_LINES = 2.0
"""Likewise, where there is little height."""
_SMALL = 0.85
_PADDING = 10.0


class TimeStrip(QAbstractSlider):
    """Marks above, stills or sound below, then the track; drag on the latter two to move.

    A slider for the sake of screen readers, which tell its value: the whole second one is at.
    """

    scrubbed = Signal(float)
    """The person moves to that second; comes often while dragging."""
    mark_chosen = Signal(object)
    """A `Mark` was clicked, or chosen with the arrow keys and Return."""
    hovered = Signal(float, object)
    """The mouse is over that second, and over that `Mark` or None."""
    left = Signal()
    """The mouse is elsewhere."""

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
        self._film: Film | None = None
        self._wave = b""
        self._has_glance = False
        self._film_lines = _FILM_LINES
        self._bracket: tuple[float, float | None] | None = None
        self._hovered: float | None = None
        self._chosen = -1
        self._is_dragging = False
        self._layout: StripLayout | None = None

    def show_recording(self, duration: float, marks: Sequence[Mark]) -> None:
        """Show a recording that long (0 when not known yet) with these citations."""
        self._duration = duration
        self.setRange(0, int(duration))
        timed = (mark for mark in marks if mark.place.t is not None)
        self._marks = tuple(sorted(timed, key=lambda mark: mark.place.t or (0.0, None)))
        self._chosen = next((n for n, mark in enumerate(self._marks) if mark.is_current), -1)
        self.setAccessibleDescription("; ".join(mark.label for mark in self._marks))
        self._lay_anew()

    def show_position(self, seconds: float) -> None:
        """Move the line that tells where one is."""
        self._position = seconds
        self.setValue(int(seconds))
        self.update()

    def show_seen(self, stretches: Sequence[Stretch]) -> None:
        """Underline what was played or looked at."""
        self._seen = tuple(stretches)
        self.update()

    def expect_glance(self, *, expected: bool) -> None:
        """Keep room for stills or sound, empty for now; or keep none."""
        self._has_glance, self._film, self._wave = expected, None, b""
        self._lay_anew()

    def show_low(self, *, is_low: bool) -> None:
        """Take less height for stills and sound, or as much as usual."""
        lines = _LOW_FILM_LINES if is_low else _FILM_LINES
        if lines != self._film_lines:
            self._film_lines = lines
            self._lay_anew()

    def show_film(self, film: Film | None) -> None:
        """Show these stills."""
        self._film = film
        self.update()

    def show_wave(self, peaks: bytes) -> None:
        """Show how loud it is, from beginning to end; nothing for no peaks."""
        self._wave = peaks
        self.update()

    def show_bracket(self, bracket: tuple[float, float | None] | None) -> None:
        """Show the stretch that is being marked, or none."""
        self._bracket = bracket
        self.update()

    def mark_rect(self, mark: Mark) -> QRectF:
        """Where that mark stands; empty where the recording's length is not known."""
        placed = next((p for p in self._find_layout().marks if p.mark is mark), None)
        return placed.rect if placed else QRectF()

    def track_rect(self) -> QRectF:
        """Where the track stands."""
        return self._find_layout().track

    def find_x(self, seconds: float) -> float:
        """Where that moment stands, from the left edge."""
        return self._find_layout().x(seconds)

    def still_at(self, seconds: float) -> tuple[Film, int] | None:
        """The film, and the number of the still that is nearest to that moment."""
        if self._film is None or self._duration <= 0:
            return None
        share = min(max(seconds / self._duration, 0.0), 1.0)
        number = min(self._film.count - 1, int(share * self._film.count))
        return (self._film, number) if number < self._film.done else None

    @property
    def is_complete(self) -> bool:
        """Whether all stills, or the sound, stand along the line; or nothing is to."""
        film = self._film
        has_film = film is not None and film.done == film.count
        return not self._has_glance or has_film or bool(self._wave)

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(200, round(self._find_layout().height))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay_anew()
        super().changeEvent(event)

    def resizeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        del event
        self._lay_anew()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        tones = find_tones(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tones.panel))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tones.hairline))
        painter.setFont(self._find_font())
        paint_scene(painter, tones, self._compose())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if event.button() != Qt.MouseButton.LeftButton or self._duration <= 0:
            return
        placed = self._find_mark(event.position())
        if placed is not None:
            self.mark_chosen.emit(placed.mark)
            return
        self._is_dragging = True
        self.scrubbed.emit(self._seconds(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if self._duration <= 0:
            return
        if self._is_dragging:
            self.scrubbed.emit(self._seconds(event.position()))
        placed = None if self._is_dragging else self._find_mark(event.position())
        shape = Qt.CursorShape.PointingHandCursor if placed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self._hovered = self._seconds(event.position())
        mark = placed.mark if placed else None
        moment = (mark.place.t or (0.0, None))[0] if mark else self._hovered
        self.hovered.emit(moment, mark)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, D102 - Qt's
        self._is_dragging = False

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        event.ignore()  # what is on screen changes by intent alone

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102 - Qt's
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().leaveEvent(event)
        self._hovered = None
        self.left.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key = Qt.Key(event.key())
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -_STEP_SECONDS, Qt.Key.Key_Right: _STEP_SECONDS}
        ends = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: self._duration}
        turns = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and not has_shift:
            self.scrubbed.emit(max(0.0, min(self._duration, self._position + steps[key])))
        elif key in ends:
            self.scrubbed.emit(ends[key])
        elif key in turns and self._marks:
            self._chosen = min(max(self._chosen + turns[key], 0), len(self._marks) - 1)
            self.setAccessibleDescription(self._marks[self._chosen].label)
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chosen >= 0:
            self.mark_chosen.emit(self._marks[self._chosen])
        else:
            event.ignore()  # a slider has keys of its own

    def _compose(self) -> Scene:
        return Scene(
            layout=self._find_layout(),
            position=self._position,
            seen=self._seen,
            film=self._film,
            wave=self._wave,
            bracket=self._bracket,
            hovered=self._hovered,
            chosen=self._chosen if self.hasFocus() else -1,
        )

    def _find_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self.fontInfo().pixelSize() * _SMALL)))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _find_layout(self) -> StripLayout:
        if self._layout is None:
            metrics = QFontMetricsF(self._find_font())
            self._layout = lay_out(
                self.width(),
                self._duration,
                self._marks,
                line=metrics.height() + 2,
                film=self._film_lines * self.fontMetrics().height() if self._has_glance else 0.0,
                measure=lambda words: metrics.horizontalAdvance(words) + _PADDING if words else 0.0,
            )
        return self._layout

    def _lay_anew(self) -> None:
        before = self._layout.height if self._layout else 0.0
        self._layout = None
        if self._find_layout().height != before:
            self.updateGeometry()
        self.update()

    def _seconds(self, point: QPointF) -> float:
        return self._find_layout().seconds(point.x())

    def _find_mark(self, point: QPointF) -> PlacedMark | None:
        marks = reversed(self._find_layout().marks)  # the one painted last lies above
        return next((p for p in marks if p.rect.adjusted(-1, -1, 1, 1).contains(point)), None)
