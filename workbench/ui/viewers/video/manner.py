"""How recordings are played: as it stands on the bar, told to the player and remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from workbench.ui.video.habits import Habits
from workbench.ui.video.player import Player
from workbench.ui.viewers.video.bar import VideoBar
from workbench.ui.viewers.video.players import PlayerPair

_KEEP_MS = 600
"""How long the volume has to stay before it is remembered."""


class PlayingManner(QObject):
    """Passes on speed, volume, mute and loop; all but the loop outlive the program."""

    def __init__(self, bar: VideoBar, players: PlayerPair, habits: Habits, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._players, self._habits = bar, players, habits
        self._keeping = QTimer(self, interval=_KEEP_MS, singleShot=True)
        self._keeping.timeout.connect(self.keep)
        bar.looping_changed.connect(partial(self._tell, "set_looping"))
        bar.rate_chosen.connect(partial(self._tell, "set_rate"))
        bar.muted_changed.connect(partial(self._tell, "set_muted"))
        bar.volume_chosen.connect(partial(self._tell, "set_volume"))
        bar.wave_toggled.connect(self.keep)
        bar.show_manner(habits.manner)

    def apply(self, player: Player) -> None:
        """Let that player play as it stands on the bar."""
        manner = self._bar.tell_manner()
        player.set_rate(manner.rate)
        player.set_muted(manner.is_muted)
        player.set_volume(manner.volume)
        player.set_looping(self._bar.is_looping)

    def keep(self) -> None:
        """Remember it now."""
        self._keeping.stop()
        self._habits.keep_manner(self._bar.tell_manner())

    def _tell(self, verb: str, value: float | bool) -> None:  # noqa: FBT001 - a slot
        if self._players.player is not None:
            getattr(self._players.player, verb)(value)
        self._keeping.start()
