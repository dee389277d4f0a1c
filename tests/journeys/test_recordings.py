"""Every citation of a recording by keyboard, the frame read from the window's pixels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources.demo.meeting_video import FPS
from tests.journeys.conftest import DEMO
from tests.journeys.recorded import (
    Walker,
    build_cited,
    find_player,
    find_viewer,
    read_blocks,
    read_film,
    read_label,
    read_told,
    read_when_still,
)
from tests.keyboard import press
from tests.ui.video.media_files import Recording
from workbench.ui.main_window import MainWindow
from workbench.ui.video.choice import Preference, choose_player

pytestmark = pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")

Opener = Callable[..., MainWindow]
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ODD = (("0:01.5", 37), ("0:03.28–0:04.2", 82), ("0:07.99", 199), ("0:09.96", 249))
"""Places as written, none on a key frame, and the frames that stand at these moments."""


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """So large that a cell of the frame's number is some pixels wide."""
    window.resize(1600, 950)
    return window


@pytest.mark.parametrize("attempt", [1, 2])
def test_each_citation_of_the_demos_film_shows_its_very_frame(
    opener: Opener, qtbot: QtBot, attempt: int
) -> None:
    window = opener(DEMO.with_name(f"4F7K-attempt-{attempt}.zip"))
    due = [22 * FPS, 110 * FPS, 135 * FPS, 80 * FPS]
    for place, frame in zip(Walker(window, qtbot).walk("A2"), due, strict=True):
        assert place.t is not None
        assert frame == place.t[0] * FPS
        read_when_still(partial(read_film, window), frame, qtbot)
        assert not find_player(window).is_playing()


@pytest.mark.parametrize("b_frames", [0, 3])
def test_moments_between_key_frames_show_their_very_frames(
    opener: Opener, qtbot: QtBot, tmp_path: Path, b_frames: int
) -> None:
    window = opener(build_cited(tmp_path, Recording(gop=250, b_frames=b_frames), ODD))
    walk = Walker(window, qtbot).walk("A1")
    for _place, (_where, frame) in zip(walk, ODD, strict=True):
        read_when_still(partial(read_blocks, window), frame, qtbot)


def test_frames_and_skips_by_key_and_back_to_the_cited_one(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    walker = Walker(window, qtbot)
    window.session.show("2b")
    read_when_still(partial(read_film, window), 135 * FPS, qtbot)
    for key, frame in ((".", 3376), (",", 3375), (",", 3374)):
        press(window, key)
        read_when_still(partial(read_film, window), frame, qtbot)
    press(window, Qt.Key.Key_Right, SHIFT)
    read_when_still(partial(read_film, window), 3374 + 5 * FPS, qtbot)
    assert walker.press("n") is not None
    press(window, Qt.Key.Key_Left, ALT)
    read_when_still(partial(read_film, window), 135 * FPS, qtbot)


@pytest.mark.parametrize("player", ["qt", "vlc"])
def test_played_and_stopped_by_key_the_time_told_is_that_of_the_frame_on_screen(
    window: MainWindow, opener: Opener, qtbot: QtBot, player: Preference
) -> None:
    if choose_player(player).backend != player:
        pytest.skip(choose_player(player).reason)
    window.session.store.write_setting("player", player)
    opener()
    window.session.show("2b")
    read_when_still(partial(read_film, window), 135 * FPS, qtbot)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: find_player(window).position() > 135.5, timeout=20_000)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not find_player(window).is_playing())
    qtbot.waitUntil(lambda: read_told(window) == read_film(window))
    assert 135.3 * FPS < read_film(window) < 150 * FPS  # VLC tells the time some frames early
    assert find_player(window).name.casefold().startswith(player)


def test_what_was_seen_stands_on_the_time_line_when_the_submission_is_opened_again(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    window.session.show("2b")
    qtbot.waitUntil(lambda: ("A2", "t=135") in window.session.review.seen, timeout=20_000)
    window.show_queue()
    opener()
    window.session.show("1c")
    read_when_still(partial(read_film, window), 110 * FPS, qtbot)
    assert (135.0, 135.04) in find_viewer(window)._stage.strip._seen


def test_in_the_full_window_the_frame_is_the_same_and_larger(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("2b")
    read_when_still(partial(read_film, window), 135 * FPS, qtbot)
    width = find_viewer(window).width()
    press(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: find_viewer(window).width() > 1.5 * width)
    read_when_still(partial(read_film, window), 135 * FPS, qtbot)
    press(window, ".")
    read_when_still(partial(read_film, window), 135 * FPS + 1, qtbot)
    press(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: find_viewer(window).width() == width)
    read_when_still(partial(read_film, window), 135 * FPS + 1, qtbot)


def test_a_citation_of_the_demos_interview_stands_at_its_moment_and_is_heard_from_there(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    (place,) = Walker(window, qtbot).walk("A7")
    assert place.t == (7.0, 31.0)
    player = find_player(window)
    assert read_label(window, "soundTitle") == "Student council interview"
    assert read_label(window, "videoTime") == "0:00:07.00 / 0:01:24"
    assert not player.is_playing()
    qtbot.waitUntil(lambda: find_viewer(window)._stage.words.list.currentRow() == 1)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: player.position() > 7.3, timeout=10_000)
    assert player.position() < 12
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not player.is_playing())
