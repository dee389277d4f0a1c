"""How long one job may take and how much memory the process may have and keep."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import mmap
import signal
import sys
import time

from workbench.evidence.pdf.worker.mupdf import pymupdf

_MEGABYTE = 1024 * 1024
_EMPTIED_AT = ((110 * _MEGABYTE, 2.0), (200 * _MEGABYTE, 0.5))
"""From so many bytes on MuPDF's store is emptied, when it wasn't for so many seconds."""


def set_alarm(seconds: float) -> None:
    """End this process after that time, should the client be gone and a page never end; 0: don't.

    The interpreter is held while a page is drawn, so only the system can do it.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()


def limit_memory(limit_bytes: int) -> None:
    """Where the system can: a file that asks for more gets an error, not the whole machine."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Store:
    """What MuPDF remembers of documents: fonts, decoded images; emptied when it is much."""

    def __init__(self) -> None:
        self._emptied = 0.0

    def keep_small(self) -> None:
        """Empty it when this process holds much memory, and give that back to the system.

        MuPDF's own limit is 256 MB by its own count, which leaves out what fonts and drawings
        really take, and shrinking by a share of that count frees next to nothing. So this looks
        at the memory of the whole process where the system tells it (Linux); elsewhere MuPDF's
        limit stands. Now and then only, since all of it has to be fetched again.
        """
        passed = time.monotonic() - self._emptied
        own = _read_own_bytes()
        if any(own > size and passed > seconds for size, seconds in _EMPTIED_AT):
            self._emptied = time.monotonic()
            pymupdf.TOOLS.store_shrink(100)
            with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
                ctypes.CDLL(None).malloc_trim(0)  # which keeps ever more among small pieces


def _read_own_bytes() -> int:
    with contextlib.suppress(OSError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path to join
        _, resident, shared, *_ = map(int, file.read().split())
        return (resident - shared) * mmap.PAGESIZE
    return 0
