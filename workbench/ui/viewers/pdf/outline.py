"""The headings of a document as a tree; the one that is being read is marked."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

from workbench.evidence.pdf.messages import Described
from workbench.ui.viewers.pdf.pieces import Kind

_PAGE_ROLE = Qt.ItemDataRole.UserRole


class Outline(QTreeView):
    """Leads to the page of a heading."""

    page_chosen = Signal(int)

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setObjectName(f"{kind}Outline")
        self.setAccessibleName("Outline")
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setModel(QStandardItemModel(self))
        self._headings: list[tuple[int, QStandardItem]] = []
        """Those that lead to a page, by its index."""
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_document(self, document: Described) -> None:
        """Show the headings of that document."""
        model = QStandardItemModel(self)
        parents = [model.invisibleRootItem()]
        self._headings.clear()
        for level, title, page in document.outline:
            item = QStandardItem(title.strip() or "(without a title)")
            item.setData(page, _PAGE_ROLE)
            item.setToolTip("" if page < 0 else f"Page {page + 1} of {document.pages}")
            del parents[max(level, 1) :]
            parents[-1].appendRow(item)
            parents.append(item)
            if page >= 0:
                self._headings.append((page, item))
        if not document.outline:
            nothing = QStandardItem("This document has no outline.")
            nothing.setEnabled(False)
            model.appendRow(nothing)
        self._headings.sort(key=lambda heading: heading[0])
        old = self.model()
        self.setModel(model)
        old.deleteLater()
        self.expandToDepth(0)

    def mark_page(self, page: int) -> None:
        """Mark the last heading that stands on that page or before it."""
        number = bisect_right(self._headings, page, key=lambda heading: heading[0])
        if number:
            self.setCurrentIndex(self._headings[number - 1][1].index())

    def _choose(self, index: QModelIndex) -> None:
        page = index.data(_PAGE_ROLE)
        if isinstance(page, int) and page >= 0:
            self.page_chosen.emit(page)
