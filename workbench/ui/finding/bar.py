"""The bar at the foot of the evidence: words to find in what is shown, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QToolButton

from workbench.ui.finding.field import FindField
from workbench.ui.pieces import make_column, make_label, make_row, set_property

_REST_MILLISECONDS = 150
"""Words are searched for when nothing was typed for so long."""
_NARROW_EMS = 34
"""Below this width the field has a row of its own."""
_COUNT_SAMPLE = "000 of 0,000"


class FindBar(QFrame):
    """One field, one count, one line of words; knows nothing of what is searched."""

    words_typed = Signal(str)
    """These words are to be found."""
    step_asked = Signal(int)
    """To the next hit (1) or the one before (-1)."""
    everything_asked = Signal(str)
    """These words are to be found in everything that was handed in."""
    left = Signal()
    """The bar is no longer wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.field = FindField("findField")
        self._count = make_label("", "small")
        self._count.setObjectName("findCount")
        width = self._count.fontMetrics().horizontalAdvance(_COUNT_SAMPLE)
        self._count.setMinimumWidth(width)
        self._note = make_label("", "small", wrap=True)
        self._note.setObjectName("findNote")
        self._note.hide()
        self._back = _make_button("findPrevious", "↑", "Previous hit (Shift+F3)")
        self._on = _make_button("findNext", "↓", "Next hit (F3)")
        self._everything = _make_button(
            "findEverything", "Everything…", "Find it in everything that was handed in"
        )
        self._close = _make_button("findClose", "✕", "Find no more (Esc)")
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._build()
        self.show_title("what is shown")
        self.hide()

    def show_title(self, title: str) -> None:
        """Say in what is searched."""
        self.field.setPlaceholderText(f"Find in {title}")
        self.field.setAccessibleName(f"Find in {title}")

    def show_state(self, count: str, note: str, *, can_go: bool, is_missing: bool) -> None:
        """Say how many hits there are, which is the current one, and what else is to be told."""
        is_news = (count, note) != (self._count.text(), self._note.text())
        self._count.setText(count)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_property(self.field, "missing", is_missing)
        self._back.setEnabled(can_go)
        self._on.setEnabled(can_go)
        if is_news and self.isVisible() and (count or note):
            words = " ".join(part for part in (count, note) if part)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Hold no words, and search for none."""
        self.field.clear()
        self._rest.stop()

    def search_now(self) -> bool:
        """Have what was typed searched for at once; False where that was done already."""
        if not self._rest.isActive():
            return False
        self._rest.stop()
        self.words_typed.emit(self.field.text())
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = event.size().width() < _NARROW_EMS * self.fontInfo().pixelSize()
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def _enter(self, step: int) -> None:
        if not self.search_now():
            self.step_asked.emit(step)

    def _build(self) -> None:
        tools = make_row(self._count, 1, self._back, self._on, self._everything, self._close, gap=6)
        self._row = make_row(self.field, tools, gap=6)
        self._row.setStretch(0, 1)
        column = make_column(self._row, self._note, gap=2)
        column.setContentsMargins(12, 6, 8, 6)
        self.setLayout(column)
        self._rest.timeout.connect(lambda: self.words_typed.emit(self.field.text()))
        self.field.textEdited.connect(lambda _words: self._rest.start())
        self.field.textChanged.connect(self._note_cleared)
        self.field.entered.connect(self._enter)
        self.field.stepped.connect(self._enter)
        self.field.left.connect(self.left)
        self._back.clicked.connect(lambda: self._enter(-1))
        self._on.clicked.connect(lambda: self._enter(1))
        self._everything.clicked.connect(lambda: self.everything_asked.emit(self.field.text()))
        self._close.clicked.connect(self.left)

    def _note_cleared(self, words: str) -> None:
        """The button that empties the field says nothing of it by itself."""
        if not words:
            self._rest.start()


def _make_button(name: str, words: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(words)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setToolTip(tip)
    return button
