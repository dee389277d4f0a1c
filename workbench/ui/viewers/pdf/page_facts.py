"""The lines and links of the pages that are looked at, asked for when a reader rests on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Lined, Link, Linked, PageLines, PageLinks, TextLine
from workbench.evidence.pdf.queue import Priority, Ticket
from workbench.ui.viewers.pdf.pieces import Kind

_KEPT_PAGES = 300


class PageFacts(QObject):
    """Holds what is known of the pages of one document."""

    lines_arrived = Signal(int)
    """The lines of that page are known."""
    links_arrived = Signal(int)
    _answered = Signal(int, int, object, object)

    def __init__(self, client: PdfClient, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._kind: Kind = kind
        self._path = ""
        self._document = 0
        self._lines: OrderedDict[int, tuple[TextLine, ...]] = OrderedDict()
        self._read: dict[int, tuple[TextLine, ...]] = {}
        """What a machine has read of pages that have no text of their own."""
        self._links: OrderedDict[int, tuple[Link, ...]] = OrderedDict()
        self._tickets: dict[tuple[type, int], Ticket] = {}
        self._answered.connect(self._accept, Qt.ConnectionType.QueuedConnection)

    def open(self, path: str) -> None:
        """Forget everything and begin with another document; "" for none."""
        for ticket in self._tickets.values():
            ticket.cancel()
        self._tickets.clear()
        self._lines.clear()
        self._links.clear()
        self._read.clear()
        self._document += 1
        self._path = path

    def want(self, pages: Iterable[int], priority: Priority = Priority.NEIGHBOUR) -> None:
        """Ask for what is not known of those pages."""
        for page in pages:
            self.want_lines(page, priority)
            if page not in self._links:
                self._request(PageLinks, page, priority)

    def want_lines(self, page: int, priority: Priority = Priority.VISIBLE) -> None:
        """Ask for the lines of that page, unless they are known."""
        if self._kind == "image" and self._path and page not in self._lines:
            self._lines[page] = ()
            self.lines_arrived.emit(page)
        elif page not in self._lines:
            self._request(PageLines, page, priority)

    def find_lines(self, page: int) -> tuple[TextLine, ...] | None:
        """The lines of that page in reading order; None while they are not known."""
        read = self._read.get(page)
        if read is not None:
            return read
        return self._lines.get(page, () if self._kind == "image" else None)

    def set_read(self, page: int, lines: tuple[TextLine, ...]) -> None:
        """Take those lines, read by a machine, for the text of a page that has none."""
        self._read[page] = lines
        self.lines_arrived.emit(page)

    def is_read(self, page: int) -> bool:
        """True when the text of that page was read by a machine."""
        return page in self._read

    def find_links(self, page: int) -> tuple[Link, ...]:
        """The links of that page, as far as they are known."""
        return self._links.get(page, ())

    def _request(self, make: type[PageLines | PageLinks], page: int, priority: Priority) -> None:
        if (make, page) in self._tickets or not self._path or self._kind == "image":
            return
        document = self._document
        self._tickets[make, page] = self._client.request(
            make(path=self._path, page_index=page),
            priority=priority,
            done=lambda answer: self._answered.emit(document, page, make, answer),
        )

    def _accept(self, document: int, page: int, make: type, answer: object) -> None:
        if document != self._document:
            return
        self._tickets.pop((make, page), None)
        if make is PageLinks:
            # a page that can't be read has no links, and is not asked again
            self._links[page] = answer.links if isinstance(answer, Linked) else ()
            self.links_arrived.emit(page)
        else:
            self._lines[page] = answer.lines if isinstance(answer, Lined) else ()
            self.lines_arrived.emit(page)
        for kept in (self._lines, self._links):
            while len(kept) > _KEPT_PAGES:
                kept.popitem(last=False)
