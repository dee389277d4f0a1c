"""Bar, side panel, pages and strip of one document, kept in step with each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Described, Link
from workbench.ui.pieces import make_column, make_row
from workbench.ui.viewers.failure_page import open_outside
from workbench.ui.viewers.pdf.attachments import Attachments
from workbench.ui.viewers.pdf.bar import PdfBar
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.hand import PdfHand
from workbench.ui.viewers.pdf.layout import Zoom
from workbench.ui.viewers.pdf.memory import ViewerMemory
from workbench.ui.viewers.pdf.menu import open_menu
from workbench.ui.viewers.pdf.notice import PdfNotice
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.reading import PageReading
from workbench.ui.viewers.pdf.reading_offer import NO_TEXT, ReadingOffer
from workbench.ui.viewers.pdf.side import READ_BY_MACHINE, PdfSide
from workbench.ui.viewers.pdf.split import PagesSplit
from workbench.ui.viewers.pdf.steering import PageSteering
from workbench.ui.viewers.pdf.strip import MarkStrip
from workbench.ui.viewers.pdf.target import find_page, find_target, say_no_page
from workbench.ui.viewers.viewer import Mark

PIN_HINT = "Region drawn. Press b to note it as what you relied on; Esc takes it away."
DRAW_HINT = (
    "Drag over the page to draw a region. By keyboard: arrows move it, Shift and arrows change "
    "its size, Return keeps it, Esc gives up."
)


class PdfPages(QWidget):
    """What of a viewer is on screen while a document is open."""

    mark_chosen = Signal(object)
    """A `Mark` on the strip was chosen."""
    link_chosen = Signal(object)
    """A `Link` was chosen."""
    pin_asked = Signal()
    """What is on screen is to be noted as relied on."""

    def __init__(
        self,
        client: PdfClient,
        pictures: PagePictures,
        facts: PageFacts,
        kind: Kind,
        memory: ViewerMemory,
    ) -> None:
        super().__init__()
        self._kind: Kind = kind
        self._memory = memory
        self.canvas = PdfCanvas(pictures)
        self.hand = PdfHand(self.canvas, facts, kind)
        self._steering = PageSteering(self.canvas)
        self.strip = MarkStrip()
        self.side = PdfSide(client, kind)
        self.notice = PdfNotice(self.canvas)
        self.reading = PageReading(client, facts, kind, memory, self)
        self.offer = ReadingOffer(self.reading, facts, self.canvas, self.notice)
        self._attachments = Attachments(client, self)
        self._facts = facts
        self._bar = PdfBar(kind)
        self._document: Described | None = None
        self._path = ""
        self._is_side_filled = False
        if kind == "image":
            self.canvas.zoom = "page"
            self.canvas.legible_zoom = 0.0
        self._lay_out()
        self._verbs = self._list_verbs()
        self._connect()
        side = memory.read(f"side {kind}")
        self.show_side(is_on=isinstance(side, dict) and side.get("is_on") is True)

    def show_document(self, name: str, path: str, document: Described) -> None:
        """Show that document from its beginning."""
        self._document = document
        self.hand.clear()
        self.notice.say("")
        self._facts.open(path)
        self.reading.open(path, is_private=document.is_encrypted)
        self._bar.show_pages(document.pages)
        self.canvas.show_document(name, document.sizes)
        self._path = path
        self._attachments.open(path)
        self._is_side_filled = False
        self._fill_side()

    def clear(self) -> None:
        """Show nothing."""
        self._document = None
        self.hand.clear()
        self._facts.open("")
        self.reading.open("")
        self._attachments.open("")
        self.side.clear()
        self.canvas.show_document("", ())
        self.strip.show_marks(())

    def show_side(self, *, is_on: bool) -> None:
        """Open or close the panel beside the pages."""
        self._bar.show_side(is_on=is_on)
        self._split.show_side(is_on=is_on)
        if self._split.hides_pages:
            self.side.focus_view()
        self._fill_side()

    def begin_place(self) -> None:
        """Another place is gone to: it is to be seen, and no notice that is not about it."""
        self._uncover()
        self._drop_notice()

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

    def steer(self, verb: str) -> bool:
        """Whether there is such a verb; it is done, if a document is open."""
        if verb in self._verbs and self._document is not None:
            self._verbs[verb]()
        return verb in self._verbs

    def _list_verbs(self) -> dict[str, Callable[[], object]]:
        """What keys and the menu can do, by the names in `workbench.ui.keys`."""
        return {
            **self._steering.verbs,
            "go_to_page": self._bar.type_page,
            "toggle_side": self._turn_side,
            "draw_region": lambda: self.hand.drawing.toggle(is_on=not self.hand.drawing.is_on),
            "read_text": self.offer.read_current,
            "open_outside": lambda: open_outside(Path(self._path)),
            "pin": self.pin_asked.emit,
        }

    def _lay_out(self) -> None:
        self._split = PagesSplit(self.side, self.canvas)
        inner = make_row(self._split, self.strip, gap=0)
        inner.setStretch(0, 1)
        column = make_column(self._bar, inner, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.canvas.moved.connect(self._say_where)
        self.canvas.moved.connect(self.notice.place)
        self.strip.mark_chosen.connect(self.mark_chosen)
        self._bar.page_typed.connect(self._go_to_typed)
        self._bar.stepped.connect(self._steering.step)
        self._bar.zoom_stepped.connect(self.canvas.zoom_by)
        self._bar.zoom_chosen.connect(self._take_zoom)
        self._bar.given_up.connect(self.canvas.setFocus)
        self._bar.turned.connect(self.canvas.turn)
        self._bar.outside_asked.connect(self._verbs["open_outside"])
        self._bar.side_toggled.connect(self._toggle_side)
        self._bar.region_toggled.connect(lambda is_on: self.hand.drawing.toggle(is_on=is_on))
        self.side.page_chosen.connect(self._uncover)
        self.side.page_chosen.connect(self.canvas.go_to_page)
        self.side.link_chosen.connect(self._uncover)
        self.side.link_chosen.connect(self.link_chosen)
        self.side.attachment_chosen.connect(self._attachments.save)
        self._attachments.listed.connect(self.side.show_attachments)
        self._attachments.told.connect(self.notice.say)
        self.hand.link_chosen.connect(self.link_chosen)
        self.hand.drawing.drawn.connect(lambda _drawn: self.notice.say(PIN_HINT))
        self.hand.drawing.toggled.connect(self._note_drawing)
        self.hand.marked_changed.connect(self._note_marked)
        self.hand.selection.found_no_text.connect(self.offer.say_no_text)
        self.side.read_asked.connect(self.offer.read_current)
        self._facts.lines_arrived.connect(self._follow_page)
        self._facts.links_arrived.connect(self._follow_page)
        self.hand.menu_asked.connect(self._open_menu)

    def _open_menu(self, point: QPoint, link: Link | None) -> None:
        page, _x, _y = self.canvas.find_on_page(QPointF(point))
        is_bare = self._facts.find_lines(page) == ()
        open_menu(self.canvas, self.hand, self._verbs, point, link, offers_reading=is_bare)

    def _uncover(self) -> None:
        """Put the panel away where it hides the pages; it is not remembered as closed."""
        if self._split.hides_pages:
            keyboard = QApplication.focusWidget()
            self.show_side(is_on=False)
            if keyboard is not None and self.side.isAncestorOf(keyboard):
                self.canvas.setFocus()

    def _turn_side(self) -> None:
        if self._bar.has_pages:
            self._toggle_side(is_on=not self.side.isVisibleTo(self))

    def _toggle_side(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.show_side(is_on=is_on)
        self._memory.write(f"side {self._kind}", {"is_on": is_on})

    def _fill_side(self) -> None:
        """Fill the panel once it is seen: a thousand small pages need not wait behind it."""
        document = self._document
        if document is None or self._is_side_filled or not self.side.isVisibleTo(self):
            return
        self._is_side_filled = True
        self.side.show_document(self._path, document)
        if self._kind == "pdf":
            self._attachments.list_files()
        self._follow_page(self.canvas.current_page)

    def _note_drawing(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._bar.show_drawing(is_on=is_on)
        self.notice.say(DRAW_HINT if is_on else "")
        if is_on:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_marked(self) -> None:
        if self.hand.drawing.region is None and not self.hand.drawing.is_on:
            self.notice.say("")

    def _follow_page(self, page: int) -> None:
        """Keep side panel and the words for screen readers at the page that is being read."""
        current = self.canvas.current_page
        if self._document is None or page != current:
            return
        lines, is_read = self._facts.find_lines(current), self._facts.is_read(current)
        self._bar.show_read(is_on=is_read)
        if lines is not None:
            words = " ".join(line.text for line in lines) or NO_TEXT
            self.canvas.setAccessibleDescription(f"{READ_BY_MACHINE} {words}" if is_read else words)
        if self._is_side_filled:
            links = self._facts.find_links(current)
            self.side.show_page(current, lines, links, is_read=is_read)

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
        self._follow_page(index)

    def _take_zoom(self, zoom: Zoom) -> None:
        self.canvas.set_zoom(zoom)
        self.canvas.setFocus()

    def _go_to_typed(self, text: str) -> None:
        document = self._document
        if document is None or not text.strip():
            return
        index = find_page(text, document.labels, document.pages)
        if index is None:
            self.notice.say(say_no_page(text, document.labels, document.pages))
        else:
            self._drop_notice()
            self.canvas.go_to_page(index)
            self.canvas.setFocus()

    def _drop_notice(self) -> None:
        """Put away what is no longer to the point; that a page is being read still is."""
        if self.reading.page is None:
            self.notice.say("")
