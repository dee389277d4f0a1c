"""Tells a file from the one that lay there before."""

from __future__ import annotations

import os

from workbench.evidence.pdf.messages import RefusedError

Stamp = tuple[str, int, int]
"""Path, time of the last change in nanoseconds, and size in bytes."""


def read_stamp(path: str) -> Stamp:
    """The stamp of that file as it is now; raises `RefusedError` where there is none."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - the message carries a plain path
    except OSError as error:
        raise RefusedError(reason="missing") from error
    return (path, stat.st_mtime_ns, stat.st_size)
