"""The words of the moment on the picture."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workbench.evidence.captions import Caption

_WIDEST_SHARE = 0.9
_ABOVE_EDGE = 14
_LARGER = 1.25
"""Captions are read from further away than the words of the program."""


def say_caption(caption: Caption) -> str:
    """The words, with who speaks before them."""
    return f"{caption.speaker}: {caption.text}" if caption.speaker else caption.text


class CaptionOverlay(QLabel):
    """The words of the moment, on the lower edge of the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("captionOverlay")
        self.setAccessibleName("Captions")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.hide()

    def say(self, words: str, room: QRect) -> None:
        """Show these words, or nothing, at the lower edge of that part of the parent."""
        self.setText(words)
        self.setVisible(bool(words))
        if not words:
            return
        font = QFont(self.font())
        base = QFontInfo(QApplication.font()).pixelSize()
        if font.pixelSize() != round(base * _LARGER):
            font.setPixelSize(round(base * _LARGER))
            self.setFont(font)
        widest = int(room.width() * _WIDEST_SHARE)
        lines = words.splitlines()
        natural = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + 28
        width = min(widest, natural)
        height = self.heightForWidth(width)
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.bottom() - height - _ABOVE_EDGE, width, height)
        self.raise_()
