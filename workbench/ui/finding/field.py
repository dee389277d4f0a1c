"""The field for what is searched for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OWN = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
}


class FindField(QLineEdit):
    """A line for words; Return, Esc and the arrows are its own, whatever they do in the window."""

    entered = Signal(int)
    """Return was pressed: 1, or -1 with Shift."""
    left = Signal()
    """Esc was pressed."""
    stepped = Signal(int)
    """An arrow was pressed: 1 down, -1 up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setObjectName(f"{name}Clear")
            clear.setAccessibleName("Clear what is searched for")
            clear.setToolTip("Clear (Ctrl+A, Del)")

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in _OWN
            and not event.modifiers() & ~_SHIFT & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key = event.key()
        is_plain = not event.modifiers() & ~_SHIFT & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_plain:
            self.entered.emit(-1 if event.modifiers() & _SHIFT else 1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and is_plain:
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
