"""The history of one judgment, in a window of its own."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QWidget

from workbench.assessment.history import Told, list_history, list_review_history
from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.session import Session
from workbench.ui.style import BASE_PIXELS
from workbench.ui.target_names import name_target
from workbench.ui.vertical_scroll import VerticalScroll


class HistoryDialog(QDialog):
    """Every change of the judgment, and what became of the review, newest first."""

    def __init__(self, session: Session, target: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History of the judgment")
        self.setObjectName("history")
        growth = self.fontInfo().pixelSize() / BASE_PIXELS
        self.resize(round(560 * growth), round(480 * min(growth, 1.4)))
        told = list_history(session.rubric, session.journal.changes, target)
        column = make_column(margin=0, gap=14)
        for entry in reversed(told):
            column.addLayout(_make_entry(entry))
        if not told:
            column.addWidget(make_label("Nothing was judged or written here yet.", wrap=True))
        column.addWidget(make_label("The review as a whole", "section"))
        for entry in reversed(list_review_history(session.journal.own_events)):
            column.addLayout(_make_entry(entry))
        column.addStretch(1)
        area = VerticalScroll("historyList", "Changes, newest first")
        area.set_column(column)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        title = make_label(name_target(session.rubric, target), "title", wrap=True)
        self.setLayout(make_column(title, area, close, margin=20, gap=12))


def say_when(instant: str) -> str:
    """The instant in local time: the time alone for today, else with its day."""
    local = datetime.fromisoformat(instant).astimezone()
    is_today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if is_today else f"{local:%d %b, %H:%M}"


def _make_entry(entry: Told) -> QHBoxLayout:
    time = make_label(say_when(entry.at), "small")
    time.setMinimumWidth(time.fontMetrics().horizontalAdvance("00 Mmm, 00:00 "))
    what = make_label(entry.what, "section", wrap=True)
    column = make_column(what, gap=2)
    if entry.because:
        column.addWidget(make_label(f"because {entry.because}", "body", wrap=True))
    for name, words in entry.words:
        if words != entry.because:
            column.addWidget(make_label(f"{name}: {words}", "small", wrap=True))
    row = make_row(time, column, gap=12)
    row.setStretch(1, 1)
    return row
