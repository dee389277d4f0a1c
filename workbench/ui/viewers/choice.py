"""Which viewer shows which kind of artifact; each is made when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.assessment.evidence import Media
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.pdf_left import ViewerMemory
from workbench.ui.viewers.viewer import Viewer


class ViewerShelf(QObject):
    """Holds one viewer of each kind."""

    added = Signal(object)
    """A viewer was made; whoever shows it adopts it."""

    def __init__(self, client: PdfClient, memory: ViewerMemory | None = None) -> None:
        super().__init__()
        self._client = client
        self._memory = memory
        self._viewers: dict[str, Viewer] = {}

    def find_viewer(self, media: Media) -> Viewer:
        """The viewer for that kind, made now if there is none yet."""
        kind = {"audio": "video"}.get(media, media)
        kind = kind if kind in {"pdf", "video", "image"} else "text"
        if kind not in self._viewers:
            self._viewers[kind] = self._make_viewer(kind)
            self.added.emit(self._viewers[kind])
        return self._viewers[kind]

    def release(self) -> None:
        """Let every viewer go of its files."""
        for viewer in self._viewers.values():
            viewer.release()

    def _make_viewer(self, kind: str) -> Viewer:
        if kind == "pdf":
            from workbench.ui.viewers.pdf import PdfViewer  # noqa: PLC0415 - loaded when needed

            return PdfViewer(self._client, self._memory)
        if kind == "video":
            from workbench.ui.viewers.video import VideoViewer  # noqa: PLC0415 - loaded when needed

            return VideoViewer()
        if kind == "image":
            from workbench.ui.viewers.image import ImageViewer  # noqa: PLC0415 - loaded when needed

            return ImageViewer(self._client, self._memory)
        from workbench.ui.viewers.text import TextViewer  # noqa: PLC0415 - loaded when needed

        return TextViewer()
