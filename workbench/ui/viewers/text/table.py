"""A table of words: rows and columns as a workbook counts them, nothing computed, nothing run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from workbench.evidence.finding.hits import Hit
from workbench.ui.tones import found, found_line, lit

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_WIDEST = 360
_ROOM = 1.6
"""Around the words of a cell, in heights of a line, which grow as the style sheet's do."""
_MEASURED_ROWS = 100
_IS_CURRENT = Qt.ItemDataRole.UserRole
"""True for a cell of the hit that one has gone to."""

Cell = tuple[int, int]
"""Row and column, from 0."""


class Rows(QAbstractTableModel):
    """Rows of plain text."""

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [line.split("\t") for line in text.split("\n")]
        self._columns = max(map(len, self._rows))
        self._lit: tuple[range, range, QColor] | None = None
        self._found: dict[Cell, QColor] = {}
        self._current: frozenset[Cell] = frozenset()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else self._columns

    def data(  # noqa: D102 - Qt's
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | QColor | bool | None:
        if role == _IS_CURRENT:
            return (index.row(), index.column()) in self._current
        if role in {Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ForegroundRole}:
            return self._find_colour(index, role)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""

    def find_longest(self, column: int) -> str:
        """The longest words of that column in the rows near the top."""
        cells = (row[column] for row in self._rows[:_MEASURED_ROWS] if column < len(row))
        return max(cells, key=len, default="")

    def light(self, rows: range, columns: range, wash: QColor) -> None:
        """Wash those cells in that colour, as the cited ones."""
        self._lit = (rows, columns, wash)
        self._tell()

    def show_found(self, cells: Sequence[Cell], current: Sequence[Cell], wash: QColor) -> None:
        """Wash those cells as found; the current ones are to have an outline."""
        self._found = dict.fromkeys(cells, wash)
        self._current = frozenset(current)
        self._tell()

    def _tell(self) -> None:
        last = self.index(len(self._rows) - 1, self._columns - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _find_colour(self, index: Index, role: int) -> QColor | None:
        wash = self._found.get((index.row(), index.column()))
        if wash is None:
            if self._lit is None or index.row() not in self._lit[0]:
                return None
            if index.column() not in self._lit[1]:
                return None
            wash = self._lit[2]
        if role == Qt.ItemDataRole.BackgroundRole:
            return wash
        return QColor("black" if wash.lightnessF() > 0.5 else "white")  # noqa: PLR2004 - half way

    def headerData(  # noqa: D102 - Qt's
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1) if orientation == Qt.Orientation.Vertical else name_column(section)


class LitCells(QStyledItemDelegate):
    """Paints the wash of lit cells, which a style sheet for items leaves out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Wash, then what the cell holds, then the outline of the current hit."""
        wash = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(wash, QColor):
            painter.fillRect(option.rect, wash)
        super().paint(painter, option, index)
        if index.data(_IS_CURRENT):
            painter.save()
            painter.setPen(QPen(found_line(option.palette), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class SheetView(QTableView):
    """Shows one sheet at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = Rows("", self)
        self._hits: Sequence[Hit] = ()
        self._cells: list[tuple[Cell, ...]] = []
        """For each of these hits the cells that it stands in."""
        self._current: Cell | None = None
        self.setObjectName("sheet")
        self.setAccessibleName("Cells")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setItemDelegate(LitCells(self))
        self.setTabKeyNavigation(False)

    def show_rows(self, text: str) -> None:
        """Show those rows from the top."""
        self._hits, self._cells, self._current = (), [], None
        former, self._rows = self._rows, Rows(text, self)
        self.setModel(self._rows)
        former.deleteLater()
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the longest words near the top; Qt asks a thousand rows for each column."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        room = round(_ROOM * metrics.height())
        for column in range(self._rows.columnCount()):
            wide = metrics.horizontalAdvance(self._rows.find_longest(column)) + room
            self.setColumnWidth(column, max(min(wide, _WIDEST), header.sectionSizeHint(column)))

    def light(self, rows: tuple[int, int], columns: tuple[int, int] | None) -> None:
        """Light those rows, or cells of them, and bring them into view; out of range: nothing."""
        model = self._rows
        left, right = columns or (0, model.columnCount() - 1)
        first = model.index(rows[0], left)
        if not first.isValid():
            return
        model.light(range(rows[0], rows[1] + 1), range(left, right + 1), lit(self.palette()))
        self.setCurrentIndex(first)
        self.clearSelection()
        self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)

    def show_hits(self, text: str, hits: Sequence[Hit], current: Hit | None) -> None:
        """Light the cells of those hits of the rows shown."""
        if hits is not self._hits:
            self._hits, self._cells = hits, find_cells(text, hits)
        here = self._cells[hits.index(current)] if current is not None else ()
        self._current = here[0] if here else None
        cells = [cell for cells in self._cells for cell in cells]
        self._rows.show_found(cells, here, found(self.palette()))

    def go_to_found(self) -> None:
        """Bring the current hit into view."""
        if self._current is not None:
            self.scrollTo(self._rows.index(*self._current))


def find_cells(text: str, hits: Sequence[Hit]) -> list[tuple[Cell, ...]]:
    """For each hit, in order, the cells of a table, parted by tabs and line ends, it stands in."""
    found_cells = []
    row = column = at = 0
    for hit in hits:
        row, column = _pass_over(text[at : hit.start], row, column)
        at = hit.start
        cells = [(row, column)]
        for number, letter in enumerate(text[hit.start : hit.end], hit.start):
            if letter in "\t\n":
                row, column = _pass_over(letter, row, column)
                at = number + 1
                cells.append((row, column))
        found_cells.append(tuple(cells))
    return found_cells


def _pass_over(text: str, row: int, column: int) -> Cell:
    """Where one is after that text."""
    lines = text.count("\n")
    tabs = text.count("\t", text.rfind("\n") + 1)
    return (row + lines, tabs if lines else column + tabs)


def name_column(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
