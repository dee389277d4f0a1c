"""Every set of captions of a recording: those beside it, then those inside the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.packet import Packet
from av.subtitles.stream import SubtitleStream

from workbench.evidence.captions import Caption, make_caption, read_captions
from workbench.evidence.media_file import MediaError, find_start, never, open_media

_ASS_FIELDS_BEFORE_TEXT = 8
_SPEAKER_FIELD = 3
_TEXTS = frozenset({"subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text"})
_LANGUAGE = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\.[A-Za-z]+$")
_MOST_CAPTIONS = 50_000


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """One set of captions with the name to choose it by."""

    name: str
    captions: tuple[Caption, ...]


def read_caption_tracks(
    recording: Path,
    files: Sequence[tuple[Path, str]],
    cancelled: Callable[[], bool] = never,
) -> tuple[CaptionTrack, ...]:
    """All sets that hold anything; `files` tells for each file beside it the name it came with.

    May have to read all of the recording. What cannot be read is passed over.
    """
    beside = [CaptionTrack(_name_file(name), read_captions(path)) for path, name in files]
    found = [track for track in (*beside, *_read_inside(recording, cancelled)) if track.captions]
    return tuple(
        CaptionTrack(_tell_apart(found, number), track.captions)
        for number, track in enumerate(found)
    )


def _read_inside(recording: Path, cancelled: Callable[[], bool]) -> list[CaptionTrack]:
    try:
        container, _kind = open_media(recording)
    except MediaError:
        return []
    with container:
        streams = [s for s in container.streams.subtitles if s.codec_context.name in _TEXTS]
        if not streams:
            return []
        found: dict[int, list[Caption]] = {stream.index: [] for stream in streams}
        for packet in _demux(container, streams, cancelled):
            found[packet.stream.index] += _read_packet(packet, find_start(container))
        return [CaptionTrack(_name_stream(s), tuple(found[s.index])) for s in streams]


def _demux(
    container: InputContainer, streams: Sequence[SubtitleStream], cancelled: Callable[[], bool]
) -> Iterator[Packet[Any]]:
    count = 0
    try:
        for packet in container.demux(*streams):
            if cancelled() or count > _MOST_CAPTIONS:
                return
            count += 1
            yield packet
    except (av.FFmpegError, OSError):  # what came before it is good
        return


def _read_packet(packet: Packet[Any], start: float) -> list[Caption]:
    if packet.pts is None or packet.time_base is None:
        return []
    seconds = float(packet.pts * packet.time_base) - start
    length = float((packet.duration or 0) * packet.time_base)
    text, speaker = _read_words(packet.stream.codec_context.name, bytes(packet))
    # a subtitle may stand a hair before the picture's first frame
    return make_caption(max(0.0, seconds), seconds + length, text, speaker)


def _read_words(codec: str, raw: bytes) -> tuple[str, str]:
    """The words as they stand in the packet, and the speaker where that is told apart."""
    if codec == "mov_text":  # a length of two bytes, the text, then boxes that style it
        raw = raw[2 : 2 + int.from_bytes(raw[:2], "big")]
    text = raw.decode("utf-8", "replace")
    if codec not in {"ass", "ssa"}:
        return text, ""
    fields = text.split(",", _ASS_FIELDS_BEFORE_TEXT)
    if len(fields) <= _ASS_FIELDS_BEFORE_TEXT:
        return "", ""
    return fields[-1], fields[_SPEAKER_FIELD].strip()


def _name_file(name: str) -> str:
    found = _LANGUAGE.search(name)
    return found[1] if found else "Captions"


def _name_stream(stream: SubtitleStream) -> str:
    return stream.metadata.get("title") or stream.language or "In the recording"


def _tell_apart(tracks: Sequence[CaptionTrack], number: int) -> str:
    """The name, with a number where another track has the same."""
    name = tracks[number].name
    before = sum(1 for track in tracks[:number] if track.name == name)
    return f"{name} {before + 1}" if before else name
