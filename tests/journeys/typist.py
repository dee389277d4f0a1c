"""A program that judges and types in the real window until it is killed.

    python -m tests.journeys.typist BUNDLE

Says on its output, one JSON object a line, what was typed when and what was acknowledged.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from tests.keyboard import press, type_words
from workbench.app import make_application, open_session
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.windowless.waiting import wait_until

KEY_MS = 12
WORDS = "what was said and by whom and when and what came of it for everybody "


def tell(**facts: object) -> None:
    """Say it to whoever listens, with the time."""
    sys.stdout.write(json.dumps({"at": time.monotonic(), **facts}) + "\n")
    sys.stdout.flush()


class Typist:
    """Presses one key after the other."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._keys = self._make_keys()
        self._timer = QTimer()
        self._timer.setInterval(KEY_MS)
        self._timer.timeout.connect(self._press)
        window.session.saved.connect(self._acknowledge)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _press(self) -> None:
        next(self._keys)

    def _make_keys(self) -> Iterator[None]:
        session = self._window.session
        for target in session.rubric.targets:
            press(self._window, Qt.Key.Key_Escape)
            session.show(target)
            press(self._window, "2")
            yield
            press(self._window, "f")
            typed = ""
            for letter in WORDS:
                type_words(letter)
                typed += letter
                tell(target=target, typed=typed)
                yield
            press(self._window, Qt.Key.Key_Escape)
            yield
        tell(end=True)
        while True:
            yield

    def _acknowledge(self, _at: str) -> None:
        judgments = self._window.session.review.judgments
        tell(
            acknowledged={
                target: [judgment.level, judgment.feedback.looked_at]
                for target, judgment in judgments.items()
            }
        )


def main() -> None:
    """Open the bundle and type."""
    app = make_application()
    with open_session("Typist") as session:
        window = MainWindow(session, Look(app, session.store, "light"))
        window.show()
        window.activateWindow()
        window.open_bundle(Path(sys.argv[1]))
        wait_until(lambda: session.is_open, "the bundle")
        typist = Typist(window)
        tell(start=True)
        typist.start()
        app.exec()


if __name__ == "__main__":
    main()
