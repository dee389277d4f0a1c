"""The player that works everywhere: QtMultimedia plays, frames are painted by ourselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QUrl
from PySide6.QtMultimedia import (
    QAudioOutput,
    QMediaDevices,
    QMediaPlayer,
    QVideoFrame,
    QVideoSink,
)

from workbench.evidence.media_file import MediaFacts
from workbench.ui.video.still_player import StillPlayer

_MICROSECONDS = 1_000_000
_STALE_SECONDS = 1.0
_STALE_MS = 700
_GAP_MS = 300
"""Without a frame for that long, the player's clock tells the time."""
_BEAT_MS = 100
_SILENCE_MS = 5000
"""Without a frame or a word of the clock for that long, nobody knows what goes on."""
_LATE_SECONDS = 0.3
_WATCHED_SECONDS = 4.0
_LEAST_SHARE = 0.25
"""Of that time to be covered by the frames that came; with less, this player cannot keep up.

Frames are counted by how long each stands, as a recording of slides has few of them.
"""
_WAYS_BACK = (1.0, 4.0, 12.0)
_LOADED = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)


def say_cannot_play(name: str) -> str:
    """The sentence for a recording that QtMultimedia gives up on."""
    return (
        f"“{name}” cannot be played by the built-in player; its frames can still be looked at. "
        "Install VLC, or open it outside."
    )


