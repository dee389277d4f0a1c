"""A dialog as wide as its text size asks for, and as high as its wrapped words then need."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from workbench.ui.style import BASE_PIXELS

GROWTH = 0.6
"""Share of a larger text size by which the width grows."""


class FittedDialog(QDialog):
    """Qt itself gives a dialog no height for words that wrap: fields would be squeezed."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        growth = 1 + (self.fontInfo().pixelSize() / BASE_PIXELS - 1) * GROWTH
        self._least = round(width * growth)
        self.setMinimumWidth(self._least)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            width = max(self._least, layout.sizeHint().width())
            height = layout.totalHeightForWidth(width)
            self.resize(width, height if height > 0 else layout.sizeHint().height())
