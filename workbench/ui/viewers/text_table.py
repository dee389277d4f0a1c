"""A table of words: rows and columns as a workbook counts them, nothing computed, nothing run."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_WIDEST = 360


class Rows(QAbstractTableModel):
    """Rows of plain text."""

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [line.split("\t") for line in text.split("\n")]
        self._columns = max(map(len, self._rows))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:  # noqa: D102 - Qt's
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""

    def headerData(  # noqa: D102 - Qt's
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else name_column(section)


class SheetView(QTableView):
    """Shows one sheet at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName("Cells")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)

    def show_rows(self, text: str) -> None:
        """Show those rows from the top."""
        former = self.model()
        self.setModel(Rows(text, self))
        if former is not None:
            former.deleteLater()
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column), _WIDEST))

    def light(self, rows: tuple[int, int], columns: tuple[int, int] | None) -> bool:
        """Select those rows, or cells of them, and bring them into view; False if out of range."""
        last = self.model().columnCount() - 1
        left, right = columns or (0, last)
        top = self.model().index(rows[0], left)
        bottom = self.model().index(min(rows[1], self.model().rowCount() - 1), min(right, last))
        if not top.isValid() or not bottom.isValid():
            return False
        self.selectionModel().select(
            QItemSelection(top, bottom), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True


def name_column(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
