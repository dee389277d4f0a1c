"""Playing: how far the time told is from what can be seen and heard at that moment."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from tests.ui.video.heard import QtEar, VlcEar
from tests.ui.video.media_files import Recording
from tests.ui.video.noise import SAMPLE_RATE, find_moment
from tests.ui.video.screen import read_screen
from workbench.ui.video.choice import Backend, make_player
from workbench.ui.video.player import Player
from workbench.ui.video.qt_player import QtPlayer
from workbench.ui.video.vlc_player import VlcPlayer

_PLAYED_MS = 3000
_LOOK_MS = 120
_HEARD_MS = 1200
_FADED = SAMPLE_RATE // 20
"""Samples that VLC fades in."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was seen of one run of playing."""

    backend: Backend
    errors: Sequence[int]
    """Frames from the one of the time told to the one on screen, look by look."""

    @property
    def exact(self) -> int:
        """How many times the frame on screen was that of the time told."""
        return sum(error == 0 for error in self.errors)

    @property
    def worst(self) -> int:
        """The largest distance, in frames."""
        return max((abs(error) for error in self.errors), default=0)

    @property
    def usual(self) -> float:
        """The distance in the middle, in frames, with its sign."""
        return statistics.median(self.errors)


def measure_playing(backend: Backend, recording: Recording, path: Path) -> Run:
    """Play from a moment on and look at the screen again and again."""
    player = make_player(backend)
    surface = player.surface()
    surface.resize(640, 400)
    surface.show()
    _come_to_rest(player, path, 2.0)
    loop = QEventLoop()
    errors: list[int] = []

    def look() -> None:
        """A shot takes long, so the time is asked before and after it and has to be one frame's."""
        before = recording.frame_at(player.position())
        number = read_screen(surface)
        if player.is_playing() and before == recording.frame_at(player.position()):
            errors.append(number - before)

    looking = QTimer(interval=_LOOK_MS)
    looking.timeout.connect(look)
    QTimer.singleShot(_PLAYED_MS, loop.quit)
    player.position_changed.connect(lambda _seconds: looking.isActive() or looking.start())
    player.play()
    loop.exec()
    looking.stop()
    player.close()
    return Run(backend, errors)


def measure_sound(backend: Backend, path: Path, moments: Sequence[float]) -> list[float]:
    """Seconds from each moment to where the sound begins that is heard when playing from it."""
    offsets = []
    for moment in moments:
        player = make_player(backend)
        player.surface().show()
        _come_to_rest(player, path, moment)
        ear = QtEar(player) if isinstance(player, QtPlayer) else VlcEar(_need_vlc(player))
        loop = QEventLoop()
        QTimer.singleShot(_HEARD_MS, loop.quit)
        player.play()
        loop.exec()
        player.close()
        offsets.append(find_moment(ear.samples()[_FADED:]) - _FADED / SAMPLE_RATE - moment)
    return offsets


def _come_to_rest(player: Player, path: Path, moment: float) -> None:
    loop = QEventLoop()
    player.frame_shown.connect(loop.quit)
    player.open_at(path, moment)
    loop.exec()
    player.frame_shown.disconnect(loop.quit)


def _need_vlc(player: Player) -> VlcPlayer:
    assert isinstance(player, VlcPlayer)
    return player
