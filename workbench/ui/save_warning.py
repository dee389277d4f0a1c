"""The warning that stays above everything while something could not be saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from workbench.ui.outbox import Outbox
from workbench.ui.pieces import make_button, make_label, make_row

PROMISE = (
    "Your words are in this window. You can go on working; "
    "they are saved by themselves as soon as it can be."
)


class SaveWarning(QFrame):
    """Visible from the first failed write until everything is stored."""

    keep_asked = Signal()

    def __init__(self, outbox: Outbox) -> None:
        super().__init__()
        self.setObjectName("saveWarning")
        self._outbox = outbox
        self._words = make_label("", wrap=True)
        self._words.setObjectName("saveWarningWords")
        again = make_button("saveAgain", "Try now", outbox.send_again)
        keep = make_button("keepWords", "Keep a copy elsewhere…", self.keep_asked.emit)
        row = make_row(self._words, again, keep, gap=10)
        row.setContentsMargins(16, 8, 16, 8)
        row.setStretch(0, 1)
        self.setLayout(row)
        self.hide()
        outbox.failed.connect(self._show_failure)
        outbox.saved.connect(self.hide)

    def _show_failure(self, sentence: str) -> None:
        self._words.setText(f"▲ Not saved. {sentence} {PROMISE}")
        self.setAccessibleName("Warning: not saved")
        self.show()
