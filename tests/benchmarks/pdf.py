"""Pages of a PDF: how long until they are on screen, beside raw MuPDF on the same page and scale.

The peer draws the page in this process with PyMuPDF and nothing else: no pipe, no widget; lines
marked QtPdf have Qt's own engine (PDFium) in its place. Both
take turns page by page, so that whatever else the machine does falls on both; no page comes
twice, and each jump begins when the neighbours of the last one are prepared, as for a reader. A
display frame is 16.7 ms.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf as _pymupdf
from PIL import Image, ImageDraw
from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workbench.assessment.locator import Place, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Describe, Render
from workbench.evidence.pdf.queue import Priority
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import OpenArtifact

pymupdf: Any = _pymupdf
"""PyMuPDF says that it is typed, but none of its functions is."""

SCALE = 150 / 72
JUMPS = 60
_WORDS = ("norms", "school", "family", "learning", "respect", "voice", "meeting", "plan")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in milliseconds."""

    document: str
    what: str
    ours: Sequence[float]
    peer: Sequence[float]

    def __str__(self) -> str:
        mine, theirs = summarise(self.ours), summarise(self.peer)
        ratios = " / ".join(f"{a / b:.2f}" for a, b in zip(mine, theirs, strict=True))
        return (
            f"{self.document:<14}{self.what:<26}"
            f"{mine[0]:7.1f} /{mine[1]:7.1f}   {theirs[0]:7.1f} /{theirs[1]:7.1f}   {ratios}"
        )


def main() -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication(sys.argv)
    print(f"{'document':<14}{'what':<26}{'ours p50 / p95':>16}   {'raw p50 / p95':>16}   ratio")  # noqa: T201 - this is a report
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        client = PdfClient()
        client.start()
        stack.callback(client.close)
        client.wait_ready(30)
        for name, path in write_documents(folder).items():
            for line in measure(client, name, path):
                print(line, flush=True)  # noqa: T201 - this is a report
    del app


def measure(client: PdfClient, name: str, path: Path) -> list[str]:
    """The lines of the table for one document."""
    described = client.ask(Describe(path=str(path)))
    count = min(JUMPS, described.pages)
    pages = random.Random(7).sample(range(described.pages), count)  # noqa: S311 - no secret
    rows = [
        measure_client(client, name, path, pages),
        measure_viewer(client, name, path, pages),
    ]
    other = measure_other_viewer(client, name, path, pages)
    return [*map(str, rows), *other, *measure_reading(client, name, path, described.pages)]


def measure_client(client: PdfClient, name: str, path: Path, pages: Sequence[int]) -> Row:
    """From the request to the picture in this process."""
    peer = _Peer(path)
    ours, raw = [], []
    for index in pages:
        raw.append(peer.draw(index, SCALE))
        size = peer.size(index, SCALE)
        began = time.perf_counter()
        job = Render(path=str(path), page_index=index, scale=SCALE, clip=(0, 0, *size))
        client.ask_picture(job, priority=Priority.VISIBLE)
        ours.append((time.perf_counter() - began) * 1000)
    return Row(name, "request to picture", ours, raw)


def measure_viewer(client: PdfClient, name: str, path: Path, pages: Sequence[int]) -> Row:
    """From `open_at` to the sharp page painted."""
    viewer = make_viewer(client)
    peer = _Peer(path)
    ours, raw = [], []
    open_at(viewer, path, 0)
    for index in pages:
        let_prepare(viewer)
        scale = viewer.canvas.current_zoom * 96 / 72
        raw.append(peer.draw(index, scale))
        ours.append(open_at(viewer, path, index))
    viewer.release()
    viewer.deleteLater()
    return Row(name, "open_at to painted", ours, raw)


def measure_other_viewer(
    client: PdfClient, name: str, path: Path, pages: Sequence[int]
) -> list[str]:
    """The same beside QtPdf (PDFium), which many viewers are made of; it draws on the UI thread."""
    ours, theirs = [], []
    document = QPdfDocument()
    began = time.perf_counter()
    document.load(str(path))
    for index in pages:
        points = document.pagePointSize(index)
        size = (round(points.width() * SCALE), round(points.height() * SCALE))
        document.render(index, QSize(*size))
        theirs.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        job = Render(path=str(path), page_index=index, scale=SCALE, clip=(0, 0, *size))
        client.ask_picture(job, priority=Priority.VISIBLE)
        ours.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
    first, document_first = ours[0], theirs[0]
    document.close()
    return [
        str(Row(name, "request to picture, QtPdf", ours[1:], theirs[1:])),
        f"{name:<14}{'… the first with opening':<26}{first:7.1f} {'':>7}   {document_first:7.1f}",
    ]


def measure_reading(client: PdfClient, name: str, path: Path, pages: int) -> list[str]:
    """First page after opening, neighbour page prepared, longest stall of the UI thread."""
    viewer = make_viewer(client)
    first = open_at(viewer, path, 0)
    turns, stall = [], Stall()
    for index in range(1, min(pages, 25)):
        let_prepare(viewer)
        stall.reset()
        turns.append(open_at(viewer, path, index))
    for index in random.Random(3).choices(range(pages), k=25):  # noqa: S311 - no secret
        open_at(viewer, path, index)
    longest = stall.longest
    viewer.release()
    viewer.deleteLater()
    neighbour = summarise(turns)
    return [
        f"{name:<14}{'first page after opening':<26}{first:7.1f}",
        f"{name:<14}{'neighbour, prepared':<26}{neighbour[0]:7.1f} /{neighbour[1]:7.1f}   (16.7)",
        f"{name:<14}{'longest stall of the UI':<26}{longest:7.1f}",
    ]


