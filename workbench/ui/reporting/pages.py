"""The pages of a report as pictures: for the preview and for the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Describe, Render
from workbench.ui.pieces import clear_layout, make_button, make_label

SHOWN = 40
"""So many pages a preview shows; the file has all of them."""
WIDTH = 560
"""Pixels across at 100 %."""
PRINT_SCALE = 200 / 72


@dataclass(frozen=True, slots=True)
class Previewed:
    """Pages that were drawn, and how many there are."""

    images: tuple[QImage, ...]
    count: int


def draw_pages(path: Path, client: PdfClient, *, width: int = WIDTH, ratio: float = 1) -> Previewed:
    """The first pages of the PDF, that many pixels across; for a task's thread.

    `ratio` is the number of the screen's own pixels for each of them.
    """
    described = client.ask(Describe(path=str(path)))
    scale = width * ratio / described.sizes[0][0]
    shown = range(min(described.pages, SHOWN))
    images = tuple(_draw(path, index, scale, client) for index in shown)
    for image in images:
        image.setDevicePixelRatio(ratio)
    return Previewed(images, described.pages)


def print_pages(
    path: Path,
    printer: QPrinter,
    client: PdfClient,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Print the pages that the printer was asked for; for a task's thread."""
    count = client.ask(Describe(path=str(path))).pages
    pages = list(_list_printed(printer, count))
    painter = QPainter(printer)
    try:
        for number, index in enumerate(pages):
            progress(number, len(pages))
            if is_cancelled():
                printer.abort()
                return
            if number:
                printer.newPage()
            _paint(painter, printer, _draw(path, index, PRINT_SCALE, client))
    finally:
        painter.end()


class ReportPages(QScrollArea):
    """The pages below one another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportPages")
        self.setAccessibleName("Preview of the report")
        self.setWidgetResizable(True)
        self.setMinimumWidth(WIDTH + 60)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 20, 20, 20)
        self._column.setSpacing(16)
        holder = QWidget()
        holder.setObjectName("evidencePanel")
        holder.setLayout(self._column)
        self.setWidget(holder)

    def show_pages(self, previewed: Previewed) -> None:
        """Show these pages in place of others; where one has scrolled to stays."""
        place = self.verticalScrollBar().value()
        clear_layout(self._column)
        for number, image in enumerate(previewed.images, 1):
            page = make_label()
            page.setAccessibleName(f"Page {number} of {previewed.count}")
            page.setPixmap(QPixmap.fromImage(image))
            page.setFixedSize(image.deviceIndependentSize().toSize())
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        if previewed.count > len(previewed.images):
            words = f"The first {len(previewed.images)} of {previewed.count} pages."
            self._column.addWidget(make_label(words, "small"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(place)

    def say(self, sentence: str, way: str = "", verb: Callable[[], object] | None = None) -> None:
        """Show a sentence in place of pages, and beneath it a way on."""
        clear_layout(self._column)
        label = make_label(sentence, "body", wrap=True)
        label.setObjectName("previewSentence")
        self._column.addWidget(label)
        if verb is not None:
            button = make_button("previewWay", way, verb)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)


def _draw(path: Path, index: int, scale: float, client: PdfClient) -> QImage:
    picture = client.ask_picture(Render(path=str(path), page_index=index, scale=scale))
    raw = bytes(picture.pixels)
    image = QImage(
        raw, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888
    )
    return image.copy()  # of its own memory


def _list_printed(printer: QPrinter, count: int) -> Iterator[int]:
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return iter(range(max(first, 1) - 1, min(last, count)))


def _paint(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    """The page as large as the paper allows, its shape kept."""
    room = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    scale = min(room.width() / image.width(), room.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    painter.drawImage(QRectF((room.width() - width) / 2, 0, width, height), image)
