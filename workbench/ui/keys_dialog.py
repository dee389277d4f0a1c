"""All keys, by what they are for."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from workbench.ui.keys import KEYS, show_key
from workbench.ui.pieces import make_column, make_label

BAR = 16
"""Pixels of a scroll bar."""
MOST_OF_SCREEN = 0.9


class KeysDialog(QDialog):
    """The list of keys that F1 shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setObjectName("keysDialog")
        room = self.screen().availableSize() * MOST_OF_SCREEN
        body = QWidget()
        body.setLayout(make_keys_grid())
        if body.sizeHint().width() > room.width():
            body = QWidget()
            body.setLayout(make_keys_grid(columns=1))
        area = QScrollArea()
        area.setObjectName("keysScroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(body)
        self.setLayout(make_column(area))
        self.resize((body.sizeHint() + QSize(BAR, 0)).boundedTo(room))


def make_keys_grid(*, columns: int = 2) -> QGridLayout:
    """Every key, by what it is for; in a single column, words break where there is no room."""
    grid = QGridLayout()
    grid.setContentsMargins(24, 20, 24, 20)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for place, (row, group, keys) in enumerate(_lay_out(columns)):
        left = 2 * (place % columns)
        grid.addWidget(make_label(group, "section"), row, left, 1, 2)
        for number, (name, words) in enumerate(keys, row + 1):
            grid.addWidget(make_label(name, "key"), number, left)
            grid.addWidget(make_label(words, wrap=columns == 1), number, left + 1)
    grid.setColumnStretch(1, 1 if columns == 1 else 0)
    note = "Letters act outside text fields; Esc leaves one."
    grid.addWidget(make_label(note, "small"), 100, 0, 1, 2 * columns)
    return grid


def _lay_out(columns: int) -> list[tuple[int, str, list[tuple[str, str]]]]:
    """Groups with the grid row where each begins, dealt out over the columns."""
    groups = [
        (name, [(" or ".join(map(show_key, key.keys)), key.words) for key in keys])
        for name, keys in groupby(KEYS, key=lambda key: key.group)
    ]
    rows = [0] * columns
    placed = []
    for number, (name, keys) in enumerate(groups):
        placed.append((rows[number % columns], name, keys))
        rows[number % columns] += len(keys) + 2
    return placed
