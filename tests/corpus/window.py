"""Shows files in the real viewers, and watches that the window never stands still."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.corpus.walking import say
from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.facts import gather_facts
from workbench.evidence.kinds import find_media
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.text.viewer import TextViewer
from workbench.ui.viewers.viewer import OpenArtifact, Viewer

_LONG_SECONDS = 5.0
_PATIENCE_MS = 60_000
_STANDSTILL_MS = 200
"""Of the processor on the window's thread: on a busy machine the clock on the wall says nothing."""
_OF_NO_DISPLAY = "propagateSizeHints"
"""In a message that Qt has for want of a display, whatever the file."""
_PAGED: tuple[Media, ...] = ("pdf", "image")
_TEXTS: tuple[Media, ...] = ("docx", "odt", "pptx", "xlsx", "text")


def show_files(files: Sequence[Path]) -> int:
    """Show them all and tell what is worth telling; 1 when there was a surprise."""
    app = QApplication(sys.argv[:1])
    client = PdfClient()
    client.start()
    trial = _Trial(client)
    for path in files:
        trial.try_file(path)
    trial.close()
    client.close()
    say(", ".join(f"{count} {what}" for what, count in sorted(trial.counts.items())))
    del app
    return 1 if trial.surprises else 0


class _Trial:
    """One viewer of each kind, and what became of the files."""

    def __init__(self, client: PdfClient) -> None:
        self.counts: Counter[str] = Counter()
        self.surprises = 0
        self._client = client
        text = TextViewer()
        self._viewers: dict[str, Viewer] = {"pdf": PdfViewer(client), "image": ImageViewer(client)}
        self._viewers |= dict.fromkeys(_TEXTS, text)
        self._ends: list[object] = []
        self._told: list[str] = []
        for viewer in set(self._viewers.values()):
            viewer.resize(900, 1000)
            viewer.show()
            viewer.place_shown.connect(self._ends.append)
            viewer.failed.connect(self._ends.append)
        sys.excepthook = self._note_exception
        qInstallMessageHandler(self._note_message)
        self._last = time.thread_time()
        self._standstill = 0.0
        self._clock = QTimer()
        self._clock.timeout.connect(self._tick)
        self._clock.start(5)

    def try_file(self, path: Path) -> None:
        """Show that file, if it is of a kind that is shown as pages or as text."""
        media = find_media(path, path.name)
        if media not in self._viewers:
            return
        began = time.perf_counter()
        self._standstill = 0.0
        self._told.clear()
        try:
            what = self._show(path, media)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            what = f"SURPRISE {error!r}"
        took = time.perf_counter() - began
        self.counts[what.split(":")[0]] += 1
        self.surprises += what.startswith("SURPRISE") or bool(self._told)
        if not what.startswith("shown"):
            say(f"{path}: {what}")
        for told in self._told:
            say(f"{path}: SURPRISE {told}")
        if took > _LONG_SECONDS:
            say(f"{path}: took {took:.1f} s")
        if self._standstill > _STANDSTILL_MS:
            say(f"{path}: the window stood still for {self._standstill:.0f} ms")

    def close(self) -> None:
        """Let go of everything."""
        self._clock.stop()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        for viewer in set(self._viewers.values()):
            viewer.release()
            viewer.close()

    def _show(self, path: Path, media: Media) -> str:
        artifact = Artifact(id="A", label="A", title=path.name, file=path.name)
        facts = gather_facts(path, artifact, self._client)
        opened = OpenArtifact(artifact=artifact, path=path, media=media, facts=facts)
        if media not in _PAGED:
            return self._open(opened, Place(whole=True))
        said = self._open(opened, Place(page=Span(1, 1)))
        pages = facts.pages or 1
        for number in {1 + pages // 2, pages} - {1} if said == "shown" else ():
            said = self._open(opened, Place(page=Span(number, number)))
            if said != "shown":
                return said
        return said

    def _open(self, opened: OpenArtifact, place: Place) -> str:
        self._last = time.thread_time()
        self._ends.clear()
        self._viewers[opened.media].open_at(opened, place)
        loop = QEventLoop()
        ended = QTimer()
        ended.timeout.connect(lambda: loop.quit() if self._ends else None)
        ended.start(2)
        QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
        loop.exec()
        ended.stop()
        if not self._ends:
            return "SURPRISE neither picture nor sentence"
        return "shown" if isinstance(self._ends[0], Place) else f"said: {self._ends[0]}"

    def _tick(self) -> None:
        now = time.thread_time()
        self._standstill = max(self._standstill, (now - self._last) * 1000)
        self._last = now

    def _note_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._told.append(repr(error))

    def _note_message(self, _kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if _OF_NO_DISPLAY not in words:
            self._told.append(words)
