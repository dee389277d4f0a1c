"""Words found in a document: lit on its pages, in the text of scans that a machine has read too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QPainter

from workbench.assessment.locator import Place, Span
from workbench.evidence.finding.lines import find_in_lines, join_lines
from workbench.evidence.pdf.line_boxes import unite
from workbench.evidence.pdf.messages import Box, TextLine
from workbench.ui.tones import read_tones
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.lit import paint_found, paint_words
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.reading_offer import ReadingOffer
from workbench.ui.viewers.pdf.selection import TextSelection
from workbench.ui.viewers.searchable import Found, Searchable, Spot
from workbench.ui.viewers.viewer import OpenArtifact

Boxes = tuple[tuple[Box, ...], ...]
"""For each hit of a page a box for each of its lines."""


class FoundOnPages(Searchable):
    """The passages are the pages; where on a page a hit stands, its lines tell."""

    wants_hits = False

    def __init__(
        self,
        canvas: PdfCanvas,
        facts: PageFacts,
        offer: ReadingOffer,
        selection: TextSelection,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._facts = facts
        self._offer = offer
        self._selection = selection
        self._path: Path | None = None
        self._texts: tuple[str, ...] | None = None
        self._found: Found | None = None
        self._boxes: dict[int, tuple[Sequence[TextLine], Boxes]] = {}
        self._wanted: Spot | None = None
        """The hit that is to come into view as soon as the page tells where it stands."""
        canvas.overlays.append(self._paint)
        canvas.moved.connect(self._go_if_open)
        facts.lines_arrived.connect(self._note_lines)

    def open(self, artifact: OpenArtifact) -> None:
        """Search in that document; nothing happens where it is the one and its texts are known."""
        facts = artifact.facts
        texts = facts.texts if facts is not None else None
        if texts is None and artifact.media == "image":
            texts = ("",) * ((facts.pages if facts is not None else None) or 1)
        if artifact.path == self._path and texts == self._texts:
            return
        self._path, self._texts, self._wanted = artifact.path, texts, None
        self._boxes.clear()
        self.texts_changed.emit()

    @property
    def path(self) -> Path | None:
        """The document."""
        return self._path

    def list_texts(self) -> Sequence[str] | None:
        """The text of each page, what a machine has read of scans just now with it."""
        if self._texts is None:
            return None
        return tuple(text or self._read(page) for page, text in enumerate(self._texts))

    def say_empty(self) -> str:
        """A scan has nothing to search until it was read."""
        return "There is no text here: it is a scan or a picture. F8 has a page read by a machine."

    def offer_text(self) -> None:
        """Offer to read the page that is being looked at."""
        if self._canvas.pages:
            self._offer.say_no_text(self._canvas.current_page)

    def find_start(self) -> tuple[int, int]:
        """The page that is being read."""
        return (self._canvas.current_page, 0)

    def find_selected(self) -> str:
        """The words selected on the pages."""
        return self._selection.read() or ""

    def show_found(self, found: Found | None) -> None:
        """Light the hits on the pages that show."""
        if found is None or self._found is None or found.needle != self._found.needle:
            self._boxes.clear()
            self._wanted = None
        self._found = found
        self._canvas.viewport().update()

    def go_to(self, spot: Spot) -> None:
        """Bring that hit into view, now or as soon as it is known where on the page it stands."""
        self._wanted = spot
        self._go_if_open()

    def find_place(self, spot: Spot) -> Place:
        """The page."""
        return Place(page=Span(spot.passage + 1, spot.passage + 1))

    def list_boxes(self, page: int) -> Boxes:
        """The hits on that page in order; none while its lines are not known."""
        lines = self._facts.find_lines(page)
        if self._found is None or not lines:
            return ()
        known = self._boxes.get(page)
        if known is None or known[0] is not lines:
            known = self._boxes[page] = (lines, find_in_lines(lines, self._found.needle))
        return known[1]

    def _read(self, page: int) -> str:
        lines = self._facts.find_lines(page) if self._facts.is_read(page) else None
        return join_lines(lines or ())

    def _go_if_open(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted.passage >= self._canvas.pages:
            return
        self._wanted = None  # moving calls this again
        page, boxes = wanted.passage, self.list_boxes(wanted.passage)
        if boxes:
            self._bring(page, unite(boxes[min(wanted.number, len(boxes) - 1)]))
            return
        if not self._canvas.is_on_screen(page):
            self._canvas.go_to_page(page)
        self._facts.want_lines(page)
        self._wanted = wanted

    def _bring(self, page: int, box: Box) -> None:
        """Into view; what shows already stays where it is."""
        left, top, right, bottom = self._canvas.find_shown_box(page)
        is_inside = left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
        if not (self._canvas.is_on_screen(page) and is_inside):
            self._canvas.go_to_box(page, box)

    def _note_lines(self, page: int) -> None:
        """The lines tell where hits stand; a page that was read just now may have new ones."""
        if self._found is None:
            return
        boxes = self.list_boxes(page)
        if boxes or self._facts.is_read(page):
            self.counted.emit(page, len(boxes))
        if self._wanted is not None and self._wanted.passage == page:
            if self._canvas.is_on_screen(page):
                self._go_if_open()
            else:
                self._wanted = None
        self._canvas.viewport().update()

    def _paint(self, painter: QPainter, index: int, ratio: float) -> None:
        if self._found is None or not self._found.needle:
            return
        if self._facts.find_lines(index) is None:
            self._facts.want_lines(index)
            return
        tones = read_tones("light")  # paper is white in every style
        wash, line = QColor(tones.found), QColor(tones.found_line)
        current = self._found.current
        boxes = self.list_boxes(index)
        for number, hit in enumerate(boxes):
            placed: list[QRectF] = [self._canvas.place_box(index, box) for box in hit]
            is_last = number == len(boxes) - 1
            if (
                current is not None
                and current.passage == index
                and (number == current.number or (is_last and current.number > number))
            ):
                paint_words(painter, placed, wash, line, ratio)
            else:
                paint_found(painter, placed, wash)