class QtPlayer(StillPlayer):
    """Plays through QtMultimedia (FFmpeg inside the wheel)."""

    name = "Qt video"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: float | None = None
        """Where the engine shall be once it has loaded, or where it has just been sent."""
        self._loaded: Path | None = None
        self._trouble = ""
        self._ways_back = list(_WAYS_BACK)
        self._is_proven = False
        """Whether a frame of this recording, or its clock where it has none, has been seen."""
        self._since_jump = QElapsedTimer()
        self._since_frame = QElapsedTimer()
        self._since_count = QElapsedTimer()
        self._covered = 0.0
        """Seconds that the frames shown since then stand for."""
        self._due = 0.0
        """Up to then the frame that was at rest is the right one, and Qt gives out none."""
        self._sign = 0.0
        """Seconds of the last frame, or of the last word of the engine's clock."""
        self._since_sign = QElapsedTimer()
        self._beating = self._make_timer(_BEAT_MS, self._beat)
        self._beating.setSingleShot(False)
        self._sink = QVideoSink(self)
        self._engine = QMediaPlayer(self)
        self._engine.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take_frame)
        self._engine.mediaStatusChanged.connect(self._take_status)
        self._engine.positionChanged.connect(self._take_clock)
        self._engine.errorOccurred.connect(self._take_error)
        if hasattr(self._engine, "setPitchCompensation"):  # since Qt 6.10
            self._engine.setPitchCompensation(True)

    def _cue(self, path: Path, facts: MediaFacts, seconds: float) -> None:  # noqa: ARG002 - VLC's need
        self._ways_back = list(_WAYS_BACK)
        self._load(path)
        self._jump(seconds)
        self._engine.pause()

    def _start(self, seconds: float) -> None:
        if self._path is None or self._trouble:
            self._fail(self._trouble)
            return
        self._load(self._path)
        if self._engine.audioOutput() is None and QMediaDevices.audioOutputs():
            self._engine.setAudioOutput(QAudioOutput(self))
            self._apply_settings()
        self._since_frame.start()
        self._since_count.start()
        self._covered = 0.0
        if self._is_proven:
            self._watchdog.stop()
        if self._wanted != seconds:
            self._jump(seconds)
        self._engine.play()
        self._note_sign(seconds)
        first, end = self._rested
        self._due = end if first <= seconds < end else seconds
        self._beating.start()

    def _halt(self) -> None:
        self._beating.stop()
        self._engine.pause()
        self._wanted = None

    def _apply_settings(self) -> None:
        self._engine.setPlaybackRate(self._rate)
        output = self._engine.audioOutput()
        if output is not None:
            output.setMuted(self._is_muted)
            output.setVolume(self._volume)

    def _unload(self) -> None:
        self._engine.stop()
        self._engine.setSource(QUrl())
        self._loaded = self._wanted = None
        self._trouble = ""
        self._is_proven = False

    def _load(self, path: Path) -> None:
        if self._loaded != path:
            self._loaded = path
            self._engine.setSource(QUrl.fromLocalFile(str(path)))
            self._apply_settings()

    def _jump(self, seconds: float) -> None:
        """Go there now, or once loaded: a position set before that is forgotten by Qt."""
        self._wanted = seconds
        self._since_jump.start()
        if self._engine.mediaStatus() in _LOADED or self._engine.isSeekable():
            # A frame is found by any moment within it; a millisecond in is within.
            self._engine.setPosition(int(seconds * 1000) + 1)

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == QMediaPlayer.MediaStatus.LoadedMedia and self._wanted is not None:
            self._jump(self._wanted)
        elif status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._wanted = None
            self._end_or_fail()

    def _take_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        start = frame.startTime() / _MICROSECONDS
        if self._is_stale(start):
            return
        self._prove()
        if not self._is_playing:
            self._come_back_if_late(start)
            return
        self._since_frame.start()
        self._note_sign(start)
        length = frame.endTime() - frame.startTime()
        self._covered += length / _MICROSECONDS if length > 0 else _WATCHED_SECONDS
        self._keep_up()
        if self._facts is not None:
            self._screen.show_frame(frame, self._facts.width / self._facts.height)
        self._move_to(start)

    def _keep_up(self) -> None:
        """Tell when far fewer frames come than are due."""
        seconds = self._since_count.elapsed() / 1000
        if seconds < _WATCHED_SECONDS:
            return
        if self._covered < _LEAST_SHARE * seconds * self._rate:
            self.fell_behind.emit()
        self._since_count.start()
        self._covered = 0.0

    def _is_stale(self, start: float) -> bool:
        """Whether the frame comes from before the last jump."""
        is_far = self._wanted is not None and abs(start - self._wanted) > _STALE_SECONDS
        if self._is_playing and is_far and self._since_jump.elapsed() < _STALE_MS:
            return True
        if self._is_playing:
            self._wanted = None
        return False

    def _come_back_if_late(self, start: float) -> None:
        """Where there is no index (MPEG-TS), Qt lands on a later keyframe: start earlier then."""
        wanted = self._wanted
        if wanted is None or start - wanted < _LATE_SECONDS or not self._ways_back:
            return
        back = self._ways_back.pop(0)
        self._engine.setPosition(max(0, int((wanted - back) * 1000)))

    def _take_clock(self, milliseconds: int) -> None:
        if not self._is_playing or self._facts is None:
            return
        # Before the first frame Qt may be unable to decode any, while its clock runs all the same.
        is_between_frames = self._is_proven and self._since_frame.elapsed() > _GAP_MS
        if is_between_frames or not self._facts.has_picture:
            seconds = milliseconds / 1000
            if not self._is_stale(seconds):
                self._note_sign(seconds)
                self._move_to(seconds)
        if not self._facts.has_picture:
            self._prove()

    def _note_sign(self, seconds: float) -> None:
        self._sign = seconds
        self._since_sign.start()

    def _beat(self) -> None:
        """Let time go on between the frames of a recording without sound, which has no clock.

        For so long only as a silence may last: what stands still is not to count as played.
        """
        if self._facts is None or not self._facts.has_picture:
            return
        silence = self._since_sign.elapsed()
        now = self._sign + silence / 1000 * self._rate
        overdue = (now - max(self._sign, self._due)) / self._rate * 1000
        if overdue < 0:
            self._watchdog.start()
        elif not self._is_proven:
            return
        elif overdue >= _SILENCE_MS:
            self._beating.stop()
            self.fell_behind.emit()
            return
        if silence > _GAP_MS:
            self._move_to(min(now, self._facts.duration))

    def _prove(self) -> None:
        self._is_proven = True
        if self._is_playing:
            self._watchdog.stop()

    def _end_or_fail(self) -> None:
        """A picture that never showed until the end is one that Qt cannot decode (AV1)."""
        if self._is_playing and not self._is_proven and self._path is not None:
            self._trouble = say_cannot_play(self._path.name)
            self._fail(self._trouble)
        else:
            self._end()

    def _take_error(self, error: QMediaPlayer.Error, words: str) -> None:  # noqa: ARG002 - Qt's words
        if error == QMediaPlayer.Error.NoError or self._path is None:
            return
        self._trouble = say_cannot_play(self._path.name)
        if self._is_playing:
            self._fail(self._trouble)
