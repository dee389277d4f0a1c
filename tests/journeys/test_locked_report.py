"""A report is signed from the window although its key was locked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from workbench.report.verifying import verify_report
from workbench.store.keys import change_passphrase, load_identities
from workbench.store.verdict import Trusted
from workbench.ui.main_window import MainWindow
from workbench.ui.start.unlock_dialog import UnlockDialog


def test_the_report_asks_for_the_passphrase_and_signs(
    opener: Callable[[], MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opener()
    session = window.session
    change_passphrase(session.store.folder, session.identity, "nine words")
    (locked,) = load_identities(session.store.folder)
    session.take_key(locked)
    dialog = window.show_report()
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "previewWay") is not None, timeout=60_000)
    QTimer.singleShot(0, lambda: type_into("nine words"))
    way = dialog.findChild(QPushButton, "previewWay")
    assert isinstance(way, QPushButton)
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    assert not session.identity.is_locked
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    write = dialog.findChild(QPushButton, "writeFiles")
    assert isinstance(write, QPushButton)
    qtbot.waitUntil(write.isEnabled, timeout=30_000)
    with qtbot.waitSignal(dialog.written, timeout=60_000) as told:
        QTest.mouseClick(write, Qt.MouseButton.LeftButton)
    (files,) = told.args or [()]
    assert {verify_report(file, Trusted(names={})).state for file in files} == {"intact"}
    dialog.close()


def type_into(words: str) -> None:
    """Type the words and Return into the dialog for the passphrase, once it stands there."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, UnlockDialog):
        QTimer.singleShot(20, lambda: type_into(words))
        return
    field = dialog.findChild(QLineEdit, "passphrase")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
