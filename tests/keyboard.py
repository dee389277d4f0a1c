"""The keyboard, as a person uses it: keys go where the focus is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def press(window: QWidget, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press one key, named by its letter or by Qt."""
    widget = QApplication.focusWidget() or window
    if isinstance(key, str):
        QTest.keyClicks(widget, key, modifier)
    else:
        QTest.keyClick(widget, key, modifier)


def type_words(words: str) -> None:
    """Type into the field that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    QTest.keyClicks(widget, words)


def tab_to(start: QWidget, name: str) -> QWidget:
    """Press Tab until the control of that name has the keyboard."""
    for _ in range(80):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return focused
        QTest.keyClick(focused or start, Qt.Key.Key_Tab)
    message = f"Tab does not lead to {name}"
    raise AssertionError(message)
