"""Until when a review is due: set by the assessor, kept beside the queue, in no report."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialogButtonBox, QWidget

from workbench.store.store import Store
from workbench.store.submissions import SubmissionRow
from workbench.ui.fitted_dialog import FittedDialog
from workbench.ui.pieces import make_column, make_label

DAYS_AHEAD = 14
"""What is proposed first."""
NONE = 2
"""Result of the dialog: there is no date any more."""


def read_due(store: Store, row: SubmissionRow) -> date | None:
    """Until when the review of that row is due; None where nobody said."""
    kept = store.read_setting(_name(row))
    try:
        return date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:  # damaged on the disk
        return None


def keep_due(store: Store, row: SubmissionRow, due: date | None) -> None:
    """The review of that row is due until then, or at no time."""
    store.write_setting(_name(row), due.isoformat() if due else None)


def say_due(due: date | None, *, is_finished: bool, today: date | None = None) -> str:
    """The date as people write it; marked when it has passed and the review is not finished."""
    if due is None:
        return "–"
    today = today or datetime.now(UTC).astimezone().date()
    mark = "▲ " if due < today and not is_finished else ""
    return f"{mark}{due:%d %b %Y}"


class DueDialog(FittedDialog):
    """Asks for the date."""

    def __init__(self, row: SubmissionRow, due: date | None, parent: QWidget) -> None:
        super().__init__(400, parent)
        self.setObjectName("dueDialog")
        self.setWindowTitle("Due date")
        title = f"{row.practitioner_key}, attempt {row.attempt}: the review is due on"
        self._date = QDateEdit()
        self._date.setObjectName("dueDate")
        self._date.setAccessibleName("Due date")
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("d MMMM yyyy")
        proposed = QDate.currentDate().addDays(DAYS_AHEAD)
        self._date.setDate(QDate(due.year, due.month, due.day) if due else proposed)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        none = buttons.addButton("No due date", QDialogButtonBox.ButtonRole.DestructiveRole)
        none.setObjectName("noDueDate")
        none.setEnabled(due is not None)
        none.clicked.connect(lambda: self.done(NONE))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setLayout(make_column(make_label(title, wrap=True), self._date, buttons, margin=20))
        self._date.setFocus()

    @property
    def chosen(self) -> date:
        """The date in the field."""
        day = self._date.date()
        return date(day.year(), day.month(), day.day())


def _name(row: SubmissionRow) -> str:
    return f"due/{row.actor}/{row.id}"
