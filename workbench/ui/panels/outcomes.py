"""The left panel: parts, essential outcomes and details with their state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from workbench.assessment.credential import Rubric
from workbench.assessment.review import Review
from workbench.assessment.scoring import is_below_passing
from workbench.ui.session import Session
from workbench.ui.target_names import name_target
from workbench.ui.tones import find_tones
from workbench.ui.walk import MAP, SCORING

MOST_SIZES = 2000
State = Literal["open", "passing", "below", "stuck", "clash", "heading", "page"]
SIGNS: dict[State, str] = {
    "open": "○",
    "passing": "✓",
    "below": "✗",
    "stuck": "?",
    "clash": "≠",
    "heading": "",
    "page": "▤",
}
SAID: dict[State, str] = {
    "open": "not judged yet",
    "passing": "judged, passing",
    "below": "judged, below passing",
    "stuck": "cannot be judged",
    "clash": "judged twice, to be settled",
    "heading": "",
    "page": "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; a heading has no target."""

    text: str
    target: str | None
    state: State
    note: str = ""
    is_deciding: bool = False

    @property
    def mark(self) -> str:
        """What stands at its right end."""
        return "◆" if self.is_deciding else self.note

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = [self.text, SAID[self.state], self.note]
        return ", ".join(part for part in (*parts, "decides" * self.is_deciding) if part)


def list_rows(rubric: Rubric, review: Review, deciding: tuple[str, ...]) -> tuple[Row, ...]:
    """All lines, in the order of reading."""
    confirmed: State = "open"
    if review.refusal is not None:
        confirmed = "below"
    elif review.is_confirmed:
        confirmed = "passing"
    rows = [
        Row("Can it be scored?", SCORING, confirmed),
        Row("Map of the evidence", MAP, "page"),
    ]
    for part in rubric.parts:
        if part.kind != "portfolio":
            title = name_target(rubric, part.id)
            rows.append(_make_row(rubric, review, part.id, title, deciding))
        for outcome in part.outcomes:
            judged = sum(review.judgment(d.id).is_made for d in outcome.details)
            note = f"{judged}/{len(outcome.details)}"
            rows.append(Row(f"{outcome.id} {outcome.title}", None, "heading", note))
            rows += [
                _make_row(rubric, review, d.id, name_target(rubric, d.id), deciding)
                for d in outcome.details
            ]
    return tuple(rows)


def _make_row(
    rubric: Rubric, review: Review, target: str, text: str, deciding: tuple[str, ...]
) -> Row:
    judgment = review.judgment(target)
    state: State = "open"
    if target in review.clashes:
        state = "clash"
    elif judgment.cannot_judge is not None:
        state = "stuck"
    elif judgment.is_made:
        state = "below" if is_below_passing(rubric, judgment) else "passing"
    return Row(text, target, state, is_deciding=state == "below" and target in deciding)


