"""A plain text field that grows with its words and never holds on to the Tab key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy


class GrowingText(QPlainTextEdit):
    """Between one and `most_lines` lines high; pasted text arrives without its formatting."""

    left = Signal()
    """The field lost the keyboard."""

    def __init__(self, placeholder: str = "", *, most_lines: int = 8) -> None:
        super().__init__()
        self._most_lines = most_lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(200, self._fitting_height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(80, self._fitting_height(most=1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
            return
        super().wheelEvent(event)

    def _grow(self) -> None:
        height = self._fitting_height()
        if height != self.height():
            self.setFixedHeight(height)
        is_full = self._count_lines() > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_full else policy.ScrollBarAlwaysOff
        )

    def _count_lines(self) -> int:
        return max(round(self.document().size().height()), 1)

    def _fitting_height(self, most: int | None = None) -> int:
        lines = min(self._count_lines(), most or self._most_lines)
        around = self.height() - self.viewport().height()
        inside = 2 * round(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + inside + around + 1
