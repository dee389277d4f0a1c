"""A quiet line above the pages, that says one thing and goes away."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QToolButton

from workbench.ui.pieces import make_label, make_row


class PdfNotice(QFrame):
    """One sentence, and a way to put it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pdfNotice")
        self.setProperty("viewerbar", True)
        self._words = make_label("", "small", wrap=True)
        self._words.setObjectName("pdfNoticeWords")
        close = QToolButton()
        close.setObjectName("pdfNoticeClose")
        close.setText("✕")
        close.setAccessibleName("Put this line away")
        close.clicked.connect(self.hide)
        row = make_row(self._words, close)
        row.setStretch(0, 1)
        row.setContentsMargins(12, 4, 8, 4)
        self.setLayout(row)
        self.setVisible(False)

    def say(self, sentence: str) -> None:
        """Show that sentence; nothing for ""."""
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
