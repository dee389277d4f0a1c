"""The table of the queue: one column takes the room that the others leave, and enough at least."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

WIDE = 1
"""The column with the title of the credential."""
LEAST_LETTERS = 20
"""Where there is room for fewer, the table is wider than the window and scrolls."""
_AROUND = 24
"""Logical pixels of a row beside its words."""


class QueueTable(QTableView):
    """Its rows are as high as the text size asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.horizontalHeader().sectionResized.connect(self._note_resized)

    def fit(self) -> None:
        """Give the wide column what is left, and the rows the height of their words."""
        height = self.fontMetrics().lineSpacing() + _AROUND
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        header.setSectionResizeMode(WIDE, QHeaderView.ResizeMode.Fixed)
        others = sum(header.sectionSize(n) for n in range(header.count()) if n != WIDE)
        least = LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        header.resizeSection(WIDE, max(self.viewport().width() - others, least))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _note_resized(self, column: int, _before: int, _now: int) -> None:
        if column != WIDE:
            self.fit()
