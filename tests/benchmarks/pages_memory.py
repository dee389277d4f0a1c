"""Memory of reading, in a process that holds nothing but the viewer: `… PATH`, started by `pages`.

Memory is the share of both processes that is theirs (PSS, Linux).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from workbench.assessment.locator import Place, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import OpenArtifact

ROUNDS = (60, 600)
_PAGES = 300
_MEGABYTE = 1024 * 1024


def main() -> None:
    """Jump about in the document of 300 pages, and say what it takes."""
    app = QApplication(sys.argv)
    client = PdfClient()
    client.start()
    viewer = PdfViewer(client)
    viewer.resize(900, 1000)
    viewer.show()
    jumps, done = random.Random(9), 0  # noqa: S311 - no secret
    for count in ROUNDS:
        for _ in range(count - done):
            _jump(viewer, Path(sys.argv[1]), jumps.randint(1, _PAGES))
        done = count
        ours, worker = read_memory("self"), read_memory(str(client.worker_pid))
        sys.stdout.write(
            f"memory after {count:3} jumps      {(ours + worker) / _MEGABYTE:5.0f} MB in all "
            f"(program {ours / _MEGABYTE:.0f}, worker {worker / _MEGABYTE:.0f}; aim 450)\n"
        )
    viewer.release()
    client.close()
    del app


def read_memory(process: str) -> int:
    """Bytes of the process's own and its part of what it shares; 0 where the system won't say."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _jump(viewer: PdfViewer, path: Path, number: int) -> None:
    artifact = Artifact(id="A", label="A", title=path.stem, file=path.name)
    loop = QEventLoop()
    viewer.place_shown.connect(loop.quit)
    opened = OpenArtifact(artifact=artifact, path=path, media="pdf")
    viewer.open_at(opened, Place(page=Span(number, number)))
    loop.exec()
    viewer.place_shown.disconnect(loop.quit)


if __name__ == "__main__":
    main()
