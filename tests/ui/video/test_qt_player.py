from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QVideoFrame
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording
from workbench.ui.video import qt_player
from workbench.ui.video.qt_player import QtPlayer

Recorded = Callable[[Recording], Path]


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[QtPlayer]:
    made = QtPlayer()
    qtbot.addWidget(made.surface())
    yield made
    made.close()


def test_between_the_frames_of_slides_without_sound_time_goes_on(
    qtbot: QtBot, player: QtPlayer, recorded: Recorded
) -> None:
    path = recorded(Recording(name="slides.mkv", starts=(0.0, 30.0, 60.0), sound=False))
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(path, 2.0)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 3.0, timeout=6000)
    assert player.is_playing()
    assert player.position() < 30.0


def test_after_a_silence_of_five_seconds_it_has_fallen_behind_and_no_more_counts_as_played(
    qtbot: QtBot, recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, frames = QtPlayer._take_frame, [0]

    def take_first(this: QtPlayer, frame: QVideoFrame) -> None:
        frames[0] += 1
        if frames[0] < 4:
            take(this, frame)

    monkeypatch.setattr(QtPlayer, "_take_frame", take_first)
    monkeypatch.setattr(qt_player, "_SILENCE_MS", 900)
    path = recorded(Recording(name="mute.mp4", sound=False))
    stuck = QtPlayer()
    qtbot.addWidget(stuck.surface())
    stuck._engine.positionChanged.disconnect()
    with qtbot.waitSignal(stuck.frame_shown, timeout=5000):
        stuck.open_at(path, 2.0)
    with qtbot.waitSignal(stuck.fell_behind, timeout=6000):
        stuck.play()
    assert 2.0 < stuck.position() < 3.5
    stuck.close()
