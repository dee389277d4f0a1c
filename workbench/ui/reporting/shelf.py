"""The reports of a submission that were written so far, and what each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.report.phrases import say_instant
from workbench.report.register import FiledReport, Standing, find_standing
from workbench.ui.pieces import clear_layout, make_button, make_column, make_label, make_row

_WORDS: dict[Standing, str] = {
    "draft": "Draft: the review was not finished",
    "finished": "Finished, not sent yet",
    "sent": "Sent",
    "superseded": "Superseded: no longer holds",
}
_TONES: dict[Standing, str] = {
    "draft": "muted",
    "finished": "green",
    "sent": "green",
    "superseded": "amber",
}
_AUDIENCES = {"practitioner": "For the practitioner", "file": "For the file"}


class ReportShelf(QWidget):
    """A row for each report, the newest first; a finished one can be marked as sent."""

    sent = Signal(object)
    """The `FiledReport` that went out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportShelf")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.setLayout(make_column(make_label("Written so far", "section"), self._column, gap=6))

    def show_reports(self, reports: Sequence[FiledReport], finished_at: str | None) -> None:
        """Show these, while the review stands finished at that instant, or open."""
        clear_layout(self._column)
        self.setVisible(bool(reports))
        for report in reversed(reports):
            self._add(report, find_standing(report, reports, finished_at))

    def _add(self, report: FiledReport, standing: Standing) -> None:
        words = make_label(f"{_AUDIENCES[report.audience]}, {say_instant(report.written_at)}")
        words.setWordWrap(True)
        worth = make_label(_WORDS[standing], "small")
        worth.setProperty("tone", _TONES[standing])
        row = make_row(worth, 1)
        if standing == "finished":
            sent = partial(self.sent.emit, report)
            row.addWidget(make_button("markSent", "Mark as sent", sent, "link"))
        self._column.addWidget(words)
        self._column.addLayout(row)
