"""Going to a frame and on from it: seeks, decodes, and keeps the frames decoded last (PyAV).

On the way from the keyframe to the frame wanted, frames that no other frame needs are not
decoded: with B-frames that is most of them. Should one of those have been the frame wanted (a
slide that stands for long), it is walked again with all of them.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from workbench.evidence.media_file import DamagedRecordingError, MediaStoppedError, never

_SHORT_WAY = 1.0
"""Seconds up to which decoding on is no slower than seeking anew."""
_WAYS_BACK = (0.0, 1.0, 5.0, 25.0, math.inf)
"""Seconds before the moment to seek to, tried in turn."""
_CLOSE_FRAMES = 6
"""So many frames before the one wanted, all are decoded: for steps back, and for the order."""
_MOST_MISSES = 3
_MICROSECONDS = 1_000_000
_WELL_BEFORE = 10 * _MICROSECONDS
_MOST_FRAMES = 16


class FrameWalk:
    """The frames of one stream, by their stamps in units of its `tick`."""

    def __init__(
        self,
        container: InputContainer,
        stream: VideoStream,
        name: str,
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self._container = container
        self._stream = stream
        self._name = name
        self._cancelled = cancelled
        self.tick = float(stream.time_base or 0)
        """Seconds of one unit."""
        self._recent: deque[VideoFrame] = deque(maxlen=_MOST_FRAMES)
        """In the order shown, without a gap."""
        self._ahead: Iterator[VideoFrame] = iter(())
        self._first_stamp: int | None = None
        self._hurry = _Hurry(stream)

    @property
    def aspect(self) -> float:
        """Width of a stored pixel by its height."""
        aspect = self._stream.codec_context.sample_aspect_ratio
        return float(aspect) if aspect else 1.0

    def keep(self, frames: int) -> None:
        """Keep so many of the frames decoded last."""
        self._recent = deque(self._recent, maxlen=frames)

    def clear(self) -> None:
        """Let go of all frames."""
        self._recent.clear()
        self._ahead = iter(())

    def find(self, stamp: int) -> tuple[VideoFrame, VideoFrame | None]:
        """The last frame of that stamp or an earlier one, or else the first; and the next one.

        Raises `DamagedRecordingError` where there is no frame, and `MediaStoppedError`.
        """
        if self._first_stamp is not None:
            stamp = max(stamp, self._first_stamp)
        try:
            return self._find(stamp)
        except MediaStoppedError:
            # Decoding stopped half-way can't be gone on with.
            self._recent.clear()
            raise

    def find_next(self, stamp: int) -> int:
        """The stamp of the frame after the one of that stamp; the same where it is the last."""
        self.find(stamp)
        return next((read_stamp(f) for f in self._recent if read_stamp(f) > stamp), stamp)

    def _find(self, stamp: int) -> tuple[VideoFrame, VideoFrame | None]:
        if not self._reaches(stamp):
            self._hurry.begin(stamp)
            self._seek(stamp)
        self._decode_past(stamp)
        found = self._pick(stamp)
        if self._hurry.has_missed(read_stamp(found[0])):
            self._hurry.miss()
            self._seek(stamp)
            self._decode_past(stamp)
            found = self._pick(stamp)
        return found

    def _pick(self, stamp: int) -> tuple[VideoFrame, VideoFrame | None]:
        frames = list(self._recent)
        place = max(n for n, frame in enumerate(frames) if n == 0 or read_stamp(frame) <= stamp)
        return frames[place], frames[place + 1] if place + 1 < len(frames) else None

    def _reaches(self, stamp: int) -> bool:
        """Whether the frame is among the kept ones or a short way on from them."""
        if not self._recent or stamp < read_stamp(self._recent[0]):
            return False
        return (stamp - read_stamp(self._recent[-1])) * self.tick <= _SHORT_WAY

    def _seek(self, stamp: int) -> None:
        """Leave `_recent` with a frame at or before the stamp, whatever the index is worth.

        Demuxers without an index (MPEG-TS), or with one by decoding time, may land too late:
        then further back, at last from the beginning.
        """
        length = (self._container.duration or math.inf) / _MICROSECONDS
        for back in _WAYS_BACK:
            place = stamp - round(back / self.tick) if back < length else None
            if place is None:
                self._hurry.slow_down()
            self._go_to(place)
            self._ahead = self._decode(stamp if place is not None else None)
            first = next(self._ahead, None)
            if first is not None and (read_stamp(first) <= stamp or place is None):
                self._recent.append(first)
                if read_stamp(first) > stamp:
                    self._first_stamp = read_stamp(first)
                return
            if place is None:
                break
        raise DamagedRecordingError(self._name)

    def _go_to(self, place: int | None) -> None:
        self._recent.clear()
        start = self._container.start_time or 0
        # Some demuxers refuse places that others clamp; going on from where we are still tells.
        with suppress(av.FFmpegError, OSError):
            if place is not None:
                self._container.seek(place, stream=self._stream)
                return
            with suppress(av.FFmpegError, OSError):
                # MPEG-TS counts by decoding times, which begin before the first frame is shown.
                self._container.seek(start - _WELL_BEFORE)
                return
            self._container.seek(start)

    def _decode_past(self, stamp: int) -> None:
        while (last := read_stamp(self._recent[-1])) <= stamp:
            frame = next(self._ahead, None)
            if frame is None:
                return
            if read_stamp(frame) > last:
                if self._hurry.is_before(last) and read_stamp(frame) <= stamp:
                    self._recent.clear()  # frames may be missing between them
                self._recent.append(frame)

    def _decode(self, stamp: int | None) -> Iterator[VideoFrame]:
        """Frames from here on; what is damaged is passed over.

        With a stamp, those from the next keyframe on, and none where that comes too late for it.
        """
        is_waiting = stamp is not None
        try:
            for packet in self._container.demux(self._stream):
                if self._cancelled():
                    raise MediaStoppedError(self._name)
                if is_waiting and not packet.is_keyframe and packet.size:
                    continue
                if is_waiting and stamp is not None and (packet.pts or stamp) > stamp:
                    return
                is_waiting = False
                self._hurry.pass_on(packet)
                for frame in _decode_packet(packet):
                    self._hurry.note(frame)
                    yield frame
        except (av.FFmpegError, OSError):
            return


class _Hurry:
    """Leaves out, up to a little before the frame wanted, the frames that no other one needs."""

    def __init__(self, stream: VideoStream) -> None:
        self._context = stream.codec_context
        self._close = _count_units(stream)
        self._misses = 0
        self._until: float = -math.inf
        self._is_on = False
        self._left_out: set[int] = set()
        """Stamps before `_until` of which no frame came."""

    def begin(self, stamp: int) -> None:
        """That frame is wanted next."""
        self._left_out.clear()
        is_wise = self._close > 0 and self._misses < _MOST_MISSES
        self._until = stamp - self._close if is_wise else -math.inf

    def slow_down(self) -> None:
        """Leave nothing out this time."""
        self._until = -math.inf

    def miss(self) -> None:
        """Leave nothing out this time, as it was wanted; nor ever, when that comes again."""
        self._misses += 1
        self.slow_down()

    def is_before(self, stamp: int) -> bool:
        """Whether the next frame may have been left out after the one of that stamp."""
        return stamp < self._until

    def has_missed(self, stamp: int) -> bool:
        """Whether a later frame than that one, and before all that were decoded, was left out."""
        return stamp < self._until and any(left > stamp for left in self._left_out)

    def pass_on(self, packet: Packet[VideoStream]) -> None:
        """Tell the decoder what to do with this packet, which it gets next."""
        is_on = packet.pts is not None and packet.pts < self._until
        if is_on and packet.pts is not None:
            self._left_out.add(packet.pts)
        if is_on != self._is_on:
            self._is_on = is_on
            self._context.skip_frame = "NONREF" if is_on else "DEFAULT"

    def note(self, frame: VideoFrame) -> None:
        """A frame came."""
        self._left_out.discard(read_stamp(frame))


def read_stamp(frame: VideoFrame) -> int:
    """The frame's time stamp, 0 where it has none."""
    return 0 if frame.pts is None else frame.pts


def _decode_packet(packet: Packet[VideoStream]) -> list[VideoFrame]:
    try:
        return [frame for frame in packet.decode() if frame.pts is not None]
    except (av.FFmpegError, OSError):
        return []


def _count_units(stream: VideoStream) -> int:
    """Units of the stream's clock in a few frames; 0 where nobody knows how long one stands."""
    rate, tick = float(stream.guessed_rate or 0), float(stream.time_base or 0)
    return math.ceil(_CLOSE_FRAMES / rate / tick) if rate and tick else 0
