"""The program itself, judging in its window until it is told to end.

    python -m tests.journeys.held_window BUNDLE

Each line on its input is a level for the detail 1a; its output repeats the line once it is saved.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from workbench.app import make_application, run_window
from workbench.assessment.judgment import Judgment
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session
from workbench.ui.windowless.waiting import wait_until


class Judging(QObject):
    """Judges on the UI thread what was read on another."""

    read = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.read.connect(self._judge)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.read.emit(line.strip())
        self.read.emit("")

    def _judge(self, level: str) -> None:
        wait_until(lambda: find_session() is not None, "the bundle")
        session = find_session()
        assert session is not None
        if not level:
            QApplication.closeAllWindows()
            return
        session.record(Judgment(target="1a", level=level))
        wait_until(lambda: session.journal.is_saved, "the store")
        sys.stdout.write(f"{level}\n")
        sys.stdout.flush()


def find_session() -> Session | None:
    """The session of the window once a bundle is open in it."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return next((w.session for w in windows if w.session.is_open), None)


if __name__ == "__main__":
    make_application()
    judging = Judging()
    sys.exit(run_window(Path(sys.argv[1]), "Test assessor"))
