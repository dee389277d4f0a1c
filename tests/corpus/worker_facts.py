"""What the system tells of the page worker, on Linux."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_USER, _SYSTEM = 11, 12
"""Of the fields of `/proc/PID/stat` behind the name of the program (proc(5))."""


def read_cpu_seconds(pid: int | None) -> float:
    """How long it has computed so far; 0 for a process that is gone."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / _TICKS
    return 0.0


def read_peak_megabytes(pid: int | None) -> float:
    """The most memory of its own since `forget_peak`; 0 for a process that is gone.

    What it shares with the program now is left out.
    """
    with contextlib.suppress(OSError, KeyError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        sizes = {line.split()[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
        return (sizes["VmHWM:"] - sizes["RssShmem:"]) / 1024
    return 0.0


def forget_peak(pid: int | None) -> None:
    """Let the count of memory begin anew."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5")
