"""How long the UI thread is held in the real window, by kind of step, beside a floor.

The window is driven by keys through the demo and through a bundle with a document of 300 pages
and 88 MB: opened, every detail shown twice, every citation walked, every artifact shown, levels
chosen, words typed, back to the queue and in again. For each kind of step: the longest turn of
the event loop (`cost` is processor time, `held` counts waiting too, see `turns`), how many turns
were long, and what one step costs altogether. The floor shows as many bare labels of the same
words in a column, without a style sheet.

python -m tests.benchmarks.stalls [explain]    `explain` adds where long turns were spent
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from tests.benchmarks.pdf import write_large
from tests.benchmarks.turns import AIM_MS, LONG_MS, Turns
from tests.builders import build_artifact, build_bundle, build_claim, build_submission
from tests.keyboard import press
from workbench.app import make_application, open_session
from workbench.assessment.locator import Place
from workbench.paths import find_resource
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.windowless.waiting import wait_until

REST_MS = 120
"""Long enough for the page to be there, the neighbours to be asked for and facts to be told."""
WORDS = "The chart on page 7 shows who spoke, and how often."


class Drive:
    """Walks through the window and has every turn noted under its kind."""

    def __init__(self, turns: Turns, name: str) -> None:
        self.turns = turns
        self.costs: dict[str, list[float]] = defaultdict(list)
        """What each step cost the UI thread from the key until rest, in milliseconds."""
        self.words: list[str] = []
        """The words on the labels of a detail, for the floor."""
        self._name = name

    def go(self, window: MainWindow, bundle: Path) -> None:
        """Drive the whole way."""
        session = window.session
        with self._step("open"):
            window.open_bundle(bundle)
            _wait_rest(window)
        session.show(session.order[0])
        self._rest()
        self._show_details(window)
        self._walk(window)
        for artifact in session.submission.artifacts:
            media = session.desk.known[artifact.id].facts.media
            show = partial(session.open_place, artifact.id, Place(whole=True))
            self._do(f"artifact {media}", show)
        self._judge(window)
        self._do("to the queue", window.show_queue)
        with self._step("open again"):
            window.open_bundle(bundle)
            _wait_rest(window)

    def _show_details(self, window: MainWindow) -> None:
        session = window.session
        for _ in session.order[1:]:
            self._press(window, "detail", "j")
            labels = window.review.claim.findChildren(QLabel)
            shown = [label.text() for label in labels if label.isVisible()]
            self.words = max(self.words, shown, key=len)
        for _ in session.order[1:]:
            self._press(window, "detail again", "k")

    def _walk(self, window: MainWindow) -> None:
        session = window.session
        for target in session.order:
            session.show(target)
            self._rest()
            for _ in session.steps[1:]:
                self._press(window, "citation", "n")
            for _ in session.steps[1:]:
                self._press(window, "citation", "p")

    def _judge(self, window: MainWindow) -> None:
        session = window.session
        for target in session.order[:6]:
            session.show(target)
            self._rest()
            self._press(window, "level", "2")
            self._press(window, "level", "1")
        window.review.judgment.focus_field("rationale")
        for letter in WORDS:
            self._press(window, "letter typed", letter, rest_ms=30)
        press(window, "\t")
        self._rest()

    def _press(self, window: MainWindow, kind: str, key: str, *, rest_ms: int = REST_MS) -> None:
        self._do(kind, lambda: press(window, key), rest_ms=rest_ms)

    def _do(self, kind: str, act: Callable[[], object], *, rest_ms: int = REST_MS) -> None:
        with self._step(kind):
            # in a turn of its own, as what a key does is
            QTimer.singleShot(0, act)
            self._rest(rest_ms)

    @contextmanager
    def _step(self, kind: str) -> Iterator[None]:
        name = f"{self._name}, {kind}"
        self.turns.enter(name)
        began = time.thread_time()
        yield
        self.costs[name].append((time.thread_time() - began) * 1000)
        self.turns.enter(None)

    def _rest(self, rest_ms: int = REST_MS) -> None:
        over: list[bool] = []
        QTimer.singleShot(rest_ms, lambda: over.append(True))
        wait_until(lambda: bool(over), "the next step", 30)


def main() -> None:
    """Print the table."""
    app = make_application()
    turns = Turns(explain="explain" in sys.argv[1:])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WORKBENCH_HOME"] = str(folder / "home")
        bundles = {
            "demo": find_resource("demo", "4F7K-attempt-1.zip"),
            "88 MB": _write_bundle(folder),
        }
        with open_session("Benchmark") as session:
            window = MainWindow(session, Look(app, session.store, "light"))
            turns.enter("start, after the window shows")
            window.show()
            wait_until(lambda: window.review.evidence.is_prepared, "the window at rest", 30)
            turns.enter(None)
            drives = [_drive(window, turns, name, bundle) for name, bundle in bundles.items()]
            window.close()
    costs = {kind: times for drive in drives for kind, times in drive.costs.items()}
    for line in (*_list_lines(turns, costs), *_list_floor(app, drives[0].words)):
        sys.stdout.write(f"{line}\n")
    for line in turns.list_explained():
        sys.stdout.write(f"{line}\n")


def _drive(window: MainWindow, turns: Turns, name: str, bundle: Path) -> Drive:
    drive = Drive(turns, name)
    drive.go(window, bundle)
    window.show_queue()
    return drive


def _wait_rest(window: MainWindow) -> None:
    session = window.session
    wait_until(
        lambda: session.is_open and session.desk.is_done and session.verification.is_done,
        "the bundle at rest",
        120,
    )


def _list_lines(turns: Turns, costs: dict[str, list[float]]) -> Iterator[str]:
    yield (
        f"{'':<34}{'longest turn, ms':>18}{f'turns over {LONG_MS:.0f} ms':>18}"
        f"{f'over {AIM_MS:.0f}':>9}{'a step, ms':>12}"
    )
    yield f"{'':<34}{'cost':>9}{'held':>9}"
    for kind, noted in turns.turns.items():
        long = sum(turn.held >= LONG_MS for turn in noted)
        stalls = sum(turn.held >= AIM_MS for turn in noted)
        step = f"{statistics.median(costs[kind]):12.1f}" if kind in costs else ""
        yield (
            f"{kind:<34}{max(t.cost for t in noted):9.1f}{max(t.held for t in noted):9.1f}"
            f"{long:18}{stalls:9}{step}"
        )


def _list_floor(app: QApplication, words: list[str]) -> Iterator[str]:
    """Showing that many labels in a column, without a style sheet, in one go."""
    app.setStyleSheet("")
    took = []
    for _ in range(9):
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.resize(470, 440)
        area.setWidget(QWidget())
        area.show()
        app.processEvents()
        began = time.thread_time()
        body = QWidget()
        column = QVBoxLayout(body)
        for word in words:
            label = QLabel(word)
            label.setWordWrap(True)
            column.addWidget(label)
        area.setWidget(body)
        app.processEvents()
        took.append((time.thread_time() - began) * 1000)
        area.close()
    yield f"floor: {len(words)} bare labels{'':<14}{statistics.median(took):9.1f}"


def _write_bundle(folder: Path) -> Path:
    artifact = build_artifact("A1", "large.pdf", media_type="application/pdf")
    pages = {"1a": (150, 7, 290), "1b": (20, 210), "2a": (99, 100, 101)}
    claims = [
        build_claim(detail, f"p. {page}", id=f"c-{detail}-{page}")
        for detail, cited in pages.items()
        for page in cited
    ]
    submission = build_submission(artifacts=(artifact,), claims=claims)
    large = write_large(folder / "large.pdf", 300)
    return build_bundle(folder, submission=submission, files={artifact.file: large.read_bytes()})


if __name__ == "__main__":
    main()
