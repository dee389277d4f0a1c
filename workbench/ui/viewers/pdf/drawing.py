"""Drawing a region on a page, by mouse or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from workbench.ui.tones import read_tones
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.region import (
    Drawn,
    begin_in_middle,
    end_at,
    move,
    paint_drawn,
    stretch,
)

_STEP = 6.0
"""Points by which an arrow key moves a region."""
_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RegionDrawing(QObject):
    """Holds the region drawn, and paints it over its page."""

    drawn = Signal(object)
    """A `Drawn` is finished."""
    toggled = Signal(bool)
    """The assessor is about to draw, or no longer."""
    changed = Signal()
    """Another region is there, or none."""

    def __init__(self, canvas: PdfCanvas) -> None:
        super().__init__(canvas)
        self.region: Drawn | None = None
        self._canvas = canvas
        self._is_on = False
        canvas.overlays.append(self._paint)

    @property
    def is_on(self) -> bool:
        """True while the next drag draws a region."""
        return self._is_on

    def toggle(self, *, is_on: bool) -> None:
        """Have the next drag draw a region, or no longer."""
        if is_on != self._is_on:
            self._is_on = is_on
            shape = Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor
            self._canvas.viewport().setCursor(shape)
            self.toggled.emit(is_on)

    def clear(self) -> None:
        """Draw nothing, and keep nothing."""
        self.toggle(is_on=False)
        self.region = None
        self.changed.emit()

    def begin(self, page: int, x: float, y: float) -> None:
        """Begin at that point of a page, in points."""
        self.toggle(is_on=True)
        self.region = Drawn(page, x, y, x, y)

    def drag_to(self, page: int, x: float, y: float) -> None:
        """Go on to that point, if it is on the same page."""
        if self.region is not None and page == self.region.page:
            self.region = end_at(self.region, x, y, self._canvas.size_of(page))
            self._canvas.viewport().update()

    def finish(self) -> None:
        """Keep the region, unless it was a slip of the hand."""
        region = self.region
        self.toggle(is_on=False)
        if region is None or region.is_slip:
            self.region = None
        else:
            self.drawn.emit(region)
        self.changed.emit()

    def press_key(self, event: QKeyEvent) -> bool:
        """True where the key moves the region, changes its size or keeps it."""
        key = Qt.Key(event.key())
        if key in _RETURNS and self.region is not None:
            self.finish()
        elif key in ARROWS:
            is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(*ARROWS[key], is_stretched=is_shifted)
        else:
            return False
        return True

    def _move(self, across: int, down: int, *, is_stretched: bool) -> None:
        """Move the region by a step; the first step makes one in the middle of what shows."""
        if self.region is None:
            page = self._canvas.current_page
            self.region = begin_in_middle(page, self._canvas.find_shown_box(page))
        else:
            change = stretch if is_stretched else move
            size = self._canvas.size_of(self.region.page)
            self.region = change(self.region, _STEP * across, _STEP * down, size)
        self._canvas.viewport().update()

    def _paint(self, painter: QPainter, index: int, ratio: float) -> None:
        if self.region is not None and self.region.page == index:
            rect = self._canvas.place_box(index, self.region.box)
            ink = QColor(read_tones("light").accent)  # paper is white in every style
            paint_drawn(painter, rect, ink, ratio)
