from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGestureEvent,
    QLabel,
    QLineEdit,
    QPinchGesture,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import write_many_curves, write_no_pages, write_page, write_pages
from tests.ui.viewers.artifacts import is_amber, make_artifact, page
from workbench.assessment.locator import Place, Region, Span
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers import failure_page
from workbench.ui.viewers.pdf.pictures import BUDGET_BYTES
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import Mark

PARAGRAPHS = [
    "# 2 Shared norms",
    "",
    "The plan begins with what people agreed to expect of one another.",
    "",
    "The draft was read aloud on 14 March and two parents proposed",
    "changes, which the group discussed before it agreed.",
    "",
    "Norms are displayed in every meeting room and repeated at the start.",
]


def write_plan(folder: Path, pages: int = 12) -> Path:
    lines = [[f"Page {number}", *PARAGRAPHS] for number in range(1, pages + 1)]
    return write_pages(folder / "plan.pdf", lines, roman=3)


def open_at(qtbot: QtBot, viewer: PdfViewer, path: Path, place: Place) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000) as shown:
        viewer.open_at(make_artifact(path), place)
    assert shown.args == [place]


def find_child(viewer: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = viewer.findChild(kind, name)
    assert found is not None
    return found


def grab(viewer: PdfViewer) -> QImage:
    image: QImage = viewer.canvas.viewport().grab().toImage()
    return image


def count_lit(image: QImage) -> dict[int, int]:
    """How many pixels of a row are washed in yellow, for the rows that have any."""
    rows: dict[int, int] = {}
    for y in range(image.height()):
        for x in range(0, image.width(), 2):
            colour = QColor(image.pixel(x, y))
            if colour.red() > 240 and 200 < colour.green() < 250 and 110 < colour.blue() < 190:
                rows[y] = rows.get(y, 0) + 1
    return rows


def test_open_at_lands_on_the_page_and_shows_it_sharp(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(7))
    assert viewer.canvas.current_page == 6
    assert 6 in viewer.canvas.find_legible()
    assert viewer.canvas.spot.page == 5 or viewer.canvas.spot.down < 0.01
    field = find_child(viewer, QLineEdit, "pdfPageField")
    assert isinstance(field, QLineEdit)
    assert field.text() == "4"
    assert any(label.text() == "· 7 of 12" for label in viewer.findChildren(QLabel))


def test_the_page_on_screen_is_the_page_asked_for(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_plan(tmp_path)
    open_at(qtbot, viewer, path, page(7))
    here = grab(viewer)
    open_at(qtbot, viewer, path, page(8))
    there = grab(viewer)
    open_at(qtbot, viewer, path, page(7))
    assert grab(viewer) == here
    assert there != here


def test_quoted_words_are_lit_and_nothing_else(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    place = page(5, quote="the group DISCUSSED")
    open_at(qtbot, viewer, write_plan(tmp_path), place)
    rows = count_lit(grab(viewer))
    scale = viewer.canvas.current_zoom * 96 / 72
    assert rows
    # the fifth line below the first, which is 100 points from the top; gaps are 12 points
    baseline = 18 + (100 + 18 * 4 + 12 * 2) * scale
    assert baseline - 16 * scale < min(rows) < max(rows) < baseline + 6 * scale
    assert 40 * scale < 2 * max(rows.values()) < 140 * scale


def test_a_cited_paragraph_is_lit_over_all_its_lines(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(5, para=Span(2, 2)))
    rows = count_lit(grab(viewer))
    scale = viewer.canvas.current_zoom * 96 / 72
    assert 26 * scale < max(rows) - min(rows) < 40 * scale


def test_words_that_are_not_there_leave_the_page_lit_and_are_said(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(5, quote="never said"))
    notice = find_child(viewer, QLabel, "pdfNoticeWords")
    assert isinstance(notice, QLabel)
    assert notice.isVisible()
    assert notice.text().startswith("The quoted words were not found on this page.")
    viewer._pages.notice.hide()
    image = grab(viewer)
    assert not count_lit(image)
    assert any(is_amber(QColor(image.pixel(x, 400))) for x in range(30))


def test_a_notice_does_not_outlive_the_place_that_it_is_about(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_plan(tmp_path)
    open_at(qtbot, viewer, path, page(5, quote="never said"))
    open_at(qtbot, viewer, path, page(6))
    assert not find_child(viewer, QLabel, "pdfNoticeWords").isVisible()


def test_a_region_is_framed(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    place = page(2, xywh=Region("percent", 50, 70, 20, 10))
    open_at(qtbot, viewer, write_plan(tmp_path), place)
    image = grab(viewer)
    amber = [
        (x, y)
        for x in range(40, image.width())
        for y in range(image.height())
        if is_amber(QColor(image.pixel(x, y)))
    ]
    assert min(x for x, _ in amber) > image.width() * 0.4
    width = max(x for x, _ in amber) - min(x for x, _ in amber)
    assert width == pytest.approx(0.2 * 700 * 0.93, rel=0.08)


def test_the_last_call_wins(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    path = write_plan(tmp_path)
    shown: list[object] = []
    viewer.place_shown.connect(shown.append)
    for number in (3, 9, 5):
        viewer.open_at(make_artifact(path), page(number))
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown == [page(5)]
    assert viewer.canvas.current_page == 4


def test_another_document_replaces_the_first_and_coming_back_keeps_the_zoom(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_plan(tmp_path)
    other = write_pages(tmp_path / "other.pdf", [["x"]] * 3)
    open_at(qtbot, viewer, path, page(7))
    viewer.canvas.turn()
    viewer.canvas.set_zoom(2.0)

    def turned() -> int:
        rotation: int = viewer.canvas.rotation
        return rotation

    open_at(qtbot, viewer, other, page(2))
    assert viewer.canvas.pages == 3
    assert turned() == 0
    open_at(qtbot, viewer, path, Place(whole=True))
    assert turned() == 90
    assert viewer.canvas.current_zoom == pytest.approx(2.0)
    assert viewer.canvas.current_page == 6


def test_every_key_of_reading(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(1))
    canvas, bar = viewer.canvas, viewer.canvas.verticalScrollBar()
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert bar.value() > 500
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert 0 < bar.value() < 100
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.current_page == 11
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.current_page == 0
    before = canvas.current_zoom
    QTest.keyClick(canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.current_zoom > before
    QTest.keyClick(canvas, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.current_zoom == pytest.approx(1.0)


def test_the_wheel_with_control_zooms_around_the_pointer_within_bounds(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(4))
    for delta, bound in ((120, 4.0), (-120, 0.25)):
        for _ in range(40):
            wheel = QWheelEvent(
                QPointF(300, 300), QPointF(300, 300), QPoint(), QPoint(0, delta),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(viewer.canvas.viewport(), wheel)
        assert viewer.canvas.current_zoom == pytest.approx(bound)


def test_a_pinch_on_a_touchpad_zooms_and_keeps_still_what_is_between_the_fingers(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(4))
    canvas, middle = viewer.canvas, QPointF(300, 300)
    canvas.set_zoom(1.0)
    held = canvas.find_on_page(middle)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        middle, middle, middle, 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), pinch)
    assert canvas.current_zoom == pytest.approx(1.5, rel=0.01)
    assert canvas.find_on_page(middle) == pytest.approx(held, abs=1.5)


def test_two_fingers_on_a_touch_screen_zoom_too(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(4))
    canvas = viewer.canvas
    canvas.set_zoom(1.0)
    pinch = QPinchGesture()
    pinch.setScaleFactor(1.5)
    pinch.setCenterPoint(QPointF(canvas.viewport().mapToGlobal(QPoint(300, 300))))
    held = canvas.find_on_page(QPointF(300, 300))
    # Qt hands a gesture over that knows its gestures by kind only once it has seen touches
    monkeypatch.setattr(QGestureEvent, "gesture", lambda _event, _kind: pinch)
    QApplication.sendEvent(canvas.viewport(), QGestureEvent([pinch]))
    assert canvas.current_zoom == pytest.approx(1.5, rel=0.01)
    assert canvas.find_on_page(QPointF(300, 300)) == pytest.approx(held, abs=1.5)


def test_a_typed_page_is_gone_to(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(1))
    field = find_child(viewer, QLineEdit, "pdfPageField")
    assert isinstance(field, QLineEdit)
    for typed, index in (("5", 7), ("ii", 1), ("#5", 4), ("99", 4)):
        field.setFocus()
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert viewer.canvas.current_page == index


def test_a_page_that_is_not_there_is_said_and_the_document_stays(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_plan(tmp_path)
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(make_artifact(path), page(45))
    assert failed.args == ["“Our plan” has 12 pages and no page 45."]
    open_at(qtbot, viewer, path, page(3))


def test_a_file_that_cannot_be_shown_says_so_with_two_ways_out(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_no_pages(tmp_path / "0af3.pdf")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(make_artifact(path), page(1))
    assert failed.args is not None
    assert failed.args[0].startswith("“Our plan” has no pages.")
    sentence = find_child(viewer, QLabel, "failureSentence")
    assert isinstance(sentence, QLabel)
    assert sentence.isVisible()
    assert sentence.textFormat() == Qt.TextFormat.PlainText
    assert not opened
    outside = find_child(viewer, QPushButton, "failureOpenOutside")
    QTest.mouseClick(outside, Qt.MouseButton.LeftButton)
    assert opened == [str(path)]
    write_pages(path, [["mended"]])
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        again = find_child(viewer, QPushButton, "failureTryAgain")
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert viewer.canvas.isVisible()


def test_what_could_be_run_is_only_shown_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    failure_page.open_outside(tmp_path / "plan.exe")
    assert opened == [str(tmp_path)]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
def test_a_killed_worker_costs_the_reader_nothing(
    qtbot: QtBot, viewer: PdfViewer, client: PdfClient, tmp_path: Path
) -> None:
    path = write_plan(tmp_path, 200)
    open_at(qtbot, viewer, path, page(1))
    os.kill(client.worker_pid or 0, signal.SIGKILL)
    open_at(qtbot, viewer, path, page(150))
    assert viewer.canvas.current_page == 149


def test_the_window_stays_alive_while_a_heavy_page_is_drawn(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    heavy = write_many_curves(tmp_path / "heavy.pdf", 4_000)
    viewer.open_at(make_artifact(heavy), page(1))
    qtbot.waitUntil(lambda: viewer.canvas.pages == 1, timeout=20_000)
    assert not viewer.canvas.find_legible()
    open_at(qtbot, viewer, write_plan(tmp_path), page(2))


def test_a_poster_at_four_hundred_percent_stays_within_the_budget(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    poster = write_page(tmp_path / "poster.pdf", b"0 0 1200 1700 re f", media_box="0 0 2384 3370")
    open_at(qtbot, viewer, poster, page(1))
    viewer.canvas.set_zoom(4.0)
    for share in (0.2, 0.5, 0.8):
        bar = viewer.canvas.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))
        qtbot.waitUntil(lambda: bool(viewer.canvas.find_legible()), timeout=30_000)
    assert viewer._pictures.size_bytes < BUDGET_BYTES + 16 * 1024 * 1024


def test_a_fast_scroll_through_many_pages_stays_within_the_budget(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path, 120), page(1))
    for number in range(2, 121, 3):
        open_at(qtbot, viewer, tmp_path / "plan.pdf", page(number))
    assert viewer._pictures.size_bytes <= BUDGET_BYTES


def test_a_page_on_screen_for_a_second_is_seen(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(6))
    with qtbot.waitSignal(viewer.seen, timeout=5_000) as seen:
        pass
    assert seen.args is not None
    assert seen.args == ["A1", page(6)]


def test_marks_lie_where_their_pages_lie_and_lead_there(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    marks = tuple(
        Mark(place=page(number), label=f"<b>{number}</b>", is_current=number == 2)
        for number in (11, 2)
    )
    path = write_plan(tmp_path)
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(path, marks=marks), page(2))
    strip = viewer._pages.strip
    assert [round(share * 12 - 0.5) for share, _ in strip._marks] == [1, 10]
    y = round(10 + strip._marks[1][0] * (strip.height() - 20))
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000) as shown:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(9, y))
    assert shown.args == [page(11)]
    strip.setFocus()
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000) as shown:
        QTest.keyClick(strip, Qt.Key.Key_Up)
        QTest.keyClick(strip, Qt.Key.Key_Up)
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert shown.args == [page(2)]


def test_every_control_has_an_object_name_and_an_accessible_name(viewer: PdfViewer) -> None:
    controls = [*viewer.findChildren(QToolButton), *viewer.findChildren(QPushButton)]
    controls += [viewer.canvas, viewer._pages.strip, find_child(viewer, QLineEdit, "pdfPageField")]  # type: ignore[list-item] # all are widgets
    assert len(controls) > 9
    for control in controls:
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()


def test_release_lets_go_of_everything(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_plan(tmp_path), page(6))
    viewer.release()
    assert viewer._pictures.size_bytes == 0
    assert viewer.canvas.pages == 0
    open_at(qtbot, viewer, tmp_path / "plan.pdf", page(2))


@pytest.mark.parametrize(
    "name", ["externalLink.pdf", "fax-decode-parms.pdf", "pdflatex-outline.pdf"]
)
def test_real_documents_are_shown(
    qtbot: QtBot, viewer: PdfViewer, reference: Path, name: str
) -> None:
    open_at(qtbot, viewer, reference / "files" / name, page(1))
