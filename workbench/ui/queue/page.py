"""The queue: every submission opened on this computer, and the way to open another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from workbench.store.store import Store
from workbench.store.submissions import SubmissionRow
from workbench.ui.pieces import make_column, make_label, make_row, set_property
from workbench.ui.queue.keeping import find_report_state
from workbench.ui.reporting.finish_dialog import OUTCOME_WORDS

STATE_WORDS = {"new": "New", "in_progress": "In progress", "finished": "Finished"}
CLASH = "≠ Clash"
STEPS = (
    ("1", "Open a bundle", "A .zip file or a folder that the program staff sent you."),
    ("2", "Walk the evidence", "Press n: each cited page or moment opens beside the claim."),
    ("3", "Judge and report", "Number keys set the level; Ctrl+Return finishes and reports."),
)
Column = tuple[str, Callable[[SubmissionRow], str], Callable[[SubmissionRow], object]]
COLUMNS: tuple[Column, ...] = (
    ("Practitioner", lambda r: r.practitioner_key, lambda r: r.practitioner_key),
    ("Credential", lambda r: r.credential_title, lambda r: r.credential_title),
    ("Attempt", lambda r: str(r.attempt), lambda r: r.attempt),
    ("Judged", lambda r: f"{r.judged} of {r.total}", lambda r: r.judged / max(r.total, 1)),
    ("Findings", lambda r: str(r.findings), lambda r: r.findings),
    ("State", lambda r: STATE_WORDS[r.state], lambda r: r.state),
    ("Decision", lambda r: OUTCOME_WORDS.get(r.decision or "", "–"), lambda r: r.decision or ""),
    ("Last opened", lambda r: _say_instant(r.opened_at), lambda r: r.opened_at),
)
"""Heading, what is shown, what it is sorted by."""


MEASURED_ROWS = 60
"""So many rows decide how wide a column is: measuring all takes a second where there are many."""


class QueueModel(QAbstractTableModel):
    """The rows of the queue, sorted and narrowed here: a proxy would ask for each cell anew."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SubmissionRow, ...] = ()
        """Those that are shown, in the order in which they are shown."""
        self._all: tuple[SubmissionRow, ...] = ()
        self._clashes: frozenset[str] = frozenset()
        self._reports: Mapping[str, str] = {}
        self._words = ""
        self._column = len(COLUMNS) - 1
        self._order = Qt.SortOrder.DescendingOrder

    def replace(
        self,
        rows: tuple[SubmissionRow, ...],
        clashes: frozenset[str],
        reports: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Show these rows.

        `clashes` are ids of submissions with a clash to settle; `reports` says by id what became
        of the report, where something did.
        """
        self._all = rows
        self._clashes = clashes
        self._reports = reports
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
        shown = " ".join(self._say(row, number) for number in range(len(COLUMNS))).casefold()
        return all(word in shown for word in wanted)

    def _sort_key(self, row: SubmissionRow) -> Any:  # noqa: ANN401 - of one kind within a column
        heading, _shown, key = COLUMNS[self._column]
        return self._say_state(row) if heading == "State" else key(row)

    def _say(self, row: SubmissionRow, column: int) -> str:
        heading, shown, _key = COLUMNS[column]
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


class QueuePage(QFrame):
    """The start page."""

    chosen = Signal(object)
    """The `Path` of a bundle to open."""
    dropped = Signal(list)
    """Paths of bundles, or of folders with bundles in them."""
    open_asked = Signal()
    demo_asked = Signal()
    newest_asked = Signal()
    """The state that another window has written meanwhile is to be read."""

    def __init__(self, store: Store, actor: str) -> None:
        super().__init__()
        self.setObjectName("queuePage")
        self.setAcceptDrops(True)
        self._store = store
        self._actor = actor
        self._model = QueueModel()
        self._notice = make_label("", wrap=True)
        self._notice.setObjectName("queueNotice")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_table())
        self._newest = QPushButton("Read the newest state")
        self._newest.setObjectName("readNewest")
        self._newest.clicked.connect(self.newest_asked)
        notice = make_row(self._notice, self._newest, gap=16)
        notice.setStretch(0, 1)
        heading = make_label("Submissions", "page")
        top = make_row(heading, 1, *self._make_buttons())
        self.setLayout(make_column(top, notice, self._pages, margin=28, gap=14))
        self._newest.setVisible(store.is_held_elsewhere)
        self.say("")
        self.refresh()

    def refresh(self) -> None:
        """Read the queue again."""
        rows = self._store.read_submissions(self._actor)
        reports = {row.id: find_report_state(self._store, row) for row in rows}
        self._model.replace(rows, self._store.read_clashes(self._actor), reports)
        self._filter.setVisible(bool(rows))
        self._pages.setCurrentIndex(1 if rows else 0)
        first = self._table if rows else self._demo
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_foot(self, widget: QWidget) -> None:
        """Put a widget under the list."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def say(self, sentence: str, *, is_problem: bool = True) -> None:
        """Show a sentence above the list; an empty one takes it away."""
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))
        set_property(self._notice, "tone", "amber" if is_problem else "muted")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102 - Qt's
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102 - Qt's
        urls = event.mimeData().urls()
        self.dropped.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _make_buttons(self) -> list[QWidget]:
        self._filter = QLineEdit()
        self._filter.setObjectName("queueFilter")
        self._filter.setAccessibleName("Find in the list")
        self._filter.setPlaceholderText("Find in the list")
        self._filter.setMaximumWidth(220)
        self._filter.textChanged.connect(self._model.narrow)
        open_button = QPushButton("Open a bundle…")
        open_button.setObjectName("openBundle")
        open_button.setProperty("primary", True)
        open_button.clicked.connect(self.open_asked)
        return [self._filter, open_button]

    def _make_table(self) -> QTableView:
        table = self._table = QTableView()
        table.setObjectName("queue")
        table.setAccessibleName("Submissions")
        table.setModel(self._model)
        table.setSortingEnabled(True)
        table.sortByColumn(len(COLUMNS) - 1, Qt.SortOrder.DescendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(40)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._choose)
        return table

    def _make_empty(self) -> QWidget:
        steps = make_column(margin=0, gap=18)
        for number, title, words in STEPS:
            text = make_column(make_label(title, "title"), make_label(words, "small"), gap=2)
            badge = make_label(number, "page")
            badge.setProperty("tone", "muted")
            badge.setFixedWidth(36)
            steps.addLayout(make_row(badge, text, 1, gap=12))
        demo = self._demo = QPushButton("Try it with the demo bundle")
        demo.setObjectName("openDemo")
        demo.clicked.connect(self.demo_asked)
        hint = make_label("You can also drop a bundle on this window.", "small")
        page = QWidget()
        page.setLayout(
            make_column(
                1, make_row(1, steps, 1), make_row(1, demo, 1), make_row(1, hint, 1), 2, gap=18
            )
        )
        return page

    def _choose(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        self.chosen.emit(Path(row.bundle_path))


def _say_instant(instant: str) -> str:
    """The instant in local time, as people write it; as it stands where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(instant).astimezone():%d %b %Y, %H:%M}"
    except ValueError:
        return instant
