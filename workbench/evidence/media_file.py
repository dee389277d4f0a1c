"""Opening a recording safely with PyAV, and the facts of it; for workers only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from workbench.errors import WorkbenchError
from workbench.evidence.containers import MediaContainer, find_container

_MICROSECONDS = 1_000_000
_LARGEST_SIDE = 16_384


class MediaError(WorkbenchError):
    """A recording cannot be shown or played."""


class NotARecordingError(MediaError):
    """The content is no sound or picture that we play, whatever the name says."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” holds no video or sound that can be played here. "
            "Open it outside, or ask for the recording again."
        )


class DamagedRecordingError(MediaError):
    """It begins like a recording, and yet nothing in it can be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is damaged or incomplete and cannot be played. "
            "Open it outside, or ask for the recording again."
        )


class MissingRecordingError(MediaError):
    """The file is gone, or may not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” could not be read from the disk. Open the submission again.")


class EndlessRecordingError(MediaError):
    """It says nothing of how long it is, and holds nothing to find it out by."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” does not tell how long it is, so no moment in it can be found. "
            "Open it outside, or ask for the recording again."
        )


class MediaStoppedError(MediaError):
    """The work was called off; nobody is waiting for the answer."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Reading “{name}” was called off.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """What a recording is like."""

    container: MediaContainer
    duration: float
    """Seconds; always above zero."""
    has_picture: bool
    has_sound: bool
    width: int = 0
    """Pixels of the picture as it is meant to be seen: turned upright, with square pixels."""
    height: int = 0
    rotation: int = 0
    """Degrees clockwise by which the stored picture is turned: 0, 90, 180 or 270."""
    fps: float = 0.0
    """Frames per second on average; 0 when not known or without picture."""
    codecs: tuple[str, ...] = ()
    """Names of the codecs, picture first."""


def never() -> bool:
    """False: this work is not called off."""
    return False


def open_media(path: Path) -> tuple[InputContainer, MediaContainer]:
    """The opened file and which container it is; the caller closes it. Raises `MediaError`.

    FFmpeg is told the container and may read this one file only: what a stranger's file names
    (a playlist's entries, a manifest's addresses) is never followed.
    """
    try:
        kind = find_container(path)
        if kind is None:
            raise NotARecordingError(path.name)
        options = {"protocol_whitelist": "file"}
        return av.open(f"file:{path}", format=kind.ffmpeg, options=options), kind
    except (FileNotFoundError, PermissionError, IsADirectoryError) as error:
        raise MissingRecordingError(path.name) from error
    except (av.FFmpegError, OSError) as error:
        raise DamagedRecordingError(path.name) from error


def find_picture(container: InputContainer) -> VideoStream | None:
    """The stream of moving pictures, or None; the cover of a music file is none."""
    for stream in container.streams.video:
        is_cover = bool(stream.disposition & Disposition.attached_pic)
        if not is_cover and _has_sane_size(stream):
            return stream
    return None


def find_start(container: InputContainer) -> float:
    """Seconds of the file's own clock at which the recording begins: second 0 for people."""
    return (container.start_time or 0) / _MICROSECONDS


def find_duration(
    container: InputContainer, name: str, cancelled: Callable[[], bool] = never
) -> float:
    """Seconds from the beginning to the end, above zero; raises `MediaError`.

    Recordings made in a browser often hold no duration: then all packets are passed through
    once, without decoding them.
    """
    declared = (container.duration or 0) / _MICROSECONDS
    if declared > 0:
        return declared
    try:
        end = _pass_through(container, name, cancelled)
        container.seek(container.start_time or 0)
    except (av.FFmpegError, OSError) as error:  # a file of boxes may hold a single picture
        raise DamagedRecordingError(name) from error
    if end <= find_start(container):
        raise EndlessRecordingError(name)
    return end - find_start(container)


def _pass_through(container: InputContainer, name: str, cancelled: Callable[[], bool]) -> float:
    """Where the last packet ends, in seconds of the file's own clock."""
    end = 0.0
    for packet in container.demux():
        if cancelled():
            raise MediaStoppedError(name)
        if packet.pts is not None and packet.time_base is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return end


def _has_sane_size(stream: VideoStream) -> bool:
    return 0 < stream.width <= _LARGEST_SIDE and 0 < stream.height <= _LARGEST_SIDE
