"""Find in everything: a field, how far the search is, and the hits, beside the evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QToolButton

from workbench.report.phrases import say_count
from workbench.ui.finding.everything import Batch, EverythingSearch
from workbench.ui.finding.field import FindField
from workbench.ui.finding.hit_list import HitList
from workbench.ui.pieces import make_column, make_label, make_link, make_row
from workbench.ui.session import Session

_REST_MILLISECONDS = 250
_SAY_MILLISECONDS = 100
"""How far the search is, is told that often at most."""
_INSET = 10
"""What is listed stands as far in as what is above and below."""
_NAMED = 3
"""So many artifacts without text are named; of more it is told how many."""


class FindPanel(QFrame):
    """The list stays while one goes from hit to hit."""

    hit_chosen = Signal(object, str)
    """(`HitRow`, words): that hit is to be shown."""
    left = Signal()
    """The list is no longer wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("findPanel")
        self.search = EverythingSearch(session, self)
        self.field = FindField("findEverythingField")
        self.field.setPlaceholderText("Words, anywhere in the submission")
        self.field.setAccessibleName("Find in everything that was handed in")
        self.list = HitList()
        self._state = make_label("", "small", wrap=True)
        self._state.setObjectName("findEverythingState")
        self._stop = make_link("findStop", "Stop", self.search.stop)
        self._stop.setAccessibleName("Search no further")
        self._stop.hide()
        self._counts: dict[str, int] = {}
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._say = QTimer(self, singleShot=True, interval=_SAY_MILLISECONDS)
        self._build()
        session.closed.connect(self.field.clear)

    def begin(self, words: str = "") -> None:
        """Make ready to type, with those words or with what was searched for last."""
        if words.strip() and words != self.field.text():
            self.field.setText(words)
            self._find()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def go(self, number: int) -> None:
        """Go to the hit of that number, from 1."""
        self.list.go(number)

    @property
    def is_news(self) -> bool:
        """True while more was found than was told yet."""
        return self._say.isActive()

    def close_search(self) -> None:
        """Stop, and end the thread of the search."""
        self._rest.stop()
        self._say.stop()
        self.search.close()

    def _find(self) -> None:
        self._rest.stop()
        if self.field.text() != self.search.words or not self._counts:
            self.search.find(self.field.text())

    def _enter(self, _step: int) -> None:
        """Return in the field: the first hit, and the list has the keyboard from then on."""
        if self._rest.isActive():
            self._find()
        elif self.list.hits.listed:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.open_current()

    def _enter_list(self, step: int) -> None:
        if step > 0 and self.list.hits.listed:
            self.list.choose_first()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_list(self) -> None:
        self.list.hits.clear()
        self._counts.clear()
        self._say_state()

    def _add(self, batch: Batch) -> None:
        self._counts[f"{batch.source.kind} {batch.source.key}"] = batch.count
        self.list.hits.add(batch)
        self._say_soon()

    def _say_soon(self) -> None:
        if not self._say.isActive():
            self._say.start()

    def _say_state(self) -> None:
        was = self._state.text()
        self._state.setText(say_state(self.search, sum(self._counts.values())))
        self._stop.setVisible(self.search.is_running)
        if not self.search.is_running and self.isVisible() and was != self._state.text():
            event = QAccessibleAnnouncementEvent(self, self._state.text())
            QAccessible.updateAccessibility(event)

    def _build(self) -> None:
        close = QToolButton()
        close.setObjectName("findPanelClose")
        close.setText("✕")
        close.setAccessibleName("Close the list")
        close.setToolTip("Close the list (Esc)")
        close.clicked.connect(self.left)
        title = make_row(make_label("Find in everything", "title"), 1, close)
        state = make_row(self._state, self._stop)
        state.setStretch(0, 1)
        hints = make_label(
            "Numbers, or arrows and Return, go there; Esc goes back.", "small", wrap=True
        )
        head = make_column(title, self.field, state, gap=8)
        head.setContentsMargins(18, 16, 18, 8)
        foot = make_column(hints)
        foot.setContentsMargins(18, 8, 18, 10)
        middle = make_column(self.list)
        middle.setContentsMargins(_INSET, 0, 2, 0)
        column = make_column(head, middle, foot, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self._rest.timeout.connect(self._find)
        self._say.timeout.connect(self._say_state)
        self.field.textChanged.connect(lambda _words: self._rest.start())
        self.field.entered.connect(self._enter)
        self.field.stepped.connect(self._enter_list)
        self.field.left.connect(self.left)
        self.list.left.connect(self.left)
        self.list.field_wanted.connect(self.begin)
        self.list.opened.connect(lambda row: self.hit_chosen.emit(row, self.search.words))
        self.search.began.connect(self._begin_list)
        self.search.found.connect(self._add)
        self.search.progressed.connect(self._say_soon)


def say_state(search: EverythingSearch, count: int) -> str:
    """How much was found in how much, and what could not be searched, in sentences."""
    if not search.words.strip():
        return "Answers, explanations, pages, captions, slides and sheets are searched."
    found = f"{say_count(count, 'hit')}."
    if not count:
        found = "Nothing found so far." if search.is_running else "Nothing found."
    return " ".join(part for part in (found, _say_progress(search), _say_missing(search)) if part)


def _say_progress(search: EverythingSearch) -> str:
    if not search.is_running:
        is_whole = search.done == search.total
        return "" if is_whole else "The search was stopped before it had come to the end."
    if search.waits:
        left = search.total - search.done
        return f"{left} {'artifact is' if left == 1 else 'artifacts are'} still being read …"
    return f"Searching, {search.done} of {search.total} …"


def _say_missing(search: EverythingSearch) -> str:
    titles = search.without_text
    if search.is_running or not titles:
        return ""
    names = ", ".join(f"“{title}”" for title in titles[:_NAMED])
    if len(titles) > _NAMED:
        names += f" and {len(titles) - _NAMED} more"
    return f"No words to search in {names}."