def write_documents(folder: Path) -> dict[str, Path]:
    """A text book, a paper, scans, vector plots, and a document of 300 pages and 88 MB."""
    return {
        "text book": _write_book(folder / "book.pdf"),
        "paper": _write_paper(folder / "paper.pdf"),
        "scans": _write_scans(folder / "scans.pdf"),
        "vector plots": _write_plots(folder / "plots.pdf"),
        "300 p, 88 MB": write_large(folder / "large.pdf", 300),
    }


def write_large(path: Path, pages: int) -> Path:
    """Pages of text with a photograph on each of 300 of them, 88 MB together."""
    words, photos = random.Random(5), []  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    for number in range(pages):
        canvas.setFont("Times-Roman", 10)
        for row in range(26):
            canvas.drawString(60, 790 - 14 * row, " ".join(words.choices(_WORDS, k=14)))
        if number % max(1, pages // 300) == 0:
            photo = path.with_name(f"photo{number}.jpg")
            Image.effect_noise((860, 620), 60).convert("RGB").save(photo, quality=75)
            canvas.drawImage(str(photo), 60, 60, 420, 300)
            photos.append(photo)
        canvas.showPage()
    canvas.save()
    for photo in photos:
        photo.unlink()
    return path


class _Peer:
    """Raw MuPDF on one document."""

    def __init__(self, path: Path) -> None:
        self._document = pymupdf.open(path)

    def size(self, index: int, scale: float) -> tuple[int, int]:
        """Width and height of a page in pixels."""
        rect = self._document[index].rect
        return round(rect.width * scale), round(rect.height * scale)

    def draw(self, index: int, scale: float) -> float:
        """Milliseconds to draw that page."""
        began = time.perf_counter()
        matrix = pymupdf.Matrix(scale, scale)
        self._document[index].get_pixmap(matrix=matrix, alpha=False)
        return (time.perf_counter() - began) * 1000


class Stall:
    """The longest time for which the event loop did not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(0)

    def reset(self) -> None:
        """Begin counting from now."""
        self._clock.restart()

    def _tick(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def make_viewer(client: PdfClient) -> PdfViewer:
    viewer = PdfViewer(client)
    viewer.resize(900, 1000)
    viewer.show()
    return viewer


def open_at(viewer: PdfViewer, path: Path, index: int) -> float:
    """Milliseconds from the call to the painted place."""
    artifact = Artifact(id="A", label="A", title=path.stem, file=path.name)
    loop = QEventLoop()
    viewer.place_shown.connect(loop.quit)
    began = time.perf_counter()
    opened = OpenArtifact(artifact=artifact, path=path, media="pdf")
    viewer.open_at(opened, Place(page=Span(index + 1, index + 1)))
    loop.exec()
    took = (time.perf_counter() - began) * 1000
    viewer.place_shown.disconnect(loop.quit)
    return took


def let_prepare(viewer: PdfViewer) -> None:
    """Let the pages around the one on screen be drawn."""
    loop = QEventLoop()
    while not viewer.canvas.is_prepared:
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def summarise(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _write_book(path: Path) -> Path:
    words = random.Random(1)  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    for _ in range(300):
        canvas.setFont("Times-Roman", 10)
        for row in range(52):
            canvas.drawString(60, 790 - 14 * row, " ".join(words.choices(_WORDS, k=14)))
        canvas.showPage()
    canvas.save()
    return path


def _write_scans(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    noise = random.Random(2)  # noqa: S311 - no secret
    for number in range(40):
        scan = Image.effect_noise((1654, 2339), 20).convert("RGB")
        draw = ImageDraw.Draw(scan)
        for row in range(60):
            line = " ".join(noise.choices(_WORDS, k=12))
            draw.text((120, 100 + 36 * row), line, fill="black", font_size=26)
        picture = path.with_name(f"scan{number}.jpg")
        scan.save(picture, quality=80)
        canvas.drawImage(str(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return path


def _write_paper(path: Path) -> Path:
    """Twelve pages in two columns of small type, a plot and a greyscale figure on each."""
    numbers = random.Random(6)  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    for page in range(12):
        canvas.setFont("Times-Roman", 8)
        for row, x in ((row, x) for row in range(60) for x in (50, 310)):
            if x < 300 or row < 36:
                canvas.drawString(x, 790 - 12 * row, " ".join(numbers.choices(_WORDS, k=9)))
        for _ in range(400):
            canvas.circle(numbers.uniform(310, 540), numbers.uniform(220, 340), 1.2)
        figure = path.with_name(f"figure{page}.png")
        Image.effect_noise((700, 400), 50).save(figure)
        canvas.drawImage(str(figure), 310, 60, 230, 130)
        canvas.showPage()
        figure.unlink()
    canvas.save()
    return path


def _write_plots(path: Path) -> Path:
    numbers = random.Random(4)  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(30):
        for _ in range(1500):
            x, y = numbers.uniform(40, 550), numbers.uniform(40, 800)
            canvas.setStrokeColorRGB(numbers.random(), numbers.random(), numbers.random())
            canvas.circle(x, y, 3)
        canvas.showPage()
    canvas.save()
    return path


if __name__ == "__main__":
    main()
