"""Selecting, following, drawing and remembering, as an assessor's hand does them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import (
    write_attachment,
    write_columns,
    write_links,
    write_page,
    write_pages,
)
from tests.ui.viewers.artifacts import make_artifact, page
from workbench.assessment.locator import Place
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.pdf.attachments import clean_name
from workbench.ui.viewers.pdf.memory import ShortMemory
from workbench.ui.viewers.pdf.thumbnails import Thumbnails
from workbench.ui.viewers.pdf.viewer import PdfViewer

WHOLE = Place(whole=True)
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_at(qtbot: QtBot, viewer: PdfViewer, path: Path, place: Place = WHOLE) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(path), place)
    rest(qtbot, viewer)


def rest(qtbot: QtBot, viewer: PdfViewer) -> None:
    """Wait until lines and links of the pages that show are known."""
    facts = viewer._pages._facts

    def is_known() -> bool:
        shown = viewer.canvas.list_visible()
        return all(index in facts._lines and index in facts._links for index in shown)

    qtbot.waitUntil(is_known, timeout=20_000)


def locate(viewer: PdfViewer, index: int, x: float, y: float) -> QPoint:
    """Where that point of a page (in points from the top left) is in the view."""
    canvas = viewer.canvas
    rect = canvas.place_box(index, (x, y, x, y))
    left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    return QPointF(rect.left() - left, rect.top() - top).toPoint()


def drag(viewer: PdfViewer, start: QPoint, end: QPoint, *, keys: Qt.KeyboardModifier) -> None:
    view = viewer.canvas.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, keys, end)


def read_notice(viewer: PdfViewer) -> str:
    label = viewer.findChild(QLabel, "pdfNoticeWords")
    assert label is not None
    return label.text() if label.isVisible() else ""


def copy(viewer: PdfViewer) -> str:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_C, CONTROL)
    return QGuiApplication.clipboard().text()


def test_text_is_selected_by_mouse_in_the_order_of_reading(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_columns(tmp_path / "news.pdf"))
    start, end = locate(viewer, 0, 60, 842 - 700 + 16 * 4), locate(viewer, 0, 500, 842 - 704)
    drag(viewer, start, end, keys=Qt.KeyboardModifier.NoModifier)
    assert copy(viewer).split() == [
        *["left", "column,", "line", "4", "of", "six"],
        *["left", "column,", "line", "5", "of", "six"],
        *["right", "column,", "line", "0", "of", "six"],
    ]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_double_click_selects_the_word_also_on_a_turned_page(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, rotation: int
) -> None:
    open_at(qtbot, viewer, write_pages(tmp_path / "plan.pdf", [["The norms were amended."]]))
    for _ in range(rotation // 90):
        viewer.canvas.turn()
    point = locate(viewer, 0, 72 + 36, 96)
    QTest.mouseClick(viewer.canvas.viewport(), LEFT, pos=point)
    QTest.mouseDClick(viewer.canvas.viewport(), LEFT, pos=point)
    assert copy(viewer) == "norms"


def test_a_press_before_the_lines_are_known_is_not_lost(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["The norms were amended."]])
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(path), WHOLE)
    assert viewer._pages._facts.find_lines(0) is None
    viewer._pages.hand.selection.begin(0, 72 + 36, 96, clicks=2)
    qtbot.waitUntil(lambda: viewer._pages.hand.selection.ends is not None, timeout=20_000)
    assert copy(viewer) == "norms"


def test_text_is_selected_by_keyboard_over_two_pages(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["One word."], ["Two words."]], size=(400, 200))
    open_at(qtbot, viewer, path)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right, SHIFT)
    assert copy(viewer) == "On"
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert copy(viewer) == "One"
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right, SHIFT | CONTROL)
    assert copy(viewer) == "One word.\nTwo"
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert copy(viewer) == ""
    QTest.keyClick(viewer.canvas, Qt.Key.Key_A, CONTROL)
    assert copy(viewer) == "One word."


def test_a_scan_says_that_it_has_no_text(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_page(tmp_path / "scan.pdf", b"0 0 100 100 re f"))
    assert read_notice(viewer) == ""
    here = locate(viewer, 0, 100, 100)
    drag(viewer, here, here + QPoint(80, 40), keys=Qt.KeyboardModifier.NoModifier)
    assert "no text" in read_notice(viewer)
    assert "no text" in viewer.canvas.accessibleDescription()


def test_a_screen_reader_is_given_the_text_of_the_page(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["Page one."], ["Page two."]])
    open_at(qtbot, viewer, path, page(2))
    assert viewer.canvas.accessibleDescription() == "Page two."
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F9)
    text = viewer.findChild(QPlainTextEdit, "pdfPageText")
    assert text is not None
    assert text.toPlainText() == "Page two."


def test_a_link_inside_is_followed(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_links(tmp_path / "links.pdf"))
    with qtbot.waitSignal(viewer.link_followed) as followed:
        QTest.mouseClick(viewer.canvas.viewport(), LEFT, pos=locate(viewer, 0, 100, 82))
    assert followed.args == [page(2)]
    assert viewer.canvas.current_page == 1


def test_a_link_outside_is_shown_in_full_and_not_followed_unasked(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    open_at(qtbot, viewer, write_links(tmp_path / "links.pdf"))
    QTest.mouseClick(viewer.canvas.viewport(), LEFT, pos=locate(viewer, 0, 100, 132))
    box = viewer.window().findChild(QMessageBox)
    assert box is not None
    assert "https://example.org/plan?year=2" in box.text()
    assert opened == []
    button = box.findChild(QPushButton, "Open it")
    assert button is not None
    button.click()
    assert opened == ["https://example.org/plan?year=2"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "x.exe"])
def test_an_address_that_could_do_harm_is_only_shown(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, address: str
) -> None:
    open_at(qtbot, viewer, write_links(tmp_path / "links.pdf", address))
    viewer._follow(viewer._pages._facts.find_links(0)[1])
    box = viewer.window().findChild(QMessageBox)
    assert box is not None
    assert box.findChild(QPushButton, "Open it") is None
    box.close()


def test_a_region_drawn_by_mouse_can_be_pinned(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["x"]] * 3, size=(400, 400))
    open_at(qtbot, viewer, path, page(2))
    assert viewer.find_present() is None
    ends = locate(viewer, 1, 100, 40), locate(viewer, 1, 300, 120)
    drag(viewer, *ends, keys=Qt.KeyboardModifier.AltModifier)
    place = viewer.find_present()
    assert place is not None
    assert place.page == page(2).page
    assert place.xywh is not None
    region = (place.xywh.x, place.xywh.y, place.xywh.width, place.xywh.height)
    assert region == pytest.approx((25, 10, 50, 20), abs=0.4)
    assert "Press b" in read_notice(viewer)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert viewer.find_present() is None
    assert read_notice(viewer) == ""


def test_a_region_is_drawn_by_keyboard(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_pages(tmp_path / "plan.pdf", [["x"]], size=(400, 400)))
    button = viewer.findChild(QToolButton, "pdfDrawRegion")
    assert button is not None
    button.click()
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Right)
    first = viewer._pages.hand.drawing.region
    assert first is not None
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Left)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Return)
    place = viewer.find_present()
    assert place is not None
    assert place.xywh is not None
    assert not viewer._pages.hand.drawing.is_on


def test_words_selected_and_a_page_turned_to_can_be_pinned(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["The norms were amended."]] * 4)
    open_at(qtbot, viewer, path, page(2))
    viewer.canvas.go_to_page(3)
    assert viewer.find_present() == page(4)
    rest(qtbot, viewer)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_A, CONTROL)
    assert viewer.find_present() == page(4, quote="The norms were amended.")


def test_a_password_is_asked_for_and_used_for_the_session(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "locked.pdf", [["x"]], password="sesame")  # noqa: S106 - made up
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(make_artifact(path), WHOLE)
    assert failed.args is not None
    assert "password" in failed.args[0]
    field = viewer.findChild(QLineEdit, "failurePassword")
    assert field is not None
    assert field.isVisible()
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        QTest.keyClicks(field, "wrong")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert failed.args is not None
    assert "not the password" in failed.args[0]
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        QTest.keyClicks(field, "sesame")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert viewer.canvas.pages == 1


def test_side_panel_shows_pages_outline_and_links(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_links(tmp_path / "links.pdf"))
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F9)
    thumbnails = viewer.findChild(Thumbnails)
    assert thumbnails is not None
    qtbot.waitUntil(
        lambda: thumbnails._pictures.find(thumbnails.make_piece(1)) is not None, timeout=20_000
    )
    outline, links = viewer.findChild(QTreeView, "pdfOutline"), viewer.findChild(QListWidget)
    assert outline is not None
    assert links is not None
    model = outline.model()
    assert [model.index(n, 0).data() for n in range(model.rowCount())] == ["The second page"]
    assert [links.item(n).text() for n in range(links.count())] == [
        "To the second page → page 2",
        "To another place → https://example.org/plan?year=2",
    ]
    outline.clicked.emit(model.index(0, 0))
    assert viewer.canvas.current_page == 1


def test_a_region_by_keyboard_begins_in_the_middle_of_what_shows(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_pages(tmp_path / "plan.pdf", [["One."], ["Two."]]))
    viewer.canvas.go_to_page(1)
    viewer.steer("draw_region")
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Up)
    drawn = viewer._pages.hand.drawing.region
    assert drawn is not None
    rect = viewer.canvas.place_box(1, drawn.box)
    bottom = viewer.canvas.verticalScrollBar().value() + viewer.canvas._view()[1]
    assert viewer.canvas.verticalScrollBar().value() < rect.top() < rect.bottom() < bottom


def test_a_file_inside_is_saved_only_on_request(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_at(qtbot, viewer, write_attachment(tmp_path / "with.pdf", "../run.sh", b"what was said"))
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F9)
    links, target = viewer.findChild(QListWidget), tmp_path / "saved.txt"
    assert links is not None
    qtbot.waitUntil(lambda: "run.sh" in links.item(0).text(), timeout=20_000)
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str) -> tuple[str, str]:
        proposed.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["with.pdf"]
    links.itemClicked.emit(links.item(0))
    qtbot.waitUntil(lambda: "was saved" in read_notice(viewer), timeout=20_000)
    assert proposed == ["run.sh"]
    assert target.read_bytes() == b"what was said"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("notes.txt", "notes.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\windows\\x.exe", "x.exe"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("con.txt", "_con.txt"),
        (".hidden", "hidden"),
        ("", "attachment"),
        ("///", "attachment"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_the_name_of_a_file_inside_is_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_position_zoom_and_rotation_are_remembered_after_a_restart(
    qtbot: QtBot, client: PdfClient, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["x"]] * 9)
    memory = ShortMemory()
    for is_first in (True, False):
        viewer = PdfViewer(client, memory)
        qtbot.addWidget(viewer)
        viewer.resize(700, 800)
        viewer.show()
        open_at(qtbot, viewer, path)
        if is_first:
            viewer.canvas.turn()
            viewer.canvas.set_zoom(1.5)
            viewer.canvas.go_to_page(6)
        else:
            assert viewer.canvas.rotation == 90
            assert viewer.canvas.current_zoom == pytest.approx(1.5)
            assert viewer.canvas.current_page == 6
        viewer.release()
