"""Recordings as they should not be, with either player: shown as far as can be, or a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.media_edits import cut
from tests.ui.video.media_files import Recording
from tests.ui.video.screen import read_screen
from tests.ui.video.sources import find_truth
from workbench.ui.video.player import Player

Recorded = Callable[[Recording], Path]

SILENT_WAV = (
    b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    b"\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00data\x00\x00\x00\x00"
)
"""Of no length."""
FAST_START = (("movflags", "faststart"),)
HOURS = 3600.0
A_DAY = tuple(120.0 * number for number in range(240))
SHOWN = [
    (Recording(name="cut.mkv"), 2.0),
    (Recording(name="cut.mp4", options=FAST_START), 2.0),
    (Recording(name="cut.ts", offset=1.4), 2.0),
    (Recording(name="cut.avi", codec="mpeg4", sound_codec="libmp3lame"), 2.0),
    (Recording(name="mute.mp4", sound=False), 2.0),
    (Recording(name="hdr.mp4", codec="libx265", pixels="yuv420p10le"), 2.0),
    (Recording(name="large.mp4", frames=20, scale=12), 0.4),
    (Recording(name="day.mkv", starts=A_DAY, gop=1, sound=False), 7.5 * HOURS),
    (Recording(name="one.mp4", frames=1, sound=False), 5.0),
]
BLIND = Recording(name="blind.mp4", picture=False)


@pytest.mark.parametrize(("recording", "moment"), SHOWN, ids=lambda it: getattr(it, "name", ""))
def test_it_is_shown_and_playing_it_moves_ends_or_is_said_to_be_impossible(
    qtbot: QtBot,
    player: Player,
    recorded: Recorded,
    tmp_path: Path,
    recording: Recording,
    moment: float,
) -> None:
    share = 0.6 if recording.name.startswith("cut") else 1.0
    path = cut(recorded(recording), share, tmp_path)
    truth = find_truth(path)
    number = truth.numbers[truth.find(moment)]
    assert number > 0 or recording.frames == 1
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(path, moment)
    qtbot.waitUntil(lambda: read_screen(player.surface()) == number, timeout=5000)
    expect_life(qtbot, player, path.name)


@pytest.mark.parametrize("name", ["really.avi", "really.mp3", "really.pdf", "really"])
def test_its_content_counts_and_not_its_name(
    qtbot: QtBot, player: Player, recorded: Recorded, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(recorded(Recording()).read_bytes())
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(path, 2.0)
    qtbot.waitUntil(lambda: read_screen(player.surface()) == 50, timeout=5000)
    said: list[str] = []
    player.failed.connect(said.append)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 2.2, timeout=6000)
    assert said == []


def test_without_a_picture_the_moment_is_told_and_played(
    qtbot: QtBot, player: Player, recorded: Recorded
) -> None:
    with qtbot.waitSignal(player.frame_shown, timeout=5000) as shown:
        player.open_at(recorded(BLIND), 2.0)
    assert shown.args == [2.0]
    assert not player.has_picture()
    player.play()
    qtbot.waitUntil(lambda: player.position() > 2.3, timeout=6000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp4", b""),
        ("zeros.mp4", bytes(5000)),
        ("photo.mp4", b"\xff\xd8\xff\xe0" + bytes(2000)),
        ("head.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"),
        ("silence.wav", SILENT_WAV),
    ],
)
def test_what_cannot_be_shown_ends_in_a_sentence_that_names_it(
    qtbot: QtBot, player: Player, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    expect_sentence(qtbot, player, path)


def test_cut_off_before_its_index_it_ends_in_a_sentence(
    qtbot: QtBot, player: Player, recorded: Recorded, tmp_path: Path
) -> None:
    expect_sentence(qtbot, player, cut(recorded(Recording()), 0.6, tmp_path))


def expect_sentence(qtbot: QtBot, player: Player, path: Path) -> None:
    with qtbot.waitSignal(player.failed, timeout=5000) as failed:
        player.open_at(path, 1.0)
    assert failed.args is not None
    assert f"“{path.name}”" in failed.args[0]
    assert failed.args[0].endswith(".")


def expect_life(qtbot: QtBot, player: Player, name: str) -> None:
    """Playing moves on, comes to its end, or fails with a sentence; within the five seconds."""
    moved: list[float] = []
    said: list[str] = []
    start = player.position()
    player.position_changed.connect(moved.append)
    player.failed.connect(said.append)
    player.play()
    qtbot.waitUntil(
        lambda: bool(said) or any(abs(m - start) > 0.01 for m in moved) or not player.is_playing(),
        timeout=6000,
    )
    assert all(name in sentence for sentence in said)
    player.pause()
