"""The PDF worker: a process that opens, draws and reads documents, one job after the other.

Started as `python -m workbench.evidence.pdf.worker ARENA SIZE MEMORY_LIMIT`. MuPDF is not
thread-safe, holds the interpreter while it draws, and may be killed by a file: here it can do no
more harm than that. Nothing in a document is ever run or followed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import BinaryIO

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.arena import attach
from workbench.evidence.pdf.wire import read_request, write_message
from workbench.evidence.pdf.worker.answers import answer
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.limits import Store, limit_memory, set_alarm
from workbench.evidence.pdf.worker.mupdf import pymupdf


def serve(requests: BinaryIO, replies: BinaryIO, memory: memoryview) -> None:
    """Answer requests until their stream ends."""
    documents, store = Documents(), Store()
    write_message(replies, m.Ready(version=str(pymupdf.VersionFitz)))
    while (request := read_request(requests)) is not None:
        piece = memory[request.offset : request.offset + request.length]
        set_alarm(request.limit_seconds)
        documents.password = request.password
        reply = answer(request.job, documents, piece)
        set_alarm(0)
        write_message(replies, reply)
        documents.forget_old()
        store.keep_small()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for ourselves alone: what MuPDF prints must not land among the messages."""
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(requests, "rb"), os.fdopen(replies, "wb")


def main() -> None:
    """Serve on standard input and output."""
    arena, size, memory_limit = sys.argv[1:4]
    requests, replies = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    memory = memoryview(attach(arena, int(size)))
    limit_memory(int(memory_limit))
    with contextlib.suppress(BrokenPipeError):
        serve(requests, replies, memory)
    os._exit(0)  # nothing to put away, and no document may hold up the end


if __name__ == "__main__":
    main()
