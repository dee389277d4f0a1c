"""The pages of a document on screen: scrolled, zoomed, turned, with the cited place lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from workbench.evidence.pdf.messages import Box
from workbench.ui.tones import find_tones
from workbench.ui.viewers.pdf_layout import (
    LEAST_ZOOM,
    MOST_ZOOM,
    Layout,
    PageRect,
    Rotation,
    Spot,
    Zoom,
)
from workbench.ui.viewers.pdf_lit import LitKind, paint_lit
from workbench.ui.viewers.pdf_paint import paint_failure, paint_page
from workbench.ui.viewers.pdf_pictures import PagePictures
from workbench.ui.viewers.pdf_pieces import Piece, list_shown, list_wanted

ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_ROTATIONS: tuple[Rotation, ...] = (0, 90, 180, 270)
_LINE_PIXELS = 48
_OVERLAP = 0.9
"""Share of the view by which a page key scrolls."""
_LOOK = 0.3
"""Where in the height of the view a cited place is brought, and which page is the current one."""


class PdfCanvas(QAbstractScrollArea):
    """Paints what is in `PagePictures`, and asks it for what it needs."""

    moved = Signal()
    """Another part of the document, or the same one differently, is on screen."""
    sharp_shown = Signal(int)
    """All that shows of that page has been painted sharp."""

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdfCanvas")
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pictures = pictures
        self.legible_zoom = 0.5
        """Below this factor a page isn't taken for read."""
        self._name = ""
        self._sizes: Sequence[tuple[float, float]] = ()
        self.zoom: Zoom = "width"
        self.rotation: Rotation = 0
        self._layout = Layout((), (1, 1))
        self._lit_pages = range(0)
        self._lit_boxes: tuple[Box, ...] = ()
        self._lit_region = False
        self._wanted_sharp: int | None = None
        pictures.arrived.connect(self._note_arrived)
        pictures.page_failed.connect(lambda *_: self.viewport().update())

    # --- what is shown

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """The index of the page that is being read."""
        top = self.verticalScrollBar().value()
        if not self.pages:
            return 0
        if top >= self.verticalScrollBar().maximum() > 0:
            return min(self._visible().stop, self.pages) - 1
        return self._layout.page_at(top + self._view()[1] * _LOOK)

    @property
    def current_zoom(self) -> float:
        """The factor at which the current page is shown; 1.0 is 96 dots an inch."""
        return self._layout.zoom_of(self.current_page) if self.pages else 1.0

    @property
    def spot(self) -> Spot:
        """The spot in the top left corner of the view."""
        if not self.pages:
            return Spot(0, 0.0, 0.0)
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._layout.spot_at(x, y)

    def find_legible(self) -> list[int]:
        """The pages of which enough shows, sharp and large enough to be read."""
        top = self.verticalScrollBar().value()
        height = self._view()[1]
        return [
            index
            for index in self._visible()
            if self._layout.zoom_of(index) >= self.legible_zoom
            and _shows_enough(self._layout.pages[index], top, height)
            and self._is_sharp(index)
        ]

    @property
    def is_prepared(self) -> bool:
        """True when all that shows and the pages around it have been drawn."""
        return self._pictures.is_idle

    def is_on_screen(self, index: int) -> bool:
        """True when a part of that page is in the view."""
        return index in self._visible()

    # --- verbs

    def show_document(self, name: str, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out another document, from its beginning; pages of those sizes in points."""
        self._name = name
        self._sizes = sizes
        self.rotation = 0
        self._lit_pages, self._lit_boxes = range(0), ()
        self._wanted_sharp = None
        self._lay_out()
        self.go_to_page(0)

    def light(self, pages: range, boxes: tuple[Box, ...] = (), *, is_region: bool = False) -> None:
        """Light those pages, and on the first of them those boxes in points."""
        self._lit_pages, self._lit_boxes, self._lit_region = pages, boxes, is_region
        self.viewport().update()

    def await_sharp(self, page: int) -> None:
        """Have `sharp_shown` say once when that page has been painted sharp."""
        self._wanted_sharp = page
        self.viewport().update()

    def go_to_page(self, index: int) -> None:
        """Bring the top of that page to the top of the view."""
        if not 0 <= index < self.pages:
            return
        page = self._layout.pages[index]
        x = page.x + page.width // 2 - self._view()[0] // 2
        self._scroll_to(x, page.y - self._layout.margin)

    def go_to_box(self, index: int, box: Box) -> None:
        """Bring a box of a page (in points) into the upper part of the view."""
        left, top, right, bottom = self._layout.place_box(index, box)
        page, (width, height) = self._layout.pages[index], self._view()
        x = min(max(page.x + page.width // 2, right - width // 2), left + width // 2) - width // 2
        upper = page.y - self._layout.margin
        if bottom + self._layout.margin <= upper + height:
            self._scroll_to(x, upper)  # it shows with the page from its top
        else:
            self._scroll_to(x, top - height * _LOOK)

    def go_to_spot(self, spot: Spot) -> None:
        """Bring that spot to the top left corner of the view."""
        if self.pages:
            self._scroll_to(*self._layout.find_point(spot))

    def set_zoom(self, zoom: Zoom, around: QPointF | None = None) -> None:
        """Zoom, keeping still what is under that point of the view, or its upper middle."""
        if isinstance(zoom, float):
            zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        self._change(around, zoom=zoom)

    def zoom_by(self, steps: int) -> None:
        """One or more steps in (above 0) or out."""
        now = self.current_zoom
        for _ in range(abs(steps)):
            now = next_zoom(now, further_in=steps > 0)
        self.set_zoom(now)

    def turn(self) -> None:
        """Turn all pages by a quarter clockwise."""
        following = (_ROTATIONS.index(self.rotation) + 1) % len(_ROTATIONS)
        self._change(None, rotation=_ROTATIONS[following])

    def restore(self, zoom: Zoom, rotation: Rotation, spot: Spot) -> None:
        """Show the document as it was left."""
        self.zoom, self.rotation = zoom, rotation
        self._lay_out()
        self.go_to_spot(spot)

    # --- Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        ratio = self.devicePixelRatioF()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(find_tones(self.palette()).evidence))
        # all below is in device pixels, so that a page's pixels fall on the screen's own
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for index in self._visible():
            self._paint_page(painter, index, ratio)
        painter.end()
        self._tell_sharp()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        spot = self.spot
        self._lay_out()
        self.go_to_spot(spot)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            spot = self.spot
            self._lay_out()
            self.go_to_spot(spot)
        return bool(super().event(event))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002, D102 - Qt's
        self.viewport().update()
        self._ask()
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() / 120
            self.set_zoom(self.current_zoom * 1.15**turned, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if has_control and event.key() in _ZOOM_KEYS:
            self.zoom_by(_ZOOM_KEYS[Qt.Key(event.key())])
        elif has_control and event.key() == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    # --- inside

    def _view(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        size = self.viewport().size()
        return max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.find_visible(top, top + self._view()[1])

    def _change(
        self,
        around: QPointF | None,
        *,
        zoom: Zoom | None = None,
        rotation: Rotation | None = None,
    ) -> None:
        """Zoom or turn with one point of the view kept still."""
        ratio = self.devicePixelRatioF()
        width, height = self._view()
        point = (
            (width / 2, height * _LOOK)
            if around is None
            else (around.x() * ratio, around.y() * ratio)
        )
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        spot = self._layout.spot_at(left + point[0], top + point[1]) if self.pages else self.spot
        self.zoom = self.zoom if zoom is None else zoom
        self.rotation = self.rotation if rotation is None else rotation
        self._lay_out()
        if self.pages:
            x, y = self._layout.find_point(spot)
            self._scroll_to(x - point[0], y - point[1])

    def _lay_out(self) -> None:
        ratio = self.devicePixelRatioF()
        view = self._view()
        self._layout = Layout(
            self._sizes, view, zoom=self.zoom, rotation=self.rotation, ratio=ratio
        )
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._layout.width, view[0]),
            (self.verticalScrollBar(), self._layout.height, view[1]),
        ):
            bar.setRange(0, max(0, whole - part) if self.pages else 0)
            bar.setPageStep(round(part * _OVERLAP))
            bar.setSingleStep(round(_LINE_PIXELS * ratio))
        self.viewport().update()
        self._ask()
        self.moved.emit()

    def _scroll_to(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))
        self._ask()

    def _ask(self) -> None:
        """Ask for the pictures of what shows and of what may show next."""
        if self.pages:
            current = self.current_page
            wanted = list_wanted(self._layout, self._window(), current)
            self._pictures.want(*wanted, current)

    def _window(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what shows of the sheet."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        width, height = self._view()
        return (left, top, left + width, top + height)

    def _list_pieces(self, index: int) -> list[Piece]:
        return list_shown(self._layout, index, self._window())

    def _is_sharp(self, index: int) -> bool:
        return all(self._pictures.find(piece) is not None for piece in self._list_pieces(index))

    def _paint_page(self, painter: QPainter, index: int, ratio: float) -> None:
        page = self._layout.pages[index]
        rect = QRect(page.x, page.y, page.width, page.height)
        paint_page(painter, rect, self._list_pieces(index), self._pictures, self.palette(), ratio)
        failure = self._pictures.failures.get(index)
        if failure is not None:
            paint_failure(painter, rect, failure.say(self._name), self.font(), ratio)
        if index in self._lit_pages:
            boxes = self._lit_boxes if index == self._lit_pages.start else ()
            placed = [_make_rect(self._layout.place_box(index, box)) for box in boxes]
            kind: LitKind = "region" if self._lit_region else "words"
            paint_lit(painter, QRectF(rect), placed, kind, self.palette(), ratio)

    def _tell_sharp(self) -> None:
        index = self._wanted_sharp
        if index is not None and self.is_on_screen(index) and self._is_sharp(index):
            self._wanted_sharp = None
            QTimer.singleShot(0, self, lambda: self.sharp_shown.emit(index))

    def _note_arrived(self, page: int) -> None:
        if self.is_on_screen(page):
            self.viewport().update()


def _shows_enough(page: PageRect, top: int, height: int) -> bool:
    """True when half of the page shows, or half of the view is filled by it."""
    shown = min(page.y + page.height, top + height) - max(page.y, top)
    return 2 * shown >= min(page.height, height)


def _make_rect(box: Box) -> QRectF:
    return QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3]))


_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


def next_zoom(zoom: float, *, further_in: bool) -> float:
    """The next round factor in that direction."""
    if further_in:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MOST_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), LEAST_ZOOM)
