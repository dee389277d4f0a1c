"""The turns of the event loop that hold the UI thread: what each cost, and where it was spent.

A turn is what happens between two ticks of a timer. Its cost is the processor time of the UI
thread, and how long it was held: the time that passed, less what the thread stood in line for a
processor because other programs had it (Linux tells that). Held is more than the cost where the
thread waits: for the interpreter, that another thread of ours has, or for a file.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS: Final = 2
LONG_MS: Final = 10.0
"""A turn from here on counts as long."""
AIM_MS: Final = 30.0
_ROWS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, in milliseconds."""

    cost: float
    held: float


class Turns(QObject):
    """Notes every turn under the kind of step that is being made."""

    def __init__(self, *, explain: bool = False) -> None:
        super().__init__()
        self.kind: str | None = None
        self.turns: dict[str, list[Turn]] = defaultdict(list)
        self._profiler = Profiler() if explain else None
        self._waits = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
        self._last = self._read_clocks()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def enter(self, kind: str | None) -> None:
        """From now on turns belong to that kind; None counts nothing."""
        self.kind = kind
        self._last = self._read_clocks()

    def list_explained(self) -> list[str]:
        """Where the long turns were spent, most first; empty unless asked to explain."""
        return self._profiler.list_most() if self._profiler is not None else []

    def _tick(self) -> None:
        now = self._read_clocks()
        wall, cost, lined_up = (b - a for a, b in zip(self._last, now, strict=True))
        self._last = now
        if self.kind is not None:
            turn = Turn(cost=cost, held=max(wall - lined_up - TICK_MS, cost))
            self.turns[self.kind].append(turn)
            if self._profiler is not None:
                self._profiler.keep(self.kind, is_long=turn.held >= LONG_MS)

    def _read_clocks(self) -> tuple[float, float, float]:
        lined_up = int(os.pread(self._waits, 80, 0).split()[1])
        return time.perf_counter() * 1e3, time.thread_time() * 1e3, lined_up / 1e6


class Profiler:
    """Profiles every turn and keeps what was long."""

    def __init__(self) -> None:
        self._kept: dict[str, pstats.Stats] = {}
        self._profile = cProfile.Profile(time.thread_time)
        self._profile.enable()

    def keep(self, kind: str | None, *, is_long: bool) -> None:
        """Keep the profile of the turn that ends, if it was a long one, and begin the next."""
        self._profile.disable()
        if kind is not None and is_long:
            self._kept.setdefault(kind, pstats.Stats()).add(self._profile)
        self._profile = cProfile.Profile(time.thread_time)
        self._profile.enable()

    def list_most(self) -> list[str]:
        """For each kind the functions of ours and of Qt that took most, callees included."""
        self._profile.disable()
        lines = []
        for kind, stats in self._kept.items():
            rows = stats.stats.items()  # type: ignore[attr-defined] # typeshed leaves it out
            most = sorted(rows, key=lambda row: -row[1][3])[:_ROWS_SHOWN]
            lines.append(f"-- {kind}")
            lines += [
                f"{together * 1e3:9.1f} {own * 1e3:9.1f} {calls:7}  {_say_place(where)}"
                for where, (_primitive, calls, own, together, _callers) in most
            ]
        return lines


def _say_place(where: tuple[str, int, str]) -> str:
    file, line, name = where
    return name if file == "~" else f"{Path(file).parent.name}/{Path(file).stem}.{name}:{line}"
