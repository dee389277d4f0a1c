"""Which player is used, and why, in a sentence for *About* and for `workbench doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject

from workbench.ui.video.player import Player
from workbench.ui.video.qt_player import QtPlayer
from workbench.ui.video.vlc_player import VlcPlayer, find_vlc

Backend = Literal["qt", "vlc"]
Preference = Literal["auto", "qt", "vlc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A player and the reason for it."""

    backend: Backend
    reason: str
    """One or two sentences."""
    fallback: Backend | None = None
    """The player to turn to where the first cannot play a recording."""


def choose_player(preference: Preference = "auto") -> Choice:
    """The player to use on this machine; needs a running QApplication."""
    module, about_vlc = find_vlc()
    if preference == "vlc" and module is not None:
        return Choice(
            backend="vlc",
            reason=f"{about_vlc} plays, as chosen in the settings.",
            fallback="qt",
        )
    if preference == "vlc":
        return Choice(
            backend="qt",
            reason=f"The built-in player is used although VLC was chosen: {about_vlc}",
        )
    if module is None:
        return Choice(backend="qt", reason=f"The built-in player is used. {about_vlc}")
    return Choice(
        backend="qt",
        reason=f"The built-in player is used; {about_vlc} takes over what it cannot play.",
        fallback="vlc",
    )


def make_player(backend: Backend, parent: QObject | None = None) -> Player:
    """A new player of that kind; raises `PlayerUnavailableError` where VLC is not to be had."""
    return VlcPlayer(parent) if backend == "vlc" else QtPlayer(parent)
