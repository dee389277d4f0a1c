"""A recording at a glance: stills all along it, and how loud it is; for workers only."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from workbench.evidence.frames import FrameReader
from workbench.evidence.media_file import (
    MediaStoppedError,
    find_duration,
    find_picture,
    find_start,
    never,
    open_media,
)
from workbench.evidence.pictures import Picture, format_picture

MOST_STILLS = 60
_LEAST_SECONDS = 0.5
"""Between two stills."""
_EXACT_SECONDS = 90.0
"""Up to this length every frame is decoded; beyond, only those that need no other are."""
_MOST_BARS = 2000
_BAR_SECONDS = 0.02
_ENOUGH = 6000
"""Samples a second that are looked at: as many as show how loud a voice is."""
_MOST_FAULTS = 1000
"""In the sound of one recording; what follows so many is left out."""
_CHANNELS = 2
"""So many planes are looked at where each channel has its own."""
_FORMATS = {
    "u8": ("B", 128),
    "s16": ("h", 2**15),
    "s32": ("i", 2**31),
    "s64": ("q", 2**63),
    "flt": ("f", 1),
    "dbl": ("d", 1),
}
"""For each format of a sample its type code and what full loudness is."""


def plan_film(duration: float) -> tuple[float, ...]:
    """The moments of the stills: the middle of each of as many equal stretches."""
    count = max(1, min(MOST_STILLS, int(duration / _LEAST_SECONDS)))
    return tuple(duration * (number + 0.5) / count for number in range(count))


def shoot_film(
    path: Path, height: int, cancelled: Callable[[], bool] = never
) -> Iterator[tuple[int, int, Picture]]:
    """Number, number of all, and picture, one after the other, each that many lines high.

    In a long recording each is the key frame before its moment, which is found without
    decoding the others. Raises `MediaError`; a moment that cannot be decoded is left out.
    """
    with FrameReader(path, cancelled) as reader:
        duration = reader.facts.duration
        moments = plan_film(duration)
        if duration <= _EXACT_SECONDS:
            for number, moment in enumerate(moments):
                frame = reader.frame_at(moment)
                width = _find_width(frame.picture.width, frame.picture.height, height)
                yield number, len(moments), format_picture(frame.picture, frame.aspect, width=width)
            return
    yield from _shoot_keys(path, moments, height, cancelled)


def measure_loudness(path: Path, cancelled: Callable[[], bool] = never) -> bytes:
    """The peaks of the sound from beginning to end, 0 to 255 each; empty where there is none.

    All of it is decoded. Raises `MediaError`.
    """
    container, _kind = open_media(path)
    with container:
        if not container.streams.audio:
            return b""
        duration = find_duration(container, path.name, cancelled)
        bars = bytearray(max(1, min(_MOST_BARS, int(duration / _BAR_SECONDS))))
        start = find_start(container)
        for frame in _decode_sound(container, container.streams.audio[0], path.name, cancelled):
            first = int((float(frame.time or 0.0) - start) / duration * len(bars))
            count = int(frame.samples / frame.sample_rate / duration * len(bars))
            peak = _find_peak(frame)
            for bar in range(max(0, first), min(len(bars), first + count + 1)):
                bars[bar] = max(bars[bar], peak)
        return bytes(bars)


def _shoot_keys(
    path: Path, moments: tuple[float, ...], height: int, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, int, Picture]]:
    container, _kind = open_media(path)
    with container:
        stream = find_picture(container)
        if stream is None:
            return
        stream.codec_context.skip_frame = "NONKEY"
        # several threads would give a key frame out only when they have been given the next ones
        stream.codec_context.thread_count = 1
        for number, moment in enumerate(moments):
            if cancelled():
                raise MediaStoppedError(path.name)
            picture = _shoot(container, stream, find_start(container) + moment, height)
            if picture is not None:
                yield number, len(moments), picture


def _shoot(
    container: InputContainer, stream: VideoStream, seconds: float, height: int
) -> Picture | None:
    try:
        container.seek(int(seconds / float(stream.time_base or 1)), stream=stream)
        frame = next(container.decode(stream), None)
    except (av.FFmpegError, OSError):
        return None
    if frame is None:
        return None
    width = _find_width(frame.width, frame.height, height)
    aspect = stream.codec_context.sample_aspect_ratio
    return format_picture(frame, float(aspect) if aspect else 1.0, width=width)


def _find_width(width: int, height: int, wanted: int) -> int:
    """Stored pixels across; a picture that lies on its side is made so high either way."""
    return max(1, round(width * wanted / max(1, min(width, height))))


def _decode_sound(
    container: InputContainer, stream: AudioStream, name: str, cancelled: Callable[[], bool]
) -> Iterator[AudioFrame]:
    """Frames as they stand in the recording; what is damaged is passed over."""
    for _fault in range(_MOST_FAULTS):
        try:
            for frame in container.decode(stream):  # goes on behind what could not be decoded
                if cancelled():
                    raise MediaStoppedError(name)
                yield frame
        except (av.FFmpegError, OSError, ValueError):
            continue
        return


def _find_peak(frame: AudioFrame) -> int:
    """How loud its loudest moment is, 0 to 255.

    Resampling a frame to mono first took three times as long as decoding it.
    """
    known = _FORMATS.get(frame.format.name.rstrip("p"))
    if known is None or not frame.samples:
        return 0
    code, full = known
    centre = full if code == "B" else 0
    is_planar = frame.format.is_planar
    channels = 1 if is_planar else frame.layout.nb_channels
    step = max(1, frame.sample_rate // _ENOUGH) * channels
    step += channels > 1  # so that channels that stand side by side are looked at in turn
    peak = 0.0
    for plane in frame.planes[:_CHANNELS]:
        numbers = array(code, bytes(plane))[: frame.samples * channels : step]
        peak = max(peak, max(numbers) - centre, centre - min(numbers))
    return min(255, int(peak * 256 / full))
