"""The long sheet of pages behind a view: laid out, and shown from a spot, zoomed and turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from workbench.evidence.pdf.messages import Box
from workbench.ui.viewers.pdf.layout import (
    LEAST_ZOOM,
    MOST_ZOOM,
    Layout,
    Rotation,
    Spot,
    Zoom,
    next_zoom,
)

_ROTATIONS: tuple[Rotation, ...] = (0, 90, 180, 270)
_LINE_PIXELS = 48
_OVERLAP = 0.9
"""Share of the view by which a page key scrolls."""
_LOOK = 0.3
"""Where in the height of the view a cited place is brought, and which page is the current one."""


class PdfSheet(QAbstractScrollArea):
    """Knows where everything lies, in device pixels; what it looks like is for others to say."""

    moved = Signal()
    """Another part of the document, or the same one differently, is on screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.zoom: Zoom = "width"
        self.rotation: Rotation = 0
        self._sizes: Sequence[tuple[float, float]] = ()
        self._layout = Layout((), (1, 1))
        self.interceptors: list[Callable[[QEvent], bool]] = []
        """Asked about mouse and keys first; True when the event was meant for them."""
        self._holds = 0

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

    def is_on_screen(self, index: int) -> bool:
        """True when a part of that page is in the view."""
        return index in self._visible()

    # --- verbs

    def lay_out(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Begin another document at its top, with pages of those sizes in points."""
        self._sizes = sizes
        self.rotation = 0
        with self.held():
            self._lay_out(Spot(0, 0.0, 0.0))
            self.go_to_page(0)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Until the end of the block nothing is said to have moved: only where it ends counts."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
        self._note_moved()

    def find_on_page(self, point: QPointF) -> tuple[int, float, float]:
        """The page nearest to that point of the view, and where on it in points."""
        ratio = self.devicePixelRatioF()
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._layout.find_on_page(left + point.x() * ratio, top + point.y() * ratio)

    def find_shown_box(self, index: int) -> Box:
        """What of that page shows, in points; all of it where nothing does."""
        width, height = self._layout.size_of(index)
        left, top, right, bottom = self._window()
        ends = [self._layout.find_on(index, *corner) for corner in ((left, top), (right, bottom))]
        across = sorted(min(max(end[0], 0.0), width) for end in ends)
        down = sorted(min(max(end[1], 0.0), height) for end in ends)
        box = (across[0], down[0], across[1], down[1])
        return box if box[0] < box[2] and box[1] < box[3] else (0.0, 0.0, width, height)

    def size_of(self, index: int) -> tuple[float, float]:
        """Width and height of that page in points."""
        return self._layout.size_of(index)

    def place_box(self, index: int, box: Box) -> QRectF:
        """Where that box of a page lies on the sheet, in device pixels."""
        left, top, right, bottom = self._layout.place_box(index, box)
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def list_visible(self) -> list[int]:
        """The pages that show."""
        return list(self._visible()) if self.pages else []

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
        page = self.current_page
        self._change(around, zoom=zoom)
        if zoom == "page":
            self.go_to_page(page)  # all of it, not the ends of two

    def zoom_by(self, steps: int) -> None:
        """One or more steps in (above 0) or out."""
        now = self.current_zoom
        for _ in range(abs(steps)):
            now = next_zoom(now, further_in=steps > 0)
        self.set_zoom(now)

    def turn(self, quarters: int = 1) -> None:
        """Turn all pages by so many quarters clockwise."""
        following = (_ROTATIONS.index(self.rotation) + quarters) % len(_ROTATIONS)
        self._change(None, rotation=_ROTATIONS[following])

    def restore(self, zoom: Zoom, rotation: Rotation, spot: Spot) -> None:
        """Show the document as it was left."""
        self.zoom, self.rotation = zoom, rotation
        self._lay_out(spot)

    # --- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        if not self.viewport().size().isEmpty():  # as it is for a while beside another widget
            self._lay_out(self.spot)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self.spot)
        if isinstance(event, QKeyEvent) and any(ask(event) for ask in self.interceptors):
            return True
        return bool(super().event(event))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if any(intercept(event) for intercept in self.interceptors):
            return True
        return bool(super().viewportEvent(event))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002, D102 - Qt's
        self._note_moved()

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
        self._lay_out(spot, point)

    def _lay_out(self, spot: Spot, point: tuple[float, float] = (0, 0)) -> None:
        """Lay the pages out anew, with that spot of them at that point of the view.

        Nothing is said to have moved before: what shows in between isn't worth drawing.
        """
        ratio = self.devicePixelRatioF()
        view = self._view()
        self._layout = Layout(
            self._sizes, view, zoom=self.zoom, rotation=self.rotation, ratio=ratio
        )
        with self.held():
            for bar, whole, part in (
                (self.horizontalScrollBar(), self._layout.width, view[0]),
                (self.verticalScrollBar(), self._layout.height, view[1]),
            ):
                bar.setRange(0, max(0, whole - part) if self.pages else 0)
                bar.setPageStep(round(part * _OVERLAP))
                bar.setSingleStep(round(_LINE_PIXELS * ratio))
            if self.pages:
                x, y = self._layout.find_point(spot)
                self._scroll_to(x - point[0], y - point[1])

    def _scroll_to(self, x: float, y: float) -> None:
        with self.held():
            self.horizontalScrollBar().setValue(round(x))
            self.verticalScrollBar().setValue(round(y))

    def _window(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of what shows of the sheet."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        width, height = self._view()
        return (left, top, left + width, top + height)

    def _note_moved(self) -> None:
        if self._holds == 0:
            self.viewport().update()
            self.moved.emit()
