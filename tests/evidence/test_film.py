from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

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


@pytest.mark.parametrize(
    ("name", "codec", "fmt"),
    [
        ("a.wav", "pcm_u8", "u8"),
        ("a.wav", "pcm_s16le", "s16"),
        ("a.wav", "pcm_s32le", "s32"),
        ("a.wav", "pcm_f32le", "flt"),
        ("a.wav", "pcm_f64le", "dbl"),
        ("a.m4a", "aac", "fltp"),
        ("a.flac", "flac", "s32"),
    ],
)
@pytest.mark.parametrize("channel", [0, 1])
@pytest.mark.parametrize("rate", [8_000, 48_000])
def test_the_wave_shows_a_voice_in_any_format_on_either_channel(
    tmp_path: Path, name: str, codec: str, fmt: str, channel: int, rate: int
) -> None:
    path = tmp_path / name
    write_stereo(path, codec, fmt, channel=channel, rate=rate)
    peaks = measure_loudness(path)
    assert len(peaks) == pytest.approx(100, abs=15)
    assert max(peaks[:35]) <= 2
    assert min(peaks[60:90]) == pytest.approx(0.5 * 255, abs=14)


def write_stereo(path: Path, codec: str, fmt: str, *, channel: int, rate: int) -> None:
    """A second of silence, and one of a hum at half of full loudness on one of two channels."""
    hum = np.zeros((2, 2 * rate))
    hum[channel, rate:] = 0.5 * np.sin(2 * np.pi * 210 * np.arange(rate) / rate)
    with av.open(str(path), "w") as container:
        stream: AudioStream = container.add_stream(codec, rate=rate, layout="stereo")  # type: ignore[assignment]  # the name of the codec decides
        resampler = AudioResampler(format=fmt, layout="stereo", rate=rate, frame_size=1024)
        whole = av.AudioFrame.from_ndarray(hum.astype(np.float32), format="fltp", layout="stereo")
        whole.sample_rate = rate
        for frame in (*resampler.resample(whole), *resampler.resample(None)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def test_the_wave_goes_on_behind_a_hole(tmp_path: Path) -> None:
    recording = Recording(name="a.m4a", picture=False)
    path = write_recording(tmp_path, recording)
    whole = measure_loudness(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 1500] = bytes(range(256)) * 5 + bytes(220)
    path.write_bytes(content)
    peaks = measure_loudness(path)
    assert len(peaks) == pytest.approx(len(whole), abs=20)
    assert min(peaks[10:100]) > 5
    assert min(peaks[-100:-20]) > 5


def test_without_sound_there_is_no_wave(tmp_path: Path) -> None:
    assert measure_loudness(write_recording(tmp_path, Recording(sound=False, frames=25))) == b""


def test_both_stop_when_they_are_called_off(tmp_path: Path) -> None:
    path = write_recording(tmp_path, Recording(frames=50))
    with pytest.raises(MediaStoppedError):
        measure_loudness(path, lambda: True)
    with pytest.raises(MediaStoppedError):
        list(shoot_film(path, 72, lambda: True))
