"""Reading hard: scrolling fast, a poster at 400 %, a thousand pages, and what it takes in memory.

python -m tests.benchmarks.pages
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.pdf import (
    Stall,
    let_prepare,
    make_viewer,
    open_at,
    pymupdf,
    summarise,
    write_large,
)
from tests.builders import build_artifact, build_bundle, build_claim, build_submission
from workbench.app import make_application, open_session
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.opened import left_off_key
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.windowless.waiting import wait_until

A0 = (2384.0, 3370.0)
FRAME_SECONDS = 1 / 60
SCROLL_SECONDS = 10.0
SCROLL_PAGES = 100
PANS = 30
_MEGABYTE = 1024 * 1024


def main() -> None:
    """Print the figures."""
    app = make_application()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        client = PdfClient()
        client.start()
        stack.callback(client.close)
        client.wait_ready(30)
        large = write_large(folder / "large.pdf", 300)
        for line in measure_first(client, folder):
            _say(line)
        _say(measure_bundle(folder, large))
        _say(measure_scroll(client, large))
        _say(measure_poster(client, _write_poster(folder / "poster.pdf")))
        command = [sys.executable, "-m", "tests.benchmarks.pages_memory", str(large)]
        subprocess.run(command, check=False)
    del app


def measure_first(client: PdfClient, folder: Path) -> Iterator[str]:
    """The first page of 1,000, in a viewer that has shown something before."""
    path = write_large(folder / "thousand.pdf", 1000)
    with _viewer(client) as viewer:
        open_at(viewer, write_large(folder / "small.pdf", 2), 0)
        let_prepare(viewer)
        stall = Stall()
        took = open_at(viewer, path, 0)
        size = path.stat().st_size / _MEGABYTE
        yield (
            f"first page of 1,000 ({size:.0f} MB)    {took:7.0f} ms, "
            f"longest stall of the UI {stall.longest:.0f} ms (aim 30)"
        )


def measure_bundle(folder: Path, path: Path) -> str:
    """The whole program: a zipped bundle opened, until the cited page of a large file is sharp."""
    artifact = build_artifact("A1", "large.pdf", media_type="application/pdf")
    submission = build_submission(artifacts=(artifact,), claims=[build_claim("1a", "p. 150")])
    content = {artifact.file: path.read_bytes()}
    bundle = build_bundle(folder, submission=submission, files=content)
    os.environ["WORKBENCH_HOME"] = str(folder / "home")
    with open_session("Benchmark") as session:
        key = left_off_key(submission.id, session.identity.fingerprint)
        session.store.write_setting(key, {"target": "1a"})
        window = MainWindow(session, Look(make_application(), session.store, "light"))
        window.resize(1400, 900)
        window.show()
        shown: list[object] = []
        window.review.evidence.place_shown.connect(lambda *place: shown.append(place))
        wait_until(lambda: window.review.evidence.is_prepared, "the window at rest", 30)
        stall, began = Stall(), time.perf_counter()
        window.open_bundle(bundle)
        wait_until(lambda: bool(shown), "the cited page", 60)
        took = (time.perf_counter() - began) * 1000
        longest = stall.longest
        wait_until(lambda: session.desk.is_done and session.verification.is_done, "rest", 120)
        window.close()
    return (
        f"cited page from a zip of {path.stat().st_size / _MEGABYTE:.0f} MB  {took:5.0f} ms "
        f"in the real window, longest stall of the UI {longest:.0f} ms"
    )


def measure_scroll(client: PdfClient, path: Path) -> str:
    """A hundred pages in ten seconds: how many frames had the page on screen."""
    with _viewer(client) as viewer:
        open_at(viewer, path, 0)
        let_prepare(viewer)
        bar = viewer.canvas.verticalScrollBar()
        goal = viewer.canvas.place_box(SCROLL_PAGES, (0, 0, 1, 1)).top()
        stall, frames, drawn, sharp = Stall(), 0, 0, 0
        began = time.perf_counter()
        while (passed := time.perf_counter() - began) < SCROLL_SECONDS:
            bar.setValue(round(goal * passed / SCROLL_SECONDS))
            _pass_frame()
            frames += 1
            drawn += viewer.canvas.is_drawn
            sharp += viewer.canvas.current_page in viewer.canvas.list_sharp()
        return (
            f"fast scroll of {SCROLL_PAGES} pages       {100 * drawn / frames:5.0f} % of {frames} "
            f"frames with every page on screen, {100 * sharp / frames:.0f} % with the page read "
            f"sharp; longest stall {stall.longest:.0f} ms"
        )


def measure_poster(client: PdfClient, path: Path) -> str:
    """An A0 poster at 400 %, panned: until all that shows is sharp, beside raw MuPDF's clip."""
    document = pymupdf.open(path)
    with _viewer(client) as viewer:
        open_at(viewer, path, 0)
        viewer.canvas.set_zoom(4.0)
        let_prepare(viewer)
        places = random.Random(8)  # noqa: S311 - no secret
        bars = (viewer.canvas.horizontalScrollBar(), viewer.canvas.verticalScrollBar())
        goals = [[places.randrange(bar.maximum()) for bar in bars] for _ in range(PANS)]
        # before ours: drawing here holds the event loop, which must not count as our stall
        raw = [_draw_clip(document, goal, viewer) for goal in goals]
        ours, stall = [], Stall()
        for at in goals:
            let_prepare(viewer)
            stall.reset()  # what waits in our own loops is no stall
            began = time.perf_counter()
            for bar, value in zip(bars, at, strict=True):
                bar.setValue(value)
            while 0 not in viewer.canvas.list_sharp():
                _turn_loop(1)
            ours.append((time.perf_counter() - began) * 1000)
        mine, theirs = summarise(ours), summarise(raw)
        return (
            f"A0 at 400 %, panned         {mine[0]:5.0f} / {mine[1]:.0f} ms until sharp, raw MuPDF "
            f"{theirs[0]:.0f} / {theirs[1]:.0f} ms for the view alone, ratio "
            f"{mine[0] / theirs[0]:.2f} / {mine[1] / theirs[1]:.2f}; pictures kept "
            f"{viewer.canvas.picture_bytes / _MEGABYTE:.0f} MB; "
            f"longest stall {stall.longest:.0f} ms"
        )


