"""The pages of a document on screen, painted from their pictures, with the cited place lit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.evidence.pdf.messages import Box
from workbench.ui.tones import find_tones
from workbench.ui.viewers.pdf.layout import PageRect
from workbench.ui.viewers.pdf.lit import LitKind, paint_lit
from workbench.ui.viewers.pdf.paint import paint_failure, paint_page, paint_ring
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import (
    Grid,
    Piece,
    is_large,
    lay_grid,
    list_shown,
    list_wanted,
)
from workbench.ui.viewers.pdf.sheet import PdfSheet

_BY_KEY = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})

Overlay: TypeAlias = Callable[[QPainter, int, float], None]
"""Paints something over the page of that index; gets the display's scale, too."""


class PdfCanvas(PdfSheet):
    """Paints what is in `PagePictures`, and asks it for what it needs."""

    sharp_shown = Signal(int)
    """All that shows of that page has been painted sharp."""

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdfCanvas")
        self.setAccessibleName("Pages")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.legible_zoom = 0.5
        """Below this factor a page isn't taken for read."""
        self._pictures = pictures
        self._name = ""
        self._lit_pages = range(0)
        self._lit_boxes: tuple[Box, ...] = ()
        self._lit_region = False
        self._wanted_sharp: int | None = None
        self._grids: dict[int, Grid] = {}
        self._is_ringed = False
        self.overlays: list[Overlay] = []
        self.moved.connect(self._ask)
        pictures.arrived.connect(self._note_arrived)
        pictures.page_failed.connect(lambda *_: self.viewport().update())

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

    def list_sharp(self) -> list[int]:
        """The pages of which all that shows is there, sharp."""
        return [index for index in self.list_visible() if self._is_sharp(index)]

    @property
    def is_drawn(self) -> bool:
        """True when every page that shows has a picture, be it one that is stretched."""
        return all(self._is_sharp(index) or self._has_any(index) for index in self.list_visible())

    @property
    def picture_bytes(self) -> int:
        """How much memory the pictures take."""
        return self._pictures.size_bytes

    @property
    def is_prepared(self) -> bool:
        """True when all that shows and the pages around it have been drawn."""
        return self._pictures.is_idle

    def show_document(self, name: str, sizes: Sequence[tuple[float, float]]) -> None:
        """Show another document from its beginning, nothing lit."""
        self._name = name
        self._lit_pages, self._lit_boxes = range(0), ()
        self._wanted_sharp = None
        with self.held():
            self.lay_out(sizes)

    def light(self, pages: range, boxes: tuple[Box, ...] = (), *, is_region: bool = False) -> None:
        """Light those pages, and on the first of them those boxes in points."""
        self._lit_pages, self._lit_boxes, self._lit_region = pages, boxes, is_region
        self.viewport().update()

    def await_sharp(self, page: int) -> None:
        """Have `sharp_shown` say once when that page has been painted sharp."""
        self._wanted_sharp = page
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        ratio = self.devicePixelRatioF()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(find_tones(self.palette()).evidence))
        # all below is in device pixels, so that a page's pixels fall on the screen's own
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for index in self._visible():
            self._paint_page(painter, index, ratio)
        painter.resetTransform()
        if self._is_ringed:
            paint_ring(painter, self.viewport().rect(), self.palette())
        painter.end()
        self._tell_sharp()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusInEvent(event)
        self._show_ring(is_on=event.reason() in _BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusOutEvent(event)
        self._show_ring(is_on=False)

    def _show_ring(self, *, is_on: bool) -> None:
        """Whoever comes by keyboard must see where they are; a mouse knows."""
        self._is_ringed = is_on
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.viewport().update()

    def _ask(self) -> None:
        """Ask for the pictures of what shows and of what may show next."""
        if self.pages:
            current = self.current_page
            self._lay_grids()
            wanted = list_wanted(self._layout, self._window(), current, self._grids)
            self._pictures.want(*wanted, current)

    def _lay_grids(self) -> None:
        """Keep the grids of large pages of which something drawn still shows; lay the others."""
        window, kept = self._window(), self._grids
        self._grids = {}
        for index in self._visible():
            page = self._layout.pages[index]
            if is_large(page):
                size = (page.width, page.height)
                old = kept.get(index)
                if old is not None and old.size == size and self._shows_any(index, old):
                    self._grids[index] = old
                else:
                    self._grids[index] = lay_grid(page, window)

    def _shows_any(self, index: int, grid: Grid) -> bool:
        _low, *pieces = list_shown(self._layout, index, self._window(), {index: grid})
        return any(self._pictures.find(piece) is not None for piece in pieces)

    def _list_pieces(self, index: int) -> list[Piece]:
        return list_shown(self._layout, index, self._window(), self._grids)

    def _is_sharp(self, index: int) -> bool:
        return all(self._pictures.find(piece) is not None for piece in self._list_pieces(index))

    def _has_any(self, index: int) -> bool:
        first = self._list_pieces(index)[0]
        return self._pictures.find(first) is not None or self._pictures.find_like(first) is not None

    def _paint_page(self, painter: QPainter, index: int, ratio: float) -> None:
        page = self._layout.pages[index]
        rect = QRect(page.x, page.y, page.width, page.height)
        paint_page(painter, rect, self._list_pieces(index), self._pictures, self.palette(), ratio)
        failure = self._pictures.failures.get(index)
        if failure is not None:
            left, top, right, bottom = self._window()
            shown = rect.intersected(QRect(left, top, right - left, bottom - top))
            paint_failure(painter, shown, failure.say(self._name), self.font(), ratio)
        if index in self._lit_pages:
            boxes = self._lit_boxes if index == self._lit_pages.start else ()
            placed = [self.place_box(index, box) for box in boxes]
            kind: LitKind = "region" if self._lit_region else "words"
            paint_lit(painter, QRectF(rect), placed, kind, self.palette(), ratio)
        for overlay in self.overlays:
            overlay(painter, index, ratio)

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
