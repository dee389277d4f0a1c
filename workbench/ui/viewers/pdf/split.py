"""The pages and the panel beside them; where there is room for one alone, one alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

LEAST_PAGES = 220
"""Logical pixels, below which a page beside the panel is of no use."""


class PagesSplit(QSplitter):
    """Shows the pages, the panel, or both."""

    def __init__(self, side: QWidget, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side = side
        self._pages = pages
        self.addWidget(side)
        self.addWidget(pages)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        side.setVisible(False)

    @property
    def hides_pages(self) -> bool:
        """True while the panel takes all the room."""
        return self._pages.isHidden()

    def show_side(self, *, is_on: bool) -> None:
        """Show the panel, or the pages alone."""
        if is_on:
            self._share(is_side_on=True)  # before the panel squeezes the pages
        self._side.setVisible(is_on)
        self._share(is_side_on=is_on)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._share(is_side_on=not self._side.isHidden())

    def _share(self, *, is_side_on: bool) -> None:
        is_tight = self.width() < self._side.sizeHint().width() + LEAST_PAGES
        self._pages.setVisible(not is_side_on or not is_tight)
