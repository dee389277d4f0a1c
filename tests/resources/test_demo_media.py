from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageOps

from resources.demo.meeting import format_captions, read_recording
from resources.demo.meeting_video import read_number
from tests.resources.opened import (
    FOLDER,
    save,
)
from workbench.intake.bundle import Bundle


def test_the_film_has_sound_a_picture_and_a_keyframe_every_two_seconds(
    first: Bundle, tmp_path: Path
) -> None:
    with av.open(save(first, "A2-meeting.mp4", tmp_path)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert picture.average_rate == 25
        assert (picture.width, picture.height) == (854, 480)
        assert picture.frames == 5000
        frames = [frame.time for frame in film.decode(picture) if frame.key_frame]
        assert frames == [2.0 * number for number in range(100)]


@pytest.mark.parametrize("seconds", [0.0, 22.0, 80.04, 110.0, 134.96, 135.0, 190.0, 199.96])
def test_each_frame_of_the_film_says_which_one_it_is(
    first: Bundle, tmp_path: Path, seconds: float
) -> None:
    picture = decode_at(save(first, "A2-meeting.mp4", tmp_path), seconds)
    assert read_number(picture) == round(seconds * 25)


def test_the_scenes_of_the_film_are_told_apart_by_their_colours(
    first: Bundle, tmp_path: Path
) -> None:
    film = save(first, "A2-meeting.mp4", tmp_path)
    scenes = read_recording("meeting.toml").scenes
    walls = [np.asarray(decode_at(film, s.start + 3))[56, 20].astype(int) for s in scenes]
    for number, wall in enumerate(walls):
        assert all(np.abs(wall - other).max() > 8 for other in walls[:number])


def test_the_film_can_be_heard_in_every_scene(first: Bundle, tmp_path: Path) -> None:
    with av.open(save(first, "A2-meeting.mp4", tmp_path)) as film:
        parts = [frame.to_ndarray()[0] for frame in film.decode(audio=0)]
    sound = np.abs(np.concatenate(parts))
    seconds = len(sound) / 22_050
    assert seconds == pytest.approx(200, abs=0.3)
    for scene in read_recording("meeting.toml").scenes:
        assert sound[int(scene.start * 22_050) : int(scene.end * 22_050)].max() > 0.2


def test_the_captions_cover_the_whole_film(first: Bundle) -> None:
    text = first.read_text(FOLDER + "A2-meeting.en.vtt")
    recording = read_recording("meeting.toml")
    assert text.rstrip() == format_captions(recording).rstrip()
    assert text.startswith("WEBVTT")
    assert text.count(" --> ") == len(recording.lines) == 33
    ends = [0.0, *(line.end for line in recording.lines)]
    starts = [*(line.start for line in recording.lines), recording.length]
    gaps = [start - end for end, start in zip(ends, starts, strict=True)]
    assert 0 <= min(gaps) <= max(gaps) < 3


def test_the_interview_is_a_recording_without_a_picture(first: Bundle, tmp_path: Path) -> None:
    with av.open(save(first, "A7-council.mp3", tmp_path)) as recording:
        assert not recording.streams.video
        seconds = sum(f.samples for f in recording.decode(audio=0)) / 22_050
    assert seconds == pytest.approx(84, abs=0.3)


def test_the_photo_stands_upright_only_by_its_exif_mark(first: Bundle) -> None:
    photo = Image.open(io.BytesIO(first.read_bytes(FOLDER + "A8-notice-board.jpg")))
    assert photo.getexif()[0x0112] == 6
    assert photo.size == (1600, 1200)
    upright = np.asarray(ImageOps.exif_transpose(photo).convert("L"))
    assert upright[220:700, 300:900].mean() > upright[900:1200, 300:900].mean()


def decode_at(file: str, seconds: float) -> Image.Image:
    with av.open(file) as film:
        film.seek(int(seconds * 1_000_000), backward=True)
        frames = film.decode(video=0)
        frame = next(f for f in frames if f.time >= seconds - 1e-6)
        assert frame.time == pytest.approx(seconds)
        return picture_of(frame)


def picture_of(frame: av.VideoFrame) -> Image.Image:
    picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call] # PyAV
    return picture
