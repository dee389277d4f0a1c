"""The one interface of all players: a surface, a few verbs, and signals that say what became."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from workbench.errors import WorkbenchError


class PlayerUnavailableError(WorkbenchError):
    """A player cannot be had on this machine; its sentence says why."""


class Player(QObject):
    """Shows one recording at a time; never plays unless told to.

    Seconds count from the beginning of the recording, whatever its own clock starts at.
    """

    name = ""
    """For people: which software plays."""
    is_exact = True
    """Whether a frame shown at rest is the very one asked for, not only one near it."""

    plays_exactly = True
    """Whether, playing, the time told is that of the frame on screen, not only one near it."""

    ready = Signal(float)
    """The recording is open; carries its duration in seconds."""
    position_changed = Signal(float)
    """Time moved on, playing or by a jump."""
    frame_shown = Signal(float)
    """At rest, with the frame asked for on screen; carries the seconds at which it begins.

    For sound without picture: the moment asked for.
    """
    playing_changed = Signal(bool)
    fell_behind = Signal()
    """Playing, it shows far fewer frames than the recording holds; it goes on all the same."""
    failed = Signal(str)
    """Nothing can be shown, or it cannot be played; carries the sentence that says why."""

    def surface(self) -> QWidget:
        """The widget on which the picture appears; the same for the whole life of the player."""
        raise NotImplementedError

    def picture_rect(self) -> QRect:
        """Where on the surface the picture stands."""
        raise NotImplementedError

    def open_at(self, path: Path, seconds: float, until: float | None = None) -> None:
        """Come to rest on that moment with its very frame on screen; the last call wins.

        Playing then stops at `until`, where it is given.
        """
        raise NotImplementedError

    def play(self) -> None:
        """Play from here; past the end of the stretch when already there."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop, with the frame of the moment on screen."""
        raise NotImplementedError

    def seek(self, seconds: float) -> None:
        """Come to rest on that moment, or play on from it when playing."""
        raise NotImplementedError

    def step(self, frames: int) -> None:
        """Stop and show the frame so many further on, or back where below zero."""
        raise NotImplementedError

    def set_rate(self, rate: float) -> None:
        """Play at that many times the usual speed, voices at their own pitch where possible."""
        raise NotImplementedError

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - named like Qt's own setters
        """Play with or without sound."""
        raise NotImplementedError

    def set_volume(self, share: float) -> None:
        """Play that loud: 0 is silent, 1 is as recorded."""
        raise NotImplementedError

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - named like Qt's own setters
        """Begin the stretch again at its end, instead of stopping there."""
        raise NotImplementedError

    def position(self) -> float:
        """Seconds of the frame on screen, or of the sound that is heard."""
        raise NotImplementedError

    def span(self) -> tuple[float, float]:
        """From when to when the frame on screen stands; one moment where that is not known."""
        raise NotImplementedError

    def has_picture(self) -> bool:
        """Whether the recording that is open has a picture; False while none is open yet."""
        raise NotImplementedError

    def is_playing(self) -> bool:
        """True while time moves on."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of file, threads and windows; nothing is shown until `open_at`."""
        raise NotImplementedError
