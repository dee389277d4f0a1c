"""Which player plays, how fast, and where it stops: as chosen, from the next recording on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import CITED, WHOLE, Players, find_button, make_artifact
from workbench.ui.settings.player_menu import PlayerMenu
from workbench.ui.tasks import Tasks
from workbench.ui.video.choice import Choice
from workbench.ui.video.habits import Habits
from workbench.ui.viewers.video.viewer import VideoViewer


def test_the_menu_of_players_is_remembered_and_tells_who_plays(qtbot: QtBot) -> None:
    parent, habits, tasks = QWidget(), Habits(), Tasks(threads=1)
    qtbot.addWidget(parent)
    menu = PlayerMenu(habits, tasks, parent)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    told: list[Choice] = []
    menu.chosen.connect(told.append)
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert habits.preference == "vlc"
    assert told[0].reason
    again = PlayerMenu(habits, tasks, parent)
    assert [action.isChecked() for action in again.actions()] == [False, False, True]
    tasks.close()


def test_the_next_recording_follows_a_new_choice_and_the_open_one_stays(
    viewer: VideoViewer, players: Players, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer.open_at(make_artifact(), CITED)
    other = Choice(backend="vlc", reason="", fallback="qt")
    monkeypatch.setattr("workbench.ui.viewers.video.viewer.choose_player", lambda _chosen: other)
    viewer.open_at(make_artifact(), WHOLE)
    assert "vlc" not in players.made
    viewer.open_at(make_artifact(Path("next.mp4")), WHOLE)
    assert players.made["vlc"].told[-1] == ("open_at", "next.mp4", 0.0, None)
    assert players.qt.told[-1] == ("close",)


def test_playing_stops_at_the_end_of_the_stretch_unless_it_is_to_be_repeated(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    assert ("looping", False) in players.qt.told
    assert ("open_at", "meeting.mp4", 2.0, 3.0) in players.qt.told
    find_button(viewer, "videoLoop").click()
    assert players.qt.told[-1] == ("looping", True)
    viewer.open_at(make_artifact(), WHOLE)
    assert not find_button(viewer, "videoLoop").isEnabled()


def test_speeds_go_from_half_to_twice_and_stop_there(viewer: VideoViewer, players: Players) -> None:
    viewer.open_at(make_artifact(), CITED)
    button = viewer.findChild(QToolButton, "videoRate")
    assert isinstance(button, QToolButton)
    speeds = ["0.5×", "0.75×", "1×", "1.25×", "1.5×", "2×"]
    assert [action.text() for action in button.menu().actions()] == speeds
    told = []
    for key in "+++++------":
        QTest.keyClicks(viewer, key)
        told.append(players.qt.told[-1][1])
    assert told == [1.25, 1.5, 2.0, 2.0, 2.0, 1.5, 1.25, 1.0, 0.75, 0.5, 0.5]
    assert button.text() == "0.5×"
    assert [action.isChecked() for action in button.menu().actions()] == [True] + 5 * [False]
