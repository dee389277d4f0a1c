"""The exact frame of any moment of a recording, by the frames' own time stamps (PyAV)."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from workbench.evidence.containers import MediaContainer
from workbench.evidence.media_file import (
    DamagedRecordingError,
    MediaFacts,
    MediaStoppedError,
    NotARecordingError,
    find_duration,
    find_picture,
    find_start,
    never,
    open_media,
)
from workbench.evidence.pictures import find_rotation

_KEPT_BYTES = 48 * 2**20
_KEPT_FRAMES = 16
_SHORT_WAY = 1.0
"""Seconds up to which decoding on is no slower than seeking anew."""
_WAYS_BACK = (0.0, 1.0, 5.0, 25.0, math.inf)
"""Seconds before the moment to seek to, tried in turn."""
_TOLERANCE = 1e-6
"""Seconds; a frame's own start, as a float, has to find that frame again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One decoded frame, upright facts beside it."""

    start: float
    """Seconds from the beginning of the recording at which it appears."""
    end: float
    """Seconds at which the next one appears; where there is no next, the end of the recording."""
    stamp: int
    """Its time stamp by the stream's own clock, to ask for its neighbours."""
    picture: VideoFrame
    aspect: float
    """Width of a stored pixel by its height."""


class FrameReader:
    """An open recording that answers with exact frames; for one thread at a time.

    The frames decoded last are kept, so that stepping and going on cost little. All that may
    take long asks `cancelled` between packets, and raises `MediaStoppedError` once it is true.
    """

    def __init__(
        self, path: Path, cancelled: Callable[[], bool] = never, *, at: float = 0.0
    ) -> None:
        """Open it and decode the frame of the moment `at`: the proof that it can be shown.

        Raises `MediaError` where it can be neither seen nor heard.
        """
        self._name = path.name
        self._cancelled = cancelled
        self._container, kind = open_media(path)
        try:
            self._stream = find_picture(self._container)
            self._start = find_start(self._container)
            self._duration = find_duration(self._container, path.name, cancelled)
            self._recent: deque[VideoFrame] = deque(maxlen=_KEPT_FRAMES)
            self._ahead: Iterator[VideoFrame] = iter(())
            self._first_stamp: int | None = None
            self.facts = self._gather_facts(kind, at)
        except BaseException:
            self._container.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def frame_at(self, seconds: float) -> Frame:
        """The last frame that begins at or before that moment; the first where none does."""
        latest = self._start + min(max(seconds, 0.0), self._duration)
        return self._find(math.floor((latest + _TOLERANCE) / self._tick))

    def step(self, frame: Frame, count: int) -> Frame:
        """The frame so many further on, or back where `count` is below 0; stops at the ends."""
        for _ in range(abs(count)):
            stamp = frame.stamp - 1 if count < 0 else self._find_next(frame.stamp)
            frame = self._find(stamp)
        return frame

    def close(self) -> None:
        """Let go of the file."""
        self._recent.clear()
        self._ahead = iter(())
        self._container.close()

    @property
    def _tick(self) -> float:
        return float(self._picture_stream.time_base or 0)

    @property
    def _picture_stream(self) -> VideoStream:
        if self._stream is None:
            raise NotARecordingError(self._name)
        return self._stream

    def _gather_facts(self, kind: MediaContainer, at: float) -> MediaFacts:
        sounds = [stream.codec_context.name for stream in self._container.streams.audio]
        if self._stream is None:
            if not sounds:
                raise NotARecordingError(self._name)
            return MediaFacts(
                container=kind,
                duration=self._duration,
                has_picture=False,
                has_sound=True,
                codecs=tuple(sounds),
            )
        frame = self.frame_at(at)
        kept = _count_kept(frame.picture)
        self._recent = deque(self._recent, maxlen=kept)
        width, height = round(frame.picture.width * frame.aspect), frame.picture.height
        is_upright = find_rotation(frame.picture) % 180 == 0
        return MediaFacts(
            container=kind,
            duration=self._duration,
            has_picture=True,
            has_sound=bool(sounds),
            width=width if is_upright else height,
            height=height if is_upright else width,
            rotation=find_rotation(frame.picture),
            fps=float(self._stream.guessed_rate or 0),
            codecs=(self._stream.codec_context.name, *sounds),
        )

    def _find(self, stamp: int) -> Frame:
        if self._first_stamp is not None:
            stamp = max(stamp, self._first_stamp)
        try:
            if not self._reaches(stamp):
                self._seek(stamp)
            self._decode_past(stamp)
        except MediaStoppedError:
            # Decoding stopped half-way can't be gone on with.
            self._recent.clear()
            raise
        frames = list(self._recent)
        place = max(n for n, frame in enumerate(frames) if n == 0 or _stamp(frame) <= stamp)
        following = frames[place + 1] if place + 1 < len(frames) else None
        return self._frame(frames[place], following)

    def _find_next(self, stamp: int) -> int:
        """Time stamp of the frame after the one of that stamp; the same where it is the last."""
        self._find(stamp)
        return next((_stamp(f) for f in self._recent if _stamp(f) > stamp), stamp)

    def _reaches(self, stamp: int) -> bool:
        """Whether the frame is among the kept ones or a short way on from them."""
        if not self._recent or stamp < _stamp(self._recent[0]):
            return False
        return (stamp - _stamp(self._recent[-1])) * self._tick <= _SHORT_WAY

    def _seek(self, stamp: int) -> None:
        """Leave `_recent` with a frame at or before the stamp, whatever the index is worth.

        Demuxers without an index (MPEG-TS), or with one by decoding time, may land too late:
        then further back, at last from the beginning.
        """
        for back in _WAYS_BACK:
            place = stamp - round(back / self._tick) if back < self._duration else None
            self._go_to(place)
            self._ahead = self._decode()
            first = next(self._ahead, None)
            if first is not None and (_stamp(first) <= stamp or place is None):
                self._recent.append(first)
                if _stamp(first) > stamp:
                    self._first_stamp = _stamp(first)
                return
            if place is None:
                break
        raise DamagedRecordingError(self._name)

    def _go_to(self, place: int | None) -> None:
        self._recent.clear()
        stream = self._picture_stream
        try:
            if place is None:
                self._container.seek(self._container.start_time or 0)
            else:
                self._container.seek(place, stream=stream)
        except (av.FFmpegError, OSError):
            # Some demuxers refuse places that others clamp; going on from here still tells.
            self._ahead = iter(())

    def _decode_past(self, stamp: int) -> None:
        while _stamp(self._recent[-1]) <= stamp:
            frame = next(self._ahead, None)
            if frame is None:
                return
            if _stamp(frame) > _stamp(self._recent[-1]):
                self._recent.append(frame)

    def _decode(self) -> Iterator[VideoFrame]:
        """Frames from here on; what is damaged is passed over."""
        try:
            for packet in self._container.demux(self._picture_stream):
                if self._cancelled():
                    raise MediaStoppedError(self._name)
                yield from _decode_packet(packet)
        except (av.FFmpegError, OSError):
            return

    def _frame(self, picture: VideoFrame, following: VideoFrame | None) -> Frame:
        end = self._duration if following is None else self._seconds(_stamp(following))
        aspect = self._picture_stream.codec_context.sample_aspect_ratio
        return Frame(
            start=self._seconds(_stamp(picture)),
            end=end,
            stamp=_stamp(picture),
            picture=picture,
            aspect=float(aspect) if aspect else 1.0,
        )

    def _seconds(self, stamp: int) -> float:
        return stamp * self._tick - self._start


def _decode_packet(packet: Packet[VideoStream]) -> list[VideoFrame]:
    try:
        return [frame for frame in packet.decode() if frame.pts is not None]
    except (av.FFmpegError, OSError):
        return []


def _stamp(frame: VideoFrame) -> int:
    return 0 if frame.pts is None else frame.pts


def _count_kept(frame: VideoFrame) -> int:
    return max(2, min(_KEPT_FRAMES, _KEPT_BYTES // max(1, 2 * frame.width * frame.height)))
