"""The pages of a document as small pictures, drawn as far as they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.queue import Priority
from workbench.ui.tones import find_tones
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import Kind, Piece

SIDE = 128
"""Logical pixels: no picture is wider or higher."""
_BUDGET_BYTES = 12 * 1024 * 1024
_GAP = 10
_AHEAD = 6
"""Pictures prepared above and below what shows."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size in points, and what it is called."""

    size: tuple[float, float]
    label: str


class _Leaves(QAbstractListModel):
    """The pages as a list."""

    def __init__(self) -> None:
        super().__init__()
        self._leaves: Sequence[Leaf] = ()

    def show(self, leaves: Sequence[Leaf]) -> None:
        self.beginResetModel()
        self._leaves = leaves
        self.endResetModel()

    def find(self, row: int) -> Leaf:
        return self._leaves[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._leaves)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._leaves[index.row()].label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {self._leaves[index.row()].label}"
        return None


class Thumbnails(QListView):
    """Small pages under one another; the one being read is marked."""

    page_chosen = Signal(int)

    def __init__(self, client: PdfClient, kind: Kind) -> None:
        super().__init__()
        self.setObjectName(f"{kind}Thumbnails")
        self.setAccessibleName("Pages")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._leaves = _Leaves()
        self._pictures = PagePictures(
            client, kind, self, budget_bytes=_BUDGET_BYTES, priority=Priority.THUMBNAIL
        )
        self.setModel(self._leaves)
        self.setItemDelegate(_LeafPainter(self))
        self._pictures.arrived.connect(lambda _page: self.viewport().update())
        self.clicked.connect(lambda index: self.page_chosen.emit(index.row()))
        self.activated.connect(lambda index: self.page_chosen.emit(index.row()))

    def show_pages(self, path: str, leaves: Sequence[Leaf]) -> None:
        """Show the pages of that document; none for ""."""
        self._pictures.open(path)
        self._leaves.show(leaves)
        self._ask()

    def mark_page(self, page: int) -> None:
        """Mark that page as the one being read, and keep it in view."""
        index = self._leaves.index(page)
        if index.isValid() and index.row() != self.currentIndex().row():
            self.setCurrentIndex(index)

    def make_piece(self, row: int) -> Piece:
        """The picture of that page."""
        width, height = self._leaves.find(row).size
        scale = SIDE * self.devicePixelRatioF() / max(width, height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        return Piece(row, scale, 0, (0, 0, *size), size)

    def paint_leaf(self, painter: QPainter, rect: QRect, row: int, *, is_current: bool) -> None:
        """One page: paper, picture when it is there, label."""
        tones = find_tones(self.palette())
        piece, ratio = self.make_piece(row), self.devicePixelRatioF()
        size = QSize(round(piece.size[0] / ratio), round(piece.size[1] / ratio))
        left = rect.left() + (rect.width() - size.width()) // 2
        paper = QRect(QPoint(left, rect.top() + _GAP + (SIDE - size.height()) // 2), size)
        painter.fillRect(paper, Qt.GlobalColor.white)
        image = self._pictures.find(piece) or self._pictures.find_like(piece)
        if image is not None:
            painter.drawImage(paper, image)
        line = QColor(tones.accent if is_current else tones.strong_line)
        painter.setPen(QPen(line, 3 if is_current else 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.setPen(QColor(tones.text if is_current else tones.muted))
        under = QRect(rect.left(), rect.top() + SIDE + _GAP, rect.width(), rect.height() - SIDE)
        words = self.fontMetrics().elidedText(
            self._leaves.find(row).label, Qt.TextElideMode.ElideRight, rect.width() - 8
        )
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(under.adjusted(0, 4, 0, 0), int(flags), words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._ask()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: D102 - Qt's
        super().scrollContentsBy(dx, dy)
        self._ask()

    def _ask(self) -> None:
        """Ask for what shows, and for a little around it."""
        count = self._leaves.rowCount()
        if not count or not self.isVisible():
            return
        step = max(1, self.sizeHintForRow(0))
        first = max(0, self.verticalScrollBar().value() // step)
        last = min(count, first + self.viewport().height() // step + 2)
        shown = [self.make_piece(row) for row in range(first, last)]
        near = [
            self.make_piece(row)
            for row in range(max(0, first - _AHEAD), min(count, last + _AHEAD))
            if not first <= row < last
        ]
        self._pictures.want(shown, near, (first + last) // 2)

    def showEvent(self, event: object) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)  # type: ignore[arg-type] # a QShowEvent; only passed on
        self._ask()


class _LeafPainter(QStyledItemDelegate):
    """Has the list paint its pages itself."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails)
        self._thumbnails = thumbnails

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        self._thumbnails.paint_leaf(painter, rect, index.row(), is_current=is_current)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's
        return QSize(SIDE + 2 * _GAP, SIDE + 2 * _GAP + self._thumbnails.fontMetrics().height())
