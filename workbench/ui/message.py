"""A sentence in a box of its own, with ways on; nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def show_message(
    parent: QWidget | None,
    title: str,
    sentence: str,
    ways: Mapping[str, Callable[[], object]] | None = None,
) -> QMessageBox:
    """Show the sentence as plain text; each way on is a button that does its verb."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(sentence)
    for words, verb in (ways or {}).items():
        button = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        button.setObjectName(words)
        button.clicked.connect(_without_arguments(verb))
    box.addButton(QMessageBox.StandardButton.Cancel if ways else QMessageBox.StandardButton.Close)
    box.open()
    return box


def _without_arguments(verb: Callable[[], object]) -> Callable[[], None]:
    def perform() -> None:
        verb()

    return perform
