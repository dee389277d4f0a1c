"""Both real players in the real viewer: turning from one to the other, and windows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, write_recording
from tests.ui.video.screen import read_screen
from tests.ui.viewers.video.fakes import find_button, make_artifact, read_label
from workbench.assessment.locator import Place
from workbench.ui.video import still_player
from workbench.ui.video.choice import choose_player
from workbench.ui.video.habits import Habits
from workbench.ui.video.player import Player
from workbench.ui.video.qt_player import QtPlayer
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.video.window import RecordingWindow

LONG = Recording(frames=500)
FIRST = 50
"""The frame at second 2, from which all is played here."""


@pytest.fixture
def viewer(qtbot: QtBot) -> Iterator[VideoViewer]:
    made = VideoViewer(Habits())
    qtbot.addWidget(made)
    made.resize(760, 640)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.release()


def need_vlc() -> None:
    choice = choose_player()
    if choice.fallback != "vlc":
        pytest.skip(choice.reason)


def find_player(viewer: VideoViewer) -> Player:
    player = viewer._player
    assert player is not None
    return player


def open_at(qtbot: QtBot, viewer: VideoViewer, path: Path, seconds: float) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=5000):
        viewer.open_at(make_artifact(path), Place(t=(seconds, None)))


def plays_frames(viewer: VideoViewer, recording: Recording) -> bool:
    """Whether the screen shows about the frame of the time told, and not the first one still."""
    player = find_player(viewer)
    number = read_screen(player.surface())
    is_near = abs(number - recording.frame_at(player.position())) < 15
    return player.is_playing() and number > FIRST + 5 and is_near


def test_what_qt_shows_no_frame_of_is_played_by_vlc_from_the_same_moment(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path
) -> None:
    need_vlc()
    recording = Recording(name="newer.mp4", frames=150, codec="libsvtav1", gop=50)
    open_at(qtbot, viewer, write_recording(tmp_path, recording), 2.0)
    assert find_player(viewer).name == "Qt video"
    qtbot.waitUntil(lambda: read_screen(find_player(viewer).surface()) == FIRST)
    viewer.steer("toggle_play")
    qtbot.waitUntil(lambda: find_player(viewer).name == "VLC", timeout=9000)
    positions: list[float] = []
    find_player(viewer).position_changed.connect(positions.append)
    qtbot.waitUntil(lambda: plays_frames(viewer, recording), timeout=9000)
    assert 1.9 < positions[0] < 3.5
    near = viewer.findChild(QLabel, "videoNear")
    assert isinstance(near, QLabel)
    assert near.isVisible()
    viewer.steer("toggle_play")
    qtbot.waitUntil(lambda: not near.isVisible())
    assert read_label(viewer, "videoTroubleSentence") == ""


def test_a_silent_qt_is_told_by_the_watchdog_and_vlc_plays(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_vlc()
    monkeypatch.setattr(QtPlayer, "_take_frame", lambda _self, _frame: None)
    monkeypatch.setattr(still_player, "WATCHDOG_MS", 800)
    open_at(qtbot, viewer, write_recording(tmp_path, LONG), 2.0)
    viewer.steer("toggle_play")
    qtbot.waitUntil(lambda: find_player(viewer).name == "VLC", timeout=9000)
    qtbot.waitUntil(lambda: plays_frames(viewer, LONG), timeout=9000)
    viewer.steer("toggle_play")


def test_where_qt_shows_only_a_frame_now_and_then_vlc_goes_on_from_there(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_vlc()
    take, count = QtPlayer._take_frame, [0]

    def take_few(player: QtPlayer, frame: QVideoFrame) -> None:
        count[0] += 1
        if count[0] % 12 == 0:
            take(player, frame)

    monkeypatch.setattr(QtPlayer, "_take_frame", take_few)
    open_at(qtbot, viewer, write_recording(tmp_path, LONG), 2.0)
    viewer.steer("toggle_play")
    qtbot.waitUntil(lambda: find_player(viewer).name == "VLC", timeout=12_000)
    qtbot.waitUntil(lambda: plays_frames(viewer, LONG), timeout=9000)
    assert find_player(viewer).position() > 4.0
    viewer.steer("toggle_play")


def test_without_vlc_a_silent_qt_ends_in_a_sentence_above_the_frame_at_rest(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QtPlayer, "_take_frame", lambda _self, _frame: None)
    monkeypatch.setattr(still_player, "WATCHDOG_MS", 800)
    monkeypatch.setattr(viewer._players, "take_over", lambda _path, _until: False)
    open_at(qtbot, viewer, write_recording(tmp_path, LONG), 2.0)
    viewer.steer("toggle_play")
    qtbot.waitUntil(lambda: "meeting.mp4" in read_label(viewer, "videoTroubleSentence"))
    qtbot.waitUntil(lambda: read_screen(find_player(viewer).surface()) == FIRST)


@pytest.fixture
def two_screens() -> Iterator[None]:
    """The one screen of the display, told to be two beside each other."""
    if QGuiApplication.platformName() != "xcb" or shutil.which("xrandr") is None:
        pytest.skip("needs an X display and xrandr")
    width, height = 800, 1000
    tell_screens(f"left {width}/200x{height}/250+0+0 screen")
    tell_screens(f"right {width}/200x{height}/250+{width}+0 none")
    yield
    for name in ("left", "right"):
        subprocess.run(["xrandr", "--delmonitor", name], check=True)  # noqa: S607 - found where the system keeps it


def tell_screens(words: str) -> None:
    subprocess.run(["xrandr", "--setmonitor", *words.split()], check=True)  # noqa: S607 - likewise


def find_window() -> RecordingWindow | None:
    windows = QApplication.topLevelWidgets()
    return next((w for w in windows if isinstance(w, RecordingWindow) and w.isVisible()), None)


@pytest.mark.usefixtures("two_screens")
@pytest.mark.parametrize("backend", ["qt", "vlc"])
def test_on_a_second_screen_the_picture_goes_on_and_comes_back(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path, backend: str
) -> None:
    need_vlc()
    viewer._habits.prefer("vlc" if backend == "vlc" else "qt")
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 2)
    viewer.move(10, 30)
    open_at(qtbot, viewer, write_recording(tmp_path, LONG), 2.0)
    viewer.steer("toggle_play")
    is_playing = partial(plays_frames, viewer, LONG)
    qtbot.waitUntil(is_playing, timeout=9000)
    find_button(viewer, "videoWindow").click()
    window = find_window()
    assert window is not None
    qtbot.waitUntil(lambda: find_player(viewer).surface().mapToGlobal(viewer.pos()).x() >= 800)
    assert window.isFullScreen()
    qtbot.waitUntil(is_playing, timeout=9000)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: find_window() is None)
    qtbot.waitUntil(is_playing, timeout=9000)
    assert find_player(viewer).surface().mapToGlobal(viewer.rect().topLeft()).x() < 800
    viewer.steer("toggle_play")
