from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import pytest
from PIL import Image

from tests.ui.video.media_files import (
    HEIGHT,
    WIDTH,
    Recording,
    read_number,
    rotate,
    write_recording,
)
from workbench.evidence.containers import find_container, sniff_container
from workbench.evidence.frames import FrameReader
from workbench.evidence.media import probe_media, still
from workbench.evidence.media_file import (
    DamagedRecordingError,
    MediaError,
    MediaStoppedError,
    find_duration,
)
from workbench.evidence.pictures import format_picture

if TYPE_CHECKING:
    from av.container import InputContainer

SOUNDS = [
    ("a.mp3", "libmp3lame", "MP3"),
    ("a.m4a", "aac", "MP4"),
    ("a.ogg", "libopus", "Ogg"),
    ("a.flac", "flac", "FLAC"),
    ("a.wav", "pcm_s16le", "WAV"),
]


def read_still(png: bytes) -> int:
    image = Image.open(io.BytesIO(png)).convert("L")
    pixels = image.load()
    assert pixels is not None

    def brightness(across: float, down: float) -> int:
        light = pixels[int(across * image.width), int(down * image.height)]
        assert isinstance(light, int)
        return light

    return read_number(brightness)


@pytest.mark.parametrize(
    "recording",
    [
        Recording(frames=100),
        Recording(name="a.mkv", starts=(0.0, 0.4, 1.7, 1.74, 3.9)),
        Recording(name="a.ts", frames=100, offset=1.4),
        Recording(name="a.avi", frames=100, codec="mpeg4", sound=False),
    ],
    ids=lambda recording: recording.name,
)
def test_a_still_is_the_last_frame_that_begins_at_or_before_the_moment(
    tmp_path: Path, recording: Recording
) -> None:
    path = write_recording(tmp_path, recording)
    with FrameReader(path) as reader:
        first = reader.frame_at(0.0).start
    for moment in (3.95, 0.0, 1.739, 1.74, 0.39, 2.0):
        png = still(path, first + moment + 0.0011, 160)
        assert read_still(png) == recording.frame_at(moment + 0.0011)
        assert Image.open(io.BytesIO(png)).width == 160


def test_moments_outside_give_the_first_and_the_last_frame(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=50))
    assert read_still(still(path, -5.0, 320)) == 0
    assert read_still(still(path, 1e6, 320)) == 49


def test_a_frame_is_found_again_by_its_own_start(tmp_path: Path) -> None:
    thirds = tuple(number * 1001 / 30000 for number in range(60))
    path = write_recording(tmp_path, Recording(fps=30, starts=thirds, b_frames=2))
    with FrameReader(path) as reader:
        for number in range(60):
            frame = reader.frame_at(reader.frame_at(thirds[number] + 0.001).start)
            picture = format_picture(frame.picture, frame.aspect)
            assert read_pixels(picture.pixels, picture.stride) == number
            assert frame.end == pytest.approx(thirds[number] + 1001 / 30000, abs=0.04)


def read_pixels(pixels: memoryview, stride: int) -> int:
    return read_number(lambda x, y: pixels[int(y * HEIGHT) * stride + int(x * WIDTH) * 4])


def test_steps_go_to_the_neighbours_and_stop_at_the_ends(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=60, gop=60, b_frames=2))
    with FrameReader(path) as reader:
        frame = reader.frame_at(1.0)
        assert reader.step(frame, 1).start == pytest.approx(1.04)
        assert reader.step(frame, -20).start == pytest.approx(0.2)
        assert reader.step(frame, -99).start == 0.0
        assert reader.step(frame, 99).start == pytest.approx(59 / 25)


def test_work_that_is_called_off_stops_and_can_be_asked_again(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=200, gop=200))
    called_off: list[bool] = []
    with FrameReader(path, lambda: bool(called_off)) as reader:
        called_off.append(True)
        with pytest.raises(MediaStoppedError):
            reader.frame_at(6.0)
        called_off.clear()
        assert reader.frame_at(6.0).start == pytest.approx(6.0)


def test_probing_tells_what_a_video_is_like(tmp_path: Path) -> None:
    facts = probe_media(write_recording(tmp_path, Recording(frames=100)))
    assert facts.duration == pytest.approx(4.0, abs=0.05)
    assert (facts.has_picture, facts.has_sound) == (True, True)
    assert (facts.width, facts.height, facts.rotation) == (WIDTH, HEIGHT, 0)
    assert facts.fps == pytest.approx(25.0)
    assert facts.container.words == "MP4"


