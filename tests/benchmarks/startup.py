"""Start to usable window, beside the floor: importing Qt and showing an empty window.

Each start is a process of its own; the clock runs from before it is spawned until its window has
been painted and handles events. The first start of ours is counted apart: it is the coldest that
can be had without emptying the system's caches.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
FLOOR = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1440, 900); window.show()
QTimer.singleShot(0, lambda: (print(time.monotonic()), app.quit()))
app.exec()
"""
OURS = """
import time
from PySide6.QtCore import QTimer
from workbench.app import make_application, open_session
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
app = make_application()
with open_session("Benchmark") as session:
    window = MainWindow(session, Look(app, session.store, "light")); window.show()
    QTimer.singleShot(0, lambda: (print(time.monotonic()), app.quit()))
    app.exec()
    window.close()
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WORKBENCH_HOME": home}
        ours = [start(OURS, environment) for _ in range(ROUNDS)]
        floor = [start(FLOOR, environment) for _ in range(ROUNDS)]
    warm, bare = statistics.median(ours[1:]), statistics.median(floor[1:])
    sys.stdout.write(
        f"first start of ours        {ours[0] * 1000:7.0f} ms\n"
        f"start to window, median    {warm * 1000:7.0f} ms\n"
        f"floor: Qt and a window     {bare * 1000:7.0f} ms   ratio {warm / bare:.2f}\n"
    )


def start(program: str, environment: dict[str, str]) -> float:
    """Seconds from before the process exists until its window is there."""
    began = time.monotonic()
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.strip().splitlines()[-1]) - began


if __name__ == "__main__":
    main()
