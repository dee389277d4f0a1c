"""A hundred positions of the mouse in three seconds, through the real viewer and both players."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, write_recording
from tests.ui.video.screen import read_screen
from tests.ui.viewers.video.fakes import make_artifact, read_label
from workbench.assessment.locator import Place
from workbench.ui.video.choice import Backend, choose_player
from workbench.ui.video.habits import Habits
from workbench.ui.video.still_player import StillPlayer
from workbench.ui.viewers.video.clock import format_time
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.viewer import VideoViewer

POSITIONS = 100
PACE_MS = 30
LAST = 7.31


@pytest.fixture(params=["qt", "vlc"])
def viewer(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[VideoViewer]:
    backend: Backend = request.param
    choice = choose_player(backend)
    if choice.backend != backend:
        pytest.skip(choice.reason)
    habits = Habits()
    habits.prefer(backend)
    made = VideoViewer(habits)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.release()


class Mouse:
    """Drags over the time line at an even pace, forth and back, and notes which frames follow."""

    def __init__(self, viewer: VideoViewer, strip: TimeStrip) -> None:
        self._strip = strip
        self.count = 0
        self.shown: list[float] = []
        """Starts of all frames that came on screen."""
        self.told: list[float] = []
        """Starts of those that were the last one asked for."""
        player = viewer._player
        assert isinstance(player, StillPlayer)
        player._stills.shown.connect(lambda still: self.shown.append(still.start))
        player.frame_shown.connect(self.told.append)
        self._pace = QTimer(viewer, interval=PACE_MS)
        self._pace.timeout.connect(self._move)
        self._press(0.5)
        self._pace.start()

    def point_at(self, seconds: float) -> QPoint:
        x = round(self._strip.find_x(seconds))
        return QPoint(x, round(self._strip.track_rect().center().y()))

    def _press(self, seconds: float) -> None:
        QTest.mousePress(self._strip, Qt.MouseButton.LeftButton, pos=self.point_at(seconds))

    def _move(self) -> None:
        self.count += 1
        is_last = self.count == POSITIONS
        seconds = LAST if is_last else self.count * 37 % 100 / 10
        QTest.mouseMove(self._strip, self.point_at(seconds))
        if is_last:
            self._pace.stop()
            QTest.mouseRelease(self._strip, Qt.MouseButton.LeftButton, pos=self.point_at(LAST))
            QApplication.sendEvent(self._strip, QEvent(QEvent.Type.Leave))


@pytest.mark.parametrize(
    "recording",
    [
        Recording(name="often.mp4", scale=2),
        Recording(name="seldom.mp4", gop=250, b_frames=2, scale=2),
    ],
    ids=lambda recording: recording.name,
)
def test_a_hundred_positions_in_three_seconds_end_on_the_very_frame_of_the_last(
    qtbot: QtBot, viewer: VideoViewer, tmp_path: Path, recording: Recording
) -> None:
    path = write_recording(tmp_path, recording)
    with qtbot.waitSignal(viewer.place_shown, timeout=5000):
        viewer.open_at(make_artifact(path), Place(t=(2.0, None)))
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    assert viewer._player is not None
    surface = viewer._player.surface()
    mouse = Mouse(viewer, strip)
    qtbot.waitUntil(lambda: mouse.count == POSITIONS, timeout=30_000)
    number = recording.frame_at(strip._seconds(QPointF(mouse.point_at(LAST))))
    qtbot.waitUntil(lambda: read_screen(surface) == number, timeout=5000)
    start = recording.frame_starts[number]
    qtbot.waitUntil(lambda: mouse.told[-1:] == [pytest.approx(start)], timeout=5000)
    assert read_label(viewer, "videoTime").startswith(format_time(start))
    assert len(set(mouse.shown)) > 10, "frames follow while the mouse still moves"
    with qtbot.assertNotEmitted(viewer._player.frame_shown, wait=400):
        pass
    assert read_screen(surface) == number
