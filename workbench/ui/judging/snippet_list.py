"""The list that `/` opens in a text field: type to narrow it, Return takes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from workbench.ui.judging.snippets import Snippet, find_snippets
from workbench.ui.style import BASE_PIXELS

OPENING = "/"
WIDTH, ROWS = 520, 6


class SnippetList(QListWidget):
    """Lies over the window it belongs to; the field keeps the keyboard."""

    def __init__(
        self,
        field: QPlainTextEdit,
        offer: Callable[[], tuple[Snippet, ...]],
        fill: Callable[[str], str],
    ) -> None:
        super().__init__(field)
        self.setObjectName("snippets")
        self.setAccessibleName("Ready words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._field = field
        self._offer = offer
        self._fill = fill
        self._start = -1
        self.itemClicked.connect(self._take)
        field.installEventFilter(self)
        field.textChanged.connect(self._follow)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if watched is not self._field:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._leave()
        if event.type() == QEvent.Type.ShortcutOverride and self.isVisible():
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if not self.isVisible():
            if event.text() == OPENING and self._is_at_word_start():
                self._start = self._field.textCursor().position()
            return False
        keys = Qt.Key
        if event.key() == keys.Key_Escape:
            self._leave()
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Tab}:
            self._take()
        elif event.key() in {keys.Key_Up, keys.Key_Down}:
            step = -1 if event.key() == keys.Key_Up else 1
            self.setCurrentRow((self.currentRow() + step) % max(self.count(), 1))
        else:
            return False
        return True

    def _is_at_word_start(self) -> bool:
        cursor = self._field.textCursor()
        before = self._field.toPlainText()[: cursor.selectionStart()]
        return not self._field.isReadOnly() and (not before or before[-1].isspace())

    def _follow(self) -> None:
        """Show what fits to the words typed after the stroke."""
        if self._start < 0:
            return
        position = self._field.textCursor().position()
        typed = self._field.toPlainText()[self._start : position]
        found = find_snippets(self._offer(), typed[1:]) if typed.startswith(OPENING) else ()
        if not found:
            self._leave()
            return
        self.clear()
        for snippet in found:
            item = QListWidgetItem(self._fill(snippet.text))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._fill(snippet.text))
            item.setToolTip("Your own" if snippet.is_own else "From the rubric")
            self.addItem(item)
        self.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        window = self._field.window()
        self.setParent(window)
        below = self._field.viewport().mapTo(window, self._field.cursorRect().bottomLeft())
        self.ensurePolished()
        row = max(self.sizeHintForRow(0), 20)
        height = row * min(self.count(), ROWS) + 12
        y = below.y() + 4
        if y + height > window.height():
            y = max(below.y() - height - self._field.cursorRect().height() - 4, 0)
        size = self.fontInfo().pixelSize()
        width = min(WIDTH * size // BASE_PIXELS, window.width() - 16)
        x = min(below.x(), window.width() - width - 8)
        self.setGeometry(x, y, width, height)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def _take(self) -> None:
        item, start = self.currentItem(), self._start
        if self.count() == 0 or start < 0:
            return
        words = item.text()
        self._leave()
        cursor = self._field.textCursor()
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(max(end, start), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        self._field.setTextCursor(cursor)

    def _leave(self) -> None:
        self._start = -1
        self.hide()
