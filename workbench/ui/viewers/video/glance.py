"""What the time line shows of a recording at a glance: stills, loudness, the moment hovered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from workbench.ui.video.darkroom import Darkroom, Film
from workbench.ui.viewers.video.stage import Stage
from workbench.ui.viewers.viewer import Mark


class Glance(QObject):
    """Has made in the background what stands along one recording, and gives up for the next."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._path: Path | None = None
        self._darkroom = Darkroom(self)
        self._darkroom.film_changed.connect(self._take_film)
        self._darkroom.wave_measured.connect(self._take_wave)
        stage.bar.wave_toggled.connect(self._want_wave)
        stage.strip.hovered.connect(self._hover)
        stage.strip.left.connect(stage.preview.leave)

    def look_along(self, path: Path) -> None:
        """Have stills made, and the sound measured where it is to be seen."""
        stage = self._stage
        self._darkroom.drop()
        self._path = path
        stage.strip.expect_glance(expected=stage.has_picture or stage.has_sound)
        if stage.has_picture:
            self._darkroom.ask(path, "film")
        if stage.has_sound and (not stage.has_picture or stage.bar.tell_manner().has_wave):
            self._darkroom.ask(path, "wave")

    def drop(self) -> None:
        """Give up what is under way and let go of the file."""
        self._path = None
        self._darkroom.drop()
        self._stage.preview.close_recording()

    def close(self) -> None:
        """Likewise, and end the threads; may look along another recording afterwards."""
        self.drop()
        self._darkroom.close()

    def _want_wave(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        if not wanted:
            self._stage.strip.show_wave(b"")
        elif self._path is not None:
            self._darkroom.ask(self._path, "wave")

    def _take_film(self, path: Path, film: Film) -> None:
        if path == self._path:
            self._stage.strip.show_film(film)

    def _take_wave(self, path: Path, peaks: bytes) -> None:
        if path == self._path:
            self._stage.strip.show_wave(peaks)

    def _hover(self, seconds: float, mark: Mark | None) -> None:
        if self._path is not None:
            self._stage.show_preview(self._path, seconds, mark.label if mark else "")
