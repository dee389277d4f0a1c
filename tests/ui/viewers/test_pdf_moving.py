"""Moving about the pages by every means a good reader of pages has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QMouseEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import write_links, write_pages
from tests.ui.viewers.artifacts import make_artifact
from workbench.assessment.locator import Place, Span
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.tones import find_tones
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.layout import Zoom
from workbench.ui.viewers.pdf.target import say_no_page
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.pdf.zoom_field import parse_zoom

WHOLE = Place(whole=True)
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SENTENCE = "Who speaks, who is asked and what comes of the answer."


@pytest.fixture
def reading(qtbot: QtBot, viewer: PdfViewer, tmp_path: Path) -> PdfViewer:
    """Twelve pages of words, at the first."""
    path = write_pages(tmp_path / "plan.pdf", [[SENTENCE] * 30] * 12, roman=3)
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(path), WHOLE)
    return viewer


@pytest.fixture
def looking(qtbot: QtBot, client: PdfClient, tmp_path: Path) -> Iterator[ImageViewer]:
    """A photograph, larger than the view."""
    viewer = ImageViewer(client)
    viewer.resize(600, 600)
    qtbot.addWidget(viewer)
    viewer.show()
    Image.new("RGB", (1600, 1200), "grey").save(tmp_path / "wall.jpg")
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(tmp_path / "wall.jpg", "image"), WHOLE)
    viewer.canvas.set_zoom(2.0)
    yield viewer
    viewer.release()


def corner(viewer: PdfViewer) -> tuple[int, int]:
    canvas = viewer.canvas
    return canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()


def drag(viewer: PdfViewer, button: Qt.MouseButton, way: QPoint) -> None:
    view, start = viewer.canvas.viewport(), QPoint(300, 300)
    QTest.mousePress(view, button, NONE, start)
    _move_held(viewer, QPointF(start + way), button)
    QTest.mouseRelease(view, button, NONE, start + way)


def _move_held(viewer: PdfViewer, point: QPointF, button: Qt.MouseButton) -> None:
    event = QMouseEvent(QEvent.Type.MouseMove, point, point, Qt.MouseButton.NoButton, button, NONE)
    QApplication.sendEvent(viewer.canvas.viewport(), event)


def turn_wheel(
    viewer: PdfViewer,
    notches: int,
    keys: Qt.KeyboardModifier = NONE,
    pixels: tuple[int, int] = (0, 0),
) -> None:
    place = QPointF(300, 300)
    wheel = QWheelEvent(
        place, place, QPoint(*pixels), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.ScrollUpdate, False,
    )  # fmt: skip
    QApplication.sendEvent(viewer.canvas.viewport(), wheel)


def read_notice(viewer: PdfViewer) -> str:
    label = viewer.findChild(QLabel, "pdfNoticeWords")
    assert label is not None
    return label.text() if label.isVisible() else ""


def find_field(viewer: PdfViewer) -> QLineEdit:
    field = viewer.findChild(QLineEdit, "pdfPageField")
    assert field is not None
    return field


# --- keys


def test_space_reads_on_and_back_to_the_end(reading: PdfViewer) -> None:
    canvas = reading.canvas
    height = canvas.viewport().height()
    reading.steer("toggle_play")
    assert 0.8 * height < corner(reading)[1] < height
    reading.steer("read_back")
    assert corner(reading)[1] == 0
    for _ in range(40):
        reading.steer("toggle_play")
    assert canvas.current_page == 11


def test_keys_lead_from_page_to_page(reading: PdfViewer) -> None:
    canvas = reading.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown, CONTROL)
    assert canvas.current_page == 2
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_PageUp, CONTROL)
    assert canvas.current_page == 0


def test_right_scrolls_where_there_is_something_beside(reading: PdfViewer) -> None:
    reading.canvas.set_zoom(3.0)
    before, page = corner(reading)[0], reading.canvas.current_page
    QTest.keyClick(reading.canvas, Qt.Key.Key_Right)
    assert corner(reading)[0] > before
    assert reading.canvas.current_page == page


@pytest.mark.parametrize(
    ("key", "zoom"),
    [(Qt.Key.Key_0, 1.0), (Qt.Key.Key_1, "page"), (Qt.Key.Key_2, "width")],
)
def test_a_key_for_each_size(reading: PdfViewer, key: Qt.Key, zoom: Zoom) -> None:
    reading.canvas.set_zoom(2.0)
    QTest.keyClick(reading.canvas, key, CONTROL)
    assert reading.canvas.zoom == zoom


def test_a_page_that_is_fitted_is_seen_whole(reading: PdfViewer) -> None:
    canvas = reading.canvas
    canvas.go_to_page(3)
    reading.steer("toggle_play")
    page = canvas.current_page
    reading.steer("fit_page")
    rect = canvas.place_box(page, (0, 0, *canvas.size_of(page)))
    top = canvas.verticalScrollBar().value()
    assert top <= rect.top()
    assert rect.bottom() <= top + canvas._view()[1]


def test_pages_turn_both_ways_by_keys(reading: PdfViewer) -> None:
    turned = []
    for keys in (CONTROL | SHIFT, CONTROL, CONTROL):
        QTest.keyClick(reading.canvas, Qt.Key.Key_R, keys)
        turned.append(reading.canvas.rotation)
    assert turned == [270, 0, 90]


def test_the_page_is_typed_and_a_page_that_is_not_there_is_said(reading: PdfViewer) -> None:
    QTest.keyClick(reading.canvas, Qt.Key.Key_G, CONTROL)
    field = find_field(reading)
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClicks(field, "xxvii")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert read_notice(reading) == (
        "There is no page “xxvii”. The printed pages are i to 9; by count there are 12, and #7 "
        "is the seventh."
    )
    assert reading.canvas.current_page == 0
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert reading.canvas.hasFocus()
    assert field.text() == "i"
    field.setText("iii")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert reading.canvas.current_page == 2
    assert read_notice(reading) == ""


def test_what_is_not_there_is_said_in_terms_of_the_document() -> None:
    assert say_no_page(" 30 ", (), 12) == "There is no page “30”. The pages are 1 to 12."
    assert say_no_page("2", (), 1) == "There is no page “2”. This document has one page."


def test_who_comes_by_keyboard_sees_where_they_are(reading: PdfViewer) -> None:
    def is_ringed() -> bool:
        image = reading.canvas.viewport().grab().toImage()
        accent = find_tones(reading.canvas.palette()).accent
        return image.pixelColor(1, image.height() // 2).name() == accent

    reading.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not is_ringed()
    find_field(reading).setFocus()
    reading.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert is_ringed()


# --- wheel and fingers


def test_the_wheel_with_shift_scrolls_across(reading: PdfViewer) -> None:
    reading.canvas.set_zoom(3.0)
    across, down = corner(reading)
    turn_wheel(reading, -1, SHIFT)
    assert corner(reading)[0] > across
    assert corner(reading)[1] == down


def test_a_touchpad_scrolls_by_its_pixels_in_both_directions_at_once(reading: PdfViewer) -> None:
    reading.canvas.set_zoom(3.0)
    across, down = corner(reading)
    turn_wheel(reading, -1, pixels=(-7, -13))
    ratio = reading.canvas.devicePixelRatioF()
    assert corner(reading) == (across + round(7 * ratio), down + round(13 * ratio))


def test_the_middle_button_takes_hold_of_the_pages(reading: PdfViewer) -> None:
    reading.canvas.go_to_page(3)
    down = corner(reading)[1]
    drag(reading, MIDDLE, QPoint(0, -90))
    assert corner(reading)[1] == down + round(90 * reading.canvas.devicePixelRatioF())
    assert reading._pages.hand.selection.ends is None


def test_a_finger_moves_the_pages_and_selects_nothing(reading: PdfViewer) -> None:
    touch = QPointingDevice(
        "touch", 7, QInputDevice.DeviceType.TouchScreen, QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position, 10, 0,
    )  # fmt: skip
    down = corner(reading)[1]
    view = reading.canvas.viewport()
    for kind, y, buttons in (
        (QEvent.Type.MouseButtonPress, 300, LEFT),
        (QEvent.Type.MouseMove, 200, LEFT),
        (QEvent.Type.MouseButtonRelease, 200, Qt.MouseButton.NoButton),
    ):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        point = QPointF(300, y)
        event = QMouseEvent(kind, point, point, button, buttons, NONE, touch)
        QApplication.sendEvent(view, event)
    assert corner(reading)[1] > down
    assert reading._pages.hand.selection.ends is None


def test_a_picture_larger_than_the_view_is_moved_by_dragging(looking: ImageViewer) -> None:
    before = corner(looking)
    drag(looking, LEFT, QPoint(-40, -60))
    ratio = looking.canvas.devicePixelRatioF()
    assert corner(looking) == (before[0] + round(40 * ratio), before[1] + round(60 * ratio))
    assert read_notice(looking) == ""


def test_a_selection_goes_on_while_the_pointer_is_held_below(
    qtbot: QtBot, reading: PdfViewer
) -> None:
    facts, view = reading._facts, reading.canvas.viewport()
    facts.want(range(6))
    qtbot.waitUntil(lambda: all(facts.find_lines(page) for page in range(6)), timeout=20_000)
    QTest.mousePress(view, LEFT, NONE, QPoint(300, 300))
    _move_held(reading, QPointF(300, view.height() + 200.0), LEFT)
    qtbot.waitUntil(lambda: reading.canvas.current_page >= 2, timeout=20_000)
    ends = reading._pages.hand.selection.ends
    QTest.mouseRelease(view, LEFT, NONE, QPoint(300, 300))
    assert ends is not None
    assert ends[1].page >= 1


# --- the size that is typed


@pytest.mark.parametrize(
    ("typed", "zoom"),
    [
        ("125 %", 1.25),
        ("80", 0.8),
        (" 62,5% ", 0.625),
        ("Width", "width"),
        ("page", "page"),
        ("0", None),
        ("large", None),
        ("", None),
    ],
)
def test_a_size_is_read_as_people_write_it(typed: str, zoom: Zoom | None) -> None:
    assert parse_zoom(typed) == zoom


@pytest.mark.parametrize(("typed", "said"), [("150", "150 %"), ("900", "400 %"), ("x", "200 %")])
def test_the_size_typed_is_taken_within_bounds(reading: PdfViewer, typed: str, said: str) -> None:
    reading.canvas.set_zoom(2.0)
    field = reading.findChild(QComboBox, "pdfZoom")
    assert field is not None
    field.setFocus()
    field.setEditText(typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.currentText() == said
    assert round(reading.canvas.current_zoom * 100) == int(said.removesuffix(" %"))


# --- the menu


@pytest.fixture(autouse=True)
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened; off screen there is nothing that they could be shown on."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: opened.append(menu))
    return opened


def choose(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().startswith(words))
    assert action.isEnabled()
    action.trigger()


def test_the_menu_copies_and_asks_for_a_note(
    qtbot: QtBot, reading: PdfViewer, menus: list[QMenu]
) -> None:
    reading._facts.want([0])
    qtbot.waitUntil(lambda: bool(reading._facts.find_lines(0)), timeout=20_000)
    ask = reading.canvas.customContextMenuRequested
    ask.emit(QPoint(200, 200))
    texts = {action.text().partition("\t")[0]: action for action in menus[0].actions()}
    assert not texts["Copy"].isEnabled()
    choose(menus[0], "Select all")
    QGuiApplication.clipboard().clear()
    ask.emit(QPoint(200, 200))
    choose(menus[1], "Copy")
    assert SENTENCE in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(reading.pin_asked):
        choose(menus[1], "Note this")


def test_words_or_a_region_are_marked_never_both(qtbot: QtBot, reading: PdfViewer) -> None:
    reading._facts.want([0])
    qtbot.waitUntil(lambda: bool(reading._facts.find_lines(0)), timeout=20_000)
    hand, marked = reading._pages.hand, []
    for keys, verb in ((CONTROL, ""), (NONE, "draw_region"), (CONTROL, "")):
        reading.steer(verb)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Return) if verb else (Qt.Key.Key_A,):
            QTest.keyClick(reading.canvas, key, keys)
        marked.append((hand.selection.ends is not None, hand.drawing.region is not None))
    assert marked == [(True, False), (False, True), (True, False)]


def test_reading_by_a_machine_is_offered_where_there_is_nothing_to_read(
    qtbot: QtBot, reading: PdfViewer, looking: ImageViewer, menus: list[QMenu]
) -> None:
    reading._facts.want([0])
    qtbot.waitUntil(lambda: bool(reading._facts.find_lines(0)), timeout=20_000)
    for viewer in (reading, looking):
        viewer.canvas.customContextMenuRequested.emit(QPoint(200, 200))
    offered = [
        any(action.text().startswith("Read the text") for action in menu.actions())
        for menu in menus
    ]
    assert offered == [False, True]


def test_the_menu_on_a_link_copies_where_it_leads(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, menus: list[QMenu]
) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(write_links(tmp_path / "links.pdf")), WHOLE)
    viewer._facts.want([0])
    qtbot.waitUntil(lambda: len(viewer._facts.find_links(0)) == 2, timeout=20_000)
    link = next(link for link in viewer._facts.find_links(0) if link.address)
    rect = viewer.canvas.place_box(0, link.box)
    ratio = viewer.canvas.devicePixelRatioF()
    viewer.canvas.customContextMenuRequested.emit((rect.center() / ratio).toPoint())
    choose(menus[0], "Copy the address")
    assert QGuiApplication.clipboard().text() == link.address


def test_shift_and_a_click_take_the_selection_there(qtbot: QtBot, reading: PdfViewer) -> None:
    reading._facts.want([0])
    qtbot.waitUntil(lambda: bool(reading._facts.find_lines(0)), timeout=20_000)
    view, lines = reading.canvas.viewport(), reading._facts.find_lines(0)
    assert lines is not None
    for number, keys in ((0, NONE), (3, SHIFT)):
        box = reading.canvas.place_box(0, lines[number].box)
        point = QPointF(box.right() + 2, box.center().y()) / reading.canvas.devicePixelRatioF()
        QTest.mouseClick(view, LEFT, keys, point.toPoint())
    assert (reading._pages.hand.selection.read() or "").count("Who speaks") == 3


# --- the panel beside the pages


def test_where_there_is_little_room_the_panel_takes_it_and_gives_it_back(
    qtbot: QtBot, reading: PdfViewer
) -> None:
    canvas = reading.canvas
    reading.resize(380, 700)
    canvas.go_to_page(4)
    reading.steer("toggle_side")
    assert canvas.isHidden()
    reading.steer("toggle_side")
    QApplication.processEvents()
    assert canvas.current_page == 4
    reading.steer("toggle_side")
    QApplication.processEvents()
    assert canvas.current_page == 4
    reading._pages.side.page_chosen.emit(7)
    assert not canvas.isHidden()
    assert canvas.current_page == 7
    assert canvas.hasFocus()
    reading.steer("toggle_side")
    opened = make_artifact(reading._require().path)
    with qtbot.waitSignal(reading.place_shown, timeout=20_000):
        reading.open_at(opened, Place(page=Span(3, 3)))
    assert not canvas.isHidden()


def test_where_there_is_room_panel_and_pages_stand_side_by_side(reading: PdfViewer) -> None:
    reading.resize(900, 700)
    reading.steer("toggle_side")
    assert not reading.canvas.isHidden()
    assert reading._pages.side.isVisible()
