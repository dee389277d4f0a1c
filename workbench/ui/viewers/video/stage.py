"""All that is seen of a recording: picture, captions, time line and controls, laid out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from workbench.evidence.caption_tracks import CaptionTrack
from workbench.ui.pieces import make_column, make_row
from workbench.ui.viewers.video.bar import VideoBar
from workbench.ui.viewers.video.captions import CaptionPanel
from workbench.ui.viewers.video.pane import TroubleLine, VideoPane
from workbench.ui.viewers.video.preview import Preview
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.window import AwayPage, RecordingWindow
from workbench.ui.viewers.viewer import Mark, OpenArtifact

_NARROW_EMS = 34
"""Below this width the captions stand under the picture, where there is height for both."""
_LOW_EMS = 34
"""Below this height the stills are smaller, so that more is left for the picture."""


class Stage(QWidget):
    """Stands in the viewer, or in a window of its own."""

    words_changed = Signal()
    """Captions are wanted otherwise than before."""
    key_pressed = Signal(QKeyEvent)
    """In the window of its own."""

    def __init__(self, viewer: QWidget) -> None:
        super().__init__()
        self.setObjectName("recordingStage")
        self.pane = VideoPane()
        self.trouble = TroubleLine()
        self.words = CaptionPanel()
        self.strip = TimeStrip()
        self.bar = VideoBar()
        self.has_picture = True
        self.has_sound = True
        self.duration = 0.0
        """Seconds; 0 as long as nobody knows."""
        self._title = ""
        self._wants = {"overlay": True, "video": False, "sound": True}
        self._has_captions = False
        self._is_searched = False
        """Whether words are being found in the captions, so that these have to be seen."""
        self._window: RecordingWindow | None = None
        self._away = AwayPage()
        self._viewer = viewer
        self._places = QStackedLayout(viewer)
        self._lay_out()
        self.preview = Preview(self)

    def begin(self, artifact: OpenArtifact) -> None:
        """Another recording is being opened."""
        facts = artifact.facts
        self.duration = (facts.duration if facts else None) or 0.0
        self.has_sound = facts is None or facts.has_sound is not False
        is_heard_only = facts is not None and facts.has_picture is False
        self._title = artifact.name
        if self._window is not None:
            self._window.setWindowTitle(artifact.name)
        self.trouble.show_file(artifact.path)
        self.pane.begin(artifact.name)
        self.show_kind(has_picture=artifact.media != "audio" and not is_heard_only)
        self.show_position(0.0)

    def show_kind(self, *, has_picture: bool) -> None:
        """Show the picture; where there is none the title, and beside it much room for words."""
        self.has_picture = has_picture
        self.pane.show_recording(has_picture=has_picture)
        for number, weight in enumerate((3, 2) if has_picture else (2, 3)):
            self._middle.setStretch(number, weight)
        self._show_controls(shown=True)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these citations along the recording."""
        self.strip.show_recording(self.duration, marks)

    def show_position(self, seconds: float) -> None:
        """Tell everywhere where one is."""
        self.bar.show_time(seconds, self.duration)
        self.strip.show_position(seconds)
        self.words.follow(seconds)

    def say_failure(self, sentence: str, path: Path) -> None:
        """Show why there is nothing to show, and no controls of it."""
        self.pane.say_failure(sentence, path)
        self._show_controls(shown=False)

    def offer(self, tracks: Sequence[CaptionTrack], *, has_stretch: bool) -> None:
        """Offer what makes sense for this recording."""
        self._has_captions = bool(tracks)
        self.bar.offer(
            has_picture=self.has_picture,
            has_sound=self.has_sound,
            has_captions=self._has_captions,
            has_stretch=has_stretch,
        )
        self._show_wants()

    @property
    def wants_overlay(self) -> bool:
        """Whether the words of the moment stand on the picture; beside the list of a sound not."""
        is_listed = not self.has_picture and self.words.isVisibleTo(self)
        return self._wants["overlay"] and not is_listed

    def toggle_captions(self) -> None:
        """Show the captions or not: on the picture, or as the list of a sound."""
        kind = "overlay" if self.has_picture else "sound"
        self._want(kind, not self._wants[kind])

    def show_searched(self, *, is_on: bool) -> None:
        """List the captions while words are found in them, whether they were listed or not."""
        if is_on != self._is_searched:
            self._is_searched = is_on
            self._show_wants()

    def show_preview(self, path: Path, seconds: float, label: str) -> None:
        """Show what stands at that moment, above the time line."""
        if self.has_picture:
            self.preview.show_moment(path, seconds, label, self.strip.still_at(seconds))
        else:
            self.preview.show_words(seconds, label)
        corner = self.strip.mapTo(self, QPoint(0, 0))
        self.preview.stand_above(corner.x() + self.strip.find_x(seconds), corner.y())

    def come_back(self) -> None:
        """Leave the window of its own, if it stands in one."""
        if self._window is not None:
            self._window.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        em = self.fontInfo().pixelSize()
        is_low = self.height() < _LOW_EMS * em
        is_stacked = self.width() < _NARROW_EMS * em and not is_low
        ways = QBoxLayout.Direction
        self._middle.setDirection(ways.TopToBottom if is_stacked else ways.LeftToRight)
        self.strip.show_low(is_low=is_low)

    def _go_away(self) -> None:
        self._window = RecordingWindow(self, self._title, self._viewer)
        self._window.closed.connect(self._note_back)
        self._window.key_pressed.connect(self.key_pressed)
        self._places.setCurrentWidget(self._away)
        self.bar.show_window(is_away=True)

    def _note_back(self) -> None:
        window, self._window = self._window, None
        self._places.insertWidget(0, self)
        self._places.setCurrentWidget(self)
        self.bar.show_window(is_away=False)
        if window is not None:
            window.deleteLater()

    def _toggle_window(self, is_away: bool) -> None:  # noqa: FBT001 - a slot
        if is_away:
            self._go_away()
        else:
            self.come_back()

    def _want(self, kind: str, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self._wants[kind or self._kind] = wanted
        self._show_wants()

    @property
    def _kind(self) -> str:
        return "video" if self.has_picture else "sound"

    def _show_wants(self) -> None:
        listed = self._wants[self._kind]
        self.bar.show_captions(overlay=self._wants["overlay"], listed=listed)
        self.words.setVisible(self._has_captions and (listed or self._is_searched))
        self.words_changed.emit()

    def _show_controls(self, *, shown: bool) -> None:
        self.strip.setVisible(shown)
        self.bar.setVisible(shown)

    def _lay_out(self) -> None:
        self._middle = make_row(self.pane, self.words, gap=0)
        column = make_column(self._middle, self.trouble, self.strip, self.bar, gap=0)
        column.setStretch(0, 1)
        self.setLayout(column)
        self._viewer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._places.addWidget(self)
        self._places.addWidget(self._away)
        self._away.back_asked.connect(self.come_back)
        self.bar.captions_toggled.connect(partial(self._want, "overlay"))
        self.bar.transcript_toggled.connect(partial(self._want, ""))
        self.bar.window_toggled.connect(self._toggle_window)
