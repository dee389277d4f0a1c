"""The player in use and the one that stands by: made when needed, told apart by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.ui.video.choice import Backend, Choice, make_player
from workbench.ui.video.player import Player, PlayerUnavailableError

MakePlayer = Callable[[Backend, QObject | None], Player]


class PlayerPair(QObject):
    """Passes on what the player in use tells; the other one takes over what it cannot play."""

    ready = Signal(float)
    position_changed = Signal(float)
    frame_shown = Signal(float)
    playing_changed = Signal(bool)
    failed = Signal(str)
    fell_behind = Signal()
    exchanged = Signal(object)
    """Another `Player` is in use from now on; its surface is to be shown."""

    def __init__(self, choice: Choice, make: MakePlayer = make_player) -> None:
        super().__init__()
        self._choice = choice
        self._make = make
        self._players: dict[Backend, Player] = {}
        self.player: Player | None = None
        """The one in use; None while nothing was opened yet."""

    def choose(self, choice: Choice) -> None:
        """Follow that choice from the next recording on."""
        self._choice = choice

    def use_chosen(self) -> Player:
        """The player for a new recording."""
        return self._use(self._choice.backend)

    def use_same(self) -> Player:
        """The player of the recording that is open: the one that took over, if it had to."""
        return self.player or self.use_chosen()

    def take_over(self, path: Path, until: float | None) -> bool:
        """Whether the other player goes on playing from where this one is."""
        other, current = self._choice.fallback, self.player
        if other is None or current is None or current is self._players.get(other):
            return False
        seconds = current.position()
        try:
            player = self._use(other)
        except PlayerUnavailableError:
            return False
        player.open_at(path, seconds, until)
        player.play()
        return True

    def close(self) -> None:
        """Let go of files, threads and windows."""
        for player in self._players.values():
            player.close()

    def _use(self, backend: Backend) -> Player:
        if backend not in self._players:
            self._players[backend] = self._prepare(self._make(backend, self))
        player = self._players[backend]
        if player is not self.player:
            if self.player is not None:
                self.player.close()
            self.player = player
            self.exchanged.emit(player)
        return player

    def _prepare(self, player: Player) -> Player:
        player.ready.connect(self.ready)
        player.position_changed.connect(self.position_changed)
        player.frame_shown.connect(self.frame_shown)
        player.playing_changed.connect(self.playing_changed)
        player.failed.connect(self.failed)
        player.fell_behind.connect(self.fell_behind)
        return player