@contextmanager
def _viewer(client: PdfClient) -> Iterator[PdfViewer]:
    viewer = make_viewer(client)
    yield viewer
    viewer.release()
    viewer.close()
    viewer.deleteLater()


def _draw_clip(document: object, at: list[int], viewer: PdfViewer) -> float:
    """Milliseconds that raw MuPDF takes for what the view shows there."""
    scale = 4.0 * 96 / 72
    size = viewer.canvas.viewport().size()
    left, top = at[0] / scale, at[1] / scale
    clip = pymupdf.Rect(left, top, left + size.width() / scale, top + size.height() / scale)
    began = time.perf_counter()
    document[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip)  # type: ignore[index] # a document of PyMuPDF
    return (time.perf_counter() - began) * 1000


def _write_poster(path: Path) -> Path:
    numbers = random.Random(10)  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=A0)
    for _ in range(4000):
        canvas.setFillColorRGB(numbers.random(), numbers.random(), numbers.random())
        x, y = numbers.uniform(0, A0[0]), numbers.uniform(0, A0[1])
        canvas.circle(x, y, numbers.uniform(2, 30), fill=1)
        canvas.drawString(x, y, "What was agreed, by whom, and when")
    canvas.save()
    return path


def _pass_frame() -> None:
    """Let the event loop run for one frame of a display."""
    until = time.perf_counter() + FRAME_SECONDS
    _turn_loop(max(1, round((until - time.perf_counter()) * 1000) - 1))


def _turn_loop(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
