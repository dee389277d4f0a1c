"""A sentence that waits for an answer: one of a few ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_ways(
    parent: QWidget | None, title: str, sentence: str, ways: Sequence[str], leave: str = "Close"
) -> str | None:
    """The way that was chosen; None when the assessor left it at that. The first is the default."""
    box = QMessageBox(parent)
    box.setObjectName("askWays")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(sentence)
    buttons = {box.addButton(way, QMessageBox.ButtonRole.AcceptRole): way for way in ways}
    for button in buttons:
        button.setObjectName(button.text())
    leaving = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(next(iter(buttons), leaving))
    box.setEscapeButton(leaving)
    box.exec()
    return next((way for button, way in buttons.items() if box.clickedButton() is button), None)
