"""Bar, pages and strip of one document, kept in step with each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.evidence.pdf.messages import Described
from workbench.ui.pieces import make_column, make_row
from workbench.ui.viewers.pdf_bar import PdfBar
from workbench.ui.viewers.pdf_canvas import PdfCanvas
from workbench.ui.viewers.pdf_pictures import PagePictures
from workbench.ui.viewers.pdf_pieces import Kind
from workbench.ui.viewers.pdf_strip import MarkStrip
from workbench.ui.viewers.pdf_target import find_page, find_target
from workbench.ui.viewers.viewer import Mark


class PdfPages(QWidget):
    """What of a viewer is on screen while a document is open."""

    mark_chosen = Signal(object)
    """A `Mark` on the strip was chosen."""
    outside_asked = Signal()

    def __init__(self, pictures: PagePictures, kind: Kind) -> None:
        super().__init__()
        self.canvas = PdfCanvas(pictures)
        self.strip = MarkStrip()
        self._bar = PdfBar(kind)
        self._document: Described | None = None
        if kind == "image":
            self.canvas.zoom = "page"
            self.canvas.legible_zoom = 0.0
        inner = make_row(self.canvas, self.strip, gap=0)
        inner.setStretch(0, 1)
        column = make_column(self._bar, inner, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.canvas)
        self._connect()

    def show_document(self, name: str, document: Described) -> None:
        """Show that document from its beginning."""
        self._document = document
        self._bar.show_pages(document.pages)
        self.canvas.show_document(name, document.sizes)

    def clear(self) -> None:
        """Show nothing."""
        self._document = None
        self.canvas.show_document("", ())
        self.strip.show_marks(())

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show every mark whose page there is, in the middle of the page's share of the strip."""
        document = self._document
        if document is None:
            return
        placed: list[tuple[float, Mark]] = []
        for mark in marks:
            target = find_target(mark.place, document.labels, document.pages)
            if target is not None and target.is_cited:
                placed.append(((target.first + 0.5) / document.pages, mark))
        self.strip.show_marks(placed)

    def _connect(self) -> None:
        self.canvas.moved.connect(self._say_where)
        self.strip.mark_chosen.connect(self.mark_chosen)
        self._bar.page_typed.connect(self._go_to_typed)
        self._bar.stepped.connect(self._step)
        self._bar.zoom_stepped.connect(self.canvas.zoom_by)
        self._bar.zoom_chosen.connect(self.canvas.set_zoom)
        self._bar.turned.connect(self.canvas.turn)
        self._bar.outside_asked.connect(self.outside_asked)

    def _say_where(self) -> None:
        document = self._document
        if document is None or not self.canvas.pages:
            self._bar.show_page("", "")
            return
        index = self.canvas.current_page
        if document.labels and document.labels[index]:
            self._bar.show_page(document.labels[index], f"· {index + 1} of {document.pages}")
        else:
            self._bar.show_page(str(index + 1), f"of {document.pages}")
        zoom = self.canvas.zoom
        fit = zoom if isinstance(zoom, str) else ""
        self._bar.show_zoom(round(self.canvas.current_zoom * 100), fit)

    def _step(self, pages: int) -> None:
        self.canvas.go_to_page(self.canvas.current_page + pages)

    def _go_to_typed(self, text: str) -> None:
        document = self._document
        index = find_page(text, document.labels, document.pages) if document else None
        if index is not None:
            self.canvas.go_to_page(index)
            self.canvas.setFocus()
