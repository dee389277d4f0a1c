"""One level of the scale as a button: its key, its name, and what it looks like here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from workbench.ui.pieces import make_column, make_label, make_row, set_property


class LevelButton(QPushButton):
    """A button that takes as much height as its words need; the mouse wheel changes nothing."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setObjectName(f"level-{key}")
        self.setProperty("level", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._name = make_label("", "section", wrap=True)
        self._words = make_label("", "small", wrap=True)
        top = make_row(make_label(key, "key"), self._name, gap=6)
        top.setStretch(1, 1)
        column = make_column(top, self._words, 1, margin=10, gap=4)
        self.setLayout(column)
        for child in self.findChildren(type(self._name)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_level(self, label: str, descriptor: str) -> None:
        """Be the button of that level; not chosen until `choose` says so."""
        self._name.setText(label)
        self._words.setText(descriptor)
        self._words.setVisible(bool(descriptor))
        self.setAccessibleDescription(descriptor)
        self.choose(None)

    def choose(self, tone: str | None) -> None:
        """Show the button as chosen, `passing`, `below` or `neutral`; None is not chosen."""
        set_property(self, "chosen", tone)
        tones = {"passing": "green", "below": "amber"}
        set_property(self._name, "tone", tones.get(tone or ""))
        chosen = ", chosen" if tone is not None else ""
        self.setAccessibleName(f"{self._name.text()}, key {self._key}{chosen}")

    def height_for(self, width: int) -> int:
        """The height that the words need at that width, in logical pixels."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(60, self.height_for(max(self.width(), 90)))
