"""Memory shared with the PDF worker, through which large pictures come without being copied.

Not `multiprocessing.shared_memory`: before Python 3.13 its names are kept by a process of their
own that outlives the client, and a named segment stays behind when both sides are killed. This
memory has no name where the system allows it, and is gone with the last process that holds it.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import tempfile
import threading
from uuid import uuid4

GRAIN = 64 * 1024
_HELD = 128 * 1024 * 1024
"""What lies behind was needed for a moment alone, and isn't held once it is given back."""


class Arena:
    """One stretch of shared memory, from which pieces are lent out; safe from any thread."""

    def __init__(self, size: int) -> None:
        self._lock = threading.Lock()
        self._free: list[tuple[int, int]] = [(0, size)]
        self.size = size
        self._fd = -1
        if sys.platform == "win32":
            self.name = f"workbench-{uuid4().hex}"
            self._memory = mmap.mmap(-1, size, tagname=self.name)
        else:
            self._fd = _create_file(size)
            self.name = str(self._fd)
            self._memory = mmap.mmap(self._fd, size)

    @property
    def inherited(self) -> tuple[int, ...]:
        """The file descriptors that the worker has to inherit."""
        return () if self._fd < 0 else (self._fd,)

    def take(self, size: int) -> tuple[int, int] | None:
        """Offset and length of a free piece of at least `size` bytes, or None when full."""
        length = -(-size // GRAIN) * GRAIN
        with self._lock:
            for position, (offset, room) in enumerate(self._free):
                if room >= length:
                    rest = [(offset + length, room - length)] if room > length else []
                    self._free[position : position + 1] = rest
                    return offset, length
        return None

    def keep(self, offset: int, length: int, size: int) -> int:
        """Give back what lies behind the first `size` bytes of a piece; returns its new length."""
        kept = -(-size // GRAIN) * GRAIN
        if kept < length:
            self.give_back(offset + kept, length - kept)
        return kept

    def give_back(self, offset: int, length: int) -> None:
        """Lend that piece out again; nothing may read it any more."""
        self._let_go(max(offset, _HELD), offset + length)
        with self._lock:
            self._free = _join_neighbours([*self._free, (offset, length)])

    def view(self, offset: int, length: int) -> memoryview:
        """The bytes of a piece."""
        return memoryview(self._memory)[offset : offset + length]

    def _let_go(self, start: int, end: int) -> None:
        """Return those bytes to the system until they are written again, where it takes them."""
        if start < end and hasattr(mmap, "MADV_REMOVE"):
            with contextlib.suppress(OSError, ValueError):  # closed: gone with all of it
                self._memory.madvise(mmap.MADV_REMOVE, start, end - start)

    def close(self) -> None:
        """Let go of it; views that are still read keep the memory alive until they are gone."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def attach(name: str, size: int) -> mmap.mmap:
    """The memory of that name, in the worker."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=name)
    fd = int(name)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    return memory


def _create_file(size: int) -> int:
    """A file without a name, of zeros that take no room until they are written."""
    if sys.platform == "linux":
        fd = os.memfd_create("workbench-pages")
    else:
        with tempfile.TemporaryFile(prefix="workbench-") as file:
            fd = os.dup(file.fileno())
    os.ftruncate(fd, size)
    return fd


def _join_neighbours(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for offset, length in sorted(pieces):
        if joined and sum(joined[-1]) == offset:
            joined[-1] = (joined[-1][0], joined[-1][1] + length)
        else:
            joined.append((offset, length))
    return joined
