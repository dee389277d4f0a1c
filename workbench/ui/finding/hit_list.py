"""The list of hits: place, the words around, the words found set off, a key for the first nine."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.evidence.finding.hits import Hit
from workbench.ui.finding.hit_model import ROW, Heading, HitModel, HitRow, Index
from workbench.ui.lit_words import LitWords
from workbench.ui.tones import find_tones

_GAP = 8
_LINES = 2
_BATCH = 60
_DIGITS = {Qt.Key(Qt.Key.Key_0 + number): number for number in range(1, 10)}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class HitList(QListView):
    """Arrows choose, Return goes there, and so do the numbers of the first nine."""

    opened = Signal(object)
    """The `HitRow` to go to."""
    left = Signal()
    """Esc was pressed."""
    field_wanted = Signal()
    """Up was pressed on the first hit."""

    def __init__(self) -> None:
        super().__init__()
        self.hits = HitModel(self)
        self.setObjectName("hitList")
        self.setAccessibleName("Hits")
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)

    def go(self, number: int) -> None:
        """Go to the hit of that number, from 1; nothing happens where there is none."""
        index = self.hits.find_hit(number)
        if index.isValid():
            self.setCurrentIndex(index)
            self._open(index)

    def open_current(self) -> None:
        """Go to the hit that is chosen, or to the first."""
        index = self.currentIndex()
        if index.isValid():
            self._open(index)
        else:
            self.go(1)

    def choose_first(self) -> None:
        """Choose the first hit where none is chosen."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.hits.find_hit(1))

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and not event.modifiers() & ~_KEYPAD
            and Qt.Key(event.key()) in {*_DIGITS, *_OPENS, Qt.Key.Key_Escape, Qt.Key.Key_Space}
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        key = Qt.Key(event.key())
        if event.modifiers() & ~_KEYPAD & ~_SHIFT:
            super().keyPressEvent(event)
        elif key in _DIGITS:
            self.go(_DIGITS[key])
        elif key in {*_OPENS, Qt.Key.Key_Space}:
            self.open_current()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex() == self.hits.find_hit(1):
            self.field_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        row = index.data(ROW)
        if isinstance(row, HitRow):
            self.opened.emit(row)


class HitDelegate(QStyledItemDelegate):
    """Draws headings and hits; every hit is as high as any other, so that long lists come fast."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw that row."""
        row = index.data(ROW)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, option, str(row))
        elif isinstance(row, HitRow):
            self._paint_hit(painter, option, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of words and one for the place; a line for a heading."""
        line = option.fontMetrics.height()
        is_heading = isinstance(index.data(ROW), Heading)
        height = line + 2 * _GAP if is_heading else (_LINES + 1) * line + 2 * _GAP
        return QSize(0, height)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(find_tones(option.palette).text))
        room = option.rect.adjusted(_GAP, _GAP, -_GAP, 0)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, elided)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        tones = find_tones(option.palette)
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(tones.accent_wash))
            is_focused = option.state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(tones.accent), 1.5) if is_focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        column = option.fontMetrics.horizontalAdvance("0") + 3 * _GAP
        room = rect.adjusted(column + _GAP, _GAP, -_GAP, -_GAP)
        line = option.fontMetrics.height()
        if row.key:
            cap = QRect(rect.left() + _GAP, room.top(), column - _GAP, line)
            self._paint_key(painter, option, str(row.key), cap)
        painter.setFont(option.font)
        painter.setPen(QColor(tones.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, row.place or row.source.title)
        excerpt = row.listed.excerpt
        start = len(excerpt.before)
        painter.setPen(QColor(tones.text))
        words = LitWords(excerpt.text, option.font, room.width(), most_lines=_LINES)
        hits = (Hit(start, start + len(excerpt.words)),)
        corner = QPointF(room.left(), room.top() + line)
        words.paint(painter, corner, hits, option.palette, is_current=False)

    def _paint_key(
        self, painter: QPainter, option: QStyleOptionViewItem, name: str, cap: QRect
    ) -> None:
        """The key that goes there, as keys are drawn elsewhere."""
        tones = find_tones(option.palette)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones.strong_line), 1))
        painter.setBrush(QColor(tones.panel))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(tones.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, name)
