"""Plain text out of a file whose encoding nobody told."""

from __future__ import annotations

from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024


def read_plain_text(path: Path) -> str:
    """The text of the file, at most the first 8 MB of it; raises `OSError`."""
    with path.open("rb") as file:
        return decode_text(file.read(MAX_BYTES))


def decode_text(raw: bytes) -> str:
    """UTF-8, or UTF-16 with its mark, else Windows-1252, which makes something of any byte."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _normalise(raw.decode("utf-16", "replace"))
    try:
        return _normalise(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _normalise(raw.decode("utf-8-sig", "ignore"))
    return _normalise(raw.decode("cp1252", "replace"))


def _normalise(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
