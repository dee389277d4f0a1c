"""What the queue shows of each submission, sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.store.submissions import SubmissionRow
from workbench.ui.queue.due_dates import say_due
from workbench.ui.reporting.finish_dialog import OUTCOME_WORDS

STATE_WORDS = {"new": "New", "in_progress": "In progress", "finished": "Finished"}
CLASH = "≠ Clash"
Column = tuple[str, Callable[[SubmissionRow], str], Callable[[SubmissionRow], object]]
COLUMNS: tuple[Column, ...] = (
    ("Practitioner", lambda r: r.practitioner_key, lambda r: r.practitioner_key),
    ("Credential", lambda r: r.credential_title, lambda r: r.credential_title),
    ("Attempt", lambda r: str(r.attempt), lambda r: r.attempt),
    ("Due", lambda _: "", lambda _: ""),
    ("Judged", lambda r: f"{r.judged} of {r.total}", lambda r: r.judged / max(r.total, 1)),
    ("Findings", lambda r: str(r.findings), lambda r: r.findings),
    ("State", lambda r: STATE_WORDS[r.state], lambda r: r.state),
    ("Decision", lambda r: OUTCOME_WORDS.get(r.decision or "", "–"), lambda r: r.decision or ""),
    ("Last opened", lambda r: _say_instant(r.opened_at), lambda r: r.opened_at),
)
"""Heading, what is shown, what it is sorted by; the model adds what is not in the row itself."""
_NEVER = date.max


class QueueModel(QAbstractTableModel):
    """The rows of the queue, sorted and narrowed here: a proxy would ask for each cell anew."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SubmissionRow, ...] = ()
        """Those that are shown, in the order in which they are shown."""
        self._all: tuple[SubmissionRow, ...] = ()
        self._clashes: frozenset[str] = frozenset()
        self._reports: Mapping[str, str] = {}
        self._dues: Mapping[str, date] = {}
        self._texts: dict[str, str] = {}
        """What the filter looks in, by row."""
        self._words = ""
        self._column = len(COLUMNS) - 1
        self._order = Qt.SortOrder.DescendingOrder

    def replace(
        self,
        rows: tuple[SubmissionRow, ...],
        clashes: frozenset[str],
        reports: Mapping[str, str] = MappingProxyType({}),
        dues: Mapping[str, date] = MappingProxyType({}),
    ) -> None:
        """Show these rows.

        `clashes` are ids of submissions with a clash to settle; `reports` says by id what became
        of the report, where something did; `dues` until when the review is due.
        """
        self._all = rows
        self._clashes = clashes
        self._reports = reports
        self._dues = dues
        self._texts = {}
        self._arrange()

    def narrow(self, words: str) -> None:
        """Show only rows in which all of the words stand."""
        self._words = words
        self._arrange()

    def sort(  # noqa: D102 - Qt's
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        self._column, self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        wanted = self._words.casefold().split()
        kept = [row for row in self._all if not wanted or self._has(row, wanted)]
        kept.sort(
            key=self._sort_key,
            reverse=self._order == Qt.SortOrder.DescendingOrder,
        )
        self.beginResetModel()
        self.rows = tuple(kept)
        self.endResetModel()

    def _has(self, row: SubmissionRow, wanted: list[str]) -> bool:
        shown = self._texts.get(row.id)
        if shown is None:
            shown = " ".join(self._say(row, number) for number in range(len(COLUMNS))).casefold()
            self._texts[row.id] = shown
        return all(word in shown for word in wanted)

    def _sort_key(self, row: SubmissionRow) -> Any:  # noqa: ANN401 - of one kind within a column
        heading, _shown, key = COLUMNS[self._column]
        if heading == "Due":
            return self._dues.get(row.id, _NEVER)
        return self._say_state(row) if heading == "State" else key(row)

    def _say(self, row: SubmissionRow, column: int) -> str:
        heading, shown, _key = COLUMNS[column]
        if heading == "Due":
            return say_due(self._dues.get(row.id), is_finished=row.state == "finished")
        return self._say_state(row) if heading == "State" else shown(row)

    def _say_state(self, row: SubmissionRow) -> str:
        if row.id in self._clashes:
            return CLASH
        return self._reports.get(row.id) or STATE_WORDS[row.state]

    def rowCount(  # noqa: D102 - Qt's
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(  # noqa: D102 - Qt's
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(  # noqa: D102 - Qt's
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._say(self.rows[index.row()], index.column())

    def headerData(  # noqa: D102 - Qt's
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0]
        return None


def _say_instant(instant: str) -> str:
    """The instant in local time, as people write it; as it stands where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(instant).astimezone():%d %b %Y, %H:%M}"
    except ValueError:
        return instant
