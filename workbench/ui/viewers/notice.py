"""A page that says one thing, where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from workbench.ui.pieces import make_column, make_label


class NoticeViewer(QFrame):
    """One sentence in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noticePage")
        self._words = make_label("", "body", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setProperty("tone", "muted")
        self.setLayout(make_column(1, self._words, 1, margin=48))

    def say(self, sentence: str) -> None:
        """Show that sentence."""
        self._words.setText(sentence)
