"""A short field in the bar over the pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_OWN = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""Keys that mean something in a field and something else in the window."""


class BarField(QLineEdit):
    """All that is in it is marked when one comes to it, so that typing replaces it."""

    left = Signal()
    """The keyboard has gone elsewhere."""
    given_up = Signal()
    """`Esc` was pressed."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)  # after the click that it came by

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.ShortcutOverride and _find_key(event) in _OWN:
            event.accept()  # else the window takes it
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if _find_key(event) == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _find_key(event: QEvent) -> Qt.Key | None:
    return Qt.Key(event.key()) if isinstance(event, QKeyEvent) else None
