from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.heard import QtEar, VlcEar
from tests.ui.video.media_files import Recording
from tests.ui.video.noise import SAMPLE_RATE, find_moment
from tests.ui.video.screen import read_shot, take_picture
from tests.ui.video.sources import SOUNDS
from workbench.ui.video.player import Player
from workbench.ui.video.qt_player import QtPlayer
from workbench.ui.video.vlc_player import VlcPlayer

Recorded = Callable[[Recording], Path]


LONGEST_BLOCK = 4608 / SAMPLE_RATE
"""Seconds of one block of FLAC; those of the others are shorter."""
EARLY_AND_LATE = {"Qt video": (LONGEST_BLOCK, 0.002), "VLC": (0.15, 0.15)}


@pytest.mark.parametrize("recording", SOUNDS, ids=lambda recording: recording.name)
def test_sound_alone_shows_the_cited_moment_and_is_heard_from_there_on(
    qtbot: QtBot, player: Player, recorded: Recorded, recording: Recording
) -> None:
    path = recorded(recording)
    with qtbot.waitSignal(player.frame_shown, timeout=5000) as shown:
        player.open_at(path, 7.77)
    assert shown.args == [7.77]
    assert player.position() == 7.77
    for moment in (7.77, 3.0, 12.345):
        with qtbot.waitSignal(player.frame_shown, timeout=5000):
            player.open_at(path, moment)
        assert player.position() == moment
        first = hear_beginning(qtbot, player)
        early, late = EARLY_AND_LATE[player.name]
        assert moment - early <= first <= moment + late
        player.close()
    assert player.plays_exactly == (player.name == "Qt video"), "the other one says so"


def hear_beginning(qtbot: QtBot, player: Player) -> float:
    """Seconds at which the sound begins that is heard when playing starts."""
    assert isinstance(player, QtPlayer | VlcPlayer)
    ear = QtEar(player) if isinstance(player, QtPlayer) else VlcEar(player)
    player.play()
    qtbot.waitUntil(lambda: len(ear.samples()) > SAMPLE_RATE // 2, timeout=8000)
    player.pause()
    # VLC fades in
    skipped = SAMPLE_RATE // 20
    return find_moment(ear.samples()[skipped:]) - skipped / SAMPLE_RATE


def test_ogg_is_not_begun_twice(qtbot: QtBot, player: Player, recorded: Recorded) -> None:
    """VLC tells 0 for the first half second of it, which is not to be taken for astray."""
    if not isinstance(player, VlcPlayer):
        pytest.skip("of VLC")
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(recorded(SOUNDS[2]), 7.77)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 8.5, timeout=8000)
    assert player._repeats == 0
    player.pause()


def test_while_playing_the_time_told_is_that_of_the_frame_on_screen_or_said_to_be_near(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    recording = Recording()
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(recorded(recording), 2.0)
    errors: list[int] = []

    def look(seconds: float) -> None:
        surface = player.surface()
        shot = surface.grab().toImage() if player.plays_exactly else take_picture(surface)
        errors.append(read_shot(shot) - recording.frame_at(seconds))

    player.position_changed.connect(look)
    player.play()
    qtbot.waitUntil(lambda: len(errors) > 20, timeout=9000)
    player.position_changed.disconnect(look)
    player.pause()
    if player.plays_exactly:
        assert set(errors) == {0}
    else:
        assert sorted(map(abs, errors))[len(errors) // 2] <= 4
