"""What the assessor's hand does on the pages: selects text, follows links, draws a region."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QToolTip

from workbench.evidence.pdf.messages import Link
from workbench.ui.tones import read_tones
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.region import (
    Drawn,
    begin_in_middle,
    end_at,
    move,
    paint_drawn,
    stretch,
)
from workbench.ui.viewers.pdf.selection import TextSelection
from workbench.ui.viewers.pdf.text import Caret, is_on_text, step_letter, step_line, step_word

REST_MILLISECONDS = 300
"""A reader who rests that long on a page may want its links and its text."""
_STEP = 6.0
"""Points by which an arrow key moves a region."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PdfHand(QObject):
    """Watches mouse and keys of a canvas, and paints over its pages what they have done."""

    link_chosen = Signal(object)
    """A `Link` was clicked."""
    region_drawn = Signal(object)
    """A `Drawn` is finished."""
    drawing_changed = Signal(bool)
    """The assessor is about to draw a region, or no longer."""
    marked_changed = Signal()
    """What is selected or drawn is another."""

    def __init__(self, canvas: PdfCanvas, facts: PageFacts) -> None:
        super().__init__(canvas)
        self.selection = TextSelection(facts, self)
        self.region: Drawn | None = None
        self._canvas = canvas
        self._facts = facts
        self._is_drawing = False
        self._pressed: Link | None = None
        self._is_dragging = False
        self._clicks = 0
        self._last_press = QPointF()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.look)
        self._since_press = QTimer(self)
        self._since_press.setSingleShot(True)
        canvas.overlays.append(self._paint)
        canvas.viewport().setMouseTracking(True)
        canvas.interceptors.append(self.use)
        canvas.moved.connect(self._rest.start)
        self.selection.changed.connect(self._note_changed)

    @property
    def is_drawing(self) -> bool:
        """True while the next drag draws a region."""
        return self._is_drawing

    def look(self) -> None:
        """Find out what can be selected and followed on the pages that show."""
        self._facts.want(self._canvas.list_visible())

    def clear(self) -> None:
        """Select and draw nothing."""
        self.set_drawing(is_on=False)
        self.region = None
        self.selection.clear()
        self._note_changed()

    def set_drawing(self, *, is_on: bool) -> None:
        """Have the next drag draw a region, or select text again."""
        if is_on != self._is_drawing:
            self._is_drawing = is_on
            shape = Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor
            self._canvas.viewport().setCursor(shape)
            self.drawing_changed.emit(is_on)

    def use(self, event: QEvent) -> bool:
        """True when the event of the canvas, or of its viewport, was meant for the hand."""
        if not self._canvas.pages:
            return False
        if isinstance(event, QMouseEvent):
            return self._use_mouse(event)
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.setAccepted(self._wants(event))
                return event.isAccepted()
            return event.type() == QEvent.Type.KeyPress and self._press_key(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return self._tell_link(event)
        return False

    # --- the mouse

    def _use_mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick} and is_left:
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(event)
            return True
        if kind == QEvent.Type.MouseMove:
            self._move(event)
            return True
        if kind == QEvent.Type.MouseButtonRelease and is_left:
            self._release(event)
            return True
        return False

    def _press(self, event: QMouseEvent) -> None:
        page, x, y = self._canvas.find_on_page(event.position())
        if self._is_drawing or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.set_drawing(is_on=True)
            self.selection.clear()
            self.region = Drawn(page, x, y, x, y)
            self._is_dragging = True
            return
        self._count_clicks(event.position())
        self.region = None
        self._pressed = self._find_link(event.position()) if self._clicks == 1 else None
        self._is_dragging = True
        if event.modifiers() & _SHIFT and self.selection.caret is not None:
            self.selection.extend(page, x, y)
        else:
            self.selection.begin(page, x, y, clicks=self._clicks)

    def _count_clicks(self, point: QPointF) -> None:
        near = (point - self._last_press).manhattanLength() < QApplication.startDragDistance()
        self._clicks = self._clicks % 3 + 1 if near and self._since_press.isActive() else 1
        self._last_press = point
        self._since_press.start(QApplication.doubleClickInterval())

    def _move(self, event: QMouseEvent) -> None:
        if not self._is_dragging:
            self._show_cursor(event.position())
            return
        page, x, y = self._canvas.find_on_page(event.position())
        if self._is_drawing and self.region is not None:
            if page == self.region.page:
                size = self._canvas.size_of(page)
                self.region = end_at(self.region, x, y, size)
                self._canvas.viewport().update()
            return
        far = (event.position() - self._last_press).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            self.selection.extend(page, x, y)
        self._scroll_along(event.position())

    def _release(self, event: QMouseEvent) -> None:
        self._is_dragging = False
        if self._is_drawing:
            self._finish_region()
        elif self._pressed is not None:
            link, self._pressed = self._pressed, None
            if link == self._find_link(event.position()):
                self.selection.clear()
                self.link_chosen.emit(link)

    def _scroll_along(self, point: QPointF) -> None:
        """Bring more pages into view while a selection is dragged over the edge."""
        bar, height = self._canvas.verticalScrollBar(), self._canvas.viewport().height()
        if point.y() < 0 or point.y() > height:
            bar.setValue(bar.value() + (bar.singleStep() if point.y() > 0 else -bar.singleStep()))

    def _show_cursor(self, point: QPointF) -> None:
        if self._is_drawing:
            return
        page, x, y = self._canvas.find_on_page(point)
        shape = Qt.CursorShape.ArrowCursor
        if self._find_link(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif is_on_text(self._facts.find_lines(page) or (), x, y):
            shape = Qt.CursorShape.IBeamCursor
        self._canvas.viewport().setCursor(shape)

    def _find_link(self, point: QPointF) -> Link | None:
        page, x, y = self._canvas.find_on_page(point)
        for link in self._facts.find_links(page):
            if link.box[0] <= x <= link.box[2] and link.box[1] <= y <= link.box[3]:
                return link
        return None

    def _tell_link(self, event: QHelpEvent) -> bool:
        link = self._find_link(QPointF(event.pos()))
        words = "" if link is None else link.address or f"Go to page {link.page_index + 1}"
        # a tool tip takes markup for markup, and an address is a stranger's words
        QToolTip.showText(event.globalPos(), f"<p>{escape(words)}</p>" if words else "")
        return True

    # --- the keys

    def _wants(self, event: QKeyEvent) -> bool:
        """True for keys that mean something here and something else in the window."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return self._is_drawing or self.region is not None or self.selection.ends is not None
        return self._is_drawing and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}

    def _press_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape and self._wants(event):
            self.clear()
        elif self._is_drawing:
            return self._draw_by_key(key, is_shifted=bool(modifiers & _SHIFT))
        elif modifiers & _CONTROL and key == Qt.Key.Key_C:
            self.selection.copy()
        elif modifiers & _CONTROL and key == Qt.Key.Key_A:
            self.selection.select_page(self._canvas.current_page)
        elif modifiers & _SHIFT and key in _ARROWS:
            self._extend_by_key(*_ARROWS[key], by_word=bool(modifiers & _CONTROL))
        else:
            return False
        return True

    def _extend_by_key(self, across: int, down: int, *, by_word: bool) -> None:
        step = step_line if down else step_word if by_word else step_letter
        self.selection.extend_by(step, across or down, self._find_start())

    def _find_start(self) -> Caret | None:
        """The first line that shows, where a selection by keyboard begins."""
        page = self._canvas.current_page
        lines = self._facts.find_lines(page)
        if lines is None:
            self._facts.want_lines(page)
        elif not lines:
            self.selection.found_no_text.emit(page)
        top = self._canvas.find_shown_box(page)[1]
        shown = (n for n, line in enumerate(lines or ()) if line.box[3] > top)
        first = next(shown, None)
        return None if first is None else Caret(page, first, 0)

    def _draw_by_key(self, key: Qt.Key, *, is_shifted: bool) -> bool:
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.region is not None:
            self._finish_region()
            return True
        if key not in _ARROWS:
            return False
        page = self._canvas.current_page
        region = self.region or begin_in_middle(page, self._canvas.find_shown_box(page))
        across, down = (_STEP * step for step in _ARROWS[key])
        change = stretch if is_shifted else move
        if self.region is not None:
            region = change(region, across, down, self._canvas.size_of(region.page))
        self.region = region
        self._canvas.viewport().update()
        return True

    def _finish_region(self) -> None:
        region = self.region
        self.set_drawing(is_on=False)
        if region is None or region.is_slip:
            self.region = None
        else:
            self.region_drawn.emit(region)
        self._note_changed()

    # --- what is painted

    def _note_changed(self) -> None:
        self._canvas.viewport().update()
        self.marked_changed.emit()

    def _paint(self, painter: QPainter, index: int, ratio: float) -> None:
        ink = QColor(read_tones("light").accent)  # paper is white in every style
        wash = QColor(ink)
        wash.setAlphaF(0.28)
        for box in self.selection.find_boxes(index):
            painter.fillRect(self._canvas.place_box(index, box), wash)
        if self.region is not None and self.region.page == index:
            rect = self._canvas.place_box(index, self.region.box)
            paint_drawn(painter, rect, ink, ratio)
