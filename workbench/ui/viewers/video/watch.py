"""What of each recording was seen: played, or looked at while at rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.assessment.locator import Place
from workbench.ui.viewers.video.seen import LOOKED_AT, SeenStretches, Stretch

_LOOK_MS = 1050
_LONGEST_RUN = 30.0
"""Seconds of playing after which what was seen is told, without waiting for its end."""


class Watch(QObject):
    """Follows one recording at a time and remembers the others."""

    rested = Signal()
    """The frame has been at rest for over a second: `look` at it if it can be seen."""
    seen = Signal(object)
    """A `Place` was seen that was not before."""
    changed = Signal(object)
    """All `Stretch`es seen of this recording."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, SeenStretches] = {}
        self._name = ""
        self._resting = QTimer(self, interval=_LOOK_MS, singleShot=True)
        self._resting.timeout.connect(self.rested)

    def begin(self, name: str, before: Sequence[Place] = ()) -> None:
        """Follow that recording from now on; `before` tells what was seen of it before."""
        self.end_run()
        self._resting.stop()
        self._name = name
        for start, end in (place.t for place in before if place.t is not None):
            self._stretches.add((start, start + LOOKED_AT if end is None else end))
        self._tell()

    def move_to(self, seconds: float) -> None:
        """Playing came to that moment."""
        stretches = self._stretches
        stretches.move_to(seconds)
        if stretches.run_seconds >= _LONGEST_RUN:
            self.end_run()
        self._tell()

    def rest(self) -> None:
        """A frame came to rest on screen."""
        self._resting.start()

    def stir(self) -> None:
        """It is at rest no longer."""
        self._resting.stop()

    def end_run(self) -> None:
        """Playing ended or jumped."""
        self._note(self._stretches.end_run())

    def look(self, seconds: float) -> None:
        """The frame of that moment was legible for over a second."""
        self._note(self._stretches.look_at(seconds))

    @property
    def _stretches(self) -> SeenStretches:
        return self._all.setdefault(self._name, SeenStretches())

    def _note(self, stretch: Stretch | None) -> None:
        if stretch is None:
            return
        start, end = (round(seconds, 1) for seconds in stretch)
        self.seen.emit(Place(t=(start, end if end > start else None)))
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self._stretches.all_stretches())
