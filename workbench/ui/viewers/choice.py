"""Which viewer shows which kind of artifact; each is made when it is first needed."""

from __future__ import annotations

import importlib
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.assessment.evidence import Media
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.tasks import Tasks
from workbench.ui.video.choice import silence_players
from workbench.ui.video.habits import Habits, Settings
from workbench.ui.viewers.pdf.memory import ViewerMemory
from workbench.ui.viewers.viewer import Viewer

_KINDS = ("pdf", "video", "text", "image")
_SLOW_TO_LOAD = (
    *(f"workbench.ui.viewers.{kind}.viewer" for kind in ("pdf", "video", "text")),
    "workbench.ui.viewers.image",
    "workbench.ui.video.qt_player",
    "vlc",
)


class ViewerShelf(QObject):
    """Holds one viewer of each kind."""

    added = Signal(object)
    """A viewer was made; whoever shows it adopts it."""

    def __init__(
        self,
        client: PdfClient,
        memory: ViewerMemory | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._client = client
        self._memory = memory
        self._viewers: dict[str, Viewer] = {}
        self._unsaid: str | None = None
        """The kind of viewer that was made ahead and is not adopted yet."""

    def prepare(self, tasks: Tasks) -> None:
        """Load the viewers' code on a thread and make them one by one, ahead of need."""
        silence_players()
        tasks.run(_load_viewers, lambda _none: self._make_ahead(list(_KINDS)))

    @property
    def is_full(self) -> bool:
        """Whether there is a viewer of every kind."""
        return len(self._viewers) == len(_KINDS) and self._unsaid is None

    def find_viewer(self, media: Media) -> Viewer:
        """The viewer for that kind, made now if there is none yet."""
        kind = {"audio": "video"}.get(media, media)
        kind = kind if kind in {"pdf", "video", "image"} else "text"
        if kind not in self._viewers:
            self._viewers[kind] = self._make_viewer(kind)
            self.added.emit(self._viewers[kind])
        elif kind == self._unsaid:
            self._say_added()
        return self._viewers[kind]

    def release(self) -> None:
        """Let every viewer go of its files."""
        for viewer in self._viewers.values():
            viewer.release()

    def _make_ahead(self, kinds: list[str]) -> None:
        """Make one, or have the last one adopted: neither holds up a key that is pressed."""
        if self._unsaid is not None:
            self._say_added()
        elif (kind := kinds.pop(0)) not in self._viewers:
            self._viewers[kind] = self._make_viewer(kind)
            self._unsaid = kind
        if kinds or self._unsaid is not None:
            QTimer.singleShot(0, self, lambda: self._make_ahead(kinds))

    def _say_added(self) -> None:
        kind, self._unsaid = self._unsaid, None
        if kind is not None:
            self.added.emit(self._viewers[kind])

    def _make_viewer(self, kind: str) -> Viewer:
        if kind == "pdf":
            from workbench.ui.viewers.pdf.viewer import PdfViewer  # noqa: PLC0415 - loaded when needed

            return PdfViewer(self._client, self._memory)
        if kind == "video":
            from workbench.ui.viewers.video.viewer import VideoViewer  # noqa: PLC0415 - loaded when needed

            return VideoViewer(Habits(self._settings))
        if kind == "image":
            from workbench.ui.viewers.image import ImageViewer  # noqa: PLC0415 - loaded when needed

            return ImageViewer(self._client, self._memory)
        from workbench.ui.viewers.text.viewer import TextViewer  # noqa: PLC0415 - loaded when needed

        return TextViewer()


def _load_viewers() -> None:
    for name in _SLOW_TO_LOAD:
        # VLC is missing or broken on many machines; whoever needs it says so.
        with suppress(ImportError, OSError, NameError, AttributeError, NotImplementedError):
            importlib.import_module(name)
