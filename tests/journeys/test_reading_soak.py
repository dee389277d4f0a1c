"""All documents of a large bundle read for long in the real window: nothing grows, nothing leaks.

Ten minutes of it by hand, where `WORKBENCH_SOAK_SECONDS` is 600; twenty seconds otherwise. With
`--log-cli-level=INFO` it tells the memory of all processes once a minute.
"""

from __future__ import annotations

import logging
import os
import random
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import list_children
from tests.journeys.large_bundle import write_large_bundle
from workbench.assessment.locator import Place, Span
from workbench.ui.main_window import MainWindow
from workbench.ui.viewers.pdf.viewer import PdfViewer

SECONDS = float(os.environ.get("WORKBENCH_SOAK_SECONDS", "20"))
MOST_GROWTH_BYTES = (40 if SECONDS > 120 else 80) * 1024 * 1024
"""In a short run the reader of pages still fills what it may remember of them (110 MB)."""
CONTROL = Qt.KeyboardModifier.ControlModifier
_MEGABYTE = 1024 * 1024
_TELL_SECONDS = 60
_log = logging.getLogger(__name__)


def read_memory() -> int:
    """Bytes of all processes of the program: their own, and their part of what they share."""
    return sum(_read_share(str(process)) for process in (os.getpid(), *list_children()))


def _read_share(process: str) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is told by Linux")
def test_reading_everything_for_long_leaves_nothing_behind(
    opener: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(write_large_bundle(tmp_path / "made"))
    reader = _Reader(window, qtbot)
    for artifact in reader.artifacts:
        reader.visit(artifact)
    began = time.monotonic()
    reader.wander(began + SECONDS * 0.4)  # until what may be remembered is full
    threads = _name_threads()
    before = reader.wander(began + SECONDS * 0.7)
    after = reader.wander(began + SECONDS)
    _log.info("%d visits, %d MB, then %d", reader.visits, before / _MEGABYTE, after / _MEGABYTE)
    assert after - before < MOST_GROWTH_BYTES
    assert _name_threads() <= threads
    assert len(list_children()) == 1  # the reader of pages


def _name_threads() -> set[str]:
    """All but those that end by themselves."""
    return {thread.name for thread in threading.enumerate()} - {"page-reading", "pdf-alarm"}


class _Reader:
    """An assessor who looks at this and that."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.artifacts = [artifact.id for artifact in window.session.submission.artifacts]
        self._small = next(
            artifact.id
            for artifact in window.session.submission.artifacts
            if artifact.file.endswith("photo.jpg")
        )
        self.visits = 0
        self._evidence = window.review.evidence
        self._qtbot = qtbot
        self._choice = random.Random(11)  # noqa: S311 - no secret
        self._ends: list[object] = []
        self._watched: set[QWidget] = set()
        self._evidence.place_shown.connect(lambda *ends: self._ends.append(ends))

    def wander(self, until: float) -> int:
        """One artifact after the other, until that moment; the memory it took, in the middle.

        What a large picture or a poster takes for a while is no growth, and what is given back
        for a while no shrinking; so looked at is always the same small picture, and half of the
        readings lie below the figure and half above.
        """
        told, readings = time.monotonic(), [read_memory()]
        while time.monotonic() < until:
            for artifact in self._choice.sample(self.artifacts, 10):
                self.visit(artifact)
            self.visit(self._small)
            self.visit(self.artifacts[0])
            now = read_memory()
            readings.append(now)
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                _log.info("%d visits, %d MB", self.visits, now / _MEGABYTE)
        return round(statistics.median(readings))

    def visit(self, artifact: str) -> None:
        """Open it at some page, wait for a picture or a sentence, and handle it a little."""
        self._ends.clear()
        number = self._choice.randint(1, 300) if artifact == "A1" else 1
        self._evidence.show_place(artifact, Place(page=Span(number, number)))
        viewer = self._evidence.viewer
        if viewer is not None and viewer not in self._watched:
            self._watched.add(viewer)
            viewer.failed.connect(self._ends.append)
        self._qtbot.waitUntil(self._is_ended, timeout=60_000)
        self.visits += 1
        if isinstance(viewer, PdfViewer) and viewer.canvas.isVisible():
            self._handle(viewer)

    def _is_ended(self) -> bool:
        return bool(self._ends) or not isinstance(self._evidence.viewer, PdfViewer)

    def _handle(self, viewer: PdfViewer) -> None:
        canvas, what = viewer.canvas, self._choice.randrange(6)
        if what == 0:
            canvas.zoom_by(self._choice.choice((-2, 1, 2)))
        elif what == 1:
            canvas.turn()
        elif what == 2:
            QTest.keyClick(canvas, Qt.Key.Key_PageDown)
        elif what == 3:
            QTest.keyClick(canvas, Qt.Key.Key_F9)
        elif what == 4:
            QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL)
            QTest.keyClick(canvas, Qt.Key.Key_C, CONTROL)
        else:
            canvas.set_zoom(self._choice.choice(("width", "page", 4.0)))
        QCoreApplication.processEvents()
