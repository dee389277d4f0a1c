"""Files spoilt at random, the same way each time: flipped, cut, spliced, repeated."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.reading import Reading
from tests.corpus.walking import say

_SEED = 20_261_124
_LARGEST = 2_000_000
"""Bytes: of small files many more can be tried."""
_NUMBERS = (b"-1", b"0", b"65536", b"2147483647", b"4294967295", b"1e38")


def read_spoilt(files: Sequence[Path], seconds: float, kept: Path | None) -> int:
    """Try spoilt copies of the files for so long; 1 when there was a surprise.

    Those that surprised are kept in a folder, if there is one.
    """
    chance, reading, count = random.Random(_SEED), Reading(), 0  # noqa: S311 - no secret
    small = [path for path in files if 0 < path.stat().st_size <= _LARGEST]
    ends = time.process_time() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while small and time.process_time() + reading.cpu_seconds < ends:
            source, other = chance.choice(small), chance.choice(small)
            path = Path(folder) / f"{count}{source.suffix}"
            path.write_bytes(spoil(source.read_bytes(), other.read_bytes(), chance))
            before = reading.surprises
            reading.try_file(path)
            if kept is not None and reading.surprises > before:
                (kept / f"{count}-{source.name}").write_bytes(path.read_bytes())
            path.unlink()
            count += 1
    reading.close()
    say(f"{count} spoilt: " + ", ".join(f"{n} {what}" for what, n in reading.counts.items()))
    return 1 if reading.surprises else 0


def spoil(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """That content with one to four faults in it."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice((_flip, _cut, _splice, _repeat, _renumber))(content, other, chance)
    return content


def _flip(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 20) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _cut(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:start] if chance.random() < 0.5 else content[:start] + content[end:]


def _splice(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start, here = chance.randrange(len(other) + 1), chance.randrange(len(content) + 1)
    piece = other[start : start + chance.randint(1, 4096)]
    return content[:here] + piece + content[here + len(piece) :]


def _repeat(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.randint(1, 512)]
    return content[:start] + piece * chance.randint(2, 50) + content[start:]


def _renumber(content: bytes, _other: bytes, chance: random.Random) -> bytes:
    """Another number where there is one in plain letters, as PDF and SVG have them."""
    start = chance.randrange(len(content) + 1)
    for here in range(start, min(start + 2000, len(content))):
        if content[here : here + 1].isdigit():
            return content[:here] + chance.choice(_NUMBERS) + content[here + 1 :]
    return content
