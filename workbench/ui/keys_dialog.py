"""All keys, by what they are for."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from workbench.ui.keys import KEYS, show_key
from workbench.ui.pieces import make_label


class KeysDialog(QDialog):
    """The list of keys that F1 shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setObjectName("keysDialog")
        self.setLayout(make_keys_grid())


def make_keys_grid(*, wrap: bool = False) -> QGridLayout:
    """Every key in two columns, by what it is for; `wrap` breaks lines where there is no room."""
    grid = QGridLayout()
    grid.setContentsMargins(24, 20, 24, 20)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for column, (row, group, keys) in enumerate(_lay_out()):
        left = 2 * (column % 2)
        grid.addWidget(make_label(group, "section"), row, left, 1, 2)
        for number, (name, words) in enumerate(keys, row + 1):
            grid.addWidget(make_label(name, "key"), number, left)
            grid.addWidget(make_label(words, wrap=wrap), number, left + 1)
    for column in (1, 3):
        grid.setColumnStretch(column, 1 if wrap else 0)
    note = "Letters act outside text fields; Esc leaves one."
    grid.addWidget(make_label(note, "small"), 100, 0, 1, 4)
    return grid


def _lay_out() -> list[tuple[int, str, list[tuple[str, str]]]]:
    """Groups with the grid row where each begins, for two columns."""
    groups = [
        (name, [(" or ".join(map(show_key, key.keys)), key.words) for key in keys])
        for name, keys in groupby(KEYS, key=lambda key: key.group)
    ]
    rows = [0, 0]
    placed = []
    for number, (name, keys) in enumerate(groups):
        placed.append((rows[number % 2], name, keys))
        rows[number % 2] += len(keys) + 2
    return placed
