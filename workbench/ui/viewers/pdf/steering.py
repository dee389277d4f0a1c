"""Moving about the pages: scrolled, zoomed and turned by wheel, touchpad, touch and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from workbench.ui.viewers.pdf.sheet import PdfSheet

_CONTROL = Qt.KeyboardModifier.ControlModifier
_WHEEL_NOTCH = 120
"""Eighths of a degree, as Qt counts them."""
_ZOOM_PER_NOTCH = 1.15
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class PageSteering(QObject):
    """Watches a sheet, and takes the events that move it."""

    def __init__(self, sheet: PdfSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        sheet.viewport().grabGesture(Qt.GestureType.PinchGesture)
        sheet.interceptors.append(self.use)

    def use(self, event: QEvent) -> bool:
        """True when the event of the sheet, or of its viewport, was meant to move it."""
        if isinstance(event, QWheelEvent):
            return self._use_wheel(event)
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._press_key(event)
        if isinstance(event, QNativeGestureEvent):
            return self._use_touchpad(event)
        return isinstance(event, QGestureEvent) and self._use_touch(event)

    def _use_wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & _CONTROL:
            return False
        turned = event.angleDelta().y() / _WHEEL_NOTCH
        self._zoom_around(event, _ZOOM_PER_NOTCH**turned)
        event.accept()
        return True

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

    def _press_key(self, event: QKeyEvent) -> bool:
        has_control, key = bool(event.modifiers() & _CONTROL), Qt.Key(event.key())
        bar = self._sheet.verticalScrollBar()
        if has_control and key in _ZOOM_KEYS:
            self._sheet.zoom_by(_ZOOM_KEYS[key])
        elif has_control and key == Qt.Key.Key_0:
            self._sheet.set_zoom(1.0)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            return False
        return True
