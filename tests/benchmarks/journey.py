"""The whole journey in the real window: first page, memory, keys, and the UI thread's stalls.

A timer of the UI thread that should fire every 5 ms tells how long the thread was busy: a stall
is the time between two of its ticks, less the interval.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from tests.keyboard import press
from workbench.app import make_application, open_session
from workbench.paths import find_resource
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.opened import left_off_key
from workbench.ui.windowless.waiting import wait_until

TICK_MS = 5


class Stalls:
    """The longest time the UI thread was busy, by what was going on."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.phase = "start"
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def enter(self, phase: str) -> None:
        """From now on stalls belong to that phase."""
        self.phase = phase
        self._last = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        stall = (now - self._last) * 1000 - TICK_MS
        self.longest[self.phase] = max(self.longest.get(self.phase, 0.0), stall)
        self._last = now


def main() -> None:
    """Drive the demo from open to finish and print what was measured."""
    app = make_application()
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = home
        with open_session("Benchmark") as session:
            window = MainWindow(session, Look(app, session.store, "light"))
            window.show()
            lines = drive(window)
            window.close()
    sys.stdout.write("\n".join(lines) + "\n")


def drive(window: MainWindow) -> list[str]:
    """The lines of the table."""
    session = window.session
    shown: list[str] = []
    window.review.evidence.place_shown.connect(lambda artifact, _place: shown.append(artifact))
    session.store.write_setting(
        left_off_key("urn:uuid:5f0b7c1e-3a52-4c0e-9d57-6c1b0f4e7a01", session.identity.fingerprint),
        {"target": "3a"},
    )
    wait_until(lambda: window.review.evidence.is_prepared, "the window at rest", 30)
    stalls = Stalls()
    stalls.enter("open")
    first_page = _time(
        lambda: window.open_bundle(find_resource("demo", "4F7K-attempt-1.zip")),
        lambda: bool(shown),
    )
    memory = read_memory()
    wait_until(lambda: session.desk.is_done and session.verification.is_done, "artifacts", 120)
    session.show("P1")
    stalls.enter("walk")
    keys = walk(window, shown)
    lines = [
        f"open to first cited page sharp    {first_page * 1000:7.0f} ms",
        f"memory then, all processes        {memory / 1e6:7.0f} MB",
        f"keys for {len(session.rubric.targets)} judgments, evidence walked  {keys:4d}",
    ]
    return [*lines, *(f"longest stall, {k:6}  {v:6.1f} ms" for k, v in stalls.longest.items())]


def walk(window: MainWindow, shown: list[str]) -> int:
    """Walk every citation and judge every target by keys alone; how many keys it took."""
    session = window.session
    keys = 0
    while session.review.judgment(session.rubric.targets[-1]).level is None:
        target = session.target
        for _ in session.steps[1:]:
            shown.clear()
            press_and_rest(window, "n")
            keys += 1
            step = session.steps[session.step]
            if step.place is not None:
                wait_until(lambda: bool(shown), f"{target} {step.place.words}", 30)
        press_and_rest(window, "1" if session.rubric.find_part(target) else "3")
        press_and_rest(window, "u")
        keys += 2
    return keys


def press_and_rest(window: MainWindow, key: str) -> None:
    """Press the key and let the window come to rest, as it does between a person's keys."""
    press(window, key)
    ticks: list[bool] = []
    QTimer.singleShot(4 * TICK_MS, lambda: ticks.append(True))
    wait_until(lambda: bool(ticks), "the next key", 5)


def read_memory() -> int:
    """Resident bytes of this process and its children, shared pages counted once (Linux)."""
    own = os.getpid()
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and own in {int(entry.name), _find_parent(entry)}:
            text = (entry / "smaps_rollup").read_text("utf-8")
            total += int(next(x.split()[1] for x in text.splitlines() if x.startswith("Pss:")))
    return total * 1024


def _find_parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


def _time(act: Callable[[], object], is_done: Callable[[], bool]) -> float:
    began = time.perf_counter()
    act()
    wait_until(is_done, "the first page", 60)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
