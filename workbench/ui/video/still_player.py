"""What all players share: exact frames at rest, and the stretch that is played.

At rest the picture comes from our own decoder, which knows every frame by its own time stamp;
Qt and VLC only play. Measured against asking QtMultimedia for the paused frame, this is twice as
fast (720p: 6 against 12 ms with a keyframe every second, 35 against 73 with one every ten) and
right where QtMultimedia lands on another frame: MPEG-TS, and Matroska with a variable frame rate.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from workbench.evidence.media_file import MediaFacts
from workbench.ui.video.engine_player import EnginePlayer
from workbench.ui.video.stills import Opened, Refused, Request, Still, Stills
from workbench.ui.video.stretch import Stretch
from workbench.ui.video.surface import FrameSurface

WATCHDOG_MS = 5000
_SETTLE_MS = 200
"""How long a moment has to rest on screen before the engine is brought there as well."""
_SOUND_STEP = 0.1
"""Seconds of one step in a recording without frames."""


def say_too_slow(name: str) -> str:
    """The sentence for a recording that shows nothing in time."""
    return f"“{name}” did not show a picture within five seconds. Try again, or open it outside."


class StillPlayer(EnginePlayer):
    """A player at rest; its subclasses play, by the functions that `EnginePlayer` names."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._facts: MediaFacts | None = None
        self._ticket = 0
        self._position = 0.0
        self._moment = 0.0
        """The moment asked for: the frame on screen may have begun long before it."""
        self._stretch = Stretch()
        self._span: tuple[float, float] | None = None
        self._rested = (0.0, 0.0)
        """From when to when the frame stands that was at rest last."""
        self._stop_at: float | None = None
        self._is_playing = False
        self._wants_to_play = False
        self._screen = FrameSurface()
        self._stills = Stills(self)
        self._stills.opened.connect(self._take_facts)
        self._stills.shown.connect(self._take_still)
        self._stills.refused.connect(self._take_refusal)
        self._watchdog = self._make_timer(WATCHDOG_MS, self._bark)
        self._settling = self._make_timer(_SETTLE_MS, self._settle)

    def surface(self) -> QWidget:
        """The widget on which our own frames are painted."""
        return self._screen

    def picture_rect(self) -> QRect:
        """Where on the surface the picture stands; of the last frame at rest, while playing."""
        return self._screen.picture_rect()

    def open_at(self, path: Path, seconds: float, until: float | None = None) -> None:
        """Come to rest on that moment of that recording."""
        self._stop()
        if path != self._path:
            self._unload()
            self._screen.clear()
            self._path, self._facts = path, None
            self._rested = (0.0, 0.0)
        self._stretch = Stretch(seconds, until)
        self._wants_to_play = False
        self._watchdog.start()
        self._rest_at(seconds, is_urgent=True)

    def play(self) -> None:
        """Play from the moment asked for, as soon as the recording is open."""
        if self._facts is None:
            self._wants_to_play = self._path is not None
        elif not self._is_playing:
            start = self._stretch.find_start(
                self._moment, self._facts.duration, is_looping=self._is_looping
            )
            self._play_from(start)

    def pause(self) -> None:
        """Stop, and show the exact frame of the moment reached."""
        self._wants_to_play = False
        if self._stop():
            self._rest_at(self._moment)

    def seek(self, seconds: float) -> None:
        """Go to that moment, clamped to the recording."""
        if self._path is None:
            return
        seconds = max(0.0, min(seconds, self._facts.duration if self._facts else seconds))
        if self._is_playing:
            self._play_from(seconds)
        else:
            self._rest_at(seconds)

    def step(self, frames: int) -> None:
        """Step by frames; by tenths of a second where there are none."""
        if self._path is None:
            return
        if self._facts is not None and not self._facts.has_picture:
            self._stop()
            self.seek(self._moment + frames * _SOUND_STEP)
        elif self._stop():
            self._ask(seconds=self._moment, steps=frames)
        else:
            self._ask(steps=frames)

    def position(self) -> float:
        """Seconds of the frame on screen, or of the sound that is heard."""
        return self._position

    def span(self) -> tuple[float, float]:
        """From when to when the frame at rest stands; one moment while playing, and of sound."""
        return self._span or (self._position, self._position)

    def has_picture(self) -> bool:
        """Whether there is a picture in the recording that is open."""
        return self._facts is not None and self._facts.has_picture

    def is_playing(self) -> bool:
        """True while the engine plays."""
        return self._is_playing

    def close(self) -> None:
        """Let go of file, threads and engine."""
        self._watchdog.stop()
        self._settling.stop()
        self._stop()
        self._unload()
        self._stills.close()
        self._screen.clear()
        self._ticket += 1
        self._path = self._facts = None

    def _play_from(self, seconds: float) -> None:
        self._stop_at = self._stretch.find_stop(seconds)
        self._ticket += 1  # what is still being decoded is no longer wanted
        self._span = None
        self._settling.stop()
        self._position = self._moment = seconds
        was_playing, self._is_playing = self._is_playing, True
        self._watchdog.start()
        self._start(seconds)
        if not was_playing:
            self.playing_changed.emit(True)

    def _stop(self) -> bool:
        """Whether it was playing until now."""
        if not self._is_playing:
            return False
        self._is_playing = False
        self._watchdog.stop()
        self._halt()
        self.playing_changed.emit(False)
        return True

    def _rest_at(self, seconds: float, *, is_urgent: bool = False) -> None:
        self._position = self._moment = seconds
        self._span = None
        if self._facts is not None and not self._facts.has_picture:
            self._come_to_rest(min(seconds, self._facts.duration))
        else:
            self._ask(seconds=seconds, is_urgent=is_urgent)

    def _ask(
        self, *, seconds: float | None = None, steps: int = 0, is_urgent: bool = False
    ) -> None:
        if self._path is None:
            return
        self._ticket += 1
        self._settling.stop()
        self._stills.ask(
            Request(
                ticket=self._ticket,
                path=self._path,
                seconds=seconds,
                steps=steps,
                is_urgent=is_urgent,
            )
        )

    def _take_facts(self, opened: Opened) -> None:
        if opened.path != self._path:
            return
        self._facts = opened.facts
        self.ready.emit(opened.facts.duration)
        if not opened.facts.has_picture:
            self._come_to_rest(min(self._position, opened.facts.duration))

    def _take_still(self, still: Still) -> None:
        if still.path != self._path or self._is_playing:
            return
        self._show_still(still)
        if still.ticket == self._ticket:
            if not still.start <= self._moment < still.end:
                self._moment = still.start
            self._span = self._rested = (still.start, still.end)
            self._come_to_rest(still.start)
        else:  # another is on its way; the time told is that of the frame on screen all the same
            self.position_changed.emit(still.start)

    def _come_to_rest(self, seconds: float) -> None:
        self._watchdog.stop()
        self._position = seconds
        self.position_changed.emit(seconds)
        self.frame_shown.emit(seconds)
        self._settling.start()
        if self._wants_to_play:
            self._wants_to_play = False
            self.play()

    def _take_refusal(self, refused: Refused) -> None:
        if refused.ticket == self._ticket:
            self._fail(refused.sentence)

    def _move_to(self, seconds: float) -> None:
        """The engine played on to there."""
        if not self._is_playing:
            return
        self._position = self._moment = seconds
        self.position_changed.emit(seconds)
        if self._stop_at is None or seconds < self._stop_at:
            return
        if self._is_looping:
            self._play_from(self._stretch.start)
        else:
            self._stop()
            self._rest_at(self._stop_at)

    def _end(self) -> None:
        """The engine came to the end of the recording."""
        if not self._is_playing or self._facts is None:
            return
        if self._is_looping and self._stop_at is not None:
            self._play_from(self._stretch.start)
        else:
            self._stop()
            self._rest_at(self._facts.duration)

    def _settle(self) -> None:
        if self._path is not None and self._facts is not None and not self._is_playing:
            self._cue(self._path, self._facts, self._moment)

    def _bark(self) -> None:
        if self._path is not None:
            self._fail(say_too_slow(self._path.name))

    def _fail(self, sentence: str) -> None:
        self._watchdog.stop()
        self._stop()
        self.failed.emit(sentence)

    def _make_timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds, singleShot=True)
        timer.timeout.connect(do)
        return timer

    def _show_still(self, still: Still) -> None:
        self._screen.show_image(still.image, still.aspect)
