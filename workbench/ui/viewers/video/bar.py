"""The control row below a recording."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QToolTip

from workbench.ui.pieces import make_label
from workbench.ui.video.habits import Manner
from workbench.ui.viewers.video.bar_rows import BarRows
from workbench.ui.viewers.video.buttons import SKIP_SECONDS, IconButton, RateButton, VolumeSlider
from workbench.ui.viewers.video.clock import format_moment, format_time


class VideoBar(QFrame):
    """Says what was pressed; knows nothing of players."""

    play_toggled = Signal()
    stepped = Signal(int)
    """Frames on, or back where below zero."""
    skipped = Signal(float)
    """Seconds on, or back where below zero."""
    looping_changed = Signal(bool)
    rate_chosen = Signal(float)
    muted_changed = Signal(bool)
    volume_chosen = Signal(float)
    """From 0 to 1."""
    captions_toggled = Signal(bool)
    transcript_toggled = Signal(bool)
    wave_toggled = Signal(bool)
    window_toggled = Signal(bool)
    full_asked = Signal()
    outside_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("videoBar")
        self.setProperty("viewerbar", True)
        self._make_steering()
        self._make_showing()
        self._rows = BarRows(
            (
                self._skip_back,
                self._step_back,
                self._play,
                self._step_on,
                self._skip_on,
                self._time,
                self._near,
            ),
            (
                self._loop,
                self._rate,
                self._captions,
                self._transcript,
                self._wave,
                self._mute,
                self._volume,
                self._window,
                self._full,
                self._outside,
            ),
            (
                self._volume,
                self._outside,
                self._skip_back,
                self._skip_on,
                self._window,
                self._wave,
                self._rate,
            ),
        )
        self.setLayout(self._rows.layout)
        self._connect()

    def show_time(self, seconds: float, duration: float) -> None:
        """Say where one is: the beginning of the frame on screen, and how long it all is."""
        text = f"{format_moment(seconds)} / {format_time(duration)}"
        is_longer = len(text) > len(self._time.text())
        self._time.setText(text)
        self._time.setAccessibleDescription(text)
        if is_longer:
            self._make_room()

    def say(self, words: str) -> None:
        """Show these words at the time, for a while."""
        QToolTip.showText(self._time.mapToGlobal(self._time.rect().topLeft()), words, self)

    def show_playing(self, *, is_playing: bool) -> None:
        """Let the button say what it will do."""
        self._play.say(*(("pause", "Pause") if is_playing else ("play", "Play")))

    def show_exactness(self, *, is_exact: bool) -> None:
        """Say so where the frame is only near the moment."""
        self._near.setVisible(not is_exact)
        self._make_room()

    def show_manner(self, manner: Manner) -> None:
        """Show how recordings are played, without telling anybody."""
        self._rate.show_rate(manner.rate)
        self._wave.check_quietly(checked=manner.has_wave)
        self._mute.check_quietly(checked=manner.is_muted)
        self._show_muted(is_muted=manner.is_muted)
        self._volume.blockSignals(True)
        self._volume.setValue(round(manner.volume * 100))
        self._volume.blockSignals(False)

    def tell_manner(self) -> Manner:
        """How recordings are to be played, as it stands here."""
        return Manner(
            rate=self._rate.rate,
            is_muted=self._mute.isChecked(),
            volume=self._volume.value() / 100,
            has_wave=self._wave.isChecked(),
        )

    def show_window(self, *, is_away: bool) -> None:
        """Let the button say whether the recording is in a window of its own."""
        self._window.check_quietly(checked=is_away)
        self._full.setEnabled(not is_away)

    def show_captions(self, *, overlay: bool, listed: bool) -> None:
        """Check the two buttons of captions without telling anybody."""
        self._captions.check_quietly(checked=overlay)
        self._transcript.check_quietly(checked=listed)

    def offer(
        self, *, has_picture: bool, has_sound: bool, has_captions: bool, has_stretch: bool
    ) -> None:
        """Enable what makes sense for the recording that is open."""
        self._rows.pointless = set() if has_picture and has_sound else {self._wave}
        self._loop.setEnabled(has_stretch)
        self._captions.setVisible(has_captions and has_picture)
        self._transcript.setVisible(has_captions)
        for button in (self._step_back, self._step_on):
            button.setVisible(has_picture)
        self._make_room()

    def change_rate(self, steps: int) -> None:
        """Take a faster speed, or a slower one where below zero; told by `rate_chosen`."""
        self._rate.choose_neighbour(steps)

    def press(self, name: str) -> None:
        """Press the button of that name, where it can be pressed."""
        button = self.findChild(QToolButton, name)
        if isinstance(button, QToolButton) and button.isEnabled():
            button.click()

    @property
    def is_looping(self) -> bool:
        """Whether the cited stretch is to begin again at its end."""
        return self._loop.isChecked()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(0, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        self._rows.make_room(self.width(), self.fontInfo().pixelSize())

    def _make_steering(self) -> None:
        self._skip_back = IconButton("videoSkipBack", "skip-back", "Five seconds back", "Shift+←")
        self._step_back = IconButton("videoStepBack", "frame-back", "One frame back", ",")
        self._play = IconButton("videoPlay", "play", "Play", "Space")
        self._step_on = IconButton("videoStepOn", "frame-on", "One frame on", ".")
        self._skip_on = IconButton("videoSkipOn", "skip-on", "Five seconds on", "Shift+→")
        for button in (self._step_back, self._step_on):
            button.setAutoRepeat(True)
        self._time = make_label("", "plain")
        self._time.setObjectName("videoTime")
        self._time.setAccessibleName("Time")
        self._time.setIndent(8)
        figures = QFont(self._time.font())
        figures.setFeature(QFont.Tag("tnum"), 1)
        self._time.setFont(figures)
        self._near = make_label("near", "small")
        self._near.setObjectName("videoNear")
        self._near.setToolTip(
            "What is seen and heard is near the time told, not always of that very moment. "
            "At rest it is."
        )
        self._near.hide()

    def _make_showing(self) -> None:
        self._loop = IconButton(
            "videoLoop", "loop", "Repeat the cited stretch", "l", checkable=True
        )
        self._rate = RateButton()
        self._captions = IconButton(
            "videoCaptions", "captions", "Show captions", "c", checkable=True
        )
        self._transcript = IconButton(
            "videoTranscript", "transcript", "List of captions", checkable=True
        )
        self._wave = IconButton("videoWave", "wave", "Show how loud it is", checkable=True)
        self._mute = IconButton("videoMute", "sound", "Sound off", "m", checkable=True)
        self._volume = VolumeSlider()
        self._window = IconButton(
            "videoWindow", "own-window", "In a window of its own", checkable=True
        )
        self._full = IconButton("videoFull", "full", "Full window", "F11")
        self._outside = IconButton("videoOpenOutside", "outside", "Open in another program")

    def _connect(self) -> None:
        self._play.clicked.connect(self.play_toggled)
        for step, frames in ((self._step_back, -1), (self._step_on, 1)):
            step.clicked.connect(partial(self.stepped.emit, frames))
        for skip, seconds in ((self._skip_back, -SKIP_SECONDS), (self._skip_on, SKIP_SECONDS)):
            skip.clicked.connect(partial(self.skipped.emit, seconds))
        self._loop.toggled.connect(self.looping_changed)
        self._rate.rate_chosen.connect(self.rate_chosen)
        self._mute.toggled.connect(self._note_muted)
        self._captions.toggled.connect(self.captions_toggled)
        self._transcript.toggled.connect(self.transcript_toggled)
        self._volume.valueChanged.connect(lambda value: self.volume_chosen.emit(value / 100))
        self._wave.toggled.connect(self.wave_toggled)
        self._window.toggled.connect(self.window_toggled)
        self._full.clicked.connect(self.full_asked)
        self._outside.clicked.connect(self.outside_asked)

    def _note_muted(self, muted: bool) -> None:  # noqa: FBT001 - a slot of `toggled`
        self._show_muted(is_muted=muted)
        self.muted_changed.emit(muted)

    def _show_muted(self, *, is_muted: bool) -> None:
        self._mute.say("muted" if is_muted else "sound", "Sound off")
        self._volume.setEnabled(not is_muted)
