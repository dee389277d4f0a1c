"""Opening good and hostile files one after the other: nothing grows and nothing is left behind.

Ten minutes of it by hand, where `WORKBENCH_SOAK_SECONDS` is 600; twenty seconds otherwise.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import list_children
from tests.evidence.pdf.documents import write_columns, write_links, write_pages
from tests.evidence.pdf.hostile import DOCUMENTS
from tests.ui.viewers.artifacts import make_artifact, page
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.pdf.viewer import PdfViewer

SECONDS = float(os.environ.get("WORKBENCH_SOAK_SECONDS", "20"))
MOST_GROWTH_BYTES = 40 * 1024 * 1024
SLOW = frozenset({"sixty thousand curves"})
"""Takes all the time that there is, and has a test of its own."""


def read_memory(process: str) -> int:
    """Bytes of its own and its part of what it shares."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def write_all(folder: Path) -> list[Path]:
    writers: list[Callable[[Path], Path]] = [write_columns, write_links]
    writers += [write for name, write in DOCUMENTS.items() if name not in SLOW]
    paths = [write(folder / f"{number}.pdf") for number, write in enumerate(writers)]
    return [*paths, write_pages(folder / "book.pdf", [["A page of words."] * 40] * 200)]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is told by Linux")
def test_reading_for_long_leaves_nothing_behind(
    qtbot: QtBot, viewer: PdfViewer, client: PdfClient, tmp_path: Path
) -> None:
    paths, choice = write_all(tmp_path), random.Random(11)  # noqa: S311 - no secret
    ends: list[object] = []
    viewer.place_shown.connect(ends.append)
    viewer.failed.connect(ends.append)

    def read_until(moment: float) -> None:
        while time.monotonic() < moment:
            ends.clear()
            path = choice.choice(paths)
            number = choice.randint(1, 200) if path.name == "book.pdf" else 1
            viewer.open_at(make_artifact(path), page(number))
            qtbot.waitUntil(lambda: bool(ends), timeout=30_000)
            viewer.canvas.zoom_by(choice.choice((-1, 1)))

    def measure() -> int:
        return read_memory("self") + read_memory(str(client.worker_pid))

    began, worker = time.monotonic(), list_children()
    read_until(began + SECONDS * 0.4)
    before = measure()
    read_until(began + SECONDS)
    assert measure() - before < MOST_GROWTH_BYTES
    assert len(list_children()) <= max(len(worker), 1)
