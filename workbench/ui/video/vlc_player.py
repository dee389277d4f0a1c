"""The second player: libVLC plays in a window of its own, for what Qt cannot play."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.evidence.media_file import MediaFacts
from workbench.ui.video.player import PlayerUnavailableError
from workbench.ui.video.still_player import StillPlayer
from workbench.ui.video.stills import Still
from workbench.ui.video.surface import FrameSurface
from workbench.ui.video.vlc_library import find_vlc

# What a stranger's file may make VLC do is closed down: no network look-ups, no scripts, no
# settings of the person's own VLC, no files beside the recording.
_OPTIONS = (
    "--ignore-config",
    "--no-metadata-network-access",
    "--no-lua",
    "--no-sub-autodetect-file",
    "--no-video-title-show",
    "--no-osd",
    "--no-stats",
    "--no-snapshot-preview",
    "--no-keyboard-events",
    "--no-mouse-events",
    "--no-disable-screensaver",
    "--quiet",
)
_TICK_MS = 40
_CHECK_MS = 500
"""libVLC's clock moves in steps of up to half a second."""
_FAR_SECONDS = 1.0
_MOST_REPEATS = 5


def say_cannot_play(name: str) -> str:
    """The sentence for a recording that libVLC gives up on."""
    return f"“{name}” cannot be played by VLC; its frames can still be looked at. Open it outside."


class VlcPlayer(StillPlayer):
    """Plays through libVLC; raises `PlayerUnavailableError` where there is none."""

    name = "VLC"
    plays_exactly = False
    """libVLC tells no frame's time. Measured: a frame or two off, in sound a tenth of a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._vlc, reason = find_vlc()
        if self._vlc is None:
            raise PlayerUnavailableError(reason)
        super().__init__(parent)
        self._instance: Any = None
        self._engine: Any = None
        """Made when something is played, and let go of in `close`."""
        self._stage = _Stage(self._screen)
        self._loaded: Path | None = None
        self._asked = 0.0
        self._last_told = -1
        self._repeats = 0
        self._since_told = QElapsedTimer()
        self._since_asked = QElapsedTimer()
        self._ticking = self._make_timer(_TICK_MS, self._tick)
        self._ticking.setSingleShot(False)

    def surface(self) -> QWidget:
        """The stage: our own frames above VLC's window, whichever is to be seen."""
        return self._stage

    def close(self) -> None:
        """Let go of file, thread and VLC."""
        super().close()
        if self._engine is not None:
            self._engine.release()
            self._instance.release()
            self._engine = self._instance = None

    def _find_engine(self) -> bool:
        """Whether there is an engine now; made if there was none yet."""
        if self._engine is None and self._vlc is not None:
            # Without a device VLC would ask the system for one at every block of sound.
            sound = () if QMediaDevices.audioOutputs() else ("--aout=adummy",)
            self._instance = self._vlc.Instance(*_OPTIONS, *sound)
            self._engine = self._instance.media_player_new() if self._instance else None
        return self._engine is not None

    def _state(self) -> str:
        """The name of the engine's state, such as `Playing`."""
        return str(self._engine.get_state()).rpartition(".")[2]

    def _cue(self, path: Path, facts: MediaFacts, seconds: float) -> None:
        """Nothing: libVLC ignores a time that is set before it plays."""

    def _start(self, seconds: float) -> None:
        if self._path is None or self._facts is None:
            return
        if not self._find_engine():
            self._fail(say_cannot_play(self._path.name))
            return
        if self._loaded == self._path and self._state() in {"Paused", "Playing"}:
            self._engine.set_time(round(seconds * 1000))
            self._engine.set_pause(0)
        else:
            self._load(self._path, self._facts, seconds)
            self._engine.play()
        self._asked, self._repeats, self._last_told = seconds, 0, -1
        self._since_asked.start()
        self._apply_settings()
        self._ticking.start()

    def _halt(self) -> None:
        self._ticking.stop()
        if self._engine is not None:
            self._engine.set_pause(1)

    def _apply_settings(self) -> None:
        if self._engine is None:
            return
        self._engine.set_rate(self._rate)
        self._engine.audio_set_mute(self._is_muted)
        self._engine.audio_set_volume(round(100 * self._volume))

    def _unload(self) -> None:
        self._ticking.stop()
        if self._loaded is not None:
            self._engine.stop()
            self._loaded = None

    def _show_still(self, still: Still) -> None:
        super()._show_still(still)
        self._stage.show_still()

    def _load(self, path: Path, facts: MediaFacts, seconds: float) -> None:
        media = self._instance.media_new_path(str(path))
        # Left to guess, VLC takes a playlist under a recording's name for one and goes to the
        # network; a demuxer that it is told does not.
        media.add_option(f":demux={facts.container.vlc}")
        media.add_option(f":start-time={seconds:.3f}")
        self._engine.set_media(media)
        media.release()
        _give_window(self._engine, int(self._stage.window_for_vlc.winId()))
        self._loaded = path

    def _tick(self) -> None:
        state = self._state()
        if state == "Error" and self._path is not None:
            self._fail(say_cannot_play(self._path.name))
        elif state == "Ended":
            self._loaded = None
            self._end()
        elif state == "Playing":
            self._follow(self._engine.get_time())

    def _follow(self, told: int) -> None:
        """Pass on the time; between two words of libVLC our own clock goes on."""
        is_unknown = told == 0 and self._asked > _FAR_SECONDS  # Ogg: for the first half second
        if told < 0 or is_unknown or self._facts is None:
            return
        if told != self._last_told:
            self._last_told = told
            self._since_told.start()
        seconds = (told + self._since_told.elapsed() * self._rate) / 1000
        if self._is_astray(seconds):
            return
        if self._facts.has_picture:
            if not self._engine.has_vout():
                return
            self._stage.show_playing()
        self._watchdog.stop()
        self._move_to(max(seconds, self._asked))

    def _is_astray(self, seconds: float) -> bool:
        """Whether libVLC is somewhere else than where it was sent; it is sent again then."""
        waited = self._since_asked.elapsed()
        latest = self._asked + waited * self._rate / 1000 + _FAR_SECONDS
        is_there = self._asked - _FAR_SECONDS <= seconds <= latest
        if is_there or self._repeats >= _MOST_REPEATS:
            return False
        if waited > _CHECK_MS:
            self._repeats += 1
            self._since_asked.start()
            self._engine.set_time(round(self._asked * 1000))
        return True


def _give_window(engine: Any, number: int) -> None:  # noqa: ANN401 - python-vlc has no types
    if sys.platform == "win32":
        engine.set_hwnd(number)
    elif sys.platform == "darwin":
        engine.set_nsobject(number)
    else:
        engine.set_xwindow(number)


class _Stage(QWidget):
    """Our own frames over the whole of it, and VLC's window where the picture stands in them."""

    def __init__(self, screen: FrameSurface) -> None:
        super().__init__()
        self.setObjectName("vlc_stage")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._screen = screen
        self._screen.setParent(self)
        self.window_for_vlc = QWidget(self)
        self.window_for_vlc.setObjectName("vlc_window")
        self.window_for_vlc.setAccessibleName("Picture of the recording, playing")
        self.window_for_vlc.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.show_still()

    def show_still(self) -> None:
        """Our own frame in front."""
        self._lay()
        self._screen.raise_()

    def show_playing(self) -> None:
        """VLC's window in front."""
        self.window_for_vlc.raise_()

    def sizeHint(self) -> QSize:
        return self._screen.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        self._screen.setGeometry(self.rect())
        self.window_for_vlc.setGeometry(self._screen.picture_rect())
