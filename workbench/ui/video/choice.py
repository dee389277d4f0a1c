"""Which player is used, and why, in a sentence for *About* and for `workbench doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLoggingCategory, QObject

from workbench.ui.video.player import Player
from workbench.ui.video.vlc_library import find_vlc

Backend = Literal["qt", "vlc"]
Preference = Literal["auto", "qt", "vlc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A player and the reason for it."""

    backend: Backend
    reason: str
    """One sentence or two."""
    fallback: Backend | None = None
    """The player to turn to where the first cannot play a recording."""

    @property
    def words(self) -> str:
        """The player in a word or two, for the strip at the foot."""
        first = "Qt video" if self.backend == "qt" else "VLC"
        second = {"qt": ", Qt video standing by", "vlc": ", VLC standing by", None: ""}
        return first + second[self.fallback]


PREFERENCES: tuple[tuple[Preference, str], ...] = (
    ("auto", "The built-in player first, VLC for what it cannot play"),
    ("qt", "The built-in player (QtMultimedia)"),
    ("vlc", "VLC"),
)
"""What can be chosen, in words."""


_OVERTAKEN = "what it cannot play or keep up with"


def choose_player(preference: Preference = "auto") -> Choice:
    """The player to use on this machine."""
    module, about_vlc = find_vlc()
    if module is None and preference == "vlc":
        reason = f"The built-in player plays recordings although VLC was chosen. {about_vlc}"
        return Choice(backend="qt", reason=reason)
    if module is None:
        reason = f"The built-in player (QtMultimedia) plays recordings. {about_vlc}"
        return Choice(backend="qt", reason=reason)
    if preference == "vlc":
        reason = (
            f"{about_vlc} plays recordings, as chosen in the settings; "
            f"the built-in player takes over {_OVERTAKEN}."
        )
        return Choice(backend="vlc", reason=reason, fallback="qt")
    chosen = ", as chosen in the settings" if preference == "qt" else ""
    reason = (
        f"The built-in player (QtMultimedia) plays recordings{chosen}; "
        f"{about_vlc} takes over {_OVERTAKEN}."
    )
    return Choice(backend="qt", reason=reason, fallback="vlc")


def describe_players(preference: Preference = "auto") -> tuple[str, ...]:
    """What plays and what shows the frames at rest, a sentence or two each."""
    return (
        choose_player(preference).reason,
        "The exact frames at rest are decoded by FFmpeg (PyAV).",
    )


def silence_players() -> None:
    """Keep QtMultimedia and its FFmpeg from writing file names and tags to standard error.

    Some of it is written while the library is being loaded.
    """
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")


def make_player(backend: Backend, parent: QObject | None = None) -> Player:
    """A new player of that kind; raises `PlayerUnavailableError` where VLC is not to be had."""
    silence_players()
    if backend == "vlc":
        from workbench.ui.video.vlc_player import VlcPlayer  # noqa: PLC0415 - loaded when needed

        return VlcPlayer(parent)
    from workbench.ui.video.qt_player import QtPlayer  # noqa: PLC0415 - loaded when needed

    return QtPlayer(parent)
