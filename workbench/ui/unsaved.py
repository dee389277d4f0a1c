"""Words that could not be saved: a copy elsewhere, and asking before a window closes over them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.errors import WorkbenchError
from workbench.exchange.event_file import write_event_file
from workbench.ui.message import show_message
from workbench.ui.outbox import Outbox

EVENT_FILES = "Judgments (*.jsonl)"


def ask_unsaved(parent: QWidget, outbox: Outbox) -> bool:
    """Whether the window may close although something is not saved."""
    box = QMessageBox(parent)
    box.setObjectName("unsavedBox")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Not everything is saved")
    box.setText(
        f"{outbox.trouble}\n\nWhat you wrote is lost if you close now without a copy.".strip()
    )
    stay = box.addButton("Go on working", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Keep a copy and close…", QMessageBox.ButtonRole.AcceptRole)
    lose = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        return keep_copy(parent, outbox)
    return box.clickedButton() is lose


def keep_copy(parent: QWidget, outbox: Outbox) -> bool:
    """Write what could not be saved to a file that the assessor chooses; whether it worked."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, "Keep a copy of what could not be saved", "kept-judgments.jsonl", EVENT_FILES
    )
    if not name:
        return False
    try:
        write_event_file(Path(name), outbox.waiting)
    except WorkbenchError as error:
        show_message(parent, "The copy was not written", str(error))
        return False
    return True
