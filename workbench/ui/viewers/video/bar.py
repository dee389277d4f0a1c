"""The control row below a recording."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QSizePolicy,
    QSlider,
    QToolButton,
    QToolTip,
    QWidget,
)

from workbench.ui.icons import make_icon
from workbench.ui.pieces import make_label, make_row
from workbench.ui.tones import find_tones
from workbench.ui.video.habits import RATES, Manner
from workbench.ui.viewers.video.clock import format_moment, format_time

SKIP_SECONDS = 5.0
_ICON_SHARE = 1.4
"""Side of an icon in heights of the text."""
_GAP = 16
_ONE_ROW_EMS = 40
"""From this width on all stands in one row, and what other ways lead to may be left out."""
_VOLUME_WIDTH = 64


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
        self._icons: dict[QToolButton, str] = {}
        self._play = self._make("videoPlay", "play", "Play", "Space")
        self._loop = self._make(
            "videoLoop", "loop", "Repeat the cited stretch", "l", checkable=True
        )
        self._mute = self._make("videoMute", "sound", "Sound off", "m", checkable=True)
        self._captions = self._make(
            "videoCaptions", "captions", "Show captions", "c", checkable=True
        )
        self._transcript = self._make(
            "videoTranscript", "transcript", "List of captions", checkable=True
        )
        self._wave = self._make("videoWave", "wave", "Show how loud it is", checkable=True)
        self._window = self._make(
            "videoWindow", "own-window", "In a window of its own", checkable=True
        )
        self._full = self._make("videoFull", "full", "Full window", "F11")
        self._time = make_label("", "plain")
        self._time.setObjectName("videoTime")
        self._time.setAccessibleName("Time")
        self._near = make_label("near", "small")
        self._near.setToolTip("The player shows a frame near the moment, not the very one.")
        self._near.hide()
        self._rate = _make_rate_button(self.rate_chosen.emit)
        self._volume = _make_volume()
        self._rows: QBoxLayout | None = None
        self._steering, self._showing = make_row(gap=2), make_row(gap=2)
        self._spare: tuple[QWidget, ...] = ()
        self._pointless: set[QWidget] = set()
        """Those of them that this recording has no use for."""
        self._build()

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
        """Let the first button say what it will do."""
        self._dress(self._play, "pause" if is_playing else "play")
        words = "Pause" if is_playing else "Play"
        self._play.setAccessibleName(words)
        self._play.setToolTip(f"{words} (Space)")

    def show_exactness(self, *, is_exact: bool) -> None:
        """Say so where the frame is only near the moment."""
        self._near.setVisible(not is_exact)

    def show_manner(self, manner: Manner) -> None:
        """Show how recordings are played, without telling anybody."""
        self._show_rate(manner.rate)
        for button, checked in ((self._mute, manner.is_muted), (self._wave, manner.has_wave)):
            check_quietly(button, checked=checked)
        self._dress(self._mute, "muted" if manner.is_muted else "sound")
        self._volume.blockSignals(True)
        self._volume.setValue(round(manner.volume * 100))
        self._volume.blockSignals(False)
        self._volume.setEnabled(not manner.is_muted)

    def tell_manner(self) -> Manner:
        """How recordings are to be played, as it stands here."""
        return Manner(
            rate=float(self._rate.text().rstrip("×")),
            is_muted=self._mute.isChecked(),
            volume=self._volume.value() / 100,
            has_wave=self._wave.isChecked(),
        )

    def show_window(self, *, is_away: bool) -> None:
        """Let the button say whether the recording is in a window of its own."""
        check_quietly(self._window, checked=is_away)
        self._full.setEnabled(not is_away)

    def change_rate(self, steps: int) -> None:
        """Take a faster speed, or a slower one where below zero; told by `rate_chosen`."""
        number = RATES.index(self.tell_manner().rate) + steps
        rate = RATES[min(max(number, 0), len(RATES) - 1)]
        self._show_rate(rate)
        self.rate_chosen.emit(rate)

    def press(self, name: str) -> None:
        """Press the button of that name, where it can be pressed."""
        button = self.findChild(QToolButton, name)
        if isinstance(button, QToolButton) and button.isEnabled():
            button.click()

    def _show_rate(self, rate: float) -> None:
        self._rate.setText(f"{rate:g}×")
        self._rate.setAccessibleDescription(f"{rate:g} times the usual speed")
        for action in self._rate.menu().actions():
            action.setChecked(action.text() == self._rate.text())

    def offer(
        self, *, has_picture: bool, has_sound: bool, has_captions: bool, has_stretch: bool
    ) -> None:
        """Enable what makes sense for the recording that is open."""
        has_wave = has_picture and has_sound
        self._wave.setVisible(has_wave)
        self._pointless = set() if has_wave else {self._wave}
        self._loop.setEnabled(has_stretch)
        self._captions.setVisible(has_captions and has_picture)
        self._transcript.setVisible(has_captions)
        for name in ("videoStepBack", "videoStepOn"):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setVisible(has_picture)
        self._make_room()

    def show_captions(self, *, overlay: bool, listed: bool) -> None:
        """Check the two buttons of captions without telling anybody."""
        check_quietly(self._captions, checked=overlay)
        check_quietly(self._transcript, checked=listed)

    @property
    def is_looping(self) -> bool:
        """Whether the cited stretch is to begin again at its end."""
        return self._loop.isChecked()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        if event.type() in {
            QEvent.Type.PaletteChange,
            QEvent.Type.StyleChange,
            QEvent.Type.FontChange,
        }:
            for button, icon in self._icons.items():
                self._dress(button, icon)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(0, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Hide what other ways lead to, before anything is cut off."""
        if self._rows is None:
            return
        spare = [widget for widget in self._spare if widget not in self._pointless]
        for widget in spare:
            widget.setVisible(True)
        margins = self._rows.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self._measure()
        is_one = sum(needed) + _GAP <= room or room >= _ONE_ROW_EMS * self.fontInfo().pixelSize()
        way = QBoxLayout.Direction.LeftToRight if is_one else QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(way)
        for widget in spare:
            needed = self._measure()
            if (sum(needed) + _GAP if is_one else max(needed)) <= room:
                break
            widget.setVisible(False)

    def _measure(self) -> tuple[int, int]:
        """The widths that the two halves need."""
        for row in (self._steering, self._showing):
            row.invalidate()
        return self._steering.sizeHint().width(), self._showing.sizeHint().width()

    def _build(self) -> None:
        figures = QFont(self._time.font())
        figures.setFeature(QFont.Tag("tnum"), 1)
        self._time.setFont(figures)
        outside = self._make("videoOpenOutside", "outside", "Open in another program")
        skips = (
            self._make_skip("videoSkipBack", "skip-back", "Five seconds back", "Shift+←", -1),
            self._make_skip("videoSkipOn", "skip-on", "Five seconds on", "Shift+→", 1),
        )
        self._spare = (self._volume, outside, *skips, self._window, self._wave, self._rate)
        steering = (
            skips[0],
            self._make_step("videoStepBack", "frame-back", "One frame back", ",", -1),
            self._play,
            self._make_step("videoStepOn", "frame-on", "One frame on", ".", 1),
            skips[1],
            self._time,
            self._near,
        )
        showing = (
            self._loop,
            self._rate,
            self._captions,
            self._transcript,
            self._wave,
            self._mute,
            self._volume,
            self._window,
            self._full,
            outside,
        )
        for row, widgets in ((self._steering, steering), (self._showing, showing)):
            for widget in widgets:
                row.addWidget(widget)
        self._steering.insertSpacing(5, 8)
        self._steering.addStretch(1)
        self._showing.insertStretch(0, 1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(8, 5, 8, 5)
        self._rows.setSpacing(2)
        self._rows.addLayout(self._steering)
        self._rows.addLayout(self._showing)
        self.setLayout(self._rows)
        self._play.clicked.connect(self.play_toggled)
        self._loop.toggled.connect(self.looping_changed)
        self._mute.toggled.connect(self._note_muted)
        self._captions.toggled.connect(self.captions_toggled)
        self._transcript.toggled.connect(self.transcript_toggled)
        self._volume.valueChanged.connect(lambda value: self.volume_chosen.emit(value / 100))
        self._wave.toggled.connect(self.wave_toggled)
        self._window.toggled.connect(self.window_toggled)
        self._full.clicked.connect(self.full_asked)
        outside.clicked.connect(self.outside_asked)

    def _note_muted(self, muted: bool) -> None:  # noqa: FBT001 - a slot of `toggled`
        self._dress(self._mute, "muted" if muted else "sound")
        self._volume.setEnabled(not muted)
        self.muted_changed.emit(muted)

    def _make_step(self, name: str, icon: str, words: str, key: str, frames: int) -> QToolButton:
        button = self._make(name, icon, words, key)
        button.setAutoRepeat(True)
        button.clicked.connect(partial(self.stepped.emit, frames))
        return button

    def _make_skip(self, name: str, icon: str, words: str, key: str, way: int) -> QToolButton:
        button = self._make(name, icon, words, key)
        button.clicked.connect(partial(self.skipped.emit, way * SKIP_SECONDS))
        return button

    def _make(
        self, name: str, icon: str, words: str, key: str = "", *, checkable: bool = False
    ) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)
        button.setCheckable(checkable)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress(button, icon)
        return button

    def _dress(self, button: QToolButton, icon: str) -> None:
        self._icons[button] = icon
        colour = QColor(find_tones(self.palette()).text)
        pixels = round(_ICON_SHARE * self.fontInfo().pixelSize())
        button.setIconSize(QSize(pixels, pixels))
        button.setIcon(make_icon(icon, colour, pixels))


def check_quietly(button: QToolButton, *, checked: bool) -> None:
    """Check it or not without telling anybody."""
    button.blockSignals(True)
    button.setChecked(checked)
    button.blockSignals(False)


def _make_rate_button(choose: Callable[[float], None]) -> QToolButton:
    button = QToolButton()
    button.setObjectName("videoRate")
    button.setAccessibleName("Speed")
    button.setToolTip("Speed")
    button.setText("1×")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    group = QActionGroup(menu)
    for rate in RATES:
        action = QAction(f"{rate:g}×", menu, checkable=True, checked=rate == 1.0)
        action.triggered.connect(partial(button.setText, f"{rate:g}×"))
        action.triggered.connect(partial(choose, rate))
        group.addAction(action)
        menu.addAction(action)
    button.setMenu(menu)
    return button


def _make_volume() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setObjectName("videoVolume")
    slider.setAccessibleName("Volume")
    slider.setToolTip("Volume")
    slider.setRange(0, 100)
    slider.setValue(100)
    slider.setFixedWidth(_VOLUME_WIDTH)
    return slider
