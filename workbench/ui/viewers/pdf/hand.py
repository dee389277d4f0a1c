"""What the assessor's hand does on the pages: selects text, follows links, draws a region."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from workbench.evidence.pdf.messages import Link
from workbench.ui.tones import read_tones
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.drawing import ARROWS, RegionDrawing
from workbench.ui.viewers.pdf.edge_scroll import EdgeScroll
from workbench.ui.viewers.pdf.links import find_link, tell_link
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pan import PagePan, is_pan, is_press
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.selection import TextSelection
from workbench.ui.viewers.pdf.text import Caret, is_on_text, step_letter, step_line, step_word

REST_MILLISECONDS = 300
"""A reader who rests that long on a page may want its links and its text."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class PdfHand(QObject):
    """Watches mouse and keys of a canvas, and paints over its pages what they have done."""

    link_chosen = Signal(object)
    """A `Link` was clicked."""
    menu_asked = Signal(QPoint, object)
    """A menu is wanted at that point of the view, for the `Link` there, or None."""
    marked_changed = Signal()
    """What is selected or drawn is another."""

    def __init__(self, canvas: PdfCanvas, facts: PageFacts, kind: Kind = "pdf") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._facts = facts
        self._moves_bare = kind == "image"
        self._pressed: Link | None = None
        self._is_dragging = False
        self._clicks = 0
        self._last_press = QPointF()
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.look)
        self._since_press = QTimer(self, singleShot=True)
        canvas.overlays.append(self._paint)
        self.selection = TextSelection(facts, self)
        self.drawing = RegionDrawing(canvas)
        self._pan = PagePan(canvas)
        self._edge = EdgeScroll(canvas)
        self._edge.scrolled.connect(self._extend_to)
        canvas.viewport().setMouseTracking(True)
        canvas.interceptors.append(self.use)
        canvas.moved.connect(self._rest.start)
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self._ask_menu)
        self.selection.changed.connect(self._note_selected)
        self.drawing.changed.connect(self._note_changed)
        self.drawing.toggled.connect(self._note_drawing)

    def look(self) -> None:
        """Find out what can be selected and followed on the pages that show."""
        self._facts.want(self._canvas.list_visible())

    def clear(self) -> None:
        """Select and draw nothing."""
        self.drawing.clear()
        self.selection.clear()

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
            tell_link(self._find_link(QPointF(event.pos())), event)
            return True
        return False

    # --- the mouse

    def _use_mouse(self, event: QMouseEvent) -> bool:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_press(event) and (is_left or is_pan(event)):
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(event)
        elif event.type() == QEvent.Type.MouseMove:
            self._move(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease and (is_left or self._pan.is_on):
            self._release(event)
        else:
            return False
        return True

    def _press(self, event: QMouseEvent) -> None:
        point = event.position()
        page, x, y = self._canvas.find_on_page(point)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and (self.drawing.is_on or event.modifiers() & _ALT):
            self._is_dragging = True
            self.drawing.begin(page, x, y)
            return
        self._count_clicks(point)
        self._pressed = self._find_link(point) if self._clicks == 1 else None
        if is_pan(event) or self._is_bare(page):
            self._pan.begin(point)
            return
        self._is_dragging = True
        self.drawing.region = None
        if event.modifiers() & _SHIFT and self.selection.caret is not None:
            self.selection.extend(page, x, y)
        else:
            self.selection.begin(page, x, y, clicks=self._clicks)

    def _is_bare(self, page: int) -> bool:
        """True on a picture without words, larger than the view: it is moved by dragging."""
        return self._moves_bare and not self._facts.find_lines(page) and self._pan.is_possible

    def _count_clicks(self, point: QPointF) -> None:
        near = (point - self._last_press).manhattanLength() < QApplication.startDragDistance()
        self._clicks = self._clicks % 3 + 1 if near and self._since_press.isActive() else 1
        self._last_press = point
        self._since_press.start(QApplication.doubleClickInterval())

    def _move(self, point: QPointF) -> None:
        is_far = (point - self._last_press).manhattanLength() >= QApplication.startDragDistance()
        if self._pan.is_on:
            self._pressed = None if is_far else self._pressed
            self._pan.move_to(point)
        elif not self._is_dragging:
            self._show_cursor(point)
        elif self.drawing.is_on:
            self.drawing.drag_to(*self._canvas.find_on_page(point))
        else:
            if is_far:
                self._pressed = None
                self._extend_to(point)
            self._edge.follow(point)

    def _extend_to(self, point: QPointF) -> None:
        self.selection.extend(*self._canvas.find_on_page(point))

    def _release(self, event: QMouseEvent) -> None:
        was_panning, self._is_dragging = self._pan.is_on, False
        self._edge.stop()
        self._pan.end()
        if self.drawing.is_on and not was_panning:
            self.drawing.finish()
        elif self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            link, self._pressed = self._pressed, None
            if link == self._find_link(event.position()):
                self.selection.clear()
                self.link_chosen.emit(link)

    def _show_cursor(self, point: QPointF) -> None:
        if self.drawing.is_on:
            return
        page, x, y = self._canvas.find_on_page(point)
        shape = Qt.CursorShape.ArrowCursor
        if self._find_link(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif is_on_text(self._facts.find_lines(page) or (), x, y):
            shape = Qt.CursorShape.IBeamCursor
        elif self._is_bare(page):
            shape = Qt.CursorShape.OpenHandCursor
        self._canvas.viewport().setCursor(shape)

    def _find_link(self, point: QPointF) -> Link | None:
        return find_link(self._canvas, self._facts, point)

    def _ask_menu(self, point: QPoint) -> None:
        self.menu_asked.emit(point, self._find_link(QPointF(point)))

    # --- the keys

    def _wants(self, event: QKeyEvent) -> bool:
        """True for keys that mean something here and something else in the window."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            is_drawn = self.drawing.is_on or self.drawing.region is not None
            return is_drawn or self.selection.ends is not None
        return self.drawing.is_on and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}

    def _press_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape and self._wants(event):
            self.clear()
        elif self.drawing.is_on:
            return self.drawing.press_key(event)
        elif modifiers & _CONTROL and key == Qt.Key.Key_C:
            self.selection.copy()
        elif modifiers & _CONTROL and key == Qt.Key.Key_A:
            self.selection.select_page(self._canvas.current_page)
        elif modifiers & _SHIFT and key in ARROWS:
            self._extend_by_key(*ARROWS[key], by_word=bool(modifiers & _CONTROL))
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

    # --- what is painted

    def _note_drawing(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Either words or a region are marked: what is noted must be plain to see."""
        if is_on:
            self.selection.clear()

    def _note_selected(self) -> None:
        if self.selection.ends is not None:
            self.drawing.region = None
        self._note_changed()

    def _note_changed(self) -> None:
        self._canvas.viewport().update()
        self.marked_changed.emit()

    def _paint(self, painter: QPainter, index: int, _ratio: float) -> None:
        ink = QColor(read_tones("light").accent)  # paper is white in every style
        wash = QColor(ink)
        wash.setAlphaF(0.28)
        for box in self.selection.find_boxes(index):
            painter.fillRect(self._canvas.place_box(index, box), wash)
