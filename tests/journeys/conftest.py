"""A real window on a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from workbench.app import open_session
from workbench.paths import find_resource
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session

DEMO = find_resource("demo", "4F7K-attempt-1.zip")


@pytest.fixture(autouse=True)
def _asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box that nobody answers would wait for ever: it is closed instead."""
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_session("Test assessor") as opened:
        yield opened


class _Flashes(QObject):
    """Notes what appears as a window of its own without being meant to be one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_meant = isinstance(watched, QMainWindow | QDialog | QMenu)
            self.seen += [] if is_meant else [f"{type(watched).__name__} {watched.objectName()}"]
        return False


@pytest.fixture(autouse=True)
def no_flashes(qapp: QApplication) -> Iterator[None]:
    """A widget that is shown before it has its place flashes on screen and takes the keyboard."""
    flashes = _Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert not flashes.seen


@pytest.fixture
def window(session: Session, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    made = MainWindow(session, Look(qapp, session.store, "light"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def opener(window: MainWindow, qtbot: QtBot) -> Callable[[Path], MainWindow]:
    """Opens a bundle in the window and waits until everything is looked into."""

    def open_it(path: Path = DEMO) -> MainWindow:
        session = window.session
        with qtbot.waitSignal(session.opened, timeout=10_000):
            window.open_bundle(path)
        qtbot.waitUntil(
            lambda: session.desk.is_done and session.verification.is_done, timeout=60_000
        )
        return window

    return open_it
