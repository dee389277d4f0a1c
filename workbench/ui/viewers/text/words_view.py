"""Plain text to be read, with words lit in it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from workbench.ui.viewers.text.marks import WordMarks

_READING_SIZE = 1.12


class WordsView(QPlainTextEdit):
    """Shows one text at a time, never to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = WordMarks(self)
        self.setObjectName("text")
        self.setAccessibleName("Text")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(28)
        letters = QFont(self.font())
        letters.setPixelSize(round(self.fontInfo().pixelSize() * _READING_SIZE))
        self.document().setDefaultFont(letters)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        super().paintEvent(event)
        self.marks.paint()
