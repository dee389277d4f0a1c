"""Reading pages in the real window: taken up where one left off, links followed and asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.builders import build_artifact, build_bundle, build_submission
from tests.evidence.pdf.documents import write_links, write_pages
from tests.journeys.conftest import DEMO
from tests.keyboard import press
from workbench.app import open_session
from workbench.assessment.locator import Place, Span
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.viewers.pdf.viewer import PdfViewer

WHOLE = Place(whole=True)


def build(folder: Path, write: Callable[[Path], Path]) -> Path:
    """A bundle whose one artifact A1 is what `write` writes."""
    artifact = build_artifact("A1", "plan.pdf", media_type="application/pdf")
    content = write(folder / "plan.pdf").read_bytes()
    submission = build_submission(artifacts=(artifact,))
    return build_bundle(folder, submission=submission, files={artifact.file: content})


@contextmanager
def running(qtbot: QtBot, qapp: QApplication, bundle: Path = DEMO) -> Iterator[MainWindow]:
    """The program from its start to its end, with that bundle open."""
    with open_session("Test assessor") as session:
        window = MainWindow(session, Look(qapp, session.store, "light"))
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(session.opened, timeout=10_000):
            window.open_bundle(bundle)
        qtbot.waitUntil(
            lambda: session.desk.is_done and session.verification.is_done, timeout=60_000
        )
        yield window
        window.close()


def show(qtbot: QtBot, window: MainWindow, place: Place = WHOLE, artifact: str = "A1") -> PdfViewer:
    """Artifact A1 at that place, sharp."""
    evidence = window.review.evidence
    shown: list[object] = []
    evidence.place_shown.connect(lambda *what: shown.append(what))
    window.session.open_place(artifact, place)
    qtbot.waitUntil(lambda: (artifact, place) in shown, timeout=20_000)
    viewer = evidence.viewer
    assert isinstance(viewer, PdfViewer)
    return viewer


def click(viewer: PdfViewer, x: float, y: float) -> None:
    """On that point of the first page, in points."""
    canvas = viewer.canvas
    rect = canvas.place_box(0, (x, y, x, y))
    across, down = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    point: QPoint = QPointF(rect.left() - across, rect.top() - down).toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_document_is_taken_up_where_it_was_left_another_day(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bundle = build(tmp_path, lambda path: write_pages(path, [["A page."]] * 12))
    with running(qtbot, qapp, bundle) as window:
        canvas = show(qtbot, window).canvas
        canvas.turn()
        canvas.set_zoom(1.5)
        canvas.go_to_page(7)
        left = canvas.spot
    with running(qtbot, qapp, bundle) as window:
        canvas = show(qtbot, window).canvas
        assert canvas.rotation == 90
        assert canvas.current_zoom == pytest.approx(1.5)
        assert (canvas.spot.page, canvas.spot.down) == pytest.approx((left.page, left.down), 0.01)


def test_a_cited_page_comes_before_the_page_one_left(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    bundle = build(tmp_path, lambda path: write_pages(path, [["A page."]] * 12))
    with running(qtbot, qapp, bundle) as window:
        canvas = show(qtbot, window).canvas
        canvas.set_zoom(0.75)
        canvas.go_to_page(9)
    with running(qtbot, qapp, bundle) as window:
        canvas = show(qtbot, window, Place(page=Span(3, 3))).canvas
        assert canvas.current_page == 2
        assert canvas.current_zoom == pytest.approx(0.75)


def test_a_link_inside_is_followed_and_back_leads_back(
    opener: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build(tmp_path, write_links))
    viewer = show(qtbot, window, Place(page=Span(1, 1)))
    qtbot.waitUntil(lambda: len(viewer._facts.find_links(0)) == 2, timeout=20_000)
    click(viewer, 100, 82)
    qtbot.waitUntil(lambda: viewer.canvas.current_page == 1)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: viewer.canvas.current_page == 0)


def test_a_link_outside_is_asked_about_and_not_followed_unasked(
    opener: Callable[[Path], MainWindow],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = opener(build(tmp_path, write_links))
    viewer = show(qtbot, window, Place(page=Span(1, 1)))
    qtbot.waitUntil(lambda: len(viewer._facts.find_links(0)) == 2, timeout=20_000)
    click(viewer, 100, 132)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "https://example.org/plan?year=2" in box.text()
    box.close()
    assert opened == []
    assert viewer.canvas.current_page == 0


def test_a_page_is_typed_and_returned_to_by_keys_of_the_window(
    opener: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build(tmp_path, lambda path: write_pages(path, [["A page."]] * 12, roman=3)))
    viewer = show(qtbot, window)
    press(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    field = viewer.findChild(QLineEdit, "pdfPageField")
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    qtbot.waitUntil(lambda: field.selectedText() == "i")
    QTest.keyClicks(field, "iii")
    press(window, Qt.Key.Key_Return)
    assert viewer.canvas.current_page == 2
    assert viewer.canvas.hasFocus()
    press(window, Qt.Key.Key_Space)
    assert viewer.canvas.verticalScrollBar().value() > 0
    press(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert viewer.canvas.rotation == 90


def test_a_password_is_typed_and_return_opens_the_document(
    opener: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    password = "sesame"  # noqa: S105 - of a file made here
    window = opener(
        build(tmp_path, lambda path: write_pages(path, [["Secret."]], password=password))
    )
    window.session.open_place("A1", WHOLE)
    evidence = window.review.evidence
    qtbot.waitUntil(lambda: isinstance(evidence.viewer, PdfViewer), timeout=20_000)
    viewer = evidence.viewer
    assert isinstance(viewer, PdfViewer)
    field = viewer.findChild(QLineEdit, "failurePassword")
    assert field is not None
    qtbot.waitUntil(field.isVisible, timeout=20_000)
    field.setFocus()
    QTest.keyClicks(field, password)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.canvas.isVisible() and viewer.canvas.pages == 1, timeout=20_000)
