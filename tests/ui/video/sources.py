"""Every kind of recording that frames have to be exact in, and the truth about each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.video.frame import VideoFrame

from tests.ui.video.media_files import Recording, read_number
from tests.ui.video.noise import SECONDS as NOISE_SECONDS

UNEVEN = tuple(sum((0.02, 0.04, 0.1, 0.5, 1.3)[n % 5] for n in range(k)) for k in range(40))
_SLIDES = tuple(sum((0.04, 0.04, 0.04, 2.6)[n % 4] for n in range(k)) for k in range(60))
_NTSC = tuple(number * 1001 / 30000 for number in range(300))
_PIECES = "frag_keyframe+empty_moov"

SOURCES = (
    Recording(name="constant.mp4"),
    Recording(name="key in ten.mp4", gop=250),
    Recording(name="both ways.mp4", gop=50, b_frames=3),
    Recording(name="open ends.mp4", gop=50, b_frames=3, x264=":open-gop=1:b-pyramid=normal"),
    Recording(name="ntsc.mp4", fps=30, starts=_NTSC, gop=60, b_frames=2),
    Recording(name="uneven.mp4", starts=UNEVEN),
    Recording(name="slides both ways.mp4", starts=_SLIDES, gop=250, b_frames=2),
    Recording(name="late.mp4", offset=3.0),
    Recording(name="trimmed.mp4", trimmed=1.5, gop=50, b_frames=2),
    Recording(name="pieces.mp4", sound=False, options=(("movflags", _PIECES),)),
    Recording(
        name="no index.mp4",
        gop=50,
        b_frames=2,
        options=(("movflags", f"{_PIECES}+skip_trailer"),),
    ),
    Recording(name="newer.mp4", codec="libx265", gop=50, b_frames=3, frames=150),
    Recording(name="av1.mp4", codec="libsvtav1", gop=50, frames=100),
    Recording(name="phone.mov", is_turned=True, gop=30),
    Recording(name="silent.mov", sound=False),
    Recording(name="plain.mkv", gop=50, b_frames=2),
    Recording(name="uneven.mkv", starts=UNEVEN),
    Recording(name="late.mkv", offset=3.0),
    Recording(name="no index.mkv", gop=50, b_frames=2, options=(("live", "1"),)),
    Recording(name="web.webm", codec="libvpx", sound_codec="libopus", frames=100),
    Recording(name="web nine.webm", codec="libvpx-vp9", sound_codec="libopus", frames=100),
    Recording(name="live.webm", codec="libvpx", sound=False, frames=100, options=(("live", "1"),)),
    Recording(name="stream.ts", offset=1.4),
    Recording(name="both ways.ts", offset=1.4, gop=50, b_frames=3),
    Recording(name="key in ten.ts", gop=250),
    Recording(name="camera.avi", codec="mpeg4", sound_codec="libmp3lame"),
    Recording(name="sparse.avi", codec="libx264", gop=250, sound_codec="libmp3lame"),
    Recording(name="no index.avi", codec="mpeg4", sound_codec="libmp3lame", is_indexed=False),
)


SOUNDS = tuple(
    Recording(name=name, sound_codec=codec, picture=False, is_noise=True, frames=25 * NOISE_SECONDS)
    for name, codec in (
        ("talk.mp3", "libmp3lame"),
        ("talk.m4a", "aac"),
        ("talk.ogg", "libopus"),
        ("talk.flac", "flac"),
        ("talk.wav", "pcm_s16le"),
    )
)
"""Sound alone, which tells the moment."""


@dataclass(frozen=True, slots=True)
class Truth:
    """All frames in the order shown, as a plain decoding from beginning to end finds them."""

    starts: Sequence[float]
    """Seconds from the beginning of the recording, by the frames' own time stamps."""
    numbers: Sequence[int]
    """What their pixels say."""

    def find(self, moment: float) -> int:
        """Place in the lists of the last frame that begins at or before; 0 where none does."""
        return max(0, bisect_right(self.starts, moment + 1e-6) - 1)


def find_truth(path: Path) -> Truth:
    """What is to be seen in the recording, read without seeking."""
    starts, numbers = [], []
    with av.open(str(path)) as container:
        begin = (container.start_time or 0) / 1_000_000
        for frame in container.decode(container.streams.video[0]):
            starts.append(float(frame.time or 0.0) - begin)
            numbers.append(_read_frame(frame))
    return Truth(starts, numbers)


def plan_moments(truth: Truth, duration: float) -> list[float]:
    """Moments everywhere: the ends, on and beside starts of frames, forth and back."""
    starts = truth.starts
    near = [starts[len(starts) * part // 7] for part in (1, 5, 3, 6, 2)]
    beside = [near[0] + 0.0015, max(0.0, near[1] - 0.0015), near[2] + 0.011]
    scattered = [duration * (number * 37 % 100) / 100 for number in range(1, 12)]
    return [0.0, *near, *beside, starts[-1], *scattered, duration, 0.01]


def _read_frame(frame: VideoFrame) -> int:
    gray = frame.to_ndarray(format="gray")
    height, width = gray.shape
    return read_number(lambda across, down: int(gray[int(down * height), int(across * width)]))