def test_a_turned_video_is_told_as_it_is_meant_to_be_seen(tmp_path: Path) -> None:
    path = rotate(write_recording(tmp_path, Recording(frames=5, sound=False)))
    facts = probe_media(path)
    assert (facts.width, facts.height, facts.rotation) == (HEIGHT, WIDTH, 90)
    assert Image.open(io.BytesIO(still(path, 0.0, 999))).size == (HEIGHT, WIDTH)


@pytest.mark.parametrize(("name", "codec", "container"), SOUNDS)
def test_sound_alone_has_a_duration_and_no_still(
    tmp_path: Path, name: str, codec: str, container: str
) -> None:
    recording = Recording(name=name, frames=75, picture=False, sound_codec=codec)
    path = write_recording(tmp_path, recording)
    facts = probe_media(path)
    assert facts.duration == pytest.approx(3.0, abs=0.1)
    assert (facts.has_picture, facts.has_sound) == (False, True)
    assert facts.container.words == container
    with pytest.raises(MediaError, match=name):
        still(path, 1.0, 100)


def test_a_recording_that_does_not_tell_its_duration_is_measured(tmp_path: Path) -> None:
    live = Recording(
        name="live.webm",
        frames=75,
        codec="libvpx",
        sound=False,
        options=(("live", "1"),),
    )
    path = write_recording(tmp_path, live)
    assert probe_media(path).duration == pytest.approx(3.0, abs=0.1)
    assert read_still(still(path, 2.01, 320)) == 50


def test_a_truncated_recording_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(name="cut.mkv", frames=200, sound=False))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert 0 < read_still(still(path, 7.9, 320)) < 199


@pytest.mark.parametrize(
    "content",
    [b"", b"#EXTM3U\nhttp://127.0.0.1:9/\n", b"\x00" * 5000, b"ID3", b"\x00\x00\x00\x18ftyp"],
)
def test_what_is_no_recording_is_refused_with_a_sentence_that_names_it(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "meeting.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=r"“meeting\.mp4”.*\. Open"):
        probe_media(path)
    with pytest.raises(MediaError, match=r"gone\.mp4"):
        probe_media(tmp_path / "gone.mp4")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x1a\x45\xdf\xa3webm", "Matroska or WebM"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "AVI"),
        (b"\x00\x00\x01\xba\x44", "MPEG program stream"),
        ((b"\x47" + b"\x00" * 187) * 4, "MPEG transport stream"),
        ((b"\x00\x00\x00\x00\x47" + b"\x00" * 187) * 4, "MPEG transport stream"),
        (b"\xff\xf1\x50\x80", "AAC"),
        (b"\xff\xfb\x90\x00", "MP3"),
        (b"#!AMR\n", "AMR"),
    ],
)
def test_a_container_is_told_by_its_first_bytes(head: bytes, words: str) -> None:
    container = sniff_container(head)
    assert container is not None
    assert container.words == words


@pytest.mark.parametrize(
    "head", [b"\x00\x00\x00\x1cftypheic", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"G" * 3]
)
def test_other_files_are_no_container(head: bytes) -> None:
    assert sniff_container(head) is None


def test_flac_behind_a_tag_is_flac(tmp_path: Path) -> None:
    file = tmp_path / "a.mp3"
    file.write_bytes(b"ID3\x04\x00\x00\x00\x00\x01\x00" + b"\x00" * 128 + b"fLaC")
    container = find_container(file)
    assert container is not None
    assert container.words == "FLAC"


@pytest.mark.parametrize(
    "name",
    [
        "rabbit320.mp4",
        "rabbit320.webm",
        "sample_av1.mp4",
        "sample_fragmented.mp4",
        "sample_portrait.mp4",
        "sample_with_ass_subtitles.mkv",
        "long_1080p_lowbitrate.mp4",
    ],
)
def test_real_recordings_give_a_still_of_their_middle(reference: Path, name: str) -> None:
    path = reference / "files" / name
    facts = probe_media(path)
    image = Image.open(io.BytesIO(still(path, facts.duration / 2, 200)))
    assert image.width == 200
    assert image.height == pytest.approx(200 * facts.height / facts.width, abs=1)


class OnePicture:
    """A file of boxes that holds a photograph: FFmpeg opens it, and can't go anywhere in it."""

    duration = start_time = None

    def demux(self) -> Iterator[None]:
        return iter(())

    def seek(self, _moment: int) -> None:
        raise av.error.PermissionError(1, "Operation not permitted")


def test_a_photograph_in_the_clothes_of_a_recording_is_said_to_be_damaged() -> None:
    with pytest.raises(DamagedRecordingError, match=r"“walk\.mp4” is damaged"):
        find_duration(cast("InputContainer", OnePicture()), "walk.mp4")
