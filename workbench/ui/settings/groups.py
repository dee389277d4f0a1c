"""Groups of settings: their names stand one below the other, whatever the size of the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QScrollArea, QStackedWidget, QWidget

from workbench.ui.pieces import make_row

ROOM = 40
"""Pixels beside the longest name: the paddings, and a scroll bar where there is one."""


class Groups(QWidget):
    """A list of names at the left, the page of the chosen one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.names = QListWidget()
        self.names.setObjectName("settingsGroups")
        self.names.setAccessibleName("Groups of settings")
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        self.names.currentRowChanged.connect(self._pages.setCurrentIndex)
        row = make_row(self.names, self._pages, gap=12)
        row.setStretch(1, 1)
        self.setLayout(row)

    def add(self, page: QWidget, name: str) -> None:
        """Put a page below the others; the first one is shown."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._pages.addWidget(area)
        self.names.addItem(name)
        self.names.setFixedWidth(self.names.sizeHintForColumn(0) + ROOM)
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)

    def choose(self, name: str) -> None:
        """Show the page of that name."""
        (item,) = self.names.findItems(name, Qt.MatchFlag.MatchExactly)
        self.names.setCurrentItem(item)
