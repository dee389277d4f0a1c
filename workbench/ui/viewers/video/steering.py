"""What keys, buttons and the mouse do to the recording that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from workbench.assessment.locator import Place
from workbench.ui.video.player import Player
from workbench.ui.viewers.video.bracket import Bracket
from workbench.ui.viewers.video.buttons import SKIP_SECONDS
from workbench.ui.viewers.video.clock import speak_time
from workbench.ui.viewers.video.players import PlayerPair
from workbench.ui.viewers.video.stage import Stage
from workbench.ui.viewers.video.watch import Watch

_JUST_BEFORE = 0.5
"""So many seconds before a stretch one is in it already."""


class Steering(QObject):
    """The verbs of a recording; each does nothing while none was opened."""

    pin_asked = Signal()
    """Both ends of a stretch are marked: it is to be noted."""

    def __init__(self, stage: Stage, players: PlayerPair, watch: Watch, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._players, self._watch = stage, players, watch
        self._bracket = Bracket()
        self._verbs = self._list_verbs()
        stage.words.moment_chosen.connect(self.go)
        stage.strip.scrubbed.connect(self.go)
        stage.bar.play_toggled.connect(self._toggle)
        stage.bar.stepped.connect(self._step)
        stage.bar.skipped.connect(self._skip)

    def do(self, verb: str) -> bool:
        """Whether there is such a verb; it is done."""
        if verb in self._verbs and self._player is not None:
            self._verbs[verb]()
        return verb in self._verbs

    def go(self, seconds: float) -> None:
        """Go to that moment."""
        if self._player is not None:
            self._watch.end_run()
            self._player.seek(seconds)

    def forget_bracket(self) -> None:
        """Have no end of a stretch marked."""
        self._mark(Bracket())

    def take_place(self, cited: Place) -> Place | None:
        """The stretch that is marked, else the cited one that is on screen, else the frame is.

        Nothing is marked after.
        """
        if self._player is None:
            return None
        here = self._player.span()
        if self._bracket.first is None and _is_within(cited, here[0]):
            return cited
        place = self._bracket.find_place(here)
        self.forget_bracket()
        return place

    @property
    def _player(self) -> Player | None:
        return self._players.player

    def _list_verbs(self) -> dict[str, Callable[[], None]]:
        bar = self._stage.bar
        return {
            "toggle_play": self._toggle,
            "step_back": partial(self._step, -1),
            "step_on": partial(self._step, 1),
            "skip_back": partial(self._skip, -SKIP_SECONDS),
            "skip_on": partial(self._skip, SKIP_SECONDS),
            "mark_start": self._mark_start,
            "mark_end": self._mark_end,
            "play_slower": partial(bar.change_rate, -1),
            "play_faster": partial(bar.change_rate, 1),
            "toggle_loop": partial(bar.press, "videoLoop"),
            "toggle_mute": partial(bar.press, "videoMute"),
            "toggle_captions": self._stage.toggle_captions,
            "say_time": self._say_time,
        }

    def _toggle(self) -> None:
        if self._player is not None and self._player.is_playing():
            self._player.pause()
        elif self._player is not None:
            self._player.play()

    def _step(self, frames: int) -> None:
        if self._player is not None:
            self._player.step(frames)

    def _skip(self, seconds: float) -> None:
        if self._player is not None:
            self.go(self._player.position() + seconds)

    def _mark_start(self) -> None:
        if self._player is not None:
            self._mark(self._bracket.begin(self._player.span()))

    def _mark_end(self) -> None:
        if self._player is not None:
            self._mark(self._bracket.end(self._player.span()))
            if self._bracket.is_whole:
                self.pin_asked.emit()

    def _mark(self, bracket: Bracket) -> None:
        self._bracket = bracket
        self._stage.strip.show_bracket(bracket.seconds)

    def _say_time(self) -> None:
        if self._player is not None:
            words = speak_time(self._player.position(), self._stage.duration)
            event = QAccessibleAnnouncementEvent(self._stage, words)
            QAccessible.updateAccessibility(event)
            self._stage.bar.say(words)


def _is_within(cited: Place, seconds: float) -> bool:
    """Whether that moment is in the cited stretch: to note it then means all of it."""
    start, end = cited.t or (0.0, None)
    return end is not None and start - _JUST_BEFORE <= seconds <= end
