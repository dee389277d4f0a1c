"""Changes to the bytes of made recordings that no muxer offers: turned, cut short, no index."""

from __future__ import annotations

import re
from pathlib import Path


def turn(path: Path, height: int) -> Path:
    """The same MP4 with a display matrix that turns it by a quarter, as phones write it.

    `height` is that of the stored picture, in pixels.
    """
    content = bytearray(path.read_bytes())
    header = content.index(b"tkhd")
    matrix = header + 4 + 40
    turned = (0, 1 << 16, 0, -(1 << 16), 0, 0, height << 16, 0, 1 << 30)
    for place, value in enumerate(turned):
        start = matrix + 4 * place
        content[start : start + 4] = value.to_bytes(4, "big", signed=True)
    path.write_bytes(content)
    return path


def trim(path: Path, seconds: float) -> Path:
    """The same MP4 with edit lists that leave out so much of the beginning, as phones cut."""
    content = bytearray(path.read_bytes())
    movie_clock = _read_clock(content, content.index(b"mvhd"))
    for box in _find_all(content, b"elst"):
        assert content[box + 4] == 0, "entries of 32 bits"
        assert int.from_bytes(content[box + 8 : box + 12], "big") == 1, "one edit"
        track_clock = _read_clock(content, content.index(b"mdhd", box))
        _add(content, box + 12, -round(seconds * movie_clock))
        _add(content, box + 16, round(seconds * track_clock))
    path.write_bytes(content)
    return path


def cut(path: Path, share: float, folder: Path) -> Path:
    """A copy in that folder of the first part of the file alone, as a broken copying leaves it."""
    content = path.read_bytes()
    target = folder / path.name
    target.write_bytes(content[: int(len(content) * share)])
    return target


def lose_index(path: Path) -> Path:
    """The same AVI without its indexes, as a recorder that lost its power leaves it."""
    content = path.read_bytes()
    for name in (b"idx1", b"indx", b"ix00", b"ix01"):
        content = content.replace(name, b"JUNK")
    path.write_bytes(content)
    return path


def refer_to(path: Path, address: str) -> Path:
    """The same QuickTime file, whose frames are said to lie at that address and not in itself."""
    content = bytearray(path.read_bytes())
    words = address.encode() + b"\0"
    own = content.index(b"url \x00\x00\x00\x01")
    for name in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref", b"url "):
        for box in _find_all(content, name):
            size = int.from_bytes(content[box - 4 : box], "big")
            if box <= own < box - 4 + size:
                _add(content, box - 4, len(words))
    content[own + 7] = 0
    content[own + 8 : own + 8] = words
    path.write_bytes(content)
    return path


def _find_all(content: bytes | bytearray, name: bytes) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(name), content)]


def _read_clock(content: bytearray, header: int) -> int:
    """Units per second, of an `mvhd` or `mdhd` box of version 0."""
    return int.from_bytes(content[header + 16 : header + 20], "big")


def _add(content: bytearray, place: int, amount: int) -> None:
    value = int.from_bytes(content[place : place + 4], "big", signed=True) + amount
    content[place : place + 4] = value.to_bytes(4, "big", signed=True)
