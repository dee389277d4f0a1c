"""By keyboard alone: a clash settled, a backup restored, and all of it there after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.journeys.test_judgment_panel import make_clash
from tests.keyboard import press, tab_to
from workbench.app import open_session
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.settings import data as settings_data
from workbench.ui.settings.dialog import SettingsDialog
from workbench.ui.start.next_start import Start
from workbench.ui.start.starting import restore_and_tell
from workbench.ui.windowless.headless import open_and_inspect

Opener = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_clash_is_settled_by_keyboard(opener: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    bundle = build_bundle(tmp_path)
    window = opener(bundle)
    session = window.session
    session.show("1a")
    press(window, "2")
    qtbot.waitUntil(lambda: session.journal.is_saved)
    make_clash(session)
    press(window, "l", CONTROL)
    opener(bundle)
    assert "1a" in session.review.clashes
    button = tab_to(window, "keepJudgment-1")
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert not session.review.clashes
    assert session.review.judgment("1a").is_made


def test_a_backup_is_restored_by_keyboard_and_no_judgment_is_lost(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = build_bundle(tmp_path)
    told: list[str] = []

    def agree(_parent: object, _title: str, sentence: str, ways: list[str], *_more: object) -> str:
        told.append(sentence)
        return ways[0]

    monkeypatch.setattr(settings_data, "ask_ways", agree)
    monkeypatch.setattr("workbench.ui.start.starting.ask_ways", agree)
    with open_session("Test assessor") as session:
        folder = session.store.folder
        open_and_inspect(session, bundle)
        window = MainWindow(session, Look(qapp, session.store, "light"))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        with qtbot.waitSignal(session.opened):
            window.open_bundle(bundle)
        session.show("1a")
        press(window, "2")
        qtbot.waitUntil(lambda: session.journal.is_saved)
        session.store.make_backup().result()
        session.show("1b")
        press(window, "1")
        restore_by_keyboard(window, qtbot)
        start = window.next_start
    assert isinstance(start, Start)
    assert start.restore is not None
    restore_and_tell(folder, start.restore)
    assert "holds" in told[-1]
    assert not start.restore.exists()
    with open_session("Test assessor") as session:
        open_and_inspect(session, bundle)
        levels = {t: j.level for t, j in session.review.judgments.items()}
        assert levels == {"1a": "proficient", "1b": "not-yet"}


def restore_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.show_settings()  # Ctrl+, in the menu
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    names = tab_to(dialog, "settingsGroups")
    assert isinstance(names, QListWidget)
    while names.currentItem().text() != "Data and backups":
        QTest.keyClick(names, Qt.Key.Key_Down)
    QTest.keyClick(tab_to(dialog, "restoreBackup"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.isVisible())
