"""The viewer of PDFs: opens one at a place, lights the place, and says when it is on screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from workbench.assessment.locator import Place, Span
from workbench.evidence.pdf.client import PdfClient, Priority, Ticket
from workbench.evidence.pdf.errors import ClosedError, LockedError, PdfError
from workbench.evidence.pdf.messages import (
    Attachment,
    Box,
    Boxed,
    Describe,
    Described,
    DescribePicture,
    Job,
    Link,
)
from workbench.ui.pieces import make_column
from workbench.ui.viewers.failure_page import FailurePage, open_outside
from workbench.ui.viewers.outside_link import ask_outside
from workbench.ui.viewers.pdf.attachments import Attachments
from workbench.ui.viewers.pdf.left import Left, ShortMemory, ViewerMemory, format_left, parse_left
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pages import PdfPages
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.present import find_present
from workbench.ui.viewers.pdf.seen import SeenPages
from workbench.ui.viewers.pdf.target import (
    Target,
    find_in_lines,
    find_region,
    find_search,
    find_target,
)
from workbench.ui.viewers.viewer import Mark, OpenArtifact, Viewer

_LOOK_MILLISECONDS = 250
_WHOLE_DOCUMENT = frozenset(
    {"died", "given_up", "missing", "damaged", "not_pdf", "locked", "empty"}
)
"""Reasons that leave nothing of the document to be shown."""


class PdfViewer(Viewer):
    """Shows one document at a time."""

    _described = Signal(int, object)
    _searched = Signal(int, object)

    kind: ClassVar[Kind] = "pdf"

    def __init__(self, client: PdfClient, memory: ViewerMemory | None = None) -> None:
        super().__init__()
        self._memory = memory or ShortMemory()
        self.setObjectName(f"{self.kind}Viewer")
        self._client = client
        self._artifact: OpenArtifact | None = None
        self._place = Place(whole=True)
        self._document: Described | None = None
        self._target: Target | None = None
        self._asked = 0
        self._tickets: list[Ticket] = []
        self._is_found = True
        self._is_sharp = False
        self._seen = SeenPages()
        self._pictures = PagePictures(client, self.kind, self)
        self._facts = facts = PageFacts(client, self.kind, self)
        self._pages = PdfPages(client, self._pictures, facts, self.kind, self._memory)
        self._attachments = Attachments(client, self)
        self.canvas = self._pages.canvas
        self._failure = FailurePage()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MILLISECONDS)
        self._build()

    # --- what the program asks

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Show that place of the document, lit; the last call wins."""
        is_new = self._artifact is None or self._artifact.path != artifact.path
        if is_new:
            self._leave()
        self._artifact, self._place = artifact, place
        if self._document is not None:
            self._go()
        elif is_new or not self._tickets:  # else it is being opened, and the place is noted
            self._open()

    def release(self) -> None:
        """Show nothing, and let the pictures go."""
        self._leave()
        self._artifact = None
        self._look.stop()
        self._pages.clear()
        self._pages.reading.close()

    def find_present(self) -> Place | None:
        """What is drawn or selected, or the page turned to; None for the place asked for."""
        document, hand = self._document, self._pages.hand
        if document is None or self._stack.currentIndex() != 0:
            return None
        return find_present(
            hand, self.canvas, self._target, is_single=self.kind == "image" and document.pages == 1
        )

    # --- opening

    def _open(self) -> None:
        """Ask what the document is made of; goes on in `_accept_description`."""
        artifact = self._require()
        self._begin()
        self._document = None
        self._seen = SeenPages()
        self._pictures.open(str(artifact.path))
        self._pages.clear()
        number = self._asked
        job = Describe if self.kind == "pdf" else DescribePicture
        self._request(
            job(path=str(artifact.path)), lambda answer: self._described.emit(number, answer)
        )

    def _accept_description(self, number: int, answer: object) -> None:
        if number != self._asked:
            return
        if isinstance(answer, PdfError):
            self._fail(answer)
        elif isinstance(answer, Described):
            self._document = answer
            self._stack.setCurrentIndex(0)
            left = parse_left(self._memory.read(self._memory_key()))
            with self.canvas.held():  # the first page asked for is the cited one
                self._pages.show_document(self._title(), str(self._require().path), answer)
                if left is not None and left.spot.page < answer.pages:
                    self.canvas.restore(left.zoom, left.rotation, left.spot)
                self._go()
            if answer.is_encrypted and _is_unread(self._require()):
                self.unlocked.emit(self._require().artifact.id)

    def _go(self) -> None:
        """Go to the place in the document that is open."""
        document = self._require_document()
        self._begin()
        target = find_target(self._place, document.labels, document.pages)
        self._pages.show_marks(self._require().marks)
        if target is None:
            self._fail_place()
            return
        self._target = target
        self._stack.setCurrentIndex(0)
        self._look.start()
        self._search(target, document)
        page = target.first if target.is_cited else self.canvas.current_page
        self.canvas.await_sharp(page)
        known = self._pictures.failures.get(page)
        if known is not None:  # since it was prepared as the neighbour of another
            self._note_page_failed(page, known)

    def _search(self, target: Target, document: Described) -> None:
        """Light the place; the boxes of cited words are asked for first, then the page."""
        pages = target.pages if target.is_cited else range(0)
        region = find_region(target.place, document.sizes[target.first])
        search = find_search(str(self._require().path), target) if self.kind == "pdf" else None
        self.canvas.light(pages, region, is_region=True)
        self._is_found = search is None
        number = self._asked
        if search is not None:
            self._request(search, lambda answer: self._searched.emit(number, answer))
        if region:
            self.canvas.go_to_box(target.first, region[0])
        elif target.is_cited:
            self.canvas.go_to_page(target.first)

    def _accept_boxes(self, number: int, answer: object) -> None:
        target = self._target
        if number != self._asked or target is None:
            return
        if isinstance(answer, Boxed) and answer.boxes:
            self.canvas.light(target.pages, answer.boxes)
            self.canvas.go_to_box(target.first, _unite(answer.boxes))
            self._is_sharp = False
            self.canvas.await_sharp(target.first)
        self._is_found = True
        self._tell_shown()

    def _note_lines(self, page: int) -> None:
        """Cited words on a scan: light them where a machine has read them, else offer to."""
        target = self._target
        if target is None or not target.is_cited or page != target.first:
            return
        lines, size = self._facts.find_lines(page), self.canvas.size_of(page)
        if self._facts.is_read(page):
            boxes = find_in_lines(lines or (), target, size[1])
            if boxes:
                self.canvas.light(target.pages, boxes)
                self.canvas.go_to_box(page, _unite(boxes))
        elif lines == () and find_search("", target) is not None:
            self._pages.offer.say_no_text(page)

    def _note_sharp(self, page: int) -> None:
        target = self._target
        if target is not None and (page == target.first or not target.is_cited):
            self._is_sharp = True
            self._tell_shown()

    def _tell_shown(self) -> None:
        if self._is_found and self._is_sharp and self._target is not None:
            self._is_sharp = False
            self.place_shown.emit(self._place)

    # --- failing

    def _fail(self, error: PdfError) -> None:
        if isinstance(error, ClosedError):
            return
        self._tickets.clear()
        sentence = error.say(self._title())
        self._failure.say(
            sentence, self._require().path, wants_password=isinstance(error, LockedError)
        )
        self._stack.setCurrentIndex(1)
        self.failed.emit(sentence)

    def _fail_place(self) -> None:
        """The document has no such page: it stays open where it is, and nothing is lit."""
        document = self._require_document()
        self.canvas.light(range(0))
        self._stack.setCurrentIndex(0)
        page = self._place.page
        number = page.first if isinstance(page, Span) else None
        words = f"has {document.pages} pages and no page {number}" if number else "has no such page"
        self.failed.emit(f"“{self._title()}” {words}.")

    def _note_page_failed(self, page: int, error: PdfError) -> None:
        if error.reason in _WHOLE_DOCUMENT:
            self._fail(error)
        elif self._target is not None and page == self._target.first:
            self.failed.emit(error.say(self._title()))

    def _try_again(self) -> None:
        self._client.forgive(str(self._require().path))
        self._open()

    def _unlock(self, password: str) -> None:
        self._client.unlock(str(self._require().path), password)
        self._open()

    def _list_attachments(self) -> None:
        if self.kind == "pdf":
            self._attachments.list_files(str(self._require().path))

    def _show_attachments(self, path: str, attachments: Sequence[Attachment]) -> None:
        if self._document is not None and path == str(self._require().path):
            self._pages.show_attachments(attachments)

    def _save_attachment(self, number: int, attachment: Attachment) -> None:
        self._attachments.save(str(self._require().path), number, attachment)

    def _follow(self, link: Link) -> None:
        """Go there, inside the document; outside, show the whole address and ask."""
        if link.page_index < 0:
            ask_outside(self.window(), link.address)
        elif link.page_index < self.canvas.pages:
            number = link.page_index + 1
            self.canvas.go_to_page(link.page_index)
            self.link_followed.emit(Place(page=Span(number, number)))

    def _look_again(self) -> None:
        """Note which pages have been readable for over a second."""
        artifact = self._artifact
        if artifact is None or self._stack.currentIndex() != 0 or not self._is_watched():
            return
        for index in self._seen.note(self.canvas.find_legible(), time.monotonic()):
            self.seen.emit(artifact.artifact.id, Place(page=Span(index + 1, index + 1)))

    def _is_watched(self) -> bool:
        """True when somebody could be looking: on screen, and in a window that isn't minimised."""
        return self.isVisible() and not self.window().isMinimized()

    def _open_mark(self, mark: Mark) -> None:
        self.open_at(self._require(), mark.place)

    def _leave(self) -> None:
        """Remember how the document is left, and stop everything under way for it."""
        if self._artifact is not None and self._document is not None:
            left = Left(self.canvas.zoom, self.canvas.rotation, self.canvas.spot)
            self._memory.write(self._memory_key(), format_left(left))
        self._begin()
        self._document = None
        self._pictures.open("")

    def _begin(self) -> None:
        """Begin anew: answers to what was asked before are no longer wanted."""
        self._asked += 1
        self._target = None
        self._is_sharp = False
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets.clear()

    def _request(self, job: Job[Any], done: Callable[[object], None]) -> None:
        ticket = self._client.request(job, priority=Priority.VISIBLE, done=done)
        self._tickets.append(ticket)

    def _memory_key(self) -> str:
        artifact = self._require()
        return f"left {artifact.memory_key or artifact.path}"

    def _note_side(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._memory.write(f"side {self.kind}", {"is_on": is_on})

    def _title(self) -> str:
        artifact = self._require().artifact
        return artifact.title or artifact.label

    def _require(self) -> OpenArtifact:
        if self._artifact is None:  # pragma: no cover - nothing is asked before something is open
            raise RuntimeError(self.objectName())
        return self._artifact

    def _require_document(self) -> Described:
        if self._document is None:  # pragma: no cover - likewise
            raise RuntimeError(self.objectName())
        return self._document

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages)
        self._stack.addWidget(self._failure)
        self.setLayout(make_column(self._stack))
        self.setFocusProxy(self.canvas)
        queued = Qt.ConnectionType.QueuedConnection
        self._described.connect(self._accept_description, queued)
        self._searched.connect(self._accept_boxes, queued)
        self._attachments.listed.connect(self._show_attachments)
        self._failure.password_typed.connect(self._unlock)
        self._attachments.told.connect(self._pages.notice.say)
        self._pages.link_chosen.connect(self._follow)
        self._pages.attachments_wanted.connect(self._list_attachments)
        self._pages.attachment_chosen.connect(self._save_attachment)
        self._pages.side_toggled.connect(self._note_side)
        side = self._memory.read(f"side {self.kind}")
        self._pages.show_side(is_on=isinstance(side, dict) and side.get("is_on") is True)
        self._pictures.page_failed.connect(self._note_page_failed)
        self.canvas.sharp_shown.connect(self._note_sharp)
        self._pages.mark_chosen.connect(self._open_mark)
        self._pages.outside_asked.connect(lambda: open_outside(self._require().path))
        self._failure.asked_again.connect(self._try_again)
        self._facts.lines_arrived.connect(self._note_lines)
        self._look.timeout.connect(self._look_again)


def _is_unread(artifact: OpenArtifact) -> bool:
    """True when nobody could look inside so far."""
    return artifact.facts is not None and artifact.facts.pages is None


def _unite(boxes: tuple[Box, ...]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
