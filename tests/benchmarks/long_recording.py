"""A recording of forty minutes, quickly made: twenty seconds, written again and again.

python -m tests.benchmarks.long_recording FILE
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer

FPS, SECONDS, TIMES = 25, 20, 120
KEY_EVERY = 2 * FPS
WIDTH, HEIGHT = 1280, 720
RATE = 48_000
_SAMPLES = 1024


def write_long(target: Path) -> float:
    """Its length in seconds, once it is written: 720p with a key frame every two seconds."""
    with tempfile.TemporaryDirectory() as folder:
        piece = Path(folder) / "piece.mp4"
        _write_piece(piece)
        with av.open(str(piece)) as source:
            _repeat(source, target)
    return float(SECONDS * TIMES)


def _write_piece(target: Path) -> None:
    with av.open(str(target), "w") as container:
        picture = container.add_stream("libx264", rate=FPS)
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.options = {
            "preset": "ultrafast",
            "b": "1200k",
            "x264-params": f"keyint={KEY_EVERY}:min-keyint={KEY_EVERY}:scenecut=0",
        }
        sound = container.add_stream("aac", rate=RATE)
        sound.layout = "mono"
        for image in _draw():
            container.mux(picture.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(picture.encode(None))
        for first in range(0, RATE * SECONDS, _SAMPLES):
            container.mux(sound.encode(_speak(first)))
        container.mux(sound.encode(None))


def _draw() -> Iterator[np.ndarray]:
    """A scene that pans over something as rough as a room."""
    rough = np.random.default_rng(4).integers(0, 255, (HEIGHT // 8, WIDTH // 4, 3), np.uint8)
    room = rough.repeat(8, 0).repeat(8, 1)
    for number in range(FPS * SECONDS):
        left = 2 * number % WIDTH
        yield np.ascontiguousarray(room[:, left : left + WIDTH])


def _speak(first: int) -> av.AudioFrame:
    times = np.arange(first, first + _SAMPLES) / RATE
    wave = 0.3 * np.sin(2 * np.pi * 180 * times) * np.abs(np.sin(2 * np.pi * times / 3))
    frame = av.AudioFrame.from_ndarray(
        wave.astype(np.float32).reshape(1, -1), format="fltp", layout="mono"
    )
    frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
    return frame


def _repeat(source: InputContainer, target: Path) -> None:
    with av.open(str(target), "w") as container:
        copies = {s.index: container.add_stream_from_template(s) for s in source.streams}
        for time in range(TIMES):
            source.seek(0)
            for packet in source.demux():
                pts, dts = packet.pts, packet.dts
                if pts is not None and dts is not None and packet.time_base is not None:
                    ticks = round(time * SECONDS / packet.time_base)
                    packet.pts, packet.dts = pts + ticks, dts + ticks
                    packet.stream = copies[packet.stream_index]
                    container.mux(packet)


if __name__ == "__main__":
    write_long(Path(sys.argv[1]))
