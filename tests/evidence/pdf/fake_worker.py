"""A worker that misbehaves as its file name says: hang, die, babble; else it answers pages=7."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from workbench.evidence.pdf.messages import (
    Described,
    Ready,
    Render,
)
from workbench.evidence.pdf.wire import read_request, write_message


def main() -> None:
    """Serve on standard input and output; notes each job and its own start in the journal."""
    journal = Path(sys.argv[1])
    replies = sys.stdout.buffer
    write_message(replies, Ready(version="fake"))
    while (request := read_request(sys.stdin.buffer)) is not None:
        name = Path(request.job.path).stem
        page = request.job.page_index if isinstance(request.job, Render) else ""
        with journal.open("a", encoding="utf-8") as file:
            file.write(f"{name}{page}\n")
        if name.startswith("hang"):
            threading.Event().wait()
        if name.startswith("die"):
            os._exit(9)
        if name.startswith("flaky") and journal.read_text("utf-8").count(name) == 1:
            os._exit(9)
        if name.startswith("babble"):
            replies.write(b"\x00\x00\x00\x05hello")
            replies.flush()
            continue
        write_message(
            replies, Described(pages=7, sizes=(), labels=(), outline=(), is_encrypted=False)
        )


if __name__ == "__main__":
    main()
