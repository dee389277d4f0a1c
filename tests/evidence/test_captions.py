from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.captions import (
    Caption,
    find_captions_at,
    parse_captions,
    read_captions,
)

WEBVTT = """WEBVTT - Staff meeting
Kind: captions

STYLE
::cue { color: red }

NOTE not
for show

intro
00:01.000 --> 00:03.500 align:start position:0%
<v.loud Ana>Hello <b>there</b> &amp; welcome
second line

00:00:04.000 --> 00:00:05.000
<00:00:04.500><c.yellow>timed</c> 3 < 4
"""


def words(text: str) -> list[tuple[float, float, str]]:
    return [(c.start, c.end, c.text) for c in parse_captions(text)]


def test_webvtt_gives_words_times_and_speakers() -> None:
    first, second = parse_captions(WEBVTT)
    assert first == Caption(
        start=1.0, end=3.5, text="Hello there & welcome\nsecond line", speaker="Ana"
    )
    assert (second.start, second.text) == (4.0, "timed 3 < 4")


@pytest.mark.parametrize(
    ("sloppy", "expected"),
    [
        ("00:01.000 --> 00:02.000\nno header\n", (1.0, 2.0, "no header")),
        ("1\r\n00:00:01,5 --> 00:00:02\r\nshort fraction", (1.5, 2.0, "short fraction")),
        ("1\n0:0:5,000-->0:0:6,000\nno blanks\n", (5.0, 6.0, "no blanks")),
        ("00:00:05,000 -> 00:00:06,000\nshort arrow\n", (5.0, 6.0, "short arrow")),
        ("00:00:05,000 --> 00:00:04,000\nbackwards\n", (5.0, 7.0, "backwards")),
        ("00:00:05,000 -->\nno end\n", (5.0, 7.0, "no end")),
        ("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>top</i>\n", (1.0, 2.0, "top")),
        ("100:00:00.000 --> 100:00:01.000\nlong\n", (360000.0, 360001.0, "long")),
    ],
)
def test_sloppy_files_are_read_all_the_same(
    sloppy: str, expected: tuple[float, float, str]
) -> None:
    assert words(sloppy) == [expected]


def test_cues_without_an_empty_line_between_them_are_told_apart() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"
    assert words(text) == [(1.0, 2.0, "One"), (3.0, 4.0, "Two")]


def test_cues_come_in_order_of_time() -> None:
    text = "00:09.000 --> 00:10.000\nlater\n\n00:01.000 --> 00:02.000\nsooner\n"
    assert [text for _, _, text in words(text)] == ["sooner", "later"]


def test_substation_dialogue_gives_words_and_names() -> None:
    text = (
        "[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.50,0:00:02.00,Default,Ana,0,0,0,,{\\i1}Yes, and\\Nno\n"
        "Dialogue: broken\n"
    )
    (caption,) = parse_captions(text)
    assert caption == Caption(start=1.5, end=2.0, text="Yes, and\nno", speaker="Ana")


def test_the_captions_of_a_moment_are_those_that_stand_then() -> None:
    captions = parse_captions(WEBVTT)
    assert [c.speaker for c in find_captions_at(captions, 1.0)] == ["Ana"]
    assert find_captions_at(captions, 3.5) == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    spoken = "Добрый день, начинаем наше собрание родителей"
    file = tmp_path / "a.srt"
    file.write_bytes(f"1\n00:00:01,000 --> 00:00:02,000\n{spoken}\n".encode(encoding))
    assert [c.text for c in read_captions(file)] == [spoken]


def test_a_missing_an_empty_and_a_huge_file_hold_no_captions(tmp_path: Path) -> None:
    (tmp_path / "empty.vtt").touch()
    with (tmp_path / "huge.vtt").open("wb") as file:
        file.truncate(2**30)
    for name in ("gone.vtt", "empty.vtt", "huge.vtt"):
        assert read_captions(tmp_path / name) == ()


@given(st.text())
def test_no_text_whatever_makes_it_stumble(text: str) -> None:
    for caption in parse_captions("00:01.000 --> 00:02.000\n" + text):
        assert caption.end > caption.start
        assert caption.text
