from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.video.media_files import Recording, read_number, write_recording
from workbench.evidence import film
from workbench.evidence.film import measure_loudness, plan_film, shoot_film
from workbench.evidence.media_file import MediaStoppedError
from workbench.evidence.pictures import Picture


def read_picture(picture: Picture) -> int:
    def brightness(across: float, down: float) -> int:
        row = int(down * picture.height) * picture.stride
        return picture.pixels[row + 4 * int(across * picture.width) + 1]

    return read_number(brightness)


@pytest.mark.parametrize(
    ("duration", "count"), [(0.04, 1), (0.9, 1), (10.0, 20), (2400.0, 60), (28_800.0, 60)]
)
def test_stills_are_half_a_second_apart_and_sixty_at_most(duration: float, count: int) -> None:
    moments = plan_film(duration)
    assert len(moments) == count
    assert moments[0] == pytest.approx(duration - moments[-1])


def test_in_a_long_recording_each_is_the_key_frame_before_its_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "_EXACT_SECONDS", 5.0)
    recording = Recording(gop=50, b_frames=2)
    path = write_recording(tmp_path, recording)
    shown = [read_picture(picture) for _n, _count, picture in shoot_film(path, 72)]
    due = [recording.frame_at(moment) // 50 * 50 for moment in plan_film(recording.duration)]
    assert shown == due


def test_a_recording_of_one_frame_has_one_still(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=1, sound=False))
    ((number, count, picture),) = shoot_film(path, 72)
    assert (number, count, read_picture(picture)) == (0, 1, 0)
    assert min(picture.width, picture.height) == 72


def test_the_wave_is_loud_where_sound_is_and_level_for_a_hum(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(name="hum.flac", picture=False, sound_codec="flac"))
    peaks = measure_loudness(path)
    assert len(peaks) == 500
    middle = peaks[10:-10]
    assert max(middle) - min(middle) <= 2
    assert min(middle) == pytest.approx(0.05 * 255, abs=2)


def test_without_sound_there_is_no_wave(tmp_path: Path) -> None:
    assert measure_loudness(write_recording(tmp_path, Recording(sound=False, frames=25))) == b""


def test_both_stop_when_they_are_called_off(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=50))
    with pytest.raises(MediaStoppedError):
        measure_loudness(path, lambda: True)
    with pytest.raises(MediaStoppedError):
        list(shoot_film(path, 72, lambda: True))
