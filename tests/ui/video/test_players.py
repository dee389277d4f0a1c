from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import HEIGHT, WIDTH, Recording, rotate, write_recording
from tests.ui.video.screen import read_screen, take_picture
from workbench.ui.video.player import Player
from workbench.ui.video.surface import fit

Recorded = Callable[[Recording], Path]


def open_at(qtbot: QtBot, player: Player, path: Path, seconds: float) -> float:
    """Seconds of the frame that came on screen."""
    with qtbot.waitSignal(player.frame_shown, timeout=5000) as shown:
        player.open_at(path, seconds)
    assert shown.args is not None
    return float(shown.args[0])


def expect_on_screen(qtbot: QtBot, player: Player, number: int) -> None:
    qtbot.waitUntil(lambda: read_screen(player.surface()) == number, timeout=3000)


def test_opening_tells_the_duration_and_does_not_play(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    with qtbot.waitSignal(player.ready) as ready:
        start = open_at(qtbot, player, recorded(Recording()), 2.0)
    assert ready.args == [pytest.approx(10.0, abs=0.05)]
    assert not player.is_playing()
    assert player.position() == start == pytest.approx(2.0)


def test_the_last_click_wins_while_another_file_is_still_loading(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    one, other = recorded(Recording()), recorded(Recording(name="sparse keys.mp4", gop=250))
    shown: list[float] = []
    player.frame_shown.connect(shown.append)
    player.open_at(one, 1.0)
    player.open_at(other, 9.0)
    player.open_at(one, 4.0)
    expect_on_screen(qtbot, player, 100)
    assert shown == [pytest.approx(4.0)]


def test_steps_go_one_frame_each_way_and_add_up(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    open_at(qtbot, player, recorded(Recording()), 2.0)
    player.step(-1)
    expect_on_screen(qtbot, player, 49)
    for _ in range(3):
        player.step(1)
    expect_on_screen(qtbot, player, 52)
    player.step(-100)
    expect_on_screen(qtbot, player, 0)


def test_playing_a_stretch_stops_at_its_end_and_can_go_on(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    with qtbot.waitSignal(player.frame_shown):
        player.open_at(recorded(Recording()), 2.0, 2.6)
    with qtbot.waitSignals([player.playing_changed, player.frame_shown], timeout=5000):
        player.play()
        qtbot.waitUntil(lambda: not player.is_playing(), timeout=5000)
    expect_on_screen(qtbot, player, 65)
    assert player.position() == pytest.approx(2.6)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 3.0, timeout=5000)
    player.pause()


def test_a_looping_stretch_begins_again(qtbot: QtBot, player: Player, recorded: Recorded) -> None:
    with qtbot.waitSignal(player.frame_shown):
        player.open_at(recorded(Recording()), 2.0, 2.5)
    positions: list[float] = []
    player.position_changed.connect(positions.append)
    player.set_looping(True)
    player.play()

    def came_round_twice() -> bool:
        falls = [b < a - 0.2 for a, b in pairwise(positions)]
        return sum(falls) >= 2

    qtbot.waitUntil(came_round_twice, timeout=9000)
    assert player.is_playing()
    assert max(positions) < 2.5 + 0.5
    player.pause()


def test_pausing_leaves_the_exact_frame_of_the_position(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    recording = Recording()
    open_at(qtbot, player, recorded(recording), 1.0)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 1.4, timeout=5000)
    with qtbot.waitSignal(player.frame_shown) as shown:
        player.pause()
    assert shown.args is not None
    expect_on_screen(qtbot, player, recording.frame_at(shown.args[0]))
    assert player.position() == shown.args[0]


def test_playing_begins_at_the_moment_and_not_at_the_frame_that_began_long_before(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    path = recorded(Recording(name="slides.mp4", starts=(0.0, 4.0, 8.0)))
    assert open_at(qtbot, player, path, 3.0) == 0.0
    positions: list[float] = []
    player.position_changed.connect(positions.append)
    player.play()
    qtbot.waitUntil(lambda: bool(positions), timeout=5000)
    assert positions[0] == pytest.approx(3.0, abs=1.2)
    player.pause()


def test_at_the_end_playing_stops_on_the_last_frame(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    open_at(qtbot, player, recorded(Recording()), 9.6)
    player.play()
    qtbot.waitUntil(lambda: not player.is_playing(), timeout=6000)
    expect_on_screen(qtbot, player, 249)


def test_seconds_whose_picture_cannot_be_decoded_do_not_count_as_played(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    if player.name != "Qt video":
        pytest.skip("VLC decodes AV1")
    path = recorded(Recording(name="newer.mp4", frames=75, codec="libsvtav1"))
    open_at(qtbot, player, path, 0.5)
    moved: list[float] = []
    player.position_changed.connect(moved.append)
    with qtbot.waitSignal(player.failed, timeout=9000) as failed:
        player.play()
    assert failed.args is not None
    assert "newer.mp4" in failed.args[0]
    assert moved == []


def test_scrubbing_ends_on_the_last_position(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    open_at(qtbot, player, recorded(Recording(name="sparse keys.mp4", gop=250)), 0.0)
    for number in range(100):
        player.seek((number * 37 % 100) / 10)
    player.seek(7.0)
    expect_on_screen(qtbot, player, 175)
    assert player.position() == pytest.approx(7.0)


def test_sound_alone_is_opened_at_the_moment_and_played(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    recording = Recording(name="talk.mp3", picture=False, sound_codec="libmp3lame")
    with qtbot.waitSignal(player.ready) as ready:
        assert open_at(qtbot, player, recorded(recording), 4.0) == 4.0
    assert ready.args == [pytest.approx(10.0, abs=0.1)]
    player.play()
    qtbot.waitUntil(lambda: player.position() > 4.4, timeout=5000)
    player.pause()


def test_a_turned_phone_video_stands_upright(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    path = rotate(write_recording(tmp_path, Recording(frames=50, sound=False)))
    open_at(qtbot, player, path, 0.04)  # frame 1: the top left block is bright, now top right
    place = fit(HEIGHT / WIDTH, player.surface().rect())

    def lights() -> list[bool]:
        shot = take_picture(player.surface())
        corners = (place.topLeft(), place.topRight(), place.bottomLeft(), place.bottomRight())
        inside = [point + (place.center() - point) / 8 for point in corners]
        return [shot.pixelColor(point).lightness() > 125 for point in inside]

    qtbot.waitUntil(lambda: lights() == [False, True, False, False], timeout=3000)


def test_playing_shows_the_frames_as_they_pass(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    open_at(qtbot, player, recorded(Recording()), 1.0)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 1.5, timeout=5000)
    qtbot.waitUntil(lambda: 25 < read_screen(player.surface()) < 100, timeout=3000)
    player.pause()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("not.mp4", b"#EXTM3U\nhttp://127.0.0.1:9/x.ts\n", "holds no video or sound"),
        ("empty.mp4", b"", "holds no video or sound"),
        ("cut.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "damaged"),
    ],
)
def test_what_is_no_recording_fails_with_a_sentence_that_names_it(
    qtbot: QtBot, player: Player, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with qtbot.waitSignal(player.failed, timeout=5000) as failed:
        player.open_at(path, 1.0)
    assert failed.args is not None
    assert name in failed.args[0]
    assert words in failed.args[0]


def test_after_a_failure_the_next_recording_is_shown(
    qtbot: QtBot, player: Player, recorded: Recorded, tmp_path: Path
) -> None:
    with qtbot.waitSignal(player.failed):
        player.open_at(tmp_path / "gone.mp4", 1.0)
    open_at(qtbot, player, recorded(Recording()), 3.0)
    expect_on_screen(qtbot, player, 75)
