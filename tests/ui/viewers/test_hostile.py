"""Whatever a file is, it ends in a picture or a sentence, and the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import write_pages
from tests.evidence.pdf.hostile import DOCUMENTS, PICTURES, write_broken_second
from tests.ui.viewers.artifacts import make_artifact, page
from workbench.assessment.locator import Place
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer

WHOLE = Place(whole=True)
LONGEST_STANDSTILL_MS = 2_000
"""Far above what is aimed at; a window that hangs on a file stands still for much longer."""


@pytest.fixture(scope="module")
def client() -> Iterator[PdfClient]:
    """One with a fifth of the patience, so that a page without an end is given up sooner."""
    client = PdfClient(patience=0.2)
    client.start()
    yield client
    client.close()


@pytest.fixture
def standstill(qapp: object) -> Iterator[list[float]]:
    """The longest time for which the event loop did not come round, in milliseconds."""
    del qapp
    longest, clock, timer = [0.0], QElapsedTimer(), QTimer()

    def tick() -> None:
        longest[0] = max(longest[0], clock.nsecsElapsed() / 1e6)
        clock.restart()

    clock.start()
    timer.timeout.connect(tick)
    timer.start(5)
    yield longest
    timer.stop()


def open_to_the_end(qtbot: QtBot, viewer: PdfViewer, path: Path, media: str) -> list[object]:
    ends: list[object] = []
    viewer.place_shown.connect(ends.append)
    viewer.failed.connect(ends.append)
    viewer.open_at(make_artifact(path, media), WHOLE)  # type: ignore[arg-type] # one of the media
    qtbot.waitUntil(lambda: bool(ends), timeout=60_000)
    return ends


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_ends_in_a_picture_or_a_sentence(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, standstill: list[float], name: str
) -> None:
    ends = open_to_the_end(qtbot, viewer, DOCUMENTS[name](tmp_path / "a.pdf"), "pdf")
    assert ends[0] == WHOLE or "Our plan" in str(ends[0])
    assert standstill[0] < LONGEST_STANDSTILL_MS
    good = write_pages(tmp_path / "good.pdf", [["x"]])
    assert WHOLE in open_to_the_end(qtbot, viewer, good, "pdf")


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_ends_in_a_picture_or_a_sentence(
    qtbot: QtBot, client: PdfClient, tmp_path: Path, standstill: list[float], name: str
) -> None:
    viewer = ImageViewer(client)
    qtbot.addWidget(viewer)
    viewer.show()
    ends = open_to_the_end(qtbot, viewer, PICTURES[name](tmp_path / "a.png"), "image")
    assert ends[0] == WHOLE or "Our plan" in str(ends[0])
    assert standstill[0] < LONGEST_STANDSTILL_MS
    viewer.release()


def test_a_page_known_to_be_broken_from_next_door_is_said_when_it_is_gone_to(
    qtbot: QtBot, client: PdfClient, tmp_path: Path
) -> None:
    viewer = PdfViewer(client)
    qtbot.addWidget(viewer)
    viewer.resize(700, 800)
    viewer.show()
    artifact = make_artifact(write_broken_second(tmp_path / "plan.pdf"))
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(artifact, page(1))
    qtbot.waitUntil(lambda: 1 in viewer._pictures.failures, timeout=20_000)
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(artifact, page(2))
    assert "Page 2 of" in failed.args[0]
    viewer.release()
