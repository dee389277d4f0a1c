"""The exact frame of any moment of a recording, by the frames' own time stamps (PyAV)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from workbench.evidence.containers import MediaContainer
from workbench.evidence.frame_walk import FrameWalk, read_stamp
from workbench.evidence.media_file import (
    MediaFacts,
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
        self._container, kind = open_media(path)
        try:
            self._start = find_start(self._container)
            self._duration = find_duration(self._container, path.name, cancelled)
            picture = find_picture(self._container)
            self._walk = None
            if picture is not None:
                self._walk = FrameWalk(self._container, picture, path.name, cancelled)
            self.facts = self._gather_facts(kind, picture, at)
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
        return self._find(math.floor((latest + _TOLERANCE) / self._need_walk().tick))

    def step(self, frame: Frame, count: int) -> Frame:
        """The frame so many further on, or back where `count` is below 0; stops at the ends."""
        for _ in range(abs(count)):
            before = frame.stamp - 1
            stamp = before if count < 0 else self._need_walk().find_next(frame.stamp)
            frame = self._find(stamp)
        return frame

    def close(self) -> None:
        """Let go of the file."""
        if self._walk is not None:
            self._walk.clear()
        self._container.close()

    def _need_walk(self) -> FrameWalk:
        if self._walk is None:
            raise NotARecordingError(self._name)
        return self._walk

    def _gather_facts(
        self, kind: MediaContainer, stream: VideoStream | None, at: float
    ) -> MediaFacts:
        sounds = [sound.codec_context.name for sound in self._container.streams.audio]
        if stream is None:
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
        self._need_walk().keep(_count_kept(frame.picture))
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
            fps=float(stream.guessed_rate or 0),
            codecs=(stream.codec_context.name, *sounds),
        )

    def _find(self, stamp: int) -> Frame:
        walk = self._need_walk()
        picture, following = walk.find(stamp)
        end = self._duration if following is None else self._seconds(following)
        return Frame(
            start=self._seconds(picture),
            end=end,
            stamp=read_stamp(picture),
            picture=picture,
            aspect=walk.aspect,
        )

    def _seconds(self, frame: VideoFrame) -> float:
        return read_stamp(frame) * self._need_walk().tick - self._start


def _count_kept(frame: VideoFrame) -> int:
    return max(2, min(_KEPT_FRAMES, _KEPT_BYTES // max(1, 2 * frame.width * frame.height)))
