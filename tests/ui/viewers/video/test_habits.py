"""How recordings are played stays from one day to the next; playing is only ever asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import CITED, WHOLE, FakePlayer, Players, make_artifact
from workbench.assessment.locator import Place
from workbench.store.store import open_store
from workbench.ui.video.habits import Habits, Manner
from workbench.ui.viewers.video.viewer import VideoViewer


class Kept:
    """Settings that outlive the viewer."""

    def __init__(self) -> None:
        self.is_read_only = False
        self.values: dict[str, Any] = {}

    def read_setting(self, key: str) -> Any:  # noqa: ANN401 - any JSON
        return self.values.get(key)

    def write_setting(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        self.values[key] = value


class Days:
    """Starts the program again and again, on the same settings."""

    def __init__(self, qtbot: QtBot) -> None:
        self.settings = Kept()
        self._qtbot = qtbot
        self._viewers: list[VideoViewer] = []

    def start(self) -> tuple[VideoViewer, FakePlayer]:
        """The viewer of a new day and its player; the one of the day before is gone."""
        self.end()
        players = Players()
        viewer = VideoViewer(Habits(self.settings), make=players.make)
        self._qtbot.addWidget(viewer)
        viewer.show()
        self._viewers.append(viewer)
        viewer.open_at(make_artifact(), CITED)
        return viewer, players.qt

    def end(self) -> None:
        """End the day."""
        while self._viewers:
            self._viewers.pop().release()


@pytest.fixture
def days(qtbot: QtBot) -> Iterator[Days]:
    made = Days(qtbot)
    yield made
    made.end()


def find_told(player: FakePlayer, verb: str) -> object:
    """What the player was told last by that verb."""
    return next(told[1] for told in reversed(player.told) if told[0] == verb)


def test_volume_mute_and_speed_are_as_they_were_after_a_restart(days: Days) -> None:
    viewer, player = days.start()
    assert [find_told(player, verb) for verb in ("rate", "muted", "volume")] == [1.0, False, 1.0]
    slider = viewer.findChild(QSlider, "videoVolume")
    assert isinstance(slider, QSlider)
    slider.setValue(35)
    viewer.steer("toggle_mute")
    viewer.steer("play_faster")
    viewer.steer("play_faster")
    _viewer, again = days.start()
    assert [find_told(again, verb) for verb in ("rate", "muted", "volume")] == [1.5, True, 0.35]


def test_they_are_kept_at_once_and_not_only_at_the_end(days: Days, qtbot: QtBot) -> None:
    viewer, _player = days.start()
    viewer.steer("toggle_mute")
    qtbot.waitUntil(lambda: Habits(days.settings).manner.is_muted)


def test_a_recording_goes_on_where_it_was_left_and_the_cited_place_still_wins(days: Days) -> None:
    viewer, player = days.start()
    viewer.steer("toggle_play")
    player.play_to(2.7)
    viewer, player = days.start()
    assert player.seconds == 2.0
    player.seconds = 6.2
    viewer.release()
    viewer.open_at(make_artifact(), WHOLE)
    assert player.told[-1] == ("open_at", "meeting.mp4", 6.2, None)


def test_recordings_of_one_name_in_two_submissions_are_left_each_at_its_own_place(
    days: Days,
) -> None:
    viewer, player = days.start()
    first, second = (
        replace(make_artifact(Path(f"{key}/clip.mp4")), memory_key=f"{key} A2") for key in "ab"
    )
    viewer.open_at(first, Place(t=(6.0, None)))
    viewer.open_at(second, WHOLE)
    assert player.told[-1] == ("open_at", "clip.mp4", 0.0, None)
    viewer.open_at(first, WHOLE)
    assert player.told[-1] == ("open_at", "clip.mp4", 6.0, None)


def test_nothing_plays_that_was_not_asked_to(days: Days) -> None:
    viewer, player = days.start()
    viewer.steer("toggle_play")
    assert player.playing
    for place in (CITED, Place(t=(5.0, 6.0)), WHOLE):
        viewer.open_at(make_artifact(Path("other.mp4")), place)
    viewer.steer("step_on")
    viewer.steer("skip_on")
    viewer.hide()
    viewer.show()
    assert player.told.count(("play",)) == 1
    _viewer, again = days.start()
    assert ("play",) not in again.told


@pytest.mark.parametrize(
    "kept", [None, 7, "loud", [], {"rate": 3.7, "volume": -1, "muted": "yes", "wave": None}]
)
def test_settings_that_are_not_sane_are_as_at_first(kept: object) -> None:
    settings = Kept()
    settings.values |= {"playing": kept, "recordings_left": kept, "player": kept}
    habits = Habits(settings)
    assert habits.manner == Manner()
    assert habits.find_left("volume") is None
    assert habits.preference == "auto"


def test_only_so_many_recordings_are_remembered_the_latest() -> None:
    habits = Habits(Kept())
    for number in range(510):
        habits.leave(str(number), float(number))
    assert habits.find_left("9") is None
    assert habits.find_left("10") == 10.0
    assert habits.find_left("509") == 509.0


def test_the_store_keeps_them(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store.db")) as store:
        Habits(store).keep_manner(Manner(rate=0.75, is_muted=True, volume=0.5, has_wave=True))
        Habits(store).leave("urn:uuid:1 A2", 12.345)
    with closing(open_store(tmp_path / "store.db")) as store:
        assert Habits(store).manner == Manner(rate=0.75, is_muted=True, volume=0.5, has_wave=True)
        assert Habits(store).find_left("urn:uuid:1 A2") == 12.345
