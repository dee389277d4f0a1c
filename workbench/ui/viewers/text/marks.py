"""Words lit in a field that shows text: what is cited, every hit of a search, the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from workbench.evidence.finding.hits import Hit
from workbench.ui.lit_words import count_utf16
from workbench.ui.tones import found, found_line

MOST_LIT = 1_000
"""Of more hits than that in one text those around the current one are lit."""
_LINE = 2.0
_PAD = 1
_LOOK = 0.3
"""Where in the height of the view a hit is brought."""


class WordMarks:
    """The marks of one field; it paints the outline after its own paint."""

    def __init__(self, field: QPlainTextEdit | QTextEdit) -> None:
        self._field = field
        self._cited: list[QTextEdit.ExtraSelection] = []
        self._found: list[QTextEdit.ExtraSelection] = []
        self._current: tuple[int, int] | None = None

    def cite(self, cursor: QTextCursor | None, wash: QColor) -> None:
        """Light what that cursor selects as the cited place; nothing for None."""
        self._cited = [] if cursor is None else [_make_selection(cursor, wash)]
        self._apply()

    def show_hits(self, text: str, hits: Sequence[Hit], current: Hit | None) -> None:
        """Light those hits of the text that the field shows."""
        wash = found(self._field.palette())
        counted = count_utf16(text, hits)
        at = hits.index(current) if current is not None else 0
        self._current = (counted[at].start, counted[at].end) if current is not None else None
        first = max(min(at - MOST_LIT // 2, len(counted) - MOST_LIT), 0)
        self._found = [
            _make_selection(self._make_cursor(hit.start, hit.end), wash)
            for hit in counted[first : first + MOST_LIT]
        ]
        self._apply()

    def go_to_current(self) -> None:
        """Bring the current hit into view, unless it is."""
        if self._current is None:
            return
        rects = self._list_rects(*self._current)
        view = self._field.viewport().rect()
        if rects and all(view.contains(rect) for rect in rects):
            return
        cursor = self._make_cursor(self._current[0], self._current[0])
        self._field.setTextCursor(cursor)
        self._field.ensureCursorVisible()
        rect = self._field.cursorRect(cursor)
        bar = self._field.verticalScrollBar()
        away = rect.top() - round(view.height() * _LOOK)
        if isinstance(self._field, QPlainTextEdit):  # which scrolls by lines
            away //= max(rect.height(), 1)
        bar.setValue(bar.value() + away)

    def paint(self) -> None:
        """Draw the outline of the current hit."""
        rects = self._list_rects(*self._current) if self._current is not None else []
        if not rects:
            return
        painter = QPainter(self._field.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(found_line(self._field.palette()), _LINE))
        for rect in rects:
            painter.drawRoundedRect(QRectF(rect).adjusted(-_PAD, 0, _PAD, 0), 3, 3)
        painter.end()

    def _apply(self) -> None:
        self._field.setExtraSelections([*self._cited, *self._found])
        self._field.viewport().update()

    def _make_cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._field.document())
        last = self._field.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _list_rects(self, start: int, end: int) -> list[QRect]:
        """One for each line on screen that the stretch stands on."""
        rects: list[QRect] = []
        for position in range(start, end):
            near = self._field.cursorRect(self._make_cursor(position, position))
            far = self._field.cursorRect(self._make_cursor(position + 1, position + 1))
            letter = near if far.top() != near.top() else near.united(far)
            if rects and rects[-1].top() == letter.top():
                rects[-1] = rects[-1].united(letter)
            else:
                rects.append(letter)
        return rects


def _make_selection(cursor: QTextCursor, wash: QColor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(wash)
    is_light = wash.lightnessF() > 0.5  # noqa: PLR2004 - half way
    mark.format.setForeground(Qt.GlobalColor.black if is_light else Qt.GlobalColor.white)
    return mark
