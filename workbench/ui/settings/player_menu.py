"""The choice of the player: a menu, kept in the settings, and told at the foot of the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workbench.ui.tasks import Tasks
from workbench.ui.video.choice import PREFERENCES, Preference, choose_player
from workbench.ui.video.habits import Habits


class PlayerMenu(QMenu):
    """Says which player is used and why; the next recording follows a new choice."""

    chosen = Signal(object)
    """A `Choice`: at the beginning and after every change."""

    def __init__(self, habits: Habits, tasks: Tasks, parent: QWidget) -> None:
        super().__init__("Recordings are played by", parent)
        self.setObjectName("playerMenu")
        self._habits = habits
        self._tasks = tasks
        group = QActionGroup(self)
        for preference, words in PREFERENCES:
            is_chosen = preference == habits.preference
            action = QAction(words, self, checkable=True, checked=is_chosen)
            action.triggered.connect(partial(self._prefer, preference))
            group.addAction(action)
            self.addAction(action)

    def tell(self) -> None:
        """Emit `chosen`, a little later: asking for VLC may have to load it."""
        self._tasks.run(partial(choose_player, self._habits.preference), self.chosen.emit)

    def _prefer(self, preference: Preference, _is_checked: bool = True) -> None:  # noqa: FBT001, FBT002 - a slot
        self._habits.prefer(preference)
        self.tell()
