"""Faults of the world: another program, a flipped byte, write protection."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHATTR = Path("/usr/bin/chattr")
HOLD = """
import sys
from pathlib import Path
from workbench.store.store import open_store
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


@contextmanager
def hold_open(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store of that folder open until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        try:
            yield child
        finally:
            child.communicate("")


@contextmanager
def immutable(path: Path) -> Iterator[None]:
    """A file or folder that really cannot be changed meanwhile, not even by root or its owner."""
    if (
        not CHATTR.exists()
        or subprocess.run([CHATTR, "+i", path], check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip("nothing here can be write-protected against root and owner")
    try:
        yield
    finally:
        subprocess.run([CHATTR, "-i", path], check=True)


def flip(path: Path, offset: int, bit: int = 0) -> None:
    """Change one bit of the file."""
    with path.open("rb+") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ (1 << bit)]))


def find_in_file(path: Path, words: bytes) -> Iterator[int]:
    """Each offset at which those words lie in the file."""
    content = path.read_bytes()
    start = content.find(words)
    while start >= 0:
        yield start
        start = content.find(words, start + 1)
