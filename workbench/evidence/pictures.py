"""The pixels of a decoded frame, and how it is to be turned."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, VideoReformatter

_UNSPECIFIED = 2
_HD_LINES = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The pixels of a frame as stored, four bytes each: blue, green, red, and one unused."""

    width: int
    height: int
    stride: int
    """Bytes from one line to the next."""
    pixels: memoryview
    rotation: int
    """Degrees clockwise by which it is turned to stand upright."""
    aspect: float
    """Width of a stored pixel by its height."""


class _Kept(threading.local):
    """One converter per thread: to set one up takes longer than to convert a frame."""

    def __init__(self) -> None:
        self.reformatter = VideoReformatter()


_kept = _Kept()


def find_rotation(source: VideoFrame) -> int:
    """Degrees clockwise by which it is turned to stand upright: 0, 90, 180 or 270."""
    return round(-source.rotation / 90) * 90 % 360


def format_picture(source: VideoFrame, aspect: float, *, width: int | None = None) -> Picture:
    """The pixels of that frame, or of a copy that is at most `width` stored pixels wide.

    `aspect` is the width of a stored pixel by its height.
    """
    scale = min(1.0, width / source.width) if width else 1.0
    # Where the file is silent, players take BT.709 for high definition, and so do we.
    is_silent_hd = source.colorspace == _UNSPECIFIED and source.height >= _HD_LINES
    copy = _kept.reformatter.reformat(
        source,
        width=max(1, round(source.width * scale)),
        height=max(1, round(source.height * scale)),
        format="bgra",
        src_colorspace=Colorspace.ITU709 if is_silent_hd else None,
    )
    return Picture(
        width=copy.width,
        height=copy.height,
        stride=copy.planes[0].line_size,
        pixels=memoryview(copy.planes[0]),
        rotation=find_rotation(source),
        aspect=aspect,
    )
