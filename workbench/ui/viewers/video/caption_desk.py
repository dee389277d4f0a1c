"""The captions of the recording that is open: read in the background, one set of them chosen."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.evidence.caption_tracks import CaptionTrack, read_caption_tracks
from workbench.evidence.captions import Caption, find_captions_at
from workbench.ui.tasks import Tasks
from workbench.ui.viewers.video.words import say_caption
from workbench.ui.viewers.viewer import OpenArtifact


class CaptionDesk(QObject):
    """Reads all sets there are; what an earlier recording had is dropped."""

    changed = Signal()
    """Other captions stand ready, or none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tracks: tuple[CaptionTrack, ...] = ()
        self.number = 0
        self.is_reading = False
        """Whether it is not known yet what captions there are."""
        self._path: Path | None = None
        self._tasks: Tasks | None = None
        self._dropped = threading.Event()

    @property
    def captions(self) -> tuple[Caption, ...]:
        """Those of the set that is chosen."""
        return self.tracks[self.number].captions if self.tracks else ()

    def say_at(self, seconds: float) -> str:
        """The words that stand at that moment."""
        return "\n".join(say_caption(c) for c in find_captions_at(self.captions, seconds))

    def read(self, artifact: OpenArtifact) -> None:
        """Read those of that recording; `changed` follows twice, with none and with all."""
        self.is_reading = True
        self._clear()
        self._path = artifact.path
        if self._tasks is None:
            self._tasks = Tasks(self, threads=1)
        names = artifact.artifact.captions
        names = names if len(names) == len(artifact.captions) else ("",) * len(artifact.captions)
        files = tuple(zip(artifact.captions, names, strict=True))
        self._tasks.run(
            partial(read_caption_tracks, artifact.path, files, self._dropped.is_set),
            partial(self._keep, artifact.path),
        )

    def choose(self, number: int) -> None:
        """Take the set of that number."""
        self.number = number
        self.changed.emit()

    def drop(self) -> None:
        """Have none, and give up what is being read."""
        self.is_reading = False
        self._clear()

    def _clear(self) -> None:
        self._dropped.set()
        self._dropped = threading.Event()
        self._path, self.tracks, self.number = None, (), 0
        self.changed.emit()

    def close(self) -> None:
        """Likewise, and end the thread; may be asked again afterwards."""
        self.drop()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def _keep(self, path: Path, tracks: tuple[CaptionTrack, ...]) -> None:
        if path == self._path:
            self.tracks, self.is_reading = tracks, False
            self.changed.emit()
