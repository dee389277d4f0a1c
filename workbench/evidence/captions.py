"""Captions of a recording, from WebVTT, SubRip and SubStation files as people really make them.

`pysubs2` was tried: of sloppy files it loses cues (a missing header, a fraction of one digit) and
of good ones the speakers; it leaves entities and karaoke stamps in the words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import charset_normalizer

_LARGEST_BYTES = 8 * 2**20
_SHOWN_SECONDS = 2.0
"""How long a line stands whose end is missing or before its beginning."""
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*{_CLOCK}\s*(?:-{{1,3}}>|→|–>|—>)\s*(?:{_CLOCK})?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_MARKUP = re.compile(r"</?[a-zA-Z0-9.:_-]+(?:\s[^<>]*)?/?>|\{\\[^}]*\}")
_ENCODINGS = [
    *("utf_16", "utf_32", "gb18030", "big5", "shift_jis", "euc_kr", "koi8_r"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
]
"""What caption programs write; a wider choice takes Cyrillic for that of old Macs."""
_ASS_FIELDS = ("Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is said or heard in one stretch of a recording."""

    start: float
    """Seconds."""
    end: float
    text: str
    """Plain words, lines divided by a newline."""
    speaker: str = ""


class Timed(Protocol):
    """What stands from one moment to another."""

    @property
    def start(self) -> float:
        """Seconds."""

    @property
    def end(self) -> float:
        """Seconds."""


Line = TypeVar("Line", bound=Timed)


def read_captions(path: Path) -> tuple[Caption, ...]:
    """The captions of the file in order of time; none where it holds none or can't be read."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            return ()
        return parse_captions(decode_captions(path.read_bytes()))
    except OSError:
        return ()


def decode_captions(raw: bytes) -> str:
    """The text in whatever encoding it is; UTF-8 first, then the most likely one."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(raw, cp_isolation=_ENCODINGS).best()
        return raw.decode("cp1252", "replace") if best is None else str(best)


def parse_captions(text: str) -> tuple[Caption, ...]:
    """The captions in that text, in order of time; what is no caption is passed over."""
    lines = text.splitlines()
    is_ass = any(line.startswith("Dialogue:") for line in lines)
    found = _read_dialogue(lines) if is_ass else _read_cues(lines)
    return tuple(sorted(found, key=lambda caption: (caption.start, caption.end)))


def find_captions_at(captions: Sequence[Line], seconds: float) -> tuple[Line, ...]:
    """Those that stand at that moment: captions, or anything else that has a start and an end."""
    return tuple(c for c in captions if c.start <= seconds < c.end)


def make_caption(start: float, end: float, words: str, speaker: str = "") -> list[Caption]:
    """The caption with plain words and a sane end, or none where nothing is said.

    `words` may hold the markup of any of the formats; a voice in it becomes the speaker.
    """
    voice = _VOICE.search(words)
    text = _strip_markup(re.sub(r"\\[Nn]", "\n", words).replace(r"\h", " "))
    if not text:
        return []
    name = speaker or (html.unescape(voice[1]).strip() if voice else "")
    return [Caption(start=start, end=_sane_end(start, end), text=text, speaker=name)]


def _read_cues(lines: Sequence[str]) -> Iterator[Caption]:
    """WebVTT and SubRip alike: a timing line, then words up to an empty line."""
    timing: re.Match[str] | None = None
    words: list[str] = []
    for line in (*lines, ""):
        match = _TIMING.match(line)
        if match is None and line.strip():
            words.append(line.strip())
            continue
        if match is not None and words and words[-1].isdigit():
            words.pop()  # the number of the cue that begins here
        if timing is not None and words:
            clocks = timing.groups()
            yield from make_caption(_seconds(clocks[:4]), _seconds(clocks[4:]), "\n".join(words))
        timing, words = match, []


def _read_dialogue(lines: Sequence[str]) -> Iterator[Caption]:
    fields = list(_ASS_FIELDS)
    for line in lines:
        if line.startswith("Format:") and "Start" in line and "Text" in line:
            fields = [name.strip() for name in line.removeprefix("Format:").split(",")][:-1]
        if not line.startswith("Dialogue:"):
            continue
        values = line.removeprefix("Dialogue:").split(",", len(fields))
        event = dict(zip(fields, values, strict=False))
        clocks = [re.fullmatch(_CLOCK, event.get(name, "").strip()) for name in ("Start", "End")]
        if clocks[0] is None or len(values) <= len(fields):
            continue
        start = _seconds(clocks[0].groups())
        end = start if clocks[1] is None else _seconds(clocks[1].groups())
        speaker = (event.get("Name") or event.get("Actor") or "").strip()
        yield from make_caption(start, end, values[-1], speaker)


def _strip_markup(text: str) -> str:
    plain = html.unescape(_MARKUP.sub("", text)).replace("\u200b", "")
    return "\n".join(line.strip() for line in plain.splitlines() if line.strip())


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = clock
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + (float(f"0.{fraction}") if fraction else 0.0)


def _sane_end(start: float, end: float) -> float:
    return end if end > start else start + _SHOWN_SECONDS
