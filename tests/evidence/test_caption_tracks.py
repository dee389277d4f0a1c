from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import SubtitleSet
from av.video.stream import VideoStream

from tests.ui.video.media_files import Recording, write_recording
from workbench.evidence.caption_tracks import read_caption_tracks
from workbench.evidence.captions import Caption

FPS = 25
HEADER = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,16

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
LINES = ((0.4, 1.2, "Ana", "Who takes the minutes?"), (1.48, 2.0, "Ben", r"I do.\NGladly."))
Line = tuple[float, float, str, str]
VIDEO = {".webm": "libvpx", ".mkv": "libx264", ".mp4": "libx264"}


def write_captioned(
    path: Path,
    tracks: Sequence[tuple[str, Sequence[Line]]],
    *,
    language: str = "",
    offset: float = 0.0,
) -> Path:
    """Three dark seconds with these sets of captions inside, each by the name of its codec."""
    with av.open(str(path), "w") as container:
        picture: VideoStream = container.add_stream(VIDEO[path.suffix], rate=FPS)  # type: ignore[assignment]  # the name of the codec decides
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        streams: list[SubtitleStream] = []
        for codec, _lines in tracks:
            stream: SubtitleStream = container.add_stream(codec)  # type: ignore[assignment]  # the name of the codec decides
            stream.codec_context.subtitle_header = HEADER
            stream.time_base = Fraction(1, 1000)
            if language:
                stream.metadata["language"] = language
            streams.append(stream)
        dark = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        dark = dark.reformat(format="yuv420p")
        for stream, (_codec, lines) in zip(streams, tracks, strict=True):
            for number, line in enumerate(lines):
                container.mux(encode_line(stream, number, line, offset))
        for number in range(3 * FPS):
            dark.pts, dark.time_base = number + round(offset * FPS), Fraction(1, FPS)
            container.mux(picture.encode(dark))
        container.mux(picture.encode(None))
    return path


def encode_line(
    stream: SubtitleStream, number: int, line: Line, offset: float
) -> av.Packet[SubtitleStream]:
    start, end, speaker, text = line
    words = f"{number},0,Default,{speaker},0,0,0,,{text}".encode()
    length = round((end - start) * 1000)
    shown = SubtitleSet.create(words, 0, length, pts=round((start + offset) * 1000))
    packet = stream.codec_context.encode_subtitle(shown)
    packet.stream, packet.time_base = stream, Fraction(1, 1000)
    return packet


@pytest.mark.parametrize(
    ("name", "codec", "has_names"),
    [
        ("a.mkv", "subrip", False),
        ("a.mkv", "ass", True),
        ("a.mp4", "mov_text", False),
        ("a.webm", "webvtt", False),
    ],
)
def test_captions_inside_the_recording_are_read(
    tmp_path: Path, name: str, codec: str, *, has_names: bool
) -> None:
    path = write_captioned(tmp_path / name, [(codec, LINES)])
    (track,) = read_caption_tracks(path, [])
    assert [caption.text for caption in track.captions] == [
        "Who takes the minutes?",
        "I do.\nGladly.",
    ]
    moments = [moment for c in track.captions for moment in (c.start, c.end)]
    assert moments == pytest.approx([0.4, 1.2, 1.48, 2.0], abs=0.011)
    assert [c.speaker for c in track.captions] == (["Ana", "Ben"] if has_names else ["", ""])


def test_they_stand_with_the_picture_where_its_clock_does_not_begin_at_zero(
    tmp_path: Path,
) -> None:
    path = write_captioned(tmp_path / "a.mkv", [("subrip", LINES)], offset=10.0)
    (track,) = read_caption_tracks(path, [])
    assert track.captions[1].start == pytest.approx(1.48, abs=0.011)


def test_sets_beside_it_come_first_and_all_are_told_apart_by_name(tmp_path: Path) -> None:
    path = write_captioned(
        tmp_path / "a.mkv", [("subrip", LINES), ("subrip", LINES)], language="eng"
    )
    beside = tmp_path / "x.vtt"
    beside.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nBeside\n", "utf-8")
    empty = tmp_path / "empty.vtt"
    empty.write_text("WEBVTT\n", "utf-8")
    files = [(beside, "talk.so.vtt"), (empty, "talk.en.vtt"), (beside, ""), (beside, "")]
    tracks = read_caption_tracks(path, files)
    assert [track.name for track in tracks] == ["so", "Captions", "Captions 2", "eng", "eng 2"]
    assert tracks[0].captions == (Caption(start=1.0, end=2.0, text="Beside"),)


def test_a_recording_without_any_and_what_is_no_recording_have_none(tmp_path: Path) -> None:
    assert read_caption_tracks(write_recording(tmp_path, Recording(frames=5)), []) == ()
    other = tmp_path / "not.mp4"
    other.write_bytes(b"#EXTM3U\n")
    assert read_caption_tracks(other, []) == ()


def test_reading_stops_when_it_is_called_off(tmp_path: Path) -> None:
    path = write_captioned(tmp_path / "a.mkv", [("subrip", LINES)])
    assert read_caption_tracks(path, [], lambda: True) == ()
