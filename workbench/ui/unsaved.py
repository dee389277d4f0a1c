"""Asking before a window closes over words that could not be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_unsaved(parent: QWidget, trouble: str, keep: Callable[[], bool]) -> bool:
    """Whether the window may close although something is not saved.

    `keep` writes a copy elsewhere and says whether that worked.
    """
    box = QMessageBox(parent)
    box.setObjectName("unsavedBox")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Not everything is saved")
    box.setText(f"{trouble}\n\nWhat you wrote is lost if you close now without a copy.".strip())
    stay = box.addButton("Go on working", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Keep a copy and close…", QMessageBox.ButtonRole.AcceptRole)
    lose = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        return keep()
    return box.clickedButton() is lose
