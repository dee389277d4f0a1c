"""Watches which pages can be read on screen, and says which have been seen."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.seen import SeenPages

_LOOK_MILLISECONDS = 250


class PageWatch(QObject):
    """Looks a few times a second while a document is open."""

    seen = Signal(int)
    """The page of that index was legibly on screen for over a second."""

    def __init__(self, canvas: PdfCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pages = SeenPages()
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Another document: nothing of it has been seen."""
        self._pages = SeenPages()
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        # in a window that is minimised nobody could be looking
        if self._canvas.isVisible() and not self._canvas.window().isMinimized():
            for index in self._pages.note(self._canvas.find_legible(), time.monotonic()):
                self.seen.emit(index)
