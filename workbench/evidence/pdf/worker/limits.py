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

_OWN_BYTES = 110 * 1024 * 1024
_GIVE_BACK_SECONDS = 5.0


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


def trim_store() -> None:
    """Keep what MuPDF remembers of pages small; its own limit is 256 MB for each process.

    MuPDF doesn't tell the size of its store, so this looks at the memory of the whole process
    where the system tells it (Linux); elsewhere MuPDF's own limit stands.
    """
    with contextlib.suppress(OSError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path to join
        _, resident, shared, *_ = map(int, file.read().split())
        if (resident - shared) * mmap.PAGESIZE > _OWN_BYTES:
            pymupdf.TOOLS.store_shrink(50)
            _give_back()


_gave_back = 0.0


def _give_back() -> None:
    """Have glibc return what is free: left alone it keeps ever more of it among small pieces.

    Now and then only: returned memory has to be fetched again for the next page.
    """
    global _gave_back  # noqa: PLW0603 - one process, one heap
    now = time.monotonic()
    if now - _gave_back > _GIVE_BACK_SECONDS:
        _gave_back = now
        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
