"""A plain text field that grows with its words and never holds on to the Tab key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QSizePolicy

from workbench.ui.judging.spelling import Speller, SpellingMarks, find_word
from workbench.ui.tones import find_tones


class GrowingText(QPlainTextEdit):
    """Between one and `most_lines` lines high; pasted text arrives without its formatting."""

    left = Signal()
    """The field lost the keyboard."""
    word_kept = Signal(str)
    """The assessor keeps that word as one that is spelled right."""

    def __init__(self, placeholder: str = "", *, most_lines: int = 8) -> None:
        super().__init__()
        self._most_lines = most_lines
        self._speller: Speller | None = None
        self._marks: SpellingMarks | None = None
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(200, self._fitting_height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(80, self._fitting_height(most=1))

    def use_speller(self, speller: Speller | None) -> None:
        """Mark words that the speller does not know; the menu proposes others."""
        self._speller = speller
        if self._marks is None and speller is not None:
            self._marks = SpellingMarks(self.document(), QColor(find_tones(self.palette()).amber))
        if self._marks is not None:
            self._marks.use(speller)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102 - Qt's
        menu = self.createStandardContextMenu()
        cursor = self.cursorForPosition(event.pos())
        if self._speller is not None and not self.isReadOnly():
            self._propose(menu, self._speller, cursor)
        menu.exec(event.globalPos())

    def _propose(self, menu: QMenu, speller: Speller, cursor: QTextCursor) -> None:
        """Put what may be meant at the head of the menu, if the word there is not known."""
        found = find_word(cursor.block().text(), cursor.positionInBlock())
        if found is None or speller.knows(found[1]):
            return
        start, word = found
        first = menu.actions()[0]
        cursor.setPosition(cursor.block().position() + start)
        cursor.setPosition(cursor.position() + len(word), QTextCursor.MoveMode.KeepAnchor)
        for other in speller.suggest(word):
            action = QAction(other, menu)
            action.triggered.connect(partial(self._replace, cursor, other))
            menu.insertAction(first, action)
        keep = QAction(f"Keep “{word}” as a word", menu)
        keep.triggered.connect(partial(self._keep, word))
        menu.insertAction(first, keep)
        menu.insertSeparator(first)

    def _replace(self, cursor: QTextCursor, word: str) -> None:
        cursor.insertText(word)

    def _keep(self, word: str) -> None:
        if self._speller is not None and self._marks is not None:
            self._speller.keep(word)
            self._marks.rehighlight()
            self.word_kept.emit(word)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102 - Qt's
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
            return
        super().wheelEvent(event)

    def _grow(self) -> None:
        height = self._fitting_height()
        if height != self.height():
            self.setFixedHeight(height)
        is_full = self._count_lines() > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_full else policy.ScrollBarAlwaysOff
        )

    def _count_lines(self) -> int:
        return max(round(self.document().size().height()), 1)

    def _fitting_height(self, most: int | None = None) -> int:
        lines = min(self._count_lines(), most or self._most_lines)
        around = self.height() - self.viewport().height()
        inside = 2 * round(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + inside + around + 1
