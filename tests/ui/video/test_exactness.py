from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording
from tests.ui.video.screen import read_screen
from tests.ui.video.sources import SOURCES, find_truth, plan_moments
from workbench.ui.video.player import Player

Recorded = Callable[[Recording], Path]


@pytest.mark.parametrize("recording", SOURCES, ids=lambda recording: recording.name)
def test_the_frame_on_screen_is_the_last_that_begins_at_or_before_the_moment_and_its_time_is_shown(
    qtbot: QtBot, player: Player, recorded: Recorded, recording: Recording
) -> None:
    path = recorded(recording)
    truth = find_truth(path)
    assert truth.numbers == sorted(set(truth.numbers))
    for moment in plan_moments(truth, recording.duration - recording.trimmed):
        with qtbot.waitSignal(player.frame_shown, timeout=5000) as shown:
            player.open_at(path, moment)
        place = truth.find(moment)
        expect_on_screen(qtbot, player, recording, truth.numbers[place])
        assert shown.args == [pytest.approx(truth.starts[place], abs=0.001)]
        assert player.position() == pytest.approx(truth.starts[place], abs=0.001)
    assert player.is_exact


@pytest.mark.parametrize("name", ["both ways.mp4", "slides both ways.mp4", "both ways.ts"])
def test_steps_pass_over_no_frame(
    qtbot: QtBot, player: Player, recorded: Recorded, name: str
) -> None:
    recording = next(source for source in SOURCES if source.name == name)
    path = recorded(recording)
    truth = find_truth(path)
    middle = len(truth.starts) // 2
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(path, truth.starts[middle] + 0.001)
    ways = [-1] * 20 + [1] * 30
    for way in ways:
        middle += way
        with qtbot.waitSignal(player.frame_shown, timeout=5000) as shown:
            player.step(way)
        assert shown.args == [pytest.approx(truth.starts[middle], abs=0.001)]
    expect_on_screen(qtbot, player, recording, truth.numbers[middle])


def expect_on_screen(qtbot: QtBot, player: Player, recording: Recording, number: int) -> None:
    surface, is_turned = player.surface(), recording.is_turned
    qtbot.waitUntil(lambda: read_screen(surface, is_turned=is_turned) == number, timeout=3000)
