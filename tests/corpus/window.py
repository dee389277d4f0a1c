"""Shows files in the real viewers, and watches that the window never stands still."""

from __future__ import annotations

import collections
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.facts import gather_facts
from workbench.evidence.kinds import find_media
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import PdfError
from workbench.evidence.pdf.messages import Job, ListAttachments, PageLines, PageLinks
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import OpenArtifact

_LONG_SECONDS = 5.0
_PATIENCE_MS = 15_000
_STANDSTILL_MS = 300


def main() -> None:
    """Try all files, and tell what is worth telling."""
    app = QApplication(sys.argv)
    client = PdfClient()
    client.start()
    trial = _Trial(client)
    for path in _list_files([Path(name) for name in sys.argv[1:]]):
        trial.try_file(path)
    trial.close()
    client.close()
    _say(", ".join(f"{count} {what}" for what, count in sorted(trial.counts.items())))
    del app


def _list_files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class _Trial:
    """One viewer of each kind, and what became of the files."""

    def __init__(self, client: PdfClient) -> None:
        self.counts: collections.Counter[str] = collections.Counter()
        self._client = client
        self._viewers = {"pdf": PdfViewer(client), "image": ImageViewer(client)}
        self._ends: list[object] = []
        for viewer in self._viewers.values():
            viewer.resize(900, 1000)
            viewer.show()
            viewer.place_shown.connect(self._ends.append)
            viewer.failed.connect(self._ends.append)
        self._last = time.perf_counter()
        self._standstill = 0.0
        self._clock = QTimer()
        self._clock.timeout.connect(self._tick)
        self._clock.start(5)

    def try_file(self, path: Path) -> None:
        """Show that file, if it is of a kind that is shown as pages."""
        media = find_media(path, path.name)
        if media not in self._viewers:
            return
        began, self._standstill = time.perf_counter(), 0.0
        try:
            what = self._show(path, media)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            what = f"SURPRISE {error!r}"
        took = time.perf_counter() - began
        self.counts[what.split(":")[0]] += 1
        if not what.startswith("shown"):
            _say(f"{path.name}: {what}")
        if took > _LONG_SECONDS:
            _say(f"{path.name}: took {took:.1f} s")
        if self._standstill > _STANDSTILL_MS:
            _say(f"{path.name}: the window stood still for {self._standstill:.0f} ms")

    def close(self) -> None:
        """Let go of everything."""
        self._clock.stop()
        for viewer in self._viewers.values():
            viewer.release()
            viewer.close()

    def _show(self, path: Path, media: Media) -> str:
        artifact = Artifact(id="A", label="A", title=path.name, file=path.name)
        facts = gather_facts(path, artifact, self._client)
        opened = OpenArtifact(artifact=artifact, path=path, media=media, facts=facts)
        said = self._open(opened, 1)
        pages = facts.pages or 1
        for number in {1 + pages // 2, pages} - {1} if said == "shown" else ():
            said = self._open(opened, number)
            if said != "shown":
                return said
        if media == "pdf" and said == "shown":
            self._read(str(path), pages)
        return said

    def _open(self, opened: OpenArtifact, number: int) -> str:
        self._last = time.perf_counter()
        self._ends.clear()
        viewer = self._viewers[opened.media]
        viewer.open_at(opened, Place(page=Span(number, number)))
        loop = QEventLoop()
        ended = QTimer()
        ended.timeout.connect(lambda: loop.quit() if self._ends else None)
        ended.start(2)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
        if not self._ends:
            return "SURPRISE neither picture nor sentence"
        return "shown" if isinstance(self._ends[0], Place) else f"said: {self._ends[0]}"

    def _read(self, path: str, pages: int) -> None:
        jobs: tuple[Job[Any], ...] = (
            PageLines(path=path, page_index=0),
            PageLinks(path=path, page_index=pages - 1),
            ListAttachments(path=path),
        )
        for job in jobs:
            try:
                self._client.ask(job)
            except PdfError as error:
                _say(f"{Path(path).name}: {type(job).__name__}: {error}")
        self._last = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._standstill = max(self._standstill, (now - self._last) * 1000)
        self._last = now


if __name__ == "__main__":
    main()
