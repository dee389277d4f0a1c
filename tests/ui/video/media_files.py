"""Recordings made by the tests: every frame carries its own number in black and white blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from tests.ui.video.media_edits import lose_index, trim, turn
from tests.ui.video.noise import SAMPLE_RATE, draw_noise

WIDTH, HEIGHT = 320, 192
COLUMNS, ROWS = 4, 3
TICKS = 90_000
_HDR = ":colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"


@dataclass(frozen=True, kw_only=True)
class Recording:
    """What a made recording is like; the defaults give ten seconds at 25 frames a second."""

    name: str = "meeting.mp4"
    frames: int = 250
    fps: int = 25
    starts: tuple[float, ...] = ()
    """Start of each frame in seconds, where they are not evenly spaced."""
    gop: int = 25
    b_frames: int = 0
    offset: float = 0.0
    """Seconds by which all time stamps are moved."""
    picture: bool = True
    sound: bool = True
    codec: str = "libx264"
    pixels: str = "yuv420p"
    """With 10 bits, such as `yuv420p10le`, it says that it is HDR, as phones do (HLG)."""
    sound_codec: str = "aac"
    options: tuple[tuple[str, str], ...] = ()
    """Of the container, such as fragmented MP4."""
    is_noise: bool = False
    """Whether the sound is `noise`, which tells the moment, and not a hum."""
    scale: int = 1
    """How many times larger than 320 × 192 it is."""
    x264: str = ""
    """Further parameters of the encoder."""
    is_turned: bool = False
    """Whether it is to be turned by a quarter to stand upright."""
    trimmed: float = 0.0
    """Seconds at the beginning that an edit list leaves out."""
    is_indexed: bool = True
    """False takes the index out of an AVI."""

    @property
    def frame_starts(self) -> tuple[float, ...]:
        """Seconds at which each frame begins, counted from the first."""
        return self.starts or tuple(number / self.fps for number in range(self.frames))

    @property
    def duration(self) -> float:
        """Seconds from the first frame to the end of the last."""
        return self.frame_starts[-1] + 1 / self.fps

    def frame_at(self, seconds: float) -> int:
        """Number of the last frame that begins at or before that moment."""
        return max(n for n, start in enumerate(self.frame_starts) if start <= seconds + 1e-6)


def write_recording(folder: Path, recording: Recording) -> Path:
    """The file just written."""
    target = folder / recording.name
    with av.open(str(target), "w", options=dict(recording.options)) as container:
        video = _add_picture(container, recording) if recording.picture else None
        audio = _add_sound(container, recording) if recording.sound else None
        if video is not None:
            _write_picture(container, video, recording)
        if audio is not None:
            _write_sound(container, audio, recording)
    if recording.is_turned:
        turn(target, HEIGHT * recording.scale)
    if recording.trimmed:
        trim(target, recording.trimmed)
    return target if recording.is_indexed else lose_index(target)


def rotate(path: Path) -> Path:
    """The same MP4 with a display matrix that turns it by a quarter, as phones write it."""
    return turn(path, HEIGHT)


def draw_number(number: int) -> NDArray[np.uint8]:
    """A picture (height, width, 3) that carries the number in its blocks, lowest bit first."""
    picture = np.full((HEIGHT, WIDTH, 3), 16, np.uint8)
    for bit in range(COLUMNS * ROWS):
        row, column = divmod(bit, COLUMNS)
        if number >> bit & 1:
            top, left = row * HEIGHT // ROWS, column * WIDTH // COLUMNS
            picture[top : top + HEIGHT // ROWS, left : left + WIDTH // COLUMNS] = 235
    return picture


def read_number(brightness: Callable[[float, float], int]) -> int:
    """The number a picture carries; `brightness` answers for a point in shares of its size."""
    number = 0
    for bit in range(COLUMNS * ROWS):
        row, column = divmod(bit, COLUMNS)
        light = brightness((column + 0.5) / COLUMNS, (row + 0.5) / ROWS)
        number |= int(light > 125) << bit
    return number


def _add_picture(container: OutputContainer, recording: Recording) -> VideoStream:
    stream: VideoStream = container.add_stream(recording.codec, rate=recording.fps)  # type: ignore[assignment]  # the name of the codec decides
    stream.width, stream.height = WIDTH * recording.scale, HEIGHT * recording.scale
    stream.pix_fmt = recording.pixels
    if recording.codec != "mpeg4":  # which counts in whole frames
        stream.codec_context.time_base = Fraction(1, TICKS)
    stream.gop_size = recording.gop
    if recording.codec == "libx264":
        stream.options = {
            "preset": "ultrafast",
            "x264-params": f"keyint={recording.gop}:scenecut=0:bframes={recording.b_frames}"
            f"{recording.x264}",
        }
    elif recording.codec == "libx265":
        lines = f"keyint={recording.gop}:scenecut=0:bframes={recording.b_frames}"
        lines += _HDR if recording.pixels.endswith("10le") else ""
        stream.options = {"preset": "ultrafast", "x265-params": f"log-level=none:{lines}"}
    elif "vp" in recording.codec:
        stream.options = {"deadline": "realtime", "cpu-used": "8"}
    return stream


def _add_sound(container: OutputContainer, recording: Recording) -> AudioStream:
    stream: AudioStream = container.add_stream(recording.sound_codec, rate=SAMPLE_RATE)  # type: ignore[assignment]  # the name of the codec decides
    stream.layout = "mono"
    return stream


def _write_picture(container: OutputContainer, stream: VideoStream, recording: Recording) -> None:
    for number, start in enumerate(recording.frame_starts):
        picture = draw_number(number).repeat(recording.scale, 0).repeat(recording.scale, 1)
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame = frame.reformat(format=recording.pixels)
        frame.pts = round((start + recording.offset) * TICKS)
        frame.time_base = Fraction(1, TICKS)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _write_sound(container: OutputContainer, stream: AudioStream, recording: Recording) -> None:
    pieces = _cut(draw_noise()) if recording.is_noise else _hum(recording.duration)
    for first, samples in pieces:
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.pts = first + round(recording.offset * SAMPLE_RATE)
        frame.time_base = Fraction(1, SAMPLE_RATE)
        _encode(container, stream, frame)
    _encode(container, stream, None)


def _encode(container: OutputContainer, stream: AudioStream, frame: Any) -> None:  # noqa: ANN401
    container.mux(stream.encode(frame))


def _cut(sound: NDArray[np.float32]) -> Sequence[tuple[int, NDArray[np.float32]]]:
    places = range(0, len(sound), 1024)
    return [(first, sound[first : first + 1024].reshape(1, -1)) for first in places]


def _hum(duration: float) -> Sequence[tuple[int, NDArray[np.float32]]]:
    length = 1024
    chunks = []
    for first in range(0, round(duration * SAMPLE_RATE), length):
        times = np.arange(first, first + length) / SAMPLE_RATE
        wave = (0.05 * np.sin(2 * np.pi * 220 * times)).astype(np.float32)
        chunks.append((first, wave.reshape(1, -1)))
    return chunks
