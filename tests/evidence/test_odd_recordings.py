"""Recordings as they should not be: shown as far as they can be, or refused with a sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from tests.ui.video.media_files import Recording, read_number, write_recording
from workbench.evidence.film import measure_loudness, plan_film, shoot_film
from workbench.evidence.frames import Frame, FrameReader
from workbench.evidence.media import probe_media, still
from workbench.evidence.media_file import (
    DamagedRecordingError,
    MediaError,
    NotARecordingError,
)
from workbench.evidence.pictures import format_picture


def read_frame(frame: Frame) -> int:
    picture = format_picture(frame.picture, frame.aspect)

    def brightness(across: float, down: float) -> int:
        row = int(down * picture.height) * picture.stride
        return picture.pixels[row + 4 * int(across * picture.width) + 1]

    return read_number(brightness)


def cut(path: Path, share: float) -> Path:
    """The same file with only its first part."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


FAST_START = (("movflags", "faststart"),)


def test_cut_off_with_its_index_in_front_it_shows_what_is_there(tmp_path: Path) -> None:
    path = cut(write_recording(tmp_path, Recording(options=FAST_START)), 0.6)
    with FrameReader(path) as reader:
        assert read_frame(reader.frame_at(1.0)) == 25
        last = read_frame(reader.frame_at(9.9))
        assert 75 < last < 249
        assert reader.facts.duration == pytest.approx(10.0, abs=0.1)
    assert measure_loudness(path)
    assert list(shoot_film(path, 72))


def test_cut_off_without_an_index_it_is_refused_by_name(tmp_path: Path) -> None:
    path = cut(write_recording(tmp_path, Recording()), 0.6)
    with pytest.raises(DamagedRecordingError, match=r"meeting\.mp4.*incomplete"):
        probe_media(path)


@pytest.mark.parametrize("name", ["half.mkv", "half.ts", "half.avi", "half.ogg", "half.mp3"])
def test_cut_off_in_a_container_without_a_late_index_it_still_opens(
    tmp_path: Path, name: str
) -> None:
    sound = {"half.mp3": "libmp3lame", "half.ogg": "libopus"}.get(name, "aac")
    is_sound = name in {"half.ogg", "half.mp3"}
    codec = "mpeg4" if name == "half.avi" else "libx264"
    recording = Recording(name=name, picture=not is_sound, codec=codec, sound_codec=sound)
    facts = probe_media(cut(write_recording(tmp_path, recording), 0.6))
    assert facts.duration > 3.0
    assert facts.has_picture != is_sound


def test_a_hole_in_the_middle_is_stepped_over(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(options=FAST_START))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = bytes(4000)
    path.write_bytes(content)
    with FrameReader(path) as reader:
        assert read_frame(reader.frame_at(0.5)) == 12
        assert read_frame(reader.frame_at(9.5)) == 237


def test_nothing_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.write_bytes(b"")
    with pytest.raises(NotARecordingError, match=r"empty\.mp4"):
        probe_media(path)


def test_a_recording_of_no_length_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "short.wav"
    header = write_recording(
        tmp_path, Recording(name="short.wav", picture=False, sound_codec="pcm_s16le", frames=25)
    ).read_bytes()
    path.write_bytes(header[: header.index(b"data") + 4] + bytes(4))
    with pytest.raises(MediaError, match=r"short\.wav"):
        probe_media(path)


def test_without_sound_and_without_picture_each_is_told(tmp_path: Path) -> None:
    mute = probe_media(write_recording(tmp_path, Recording(name="mute.mp4", sound=False)))
    blind = probe_media(write_recording(tmp_path, Recording(name="blind.mp4", picture=False)))
    assert (mute.has_picture, mute.has_sound) == (True, False)
    assert (blind.has_picture, blind.has_sound) == (False, True)


@pytest.mark.parametrize("name", ["really.avi", "really.mp3", "really.pdf", "really"])
def test_its_content_counts_and_not_its_name(tmp_path: Path, name: str) -> None:
    path = write_recording(tmp_path, Recording(frames=50)).rename(tmp_path / name)
    facts = probe_media(path)
    assert facts.container.words == "MP4"
    with FrameReader(path) as reader:
        assert read_frame(reader.frame_at(1.0)) == 25


def test_one_frame_alone_is_shown_at_every_moment(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=1, sound=False))
    with FrameReader(path) as reader:
        frame = reader.frame_at(5.0)
        assert read_frame(frame) == 0
        assert read_frame(reader.step(frame, 3)) == 0
        assert read_frame(reader.step(frame, -3)) == 0


def test_one_frame_under_a_long_sound_stands_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "slide.mkv"
    write_recording(tmp_path, Recording(name="slide.mkv", starts=(0.0, 9.0), frames=2))
    with FrameReader(path) as reader:
        frame = reader.frame_at(8.5)
        assert (frame.start, round(frame.end, 1)) == (0.0, 9.0)


def test_an_hdr_recording_of_a_phone_is_legible(tmp_path: Path) -> None:
    recording = Recording(name="hdr.mp4", codec="libx265", pixels="yuv420p10le", frames=25)
    path = write_recording(tmp_path, recording)
    with FrameReader(path) as reader:
        assert read_frame(reader.frame_at(0.5)) == 12
    assert still(path, 0.5, 160).startswith(b"\x89PNG")


def test_a_picture_in_4k_is_shown_and_kept_within_bounds(tmp_path: Path) -> None:
    recording = Recording(name="large.mp4", frames=30, scale=12, sound=False)
    path = write_recording(tmp_path, recording)
    with FrameReader(path) as reader:
        assert (reader.facts.width, reader.facts.height) == (3840, 2304)
        assert read_frame(reader.frame_at(1.0)) == 25
        kept = sum(f.width * f.height * 2 for f in reader._need_walk()._recent)
        assert kept <= 48 * 2**20


def test_eight_hours_are_reached_anywhere(tmp_path: Path) -> None:
    starts = tuple(120.0 * number for number in range(240))
    recording = Recording(name="day.mkv", starts=starts, gop=1, sound=False, frames=240)
    path = write_recording(tmp_path, recording)
    with FrameReader(path) as reader:
        assert reader.facts.duration > 7.9 * 3600
        for hours in (7.5, 0.2, 3.99):
            assert read_frame(reader.frame_at(hours * 3600)) == int(hours * 30)
    assert len(list(shoot_film(path, 72))) == len(plan_film(8 * 3600))


@pytest.mark.parametrize("seed", range(12))
def test_bits_that_flipped_never_raise_anything_else(tmp_path: Path, seed: int) -> None:
    path = write_recording(tmp_path, Recording(frames=50, options=FAST_START))
    content = np.frombuffer(path.read_bytes(), np.uint8).copy()
    random = np.random.default_rng(seed)
    content[random.integers(0, len(content), 40)] ^= 0x55
    path.write_bytes(content.tobytes())
    with suppress(MediaError), FrameReader(path) as reader:
        if reader.facts.has_picture:
            reader.step(reader.frame_at(1.0), 2)
    with suppress(MediaError):
        measure_loudness(path)
    with suppress(MediaError):
        list(shoot_film(path, 72))
