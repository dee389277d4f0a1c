"""A quiet line over the lower edge of the pages, that says one thing and goes away."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from workbench.ui.pieces import make_label, make_row

_WIDEST = 560
_INSET = 14


class PdfNotice(QFrame):
    """One sentence, and a way to put it away; it moves nothing of what it lies on."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("pdfNotice")
        self._over = over
        self._words = make_label("", "small", wrap=True)
        self._words.setObjectName("pdfNoticeWords")
        close = QToolButton()
        close.setObjectName("pdfNoticeClose")
        close.setText("✕")
        close.setAccessibleName("Put this line away")
        close.clicked.connect(self.hide)
        row = make_row(self._words, close)
        row.setStretch(0, 1)
        row.setContentsMargins(14, 6, 8, 6)
        self.setLayout(row)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show that sentence; nothing for ""."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        self.place()

    def place(self) -> None:
        """Lie in the middle of the lower edge."""
        if self.isHidden():
            return
        text = self._words.fontMetrics().horizontalAdvance(self._words.text())
        around = self.sizeHint().width() - self._words.sizeHint().width()
        width = min(text + around + _INSET, _WIDEST, self._over.width() - 2 * _INSET)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else self.sizeHint().height()
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height - _INSET, width, height)
        self.raise_()
