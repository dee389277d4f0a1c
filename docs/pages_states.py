"""Every state of the viewer of pages and pictures, and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pages_documents as documents
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QMessageBox, QWidget

from workbench.assessment.locator import Place, Region, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.pdf.errors import WorkerStoppedError
from workbench.evidence.pdf.queue import Priority
from workbench.paths import find_resource
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import Mark, OpenArtifact
from workbench.ui.windowless.waiting import wait_until

SIZE = (820, 720)
WIDE = (1100, 720)
NARROW = (380, 720)
"""What a window of 900 pixels leaves to the evidence."""
SECONDS = 60.0
LONG = "Minutes of the fourth meeting of the working group on families and norms, second reading"
WHOLE = Place(whole=True)


@dataclass(frozen=True, slots=True)
class Over:
    """Something that opens over the viewer; without a place, it is the picture."""

    widget: QWidget
    point: QPoint | None = None


Show = Callable[[PdfViewer, Path], Over | None]


@dataclass(frozen=True, slots=True)
class State:
    """One state of the viewer, and how to get there."""

    name: str
    show: Show
    is_picture: bool = False
    size: tuple[int, int] = SIZE


# --- getting about


def open_at(viewer: PdfViewer, path: Path, place: Place = WHOLE, title: str = "Our plan") -> None:
    """Open that file there, and wait until a reader who rests has all that there is."""
    ends: list[object] = []
    viewer.place_shown.connect(ends.append)
    viewer.failed.connect(ends.append)
    artifact = Artifact(id="A1", label="Artifact 1", title=title, file=path.name)
    opened = OpenArtifact(artifact=artifact, path=path, media=viewer.kind, marks=_MARKS)
    viewer.open_at(opened, place)
    wait_until(lambda: bool(ends) and viewer.canvas.is_prepared, title, SECONDS)
    if viewer.canvas.pages:
        _rest(viewer)


_MARKS = tuple(
    Mark(place=Place(page=Span(page, page)), label=f"2.{page}, p. {page}", is_current=page == 2)  # noqa: PLR2004 - the one shown
    for page in (1, 2, 4)
)


def _rest(viewer: PdfViewer) -> None:
    facts, page = viewer._facts, viewer.canvas.current_page  # noqa: SLF001 - as a reader who rests
    facts.want([page], Priority.VISIBLE)
    wait_until(lambda: facts.find_lines(page) is not None, "lines", SECONDS)
    if viewer.kind == "pdf":
        wait_until(lambda: page in facts._links, "links", SECONDS)  # noqa: SLF001 - likewise


def _wait_sharp(viewer: PdfViewer) -> None:
    canvas = viewer.canvas
    wait_until(lambda: canvas.list_visible() == canvas.list_sharp(), "sharp", SECONDS)


def _locate(viewer: PdfViewer, page: int, x: float, y: float) -> QPoint:
    canvas = viewer.canvas
    rect = canvas.place_box(page, (x, y, x, y))
    across, down = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    point = QPointF(rect.left() - across, rect.top() - down) / canvas.devicePixelRatioF()
    return point.toPoint()


def _drag(
    viewer: PdfViewer, page: int, start: tuple[float, float], end: tuple[float, float]
) -> None:
    view, button = viewer.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, button, pos=_locate(viewer, page, *start))
    QTest.mouseMove(view, _locate(viewer, page, *end))
    QTest.mouseRelease(view, button, pos=_locate(viewer, page, *end))


def _press(viewer: PdfViewer, key: Qt.Key, keys: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(viewer.canvas, key, keys or Qt.KeyboardModifier.NoModifier)


def _open_side(viewer: PdfViewer, tab: int, path: Path, page: int) -> None:
    viewer._pages.show_side(is_on=True)  # noqa: SLF001 - what F9 does
    side = viewer._pages.side  # noqa: SLF001 - the panel beside
    side._tabs.setCurrentIndex(tab)  # noqa: SLF001 - a click on the tab
    open_at(viewer, path, Place(page=Span(page, page)))
    wait_until(lambda: side.thumbnails._pictures.is_idle, "small pages", SECONDS)  # noqa: SLF001 - drawn


# --- what is cited, selected, drawn


def _show_page(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_labelled(made), Place(page=Span(2, 2)))


def _show_cited_region(viewer: PdfViewer, made: Path) -> None:
    region = Region(unit="percent", x=10, y=20, width=78, height=14)
    open_at(viewer, documents.write_plan(made), Place(page=Span(2, 2), xywh=region))


def _show_words(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_plan(made), Place(page=Span(2, 2), quote=documents.QUOTE))


def _show_words_missing(viewer: PdfViewer, made: Path) -> None:
    place = Place(page=Span(2, 2), quote="the norms were never written down")
    open_at(viewer, documents.write_plan(made), place)


def _show_drawing(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_plan(made), Place(page=Span(2, 2)))
    viewer.steer("draw_region")
    for _ in range(3):
        _press(viewer, Qt.Key.Key_Up)


def _show_region(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_plan(made), Place(page=Span(2, 2)))
    viewer.steer("draw_region")
    _drag(viewer, 1, (66, 96), (520, 178))


def _show_selection(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_plan(made), Place(page=Span(2, 2)))
    _drag(viewer, 1, (72, 120), (420, 170))


# --- beside the pages


def _show_side(viewer: PdfViewer, made: Path, *, tab: int, page: int = 2) -> None:
    _open_side(viewer, tab, documents.write_plan(made), page)


def _show_side_alone(viewer: PdfViewer, made: Path) -> None:
    _show_words(viewer, made)
    viewer.steer("toggle_side")
    thumbnails = viewer._pages.side.thumbnails  # noqa: SLF001 - the panel beside
    wait_until(lambda: thumbnails._pictures.is_idle, "small pages", SECONDS)  # noqa: SLF001 - drawn


def _show_attachments(viewer: PdfViewer, made: Path) -> None:
    _open_side(viewer, 3, documents.write_labelled(made), 1)
    listed = viewer._pages.side._list  # noqa: SLF001 - what is listed there
    wait_until(lambda: listed.count() > 2, "files inside", SECONDS)  # noqa: PLR2004 - link and two


# --- where to, and how large


def _show_no_page(viewer: PdfViewer, made: Path) -> None:
    _show_page(viewer, made)
    field = _type_page(viewer, "47")
    QTest.keyClick(field, Qt.Key.Key_Return)


def _show_typing(viewer: PdfViewer, made: Path) -> None:
    _show_page(viewer, made)
    _type_page(viewer, "xii")


def _type_page(viewer: PdfViewer, text: str) -> QLineEdit:
    viewer.steer("go_to_page")
    QApplication.processEvents()
    field = viewer.findChild(QLineEdit, "pdfPageField")
    if field is None:  # pragma: no cover - it is always there
        raise LookupError
    field.setText(text)
    return field


def _show_sizes(viewer: PdfViewer, made: Path) -> Over:
    _show_page(viewer, made)
    field = viewer.findChild(QComboBox, "pdfZoom")
    if field is None:  # pragma: no cover - likewise
        raise LookupError
    field.showPopup()
    corner = field.mapTo(viewer, QPoint(0, field.height()))
    return Over(field.view().window(), corner)


def _show_menu(viewer: PdfViewer, made: Path) -> Over:
    _show_selection(viewer, made)
    point = _locate(viewer, 1, 300, 150)
    viewer.canvas.customContextMenuRequested.emit(point)
    menu = viewer.findChild(QMenu, "pdfMenu")
    if menu is None:  # pragma: no cover - likewise
        raise LookupError
    return Over(menu, viewer.canvas.viewport().mapTo(viewer, point))


def _show_poster(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_poster(made), Place(page=Span(1, 1)), "Poster")
    viewer.canvas.set_zoom(4.0)
    viewer.canvas.go_to_box(0, (700, 900, 900, 1000))
    _wait_sharp(viewer)


def _show_low(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_poster(made), Place(page=Span(1, 1)), "Poster")
    viewer.canvas.set_zoom(4.0)
    viewer.canvas.go_to_box(0, (700, 900, 900, 1000))


def _show_turned(viewer: PdfViewer, made: Path) -> None:
    _show_words(viewer, made)
    viewer.steer("turn_right")
    _wait_sharp(viewer)


def _show_keyboard(viewer: PdfViewer, made: Path) -> None:
    _show_page(viewer, made)
    _type_page(viewer, "ii")
    viewer.canvas.setFocus(Qt.FocusReason.TabFocusReason)


def _show_hebrew(viewer: PdfViewer, made: Path) -> None:
    font = find_resource("fonts", "noto") / "NotoSansHebrew-Regular.ttf"
    _open_side(viewer, 2, documents.write_hebrew(made, font), 1)
    _drag(viewer, 0, (500, 118), (330, 118))


def _show_long_name(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_damaged(made), title=LONG)


# --- links


def _show_link_hovered(viewer: PdfViewer, made: Path) -> Over:
    open_at(viewer, documents.write_plan(made), Place(page=Span(1, 1)))
    viewer.canvas.go_to_box(0, (0, 500, 595, 842))
    _rest(viewer)
    point = _locate(viewer, 0, 120, 842 - 305)
    view = viewer.canvas.viewport()
    asked = QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point))
    QApplication.sendEvent(view, asked)
    tip = next(one for one in QApplication.topLevelWidgets() if "tooltip" in one.objectName())
    return Over(tip, view.mapTo(viewer, point + QPoint(12, 20)))


def _show_link(viewer: PdfViewer, made: Path) -> Over:
    open_at(viewer, documents.write_plan(made), Place(page=Span(1, 1)))
    outside = [link for link in viewer._facts.find_links(0) if link.address]  # noqa: SLF001 - known
    viewer._follow(outside[0])  # noqa: SLF001 - what a click does
    box = viewer.window().findChild(QMessageBox)
    if box is None:  # pragma: no cover - likewise
        raise LookupError
    return Over(box)


# --- scans


def _show_scan(viewer: PdfViewer, made: Path) -> None:
    place = Place(page=Span(1, 1), quote=documents.QUOTE)
    open_at(viewer, documents.write_scan(made), place, "Signed norms")
    reading = viewer._pages.reading  # noqa: SLF001 - it is asked for
    wait_until(lambda: reading.languages is not None, "languages", SECONDS)


def _show_reading(viewer: PdfViewer, made: Path) -> None:
    _show_scan(viewer, made)
    viewer.steer("read_text")
    reading = viewer._pages.reading  # noqa: SLF001 - likewise
    if reading.languages:
        wait_until(lambda: reading.page is not None, "reading", SECONDS)


def _show_read(viewer: PdfViewer, made: Path) -> None:
    _show_reading(viewer, made)
    reading = viewer._pages.reading  # noqa: SLF001 - likewise
    if reading.languages:
        wait_until(lambda: reading.page is None, "reading", SECONDS)


# --- what cannot be shown


def _show_password(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_locked(made), title="Minutes of the council")


def _show_wrong_password(viewer: PdfViewer, made: Path) -> None:
    _show_password(viewer, made)
    said: list[str] = []
    viewer.failed.connect(said.append)
    viewer._failure.password_typed.emit("open")  # noqa: SLF001 - what Return does
    wait_until(lambda: bool(said), "wrong password", SECONDS)


def _show_damaged(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_damaged(made), title="Lesson sketches")


def _show_disguised(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_disguised(made), title="Lesson sketches")


def _show_empty(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_empty(made), title="Lesson sketches")


def _show_broken_page(viewer: PdfViewer, made: Path) -> None:
    place = Place(page=Span(2, 2))
    open_at(viewer, documents.write_broken(made), place, "A plan with a broken page")


def _show_given_up(viewer: PdfViewer, made: Path) -> None:
    path = documents.write_plan(made)
    open_at(viewer, path, title="A plan that stops the reader")
    viewer._fail(WorkerStoppedError(str(path), "given_up"))  # noqa: SLF001 - as after two stops


# --- pictures


def _show_picture(viewer: PdfViewer, made: Path) -> None:
    region = Region(unit="percent", x=8, y=10, width=40, height=38)
    open_at(viewer, documents.write_photo(made), Place(xywh=region), "The wall of the classroom")


def _show_file(viewer: PdfViewer, made: Path, *, write: Callable[[Path], Path]) -> None:
    open_at(viewer, write(made), title="The wall of the classroom")


def _show_sheet(viewer: PdfViewer, made: Path) -> None:
    open_at(viewer, documents.write_tiff(made), Place(page=Span(2, 2)), "Sign-in sheets")


STATES = (
    State("page", _show_page),
    State("cited-region", _show_cited_region),
    State("words", _show_words),
    State("words-missing", _show_words_missing),
    State("drawing", _show_drawing),
    State("region", _show_region),
    State("selection", _show_selection),
    State("outline", partial(_show_side, tab=0)),
    State("headings", partial(_show_side, tab=1)),
    State("text", partial(_show_side, tab=2)),
    State("attachments", _show_attachments),
    State("typing", _show_typing),
    State("no-page", _show_no_page),
    State("sizes", _show_sizes, size=WIDE),
    State("menu", _show_menu),
    State("link-hovered", _show_link_hovered),
    State("link", _show_link),
    State("scan", _show_scan),
    State("reading", _show_reading),
    State("read", _show_read),
    State("password", _show_password),
    State("wrong-password", _show_wrong_password),
    State("damaged", _show_damaged),
    State("disguised", _show_disguised),
    State("empty", _show_empty),
    State("broken-page", _show_broken_page),
    State("given-up", _show_given_up),
    State("long-name", _show_long_name),
    State("low", _show_low),
    State("poster", _show_poster),
    State("turned", _show_turned),
    State("keyboard", _show_keyboard),
    State("right-to-left", _show_hebrew),
    State("narrow", _show_region, size=NARROW),
    State("narrow-scan", _show_scan, size=NARROW),
    State("narrow-side", _show_side_alone, size=NARROW),
    State("narrow-damaged", _show_long_name, size=NARROW),
    State("picture", _show_picture, is_picture=True),
    State("huge", partial(_show_file, write=documents.write_huge), is_picture=True),
    State("bomb", partial(_show_file, write=documents.write_bomb), is_picture=True),
    State("animated", partial(_show_file, write=documents.write_animated), is_picture=True),
    State("sheets", _show_sheet, is_picture=True),
    State("svg", partial(_show_file, write=documents.write_drawing), is_picture=True),
)
