"""Find in what is shown: the bar, and the search behind it, over one viewer after another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from workbench.report.phrases import say_count
from workbench.ui.finding.bar import FindBar
from workbench.ui.finding.finder import Finder
from workbench.ui.tasks import Tasks
from workbench.ui.viewers.searchable import Searchable, Spot

_MOST_SELECTED = 120
"""Letters: who has selected more does not want to search for them."""
_ROUND = {
    "": "",
    "top": "Past the last hit: on from the first.",
    "bottom": "Before the first hit: on from the last.",
}


class QuickFind(QObject):
    """Ties the bar to what the evidence shows."""

    jumped = Signal(object)
    """The reader was taken to that `Place` of what is shown."""
    everything_asked = Signal(str)
    """These words are to be found in everything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = FindBar()
        self._tasks: Tasks | None = None
        self._finder: Finder | None = None
        self._ground: Searchable | None = None
        self._last = ""
        """What was searched for when the bar was last closed."""
        self._came_from: QWidget | None = None
        self._has_offered = False
        """Whether it was said that there are no words here, and what can be done about it."""
        self.bar.words_typed.connect(self._find)
        self.bar.step_asked.connect(self.go_on)
        self.bar.left.connect(self.end)
        self.bar.everything_asked.connect(self.everything_asked)

    @property
    def is_on(self) -> bool:
        """Whether the bar is there."""
        return not self.bar.isHidden()

    @property
    def finder(self) -> Finder:
        """The search, with a thread of its own from the first use on."""
        if self._finder is None:
            self._tasks = Tasks(self, threads=1)
            self._finder = Finder(self._tasks, self)
            self._finder.changed.connect(self._tell)
            self._finder.jumped.connect(self.jumped)
        return self._finder

    def turn_to(self, ground: Searchable | None, title: str) -> None:
        """Search in that from now on; nothing happens where that is so."""
        self.bar.show_title(title)
        if ground is not self._ground:
            self._ground = ground
            if self.is_on:
                self.finder.turn_to(ground)
            elif self._finder is not None:
                self._finder.turn_to(None)

    def begin(self, words: str | None = None) -> None:
        """Open the bar with those words, ready to be typed over, and go to the first hit.

        Without words, with what is selected, or what was last searched for: then one stays.
        """
        self._open()
        field = self.bar.field
        sought = self.find_selected() if words is None else words
        if sought or not field.text():
            field.setText(sought or self._last)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        self.finder.begin()
        if field.text() != self.finder.words:
            self.finder.find(field.text(), goes=words is not None)
        self._tell()

    def find_selected(self) -> str:
        """The few words that are selected in what is shown; "" where none are, or many."""
        selected = self._ground.find_selected() if self._ground is not None else ""
        words = " ".join(selected.split())
        return words if len(words) <= _MOST_SELECTED else ""

    def go_on(self, step: int) -> None:
        """To the next hit (1) or the one before; opens the bar where it is not open."""
        if not self.is_on:
            self.begin()
        if not self.bar.search_now():
            self.finder.go_on(step)

    def show_hit(self, words: str, spot: Spot) -> None:
        """Open the bar with these words, and go to that very hit."""
        self._open()
        self.bar.field.setText(words)
        self.finder.find_spot(words, spot)

    def end(self) -> None:
        """Close the bar, light nothing, and give the keyboard back."""
        if not self.is_on:
            return
        self._last = self.bar.field.text()
        had_focus = self.bar.isAncestorOf(QApplication.focusWidget() or self.bar)
        self.bar.hide()
        if self._finder is not None:
            self._finder.end()
            self._finder.turn_to(None)
        came_from, self._came_from = self._came_from, None
        # what had the keyboard may have been made anew meanwhile, as citations are
        if had_focus and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Close the bar and remember no words: the submission is closed."""
        self.end()
        self._last = ""
        self.bar.clear()

    def close(self) -> None:
        """End the search and its thread; may be asked again afterwards."""
        self.forget()
        if self._tasks is not None:
            self._tasks.close()
        self._tasks = self._finder = None

    def _open(self) -> None:
        if not self.is_on:
            self._came_from = QApplication.focusWidget()
            self.bar.show()
            self.finder.turn_to(self._ground)

    def _find(self, words: str) -> None:
        self.finder.find(words)

    def _tell(self) -> None:
        finder = self.finder
        is_lacking = finder.is_empty and bool(finder.words.strip())
        if is_lacking and not self._has_offered and self._ground is not None:
            self._ground.offer_text()
        self._has_offered = is_lacking
        count, note, is_missing = _say_state(finder, self._ground)
        self.bar.show_state(count, note, can_go=finder.count > 0, is_missing=is_missing)


def _say_state(finder: Finder, ground: Searchable | None) -> tuple[str, str, bool]:
    """The count, the line below it, and whether nothing was found."""
    if ground is None:
        return "", "Nothing is shown that could be searched.", False
    if not finder.words.strip():
        return "", "", False
    if finder.is_empty:
        return "", ground.say_empty(), True
    if finder.is_complete and not finder.count:
        return "No hits", "", True
    return _say_count(finder), _ROUND[finder.went_round], False


def _say_count(finder: Finder) -> str:
    count = finder.count
    if not finder.is_complete:
        return f"{count:,} so far" if count else "Searching …"
    if finder.ordinal:
        return f"{finder.ordinal:,} of {count:,}"
    return say_count(count, "hit")
