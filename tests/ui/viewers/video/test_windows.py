"""The recording in a window of its own and in the full window; the time, read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import CITED, Players, find_button, make_artifact
from workbench.ui.viewers.video import window as own_window
from workbench.ui.viewers.video.clock import speak_time
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.video.window import RecordingWindow


def find_window() -> RecordingWindow | None:
    windows = QApplication.topLevelWidgets()
    return next((w for w in windows if isinstance(w, RecordingWindow) and w.isVisible()), None)


def test_in_its_own_window_it_plays_on_and_every_key_acts(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    viewer.steer("toggle_play")
    find_button(viewer, "videoWindow").click()
    window = find_window()
    assert window is not None
    assert window.windowTitle() == "Staff meeting"
    assert players.qt.surface().window() is window
    assert players.qt.playing
    for key, told in (
        (Qt.Key.Key_Period, ("step", 1)),
        (Qt.Key.Key_L, ("looping", True)),
        (Qt.Key.Key_M, ("muted", True)),
    ):
        QTest.keyClick(window, key)
        assert players.qt.told[-1] == told
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert find_window() is None
    assert players.qt.surface().window() is viewer
    assert not find_button(viewer, "videoWindow").isChecked()


def test_meanwhile_the_viewer_says_where_it_is_and_a_button_brings_it_back(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    find_button(viewer, "videoWindow").click()
    back = viewer.findChild(QPushButton, "recordingBack")
    assert isinstance(back, QPushButton)
    assert back.isVisible()
    back.click()
    assert find_window() is None
    assert players.qt.surface().isVisible()


def test_a_second_screen_is_filled(
    qtbot: QtBot, viewer: VideoViewer, players: Players, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Beamer(QObject):
        def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's
            return QRect(0, 0, 640, 480)

    monkeypatch.setattr(own_window, "find_other_screen", lambda _screen: Beamer())
    viewer.open_at(make_artifact(), CITED)
    find_button(viewer, "videoWindow").click()
    window = find_window()
    assert window is not None
    assert window.isFullScreen()
    viewer.release()
    assert find_window() is None
    del qtbot, players


def test_the_full_window_is_asked_for(qtbot: QtBot, viewer: VideoViewer) -> None:
    viewer.open_at(make_artifact(), CITED)
    with qtbot.waitSignal(viewer.full_asked):
        find_button(viewer, "videoFull").click()


@pytest.mark.qt_log_ignore("does not support raise")
def test_t_says_the_time_to_the_eye_and_to_a_screen_reader(
    viewer: VideoViewer, players: Players, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    viewer.open_at(make_artifact(), CITED)
    players.qt.seconds = 2.04
    QTest.keyClick(viewer, Qt.Key.Key_T)
    assert said == ["2.04 seconds of 10 seconds"]
    assert QToolTip.text() == said[0]
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("seconds", "duration", "words"),
    [
        (0.0, 1.0, "0 seconds of 1 second"),
        (135.04, 612.0, "2 minutes 15.04 seconds of 10 minutes 12 seconds"),
        (3661.0, 7200.0, "1 hour 1 minute 1 second of 2 hours"),
        (59.999, 60.0, "59.99 seconds of 1 minute"),
    ],
)
def test_times_are_spoken_in_words(seconds: float, duration: float, words: str) -> None:
    assert speak_time(seconds, duration) == words
