"""Moving about the pages: scrolled, zoomed and turned by wheel, touchpad, touch and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QScrollBar

from workbench.ui.viewers.pdf.sheet import PdfSheet

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WHEEL_NOTCH = 120
"""Eighths of a degree, as Qt counts them."""
_ZOOM_PER_NOTCH = 1.15
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class PageSteering(QObject):
    """Watches a sheet, and takes the events that move it."""

    def __init__(self, sheet: PdfSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.verbs: Mapping[str, Callable[[], object]] = {
            "toggle_play": partial(self._read_on, 1),
            "read_back": partial(self._read_on, -1),
            "next_page": partial(self.step, 1),
            "previous_page": partial(self.step, -1),
            "zoom_in": partial(sheet.zoom_by, 1),
            "zoom_out": partial(sheet.zoom_by, -1),
            "zoom_full": partial(sheet.set_zoom, 1.0),
            "fit_page": partial(sheet.set_zoom, "page"),
            "fit_width": partial(sheet.set_zoom, "width"),
            "turn_right": sheet.turn,
            "turn_left": partial(sheet.turn, -1),
        }
        """By the names that `workbench.ui.keys` gives them; the key that plays reads on."""
        sheet.viewport().grabGesture(Qt.GestureType.PinchGesture)
        sheet.interceptors.append(self.use)

    def step(self, pages: int) -> None:
        """So many pages on, or back where that is below 0."""
        self._sheet.go_to_page(self._sheet.current_page + pages)

    def use(self, event: QEvent) -> bool:
        """True when the event of the sheet, or of its viewport, was meant to move it."""
        if isinstance(event, QWheelEvent):
            return self._use_wheel(event)
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._press_key(event)
        if isinstance(event, QNativeGestureEvent):
            return self._use_touchpad(event)
        return isinstance(event, QGestureEvent) and self._use_touch(event)

    # --- wheel and fingers

    def _use_wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() & _CONTROL:
            turned = event.angleDelta().y() / _WHEEL_NOTCH
            self._zoom_around(event, _ZOOM_PER_NOTCH**turned)
        elif not event.pixelDelta().isNull() and QGuiApplication.platformName() != "xcb":
            # a touchpad tells pixels, in both directions at once; X11's are not to be relied on
            self._scroll(QPointF(event.pixelDelta()))
        elif event.modifiers() & _SHIFT:
            turned = (event.angleDelta().x() + event.angleDelta().y()) / _WHEEL_NOTCH
            self._scroll_across(turned * QApplication.wheelScrollLines())
        else:
            return False
        event.accept()
        return True

    def _scroll(self, way: QPointF) -> None:
        ratio = self._sheet.devicePixelRatioF()
        with self._sheet.held():
            _move(self._sheet.horizontalScrollBar(), -way.x() * ratio)
            _move(self._sheet.verticalScrollBar(), -way.y() * ratio)

    def _scroll_across(self, lines: float) -> None:
        bar = self._sheet.horizontalScrollBar()
        _move(bar, -lines * bar.singleStep())

    def _use_touchpad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom_around(event, 1 + event.value())
        return True

    def _use_touch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = self._sheet.viewport().mapFromGlobal(pinch.centerPoint())
        self._sheet.set_zoom(self._sheet.current_zoom * pinch.scaleFactor(), middle)
        return True

    def _zoom_around(self, event: QWheelEvent | QNativeGestureEvent, factor: float) -> None:
        self._sheet.set_zoom(self._sheet.current_zoom * factor, event.position())

    # --- keys

    def _press_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        bar = self._sheet.verticalScrollBar()
        if modifiers & _CONTROL and key in _ZOOM_KEYS:
            self._sheet.zoom_by(_ZOOM_KEYS[key])
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not _has_modifier(event):
            return self._turn_over(1 if key == Qt.Key.Key_Right else -1)
        else:
            return False
        return True

    def _turn_over(self, pages: int) -> bool:
        """To the page beside, unless there is something beside what shows of this one."""
        if self._sheet.horizontalScrollBar().maximum() > 0:
            return False
        self.step(pages)
        return True

    def _read_on(self, views: int) -> None:
        bar = self._sheet.verticalScrollBar()
        bar.setValue(bar.value() + views * bar.pageStep())


def _move(bar: QScrollBar, pixels: float) -> None:
    bar.setValue(bar.value() + round(pixels))


def _has_modifier(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