class OutcomesModel(QAbstractListModel):
    """The lines as a Qt model."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def replace(self, rows: tuple[Row, ...]) -> None:
        """Show these lines; the selection stays where it was."""
        if len(rows) == len(self.rows):
            earlier, self.rows = self.rows, rows
            for number, (new, old) in enumerate(zip(rows, earlier, strict=True)):
                if new != old:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(  # noqa: D102 - Qt's
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(  # noqa: D102 - Qt's
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == Qt.ItemDataRole.UserRole else None

    def flags(  # noqa: D102 - Qt's
        self, index: QModelIndex | QPersistentModelIndex
    ) -> Qt.ItemFlag:
        if self.rows[index.row()].target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OutcomesDelegate(QStyledItemDelegate):
    """Draws one line: sign, words, and a count or the mark of a deciding detail."""

    indent = 36
    right = 18

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sizes: dict[tuple[Row, int, str], QSize] = {}
        """By line, width and font: the list asks for all of them at every change of one."""

    def sizeHint(  # noqa: D102 - Qt's
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget
        outer = view.viewport().width() if isinstance(view, QListView) else 200
        key = (row, outer, option.font.key())
        if key not in self._sizes:
            if len(self._sizes) > MOST_SIZES:
                self._sizes.clear()
            self._sizes[key] = self._measure(row, outer, option)
        return self._sizes[key]

    def _measure(self, row: Row, outer: int, option: QStyleOptionViewItem) -> QSize:
        font = _font_of(row, option)
        left = 16 if row.state == "heading" else self.indent
        width = outer - left - self._leave(row, font) - 8
        flags = Qt.TextFlag.TextWordWrap
        words = QFontMetrics(font).boundingRect(QRect(0, 0, width, 400), flags, row.text)
        return QSize(outer, words.height() + (22 if row.state == "heading" else 12))

    def paint(  # noqa: D102 - Qt's
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        view = option.widget
        is_current = isinstance(view, QListView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            _paint_card(painter, option.rect, option.palette)
        self._paint_words(painter, option, row, is_current=is_current)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, *, is_current: bool
    ) -> None:
        tones = find_tones(option.palette)
        rect = option.rect
        is_heading = row.state == "heading"
        font = _font_of(row, option)
        font.setWeight(QFont.Weight.DemiBold if is_current or is_heading else QFont.Weight.Normal)
        painter.setFont(font)
        left = 16 if is_heading else self.indent
        words = rect.adjusted(left, 10 if is_heading else 0, -self._leave(row, font) - 8, 0)
        painter.setPen(QColor(tones.muted if is_heading else tones.text))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, align, row.text)
        sign = {"passing": tones.green, "below": tones.amber}
        sign |= {"stuck": tones.warning, "clash": tones.warning}
        painter.setPen(QColor(sign.get(row.state, tones.muted)))
        box = QRect(rect.left() + 14, rect.top(), 18, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[row.state])
        edge = rect.adjusted(0, 10 if is_heading else 0, -16, 0)
        painter.setPen(QColor(tones.amber if row.is_deciding else tones.muted))
        painter.drawText(
            edge, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.mark
        )

    def _leave(self, row: Row, font: QFont) -> int:
        """Pixels at the right that the words leave to what stands there."""
        return max(self.right, QFontMetrics(font).horizontalAdvance(row.mark) + 14)


def _font_of(row: Row, option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    if row.state == "heading":
        font.setPixelSize(max(font.pixelSize() - 1, 9))
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _paint_card(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    tones = find_tones(palette)
    painter.setPen(QColor(tones.strong_line))
    painter.setBrush(QColor(tones.panel))
    painter.drawRoundedRect(rect.adjusted(7, 1, -8, -1), 6, 6)


class OutcomesPanel(QListView):
    """Lists what is judged; choosing a line goes there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("outcomes")
        self.setAccessibleName("Parts, outcomes and details")
        self._model = OutcomesModel()
        self.setModel(self._model)
        self.setItemDelegate(OutcomesDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setViewportMargins(0, 10, 0, 10)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._session = session
        self.selectionModel().currentChanged.connect(self._choose)
        session.opened.connect(self._refresh)
        session.judgment_recorded.connect(self._refresh)
        session.review_changed.connect(self._refresh)
        session.target_changed.connect(self._select)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._settling.start()

    def _settle(self) -> None:
        """Lay out anew, which Qt does when the height changes alone, and keep the place in view."""
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def _refresh(self) -> None:
        session = self._session
        deciding = session.decision.deciding
        self._model.replace(list_rows(session.rubric, session.review, deciding))
        self._select(session.target)

    def _select(self, target: str) -> None:
        for index in self._find_indexes(target):
            if index != self.currentIndex():
                self.setCurrentIndex(index)
                self.scrollTo(index)

    def _find_indexes(self, target: str) -> Iterator[QModelIndex]:
        for number, row in enumerate(self._model.rows):
            if row.target == target:
                yield self._model.index(number)

    def _choose(self, index: QModelIndex) -> None:
        target = self._model.rows[index.row()].target if index.isValid() else None
        if target is not None and target != self._session.target:
            self._session.show(target)
