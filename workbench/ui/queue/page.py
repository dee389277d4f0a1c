"""The queue: every submission opened on this computer, and the way to open another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QWidget,
)

from workbench.exchange.trust import TrustListError, find_earlier_keys
from workbench.store.store import Store
from workbench.ui.pieces import make_button, make_column, make_label, make_row, set_property
from workbench.ui.queue.due_dates import NONE, DueDialog, keep_due, read_due
from workbench.ui.queue.keeping import find_report_state
from workbench.ui.queue.model import COLUMNS, QueueModel
from workbench.ui.queue.table import QueueTable

STEPS = (
    ("1", "Open a bundle", "A .zip file or a folder that the program staff sent you."),
    ("2", "Walk the evidence", "Press n: each cited page or moment opens beside the claim."),
    ("3", "Judge and report", "Number keys set the level; Ctrl+Return finishes and reports."),
)
MEASURED_ROWS = 60
"""So many rows decide how wide a column is: measuring all takes a second where there are many."""


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
        self._newest = make_button("readNewest", "Read the newest state", self.newest_asked.emit)
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
        dues = {row.id: due for row in rows if (due := read_due(self._store, row))}
        self._model.replace(rows, self._store.read_clashes(self._list_keys()), reports, dues)
        self._due.setEnabled(False)
        self._due.setVisible(bool(rows))
        self._filter.setVisible(bool(rows))
        self._pages.setCurrentIndex(1 if rows else 0)
        first = self._table if rows else self._demo
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_keys(self) -> set[str]:
        """The keys of this assessor, now and before."""
        with suppress(TrustListError):  # told where the keys are; here the own one counts
            return {self._actor, *find_earlier_keys(self._store.folder, self._actor)}
        return {self._actor}

    def ask_due(self) -> None:
        """Ask until when the review of the chosen row is due."""
        index = self._table.currentIndex()
        if not index.isValid() or self._store.is_read_only:
            return
        row = self._model.rows[index.row()]
        dialog = DueDialog(row, read_due(self._store, row), self)
        result = dialog.exec()
        if result:
            keep_due(self._store, row, None if result == NONE else dialog.chosen)
            self.refresh()
            self._choose_row(row.id)

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
        self._due = make_button("dueDateOfRow", "Due date…", self.ask_due)
        way = make_button("openBundle", "Open a bundle…", self.open_asked.emit, "primary")
        return [self._filter, self._due, way]

    def _make_table(self) -> QTableView:
        table = self._table = QueueTable()
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
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        table.fit()
        table.activated.connect(self._choose)
        table.selectionModel().currentRowChanged.connect(
            lambda now, _before: self._due.setEnabled(
                now.isValid() and not self._store.is_read_only
            )
        )
        return table

    def _make_empty(self) -> QWidget:
        steps = make_column(margin=0, gap=18)
        for number, title, words in STEPS:
            text = make_column(make_label(title, "title"), make_label(words, "small"), gap=2)
            badge = make_label(number, "page")
            badge.setProperty("tone", "muted")
            badge.setFixedWidth(36)
            steps.addLayout(make_row(badge, text, 1, gap=12))
        words = "Try it with the demo bundle"
        demo = self._demo = make_button("openDemo", words, self.demo_asked.emit)
        hint = make_label("You can also drop a bundle on this window.", "small")
        page = QWidget()
        page.setLayout(
            make_column(
                1, make_row(1, steps, 1), make_row(1, demo, 1), make_row(1, hint, 1), 2, gap=18
            )
        )
        return page

    def _choose_row(self, submission: str) -> None:
        number = next((n for n, r in enumerate(self._model.rows) if r.id == submission), None)
        if number is not None:
            self._table.selectRow(number)

    def _choose(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        self.chosen.emit(Path(row.bundle_path))
