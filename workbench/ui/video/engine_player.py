"""What a player asks of the software that plays: a few functions, and how loud and fast."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from workbench.evidence.media_file import MediaFacts
from workbench.ui.video.player import Player


class EnginePlayer(Player):
    """Keeps how it is to be played; subclasses do it, by the functions at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rate, self._is_muted, self._volume = 1.0, False, 1.0
        self._is_looping = False

    def set_rate(self, rate: float) -> None:
        """Take over the speed, also while playing."""
        self._rate = rate
        self._apply_settings()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - see Player
        """Take over the mute."""
        self._is_muted = muted
        self._apply_settings()

    def set_volume(self, share: float) -> None:
        """Take over the volume."""
        self._volume = share
        self._apply_settings()

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - see Player
        """Take over what happens at the end of the stretch."""
        self._is_looping = looping

    def _cue(self, path: Path, facts: MediaFacts, seconds: float) -> None:
        """Bring the engine to that moment, at rest and unseen, so that it can start at once."""
        raise NotImplementedError

    def _start(self, seconds: float) -> None:
        """Play from that moment; tell by `_move_to`, `_end` and `_fail`.

        The watchdog is running; stop it at the first sign of life.
        """
        raise NotImplementedError

    def _halt(self) -> None:
        """Stop playing."""
        raise NotImplementedError

    def _apply_settings(self) -> None:
        """Take over rate, mute and volume."""
        raise NotImplementedError

    def _unload(self) -> None:
        """Let go of the file."""
        raise NotImplementedError
